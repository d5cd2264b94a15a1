//! All inputs of a command, as one stream of documents.
//!
//! In: files, directories, patterns and `-`, each plain or compressed. Out: documents in order, or errors that say
//! where and why; after an error the next document follows. One input is open at a time, and of it no more than one
//! document is in memory.

use crate::archive::{self, Archive};
use crate::compressed::{self, Opened};
use crate::expand::{Expand, Found};
use crate::format::{Documents, Head, Input, ending, recognise};
use crate::{Cleaner, InputError, Pages, Pending, published};
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
    /// What knows the lines that are thrown away.
    pub cleaner: Cleaner,
}

impl Default for Settings {
    fn default() -> Self {
        Self { published: None, largest: 16 << 20, cleaner: Cleaner::default() }
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
    /// The archive whose members are being read, with its name.
    archive: Option<(Archive, String)>,
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
        Self::over(Expand::new(arguments.into_iter().map(Into::into)), settings)
    }

    /// Reads files that were found below a directory: those that hold no text are passed over.
    ///
    /// Errors: a publication date that is none.
    pub fn of_files(
        files: impl IntoIterator<Item = PathBuf>,
        settings: Settings,
    ) -> Result<Self, crate::PublishedError> {
        Self::over(Expand::of_files(files), settings)
    }

    fn over(files: Expand, settings: Settings) -> Result<Self, crate::PublishedError> {
        if let Some(date) = &settings.published {
            published(date)?;
        }
        let pages = Pages::new(settings.cleaner.clone());
        Ok(Self { files, settings, pages, open: None, archive: None, passed_over: 0 })
    }

    /// Files below directories that hold no text, such as images, and whose name does not say that they do.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// Opens what was found; `None` when it is passed over, or is an archive, whose members come next.
    fn start(&mut self, found: Found) -> Result<Option<Documents>, InputError> {
        let (name, file, listed) = match found {
            Found::Stdin => ("-".to_owned(), None, false),
            Found::Named(path) => (path.display().to_string(), Some(path), false),
            Found::Listed(path) => (path.display().to_string(), Some(path), true),
        };
        let unreadable = |e: std::io::Error| InputError::of(&name, "a readable file", e);
        let opened = match &file {
            None => compressed::open(std::io::stdin()),
            Some(path) => File::open(path).and_then(compressed::open),
        };
        let opened = opened.map_err(unreadable)?;
        if let Some(path) = file.as_deref().filter(|_| archive::begins(&opened.head)) {
            let open =
                Archive::open(path).map_err(|found| InputError::of(&name, "an archive of files (zip)", found))?;
            if let Some(archive) = open {
                self.archive = Some((archive, name));
                return Ok(None);
            }
        }
        self.read(name, file, listed, opened)
    }

    /// The next member of the archive that is open, opened.
    fn member(&mut self) -> Option<Result<Option<Documents>, InputError>> {
        let (archive, name) = self.archive.as_mut()?;
        let Some(member) = archive.next() else {
            self.archive = None;
            return self.member();
        };
        let name = format!("{name}!{}", member.name);
        let fault = |found: String| InputError::of(&name, "a member that can be read (stored or deflated)", found);
        let opened =
            member.bytes.map_err(fault).and_then(|bytes| compressed::open(bytes).map_err(|e| fault(e.to_string())));
        Some(opened.and_then(|opened| self.read(name, None, true, opened)))
    }

    fn read(
        &mut self,
        name: String,
        file: Option<PathBuf>,
        listed: bool,
        Opened { bytes, head, members }: Opened,
    ) -> Result<Option<Documents>, InputError> {
        let ending = ending(&name);
        let head = Head { bytes: &head, ending: &ending };
        match recognise(&head) {
            Some(format) => {
                let (settings, pages) = (self.settings.clone(), self.pages.clone());
                Ok(Some(format.read(Input { name, bytes, settings, pages, members, file })))
            }
            None if archive::begins(head.bytes) && ending == "zip" => Err(InputError::of(
                &name,
                "an archive as a file of its own, not packed",
                "an archive in something else",
            )),
            None if listed && !TEXT_ENDINGS.contains(&ending.as_str()) => {
                self.passed_over += 1;
                Ok(None)
            }
            None => Err(InputError::of(&name, "text or one of the formats that are read", "other binary data")),
        }
    }
}

/// Endings of files that should hold text.
const TEXT_ENDINGS: &[&str] =
    &["csv", "htm", "html", "json", "jsonl", "ndjson", "parquet", "rss", "text", "tsv", "txt", "warc", "xml", "zip"];

impl Inputs {
    /// The documents, each still to be made, which may be done on another thread.
    ///
    /// ```
    /// use masudi_ingest::{Inputs, Pending, Settings};
    /// let folder = tempfile::tempdir().unwrap();
    /// std::fs::write(folder.path().join("a.txt"), "The two sides met.").unwrap();
    /// let mut inputs = Inputs::new([folder.path()], Settings::default()).unwrap();
    /// let pending: Vec<Pending> = inputs.pending().collect();
    /// let made = std::thread::spawn(|| pending.into_iter().map(Pending::finish).collect::<Vec<_>>()).join().unwrap();
    /// assert_eq!(made[0].as_ref().unwrap().text, "The two sides met.");
    /// ```
    pub fn pending(&mut self) -> impl Iterator<Item = Pending> + Send + '_ {
        std::iter::from_fn(|| self.next_pending())
    }

    fn next_pending(&mut self) -> Option<Pending> {
        loop {
            if let Some(documents) = &mut self.open {
                match documents.next() {
                    None => self.open = None,
                    document => return document,
                }
            }
            let started = match self.member() {
                Some(member) => member,
                None => self.files.next()?.and_then(|found| self.start(found)),
            };
            match started {
                Ok(documents) => self.open = documents,
                Err(error) => return Some(error.into()),
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_pending().map(Pending::finish)
    }
}
