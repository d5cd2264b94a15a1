//! Infix patterns: where a chunk is split inside.
//!
//! In: a chunk. Out: matches in order, as Python's `finditer` gives them. A fast automaton without look-around names the
//! places where a match could begin; there the alternatives are tried in their order.

use super::affix::{Guarded, alternatives, compile, guards, near_end};
use crate::LoadError;
use regex::Regex;

/// The infix patterns of one model.
#[derive(Debug)]
pub(super) struct Infix {
    /// Finds where alternatives that take up characters could begin.
    wide: Option<Regex>,
    /// Finds what stands before alternatives that take up none.
    empty: Option<Regex>,
    alternatives: Vec<Guarded>,
}

impl Infix {
    pub(super) fn new(pattern: &str) -> Result<Self, LoadError> {
        let (mut wide, mut empty, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for source in alternatives(pattern) {
            let parts = guards(&source);
            match (&parts.1[..], &parts.0) {
                ("", Some(behind)) => empty.push(behind.clone()),
                ("", None) => return Err(LoadError::damaged("tokenizer", "infixes", "one that matches everywhere")),
                (body, _) => wide.push(body.to_owned()),
            }
            all.push(Guarded::new(parts)?);
        }
        let union = |sources: Vec<String>| -> Result<Option<Regex>, LoadError> {
            if sources.is_empty() { Ok(None) } else { compile(&sources.join("|")).map(Some) }
        };
        Ok(Self { wide: union(wide)?, empty: union(empty)?, alternatives: all })
    }

    /// All matches in order, as byte ranges; matches may be empty.
    pub(super) fn find(&self, s: &str) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut at = 0;
        let (mut wide, mut empty) = (self.next_wide(s, 0), self.next_empty(s, 0));
        while at <= s.len() {
            if wide.is_some_and(|place| place < at) {
                wide = self.next_wide(s, at);
            }
            if empty.is_some_and(|place| place < at) {
                empty = self.next_empty(s, at);
            }
            let Some(place) = [wide, empty].into_iter().flatten().min() else { break };
            let behind = place + s[place..].chars().next().map_or(1, char::len_utf8);
            at = match self.alternatives.iter().find_map(|g| g.end_at(s, place)) {
                Some(end) => {
                    out.push((place, end));
                    if end > place { end } else { behind }
                }
                None => behind,
            };
        }
        out
    }

    fn next_wide(&self, s: &str, at: usize) -> Option<usize> {
        self.wide.as_ref()?.find_at(s, at).map(|m| m.start())
    }

    /// The first place from `at` on that follows what an empty alternative must follow.
    fn next_empty(&self, s: &str, at: usize) -> Option<usize> {
        let regex = self.empty.as_ref()?;
        let mut from = near_end(&s[..at], 16);
        loop {
            let found = regex.find_at(s, from)?;
            if found.end() >= at {
                return Some(found.end());
            }
            from = found.start() + s[found.start()..].chars().next().map_or(1, char::len_utf8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_those_of_a_backtracking_engine() {
        let pattern = r"\.\.+|…|(?<=[0-9])[+\-\*^](?=[0-9-])|(?<=[a-z])\.(?=[A-Z])|(?<=[A-Za-z]),(?=[A-Za-z])|(?<=[a-z])(?:-|–|--)(?=[a-z])|(?<=[a-z]['’])(?=[a-z])";
        let infix = Infix::new(pattern).unwrap();
        let exact = fancy_regex::Regex::new(pattern).unwrap();
        for s in [
            "",
            "a",
            "l'eau",
            "qu'il-l'a",
            "a-b-c",
            "1-2-3",
            "1--2",
            "end.Next",
            "a,b,c",
            "so...so",
            "x….y",
            "é-a",
            "a–é",
            "a'b'c'd",
            "''a'a",
            "-a-",
            "l'",
            "aujourd'hui-même",
            "1+-2",
            "a--b",
            "A.B",
            "ab.Cd,ef…g",
        ] {
            let want: Vec<(usize, usize)> =
                exact.find_iter(s).map(|m| m.unwrap()).map(|m| (m.start(), m.end())).collect();
            assert_eq!(infix.find(s), want, "{s}");
        }
    }
}
