//! Where the time of coding goes, stage by stage, on one core: `stages MODEL_DIR DOCUMENTS.jsonl [ROUNDS]`, run by `make bench-coding`.
//!
//! In: documents of a JSONL file, taken some at a time as `masudi code` does. Out: a Markdown table of the stages, each the median of the
//! rounds.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use masudi::AT_ONCE;
use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_code::{Coder, Layers};
use masudi_doc::{Doc, Lang, PlaceRef};
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
            for texts in texts.chunks(AT_ONCE) {
                let mut last = Instant::now();
                let mut lap = |stage: usize| {
                    let now = Instant::now();
                    spent[stage] += now - last;
                    last = now;
                };
                let docs: Vec<_> = texts.iter().map(|text| pipeline.annotate(text)).collect();
                lap(0);
                let found_times: Vec<_> =
                    docs.iter().map(|doc| times.resolve(doc, &masudi_time::Settings::default())).collect();
                lap(1);
                let found_places: Vec<_> =
                    docs.iter().map(|doc| places.resolve(doc, &masudi_place::Settings::default())).collect();
                lap(2);
                let resolve =
                    |(doc, places): (&Doc, &Vec<PlaceRef>)| ActorResolver::new(&lexicon).resolve(doc, None, places);
                let actors: Vec<_> = docs.iter().zip(&found_places).map(resolve).collect();
                lap(3);
                for (((doc, actors), places), times) in docs.iter().zip(&actors).zip(&found_places).zip(&found_times) {
                    let layers = Layers { actors, places, times, published: None };
                    events += Coder::new(&frames).with_vectors(vectors.as_ref()).code(doc, layers).events.len();
                }
                lap(4);
                tokens += docs.iter().map(|doc| doc.len()).sum::<usize>();
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
