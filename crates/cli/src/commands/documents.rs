//! `masudi documents`: what is read, before anything is annotated or coded.

use crate::outcome::Outcome;
use masudi_ingest::{JsonLines, from_text, published};
use masudi_record::Document;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// Read inputs and print them as cleaned documents.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  masudi documents --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi documents news.jsonl - < more.txt"
)]
pub struct Documents {
    /// Text files, .jsonl files (id, text, title, published, language, url, source), directories of both, or - for text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Publication date of documents that give none, such as 2024-04-15
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

impl Documents {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let date = match self.published.as_deref().map(published).transpose() {
            Ok(date) => date,
            Err(error) => {
                eprintln!("masudi: --published: {error}");
                return Outcome::Usage;
            }
        };
        let mut tally = Tally { out: std::io::stdout().lock(), done: 0, failed: 0, closed: false };
        for file in &self.files {
            tally.read(file, date.as_ref(), 0);
        }
        Outcome::of(tally.done, tally.failed)
    }
}

/// What has been written so far.
struct Tally<W> {
    out: W,
    done: usize,
    failed: usize,
    closed: bool,
}

impl<W: Write> Tally<W> {
    fn read(&mut self, path: &Path, date: Option<&String>, depth: usize) {
        if self.closed {
            return;
        }
        if path.is_dir() && depth < 16 {
            let mut below: Vec<PathBuf> = match std::fs::read_dir(path) {
                Ok(files) => files.filter_map(|f| f.ok().map(|f| f.path())).collect(),
                Err(error) => return self.fail(path, &error),
            };
            below.retain(|p| p.is_dir() || p.extension().is_some_and(|e| e == "txt" || e == "jsonl"));
            below.sort();
            for file in below {
                self.read(&file, date, depth + 1);
            }
            return;
        }
        let name = path.display().to_string();
        if path.extension().is_some_and(|e| e == "jsonl") {
            let file = match File::open(path) {
                Ok(file) => file,
                Err(error) => return self.fail(path, &error),
            };
            for line in JsonLines::new(BufReader::new(file), &name, date.cloned()) {
                match line {
                    Ok(document) => self.write(&document),
                    Err(error) => {
                        eprintln!("masudi: {error}");
                        self.failed += 1;
                    }
                }
                if self.closed {
                    return;
                }
            }
            return;
        }
        let mut bytes = Vec::new();
        let read = if name == "-" {
            std::io::stdin().read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
        };
        match read {
            Ok(_) => match String::from_utf8(bytes) {
                Ok(text) => self.write(&from_text(&text, date.cloned(), &name)),
                Err(error) => self.fail(path, &format!("expected UTF-8 text, but found {}", error.utf8_error())),
            },
            Err(error) => self.fail(path, &error),
        }
    }

    fn write(&mut self, document: &Document) {
        let line = serde_json::to_string(document).unwrap_or_default();
        match writeln!(self.out, "{line}") {
            Ok(()) => self.done += 1,
            // A reader such as `head` that has enough is no failure.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => {
                self.closed = true;
                self.fail(Path::new("standard output"), &error);
            }
        }
    }

    fn fail(&mut self, path: &Path, why: &dyn std::fmt::Display) {
        eprintln!("masudi: {}: {why}", path.display());
        self.failed += 1;
    }
}
