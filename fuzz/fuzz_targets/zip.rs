//! Any bytes as an archive of files: documents with texts, or errors that name the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{Inputs, Settings};

fuzz_target!(|data: &[u8]| {
    let folder = std::env::temp_dir().join(format!("masudi-fuzz-zip-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let path = folder.join("a.zip");
    if std::fs::write(&path, [&b"PK\x03\x04"[..], data].concat()).is_err() {
        return;
    }
    let settings = Settings { largest: 1 << 20, ..Settings::default() };
    for read in Inputs::new([&path], settings).into_iter().flatten() {
        match read {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(error) => assert!(error.to_string().contains("a.zip")),
        }
    }
});
