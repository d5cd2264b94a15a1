//! The example sentences of the frames and the sample articles, coded with the installed model.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi::Engine;
use masudi_lexicon::DataFiles;
use masudi_nlp::Pipeline;
use masudi_record::{Actor, Document, Mention};
use std::path::{Path, PathBuf};

fn pipeline() -> Pipeline {
    pipeline_of("en")
}

fn pipeline_of(language: &str) -> Pipeline {
    let from = std::env::var_os("MASUDI_MODELS").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share/masudi/models"));
    let dir = from.or(home).unwrap().join(language);
    assert!(dir.join("config.cfg").is_file(), "no model in {}: run `make models`", dir.display());
    Pipeline::load(&dir).unwrap()
}

fn engine() -> Engine {
    Engine::load(&DataFiles::built_in(), None).unwrap()
}

#[test]
fn every_frame_keeps_the_promises_of_its_examples() {
    for (language, least) in [("en", 1000), ("fr", 80)] {
        keeps(language, least);
    }
}

fn keeps(language: &str, least: usize) {
    let (run, failed) = masudi::examples::check(&engine(), &pipeline_of(language), "");
    assert!(run > least, "only {run} examples of {language} were found");
    let said: Vec<String> =
        failed.iter().map(|v| format!("{}: {}\n  {}\n  {}", v.file, v.frame, v.text, v.why)).collect();
    assert!(failed.is_empty(), "{} of {run} fail:\n{}", failed.len(), said.join("\n"));
}

/// What must come out of an article: type, words of the trigger, countries of actors and recipients, first day.
struct Expected(&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

fn countries(actors: &[Actor]) -> Vec<&str> {
    let mut found: Vec<&str> = actors.iter().filter_map(|a| a.country.as_deref()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn check(file: &str, published: &str, expected: &[Expected]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles").join(file);
    let document = Document {
        id: file.to_owned(),
        text: std::fs::read_to_string(path).unwrap(),
        published: Some(published.to_owned()),
        ..Document::default()
    };
    let mentions = engine().code(&pipeline(), &document).mentions;
    let is = |m: &Mention, e: &Expected| {
        let from = m.date.as_ref().and_then(|d| d.from.as_deref()).unwrap_or("");
        (m.event_type.as_str(), m.trigger.text.as_str(), from) == (e.0, e.1, e.4)
            && countries(&m.actors) == e.2
            && countries(&m.recipients) == e.3
    };
    let missing: Vec<String> = expected
        .iter()
        .filter(|e| !mentions.iter().any(|m| is(m, e)))
        .map(|e| format!("{} \"{}\" {:?} -> {:?} on {}", e.0, e.1, e.2, e.3, e.4))
        .collect();
    assert!(missing.is_empty(), "{file} lacks\n{}", missing.join("\n"));
}

#[test]
fn a_ceasefire_comes_out_of_its_report() {
    check(
        "2023-06-09-havana.txt",
        "2023-06-09",
        &[
            Expected("SUPPORT", "signed", &["COL"], &[], "2023-06-09"),
            Expected("CONSULT", "negotiations", &["COL"], &[], "2022-11-01"),
            Expected("SANCTION", "broken off", &["COL"], &[], "2019-01-01"),
            Expected("ASSAULT", "killed", &["COL"], &["COL"], "2019-01-01"),
            Expected("CONCEDE", "announced", &["COL"], &["COL"], "2022-12-31"),
            Expected("REJECT", "denied", &["COL"], &[], "2022-12-31"),
        ],
    );
}

#[test]
fn an_offensive_and_its_aftermath_come_out_of_their_report() {
    check(
        "2023-09-20-karabakh.txt",
        "2023-09-20",
        &[
            Expected("AGREE", "meet", &["ARM"], &["AZE"], "2023-09-21"),
            Expected("ASSAULT", "shelled", &["AZE"], &[], "2023-09-19"),
            Expected("CONCEDE", "apologised", &["AZE"], &["RUS"], "2023-09-20"),
            Expected("PROTEST", "protested", &["ARM"], &[], "2023-09-20"),
            Expected("COERCE", "detained", &["ARM"], &["ARM"], "2023-09-20"),
            Expected("REQUEST", "asked", &["FRA"], &[], "2023-09-20"),
        ],
    );
}
