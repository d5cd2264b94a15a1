//! Times the pipeline for `make bench`: `speed MODEL TEXTS.jsonl [MODEL TEXTS.jsonl …]`.
//!
//! In: models, each with its texts (lines with `text`), and on standard input one line for each round. Out: a JSON line
//! once everything is loaded (`load_seconds` for each model) and one for each round over all texts: `tokens`, `wall` and
//! `cpu` in seconds (processor time of the whole process), `peak_mb` of resident memory so far. The work runs on
//! as many threads as the process may use cores, or as `RAYON_NUM_THREADS` says.

use masudi_nlp::Pipeline;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut pipelines, mut load) = (Vec::new(), Vec::new());
    for pair in arguments.chunks(2) {
        let [model, texts] = pair else { return Err("usage: speed MODEL TEXTS.jsonl [MODEL TEXTS.jsonl …]".into()) };
        let start = Instant::now();
        let pipeline = Pipeline::load(Path::new(model))?;
        load.push(start.elapsed().as_secs_f64());
        pipelines.push((pipeline, read(texts)?));
    }
    let mut out = std::io::stdout();
    writeln!(out, "{}", json!({ "load_seconds": load, "peak_mb": peak_mb() }))?;
    for _ in std::io::stdin().lines() {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let mut tokens = 0;
        for (pipeline, texts) in &pipelines {
            // Documents are handed on and let go, as a program that reads a stream of them would.
            for some in texts.chunks(256) {
                tokens += pipeline.annotate_all(some).iter().map(masudi_doc::Doc::len).sum::<usize>();
            }
        }
        let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
        writeln!(out, "{}", json!({ "tokens": tokens, "wall": wall, "cpu": cpu, "peak_mb": peak_mb() }))?;
    }
    Ok(())
}

fn read(file: &str) -> Result<Vec<String>, Failure> {
    let lines = std::fs::read_to_string(file)?;
    let text = |line: &str| -> Result<String, Failure> {
        let record: Value = serde_json::from_str(line)?;
        Ok(record["text"].as_str().ok_or("a line without text")?.to_owned())
    };
    lines.lines().map(text).collect()
}

/// Processor time of this process, all threads, in seconds; 0 where the system does not say.
fn cpu_seconds() -> f64 {
    let ticks = || -> Option<f64> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
    };
    ticks().unwrap_or(0.0) / 100.0
}

/// The most memory that was resident so far, in megabytes.
fn peak_mb() -> f64 {
    let kilobytes = || -> Option<f64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
    };
    kilobytes().unwrap_or(0.0) / 1024.0
}
