//! Names times in annotated documents: `timex DOCS.jsonl [DATA] > annotations.jsonl`.
//!
//! DOCS holds one document a line: `id`, `published`, `language`, `text`, and `sentences` and `tokens` as
//! `masudi annotate` prints them; DATA a folder laid over the built-in data. Standard error says how many tokens took how long.

use masudi_doc::{ByteSpan, CharOffsets, Civil, Doc, Lang, Token};
use masudi_lexicon::{DataFiles, time::TimeRules};
use masudi_time::{Settings, TimeResolver};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let docs = std::env::args().nth(1).ok_or("timex DOCS.jsonl")?;
    let files = std::env::args().nth(2).map_or_else(DataFiles::built_in, DataFiles::with_overlay);
    let rules: Vec<TimeRules> =
        Lang::ALL.into_iter().map(|lang| TimeRules::load(&files, lang)).collect::<Result<_, _>>()?;
    let resolver = TimeResolver::new(&rules);
    let (mut spent, mut words, mut read) = (Duration::ZERO, 0, 0);
    for line in std::fs::read_to_string(docs)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let doc = document(&value)?;
        let settings = Settings { published: value["published"].as_str().and_then(day), ..Settings::default() };
        let started = Instant::now();
        let times = resolver.resolve(&doc, &settings);
        spent += started.elapsed();
        words += doc.len();
        read += 1;
        let offsets = CharOffsets::new(doc.text());
        let times: Vec<Value> = times
            .iter()
            .map(|t| {
                let (start, end) = offsets.span(doc.span(t.tokens));
                json!({"text": doc.words(t.tokens), "start": start, "end": end, "type": t.kind.as_str(),
                    "value": t.value, "mod": t.modifier, "from": t.from.map(|d| d.to_string()),
                    "to": t.to.map(|d| d.to_string()), "signal": t.signal, "rule": t.rule})
            })
            .collect();
        println!("{}", json!({"doc": value["id"], "timex": times}));
    }
    let each = spent.as_secs_f64() * 1e6 / words.max(1) as f64;
    let rate = f64::from(read) / spent.as_secs_f64().max(1e-9);
    eprintln!("{words} tokens in {spent:?}: {each:.2} µs a token, {rate:.0} documents a second");
    Ok(())
}

fn document(value: &Value) -> Result<Doc, Box<dyn std::error::Error>> {
    let text = value["text"].as_str().unwrap_or("");
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |v: &Value| bytes.get(v.as_u64().unwrap_or(0) as usize).copied().unwrap_or(text.len());
    let starts: Vec<usize> = value["sentences"].as_array().into_iter().flatten().map(|s| at(&s[0])).collect();
    let word = |v: &Value| v.as_str().unwrap_or("").to_owned();
    let tokens = value["tokens"].as_array().into_iter().flatten();
    let tokens = tokens.map(|t| {
        let span = ByteSpan::new(at(&t["start"]), at(&t["end"]));
        Token {
            span,
            space_after: text[span.end as usize..].starts_with(' '),
            lemma: word(&t["lemma"]).into(),
            tag: word(&t["tag"]).into(),
            pos: word(&t["pos"]).parse().unwrap_or_default(),
            morph: word(&t["morph"]).into(),
            head: (t["head"].as_u64().unwrap_or(0) as usize).into(),
            dep: word(&t["dep"]).into(),
            sent_start: starts.contains(&(span.start as usize)),
        }
    });
    let language: Lang = word(&value["language"]).parse()?;
    Ok(Doc::new(text, language, tokens.collect(), Vec::new())?)
}

fn day(text: &str) -> Option<Civil> {
    let mut parts = text.get(..10)?.split('-').map(str::parse);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some(Civil { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
}
