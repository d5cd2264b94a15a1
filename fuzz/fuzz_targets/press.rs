//! Any bytes as an export of a press database: documents with texts, or errors that name the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{Inputs, Settings};

fuzz_target!(|data: &[u8]| {
    let folder = std::env::temp_dir().join(format!("masudi-fuzz-press-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let path = folder.join("a.txt");
    if std::fs::write(&path, [&b"1 of 2 DOCUMENTS\n"[..], data].concat()).is_err() {
        return;
    }
    let settings = Settings { largest: 1 << 20, ..Settings::default() };
    for read in Inputs::new([&path], settings).into_iter().flatten() {
        match read {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(error) => assert!(error.to_string().contains("a.txt")),
        }
    }
});
