//! Tables (CSV, or with semicolons or tabs): one document a row.
//!
//! In: a table whose first line names its columns, one of them `text`. Out: a document or an error for every row. A quote
//! that is never closed cannot fill the memory: what one row may take is bounded.

use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending, Settings, published};
use csv::{Reader, ReaderBuilder, StringRecord, Trim};
use masudi_record::{Document, Origin};
use std::io::{self, Read};

/// See the module.
pub(crate) struct Table;

/// What a column may be called, in lower case, for each member of a document.
pub(super) const TEXT: &[&str] = &["text", "body", "content", "full text", "full_text", "article"];
pub(super) const ID: &[&str] = &["id", "doc_id", "document_id", "story id"];
pub(super) const TITLE: &[&str] = &["title", "headline"];
pub(super) const PUBLISHED: &[&str] = &["published", "date", "publication date", "publication_date", "pub_date"];
pub(super) const LANGUAGE: &[&str] = &["language", "lang"];
pub(super) const URL: &[&str] = &["url", "link"];
pub(super) const SOURCE: &[&str] = &["source", "outlet", "publisher", "publication"];

impl Format for Table {
    fn recognises(&self, head: &Head<'_>) -> bool {
        columns(head.bytes).is_some_and(|(_, names)| names.len() > 1 && place(&names, TEXT).is_some())
    }

    fn read(&self, input: Input) -> Documents {
        Box::new(Rows::new(input).map(Pending::from))
    }
}

/// Delimiter and names of the columns, from the first line.
fn columns(head: &[u8]) -> Option<(u8, Vec<String>)> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?.trim();
    let delimiter = *b",;\t".iter().max_by_key(|mark| line.bytes().filter(|byte| byte == *mark).count())?;
    let name = |cell: &str| cell.trim().trim_matches('"').to_lowercase();
    Some((delimiter, line.split(char::from(delimiter)).map(name).collect()))
}

/// Where the first of the known names stands.
pub(super) fn place(names: &[String], known: &[&str]) -> Option<usize> {
    known.iter().find_map(|name| names.iter().position(|n| n == name))
}

/// Refuses to give more than a number of bytes until it is told that a new row begins.
struct Allowance<R> {
    source: R,
    left: usize,
}

impl<R: Read> Read for Allowance<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        let Some(left) = self.left.checked_sub(n) else {
            return Err(io::Error::other("a row that is larger (is a quote never closed?)"));
        };
        self.left = left;
        Ok(n)
    }
}

/// Bytes that the reader of rows takes ahead.
const AHEAD: usize = 64 << 10;

struct Rows {
    rows: Option<Reader<Allowance<crate::compressed::Bytes>>>,
    /// Names of the columns, in lower case; read with the first row.
    names: Option<Vec<String>>,
    name: String,
    settings: Settings,
}

impl Rows {
    fn new(mut input: Input) -> Self {
        let delimiter = io::BufRead::fill_buf(&mut input.bytes).ok().and_then(columns).map_or(b',', |(mark, _)| mark);
        let source = Allowance { source: input.bytes, left: input.settings.largest + AHEAD };
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).trim(Trim::Headers).buffer_capacity(AHEAD);
        Self { rows: Some(builder.from_reader(source)), names: None, name: input.name, settings: input.settings }
    }

    fn document(&self, names: &[String], row: &StringRecord, line: usize) -> Result<Document, InputError> {
        let cell = |known: &[&str]| {
            let value = place(names, known).and_then(|at| row.get(at)).map(str::trim);
            value.filter(|value| !value.is_empty()).map(str::to_owned)
        };
        if row.len() != names.len() {
            return Err(InputError::at(&self.name, line, format!("{} columns", names.len()), row.len()));
        }
        let text = self.settings.cleaner.clean(&cell(TEXT).unwrap_or_default());
        if text.is_empty() {
            return Err(InputError::at(&self.name, line, "text", "none"));
        }
        let date = cell(PUBLISHED).or_else(|| self.settings.published.clone()).map(|date| published(&date)).transpose();
        Ok(Document {
            id: cell(ID).unwrap_or_else(|| content_id(&text)),
            source: cell(SOURCE),
            url: cell(URL),
            title: cell(TITLE),
            published: date.map_err(|e| InputError::at(&self.name, line, "a date such as 2024-04-15", e.0))?,
            language: cell(LANGUAGE),
            text,
            origin: Some(Origin { file: Some(self.name.clone()), offset: Some(line.to_string()), retrieved: None }),
            ..Document::default()
        })
    }

    /// The next row with its line; `None` at the end.
    fn row(&mut self) -> Option<Result<(StringRecord, usize), InputError>> {
        let rows = self.rows.as_mut()?;
        if self.names.is_none() {
            let names = rows.headers().map(|names| names.iter().map(str::to_lowercase).collect()).unwrap_or_default();
            self.names = Some(names);
        }
        rows.get_mut().left = self.settings.largest + AHEAD;
        let mut row = StringRecord::new();
        let line = |position: Option<&csv::Position>, now: u64| position.map_or(now, csv::Position::line) as usize;
        match rows.read_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let at = line(row.position(), rows.position().line());
                Some(Ok((row, at)))
            }
            Err(error) => {
                let at = line(error.position(), rows.position().line());
                let found = match error.kind() {
                    csv::ErrorKind::Utf8 { .. } => "bytes that are not UTF-8".to_owned(),
                    csv::ErrorKind::Io(error) => error.to_string(),
                    _ => error.to_string(),
                };
                let expected = format!("a row in UTF-8, {}", self.settings.expected_size());
                if error.is_io_error() {
                    self.rows = None;
                }
                Some(Err(InputError::at(&self.name, at, expected, found)))
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.row()?;
        let names = self.names.clone().unwrap_or_default();
        Some(row.and_then(|(row, line)| self.document(&names, &row, line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], largest: usize) -> Vec<String> {
        let settings = Settings { largest, ..Settings::default() };
        let input = Input::of_bytes("a.csv", bytes, settings);
        let said = |d: Document| format!("{} {} {}", d.id, d.published.unwrap_or_default(), d.text);
        Rows::new(input).take(1000).map(|row| row.map_or_else(|e| e.to_string(), said)).collect()
    }

    #[test]
    fn rows_become_documents_and_bad_ones_are_named() {
        let bytes =
            b"ID;Date;Text\n1;2024-04-15;\"They met;\nand left.\"\n2;soon;No.\n3;2024-04-16\n4;;\xff\n5;;Fine.\n";
        let rows = read(bytes, 1000);
        assert_eq!(rows[0], "1 2024-04-15 They met;\nand left.");
        assert_eq!(rows[1], "a.csv:4: expected a date such as 2024-04-15, but found soon");
        assert_eq!(rows[2], "a.csv:5: expected 3 columns, but found 2");
        assert!(rows[3].starts_with("a.csv:6: expected a row in UTF-8"), "{}", rows[3]);
        assert_eq!((rows[4].as_str(), rows.len()), ("5  Fine.", 5));
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_the_reading() {
        let bytes = format!("id,text\n1,\"{}", "x,y\n".repeat(200_000));
        let rows = read(bytes.as_bytes(), 1000);
        assert!(rows.len() == 1 && rows[0].contains("quote"), "{rows:?}");
    }

    #[test]
    fn only_a_line_with_a_column_of_texts_is_a_head() {
        let recognised = |bytes: &[u8]| Table.recognises(&Head { bytes, ending: "" });
        assert!(recognised(b"id,text\n") && recognised(b"\"Headline\"\t\"Body\"\n"));
        assert!(!recognised(b"The text, they said, is fine.\n") && !recognised(b"text\nMore.") && !recognised(b"\xff"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = read(&[b"id,text\n", bytes.as_slice()].concat(), 50);
        }
    }
}
