//! Names places in documents: `tag MODEL DOCS.jsonl [GAZETTEER] > annotations.jsonl`.
//!
//! MODEL is the folder of a language model, DOCS holds one document a line (`id`, `text`). Standard error says how many
//! tokens took how long, apart for the language model and for places.

use masudi_doc::CharOffsets;
use masudi_lexicon::{DataFiles, place::PlaceData};
use masudi_nlp::Pipeline;
use masudi_place::{Gazetteer, PlaceResolver, Settings};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [model, docs, ..] = args.as_slice() else { return Err("tag MODEL DOCS.jsonl [GAZETTEER]".into()) };
    let started = Instant::now();
    let gazetteer = args.get(2).map(|path| Gazetteer::open(Path::new(path))).transpose()?;
    let opened = started.elapsed();
    let started = Instant::now();
    let resolver = PlaceResolver::new(&PlaceData::load(&DataFiles::built_in())?, gazetteer);
    let loaded = started.elapsed();
    let pipeline = Pipeline::load(Path::new(model))?;
    let input = std::fs::read_to_string(docs)?;
    let values: Vec<Value> = input.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let texts: Vec<&str> = values.iter().map(|v| v["text"].as_str().unwrap_or("")).collect();
    let started = Instant::now();
    let parsed = pipeline.annotate_all(&texts);
    let language = started.elapsed();
    let (mut spent, mut words) = (Duration::ZERO, 0);
    for (value, doc) in values.iter().zip(&parsed) {
        let started = Instant::now();
        let places = resolver.resolve(doc, &Settings::default());
        spent += started.elapsed();
        words += doc.len();
        let offsets = CharOffsets::new(doc.text());
        let places: Vec<Value> = places
            .iter()
            .map(|p| {
                let (start, end) = offsets.span(doc.span(p.tokens));
                let r = p.resolved.as_ref();
                json!({"text": doc.words(p.tokens), "start": start, "end": end, "geonames": r.and_then(|r| r.geonames),
                    "name": r.map(|r| r.name.as_str()), "country": r.and_then(|r| r.country).map(|c| c.to_string()),
                    "lat": r.map(|r| r.lat), "lon": r.map(|r| r.lon),
                    "precision": r.map(|r| r.precision.as_str()), "score": r.map(|r| r.score),
                    "others": p.candidates.iter().map(|c| json!([c.name, c.country.map(|c| c.to_string()), c.score, c.lat, c.lon])).collect::<Vec<_>>(),
                    "relation": p.relation.as_str(), "acts": p.acts, "rule": p.rule.as_str()})
            })
            .collect();
        println!("{}", json!({"doc": value["id"], "places": places}));
    }
    let each = spent.as_secs_f64() * 1e6 / words.max(1) as f64;
    eprintln!("gazetteer opened in {opened:?}, tables read in {loaded:?}");
    eprintln!(
        "{words} tokens: language model {language:?} on all cores, places {spent:?} on one ({each:.2} µs a token)"
    );
    Ok(())
}
