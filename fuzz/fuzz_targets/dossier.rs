//! Any text as a dossier: a dossier that can be answered, or an error with a line of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_brief::{Dossier, brief, html, markdown};
use masudi_record::Situation;

fuzz_target!(|text: &str| match Dossier::parse(text, "d.toml") {
    Ok(dossier) => {
        let answer = brief(&dossier, &Situation::default(), Some("2024-01-01"));
        assert!(!markdown(&answer).is_empty() && !html(&answer).is_empty());
    }
    Err(error) => assert!((1..=text.lines().count() + 1).contains(&error.line), "{error}"),
});
