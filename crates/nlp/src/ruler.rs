//! The attribute ruler: patterns over tokens that set attributes.
//!
//! All patterns see the document as it was before; later patterns overwrite earlier ones.

use crate::work::Work;
use crate::{LoadError, Package, msgpack};
use rmpv::Value;
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

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
    entry: usize,
    tokens: Vec<Vec<(Attribute, Test)>>,
}

#[derive(Debug)]
struct Entry {
    set: Vec<(Attribute, SmolStr)>,
    index: i64,
}

/// The ruler of one model.
#[derive(Debug)]
pub(crate) struct Ruler {
    entries: Vec<Entry>,
    patterns: Vec<Pattern>,
    /// Patterns by the tag that their first token must have.
    by_tag: HashMap<SmolStr, Vec<usize>>,
    /// Patterns whose first token may have any tag.
    any_tag: Vec<usize>,
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
        let mut out = Self { entries: Vec::new(), patterns: Vec::new(), by_tag: HashMap::new(), any_tag: Vec::new() };
        for (at, entry) in value.as_array().ok_or_else(damaged)?.iter().enumerate() {
            let mut set = Vec::new();
            for (name, value) in msgpack::get(entry, "attrs").and_then(Value::as_map).ok_or_else(damaged)? {
                let (Some(name), Some(value)) = (msgpack::text(name), msgpack::text(value)) else {
                    return Err(damaged());
                };
                let which = attribute(name)?;
                set.push((which, if which == Attribute::Morph { features(value) } else { value.into() }));
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
                out.add(Pattern { entry: at, tokens });
            }
            out.entries.push(Entry { set, index });
        }
        Ok(out)
    }

    fn add(&mut self, pattern: Pattern) {
        let at = self.patterns.len();
        let tag = pattern.tokens.first().and_then(|tests| {
            tests.iter().find_map(|(which, test)| match (which, test) {
                (Attribute::Tag, Test::Is(tag)) => Some(tag.clone()),
                _ => None,
            })
        });
        match tag {
            Some(tag) => self.by_tag.entry(tag).or_default().push(at),
            None if !pattern.tokens.is_empty() => self.any_tag.push(at),
            None => {}
        }
        self.patterns.push(pattern);
    }

    pub(crate) fn run(&self, tokens: &mut [Work]) {
        let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
        for i in 0..tokens.len() {
            let tagged = self.by_tag.get(&tokens[i].tag).map_or(&[][..], Vec::as_slice);
            for &at in tagged.iter().chain(&self.any_tag) {
                let pattern = &self.patterns[at];
                let length = pattern.tokens.len();
                let fits = i + length <= tokens.len()
                    && pattern
                        .tokens
                        .iter()
                        .zip(&tokens[i..])
                        .all(|(tests, token)| tests.iter().all(|t| holds(t, token)));
                if fits {
                    found.push((pattern.entry, i, length, at));
                }
            }
        }
        found.sort_unstable();
        for (entry, start, length, _) in found {
            let entry = &self.entries[entry];
            let offset = if entry.index < 0 { entry.index + length as i64 } else { entry.index };
            let Some(token) = usize::try_from(offset).ok().and_then(|o| tokens.get_mut(start + o)) else { continue };
            for (which, value) in &entry.set {
                match which {
                    Attribute::Tag => token.tag = value.clone(),
                    Attribute::Pos => token.pos = value.clone(),
                    Attribute::Morph => token.morph = value.clone(),
                    Attribute::Lemma => token.lemma = Some(value.clone()),
                    Attribute::Dep => token.dep = value.clone(),
                    Attribute::Lower | Attribute::Text | Attribute::IsSpace => {}
                }
            }
        }
    }
}

fn holds((which, test): &(Attribute, Test), token: &Work) -> bool {
    let empty = SmolStr::default();
    let value: &SmolStr = match which {
        Attribute::Tag => &token.tag,
        Attribute::Pos => &token.pos,
        Attribute::Morph => &token.morph,
        Attribute::Lemma => token.lemma.as_ref().unwrap_or(&empty),
        Attribute::Dep => &token.dep,
        Attribute::Lower => &token.lexeme.lower,
        Attribute::Text => &token.lexeme.text,
        Attribute::IsSpace => return matches!(test, Test::Space(space) if *space == token.lexeme.is_space),
    };
    match test {
        Test::Is(word) => value == word,
        Test::In(words) => words.contains(value),
        Test::NotIn(words) => !words.contains(value),
        Test::Matches(regex) => regex.is_match(value),
        Test::Space(_) => false,
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
