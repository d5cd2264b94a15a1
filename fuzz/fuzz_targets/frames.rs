//! Any text as a file of coding frames laid over the built-in ones: frames, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_doc::Lang;
use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::Frames;

fuzz_target!(|text: &str| {
    let folder = std::env::temp_dir().join(format!("masudi-fuzz-frames-{}", std::process::id()));
    let inner = folder.join("coding/en/accuse");
    if std::fs::create_dir_all(&inner).is_err() || std::fs::write(inner.join("fuzz.toml"), text).is_err() {
        return;
    }
    let _ = Frames::load(&DataFiles::with_overlay(&folder), Lang::En);
});
