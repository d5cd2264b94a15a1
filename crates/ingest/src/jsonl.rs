//! JSONL: one document a line, read one at a time.
//!
//! In: a reader. Out: a document or an error for every line with something on it; a bad line does not stop the next.

use crate::document::content_id;
use crate::{clean, published};
use masudi_record::{Document, Origin};
use serde::Deserialize;
use std::io::{BufRead, Read};

/// No line may be longer, so that one bad file cannot fill the memory.
const LONGEST_LINE: u64 = 64 << 20;

/// What a line may say. Other members are let be.
#[derive(Deserialize)]
struct Line {
    text: String,
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    language: Option<String>,
    url: Option<String>,
    source: Option<String>,
}

/// A line that holds no document.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: expected {expected}, but found {found}")]
pub struct LineError {
    /// Name of the file.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// What should be there.
    pub expected: &'static str,
    /// What is.
    pub found: String,
}

/// The documents of one JSONL file.
///
/// ```
/// let lines = "{\"id\": \"a\", \"text\": \"They met.\"}\n\nnot json\n";
/// let read: Vec<_> = masudi_ingest::JsonLines::new(lines.as_bytes(), "in.jsonl", None).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("in.jsonl:3: expected"));
/// ```
pub struct JsonLines<R> {
    reader: R,
    file: String,
    line: usize,
    published: Option<String>,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`; `published` is for documents that give no date of their own.
    pub fn new(reader: R, file: &str, published: Option<String>) -> Self {
        Self { reader, file: file.to_owned(), line: 0, published, ended: false }
    }

    fn refuse(&self, expected: &'static str, found: impl ToString) -> LineError {
        LineError { file: self.file.clone(), line: self.line, expected, found: found.to_string() }
    }

    fn document(&self, bytes: &[u8]) -> Result<Document, LineError> {
        let line: Line = serde_json::from_slice(bytes).map_err(|e| {
            self.refuse("a JSON object with \"text\"", format!("an error at column {}: {e}", e.column()))
        })?;
        let text = clean(&line.text);
        let date = match line.published.or_else(|| self.published.clone()) {
            Some(date) => Some(published(&date).map_err(|e| self.refuse("a date such as 2024-04-15", e.0))?),
            None => None,
        };
        Ok(Document {
            id: line.id.filter(|id| !id.is_empty()).unwrap_or_else(|| content_id(&text)),
            source: line.source,
            url: line.url,
            title: line.title,
            published: date,
            language: line.language,
            text,
            origin: Some(Origin {
                file: Some(self.file.clone()),
                offset: Some(self.line.to_string()),
                retrieved: None,
            }),
            ..Document::default()
        })
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        while !self.ended {
            bytes.clear();
            self.line += 1;
            match (&mut self.reader).take(LONGEST_LINE).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(n) if n as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') => {
                    self.ended = true;
                    return Some(Err(self.refuse("lines of at most 64 MiB", "a longer one; the rest was not read")));
                }
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.document(&bytes)),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.refuse("a readable file", error)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_next_is_read() {
        let input = b"{\"text\": \"A.\", \"published\": \"2024-04-15\"}\n{\"text\": 3}\n\xff\xfe\n{\"text\": \"B.\", \
                      \"published\": \"soon\"}\n{\"text\": \"C.\", \"extra\": 1}";
        let read: Vec<_> = JsonLines::new(&input[..], "x.jsonl", Some("2020-01-01".into())).collect();
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
}
