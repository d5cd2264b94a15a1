//! Where the time goes: seconds of each stage over the documents of a JSONL file, on one core.
//!
//! `cargo run --release -p masudi --example stages -- MODEL_DIR DOCUMENTS.jsonl [ROUNDS]`
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_code::{Coder, Layers};
use masudi_doc::Lang;
use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::Frames;
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::time::TimeRules;
use masudi_place::{Gazetteer, PlaceResolver};
use masudi_time::TimeResolver;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, model, file, rest @ ..] = arguments.as_slice() else {
        println!("usage: stages MODEL_DIR DOCUMENTS.jsonl [ROUNDS]");
        return;
    };
    let rounds: usize = rest.first().map_or(3, |n| n.parse().unwrap());
    let texts: Vec<String> = std::fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned())
        .collect();
    let pipeline = masudi_nlp::Pipeline::load(Path::new(model)).unwrap();
    let files = DataFiles::built_in();
    let gazetteer =
        masudi_place::gazetteer::default_path().filter(|p| p.is_file()).map(|p| Gazetteer::open(&p).unwrap());
    let places = PlaceResolver::new(&PlaceData::load(&files).unwrap(), gazetteer);
    let times = TimeResolver::new(&[TimeRules::load(&files, Lang::En).unwrap()]);
    let lexicon = ActorLexicon::load(&files).unwrap();
    let frames = Frames::load(&files, Lang::En).unwrap();
    let mut spent = [Duration::ZERO; 5];
    let mut tokens = 0;
    let mut events = 0;
    for _ in 0..rounds {
        for text in &texts {
            let mut last = Instant::now();
            let mut lap = |stage: usize| {
                let now = Instant::now();
                spent[stage] += now - last;
                last = now;
            };
            let doc = pipeline.annotate(text);
            lap(0);
            let found_times = times.resolve(&doc, &masudi_time::Settings::default());
            lap(1);
            let found_places = places.resolve(&doc, &masudi_place::Settings::default());
            lap(2);
            let actors = ActorResolver::new(&lexicon).resolve(&doc, None, &found_places);
            lap(3);
            let layers = Layers { actors: &actors, places: &found_places, times: &found_times, published: None };
            events += Coder::new(&frames).code(&doc, layers).events.len();
            lap(4);
            tokens += doc.len();
        }
    }
    println!("{tokens} tokens, {events} events");
    for (name, time) in ["nlp", "times", "places", "actors", "coding"].iter().zip(spent) {
        let share = 100.0 * time.as_secs_f64() / spent[0].as_secs_f64();
        let per_token = 1e6 * time.as_secs_f64() / tokens as f64;
        println!("{name:8} {:7.3} s  {per_token:6.2} µs a token  {share:5.1} % of nlp", time.as_secs_f64());
    }
}
