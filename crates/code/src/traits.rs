//! What a predicate is like: its words and their places, for a reader that goes by likeness and not by frames.
//!
//! In: a proposition in its document. Out: [`Traits`]: words by the slot they stand in, and marks (short names of what holds
//! of it). What this module does not do: it judges nothing and knows no vector.

use crate::arguments;
use crate::matcher::{self, Scene};
use crate::proposition::{Kind, Proposition};
use crate::verbal;
use masudi_doc::tree::{ancestors, child};
use masudi_doc::{ActorKind, TokenIdx, Upos};
use smol_str::SmolStr;
use std::fmt;

/// Where a word stands to the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The predicate itself.
    Itself,
    /// Its doer.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// The clause that it takes.
    Clause,
    /// What a preposition adds.
    Oblique,
    /// Adjectives, adverbs and nouns put before it.
    Modifier,
    /// The same of what it is done to, and what hangs on that.
    OfPatient,
    /// The word that it hangs on.
    Governor,
    /// Content words at most five off.
    Near,
    /// Content words of the sentence.
    Sentence,
}

impl Slot {
    /// All slots, in the order of the data files.
    pub const ALL: [Slot; 10] = [
        Slot::Itself,
        Slot::Agent,
        Slot::Patient,
        Slot::Clause,
        Slot::Oblique,
        Slot::Modifier,
        Slot::OfPatient,
        Slot::Governor,
        Slot::Near,
        Slot::Sentence,
    ];

    /// Its name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Itself => "itself",
            Slot::Agent => "agent",
            Slot::Patient => "patient",
            Slot::Clause => "clause",
            Slot::Oblique => "oblique",
            Slot::Modifier => "modifier",
            Slot::OfPatient => "of-patient",
            Slot::Governor => "governor",
            Slot::Near => "near",
            Slot::Sentence => "sentence",
        }
    }
}

/// Something that holds of a predicate, such as `tag:VBD`, `agent:state` or `known:ASSAULT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Of what it is told.
    pub of: &'static str,
    /// What is told.
    pub value: SmolStr,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.of, self.value)
    }
}

/// What a predicate is like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The predicate.
    pub head: TokenIdx,
    /// Words by slot.
    pub words: Vec<(Slot, TokenIdx)>,
    /// What holds of it, each once.
    pub marks: Vec<Mark>,
}

impl Traits {
    fn mark(&mut self, of: &'static str, value: impl Into<SmolStr>) {
        let mark = Mark { of, value: value.into() };
        // What comes twice mostly comes again at once: roles of one sort, frames of one type.
        if !self.marks.iter().rev().any(|known| *known == mark) {
            self.marks.push(mark);
        }
    }

    /// The words of a slot.
    pub fn of(&self, slot: Slot) -> impl Iterator<Item = TokenIdx> + '_ {
        self.words.iter().filter(move |(s, _)| *s == slot).map(|(_, word)| *word)
    }
}

/// So many words to either side are near.
const NEAR: u32 = 5;

/// The traits of a proposition.
pub fn traits(scene: &Scene<'_>, proposition: &Proposition) -> Traits {
    let doc = scene.doc;
    let head = proposition.head;
    let lemma = |t: TokenIdx| scene.lookups.lemma(t);
    let mut out = Traits { head, words: Vec::with_capacity(64), marks: Vec::with_capacity(32) };
    out.words.push((Slot::Itself, head));
    if let Some(verb) = proposition.support {
        out.words.push((Slot::Governor, verb));
        out.mark("carried", "");
    }
    for role in proposition.roles.iter().chain(&proposition.far) {
        let slot = match role.name.as_str() {
            "agent" | "by" | "between" => Slot::Agent,
            "mod" | "poss" => Slot::Modifier,
            "patient" => Slot::Patient,
            "of" if proposition.kind == Kind::Noun => Slot::Patient,
            "clause" => Slot::Clause,
            _ => Slot::Oblique,
        };
        out.words.push((slot, role.head));
        match slot {
            Slot::Clause => continue,
            Slot::Oblique => out.mark("prep", role.name.clone()),
            Slot::Patient => {
                for inner in below(scene, role.head) {
                    out.words.push((Slot::OfPatient, inner));
                    if arguments::is_actor(scene, inner) {
                        out.mark(Slot::OfPatient.name(), "actor");
                    }
                }
            }
            _ => {}
        }
        out.mark(slot.name(), sort(scene, role.head));
    }
    for inner in doc.children(head).iter().copied() {
        match doc.dep(inner) {
            "compound" | "amod" | "nmod" | "advmod" | "acomp" | "oprd" => out.words.push((Slot::Modifier, inner)),
            "aux" => out.mark("aux", lemma(inner)),
            "auxpass" => out.mark("auxpass", lemma(inner)),
            "neg" => out.mark("neg", lemma(inner)),
            "det" => out.mark("det", lemma(inner)),
            _ => {}
        }
    }
    let above = ancestors(doc, head).find(|t| is_content(doc.pos(*t)));
    out.words.extend(above.map(|above| (Slot::Governor, above)));
    if let Some(mark) = ancestors(doc, head).find_map(|t| child(doc, t, &["mark"])) {
        out.mark("under", lemma(mark));
    }
    let sentence = doc.sentence(doc.sentence_of(head));
    for t in sentence.iter().filter(|t| *t != head && is_content(doc.pos(*t))) {
        out.words.push((Slot::Sentence, t));
        if t.0.abs_diff(head.0) <= NEAR {
            out.words.push((Slot::Near, t));
        }
    }
    let kind = match proposition.kind {
        Kind::Verb => "verb",
        Kind::Noun => "noun",
        Kind::Adjective => "adjective",
    };
    out.mark("kind", kind);
    out.mark("tag", doc.tag(head));
    out.mark("dep", doc.dep(head));
    if let Some(particle) = proposition.particle {
        out.mark("particle", lemma(particle));
    }
    if proposition.kind == Kind::Verb && verbal::is_passive(doc, head) {
        out.mark("voice", "passive");
    }
    for name in ["agent", "patient", "clause"] {
        if proposition.fillers(name).next().is_none() {
            out.mark("no", name);
        }
    }
    for frame in matcher::known(scene, proposition) {
        out.mark("known", frame.event_type.clone());
    }
    out
}

pub(crate) fn is_content(pos: Upos) -> bool {
    matches!(pos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj)
}

/// What hangs on a noun.
fn below(scene: &Scene<'_>, noun: TokenIdx) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let mut out = Vec::new();
    for inner in doc.children(noun).iter().copied() {
        match doc.dep(inner) {
            "compound" | "amod" | "nmod" | "poss" => out.push(inner),
            "prep" => out.extend(child(doc, inner, &["pobj"])),
            _ => {}
        }
    }
    out
}

/// What sort of thing a word names.
fn sort(scene: &Scene<'_>, at: TokenIdx) -> &'static str {
    if let Some(reference) = scene.actors.at(at) {
        let entity = scene.actors.entity(reference.entity);
        return match entity.kind {
            ActorKind::State => "state",
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::ArmedGroup => "armed",
            ActorKind::Party => "party",
            ActorKind::Coalition => "coalition",
            ActorKind::People => "people",
            ActorKind::Role => match entity.sector.as_deref() {
                Some("MIL" | "REB" | "COP" | "PRM" | "UAF" | "SPY") => "armed",
                Some("CVL" | "CIV") | None => "people",
                Some(_) => "role",
            },
        };
    }
    let doc = scene.doc;
    match doc.pos(at) {
        Upos::Pron => match scene.lookups.lemma(at) {
            "i" | "we" | "you" | "it" => "speaker",
            _ => "pronoun",
        },
        Upos::Propn => "name",
        Upos::Num => "number",
        Upos::Verb | Upos::Aux => "verb",
        _ => "thing",
    }
}
