//! Which frame fits a proposition.
//!
//! In: a proposition, the frames and the actors and places of the document. Out: the best frame, and on request what
//! was tried and why it failed. A frame with more conditions beats one with fewer; then priority; then order.

use crate::proposition::{Kind, Proposition, Propositions};
use masudi_doc::{ActorKind, ActorRefs, Doc, PlaceRef, TokenIdx};
use masudi_lexicon::frames::{Filter, FilterAtom, Frame, Frames};

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
    /// Its propositions.
    pub propositions: &'a Propositions,
}

/// Why a frame does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The frame.
    pub frame: String,
    /// What it asks for and does not find, or finds and must not.
    pub reason: String,
}

/// The frames that the proposition's words trigger.
fn triggered<'a>(scene: &Scene<'a>, proposition: &Proposition) -> Vec<&'a Frame> {
    proposition
        .lemmas
        .iter()
        .flat_map(|lemma| -> Vec<&'a Frame> {
            match proposition.kind {
                Kind::Verb => scene.frames.of_verb(lemma).collect(),
                Kind::Noun => scene.frames.of_noun(lemma).collect(),
                Kind::Adjective => scene.frames.of_adjective(lemma).collect(),
            }
        })
        .collect()
}

/// The best frame that fits, with the reasons why others do not.
pub fn best<'a>(scene: &Scene<'a>, proposition: &Proposition) -> (Option<&'a Frame>, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let mut best: Option<(&Frame, (usize, i32, usize))> = None;
    for frame in triggered(scene, proposition) {
        if let Some(reason) = refusal(scene, proposition, frame) {
            refusals.push(Refusal { frame: frame.id.to_string(), reason });
            continue;
        }
        let words = longest_trigger(frame, proposition);
        let rank = (frame.with.len() + usize::from(frame.needs_embed), frame.priority, words);
        if best.is_none_or(|(_, other)| rank > other) {
            best = Some((frame, rank));
        }
    }
    (best.map(|(frame, _)| frame), refusals)
}

fn longest_trigger(frame: &Frame, proposition: &Proposition) -> usize {
    let words = match proposition.kind {
        Kind::Verb => &frame.verbs,
        Kind::Noun => &frame.nouns,
        Kind::Adjective => &frame.adjectives,
    };
    proposition.lemmas.iter().filter(|l| words.contains(l)).map(|l| l.split(' ').count()).max().unwrap_or(0)
}

fn refusal(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame) -> Option<String> {
    for (role, filter) in &frame.with {
        if !fillers(proposition, frame, role).any(|head| admits(scene, filter, head)) {
            return Some(format!("needs {role}"));
        }
    }
    for (role, filter) in &frame.without {
        if fillers(proposition, frame, role).any(|head| admits(scene, filter, head)) {
            return Some(format!("must not have this {role}"));
        }
    }
    None
}

/// The fillers of a role as the frame reads them: for nouns, of-phrase and possessive have the role the frame says.
pub(crate) fn fillers<'a>(
    proposition: &'a Proposition,
    frame: &'a Frame,
    role: &'a str,
) -> impl Iterator<Item = TokenIdx> + 'a {
    let noun = proposition.kind == Kind::Noun;
    proposition
        .roles
        .iter()
        .filter(move |r| {
            let name = match r.name.as_str() {
                "of" if noun && role != "of" => frame.of.as_str(),
                "poss" if noun => frame.poss.as_str(),
                "mod" | "by" | "between" if noun && role == "agent" => "agent",
                name => name,
            };
            name == role
        })
        .map(|r| r.head)
}

/// Whether a filter admits a word.
fn admits(scene: &Scene<'_>, filter: &Filter, head: TokenIdx) -> bool {
    let doc = scene.doc;
    let entity = scene.actors.at(head).map(|r| scene.actors.entity(r.entity));
    let lemma = doc.lemma(head).to_lowercase();
    filter.0.iter().any(|atom| match atom {
        FilterAtom::Any => true,
        FilterAtom::Lemma(word) => *word == lemma,
        FilterAtom::Class(class) => {
            scene.frames.is_of_class(class, &lemma)
                || masudi_doc::tree::children_with(doc, head, &["compound", "amod"])
                    .any(|c| scene.frames.is_of_class(class, &format!("{} {lemma}", doc.lemma(c).to_lowercase())))
        }
        FilterAtom::Actor => entity.is_some(),
        FilterAtom::Armed => entity.is_some_and(|e| {
            e.kind == ActorKind::ArmedGroup
                || matches!(e.sector.as_deref(), Some("MIL" | "REB" | "COP" | "PRM" | "UAF" | "SPY"))
        }),
        FilterAtom::State => entity.is_some_and(|e| e.kind == ActorKind::State || e.sector.as_deref() == Some("GOV")),
        FilterAtom::Person => {
            entity.is_some_and(|e| matches!(e.kind, ActorKind::Person | ActorKind::People | ActorKind::Role))
                || doc.entity_at(head).is_some_and(|e| e.label == "PERSON")
        }
        FilterAtom::Place => scene.places.iter().any(|p| p.tokens.has(head)),
        FilterAtom::Event => scene.propositions.at(head).is_some(),
    })
}
