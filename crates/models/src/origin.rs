//! Where an installed model came from: `ORIGIN.toml` beside its files.

use crate::ModelError;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = "ORIGIN.toml";

/// Where an installed model came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `PACKAGE==VERSION`, or the path of the wheel or directory.
    pub source: String,
    /// SHA-256 of the wheel; `None` for a directory.
    pub sha256: Option<String>,
    /// Whether the hash is one of the catalogue's.
    pub pinned: bool,
}

impl Origin {
    pub(crate) fn write(&self, dir: &Path) -> Result<(), ModelError> {
        let path = dir.join(FILE);
        let text = toml::to_string(self).map_err(|e| ModelError::Catalogue(e.to_string()))?;
        std::fs::write(&path, text).map_err(ModelError::io(path))
    }

    /// Reads it; `None` where a model was put in place by hand.
    pub(crate) fn read(dir: &Path) -> Option<Self> {
        toml::from_str(&std::fs::read_to_string(dir.join(FILE)).ok()?).ok()
    }
}
