//! Sentences of our own with what must come out of them.
#![allow(missing_docs, dead_code, clippy::unwrap_used)]

use masudi::Engine;
use masudi_lexicon::DataFiles;
use masudi_nlp::Pipeline;
use masudi_record::{Actor, Document, Mention, Status};
use std::path::{Path, PathBuf};

fn pipeline() -> Pipeline {
    let from = std::env::var_os("MASUDI_MODELS").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share/masudi/models"));
    Pipeline::load(&from.or(home).unwrap().join("en")).unwrap()
}

/// Published on 15 April 2024: the text, the trigger, and what must come out.
pub type Case = (&'static str, &'static str, &'static str);

fn countries(actors: &[Actor]) -> String {
    let mut found: Vec<&str> = actors.iter().filter_map(|a| a.country.as_deref()).collect();
    found.sort_unstable();
    found.dedup();
    found.join(" ")
}

pub fn check(cases: &[Case], shown: impl Fn(&Mention) -> String) {
    let (engine, pipeline) = (Engine::load(&DataFiles::built_in(), None).unwrap(), pipeline());
    let mut wrong = Vec::new();
    for (text, trigger, expected) in cases {
        let document =
            Document { text: (*text).to_owned(), published: Some("2024-04-15".to_owned()), ..Document::default() };
        let mentions = engine.code(&pipeline, &document).mentions;
        let found: Vec<String> = mentions.iter().filter(|m| m.trigger.text == *trigger).map(&shown).collect();
        if found.iter().all(|f| f != expected) {
            wrong.push(format!("{text}\n  \"{trigger}\": expected {expected:?}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

pub fn check_dyads(cases: &[Case]) {
    check(cases, |m| format!("{} > {}", countries(&m.actors), countries(&m.recipients)));
}

pub fn check_dates(cases: &[Case]) {
    check(cases, |m| m.date.as_ref().and_then(|d| d.from.clone()).unwrap_or_else(|| "none".to_owned()));
}

pub fn check_places(cases: &[Case]) {
    check(cases, |m| m.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_else(|| "none".to_owned()));
}

/// Published on 15 April 2024: the text and the types of the events that it tells, in order; what is only possible or did not happen is left out.
pub fn check_types(cases: &[(&'static str, &'static str)]) {
    let (engine, pipeline) = (Engine::load(&DataFiles::built_in(), None).unwrap(), pipeline());
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let published = Some("2024-04-15".to_owned());
        let document = Document { text: (*text).to_owned(), published, ..Document::default() };
        let mentions = engine.code(&pipeline, &document).mentions;
        let told = mentions.iter().filter(|m| !matches!(m.status, Status::Negated | Status::Hypothetical));
        let found: Vec<&str> = told.map(|m| m.event_type.as_str()).collect();
        if found.join(" ") != *expected {
            wrong.push(format!("{text}\n  expected {expected:?}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
