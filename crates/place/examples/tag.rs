//! Tags documents: `tag PARSED.jsonl [GAZETTEER] > annotations.jsonl`.
//!
//! PARSED holds one document a line: `doc`, `text`, `tokens` (code point offsets, `head`, `dep`, `pos`, `tag`, `lemma`,
//! `ws`, `ss`) and `ents` (`[start, end, label]` in tokens). With `--build PACKAGES DIR` it builds a gazetteer instead.

use masudi_doc::{ByteSpan, CharOffsets, Doc, Entity, Lang, Token, TokenSpan};
use masudi_lexicon::{DataFiles, place::PlaceData};
use masudi_place::{Gazetteer, PlaceResolver, Settings, gazetteer};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "--build" {
        let made = gazetteer::install_from(|p| eprintln!("{p:?}"), Path::new(&args[1]), Path::new(&args[2]))?;
        eprintln!("{}", made.display());
        return Ok(());
    }
    let started = Instant::now();
    let gazetteer = args.get(1).map(|path| Gazetteer::open(Path::new(path))).transpose()?;
    let opened = started.elapsed();
    let resolver = PlaceResolver::new(&PlaceData::load(&DataFiles::built_in())?, gazetteer);
    let (mut spent, mut words) = (Duration::ZERO, 0);
    for line in std::fs::read_to_string(&args[0])?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or("");
        let offsets = CharOffsets::new(text);
        let number = |v: &Value| v.as_u64().unwrap_or(0) as usize;
        let string = |v: &Value| v.as_str().unwrap_or("").to_owned();
        let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
        let tokens = list(&value["tokens"])
            .iter()
            .map(|t| Token {
                span: ByteSpan::new(offsets.to_byte(number(&t["start"])), offsets.to_byte(number(&t["end"]))),
                space_after: t["ws"].as_bool().unwrap_or(false),
                lemma: string(&t["lemma"]).into(),
                tag: string(&t["tag"]).into(),
                pos: string(&t["pos"]).parse().unwrap_or_default(),
                morph: string(&t["morph"]).into(),
                head: number(&t["head"]).into(),
                dep: string(&t["dep"]).into(),
                sent_start: t["ss"].as_bool().unwrap_or(false),
            })
            .collect();
        let entities = list(&value["ents"])
            .iter()
            .map(|e| Entity { tokens: TokenSpan::new(number(&e[0]), number(&e[1])), label: string(&e[2]).into() })
            .collect();
        let doc = Doc::new(text, Lang::En, tokens, entities)?;
        let started = Instant::now();
        let places = resolver.resolve(&doc, &Settings::default());
        spent += started.elapsed();
        words += doc.len();
        let places: Vec<Value> = places
            .iter()
            .map(|p| {
                let (start, end) = offsets.span(doc.span(p.tokens));
                let r = p.resolved.as_ref();
                json!({"text": doc.words(p.tokens), "start": start, "end": end, "geonames": r.and_then(|r| r.geonames),
                    "name": r.map(|r| r.name.as_str()), "country": r.and_then(|r| r.country).map(|c| c.to_string()),
                    "lat": r.map(|r| r.lat), "lon": r.map(|r| r.lon), "relation": p.relation.as_str(), "acts": p.acts,
                    "rule": p.rule.as_str()})
            })
            .collect();
        println!("{}", json!({"doc": value["doc"], "places": places}));
    }
    eprintln!("opened in {opened:?}; {words} tokens in {spent:?}");
    Ok(())
}
