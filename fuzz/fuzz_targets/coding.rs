//! Any text, annotated and coded with all stages: times, places, actors, events. Nothing must panic, and every offset must cut
//! the words that the record says stand there. The first byte chooses the language and whether the day is known;
//! `MASUDI_MODELS` names the folder of the installed models.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi::Engine;
use masudi_lexicon::DataFiles;
use masudi_nlp::Pipeline;
use masudi_record::Document;
use std::path::Path;
use std::sync::OnceLock;

static LOADED: OnceLock<(Engine, [Pipeline; 2])> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let (engine, pipelines) = LOADED.get_or_init(|| {
        let folder = std::env::var("MASUDI_MODELS").expect("MASUDI_MODELS names the folder of the models");
        let load = |language| Pipeline::load(&Path::new(&folder).join(language)).expect("the model loads");
        (Engine::load(&DataFiles::built_in(), None).expect("the data files load"), ["en", "fr"].map(load))
    });
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest).into_owned();
    let published = (first & 2 != 0).then(|| "2024-02-29".to_owned());
    let document = Document { id: "a".to_owned(), text, published, ..Document::default() };
    let pipeline = &pipelines[usize::from(first % 2)];
    let chars: Vec<char> = document.text.chars().collect();
    let cut = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    let layers = engine.layers(&document.id, &pipeline.annotate(&document.text), None);
    for time in &layers.timex {
        assert_eq!(cut(time.start, time.end), time.text);
    }
    for place in &layers.places {
        assert_eq!(cut(place.start, place.end), place.text);
    }
    for mention in engine.code(pipeline, &document).mentions {
        assert_eq!(cut(mention.trigger.start, mention.trigger.end), mention.trigger.text);
        for actor in mention.actors.iter().chain(&mention.recipients) {
            assert_eq!(cut(actor.start, actor.end), actor.text);
        }
    }
});
