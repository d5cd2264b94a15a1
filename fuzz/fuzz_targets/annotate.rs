//! Any text: tokens must give the text back, and the pipeline must not panic. The first byte chooses the language;
//! `MASUDI_MODELS` names the folder of the installed models.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_doc::TokenIdx;
use masudi_nlp::Pipeline;
use std::path::Path;
use std::sync::OnceLock;

static PIPELINES: OnceLock<[Pipeline; 2]> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let pipelines = PIPELINES.get_or_init(|| {
        let folder = std::env::var("MASUDI_MODELS").expect("MASUDI_MODELS names the folder of the models");
        ["en", "fr"].map(|language| Pipeline::load(&Path::new(&folder).join(language)).expect("the model loads"))
    });
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let doc = pipelines[usize::from(first % 2)].annotate(&text);
    let mut joined = String::new();
    for at in (0..doc.len()).map(TokenIdx::from) {
        joined.push_str(doc.word(at));
        if doc.token(at).space_after {
            joined.push(' ');
        }
    }
    assert_eq!(joined, text);
});
