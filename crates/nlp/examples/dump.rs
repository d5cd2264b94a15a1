//! Prints what a model makes of texts, for comparison with spaCy: `dump MODEL TEXTS.jsonl > OUT.jsonl`.
//! Each line of the input is an object with `text`; each line of the output a list of tokens.

#[path = "../tests/rows/mod.rs"]
mod rows;

use masudi_nlp::Pipeline;
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, model, texts] = &arguments[..] else { return Err("usage: dump MODEL TEXTS.jsonl".into()) };
    let pipeline = Pipeline::load(Path::new(model))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut texts_of_lines = Vec::new();
    for line in std::fs::read_to_string(texts)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        texts_of_lines.push(record["text"].as_str().unwrap_or("").to_owned());
    }
    for some in texts_of_lines.chunks(256) {
        for doc in pipeline.annotate_all(some) {
            writeln!(out, "{}", rows::rows(&doc))?;
        }
    }
    Ok(())
}
