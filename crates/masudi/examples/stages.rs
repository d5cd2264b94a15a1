//! Where the time of coding goes, stage by stage, on one core: `stages MODEL_DIR DOCUMENTS.jsonl [ROUNDS]`, run by `make bench-coding`.
//!
//! In: documents of a JSONL file. Out: a Markdown table of the stages, each the median of the rounds.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_code::{Coder, Layers};
use masudi_doc::Lang;
use masudi_lexicon::frames::Frames;
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::time::TimeRules;
use masudi_lexicon::{DataFiles, WordVectors};
use masudi_place::{Gazetteer, PlaceResolver};
use masudi_time::TimeResolver;
use std::path::Path;
use std::time::{Duration, Instant};

const STAGES: [&str; 5] = ["NLP", "times", "places", "actors", "events"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, model, file, rest @ ..] = arguments.as_slice() else {
        println!("usage: stages MODEL_DIR DOCUMENTS.jsonl [ROUNDS]");
        return;
    };
    let rounds: usize = rest.first().map_or(5, |n| n.parse().unwrap());
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
    // The vectors lie beside the model's folder: en.vectors.
    let vectors = std::fs::read(Path::new(model).with_extension("vectors")).ok();
    let vectors = vectors.map(|bytes| WordVectors::parse(&bytes).unwrap());
    let (mut tokens, mut events) = (0, 0);
    let spent: Vec<[Duration; STAGES.len()]> = (0..rounds)
        .map(|_| {
            let mut spent = [Duration::ZERO; STAGES.len()];
            (tokens, events) = (0, 0);
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
                events += Coder::new(&frames).with_vectors(vectors.as_ref()).code(&doc, layers).events.len();
                lap(4);
                tokens += doc.len();
            }
            spent
        })
        .collect();
    let median = |stage: usize| {
        let mut times: Vec<f64> = spent.iter().map(|round| round[stage].as_secs_f64()).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    println!("{} documents, {tokens} tokens, {events} events; median of {rounds} rounds, one core\n", texts.len());
    println!("| stage | µs a token | documents/s | of the time of NLP |\n|---|---|---|---|");
    let row = |name: &str, seconds: f64| {
        let (share, rate) = (100.0 * seconds / median(0), texts.len() as f64 / seconds);
        println!("| {name} | {:.2} | {rate:.0} | {share:.1} % |", 1e6 * seconds / tokens as f64);
    };
    for (stage, name) in STAGES.iter().enumerate() {
        row(name, median(stage));
    }
    row("times and places", median(1) + median(2));
    row("all beyond NLP", (1..STAGES.len()).map(median).sum());
}
