//! The directory that holds the user's models and vectors of words, one of each per language.

use crate::pipeline_dir::PipelineMeta;
use crate::{ModelError, Origin};
use masudi_doc::Lang;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The user's models: `ROOT/en`, `ROOT/fr`, each a pipeline directory; vectors of words: `ROOT/en.vectors`.
#[derive(Clone, Debug)]
pub struct ModelStore {
    root: PathBuf,
}

/// One installed model.
#[derive(Clone, Debug)]
pub struct Installed {
    /// Its language.
    pub language: Lang,
    /// The directory that holds `config.cfg`.
    pub dir: PathBuf,
    /// What it says of itself.
    pub meta: PipelineMeta,
    /// Where it came from; `None` where it was put in place by hand.
    pub origin: Option<Origin>,
    /// Bytes on disk.
    pub bytes: u64,
}

impl ModelStore {
    /// Models under `root`, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where the environment says: `MASUDI_MODELS`, else `masudi/models` under `XDG_DATA_HOME`, else under
    /// `~/.local/share`. Errors: [`ModelError::NoHome`].
    ///
    /// ```
    /// let store = masudi_models::ModelStore::from_env(&|name| (name == "HOME").then(|| "/home/ada".into())).unwrap();
    /// assert_eq!(store.root().to_str(), Some("/home/ada/.local/share/masudi/models"));
    /// ```
    pub fn from_env(variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Self, ModelError> {
        let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        set("MASUDI_MODELS")
            .or_else(|| set("XDG_DATA_HOME").map(|data| data.join("masudi/models")))
            .or_else(|| set("HOME").map(|home| home.join(".local/share/masudi/models")))
            .map(Self::new)
            .ok_or(ModelError::NoHome)
    }

    /// The directory of all models.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory of a language's pipeline. Errors: [`ModelError::NotInstalled`] says what to run.
    pub fn dir(&self, language: Lang) -> Result<PathBuf, ModelError> {
        let path = self.root.join(language.code());
        if path.is_dir() { Ok(path) } else { Err(ModelError::NotInstalled { language, path }) }
    }

    /// One installed model. Errors: not installed, or damaged.
    pub fn installed(&self, language: Lang) -> Result<Installed, ModelError> {
        let dir = self.dir(language)?;
        let meta = PipelineMeta::read(&dir)?;
        let origin = Origin::read(&dir);
        let bytes = bytes_below(&dir, 0);
        Ok(Installed { language, dir, meta, origin, bytes })
    }

    /// Every language with its model, or why there is none to use.
    pub fn list(&self) -> Vec<(Lang, Result<Installed, ModelError>)> {
        Lang::ALL.into_iter().map(|language| (language, self.installed(language))).collect()
    }

    /// The file of a language's vectors of words; `None` where it is not installed.
    pub fn vectors(&self, language: Lang) -> Option<PathBuf> {
        Some(self.vectors_path(language)).filter(|path| path.is_file())
    }

    /// Removes a language's model and vectors of words; gives the paths of what was there.
    ///
    /// Errors: [`ModelError::NotInstalled`] when there is neither.
    pub fn remove(&self, language: Lang) -> Result<Vec<PathBuf>, ModelError> {
        let there: Vec<PathBuf> = match self.dir(language) {
            Ok(dir) => std::iter::once(dir).chain(self.vectors(language)).collect(),
            Err(none) => vec![self.vectors(language).ok_or(none)?],
        };
        // Renamed first, so that no half-removed model is ever found under the language's name.
        let aside = tempfile::Builder::new().prefix(".remove-").tempdir_in(&self.root);
        let aside = aside.map_err(ModelError::io(&self.root))?;
        for path in &there {
            let name = path.file_name().unwrap_or_default();
            std::fs::rename(path, aside.path().join(name)).map_err(ModelError::io(path))?;
        }
        aside.close().map_err(ModelError::io(&self.root))?;
        Ok(there)
    }

    /// A new directory beside the models, on the same file system, gone when dropped; the root is made where it is not there.
    pub(crate) fn work_dir(&self) -> Result<tempfile::TempDir, ModelError> {
        std::fs::create_dir_all(&self.root).map_err(ModelError::io(&self.root))?;
        tempfile::Builder::new().prefix(".install-").tempdir_in(&self.root).map_err(ModelError::io(&self.root))
    }

    /// Where a language's vectors of words are, or would be.
    pub(crate) fn vectors_path(&self, language: Lang) -> PathBuf {
        self.root.join(format!("{}.vectors", language.code()))
    }

    /// Puts an unpacked pipeline in place by a rename; the one before is moved into `work` first.
    pub(crate) fn put(&self, language: Lang, unpacked: &Path, work: &Path) -> Result<(), ModelError> {
        let target = self.root.join(language.code());
        let before = work.join("before");
        let replaced = target.exists();
        if replaced {
            std::fs::rename(&target, &before).map_err(ModelError::io(&target))?;
        }
        std::fs::rename(unpacked, &target).map_err(|cause| {
            if replaced {
                let _ = std::fs::rename(&before, &target);
            }
            ModelError::Io { path: target.clone(), cause }
        })
    }
}

fn bytes_below(dir: &Path, depth: usize) -> u64 {
    let Ok(files) = std::fs::read_dir(dir) else { return 0 };
    files
        .filter_map(Result::ok)
        .map(|file| match file.metadata() {
            Ok(meta) if meta.is_dir() && depth < 16 => bytes_below(&file.path(), depth + 1),
            Ok(meta) if meta.is_file() => meta.len(),
            _ => 0,
        })
        .sum()
}
