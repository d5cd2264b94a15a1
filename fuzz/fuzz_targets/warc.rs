//! Any bytes as an archive of the web: documents with texts, or errors that name the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{Inputs, Settings};

fuzz_target!(|data: &[u8]| {
    let folder = std::env::temp_dir().join(format!("masudi-fuzz-warc-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let path = folder.join("a.warc");
    if std::fs::write(&path, [&b"WARC/1.0\r\n"[..], data].concat()).is_err() {
        return;
    }
    let settings = Settings { largest: 1 << 20, ..Settings::default() };
    for read in Inputs::new([&path], settings).into_iter().flatten() {
        match read {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(error) => assert!(error.to_string().contains("a.warc")),
        }
    }
});
