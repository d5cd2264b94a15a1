//! Which chunks are one token whole (`token_match`): in French, words joined by hyphens and apostrophes.
//!
//! The model's pattern names some hundred words, each followed by the same long character classes. The classes are
//! taken out and written once, which makes the pattern a hundred times smaller.

use super::affix::{alternatives, compile};
use crate::LoadError;
use regex::Regex;

/// A character class longer than this is worth taking out.
const LONG: usize = 60;

/// The pattern of one model.
#[derive(Debug)]
pub(super) struct Whole(Regex);

impl Whole {
    pub(super) fn new(pattern: &str) -> Result<Self, LoadError> {
        match factored(pattern) {
            Some(short) => compile(&short),
            None => compile(&format!("^(?:{pattern})")),
        }
        .map(Self)
    }

    /// Whether a chunk could match, or any piece of it.
    pub(super) fn is_possible(chunk: &str) -> bool {
        chunk.contains(['-', '–', '—', '‐', '‑', '\'', '’'])
    }

    /// Whether the pattern matches at the start.
    pub(super) fn is_match(&self, s: &str) -> bool {
        self.0.is_match(s)
    }
}

/// `(?iu)(?:^aB*$)|(?:^cB*$)` as `(?iu)^(?:(?:a|c)B*)$`, where `B` is a long class; `None` for a pattern of another form.
fn factored(pattern: &str) -> Option<String> {
    let body = pattern.strip_prefix("(?iu)")?;
    let mut groups: Vec<((&str, &str), Vec<&str>)> = Vec::new();
    let parts = alternatives(body);
    for part in &parts {
        let part = part.strip_prefix("(?:^")?.strip_suffix("$)")?;
        if alternatives(part).len() != 1 {
            return None;
        }
        let head = leading_class(part);
        let tail = trailing_classes(&part[head..]);
        let key = (&part[..head], &part[part.len() - tail..]);
        let stem = &part[head..part.len() - tail];
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, stems)) => stems.push(stem),
            None => groups.push((key, vec![stem])),
        }
    }
    let groups: Vec<String> =
        groups.iter().map(|((head, tail), stems)| format!("{head}(?:{}){tail}", stems.join("|"))).collect();
    Some(format!("(?iu)^(?:{})$", groups.join("|")))
}

/// Bytes of a long class with its quantifier at the start; 0 for none.
fn leading_class(s: &str) -> usize {
    let Some(end) = s.strip_prefix('[').and_then(|rest| rest.find(']')).map(|at| at + 2) else { return 0 };
    let quantified = end + usize::from(s[end..].starts_with(['+', '*']));
    // A class with escapes other than those of code points could hold a bracket.
    if end < LONG || s[..end - 1].ends_with('\\') { 0 } else { quantified }
}

/// Bytes of long classes with their quantifiers at the end.
fn trailing_classes(s: &str) -> usize {
    let mut end = s.len();
    loop {
        let rest = s[..end].strip_suffix(['+', '*']).unwrap_or(&s[..end]);
        let Some(start) = rest.strip_suffix(']').and_then(|inner| inner.rfind('[')) else { return s.len() - end };
        let escaped = rest[..start].ends_with('\\') || rest[..rest.len() - 1].ends_with('\\');
        if escaped || rest.len() - start < LONG {
            return s.len() - end;
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_pattern_matches_the_same() {
        let class =
            "[a-z\\u00DF-\\u00F6\\u00F8-\\u00FF\\u0101\\u0103\\u0105\\u0107\\u0109\\u010B\\u010D\\u010F\\u0111]";
        let long = format!(
            "(?iu)(?:^porte[-‑]{class}+{class}*$)|(?:^grands?['’]{class}+{class}*$)|(?:^{class}+-sous-{class}+$)|(?:^tee-shirt$)"
        );
        let short = factored(&long).unwrap();
        assert!(short.len() < long.len());
        let (long, short) = (compile(&format!("^(?:{long})")).unwrap(), compile(&short).unwrap());
        for (word, want) in [
            ("porte-avion", true),
            ("PORTE-AVION", true),
            ("porte-", false),
            ("grand'mère", true),
            ("bois-sous-roche", true),
            ("-sous-roche", false),
            ("tee-shirt", true),
            ("tee-shirts", false),
            ("avion", false),
        ] {
            assert_eq!((long.is_match(word), short.is_match(word)), (want, want), "{word}");
        }
    }
}
