//! Where an export goes: a file that is put in place when it is whole, or standard output.

use super::Ended;
use masudi_export::Format;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The file to be, or standard output.
pub struct Output {
    /// The name that it is written under, and the one that it gets.
    file: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Errors: a binary format for a terminal.
    pub fn open(path: Option<&Path>, format: Format) -> Result<Self, Ended> {
        if path.is_none() && format == Format::Parquet && std::io::stdout().is_terminal() {
            return Err(Ended::Failed("Parquet is no text: name a file with --out".to_owned()));
        }
        let partial = |path: &Path| {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(format!(".{}.part", std::process::id()));
            path.with_file_name(name)
        };
        Ok(Self { file: path.map(|path| (partial(path), path.to_owned())) })
    }

    /// What to write to. Errors: the file cannot be made.
    pub fn writer(&self) -> Result<Box<dyn Write + Send>, Ended> {
        Ok(match &self.file {
            Some((partial, path)) => {
                let file = File::create(partial).map_err(|e| Ended::Failed(format!("{}: {e}", path.display())))?;
                Box::new(BufWriter::with_capacity(1 << 16, file))
            }
            None => Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout())),
        })
    }

    /// Gives the file its name. Errors: it cannot be renamed.
    pub fn put_in_place(&self) -> Result<(), Ended> {
        let Some((partial, path)) = &self.file else { return Ok(()) };
        std::fs::rename(partial, path).map_err(|e| Ended::Failed(format!("{}: {e}", path.display())))
    }
}

impl Drop for Output {
    /// What was not put in place is of no use.
    fn drop(&mut self) {
        if let Some((partial, _)) = &self.file {
            let _ = std::fs::remove_file(partial);
        }
    }
}
