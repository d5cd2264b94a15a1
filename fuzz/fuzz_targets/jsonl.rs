//! Any bytes as a JSONL file: each line is a document or an error that names the line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{JsonLines, Settings};

fuzz_target!(|data: &[u8]| {
    let settings = Settings { largest: 1 << 20, ..Settings::default() };
    for document in JsonLines::new(data, "in.jsonl", settings) {
        if let Err(error) = document {
            assert!(error.to_string().starts_with("in.jsonl"));
        }
    }
});
