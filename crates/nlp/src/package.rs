//! The files of a model, from a directory or straight out of a wheel.

use crate::LoadError;
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// No file of a model that this runtime reads is larger; what claims to be is refused.
const MAX_FILE: u64 = 600 << 20;

/// A model package: file bytes by name, relative to the folder of `config.cfg`.
#[derive(Debug)]
pub struct Package {
    files: Files,
}

#[derive(Debug)]
enum Files {
    Folder(PathBuf),
    Memory(HashMap<String, Vec<u8>>),
}

impl Package {
    /// Opens a directory that holds `config.cfg`, one that holds such a directory, or a wheel.
    ///
    /// Errors: [`LoadError::NotAPackage`], [`LoadError::Read`], [`LoadError::Damaged`].
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        if path.is_file() {
            return Self::from_wheel(path);
        }
        let mut folder = path.to_path_buf();
        for _ in 0..3 {
            if folder.join("config.cfg").is_file() {
                return Ok(Self { files: Files::Folder(folder) });
            }
            let mut inner: Vec<PathBuf> = fs::read_dir(&folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.is_dir() && (p.join("config.cfg").is_file() || p.join("meta.json").is_file()))
                .collect();
            inner.sort();
            match inner.pop() {
                Some(next) => folder = next,
                None => break,
            }
        }
        Err(LoadError::NotAPackage(path.to_path_buf()))
    }

    /// A package of files in memory, by their names relative to the folder of `config.cfg`.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { files: Files::Memory(files.into_iter().collect()) }
    }

    fn from_wheel(path: &Path) -> Result<Self, LoadError> {
        let name = path.display().to_string();
        let file = fs::File::open(path).map_err(|source| LoadError::Read { file: name.clone(), source })?;
        let damaged = |e: zip::result::ZipError| LoadError::damaged(&name, "a wheel", e.to_string());
        let mut archive = zip::ZipArchive::new(file).map_err(damaged)?;
        let root = archive
            .file_names()
            .filter_map(|n| n.ok()?.strip_suffix("config.cfg").map(str::to_owned))
            .min_by_key(String::len)
            .ok_or_else(|| LoadError::NotAPackage(path.to_path_buf()))?;
        let mut files = HashMap::new();
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).map_err(damaged)?;
            let inner = entry.name().map_err(damaged)?.strip_prefix(&root).map(str::to_owned);
            let Some(inner) = inner else { continue };
            if entry.is_dir() || inner.starts_with("senter/") || inner == "vocab/strings.json" {
                continue;
            }
            let mut bytes = Vec::new();
            let read = (&mut entry).take(MAX_FILE).read_to_end(&mut bytes);
            read.map_err(|source| LoadError::Read { file: inner.clone(), source })?;
            files.insert(inner, bytes);
        }
        Ok(Self { files: Files::Memory(files) })
    }

    /// The bytes of a file. Errors: [`LoadError::Read`], also when it is missing or too large.
    pub fn read(&self, file: &str) -> Result<Vec<u8>, LoadError> {
        let failed = |source| LoadError::Read { file: file.to_owned(), source };
        match &self.files {
            Files::Folder(folder) => {
                let path = folder.join(file);
                let size = fs::metadata(&path).map_err(failed)?.len();
                if size > MAX_FILE {
                    return Err(LoadError::damaged(file, format!("at most {MAX_FILE} bytes"), size.to_string()));
                }
                fs::read(path).map_err(failed)
            }
            Files::Memory(files) => files.get(file).cloned().ok_or_else(|| failed(std::io::ErrorKind::NotFound.into())),
        }
    }

    /// The text of a file. Errors: as [`Package::read`], and [`LoadError::Damaged`] when it is not UTF-8.
    pub fn text(&self, file: &str) -> Result<String, LoadError> {
        String::from_utf8(self.read(file)?).map_err(|_| LoadError::damaged(file, "UTF-8 text", "other bytes"))
    }

    /// A JSON file. Errors: as [`Package::text`], and [`LoadError::Damaged`] when it is not JSON.
    pub fn json(&self, file: &str) -> Result<serde_json::Value, LoadError> {
        serde_json::from_str(&self.text(file)?).map_err(|e| LoadError::damaged(file, "JSON", e.to_string()))
    }
}
