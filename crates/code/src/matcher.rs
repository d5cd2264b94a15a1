//! Which frame fits a proposition.
//!
//! In: a proposition, the frames and the actors and places of the document. Out: the frames that fit, best first, and
//! why the others do not. A frame with more conditions or a longer trigger beats one with fewer; then priority; then
//! confidence; then the order of the data files.

use crate::arguments;
use crate::likeness::Rows;
use crate::lookups::Lookups;
use crate::proposition::{Kind, Proposition, Propositions, Role, with_conjuncts};
use crate::verbal;
use masudi_doc::tree::{ancestors, child, children_with};
use masudi_doc::{ActorKind, ActorRef, ActorRefs, Civil, Doc, PlaceRef, TimeRef, TokenIdx, Upos};
use masudi_lexicon::frames::{Condition, Filter, FilterAtom, Frame, Frames, RoleSet, Trigger};
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// What the matcher looks at besides the proposition.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The document.
    pub doc: &'a Doc,
    /// Its frames.
    pub frames: &'a Frames,
    /// Its actors.
    pub actors: &'a ActorRefs,
    /// Its places.
    pub places: &'a [PlaceRef],
    /// Its times.
    pub times: &'a [TimeRef],
    /// The day it was published.
    pub published: Option<Civil>,
    /// Its propositions.
    pub propositions: &'a Propositions,
    /// What is asked of its words again and again.
    pub lookups: &'a Lookups<'a>,
    /// Where its words stand among the vectors.
    pub rows: &'a Rows<'a>,
}

/// Why a frame does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The frame.
    pub frame: String,
    /// What it asks for and does not find, or finds and must not.
    pub reason: String,
}

/// What a frame asks for and does not find, or finds and must not.
enum Misfit<'f> {
    Needs(&'f str),
    MustNotHave(TokenIdx, &'f str),
}

/// How well a frame that fits does: conditions and words of its trigger, priority, confidence.
type Rank = (u32, i32, i32);

/// The frames that the proposition's words trigger, each once, with their ranks.
fn triggered<'a>(scene: &Scene<'a>, proposition: &Proposition) -> Vec<(Rank, &'a Trigger)> {
    let unsaid = LazyCell::new(|| is_agent_unsaid(scene.doc, proposition));
    let rank = |trigger: &Trigger, words: u32| {
        let unsaid = u32::from(trigger.agentless && *unsaid);
        (trigger.conditions - unsaid + words, trigger.priority, trigger.confidence)
    };
    let mut found: Vec<(Rank, &'a Trigger)> = Vec::new();
    if let Some(verb) = &proposition.verb {
        found.extend(scene.frames.of_verb(verb).iter().map(|trigger| (rank(trigger, 1), trigger)));
    }
    for lemma in &proposition.lemmas {
        let words = lemma.split(' ').count() as u32;
        let triggers = match proposition.kind {
            Kind::Verb => scene.frames.of_verb(lemma),
            Kind::Noun => scene.frames.of_noun(lemma),
            Kind::Adjective => scene.frames.of_adjective(lemma),
        };
        // A word has each of its frames once.
        let before = found.len();
        for trigger in triggers {
            if !found[..before].iter().any(|(_, known)| known.frame == trigger.frame) {
                found.push((rank(trigger, words), trigger));
            }
        }
    }
    found
}

/// The frames that know the proposition's words, whether they fit or not.
pub fn known<'a>(scene: &Scene<'a>, proposition: &Proposition) -> impl Iterator<Item = &'a Frame> {
    triggered(scene, proposition).into_iter().map(|(_, trigger)| &scene.frames.frames[trigger.frame as usize])
}

/// The frames that fit, best first; each is tried when it is asked for.
pub fn ranked<'a>(scene: &Scene<'a>, proposition: &Proposition) -> impl Iterator<Item = &'a Frame> {
    let filled = Filled::of(proposition);
    let mut triggers = triggered(scene, proposition);
    triggers.retain(|(_, trigger)| filled.under(trigger).has_all(trigger.needs));
    triggers.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let fits = move |(_, trigger): (Rank, &Trigger)| {
        let frame = &scene.frames.frames[trigger.frame as usize];
        misfit(scene, proposition, frame, filled.under(trigger)).is_none().then_some(frame)
    };
    triggers.into_iter().filter_map(fits)
}

/// The roles that a proposition fills, however a frame reads them.
struct Filled {
    roles: RoleSet,
    of: bool,
    poss: bool,
}

impl Filled {
    fn of(proposition: &Proposition) -> Self {
        let noun = proposition.kind == Kind::Noun;
        let names = || proposition.roles.iter().chain(&proposition.far).map(|role| role.name.as_str());
        let has = |wanted: &[&str]| noun && names().any(|name| wanted.contains(&name));
        let doer = has(&["mod", "by", "between"]).then_some("agent");
        Self { roles: names().chain(doer).collect(), of: has(&["of"]), poss: has(&["poss"]) }
    }

    /// The roles that may be filled as a frame reads them.
    fn under(&self, trigger: &Trigger) -> RoleSet {
        let of = if self.of { trigger.of } else { RoleSet::default() };
        let poss = if self.poss { trigger.poss } else { RoleSet::default() };
        self.roles.and(of).and(poss)
    }
}

/// The frames that its words trigger and that do not fit, with the reasons.
pub fn refused(scene: &Scene<'_>, proposition: &Proposition) -> Vec<Refusal> {
    let filled = Filled::of(proposition);
    let refusal = |(_, trigger): (Rank, &Trigger)| {
        let frame = &scene.frames.frames[trigger.frame as usize];
        let reason = match misfit(scene, proposition, frame, filled.under(trigger))? {
            Misfit::Needs(role) => format!("needs {role}"),
            Misfit::MustNotHave(found, role) => format!("must not have \"{}\" as {role}", scene.doc.word(found)),
        };
        Some(Refusal { frame: frame.id.to_string(), reason })
    };
    triggered(scene, proposition).into_iter().filter_map(refusal).collect()
}

fn misfit<'f>(scene: &Scene<'_>, proposition: &Proposition, frame: &'f Frame, filled: RoleSet) -> Option<Misfit<'f>> {
    for Condition { role, filter, .. } in &frame.with {
        if is_unsaid(scene, proposition, frame, role) {
            continue;
        }
        if !fillers(proposition, frame, role).any(|head| admits(scene, filter, head)) {
            return Some(Misfit::Needs(role));
        }
    }
    for Condition { role, filter, .. } in frame.without.iter().filter(|condition| filled.has_any(condition.place)) {
        // What a conjoined verb takes ("relented and let the march go ahead") makes this one no transitive.
        let shared = role == "patient" && proposition.kind == Kind::Verb && filter.others.contains(&FilterAtom::Any);
        let admitted = |head: &TokenIdx| admits(scene, filter, *head);
        let found = if shared {
            proposition.fillers(role).find(admitted)
        } else {
            fillers(proposition, frame, role).find(admitted)
        };
        if let Some(found) = found {
            return Some(Misfit::MustNotHave(found, role));
        }
    }
    None
}

/// Whether a role is the agent of a passive that names none ("the ambassador was recalled"), and the frame does without.
fn is_unsaid(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame, role: &str) -> bool {
    frame.agentless && role == "agent" && is_agent_unsaid(scene.doc, proposition)
}

fn is_agent_unsaid(doc: &Doc, proposition: &Proposition) -> bool {
    proposition.kind == Kind::Verb
        && verbal::is_passive(doc, proposition.head)
        && !proposition.roles.iter().chain(&proposition.far).any(|r| r.name == "agent")
}

/// The fillers of a role as the frame reads them: for nouns, of-phrase and possessive have the role the frame says.
/// Distant fillers count only where there is no near one. Whatever is read here has to be known to [`Filled`] too, which rules frames
/// out before this is asked.
pub(crate) fn fillers<'r>(
    proposition: &'r Proposition,
    frame: &'r Frame,
    role: &'r str,
) -> impl Iterator<Item = TokenIdx> + 'r {
    let noun = proposition.kind == Kind::Noun;
    let reads = move |filled: &&Role| match filled.name.as_str() {
        name if !noun => name == role,
        "of" if role != "of" => frame.of == role,
        "poss" if role != "poss" => frame.poss == role,
        "mod" | "by" | "between" if role == "agent" => true,
        name => name == role,
    };
    let is_near = proposition.roles.iter().any(|filled| reads(&filled));
    let far: &[Role] = if is_near { &[] } else { &proposition.far };
    let near = proposition.roles.iter().filter(reads);
    near.chain(far.iter().filter(move |filled| filled.name == role)).map(|filled| filled.head)
}

/// Whether a filter admits a word, or what it counts.
fn admits(scene: &Scene<'_>, filter: &Filter, head: TokenIdx) -> bool {
    admits_word(scene, filter, head)
        || scene.lookups.counted(head).is_some_and(|inner| admits_word(scene, filter, inner))
}

/// Whether a word is what acts for the one whose it is: "a Chinese cutter", "the border commissions of both countries".
fn acts_for_owner(scene: &Scene<'_>, head: TokenIdx) -> bool {
    scene.frames.is_of_class("acts_for_owner", scene.lookups.lemma(head)) && arguments::behind(scene, head).is_some()
}

/// Whether a word is the name of a state: "left Mali".
fn is_named_state(scene: &Scene<'_>, head: TokenIdx) -> bool {
    let state = |r: &ActorRef| scene.actors.entity(r.entity).kind == ActorKind::State;
    scene.doc.pos(head) == Upos::Propn && scene.actors.at(head).is_some_and(state)
}

/// How many countries the actors of a noun phrase and its conjuncts are of: two in "Greek and Cypriot marines".
fn countries_of(scene: &Scene<'_>, head: TokenIdx) -> usize {
    let heads = with_conjuncts(scene.doc, head).flat_map(|h| arguments::listed(scene, h));
    heads.filter_map(|h| arguments::country(scene, h)).collect::<BTreeSet<_>>().len()
}

fn admits_word(scene: &Scene<'_>, filter: &Filter, head: TokenIdx) -> bool {
    let admits = |head: TokenIdx| {
        scene.lookups.is_of_any(&filter.classes, head) || filter.others.iter().any(|atom| holds(scene, atom, head))
    };
    admits(head) || scene.lookups.antecedent(head).is_some_and(admits)
}

/// Whether a verb stands in the mood of demands: "that the army leave", "that he be heard".
fn is_subjunctive(doc: &Doc, verb: TokenIdx) -> bool {
    let Some(subject) = child(doc, verb, &["nsubj", "nsubjpass"]) else { return false };
    let bare = match doc.tag(verb) {
        "VB" => true,
        // A plural verb of one subject is none.
        "VBP" => matches!(doc.tag(subject), "NN" | "NNP"),
        _ => child(doc, verb, &["auxpass"]).is_some_and(|be| doc.tag(be) == "VB"),
    };
    bare && child(doc, verb, &["aux"]).is_none()
}

/// Whether a quotation opens a few words before a word and is still open there: "called the vote "a bad joke"". What is a quotation
/// as a whole, behind a comma or colon or at the head of a sentence, is no name given to anything.
fn is_quoted(doc: &Doc, head: TokenIdx) -> bool {
    let sentence = doc.sentence(doc.sentence_of(head));
    let mark =
        |t: &TokenIdx| matches!(doc.tag(*t), "``" | "''") || matches!(doc.word(*t), "\"" | "“" | "”" | "«" | "»");
    let mut before = (sentence.start.max(head.0.saturating_sub(QUOTED))..head.0).rev().map(TokenIdx);
    let Some(opens) = before.find(mark).filter(|t| matches!(doc.tag(*t), "``") || matches!(doc.word(*t), "“" | "«"))
    else {
        return false;
    };
    before.next().is_some_and(|t| !doc.tag(t).starts_with([',', ':', '.']) && opens.0 > sentence.start)
}

/// So many words before a word a quotation may open that it belongs to.
const QUOTED: u32 = 8;

fn holds(scene: &Scene<'_>, atom: &FilterAtom, head: TokenIdx) -> bool {
    let doc = scene.doc;
    let entity = || scene.actors.at(head).map(|r| scene.actors.entity(r.entity));
    let lookups = scene.lookups;
    match atom {
        FilterAtom::Any => true,
        FilterAtom::Within(class) => {
            let mut sentence = doc.sentence(doc.sentence_of(head)).iter();
            sentence.any(|t| lookups.is_of_class(*class, t) && ancestors(doc, t).any(|above| above == head))
        }
        FilterAtom::Auxiliary(word) => {
            children_with(doc, head, &["aux", "neg"]).any(|a| doc.lemma(a).eq_ignore_ascii_case(word))
        }
        FilterAtom::Class(class) => lookups.is_of_any(&[*class], head),
        FilterAtom::Actor => entity().is_some() || acts_for_owner(scene, head),
        FilterAtom::Armed => entity().is_some_and(|e| {
            e.kind == ActorKind::ArmedGroup
                || matches!(e.sector.as_deref(), Some("MIL" | "REB" | "COP" | "PRM" | "UAF" | "SPY"))
        }),
        FilterAtom::State => entity().is_some_and(|e| e.kind == ActorKind::State || e.sector.as_deref() == Some("GOV")),
        FilterAtom::Person => {
            entity().is_some_and(|e| matches!(e.kind, ActorKind::Person | ActorKind::People | ActorKind::Role))
                || doc.entity_at(head).is_some_and(|e| e.label == "PERSON")
        }
        FilterAtom::Place => {
            // An adjective of nationality names who acts, not where.
            doc.dep(head) != "amod" && (scene.places.iter().any(|p| p.tokens.has(head)) || is_named_state(scene, head))
        }
        FilterAtom::Several => countries_of(scene, head) > 1,
        FilterAtom::Event => scene.propositions.at(head).is_some(),
        FilterAtom::Subjunctive => is_subjunctive(doc, head),
        FilterAtom::Quoted => is_quoted(doc, head),
        FilterAtom::All(parts) => parts.iter().all(|part| holds(scene, part, head)),
    }
}
