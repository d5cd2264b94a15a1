//! Numbers given of an event: dead, wounded, abducted, arrested, troops, and how many events it stands for.
//!
//! In: the proposition of an event and those of its sentence. Out: [`EventCounts`]. A number belongs to the event if
//! it stands in a role of its predicate, or of a verb whose subject, place or time the event is ("an attack killed
//! three", "killed in an attack", "an attack that left three dead").

use crate::amounts::{self, Amount};
use crate::matcher::{Scene, fillers};
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{children_with, subtree};
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::{Counted, Frame};

/// Figures of one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Dead.
    pub killed: Option<Amount>,
    /// Wounded.
    pub injured: Option<Amount>,
    /// Kidnapped or taken captive.
    pub abducted: Option<Amount>,
    /// Arrested.
    pub arrested: Option<Amount>,
    /// Troops moved.
    pub troops: Option<Amount>,
    /// Events that the mention stands for.
    pub events: Option<Amount>,
}

/// The figures of an event.
pub fn find(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame) -> EventCounts {
    let figures = &scene.frames.figures;
    let with_states = |p| (p, states(scene.doc, p));
    let related: Vec<_> = related(scene, proposition).into_iter().map(with_states).collect();
    let find = |what: &Counted, heads_only: bool| {
        related.iter().find_map(|(p, states)| {
            counted(scene.doc, p, states, what).into_iter().find_map(|head| {
                amounts::of(scene.doc, scene.frames, head)
                    .or_else(|| if heads_only { None } else { amounts::single(scene.doc, head) })
            })
        })
    };
    let own_noun =
        proposition.kind == Kind::Noun && fillers(proposition, frame, "patient").all(|h| h != proposition.head);
    EventCounts {
        killed: find(&figures.killed, false),
        injured: find(&figures.injured, false),
        abducted: find(&figures.abducted, false),
        arrested: find(&figures.arrested, false),
        troops: find(&figures.troops, true),
        events: own_noun.then(|| amounts::of(scene.doc, scene.frames, proposition.head)).flatten(),
    }
}

/// The event's own proposition and those of verbs that say what came of it.
fn related<'s>(scene: &'s Scene<'_>, proposition: &'s Proposition) -> Vec<&'s Proposition> {
    let doc = scene.doc;
    let mut out = vec![proposition];
    if proposition.kind == Kind::Verb {
        let conjuncts = children_with(doc, proposition.head, &["conj", "advcl", "xcomp"]);
        out.extend(conjuncts.filter_map(|c| scene.propositions.at(c)));
        if doc.dep(proposition.head) == "conj" {
            out.extend(scene.propositions.at(doc.head(proposition.head)));
        }
        return out;
    }
    let sentence = doc.sentence(doc.sentence_of(proposition.head));
    let stands_in = |p: &&Proposition| {
        p.kind == Kind::Verb
            && sentence.has(p.head)
            && ["agent", "in", "by", "during", "from", "patient"]
                .iter()
                .any(|r| p.fillers(r).any(|h| h == proposition.head))
    };
    out.extend(scene.propositions.iter().filter(stands_in));
    out
}

/// The words of a proposition that such a count is of.
fn counted(doc: &Doc, proposition: &Proposition, states: &[TokenIdx], what: &Counted) -> Vec<TokenIdx> {
    let mut out: Vec<TokenIdx> = Vec::new();
    match proposition.kind {
        Kind::Verb => {
            if proposition.is_one_of(&what.verbs) {
                out.extend(proposition.fillers("patient"));
            }
            if proposition.is_one_of(&what.subjects) {
                out.extend(proposition.fillers("agent"));
            }
            for &word in states.iter().filter(|word| what.adjectives.contains(doc.lemma(**word))) {
                out.extend(complemented(doc, word, proposition));
            }
        }
        Kind::Noun if proposition.is_one_of(&what.nouns) => out.extend(proposition.fillers("of")),
        _ => {}
    }
    out
}

/// The words below a verb that may tell a state it left somebody in: "left twelve dead", "leaving three people wounded".
fn states(doc: &Doc, proposition: &Proposition) -> Vec<TokenIdx> {
    if proposition.kind != Kind::Verb {
        return Vec::new();
    }
    let below = doc.children(proposition.head).iter().flat_map(|c| subtree(doc, *c).into_iter().take(12));
    below.filter(|word| is_complement(doc, *word, proposition.head)).collect()
}

fn is_complement(doc: &Doc, word: TokenIdx, verb: TokenIdx) -> bool {
    matches!(doc.dep(word), "oprd" | "acomp" | "amod" | "ccomp" | "xcomp" | "advcl")
        && masudi_doc::tree::ancestors(doc, word).take(4).any(|a| a == verb)
}

/// What an adjective of state completes: its own subject, the noun it follows, or the verb's object.
fn complemented(doc: &Doc, word: TokenIdx, proposition: &Proposition) -> Vec<TokenIdx> {
    let subjects: Vec<TokenIdx> = children_with(doc, word, &["nsubj", "nummod"]).collect();
    if !subjects.is_empty() {
        return subjects;
    }
    if doc.dep(word) == "amod" && doc.head(word) < word {
        return vec![doc.head(word)];
    }
    proposition.fillers("patient").collect()
}
