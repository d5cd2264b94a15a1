//! A page of the web as a file.
//!
//! In: HTML. Out: one document. As with every file, its name is where it came from; the page's own address, where it
//! says one, is the document's.

use super::text::whole_bytes;
use crate::format::{Documents, Format, Head, Input};
use crate::page::About;
use crate::{InputError, Pending, published};
use masudi_record::{Document, Origin};

/// See the module.
pub(crate) struct Html;

/// How a page may begin, in lower case.
const BEGINNINGS: &[&[u8]] = &[b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<script"];

impl Format for Html {
    fn recognises(&self, head: &Head<'_>) -> bool {
        begins_as_page(head.bytes) || matches!(head.ending, "html" | "htm" | "xhtml" | "shtml")
    }

    fn read(&self, input: Input) -> Documents {
        Box::new(std::iter::once(Pending::work(move || document(input))))
    }
}

/// Whether bytes begin as a page does, after comments and declarations.
pub(crate) fn begins_as_page(bytes: &[u8]) -> bool {
    let mut rest = bytes.trim_ascii_start();
    loop {
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            let begins = |word: &&[u8]| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            return BEGINNINGS.iter().any(begins);
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

fn document(input: Input) -> Result<Document, InputError> {
    let (name, settings, pages) = (input.name.clone(), input.settings.clone(), input.pages.clone());
    let bytes = whole_bytes(input)?;
    let mut document = pages.read(&bytes, About::default()).map_err(|error| InputError::because(&name, error))?;
    if document.published.is_none() {
        document.published = settings.published.map(|date| published(&date)).transpose().unwrap_or_default();
    }
    document.origin = Some(Origin { file: Some(name), ..Origin::default() });
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_how_it_begins() {
        for page in ["<!DOCTYPE HTML>", " <!-- saved -->\n<html>", "<?xml version='1.0'?><!DOCTYPE html PUBLIC>"] {
            assert!(begins_as_page(page.as_bytes()), "{page}");
        }
        for other in ["", "<rss>", "<?xml version='1.0'?><feed>", "<!-- never closed <html>", "They met."] {
            assert!(!begins_as_page(other.as_bytes()), "{other}");
        }
    }
}
