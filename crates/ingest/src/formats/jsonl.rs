//! JSONL: one document a line, read one at a time.
//!
//! In: a reader. Out: a document or an error for every line with something on it; a bad line does not stop the next.

use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use crate::lines::{Line, Lines};
use crate::{InputError, Pending, Settings, published};
use masudi_record::{Document, Origin};
use serde::Deserialize;
use std::io::BufRead;

/// See the module.
pub(crate) struct Jsonl;

impl Format for Jsonl {
    fn recognises(&self, head: &Head<'_>) -> bool {
        let object = head.bytes.trim_ascii_start().strip_prefix(b"{");
        let opens = object.is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')));
        opens || matches!(head.ending, "jsonl" | "ndjson")
    }

    fn read(&self, input: Input) -> Documents {
        Box::new(JsonLines::new(input.bytes, &input.name, input.settings).map(Pending::from))
    }
}

/// What a line may say. Other members are let be.
#[derive(Deserialize)]
pub(crate) struct Row {
    text: String,
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    language: Option<String>,
    url: Option<String>,
    source: Option<String>,
    byline: Option<String>,
    dateline: Option<String>,
}

/// The documents of one JSONL file.
///
/// ```
/// let lines = "{\"id\": \"a\", \"text\": \"They met.\"}\n\nnot json\n";
/// let settings = masudi_ingest::Settings::default();
/// let read: Vec<_> = masudi_ingest::JsonLines::new(lines.as_bytes(), "in.jsonl", settings).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("in.jsonl:3: expected"));
/// ```
pub struct JsonLines<R> {
    lines: Lines<R>,
    file: String,
    settings: Settings,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`; `file` is its name.
    pub fn new(reader: R, file: &str, settings: Settings) -> Self {
        Self { lines: Lines::new(reader, settings.largest), file: file.to_owned(), settings }
    }

    fn refuse(&self, expected: impl ToString, found: impl ToString) -> InputError {
        InputError::at(&self.file, self.lines.number(), expected.to_string(), found.to_string())
    }

    fn document(&self, bytes: &[u8]) -> Result<Document, InputError> {
        let row = Row::read(bytes).and_then(|row| row.document(&self.file, self.lines.number(), &self.settings));
        row.map_err(|(expected, found)| self.refuse(expected, found))
    }
}

/// What was expected, and what was found.
type Fault = (&'static str, String);

impl Row {
    /// Reads an object. Errors: it is none, or lacks a text.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        serde_json::from_slice(bytes)
            .map_err(|e| ("a JSON object with \"text\"", format!("an error at column {}: {}", e.column(), plain(&e))))
    }

    /// Its document; `place` is its line or number in the file. Errors: its date is none.
    pub(crate) fn document(self, file: &str, place: usize, settings: &Settings) -> Result<Document, Fault> {
        let text = settings.cleaner.clean(&self.text);
        let date = self.published.or_else(|| settings.published.clone()).map(|date| published(&date)).transpose();
        Ok(Document {
            id: self.id.filter(|id| !id.is_empty()).unwrap_or_else(|| content_id(&text)),
            source: self.source,
            url: self.url,
            title: self.title,
            byline: self.byline,
            dateline: self.dateline,
            published: date.map_err(|e| ("a date such as 2024-04-15", e.0))?,
            language: self.language,
            text,
            origin: Some(Origin { file: Some(file.to_owned()), offset: Some(place.to_string()), retrieved: None }),
            ..Document::default()
        })
    }
}

/// The error without its place, which is always line 1.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        loop {
            match self.lines.next(&mut bytes) {
                Ok(Line::End) => return None,
                Ok(Line::Read) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Read) => return Some(self.document(&bytes)),
                Ok(Line::TooLong) => return Some(Err(self.refuse(self.settings.expected_size(), "a longer line"))),
                Err(error) => return Some(Err(self.refuse("a readable file", error))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_next_is_read() {
        let input = b"{\"text\": \"A.\", \"published\": \"2024-04-15\"}\n{\"text\": 3}\n\xff\xfe\n{\"text\": \"B.\", \
                      \"published\": \"soon\"}\n{\"text\": \"C.\", \"extra\": 1}";
        let settings = Settings { published: Some("2020-01-01".into()), ..Settings::default() };
        let read: Vec<_> = JsonLines::new(&input[..], "x.jsonl", settings).collect();
        let said = |i: usize| match &read[i] {
            Ok(document) => format!("{} {}", document.text, document.published.clone().unwrap_or_default()),
            Err(error) => error.to_string(),
        };
        assert_eq!(said(0), "A. 2024-04-15");
        assert!(said(1).starts_with("x.jsonl:2: expected a JSON object"), "{}", said(1));
        assert!(said(2).starts_with("x.jsonl:3:"), "{}", said(2));
        assert_eq!(said(3), "x.jsonl:4: expected a date such as 2024-04-15, but found soon");
        assert_eq!(said(4), "C. 2020-01-01");
        assert_eq!(read.len(), 5);
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let input = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"B.\"}}\n", "x".repeat(200));
        let settings = Settings { largest: 100, ..Settings::default() };
        let read: Vec<_> = JsonLines::new(input.as_bytes(), "x", settings).collect();
        assert!(read[0].as_ref().unwrap_err().to_string().starts_with("x:1: expected at most 100 bytes"), "{read:?}");
        assert_eq!(read[1].as_ref().unwrap().text, "B.");
    }
}
