//! All inputs of a command, as one stream of documents.
//!
//! In: files, directories, patterns and `-`, each plain or compressed. Out: documents in order, or errors that say
//! where and why; after an error the next document follows. One input is open at a time, and of it no more than one
//! document is in memory.

use crate::compressed::{self, Opened};
use crate::expand::{Expand, Found};
use crate::format::{Documents, Head, Input, ending, recognise};
use crate::{InputError, Pages, published};
use masudi_record::Document;
use std::fs::File;
use std::path::PathBuf;

/// How inputs are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Publication date of documents that give none.
    pub published: Option<String>,
    /// Bytes of a document, as it stands in its input; a larger one is an error.
    pub largest: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { published: None, largest: 16 << 20 }
    }
}

impl Settings {
    pub(crate) fn expected_size(&self) -> String {
        match self.largest >> 20 {
            0 => format!("at most {} bytes for a document", self.largest),
            mega => format!("at most {mega} MiB for a document"),
        }
    }
}

/// The documents of all inputs.
///
/// ```
/// use masudi_ingest::{Inputs, Settings};
/// let folder = tempfile::tempdir().unwrap();
/// std::fs::write(folder.path().join("a.txt"), "The two sides met.").unwrap();
/// std::fs::write(folder.path().join("b.jsonl"), "{\"id\": \"b\", \"text\": \"They left.\"}\noops\n").unwrap();
/// let read: Vec<_> = Inputs::new([folder.path()], Settings::default()).unwrap().collect();
/// assert_eq!(read[0].as_ref().unwrap().text, "The two sides met.");
/// assert_eq!(read[1].as_ref().unwrap().id, "b");
/// assert!(read[2].as_ref().unwrap_err().to_string().contains("b.jsonl:2: expected"));
/// ```
pub struct Inputs {
    files: Expand,
    settings: Settings,
    pages: Pages,
    open: Option<Documents>,
    passed_over: usize,
}

impl Inputs {
    /// Reads what `arguments` mean: files, directories, patterns such as `news/**/*.txt`, or `-` for standard input.
    ///
    /// Errors: a publication date that is none.
    pub fn new<P: Into<PathBuf>>(
        arguments: impl IntoIterator<Item = P>,
        settings: Settings,
    ) -> Result<Self, crate::PublishedError> {
        if let Some(date) = &settings.published {
            published(date)?;
        }
        let files = Expand::new(arguments.into_iter().map(Into::into));
        Ok(Self { files, settings, pages: Pages::default(), open: None, passed_over: 0 })
    }

    /// Files below directories that hold no text, such as images, and whose name does not say that they do.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// Opens a file; `None` when it is passed over.
    fn start(&self, found: Found) -> Result<Option<Documents>, InputError> {
        let (name, listed) = match &found {
            Found::Stdin => ("-".to_owned(), false),
            Found::Named(path) => (path.display().to_string(), false),
            Found::Listed(path) => (path.display().to_string(), true),
        };
        let file = match &found {
            Found::Stdin => None,
            Found::Named(path) | Found::Listed(path) => Some(path.clone()),
        };
        let unreadable = |e: std::io::Error| InputError::of(&name, "a readable file", e);
        let opened = match found {
            Found::Stdin => compressed::open(std::io::stdin()),
            Found::Named(path) | Found::Listed(path) => File::open(path).and_then(compressed::open),
        };
        let Opened { bytes, head, members } = opened.map_err(unreadable)?;
        let ending = ending(&name);
        let head = Head { bytes: &head, ending: &ending };
        match recognise(&head) {
            Some(format) => {
                let (settings, pages) = (self.settings.clone(), self.pages.clone());
                Ok(Some(format.read(Input { name: name.clone(), bytes, settings, pages, members, file })))
            }
            None if listed && !TEXT_ENDINGS.contains(&ending.as_str()) => Ok(None),
            None => Err(InputError::of(&name, "text or one of the formats that are read", "other binary data")),
        }
    }
}

/// Endings of files that should hold text.
const TEXT_ENDINGS: &[&str] =
    &["csv", "htm", "html", "json", "jsonl", "ndjson", "parquet", "rss", "text", "tsv", "txt", "warc", "xml"];

impl Iterator for Inputs {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(documents) = &mut self.open {
                match documents.next() {
                    None => self.open = None,
                    document => return document,
                }
            }
            match self.files.next()?.and_then(|found| self.start(found)) {
                Ok(Some(documents)) => self.open = Some(documents),
                Ok(None) => self.passed_over += 1,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
