//! The installed language models and vectors of words, loaded when first needed.

use masudi_doc::Lang;
use masudi_lexicon::WordVectors;
use masudi_models::ModelStore;
use masudi_nlp::Pipeline;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

/// Models by language; shared between threads.
#[derive(Default)]
pub struct Models(Mutex<HashMap<Lang, Result<Arc<Pipeline>, String>>>);

impl Models {
    /// The model of a language. Errors: what is wrong and what to run; always the same for a language.
    pub fn pipeline(&self, lang: Lang) -> Result<Arc<Pipeline>, String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.entry(lang) {
            Entry::Occupied(entry) => entry.get().clone(),
            Entry::Vacant(entry) => entry.insert(load(lang).map(Arc::new)).clone(),
        }
    }
}

/// Loads the installed model of a language. Errors: what is wrong and what to run.
pub fn load(lang: Lang) -> Result<Pipeline, String> {
    let dir = store()?.dir(lang).map_err(|e| e.to_string())?;
    Pipeline::load(&dir).map_err(|e| format!("{}: {e}", dir.display()))
}

/// The installed vectors of words of a language; `None` where there are none. Errors: the file is damaged, and what to run.
pub fn vectors(lang: Lang) -> Result<Option<WordVectors>, String> {
    let Some(path) = store()?.vectors(lang) else { return Ok(None) };
    let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let vectors = WordVectors::parse(&bytes);
    vectors.map(Some).map_err(|e| format!("{}: {e}: masudi model install {lang}", path.display()))
}

fn store() -> Result<ModelStore, String> {
    ModelStore::from_env(&|name| std::env::var_os(name)).map_err(|e| e.to_string())
}
