//! The longest known name at every word of a document, looked up once.
//!
//! In: tokens and the index. Out: the distinct names with what they can mean, and where they stand. Whether a match is a
//! place is decided elsewhere.

use crate::doc_keys::DocKeys;
use crate::index::{Index, SURE, Sense};
use masudi_doc::{Doc, PlacePrecision, TokenSpan};
use std::collections::HashMap;

/// The most tokens of a name.
const LONGEST: usize = 7;

/// A distinct name and what it can mean.
#[derive(Debug)]
pub(crate) struct Name {
    pub key: String,
    pub senses: Vec<Sense>,
    /// Known to the data files.
    pub own: bool,
    /// Surely a place when nothing speaks against it.
    pub sure: bool,
    /// Known to the data files as a division, country or region.
    pub coarse: bool,
}

/// The document with its keys and the names found in it.
pub(crate) struct Scene<'a> {
    pub doc: &'a Doc,
    pub keys: DocKeys,
    pub index: &'a Index,
    pub names: Vec<Name>,
    by_key: HashMap<String, u32>,
    /// Per token: the end of the longest match that begins there and its name; an end of 0 for none.
    matches: Vec<(u32, u32)>,
    /// Written without capitals, so that they tell nothing.
    pub small: bool,
}

impl<'a> Scene<'a> {
    pub fn new(doc: &'a Doc, index: &'a Index) -> Self {
        let mut scene = Self {
            doc,
            keys: DocKeys::new(doc),
            index,
            names: Vec::new(),
            by_key: HashMap::new(),
            matches: vec![(0, 0); doc.len()],
            small: doc.len() > 4 && !doc.text().chars().any(char::is_uppercase),
        };
        for sentence in doc.sentences() {
            let end = sentence.end as usize;
            for at in sentence.start as usize..end {
                if scene.may_begin(at)
                    && let Some(found) = scene.longest(at, end)
                {
                    scene.matches[at] = found;
                }
            }
        }
        scene
    }

    /// The longest match at a token: its tokens and its name.
    pub fn match_at(&self, at: usize) -> Option<(TokenSpan, usize)> {
        let &(end, name) = self.matches.get(at).filter(|(end, _)| *end > 0)?;
        Some((TokenSpan::new(at, end as usize), name as usize))
    }

    /// The number of a name, which is added with these meanings when it is new.
    pub fn intern(&mut self, key: &str, senses: impl FnOnce() -> Vec<Sense>) -> usize {
        if let Some(&at) = self.by_key.get(key) {
            return at as usize;
        }
        let senses = senses();
        let own = senses.iter().any(|s| s.own);
        let sure = own || senses.iter().any(|s| s.prior > SURE);
        let coarse = senses.iter().any(|s| s.own && s.place.precision >= PlacePrecision::Admin1);
        self.by_key.insert(key.to_owned(), self.names.len() as u32);
        self.names.push(Name { key: key.to_owned(), senses, own, sure, coarse });
        self.names.len() - 1
    }

    /// The word of a token; empty outside the document.
    pub fn word(&self, at: usize) -> &'a str {
        self.doc.tokens().get(at).map_or("", |token| token.span.slice(self.doc.text()))
    }

    /// Whether a name can begin here: a capital, or a lower-case article bound to a capital ("al-Tanf").
    pub fn may_begin(&self, at: usize) -> bool {
        let here = self.word(at);
        match here.as_bytes().first() {
            None => false,
            Some(b'A'..=b'Z') => true,
            Some(b'a'..=b'z') if self.small => true,
            Some(b'a' | b'e') => {
                let article = matches!(here, "al" | "el" | "as" | "ash" | "ar" | "at" | "an" | "ad" | "az");
                here.starts_with("al-")
                    || here.starts_with("el-")
                    || article && self.word(at + 1) == "-" && capital(self.word(at + 2))
            }
            Some(first) => !first.is_ascii() && (self.small || capital(here)),
        }
    }

    fn longest(&mut self, at: usize, sentence_end: usize) -> Option<(u32, u32)> {
        let most = self.index.longest(self.keys.word(at));
        if most == 0 {
            return None;
        }
        let (mut words, mut comma) = (0, false);
        let mut ends = [(0usize, false); LONGEST];
        let mut count = 0;
        for end in at + 1..=(at + LONGEST).min(sentence_end) {
            let last = self.word(end - 1);
            if last.contains(['\n', '(']) {
                break;
            }
            comma |= last == ",";
            let key = self.keys.word(end - 1);
            words += if key.is_empty() { 0 } else { 1 + key.matches(' ').count() };
            // Dropped marks join words, so a run may have fewer words than counted: "d'" + "Ivoire".
            if words > most + 2 {
                break;
            }
            if last.starts_with(char::is_alphanumeric) {
                ends[count] = (end, comma);
                count += 1;
            }
        }
        for &(end, comma) in ends[..count].iter().rev() {
            let key = self.keys.phrase(at, end);
            if key.is_empty() || comma && !self.index.is_own(key) {
                continue;
            }
            if let Some(&name) = self.by_key.get(key) {
                return Some((end as u32, name));
            }
            let senses = self.index.senses(key);
            if !senses.is_empty() {
                let key = key.to_owned();
                return Some((end as u32, self.intern(&key, || senses) as u32));
            }
        }
        None
    }
}

/// Whether a word begins with a capital.
pub(crate) fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
