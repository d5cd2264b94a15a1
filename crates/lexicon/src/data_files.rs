//! Where data files come from: built in, or from a user's folder that is laid over them.
//!
//! In: a path relative to `data/`, with `/` on every system. Out: its text. A file in the user's folder hides the
//! built-in file of the same path, and files of both are listed together; or the folder stands alone.

use crate::DataError;
use rust_embed::RustEmbed;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3Default;

#[derive(RustEmbed)]
#[folder = "../../data"]
struct BuiltIn;

/// The data files of one run.
///
/// ```
/// let files = masudi_lexicon::DataFiles::built_in();
/// assert!(files.read("no/such/file.tsv").is_err());
/// ```
#[derive(Clone, Debug, Default)]
pub struct DataFiles {
    folder: Option<PathBuf>,
    alone: bool,
    ontology: Option<PathBuf>,
}

impl DataFiles {
    /// Only the files built into the binary.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The built-in files with those of `folder` laid over them.
    pub fn with_overlay(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), ..Self::default() }
    }

    /// Only the files of `folder`, which must hold all that is asked for.
    pub fn from_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), alone: true, ontology: None }
    }

    /// These files with those of `folder` laid over what stands below `ontology/`: its `types.tsv` adds types, its
    /// `plover/types.tsv` replaces the built-in ones.
    pub fn and_ontology(self, folder: impl Into<PathBuf>) -> Self {
        Self { ontology: Some(folder.into()), ..self }
    }

    /// The file of a path that a user's folder has.
    fn laid_over(&self, path: &str) -> Option<PathBuf> {
        let ontology =
            self.ontology.as_ref().zip(path.strip_prefix("ontology/")).map(|(folder, path)| folder.join(path));
        let folder = self.folder.as_ref().map(|folder| folder.join(path));
        ontology.into_iter().chain(folder).find(|file| file.is_file())
    }

    /// The text of one file.
    ///
    /// Errors: [`DataError::Missing`], [`DataError::Read`], [`DataError::Encoding`].
    pub fn read(&self, path: &str) -> Result<String, DataError> {
        if let Some(file) = self.laid_over(path) {
            return match std::fs::read(&file) {
                Ok(bytes) => String::from_utf8(bytes).map_err(|_| DataError::Encoding(file.display().to_string())),
                Err(source) => Err(DataError::Read { path: file, source }),
            };
        }
        let file =
            (!self.alone).then(|| BuiltIn::get(path)).flatten().ok_or_else(|| DataError::Missing(path.to_owned()))?;
        String::from_utf8(file.data.into_owned()).map_err(|_| DataError::Encoding(path.to_owned()))
    }

    /// A hash over names and contents of all data files, in hexadecimal: two runs with equal fingerprints used the same
    /// data.
    ///
    /// Errors: those of [`read`](Self::read).
    ///
    /// ```
    /// let files = masudi_lexicon::DataFiles::built_in();
    /// assert_eq!(files.fingerprint().unwrap().len(), 32);
    /// ```
    pub fn fingerprint(&self) -> Result<String, DataError> {
        let mut hash = Xxh3Default::new();
        for folder in ["coding", "lang", "lexicon", "ontology"] {
            for path in self.list(folder, "") {
                hash.update(path.as_bytes());
                hash.update(self.read(&path)?.as_bytes());
            }
        }
        Ok(format!("{:032x}", hash.digest128()))
    }

    /// The paths of all files below `folder` whose name ends in `ending`, sorted.
    pub fn list(&self, folder: &str, ending: &str) -> Vec<String> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let mut found: BTreeSet<String> = BuiltIn::iter()
            .filter(|p| !self.alone && p.starts_with(&prefix) && p.ends_with(ending))
            .map(|p| p.into_owned())
            .collect();
        if let Some(own) = &self.folder {
            walk(&own.join(folder), &prefix, ending, &mut found);
        }
        if let Some((own, below)) = self.ontology.as_ref().zip(prefix.strip_prefix("ontology/")) {
            walk(&own.join(below), &prefix, ending, &mut found);
        }
        found.into_iter().collect()
    }
}

/// Collects files below `folder`, named relative to the data root by `prefix`. Folders that cannot be read hold none.
fn walk(folder: &Path, prefix: &str, ending: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), ending, found);
            continue;
        }
        let whole = format!("{prefix}{name}");
        if whole.ends_with(ending) {
            found.insert(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ontology_is_laid_over_what_is_below() {
        let (own, tables) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir_all(own.path().join("ontology/x")).unwrap();
        std::fs::write(own.path().join("ontology/x/types.tsv"), "x").unwrap();
        std::fs::create_dir(tables.path().join("plover")).unwrap();
        std::fs::write(tables.path().join("types.tsv"), "mine").unwrap();
        std::fs::write(tables.path().join("plover/types.tsv"), "instead").unwrap();
        let files = DataFiles::with_overlay(own.path()).and_ontology(tables.path());
        let found = files.list("ontology", "types.tsv");
        assert_eq!(found, ["ontology/plover/types.tsv", "ontology/types.tsv", "ontology/x/types.tsv"]);
        let texts = found.iter().map(|path| files.read(path).unwrap()).collect::<Vec<_>>();
        assert_eq!(texts, ["instead", "mine", "x"]);
        assert!(files.read("ontology/plover/modes.tsv").unwrap().contains("drone"));
        assert!(files.list("coding", "types.tsv").is_empty());
    }
}
