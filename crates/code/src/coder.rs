//! The steps in order: propositions, frames, embedding, factuality, arguments, merging.

use crate::deployments::CodedDeployment;
use crate::factors::CodedFactor;
use crate::lookups::Lookups;
use crate::matcher::{self, Refusal, Scene};
use crate::merging::merge;
use crate::proposition::{Proposition, Propositions};
use crate::reattached::reattached;
use crate::restyled::restyled;
use crate::statements::CodedStatement;
use crate::trial::Trial;
use crate::{
    CodedEvent, assembly, circumstances, deployments, embedding, factors, known, links, recurrence, since_then,
    statements,
};
use masudi_doc::{ActorRefs, Civil, Doc, PlaceRef, TimeRef, TokenIdx};
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
}

impl<'a> Coder<'a> {
    /// A coder with these frames.
    pub fn new(frames: &'a Frames) -> Self {
        Self { frames }
    }

    /// The events of a document, in order of their triggers, with its force levels, factors and statements.
    pub fn code(&self, doc: &Doc, layers: Layers<'_>) -> Coded {
        let doc = &*self.as_read(doc);
        let propositions = Propositions::build(doc, self.frames);
        let lookups = Lookups::new(doc, self.frames, layers.actors);
        let scene = self.scene(doc, layers, &propositions, &lookups);
        let mut absorbed: HashSet<TokenIdx> = HashSet::new();
        let mut events = Vec::new();
        for proposition in propositions.iter() {
            let Some((event, embedded)) = attempt(&scene, proposition, None) else { continue };
            if embedding::absorbs(&event.event_type) {
                absorbed.extend(embedded);
            }
            events.push(event);
        }
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
        let scene = self.scene(doc, layers, &propositions, &lookups);
        let trial = |proposition: &Proposition| {
            let mut refusals = Vec::new();
            let event = attempt(&scene, proposition, Some(&mut refusals)).map(|(event, _)| event);
            Trial { proposition: proposition.clone(), refusals, event }
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
        }
    }
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
