//! `config.cfg`: which components run, in which order.

use crate::{LoadError, Package};
use serde_json::Value;

/// What the configuration says of the pipeline.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) language: String,
    /// (name, factory) of each enabled component, in order.
    pub(crate) components: Vec<(String, String)>,
}

impl Config {
    pub(crate) fn read(package: &Package) -> Result<Self, LoadError> {
        const FILE: &str = "config.cfg";
        let text = package.text(FILE)?;
        let value = |section: &str, key: &str| -> Option<Value> {
            let mut inside = false;
            for line in text.lines() {
                let line = line.trim();
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    inside = name == section;
                } else if inside
                    && let Some((k, v)) = line.split_once('=')
                    && k.trim() == key
                {
                    return serde_json::from_str(v.trim()).ok();
                }
            }
            None
        };
        let missing = |key: &str| LoadError::damaged(FILE, key, "nothing of the kind");
        let language =
            value("nlp", "lang").and_then(|v| v.as_str().map(str::to_owned)).ok_or_else(|| missing("[nlp] lang"))?;
        let names = |key: &str| -> Result<Vec<String>, LoadError> {
            let list = value("nlp", key).ok_or_else(|| missing(key))?;
            let list = list.as_array().ok_or_else(|| missing(key))?;
            Ok(list.iter().filter_map(|n| n.as_str().map(str::to_owned)).collect())
        };
        let disabled = names("disabled")?;
        let components = names("pipeline")?
            .into_iter()
            .filter(|name| !disabled.contains(name))
            .map(|name| {
                let factory = value(&format!("components.{name}"), "factory")
                    .and_then(|v| v.as_str().map(str::to_owned))
                    .ok_or_else(|| missing(&format!("[components.{name}] factory")))?;
                Ok((name, factory))
            })
            .collect::<Result<_, LoadError>>()?;
        Ok(Self { language, components })
    }
}
