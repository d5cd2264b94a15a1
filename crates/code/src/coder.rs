//! The steps in order: propositions, frames, embedding, factuality, arguments, merging.

use crate::deployments::CodedDeployment;
use crate::matcher::{self, Refusal, Scene};
use crate::proposition::{Kind, Proposition, Propositions};
use crate::{CodedEvent, arguments, circumstances, counts, deployments, embedding, factuality, links, modes};
use masudi_doc::{ActorRefs, Doc, PlaceRef, TimeRef, TokenIdx};
use masudi_lexicon::frames::{Frame, Frames, Needs};
use masudi_record::{Phase, Status};
use smol_str::SmolStr;
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
}

/// What was coded of one document.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Events, in order of their triggers.
    pub events: Vec<CodedEvent>,
    /// Force levels, in order of their figures.
    pub deployments: Vec<CodedDeployment>,
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

    /// The events of a document, in order of their triggers, and the force levels it tells of.
    pub fn code(&self, doc: &Doc, layers: Layers<'_>) -> Coded {
        let propositions = Propositions::build(doc, self.frames);
        let scene = self.scene(doc, layers, &propositions);
        let mut absorbed: HashSet<TokenIdx> = HashSet::new();
        let mut events = Vec::new();
        for proposition in propositions.iter() {
            let (frames, _) = matcher::ranked(&scene, proposition);
            let coded = frames.into_iter().find_map(|frame| {
                let embedded = embedding::find(&scene, proposition, frame);
                if frame.needs_embed && embedded.is_none() {
                    return None;
                }
                Some((event(&scene, proposition, frame, embedded.as_ref())?, embedded))
            });
            let Some((event, embedded)) = coded else { continue };
            if embedding::absorbs(&event.event_type) {
                absorbed.extend(embedded.map(|e| e.head));
            }
            events.push(event);
        }
        events.retain(|e| !absorbed.contains(&e.head));
        let mut events = merge(&propositions, events);
        let links = links::find(&scene, &events);
        for (event, links) in events.iter_mut().zip(links) {
            event.links = links;
        }
        Coded { events, deployments: deployments::find(&scene) }
    }

    /// Every frame that a document's words trigger and that does not fit, with the reason.
    pub fn refusals(&self, doc: &Doc, layers: Layers<'_>) -> Vec<Refusal> {
        let propositions = Propositions::build(doc, self.frames);
        let scene = self.scene(doc, layers, &propositions);
        propositions.iter().flat_map(|p| matcher::ranked(&scene, p).1).collect()
    }

    fn scene<'s>(&'s self, doc: &'s Doc, layers: Layers<'s>, propositions: &'s Propositions) -> Scene<'s> {
        Scene {
            doc,
            frames: self.frames,
            actors: layers.actors,
            places: layers.places,
            times: layers.times,
            propositions,
        }
    }
}

fn event(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    embedded: Option<&embedding::Embedded>,
) -> Option<CodedEvent> {
    let (actors, recipients) = arguments::find(scene, proposition, frame);
    let enough = match frame.needs {
        Needs::Nothing => true,
        Needs::Actor => !actors.is_empty(),
        Needs::Recipient => !recipients.is_empty(),
        Needs::Either => !actors.is_empty() || !recipients.is_empty(),
        Needs::Both => !actors.is_empty() && !recipients.is_empty(),
    };
    if !enough {
        return None;
    }
    let judged = factuality::judge(scene, proposition);
    let mut status = judged.status;
    if let Some(fixed) = frame.status.as_deref().and_then(status_named) {
        status = fixed;
    }
    let mut event_type = embedding::turned(frame, embedded);
    let mut turned_mode = None;
    if judged.refused
        && let Some(mode) = refused(&event_type)
    {
        // "will not withdraw": the refusal is the event, and it has happened.
        event_type = "REJECT".into();
        turned_mode = Some(SmolStr::new(mode));
        status = Status::Actual;
    } else if status == Status::Future
        && let Some(announced) = announced(&event_type)
    {
        // An announced act is itself a promise or a concession.
        event_type = announced.into();
        if announced == "CONCEDE" {
            status = Status::Actual;
        }
    }
    let mode = frame
        .mode
        .clone()
        .filter(|_| event_type == frame.event_type)
        .or(turned_mode)
        .or_else(|| embedded.and_then(|e| embedding::mode(&event_type, &e.event_type)))
        .or_else(|| modes::signalled(scene, proposition, &event_type, &actors, &recipients));
    let (actors, recipients) = if event_type == "CONSULT" && mode.as_deref() != Some("visit") {
        // Who meets whom makes no difference: all are participants.
        (actors.into_iter().chain(recipients).collect(), Vec::new())
    } else {
        (actors, recipients)
    };
    let mut trigger = vec![proposition.head];
    trigger.extend(proposition.particle);
    trigger.sort_unstable();
    let material = is_deed(&event_type);
    Some(CodedEvent {
        place: circumstances::place(scene, proposition, &recipients, material),
        time: circumstances::time(scene, proposition),
        counts: counts::find(scene, proposition, frame),
        links: Vec::new(),
        earlier: circumstances::is_before_narration(scene.doc, proposition),
        trigger,
        head: proposition.head,
        event_type,
        mode,
        phase: phase(scene, proposition, frame),
        status,
        actors,
        recipients,
        source: judged.source,
        rule: frame.id.clone(),
        confidence: frame.confidence,
    })
}

fn status_named(name: &str) -> Option<Status> {
    Some(match name {
        "actual" => Status::Actual,
        "alleged" => Status::Alleged,
        "future" => Status::Future,
        "historical" => Status::Historical,
        "hypothetical" => Status::Hypothetical,
        "negated" => Status::Negated,
        _ => return None,
    })
}

/// What an act of this type is while it lies ahead (PLOVER: a promise of cooperation, a concession).
fn announced(event_type: &str) -> Option<&'static str> {
    match event_type {
        "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" => Some("AGREE"),
        "RETREAT" => Some("CONCEDE"),
        _ => None,
    }
}

/// Whether events of this type are deeds, done somewhere, and not words.
pub fn is_deed(event_type: &str) -> bool {
    !matches!(event_type, "AGREE" | "SUPPORT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "CONCEDE")
}

/// The mode of the refusal to do an act of this type; `None` where a refusal is no event.
fn refused(event_type: &str) -> Option<&'static str> {
    match event_type {
        "RETREAT" | "CONCEDE" => Some("yield"),
        "CONSULT" => Some("meet"),
        "AID" | "COOPERATE" => Some("assist"),
        "AGREE" | "SUPPORT" => Some("change"),
        _ => None,
    }
}

fn phase(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame) -> Option<Phase> {
    let named = |name: &SmolStr| {
        Some(match name.as_str() {
            "start" => Phase::Start,
            "continue" => Phase::Continue,
            "suspend" => Phase::Suspend,
            "resume" => Phase::Resume,
            "end" => Phase::End,
            _ => return None,
        })
    };
    if let Some(fixed) = &frame.phase {
        return named(fixed);
    }
    let carrier = scene.propositions.at(proposition.support?)?;
    carrier.lemmas.iter().find_map(|l| scene.frames.operators.aspect.get(l)).and_then(named)
}

/// Joins a verb with the event noun that is its agent or instrument where both are of one type: "an attack killed
/// three", "killed in an attack", or the object that it carries: "resumed talks". The noun stays, since it names the
/// event; the verb's recipients go to it.
fn merge(propositions: &Propositions, events: Vec<CodedEvent>) -> Vec<CodedEvent> {
    let mut out: Vec<CodedEvent> = Vec::with_capacity(events.len());
    let nouns: HashSet<TokenIdx> = events
        .iter()
        .filter(|e| propositions.at(e.head).is_some_and(|p| p.kind == Kind::Noun))
        .map(|e| e.head)
        .collect();
    let mut moved: Vec<(TokenIdx, CodedEvent)> = Vec::new();
    for event in events {
        let noun = propositions.at(event.head).filter(|p| p.kind == Kind::Verb).and_then(|p| {
            ["agent", "patient", "in", "by", "during", "with"]
                .iter()
                .find_map(|r| p.fillers(r).find(|h| nouns.contains(h)))
        });
        match noun {
            Some(noun) => moved.push((noun, event)),
            None => out.push(event),
        }
    }
    for (noun, verb) in moved {
        match out.iter_mut().find(|e| e.head == noun && e.event_type == verb.event_type) {
            Some(event) => {
                if event.recipients.is_empty() {
                    event.recipients = verb.recipients;
                }
                if event.actors.is_empty() {
                    event.actors = verb.actors;
                }
            }
            None => out.push(verb),
        }
    }
    out.sort_by_key(|e| e.head);
    out
}
