//! The installed language models, loaded when first needed.

use masudi_doc::Lang;
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
    let dir = ModelStore::from_env(&|name| std::env::var_os(name))
        .and_then(|store| store.dir(lang))
        .map_err(|e| e.to_string())?;
    Pipeline::load(&dir).map_err(|e| format!("{}: {e}", dir.display()))
}

/// The installed word vectors of a language. Errors: a damaged file, and what to run.
pub fn vectors(lang: Lang) -> Result<Option<masudi_lexicon::WordVectors>, String> {
    let store = ModelStore::from_env(&|name| std::env::var_os(name)).map_err(|e| e.to_string())?;
    let path = store.root().join(format!("{lang}.vectors"));
    let Ok(bytes) = std::fs::read(&path) else { return Ok(None) };
    masudi_lexicon::WordVectors::parse(&bytes).map(Some).map_err(|e| format!("{}: {e}", path.display()))
}
