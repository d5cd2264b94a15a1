//! The example sentences of the frames, coded and compared with what they promise.
//!
//! In: an engine with its frames and the model of their language. Out: one [`Verdict`] for each example that does not
//! keep its promise. A `test` must code an event of its type, with the values it names; in a `none` sentence the frame
//! must not fire; a `gap` that works is to become a test.

use crate::Engine;
use masudi_lexicon::frames::{Example, Frame};
use masudi_nlp::Pipeline;
use masudi_record::{Actor, Document, Mention};

/// An example that does not keep its promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Id of the frame.
    pub frame: String,
    /// Data file of the frame.
    pub file: String,
    /// The sentence.
    pub text: String,
    /// What was expected, and what was found.
    pub why: String,
}

/// Runs all examples of the frames whose id begins with `prefix`. Out: how many were run, and those that fail.
pub fn check(engine: &Engine, pipeline: &Pipeline, prefix: &str) -> (usize, Vec<Verdict>) {
    let mut run = 0;
    let mut failed = Vec::new();
    for frame in
        engine.frames(pipeline.language()).into_iter().flat_map(|f| &f.frames).filter(|f| f.id.starts_with(prefix))
    {
        let verdict = |text: &str, why: String| Verdict {
            frame: frame.id.to_string(),
            file: frame.file.clone(),
            text: text.to_owned(),
            why,
        };
        for example in &frame.tests {
            run += 1;
            if let Err(why) = holds(frame, example, &code(engine, pipeline, &example.text)) {
                failed.push(verdict(&example.text, why));
            }
        }
        for text in &frame.none {
            run += 1;
            if let Some(mention) = code(engine, pipeline, text).iter().find(|m| m.rule == frame.id.as_str()) {
                failed.push(verdict(text, format!("must not fire, but fires at \"{}\"", mention.trigger.text)));
            }
        }
        for example in &frame.gaps {
            run += 1;
            if holds(frame, example, &code(engine, pipeline, &example.text)).is_ok() {
                failed.push(verdict(&example.text, "is listed as a gap, but works: make it a test".to_owned()));
            }
        }
    }
    (run, failed)
}

fn code(engine: &Engine, pipeline: &Pipeline, text: &str) -> Vec<Mention> {
    engine.code(pipeline, &Document { text: text.to_owned(), ..Document::default() }).mentions
}

/// Whether some mention is what the example promises. Errors: what the nearest mention has instead.
fn holds(frame: &Frame, example: &Example, mentions: &[Mention]) -> Result<(), String> {
    let event_type = example.event_type.as_deref().unwrap_or(&frame.event_type);
    let mut why = format!("expected {event_type}, but found {}", found(mentions));
    let of_type = mentions.iter().filter(|m| m.event_type == event_type);
    for mention in of_type {
        let checks = [
            ("actor", example.actor.as_deref(), first(&mention.actors)),
            ("recipient", example.recipient.as_deref(), first(&mention.recipients)),
            ("mode", example.mode.as_deref(), mention.mode.clone().unwrap_or_default()),
            ("status", example.status.as_deref(), name(&mention.status)),
            ("phase", example.phase.as_deref(), mention.phase.as_ref().map(name).unwrap_or_default()),
        ];
        match checks.into_iter().find(|(what, expected, value)| expected.is_some_and(|e| !same(what, e, value))) {
            None => return Ok(()),
            Some((what, expected, value)) => {
                why = format!("expected {what} \"{}\", but found \"{value}\"", expected.unwrap_or_default());
            }
        }
    }
    Err(why)
}

/// Words of an actor agree if one holds the other ("Rebels", "Rebels of the north"); other values must be equal.
fn same(what: &str, expected: &str, value: &str) -> bool {
    match what {
        "actor" | "recipient" if !expected.is_empty() && !value.is_empty() => {
            let (expected, value) = (expected.to_lowercase(), value.to_lowercase());
            expected.contains(&value) || value.contains(&expected)
        }
        _ => expected == value,
    }
}

fn first(actors: &[Actor]) -> String {
    actors.first().map(|a| a.text.clone()).unwrap_or_default()
}

fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn found(mentions: &[Mention]) -> String {
    if mentions.is_empty() {
        return "no event".to_owned();
    }
    mentions
        .iter()
        .map(|m| format!("{} by {} at \"{}\"", m.event_type, m.rule, m.trigger.text))
        .collect::<Vec<_>>()
        .join(", ")
}
