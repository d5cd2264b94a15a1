//! One event from a proposition and the frame that fits it: actors, status, mode, phase, circumstances.
//!
//! In: a proposition, its frame and what it embeds. Out: a [`CodedEvent`], or `None` where the frame's actors are not
//! there.

use crate::circumstances::{Setting, setting_of};
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::Proposition;
use crate::turning::{self, Said};
use crate::{
    CodedEvent, Origin, arguments, circumstances, confidence, counts, embedding, factuality, generic, modes, partisan,
};
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Civil, TokenIdx};
use masudi_lexicon::frames::{Frame, Needs};
use masudi_record::{Phase, Status};
use smol_str::SmolStr;

/// The event, if the frame's actors are there.
pub(crate) fn event(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    embedded: Option<&embedding::Embedded<'_>>,
) -> Option<CodedEvent> {
    if is_state(scene, proposition)
        || (turning::is_hostile(&frame.event_type) && generic::is_no_deed(scene, proposition))
    {
        return None;
    }
    let (actors, recipients) = arguments::find(scene, proposition, frame, embedded);
    let somebody = recipients.iter().any(|head| arguments::is_actor(scene, *head));
    let enough = match frame.needs {
        Needs::Nothing => true,
        Needs::Actor => !actors.is_empty(),
        Needs::Recipient => somebody,
        Needs::Either => !actors.is_empty() || somebody,
        Needs::Both => !actors.is_empty() && somebody,
    };
    if !enough {
        return None;
    }
    if actors.is_empty() && recipients.is_empty() && generic::is_generic(scene, proposition) {
        return None;
    }
    let judged = factuality::judge(scene, proposition);
    let mut status = judged.status;
    if let Some(fixed) = frame.status.as_deref().and_then(status_named) {
        status = fixed;
    }
    let event_type = embedding::turned(frame, embedded);
    if status == Status::Hypothetical && turning::is_hostile(&event_type) {
        status = factuality::of_attempt(scene, proposition.head).unwrap_or(status);
    }
    if status == Status::Actual
        && event_type != frame.event_type
        && embedded.is_some_and(|e| e.event_type == event_type)
    {
        // "plans to deploy troops": what an operator leaves as it is lies ahead where the operator says so.
        status = if factuality::of_operator(scene, proposition) == Status::Actual { status } else { Status::Future };
    }
    let said = Said { event_type, status, mode: None, actors, recipients };
    let turned = turning::turn(scene, proposition, frame, embedded, &judged, said)?;
    let Said { event_type, status, mode: turned_mode, actors, recipients } = turned;
    let mode = frame
        .mode
        .clone()
        .filter(|_| event_type == frame.event_type)
        .or(turned_mode)
        .or_else(|| embedded.and_then(|e| e.mode_of(&event_type)))
        .or_else(|| modes::signalled(scene, proposition, &event_type, &actors, &recipients))
        .or_else(|| embedded.and_then(|e| embedding::usual_mode(&event_type, &e.event_type)));
    let (actors, recipients) = if event_type == "CONSULT" && mode.as_deref() != Some("visit") {
        // Who meets whom makes no difference: all are participants.
        (actors.into_iter().chain(recipients).collect(), Vec::new())
    } else {
        (actors, recipients)
    };
    let mut trigger = vec![proposition.head];
    trigger.extend(proposition.particle);
    trigger.sort_unstable();
    let background = circumstances::is_background(scene, proposition, &event_type, &actors);
    // A promise to withdraw is about the ground that is withdrawn from.
    let is_ground = |event_type: &str| setting_of(event_type) == Setting::Ground;
    let on_ground = is_ground(&frame.event_type) || embedded.is_some_and(|e| is_ground(&e.event_type));
    let time = circumstances::time(scene, proposition, background, setting_of(&event_type));
    // A promise or concession that is only arranged.
    let promises = || matches!(event_type.as_str(), "AGREE" | "CONCEDE");
    let status = match status {
        Status::Actual if partisan::is_one_sided(scene, &event_type, judged.source, &actors) => Status::Alleged,
        Status::Actual if is_timetable(scene, proposition, time) => Status::Future,
        Status::Actual if promises() && circumstances::is_arranged(scene, proposition) => Status::Future,
        status => status,
    };
    Some(CodedEvent {
        place: circumstances::place(scene, proposition, &actors, &recipients, setting_of(&frame.event_type)),
        country: None,
        time,
        origin: Origin::Words,
        counted: None,
        known: None,
        counts: counts::find(scene, proposition, frame),
        links: Vec::new(),
        on_ground,
        background,
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
        confidence: confidence::of(&scene.frames.confidence, frame),
    })
}

/// "The commissioner leaves office in March": told in the present of a day to come.
fn is_timetable(scene: &Scene<'_>, proposition: &Proposition, time: Option<usize>) -> bool {
    let time = time.map(|i| &scene.times[i]);
    let after = |day: Option<Civil>| day.zip(scene.published).is_some_and(|(day, now)| day > now);
    // "leaves at the end of May"
    let end = || time.is_some_and(|t| t.modifier.as_deref() == Some("END") && after(t.to));
    let ahead = after(time.and_then(|t| t.from)) || end();
    ahead && matches!(scene.doc.tag(proposition.head), "VBZ" | "VBP")
}

/// Whether the words tell of a state and not of an event: "2,500 soldiers are deployed there", "troops based in Kuwait",
/// "rebels opposed to the president", "people fleeing the war".
fn is_state(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let verb = proposition.head;
    let describes = scene.frames.is_of_class("descriptive", &lower(doc.lemma(verb)));
    if describes && doc.dep(verb) == "acl" && matches!(doc.tag(verb), "VBN" | "VBG") {
        return true;
    }
    if doc.tag(verb) != "VBN"
        || !proposition.is_one_of(&scene.frames.operators.states)
        || child(doc, verb, &["agent"]).is_some()
    {
        return false;
    }
    let auxiliaries: Vec<TokenIdx> = children_with(doc, verb, &["aux", "auxpass"]).collect();
    match doc.dep(verb) {
        "acl" | "amod" => true,
        _ => {
            // "has deployed" is an act: only a form of "be" makes a state.
            matches!(auxiliaries.as_slice(), [only] if doc.dep(*only) == "auxpass" && matches!(doc.tag(*only), "VBZ" | "VBP"))
        }
    }
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
