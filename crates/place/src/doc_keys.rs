//! The look-up keys of a document's words, made once.
//!
//! In: a document. Out: for every run of tokens the key that [`name_key`](crate::name_key) gives its text.

use crate::name_key::fold;
use masudi_doc::Doc;

/// A document's text as one long key, and where each token lies in it.
pub(crate) struct DocKeys {
    text: String,
    spans: Vec<(u32, u32)>,
}

impl DocKeys {
    pub fn new(doc: &Doc) -> Self {
        let mut text = String::with_capacity(doc.text().len() + 8);
        let mut spans = Vec::with_capacity(doc.len());
        let mut at = 0;
        for token in doc.tokens() {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            fold(doc.text().get(at..start).unwrap_or(" "), &mut text);
            let from = text.len();
            fold(token.span.slice(doc.text()), &mut text);
            spans.push((from as u32, text.len() as u32));
            at = end;
        }
        Self { text, spans }
    }

    /// The key of tokens `start..end`; empty when they have no letter or digit.
    pub fn phrase(&self, start: usize, end: usize) -> &str {
        match (self.spans.get(start), self.spans.get(end.wrapping_sub(1))) {
            (Some(first), Some(last)) => self.text.get(first.0 as usize..last.1 as usize).unwrap_or("").trim(),
            _ => "",
        }
    }

    /// The key of one token; empty outside the document.
    pub fn word(&self, at: usize) -> &str {
        self.phrase(at, at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::{DocBuilder, Lang};

    #[test]
    fn a_run_has_the_key_of_its_text() {
        let mut builder = DocBuilder::new(Lang::En);
        for word in ["the", "U.S.", "base", "at", "Al", "-", "Tanf", "(", "São", "Tomé", ")", "Côte", "d'Ivoire"] {
            builder = builder.word(word, word, "X", "", 0, "dep");
        }
        let doc = builder.build().unwrap();
        let keys = DocKeys::new(&doc);
        for start in 0..doc.len() {
            for end in start + 1..=doc.len() {
                let text = doc.words(masudi_doc::TokenSpan::new(start, end));
                assert_eq!(keys.phrase(start, end), crate::name_key(text), "{text}");
            }
        }
        assert_eq!(keys.phrase(0, 0), "");
    }
}
