//! The attribute ruler: patterns over tokens that set attributes.
//!
//! All patterns see the document as it was before; later patterns overwrite earlier ones.

use crate::lexeme::Lexeme;
use crate::work::{Batch, Work};
use crate::{LoadError, Package, msgpack};
use masudi_doc::Upos;
use rmpv::Value;
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

const FILE: &str = "attribute_ruler/patterns";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    Tag,
    Pos,
    Morph,
    Lemma,
    Dep,
    Lower,
    Text,
    IsSpace,
}

#[derive(Debug)]
enum Test {
    Is(SmolStr),
    In(HashSet<SmolStr>),
    NotIn(HashSet<SmolStr>),
    Matches(regex::Regex),
    Space(bool),
}

#[derive(Debug)]
struct Pattern {
    entry: u32,
    tokens: Vec<Vec<(Attribute, Test)>>,
}

/// Patterns that a word may be the first token of, by its tag; in the order of all patterns.
#[derive(Debug)]
pub(crate) struct Class {
    by_tag: HashMap<SmolStr, Vec<u32>>,
    other: Vec<u32>,
}

/// A value that a pattern sets.
#[derive(Debug)]
enum Change {
    Tag(SmolStr),
    Pos(Upos),
    Morph(SmolStr),
    Lemma(SmolStr),
    Dep(SmolStr),
}

#[derive(Debug)]
struct Entry {
    set: Vec<Change>,
    index: i64,
}

/// The ruler of one model.
#[derive(Debug)]
pub(crate) struct Ruler {
    entries: Vec<Entry>,
    patterns: Vec<Pattern>,
    /// All tags that a pattern names.
    tags: HashSet<SmolStr>,
    /// Classes of words by the patterns whose tests of letters they pass.
    classes: Mutex<HashMap<Vec<u32>, Arc<Class>>>,
}

fn attribute(name: &str) -> Result<Attribute, LoadError> {
    Ok(match name {
        "TAG" => Attribute::Tag,
        "POS" => Attribute::Pos,
        "MORPH" => Attribute::Morph,
        "LEMMA" => Attribute::Lemma,
        "DEP" => Attribute::Dep,
        "LOWER" => Attribute::Lower,
        "ORTH" | "TEXT" => Attribute::Text,
        "IS_SPACE" => Attribute::IsSpace,
        other => return Err(LoadError::Unsupported { file: FILE.to_owned(), what: format!("attribute {other}") }),
    })
}

fn test(value: &Value) -> Result<Vec<Test>, LoadError> {
    let damaged = || LoadError::damaged(FILE, "a test of an attribute", value.to_string());
    if let Some(text) = msgpack::text(value) {
        return Ok(vec![Test::Is(text.into())]);
    }
    if let Some(space) = value.as_bool() {
        return Ok(vec![Test::Space(space)]);
    }
    let mut out = Vec::new();
    for (operator, operand) in value.as_map().ok_or_else(damaged)? {
        let set =
            || operand.as_array().into_iter().flatten().filter_map(|v| msgpack::text(v).map(SmolStr::from)).collect();
        out.push(match msgpack::text(operator) {
            Some("IN") => Test::In(set()),
            Some("NOT_IN") => Test::NotIn(set()),
            Some("REGEX") => {
                let source = msgpack::text(operand).ok_or_else(damaged)?;
                Test::Matches(
                    regex::Regex::new(source)
                        .map_err(|e| LoadError::damaged(FILE, "a regular expression", e.to_string()))?,
                )
            }
            _ => return Err(LoadError::Unsupported { file: FILE.to_owned(), what: format!("operator {operator}") }),
        });
    }
    Ok(out)
}

impl Ruler {
    /// Reads the component `attribute_ruler`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Self, LoadError> {
        let value = msgpack::read(FILE, &package.read(FILE)?)?;
        let damaged = || LoadError::damaged(FILE, "a list of patterns", "something else");
        let mut out =
            Self { entries: Vec::new(), patterns: Vec::new(), tags: HashSet::new(), classes: Mutex::default() };
        for (at, entry) in value.as_array().ok_or_else(damaged)?.iter().enumerate() {
            let mut set = Vec::new();
            for (name, value) in msgpack::get(entry, "attrs").and_then(Value::as_map).ok_or_else(damaged)? {
                let (Some(name), Some(value)) = (msgpack::text(name), msgpack::text(value)) else {
                    return Err(damaged());
                };
                set.push(match attribute(name)? {
                    Attribute::Tag => Change::Tag(value.into()),
                    Attribute::Pos => Change::Pos(value.parse().unwrap_or_default()),
                    Attribute::Morph => Change::Morph(features(value)),
                    Attribute::Lemma => Change::Lemma(value.into()),
                    Attribute::Dep => Change::Dep(value.into()),
                    Attribute::Lower | Attribute::Text | Attribute::IsSpace => return Err(damaged()),
                });
            }
            let index = msgpack::get(entry, "index").and_then(Value::as_i64).unwrap_or(0);
            for sequence in msgpack::get(entry, "patterns").and_then(Value::as_array).ok_or_else(damaged)? {
                let mut tokens = Vec::new();
                for token in sequence.as_array().ok_or_else(damaged)? {
                    let mut tests = Vec::new();
                    for (name, value) in token.as_map().ok_or_else(damaged)? {
                        let which = attribute(msgpack::text(name).ok_or_else(damaged)?)?;
                        tests.extend(test(value)?.into_iter().map(|t| (which, t)));
                    }
                    tokens.push(tests);
                }
                out.add(Pattern { entry: at as u32, tokens });
            }
            out.entries.push(Entry { set, index });
        }
        Ok(out)
    }

    fn add(&mut self, pattern: Pattern) {
        let Some(first) = pattern.tokens.first() else { return };
        for (_, test) in first.iter().filter(|(which, _)| *which == Attribute::Tag) {
            match test {
                Test::Is(tag) => self.tags.extend([tag.clone()]),
                Test::In(tags) | Test::NotIn(tags) => self.tags.extend(tags.iter().cloned()),
                Test::Matches(_) | Test::Space(_) => {}
            }
        }
        self.patterns.push(pattern);
    }

    /// What may begin at a word, as far as its letters tell.
    fn class(&self, lexeme: &Lexeme) -> Arc<Class> {
        let passes = |pattern: &Pattern| pattern.tokens[0].iter().all(|t| by_letters(t, lexeme).unwrap_or(true));
        let patterns: Vec<u32> =
            (0..self.patterns.len() as u32).filter(|i| passes(&self.patterns[*i as usize])).collect();
        let make = || {
            let of = |tag: Option<&SmolStr>| -> Vec<u32> {
                let fits = |i: &u32| self.patterns[*i as usize].tokens[0].iter().all(|t| by_tag(t, tag));
                patterns.iter().copied().filter(fits).collect()
            };
            let by_tag = self.tags.iter().map(|tag| (tag.clone(), of(Some(tag)))).collect();
            Arc::new(Class { by_tag, other: of(None) })
        };
        match self.classes.lock() {
            Ok(mut classes) => classes.entry(patterns.clone()).or_insert_with(make).clone(),
            Err(_) => make(),
        }
    }

    pub(crate) fn run(&self, batch: &mut Batch) {
        // (token that is set, entry, first token, pattern), so that sorting gives each token its entries in order.
        let mut found: Vec<(u32, u32, u32, u32)> = Vec::new();
        for document in &batch.documents {
            let tokens = &mut batch.tokens[document.clone()];
            found.clear();
            for i in 0..tokens.len() {
                let class = tokens[i].lexeme.ruled.get_or_init(|| self.class(&tokens[i].lexeme));
                for at in class.by_tag.get(&tokens[i].tag).unwrap_or(&class.other) {
                    let pattern = &self.patterns[*at as usize];
                    let length = pattern.tokens.len();
                    let fits = i + length <= tokens.len()
                        && pattern
                            .tokens
                            .iter()
                            .zip(&tokens[i..])
                            .all(|(tests, token)| tests.iter().all(|t| holds(t, token)));
                    let index = self.entries[pattern.entry as usize].index;
                    let offset = if index < 0 { index + length as i64 } else { index };
                    if fits && let Ok(target) = u32::try_from(i as i64 + offset) {
                        found.push((target, pattern.entry, i as u32, *at));
                    }
                }
            }
            found.sort_unstable();
            for (target, entry, ..) in &found {
                let Some(token) = tokens.get_mut(*target as usize) else { continue };
                for value in &self.entries[*entry as usize].set {
                    match value {
                        Change::Tag(tag) => token.tag = tag.clone(),
                        Change::Pos(pos) => token.pos = *pos,
                        Change::Morph(morph) => token.morph = morph.clone(),
                        Change::Lemma(lemma) => token.lemma = Some(lemma.clone()),
                        Change::Dep(dep) => token.dep = dep.clone(),
                    }
                }
            }
        }
    }
}

/// Whether a word passes a test of its letters; `None` for a test of something else.
fn by_letters((which, test): &(Attribute, Test), lexeme: &Lexeme) -> Option<bool> {
    match which {
        Attribute::Lower => Some(test.passes(&lexeme.lower)),
        Attribute::Text => Some(test.passes(&lexeme.text)),
        Attribute::IsSpace => Some(matches!(test, Test::Space(space) if *space == lexeme.is_space)),
        _ => None,
    }
}

/// Whether a tag passes a test of tags; `None` stands for all tags that no pattern names.
fn by_tag((which, test): &(Attribute, Test), tag: Option<&SmolStr>) -> bool {
    match (which, tag, test) {
        (Attribute::Tag, Some(tag), test) => test.passes(tag),
        (Attribute::Tag, None, Test::Is(_) | Test::In(_)) => false,
        _ => true,
    }
}

impl Test {
    fn passes(&self, value: &str) -> bool {
        match self {
            Test::Is(word) => word == value,
            Test::In(words) => words.contains(value),
            Test::NotIn(words) => !words.contains(value),
            Test::Matches(regex) => regex.is_match(value),
            Test::Space(_) => false,
        }
    }
}

fn holds(both: &(Attribute, Test), token: &Work) -> bool {
    let (which, test) = both;
    match which {
        Attribute::Tag => test.passes(&token.tag),
        Attribute::Pos => test.passes(token.pos.as_str()),
        Attribute::Morph => test.passes(&token.morph),
        Attribute::Lemma => test.passes(token.lemma.as_deref().unwrap_or("")),
        Attribute::Dep => test.passes(&token.dep),
        Attribute::Lower | Attribute::Text | Attribute::IsSpace => by_letters(both, &token.lexeme).unwrap_or(false),
    }
}

/// Features in the order of their names; `_` is none.
fn features(value: &str) -> SmolStr {
    if value == "_" {
        return SmolStr::default();
    }
    let mut parts: Vec<&str> = value.split('|').collect();
    parts.sort_unstable();
    parts.join("|").into()
}
