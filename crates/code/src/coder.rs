//! The steps in order: propositions, frames, embedding, factuality, arguments, merging.

use crate::deployments::CodedDeployment;
use crate::factors::CodedFactor;
use crate::likeness::Rows;
use crate::lookups::Lookups;
use crate::matcher::{self, Refusal, Scene};
use crate::merging::merge;
use crate::proposition::{Proposition, Propositions};
use crate::reattached::reattached;
use crate::restyled::restyled;
use crate::statements::CodedStatement;
use crate::traits::traits;
use crate::trial::Trial;
use crate::{
    CodedEvent, assembly, circumstances, deployments, embedding, factors, known, likeness, links, recurrence,
    since_then, statements,
};
use masudi_doc::{ActorRefs, Civil, Doc, PlaceRef, TimeRef, TokenIdx, Upos};
use masudi_lexicon::WordVectors;
use masudi_lexicon::frames::Frames;
use std::borrow::Cow;
use std::collections::HashSet;

/// What earlier stages found in the document.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// Who is in it.
    pub actors: &'a ActorRefs,
    /// Which places are in it.
    pub places: &'a [PlaceRef],
    /// Which times are in it.
    pub times: &'a [TimeRef],
    /// The day it was published.
    pub published: Option<Civil>,
}

/// What was coded of one document.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Events, in order of their triggers.
    pub events: Vec<CodedEvent>,
    /// Force levels, in order of their figures.
    pub deployments: Vec<CodedDeployment>,
    /// Factors, conditions, aims, deadlines and subjects, in order of their words.
    pub factors: Vec<CodedFactor>,
    /// Statements, in order of their verbs.
    pub statements: Vec<CodedStatement>,
}

/// Codes documents of one language.
#[derive(Clone, Debug)]
pub struct Coder<'a> {
    frames: &'a Frames,
    vectors: Option<&'a WordVectors>,
}

impl<'a> Coder<'a> {
    /// A coder with these frames.
    pub fn new(frames: &'a Frames) -> Self {
        Self { frames, vectors: None }
    }

    /// Reads what no frame fits by likeness, where there are vectors of words.
    pub fn with_vectors(self, vectors: Option<&'a WordVectors>) -> Self {
        Self { vectors, ..self }
    }

    /// The events of a document, in order of their triggers, with its force levels, factors and statements.
    pub fn code(&self, doc: &Doc, layers: Layers<'_>) -> Coded {
        let doc = &*self.as_read(doc);
        let propositions = Propositions::build(doc, self.frames);
        let lookups = Lookups::new(doc, self.frames, layers.actors);
        let rows = Rows::new(doc, self.vectors, &lookups);
        let scene = self.scene(doc, layers, &propositions, &lookups, &rows);
        let mut absorbed: HashSet<TokenIdx> = HashSet::new();
        let mut events = Vec::new();
        for proposition in propositions.iter() {
            let Some((event, embedded)) = attempt(&scene, proposition, None) else { continue };
            if embedding::absorbs(&event.event_type) {
                absorbed.extend(embedded);
            }
            events.push(event);
        }
        for (event, embedded) in alike(&scene, &events) {
            if embedding::absorbs(&event.event_type) {
                absorbed.extend(embedded);
            }
            events.push(event);
        }
        events.sort_by_key(|event| event.head);
        // "offered to host talks": what an absorbed verb carries is absorbed with it.
        let carrier = |head: TokenIdx| propositions.at(head).and_then(|p| p.support);
        let with_carrier =
            |e: &CodedEvent| e.event_type == "CONSULT" && carrier(e.head).is_some_and(|verb| absorbed.contains(&verb));
        events.retain(|e| !absorbed.contains(&e.head) && !with_carrier(e));
        let mut events = merge(&scene, events);
        recurrence::share(&scene, &mut events);
        recurrence::within(&scene, &mut events);
        known::recognise(&scene, &mut events);
        since_then::since_then(&scene, &mut events);
        recurrence::carry_on(&scene, &mut events);
        recurrence::leave_open(&scene, &mut events);
        circumstances::count_apart(&scene, &mut events);
        circumstances::suppose(&scene, &mut events);
        let links = links::find(&scene, &events);
        for (event, links) in events.iter_mut().zip(links) {
            event.links = links;
        }
        Coded {
            deployments: deployments::find(&scene),
            factors: factors::find(&scene, &events),
            statements: statements::find(&scene),
            events,
        }
    }

    /// What was tried on each predicate of a document, in order of their heads.
    pub fn trials(&self, doc: &Doc, layers: Layers<'_>) -> Vec<Trial> {
        let doc = &*self.as_read(doc);
        let propositions = Propositions::build(doc, self.frames);
        let lookups = Lookups::new(doc, self.frames, layers.actors);
        let rows = Rows::new(doc, self.vectors, &lookups);
        let scene = self.scene(doc, layers, &propositions, &lookups, &rows);
        let trial = |proposition: &Proposition| {
            let mut refusals = Vec::new();
            let event = attempt(&scene, proposition, Some(&mut refusals)).map(|(event, _)| event);
            let traits = traits(&scene, proposition);
            let likely = likeness::explained(&scene, &traits);
            Trial { proposition: proposition.clone(), traits, refusals, likely, event }
        };
        propositions.iter().map(trial).collect()
    }

    /// The document in the style that the rules read.
    fn as_read<'d>(&self, doc: &'d Doc) -> Cow<'d, Doc> {
        match self.frames.function_words.is_empty() {
            true => reattached(doc),
            false => Cow::Owned(restyled(doc, &self.frames.function_words)),
        }
    }

    fn scene<'s>(
        &'s self,
        doc: &'s Doc,
        layers: Layers<'s>,
        propositions: &'s Propositions,
        lookups: &'s Lookups<'s>,
        rows: &'s Rows<'s>,
    ) -> Scene<'s> {
        Scene {
            doc,
            frames: self.frames,
            actors: layers.actors,
            places: layers.places,
            times: layers.times,
            published: layers.published,
            propositions,
            lookups,
            rows,
        }
    }
}

/// The events that no frame codes and that their words are like, with the heads of what they embed.
///
/// What belongs to an event (its clause) and what is told of it twice in a sentence is none of its own.
fn alike(scene: &Scene<'_>, coded: &[CodedEvent]) -> Vec<(CodedEvent, Option<TokenIdx>)> {
    let mut out: Vec<(CodedEvent, Option<TokenIdx>)> = Vec::new();
    if scene.rows.is_empty() {
        return out;
    }
    let heads: HashSet<TokenIdx> = coded.iter().map(|event| event.head).collect();
    let within: HashSet<TokenIdx> = coded
        .iter()
        .filter(|event| embedding::absorbs(&event.event_type))
        .filter_map(|event| scene.propositions.at(event.head))
        .flat_map(|proposition| proposition.fillers("clause"))
        .collect();
    for proposition in scene.propositions.iter() {
        // "is a teacher" tells no deed.
        let copula = scene.doc.pos(proposition.head) == Upos::Aux;
        if copula || heads.contains(&proposition.head) || within.contains(&proposition.head) {
            continue;
        }
        let Some((frame, chance)) = likeness::frame(scene, &traits(scene, proposition)) else { continue };
        let sentence = |event: &CodedEvent| scene.doc.sentence_of(event.head);
        let told = |event: &CodedEvent| {
            event.event_type == frame.event_type && sentence(event) == scene.doc.sentence_of(proposition.head)
        };
        if coded.iter().chain(out.iter().map(|(event, _)| event)).any(told) {
            continue;
        }
        let embedded = embedding::find(scene, proposition, frame);
        let Some(event) = assembly::event(scene, proposition, frame, embedded.as_ref()) else { continue };
        out.push((CodedEvent { confidence: chance, ..event }, embedded.map(|e| e.head)));
    }
    out
}

/// The event of the best frame that fits and has its actors, with the head of the event that it embeds; why the frames
/// before it do not fit is added to `refusals`, where somebody asks.
fn attempt(
    scene: &Scene<'_>,
    proposition: &Proposition,
    mut refusals: Option<&mut Vec<Refusal>>,
) -> Option<(CodedEvent, Option<TokenIdx>)> {
    if let Some(refusals) = &mut refusals {
        refusals.extend(matcher::refused(scene, proposition));
    }
    for frame in matcher::ranked(scene, proposition) {
        let embedded = embedding::find(scene, proposition, frame);
        let reason = if frame.needs_embed && embedded.is_none() {
            "needs an event in its clause or object"
        } else if let Some(event) = assembly::event(scene, proposition, frame, embedded.as_ref()) {
            return Some((event, embedded.map(|e| e.head)));
        } else {
            "finds no actor where it needs one"
        };
        if let Some(refusals) = &mut refusals {
            refusals.push(Refusal { frame: frame.id.to_string(), reason: reason.to_owned() });
        }
    }
    None
}
