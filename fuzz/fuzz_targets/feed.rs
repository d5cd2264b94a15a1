//! Any bytes as a feed and as a sitemap: items with texts, addresses, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_ingest::{Cleaner, feed, sitemap};

fuzz_target!(|data: &[u8]| {
    for item in feed::items(data, &Cleaner::default()).unwrap_or_default() {
        assert!(!item.text.is_empty());
    }
    for listed in sitemap::listed(&String::from_utf8_lossy(data)) {
        assert!(listed.url.starts_with("http"));
    }
});
