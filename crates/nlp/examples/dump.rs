//! Prints what a model makes of texts, for comparison with spaCy: `dump MODEL TEXTS.jsonl > OUT.jsonl`.
//! Each line of the input is an object with `text`; each line of the output a list of tokens.

use masudi_doc::TokenIdx;
use masudi_nlp::Pipeline;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, model, texts] = &arguments[..] else { return Err("usage: dump MODEL TEXTS.jsonl".into()) };
    let pipeline = Pipeline::load(Path::new(model))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let start = std::time::Instant::now();
    let mut count = 0;
    for line in BufReader::new(std::fs::File::open(texts)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let doc = pipeline.annotate(record["text"].as_str().unwrap_or(""));
        count += doc.len();
        let rows: Vec<serde_json::Value> = (0..doc.len())
            .map(TokenIdx::from)
            .map(|at| {
                let token = doc.token(at);
                let (iob, label) = match doc.entity_at(at) {
                    Some(e) => (if e.tokens.start == at.0 { "B" } else { "I" }, e.label.as_str()),
                    None => ("O", ""),
                };
                serde_json::json!([
                    doc.word(at),
                    i32::from(token.space_after),
                    token.tag,
                    token.pos.as_str(),
                    token.morph,
                    token.lemma,
                    token.head.0,
                    token.dep,
                    if token.sent_start { 1 } else { -1 },
                    iob,
                    label
                ])
            })
            .collect();
        writeln!(out, "{}", serde_json::Value::Array(rows))?;
    }
    let seconds = start.elapsed().as_secs_f64();
    std::io::stderr().write_all(format!("{count} tokens, {:.0} tokens/s\n", count as f64 / seconds).as_bytes())?;
    Ok(())
}
