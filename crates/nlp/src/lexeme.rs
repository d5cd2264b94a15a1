//! What depends on a word's letters alone.

use crate::chars::{is_alpha, is_digit, is_space, is_upper};
use crate::hash::string_id;
use crate::ruler::Class;
use crate::{LoadError, Package, msgpack};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A distinct word form with its ids.
#[derive(Clone, Debug)]
pub(crate) struct Lexeme {
    pub(crate) text: SmolStr,
    pub(crate) lower: SmolStr,
    pub(crate) orth: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
    /// What the attribute ruler knows of the word, once it has met it.
    pub(crate) ruled: OnceLock<Arc<Class>>,
}

/// The model's table of norms: word id to norm.
#[derive(Debug, Default)]
pub(crate) struct Norms(HashMap<u64, SmolStr>);

impl Norms {
    /// Reads `vocab/lookups.bin`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Self, LoadError> {
        const FILE: &str = "vocab/lookups.bin";
        let value = msgpack::read(FILE, &package.read(FILE)?)?;
        let table = msgpack::get(&value, "lexeme_norm").and_then(|t| t.as_map());
        let pairs = table.into_iter().flatten().filter_map(|(k, v)| Some((k.as_u64()?, msgpack::text(v)?.into())));
        Ok(Self(pairs.collect()))
    }

    /// The lexeme of a word.
    pub(crate) fn lexeme(&self, text: &str) -> Lexeme {
        let orth = string_id(text);
        let lower = text.to_lowercase();
        let norm = match self.0.get(&orth) {
            Some(norm) => string_id(norm),
            None => string_id(base_norm(text).unwrap_or(&lower)),
        };
        let first = text.chars().next().map_or(0, char::len_utf8);
        let last = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Lexeme {
            text: text.into(),
            lower: lower.into(),
            orth,
            norm,
            prefix: string_id(&text[..first]),
            suffix: string_id(&text[last..]),
            shape: string_id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            ruled: OnceLock::new(),
        }
    }
}

/// Norms that spaCy has for every language: quotes, dashes, currency signs, full-width punctuation.
fn base_norm(text: &str) -> Option<&'static str> {
    Some(match text {
        "'s" | "'S" | "’s" | "’S" => "'s",
        "’" | "‘" | "´" | "`" => "'",
        "”" | "“" | "''" | "``" | "´´" | "„" | "»" | "«" | "‘‘" | "’’" => "\"",
        "？" => "?",
        "！" => "!",
        "，" => ",",
        "；" => ";",
        "：" => ":",
        "。" | "।" => ".",
        "…" => "...",
        "—" | "–" | "--" | "---" | "——" => "-",
        "€" | "£" | "¥" | "฿" | "US$" | "C$" | "A$" | "₺" | "₹" | "৳" | "₩" | "Mex$" | "₣" | "E£" => {
            "$"
        }
        _ => return None,
    })
}

/// spaCy's word shape: letters to X and x, digits to d, runs cut after four.
fn shape(text: &str) -> String {
    if text.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let s = match c {
            c if is_alpha(c) && is_upper(c) => 'X',
            c if is_alpha(c) => 'x',
            c if is_digit(c) => 'd',
            c => c,
        };
        run = if last == Some(s) { run + 1 } else { 0 };
        last = Some(s);
        if run < 4 {
            out.push(s);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(shape("McDonald's2024"), "XxXxxxx'xdddd");
        assert_eq!(shape("internationally"), "xxxx");
    }
}
