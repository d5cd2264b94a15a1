//! What every format of inputs can do: say whether an input is in it, and read it.
//!
//! In: the beginning of an input and its name. Out: the format. Adding one is a file under `formats` and a line in
//! [`FORMATS`]; the first that recognises an input reads it.

use crate::compressed::Bytes;
use crate::formats::{conllu, csv, feed, html, json, jsonl, parquet, press, sitemap, text, warc};
use crate::gzip::Members;
use crate::{Pages, Pending, Settings};
use std::path::PathBuf;

/// The documents of one input, read one at a time.
pub(crate) type Documents = Box<dyn Iterator<Item = Pending> + Send>;

/// A format of inputs.
pub(crate) trait Format: Sync {
    /// Whether an input that begins so is in this format.
    fn recognises(&self, head: &Head<'_>) -> bool;
    /// Reads it.
    fn read(&self, input: Input) -> Documents;
}

/// All formats, the ones with the surest marks first; plain text, which has none, last.
const FORMATS: &[&dyn Format] = &[
    &parquet::Columns,
    &warc::Warc,
    &feed::Feeds,
    &sitemap::Sitemaps,
    &conllu::Conllu,
    &json::Json,
    &jsonl::Jsonl,
    &html::Html,
    &press::Press,
    &csv::Table,
    &text::PlainText,
];

/// The beginning of an input.
pub(crate) struct Head<'a> {
    /// First bytes, decompressed, without a byte order mark of UTF-8.
    pub bytes: &'a [u8],
    /// Ending of the name in lower case, without one that stands for a compression; empty when there is none.
    pub ending: &'a str,
}

/// An input to be read.
pub(crate) struct Input {
    /// Its name, for errors and origins.
    pub name: String,
    /// Its contents, decompressed.
    pub bytes: Bytes,
    /// How to read.
    pub settings: Settings,
    /// Reads pages.
    pub pages: Pages,
    /// Places of the members, where it is gzip.
    pub members: Members,
    /// The file itself, where the format must jump about in it and it is not compressed.
    pub file: Option<PathBuf>,
}

#[cfg(test)]
impl Input {
    /// An input for tests.
    pub(crate) fn of_bytes(name: &str, bytes: &[u8], settings: Settings) -> Self {
        let bytes = Box::new(std::io::Cursor::new(bytes.to_vec()));
        Self {
            name: name.to_owned(),
            bytes,
            settings,
            pages: Pages::default(),
            members: Members::default(),
            file: None,
        }
    }
}

/// The format of an input; `None` when it is none that holds text.
pub(crate) fn recognise(head: &Head<'_>) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.recognises(head))
}

/// The ending of a file name, without `.gz` or `.zst`.
pub(crate) fn ending(name: &str) -> String {
    let lower = name.to_lowercase();
    let inner = [".gz", ".zst", ".zstd"].iter().find_map(|packed| lower.strip_suffix(packed)).unwrap_or(&lower);
    let file = inner.rsplit(['/', '\\']).next().unwrap_or(inner);
    file.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}
