//! Archives of the web (WARC), such as those of Common Crawl's news: one document a page.
//!
//! In: records of WARC/1.x, plain or in members of gzip. Out: the articles of their pages (`response` records with status 200
//! and of HTML), and texts of `conversion` records; where in the file each stands, so that it is found again. A record whose
//! length is wrong is an error; reading goes on at the next one. Records of other kinds are passed over.

use crate::compressed::Bytes;
use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use crate::gzip::Members;
use crate::http::Answer;
use crate::page::About;
use crate::{InputError, Pages, Pending, Settings};
use masudi_record::{Document, Origin};
use std::borrow::Cow;
use std::io::{self, BufRead, Cursor, Read};

/// Bytes of a record's headers.
const MOST_HEADER: usize = 64 << 10;
const END: &[u8] = b"\r\n\r\n";
const NEXT: &[u8] = b"\r\n\r\nWARC/1.";

/// See the module.
pub(crate) struct Warc;

impl Format for Warc {
    fn recognises(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(b"WARC/1.")
    }

    fn read(&self, input: Input) -> Documents {
        let Input { name, bytes, settings, pages, members, .. } = input;
        Box::new(Records { bytes: Some(bytes), place: 0, name, settings, pages, members })
    }
}

struct Records {
    /// `None` when the end was reached.
    bytes: Option<Bytes>,
    /// Bytes taken of the contents.
    place: u64,
    name: String,
    settings: Settings,
    pages: Pages,
    members: Members,
}

/// What the headers of a record say.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    length: Option<u64>,
    url: Option<String>,
    date: Option<String>,
    content: String,
}

impl Header {
    fn read(text: &str) -> Self {
        let mut out = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => out.kind = value.to_ascii_lowercase(),
                "content-length" => out.length = value.parse().ok(),
                "warc-target-uri" => out.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => out.date = Some(value.to_owned()),
                "content-type" => out.content = value.to_ascii_lowercase(),
                _ => {}
            }
        }
        out
    }

    fn is_kept(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.content.is_empty() || self.content.starts_with("application/http"),
            "conversion" => self.content.starts_with("text/plain"),
            "resource" => self.content.contains("html"),
            _ => false,
        }
    }
}

/// A record that is kept: its header, its block, its place in the file.
type Kept = (Header, Vec<u8>, u64);

impl Records {
    fn error(&self, place: u64, expected: impl ToString, found: impl ToString) -> InputError {
        let name = format!("{} at byte {place}", self.name);
        InputError::of(&name, expected.to_string(), found.to_string())
    }

    /// The next record that is kept, with its place in the contents and in the file.
    fn record(&mut self) -> Option<Result<Kept, InputError>> {
        loop {
            let (begin, text) = match self.header()? {
                Ok(header) => header,
                Err(error) => return Some(Err(error)),
            };
            let place = self.members.of(begin).unwrap_or(begin);
            let header = Header::read(&text);
            let Some(length) = header.length else {
                self.seek();
                return Some(Err(self.error(place, "a record with Content-Length", "none")));
            };
            if header.is_kept() && length <= self.settings.largest as u64 {
                let block = match self.block(length, place) {
                    Ok(block) => block,
                    Err(error) => return Some(Err(error)),
                };
                return Some(Ok((header, block, place)));
            }
            if length > self.settings.largest as u64 {
                // Its length may be a lie, so it is not trusted to find the next record.
                self.seek();
                if header.is_kept() {
                    return Some(Err(self.error(
                        place,
                        self.settings.expected_size(),
                        format!("one of {length} bytes"),
                    )));
                }
            } else if let Err(error) = self.skip(length, place) {
                return Some(Err(error));
            }
        }
    }

    fn stop(&mut self, place: u64, expected: &str, error: io::Error) -> InputError {
        self.bytes = None;
        self.error(place, expected, error)
    }

    /// The headers of the next record, with the place where it begins.
    fn header(&mut self) -> Option<Result<(u64, String), InputError>> {
        let mut line = Vec::new();
        let mut text = String::new();
        let mut begin = self.place;
        loop {
            line.clear();
            let bytes = self.bytes.as_mut()?;
            let n = match bytes.take(MOST_HEADER as u64).read_until(b'\n', &mut line) {
                Ok(n) => n,
                Err(error) => return Some(Err(self.stop(begin, "a readable archive", error))),
            };
            self.place += n as u64;
            if n == 0 {
                self.bytes = None;
                let cut = || self.error(begin, "a whole record", "the end of the file");
                return (!text.is_empty()).then(|| Err(cut()));
            }
            let words = String::from_utf8_lossy(&line);
            if text.is_empty() && words.trim_end().is_empty() {
                begin = self.place;
            } else if text.is_empty() && !words.starts_with("WARC/1.") {
                self.seek();
                return Some(Err(self.error(
                    begin,
                    "a record that begins with WARC/1.",
                    "other bytes (is the length of the one before wrong?)",
                )));
            } else if words.trim_end().is_empty() {
                return Some(Ok((begin, text)));
            } else if text.len() + n > MOST_HEADER {
                self.seek();
                return Some(Err(self.error(begin, "at most 64 KiB of headers of a record", "more")));
            } else {
                text.push_str(&words);
            }
        }
    }

    /// The block of a record. One that holds the beginning of the next record is cut there, and that one is read next.
    fn block(&mut self, length: u64, place: u64) -> Result<Vec<u8>, InputError> {
        let Some(bytes) = &mut self.bytes else { return Ok(Vec::new()) };
        let mut block = Vec::new();
        let read = bytes.take(length + END.len() as u64).read_to_end(&mut block);
        self.place += block.len() as u64;
        if let Err(error) = read {
            return Err(self.stop(place, "a readable archive", error));
        }
        if block.ends_with(END) && block.len() as u64 == length + END.len() as u64 {
            block.truncate(block.len() - END.len());
            return Ok(block);
        }
        // Some writers leave the last end out.
        if block.len() as u64 == length {
            return Ok(block);
        }
        let short = (block.len() as u64) < length;
        match block.windows(NEXT.len()).position(|window| window == NEXT) {
            Some(at) => self.again(block.split_off(at + END.len())),
            None if short => {}
            None => {
                let rest = block.split_off((length as usize).min(block.len()));
                self.again(rest);
                self.seek();
            }
        }
        let found = if short { "the end of the file before" } else { "another end" };
        Err(self.error(place, format!("a record of {length} bytes"), found))
    }

    /// Gives bytes back that were taken.
    fn again(&mut self, rest: Vec<u8>) {
        self.place -= rest.len() as u64;
        if let Some(bytes) = self.bytes.take() {
            self.bytes = Some(Box::new(Cursor::new(rest).chain(bytes)));
        }
    }

    fn skip(&mut self, length: u64, place: u64) -> Result<(), InputError> {
        let Some(bytes) = &mut self.bytes else { return Ok(()) };
        let skipped = io::copy(&mut bytes.take(length), &mut io::sink());
        match skipped {
            Ok(n) => {
                self.place += n;
                let cut = || {
                    self.error(place, format!("a record of {length} bytes"), format!("{n} before the end of the file"))
                };
                if n < length { Err(cut()) } else { Ok(()) }
            }
            Err(error) => Err(self.stop(place, "a readable archive", error)),
        }
    }

    /// Passes over everything up to a line that begins a record.
    fn seek(&mut self) {
        let Some(mut bytes) = self.bytes.take() else { return };
        let mut line = Vec::new();
        loop {
            line.clear();
            match (&mut bytes).take(MOST_HEADER as u64).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(n) => self.place += n as u64,
            }
            if line.starts_with(b"WARC/1.") {
                self.bytes = Some(bytes);
                return self.again(line);
            }
        }
    }

    /// What a record gives; `None` where it holds no page. The article of a page is found later, on any thread.
    fn pending(&self, header: Header, block: Vec<u8>, place: u64) -> Option<Pending> {
        let charset = match header.kind.as_str() {
            "response" => {
                let answer = Answer::read(&block).filter(|answer| answer.status == 200)?;
                let kind = answer.header("content-type").map(str::to_ascii_lowercase);
                if kind.is_some_and(|kind| !kind.contains("html")) {
                    return None;
                }
                answer.charset().map(str::to_owned)
            }
            _ => None,
        };
        let record = Record { header, block, charset, place, name: self.name.clone() };
        let (settings, pages) = (self.settings.clone(), self.pages.clone());
        Some(Pending::work(move || record.document(&settings, &pages)))
    }
}

/// A record that holds a page or a text.
struct Record {
    header: Header,
    block: Vec<u8>,
    charset: Option<String>,
    place: u64,
    name: String,
}

impl Record {
    fn document(self, settings: &Settings, pages: &Pages) -> Result<Document, InputError> {
        let Self { header, block, charset, place, name } = self;
        let at = format!("{name} at byte {place}");
        let url = header.url.as_deref();
        let read = |body: &[u8]| {
            let about = About { charset: charset.as_deref(), url };
            pages.read(body, about).map_err(|error| InputError::because(&at, error))
        };
        let document = match header.kind.as_str() {
            "conversion" => {
                let text = settings.cleaner.clean(&String::from_utf8_lossy(&block));
                let (id, source) = (content_id(&text), url.and_then(crate::page::host));
                Document { id, url: header.url.clone(), source, text, ..Document::default() }
            }
            "response" => {
                let answer = Answer::read(&block);
                let body = answer.as_ref().map_or(Ok(Cow::default()), |answer| answer.body(settings.largest));
                read(&body.map_err(|found| InputError::of(&at, settings.expected_size(), found))?)?
            }
            _ => read(&block)?,
        };
        let origin = Origin { file: Some(name), offset: Some(place.to_string()), retrieved: header.date };
        let published = document.published.or_else(|| settings.published.clone());
        Ok(Document { published, origin: Some(origin), ..document })
    }
}

impl Iterator for Records {
    type Item = Pending;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.record()? {
                Ok((header, block, place)) => {
                    if let Some(pending) = self.pending(header, block, place) {
                        return Some(pending);
                    }
                }
                Err(error) => return Some(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(words: &str) -> String {
        let paragraph =
            format!("<p>{words} met in the border town on Monday to speak of the bridge and of the prisoners.</p>");
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>{words}</title><article>{}</article>",
            paragraph.repeat(5)
        )
    }

    fn record(kind: &str, block: &str, length: usize) -> Vec<u8> {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-04-15T18:05:00Z\r\nWARC-Target-URI: https://border.example/2024/04/15/a\r\n\
             Content-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
        .into_bytes()
    }

    fn right(kind: &str, block: &str) -> Vec<u8> {
        record(kind, block, block.len())
    }

    fn read(bytes: &[u8], largest: usize) -> Vec<String> {
        let settings = Settings { largest, ..Settings::default() };
        let said = |d: Document| {
            let origin = d.origin.unwrap_or_default();
            format!(
                "{} {} {}",
                d.title.unwrap_or_default(),
                d.published.unwrap_or_default(),
                origin.offset.unwrap_or_default()
            )
        };
        let read = Warc.read(Input::of_bytes("a.warc", bytes, settings));
        read.map(Pending::finish).take(1000).map(|row| row.map_or_else(|e| e.to_string(), said)).collect()
    }

    #[test]
    fn pages_are_read_and_other_records_passed_over() {
        let request = right("request", "GET / HTTP/1.1\r\n\r\n");
        let first = right("response", &page("Envoys"));
        let missing = right("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here.");
        let image = right("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG");
        let all = [&request[..], &first, &missing, &image, &right("response", &page("Generals"))].concat();
        let second = request.len() + first.len() + missing.len() + image.len();
        let expected = [format!("Envoys 2024-04-15 {}", request.len()), format!("Generals 2024-04-15 {second}")];
        assert_eq!(read(&all, 1 << 20), expected);
    }

    #[test]
    fn wrong_lengths_cost_one_record() {
        let block = page("Envoys");
        let good = right("response", &page("Generals"));
        for (wrong, said) in [
            (record("response", &block, block.len() - 100), "another end"),
            (record("response", &block, block.len() + 100), "another end"),
            (record("response", &block, 1 << 30), "at most 1 MiB"),
            (b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".to_vec(), "none"),
            (format!("WARC/1.0\r\n{}\r\n\r\n", "X: y\r\n".repeat(20_000)).into_bytes(), "64 KiB"),
        ] {
            let read = read(&[&wrong[..], &good].concat(), 1 << 20);
            assert!(read[0].starts_with("a.warc at byte 0: expected ") && read[0].contains(said), "{read:?}");
            assert!(read.last().is_some_and(|last| last.starts_with("Generals")), "{read:?}");
        }
        let cut = read(&good[..good.len() - 200], 1 << 20);
        assert!(cut.len() == 1 && cut[0].contains("the end of the file"), "{cut:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_damage_gives_documents_or_errors(place: usize, byte: u8, cut: usize) {
            let mut bytes = [right("response", &page("Envoys")), right("response", &page("Generals"))].concat();
            let n = bytes.len();
            bytes[place % n] = byte;
            bytes.truncate(n - cut % n);
            let _ = read(&bytes, 2000);
        }
    }
}
