//! The arguments of commands that read documents.

use crate::data_choice::DataChoice;
use crate::outcome::Outcome;
use masudi_ingest::{Inputs, Settings};
use masudi_record::Document;
use std::path::PathBuf;

/// Inputs, and what is said of them all.
#[derive(clap::Args)]
pub struct Reading {
    /// Files, directories, patterns such as 'news/**/*.txt', or - for standard input: pages (HTML), feeds, WARC, exports of
    /// Factiva and LexisNexis, plain text, JSONL, JSON, CSV or Parquet (id, text, title, published, language, url, source), as
    /// they are or compressed with gzip or zstd
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Publication date of documents that give none, such as 2024-04-15
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Size of a document from which it is refused, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1024))]
    largest: u16,
}

impl Reading {
    /// The documents, without the lines that the chosen data throw away. Errors: the arguments make no sense, which was
    /// said.
    pub fn start(&self, choice: &DataChoice) -> Result<Inputs, Outcome> {
        let settings = self.settings(choice)?;
        Inputs::new(&self.inputs, settings).map_err(|error| {
            eprintln!("masudi: --published: {error}");
            Outcome::Usage
        })
    }
}

impl Reading {
    /// How to read. Errors: a folder of data that is none, or is wrong, which was said.
    pub fn settings(&self, choice: &DataChoice) -> Result<Settings, Outcome> {
        let cleaner = choice.cleaner().map_err(Outcome::nothing)?;
        let largest = usize::from(self.largest) << 20;
        Ok(Settings { published: self.published.clone(), largest, cleaner })
    }

    /// What was named.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
    }
}

/// What is to be said of files that were not read, if there are any.
pub fn passed_over(files: usize) -> String {
    format!("files in directories that hold no text and were passed over: {files}")
}

/// Code of the language that a document is in: what it says of itself, else what its words say. A text that is too
/// short to tell is taken for English.
pub fn language(document: &Document) -> String {
    match &document.language {
        Some(given) => given.split(['-', '_']).next().unwrap_or(given).to_lowercase(),
        None => detected(&document.text),
    }
}

fn detected(text: &str) -> String {
    let end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let other = whatlang::detect(text).filter(|found| found.is_reliable() && end >= 200);
    match other.map(|found| found.lang()) {
        Some(lang) if !matches!(lang, whatlang::Lang::Eng | whatlang::Lang::Fra) => lang.code().to_owned(),
        _ => masudi_nlp::detect_language(text).unwrap_or(masudi_doc::Lang::En).to_string(),
    }
}
