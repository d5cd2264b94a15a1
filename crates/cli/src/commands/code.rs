//! `masudi code`: the events of documents.

use super::annotate::load;
use crate::data_choice::DataChoice;
use crate::outcome::Outcome;
use masudi::Engine;
use masudi_doc::Lang;
use masudi_ingest::{JsonLines, from_text, published};
use masudi_record::{Document, Status};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// Print the events of English documents, one JSON object a mention.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi code --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi code news.jsonl > mentions.jsonl\n\n\
                        Needs the English model: masudi model install en.")]
pub struct Code {
    /// Text files, .jsonl files (id, text, published, ...), or - for text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Publication date of documents that give none, such as 2024-04-15
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    #[command(flatten)]
    choice: DataChoice,
    /// Write the force levels that the documents tell of to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    states: Option<PathBuf>,
    /// Print also what the text says did not happen, or only might
    #[arg(long)]
    every_status: bool,
}

impl Code {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let date = match self.published.as_deref().map(published).transpose() {
            Ok(date) => date,
            Err(error) => {
                eprintln!("masudi: --published: {error}");
                return Outcome::Usage;
            }
        };
        let files = match self.choice.files() {
            Ok(files) => files,
            Err(error) => return Outcome::nothing(error),
        };
        let pipeline = match load(Lang::En) {
            Ok(pipeline) => pipeline,
            Err(error) => return Outcome::nothing(error),
        };
        let gazetteer = masudi_place::gazetteer::default_path().filter(|path| path.is_file());
        let engine = match Engine::load(&files, gazetteer.as_deref()) {
            Ok(engine) => engine,
            Err(error) => return Outcome::nothing(error),
        };
        let mut states = match self.states.as_ref().map(File::create).transpose() {
            Ok(file) => file,
            Err(error) => return Outcome::nothing(format!("--states: {error}")),
        };
        let (mut done, mut failed) = (0, 0);
        for file in &self.files {
            for document in documents(file, date.as_ref()) {
                match document {
                    Ok(document) => {
                        let mut out = std::io::stdout().lock();
                        let coded = engine.code(&pipeline, &document);
                        if let Some(file) = &mut states {
                            for deployment in &coded.deployments {
                                let line = serde_json::to_string(deployment).unwrap_or_default();
                                if let Err(e) = writeln!(file, "{line}") {
                                    return Outcome::nothing(format!("--states: {e}"));
                                }
                            }
                        }
                        for mention in coded.mentions {
                            let unreal = matches!(mention.status, Status::Hypothetical | Status::Negated);
                            if unreal && !self.every_status {
                                continue;
                            }
                            let line = serde_json::to_string(&mention).unwrap_or_default();
                            match writeln!(out, "{line}") {
                                Ok(()) => {}
                                // A reader such as `head` that has enough is no failure.
                                Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => return Outcome::Done,
                                Err(e) => return Outcome::nothing(format!("standard output: {e}")),
                            }
                        }
                        done += 1;
                    }
                    Err(error) => {
                        eprintln!("masudi: {error}");
                        failed += 1;
                    }
                }
            }
        }
        Outcome::of(done, failed)
    }
}

/// The documents of one input, each read or an error that names it.
fn documents<'a>(path: &'a Path, date: Option<&'a String>) -> Box<dyn Iterator<Item = Result<Document, String>> + 'a> {
    let name = path.display().to_string();
    if path.extension().is_some_and(|e| e == "jsonl") {
        return match File::open(path) {
            Ok(file) => Box::new(
                JsonLines::new(BufReader::new(file), &name, date.cloned()).map(|line| line.map_err(|e| e.to_string())),
            ),
            Err(error) => Box::new(std::iter::once(Err(format!("{name}: {error}")))),
        };
    }
    let mut bytes = Vec::new();
    let read = if name == "-" {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    let text = read.map_err(|e| e.to_string()).and_then(|_| String::from_utf8(bytes).map_err(|e| e.to_string()));
    Box::new(std::iter::once(match text {
        Ok(text) => Ok(from_text(&text, date.cloned(), &name)),
        Err(error) => Err(format!("{name}: {error}")),
    }))
}
