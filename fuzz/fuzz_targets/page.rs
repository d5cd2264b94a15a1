//! Any bytes as a page of the web: a document with a text, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{About, Pages};

fuzz_target!(|data: &[u8]| {
    if let Ok(document) = Pages::default().read(data, About::default()) {
        assert!(!document.text.is_empty() && !document.text.contains('\0'));
    }
});
