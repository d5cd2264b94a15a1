//! Prefix and suffix patterns without the cost of look-around where there is none.
//!
//! The model's patterns are Python regular expressions, alternatives joined with `|`. Alternatives without look-around
//! go into one linear-time automaton; the few with a look-behind or look-ahead are tried by themselves.

use crate::LoadError;
use regex::Regex;

const FILE: &str = "tokenizer";
/// Bytes at the end of a chunk in which its suffix is looked for first.
const NEAR: usize = 128;

/// An alternative with what must stand before it, and what must or must not stand behind it.
#[derive(Debug)]
pub(super) struct Guarded {
    behind: Option<Regex>,
    body: Regex,
    barred: Option<Regex>,
}

impl Guarded {
    pub(super) fn new((behind, body, ahead): Guards) -> Result<Self, LoadError> {
        let ends = body.ends_with('$');
        let core = body.trim_start_matches('^').trim_end_matches('$');
        // What must follow is part of the expression, so that of several bodies the first that it follows is taken.
        let (body, barred) = match ahead {
            _ if ends => (format!("({core})$"), None),
            Some((true, y)) => (format!("^({core})(?:{y})"), None),
            Some((false, y)) => (format!("^({core})"), Some(compile(&format!("^(?:{y})"))?)),
            None => (format!("^({core})"), None),
        };
        Ok(Self { behind: behind.map(|x| compile(&format!("(?:{x})$"))).transpose()?, body: compile(&body)?, barred })
    }

    /// Bytes of the match at the start of `s`, whatever stands before it.
    fn length(&self, s: &str) -> Option<usize> {
        let end = self.body.captures(s)?.get(1)?.end();
        self.barred.as_ref().is_none_or(|y| !y.is_match(&s[end..])).then_some(end)
    }

    /// The end of the match that begins at a byte of `s`.
    pub(super) fn end_at(&self, s: &str, start: usize) -> Option<usize> {
        let length = self.length(&s[start..])?;
        // Look-behinds have a fixed width, of a few characters.
        let before = &s[..start];
        let before = &before[near_end(before, NEAR)..];
        self.behind.as_ref().is_none_or(|x| x.is_match(before)).then_some(start + length)
    }
}

/// Prefix or suffix patterns.
#[derive(Debug)]
pub(super) struct Affix {
    plain: Option<Regex>,
    guarded: Vec<Guarded>,
}

impl Affix {
    pub(super) fn new(pattern: &str) -> Result<Self, LoadError> {
        let (mut plain, mut guarded) = (Vec::new(), Vec::new());
        for source in alternatives(pattern) {
            let (behind, body, ahead) = guards(&source);
            if behind.is_none() && ahead.is_none() {
                plain.push(source);
            } else {
                guarded.push(Guarded::new((behind, body, ahead))?);
            }
        }
        let plain = if plain.is_empty() { None } else { Some(compile(&plain.join("|"))?) };
        Ok(Self { plain, guarded })
    }

    /// Bytes of the prefix of `s`, 0 for none.
    pub(super) fn prefix(&self, s: &str) -> usize {
        if let Some(found) = self.plain.as_ref().and_then(|p| p.find(s)) {
            return found.end();
        }
        self.guarded.iter().find_map(|g| g.length(s)).unwrap_or(0)
    }

    /// Bytes of the suffix of `s`, 0 for none: the longest over all alternatives.
    ///
    /// Alternatives are short but for runs of one character, so the end of a long chunk tells: a match that does not
    /// reach back to where the end was cut off is what the whole chunk gives.
    pub(super) fn suffix(&self, s: &str) -> usize {
        let mut size = NEAR;
        loop {
            let (rest, near) = s.split_at(near_end(s, size));
            let found = self.longest(rest, near);
            if found < near.len() || rest.is_empty() {
                return found;
            }
            size *= 4;
        }
    }

    /// The longest suffix within `near`, which follows `rest`.
    fn longest(&self, rest: &str, near: &str) -> usize {
        let mut start = self.plain.as_ref().and_then(|p| p.find(near)).map_or(near.len(), |m| m.start());
        for g in &self.guarded {
            let mut from = 0;
            while let Some(found) = g.body.find_at(near, from) {
                if found.start() >= start {
                    break;
                }
                // Look-behinds have a fixed width, of a few characters.
                let inner = &near[..found.start()];
                let inner = &inner[near_end(inner, NEAR)..];
                let joined;
                let before = if inner.len() >= NEAR / 2 || rest.is_empty() {
                    inner
                } else {
                    joined = format!("{}{inner}", &rest[near_end(rest, NEAR)..]);
                    &joined
                };
                if g.behind.as_ref().is_none_or(|x| x.is_match(before)) {
                    start = found.start();
                    break;
                }
                from = found.start() + near[found.start()..].chars().next().map_or(1, char::len_utf8);
                if from > near.len() {
                    break;
                }
            }
        }
        near.len() - start
    }
}

/// Where the last `size` bytes of a text begin, or a little later, so that no character is split.
pub(super) fn near_end(s: &str, size: usize) -> usize {
    let mut at = s.len().saturating_sub(size);
    while !s.is_char_boundary(at) {
        at += 1;
    }
    at
}

pub(super) fn compile(pattern: &str) -> Result<Regex, LoadError> {
    regex::RegexBuilder::new(pattern)
        .size_limit(1 << 30)
        .build()
        .map_err(|e| LoadError::damaged(FILE, "a regular expression", e.to_string()))
}

pub(super) fn compile_fancy(pattern: &str) -> Result<fancy_regex::Regex, LoadError> {
    fancy_regex::Regex::new(pattern).map_err(|e| LoadError::damaged(FILE, "a regular expression", e.to_string()))
}

/// Splits at `|` outside of brackets and groups.
pub(super) fn alternatives(pattern: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut depth, mut class, mut escaped) = (0i32, false, false);
    for c in pattern.chars() {
        let last = out.len() - 1;
        if escaped {
            escaped = false;
        } else {
            match c {
                '\\' => escaped = true,
                '[' if !class => class = true,
                ']' if class => class = false,
                '(' if !class => depth += 1,
                ')' if !class => depth -= 1,
                '|' if !class && depth == 0 => {
                    out.push(String::new());
                    continue;
                }
                _ => {}
            }
        }
        out[last].push(c);
    }
    out
}

/// The byte after the `)` that closes the `(` at the start.
fn group_end(s: &str) -> usize {
    let (mut depth, mut class, mut escaped) = (0i32, false, false);
    for (i, c) in s.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = true,
            '[' if !class => class = true,
            ']' if class => class = false,
            '(' if !class => depth += 1,
            ')' if !class => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    s.len()
}

pub(super) type Guards = (Option<String>, String, Option<(bool, String)>);

/// Takes a leading look-behind and a trailing look-ahead off an alternative.
pub(super) fn guards(source: &str) -> Guards {
    let mut rest = source.to_owned();
    let mut behind = None;
    if rest.starts_with("(?<=") {
        let end = group_end(&rest);
        behind = Some(rest[4..end - 1].to_owned());
        rest = rest[end..].to_owned();
    }
    let mut ahead = None;
    for (mark, positive) in [("(?=", true), ("(?!", false)] {
        if let Some(at) = rest.rfind(mark)
            && group_end(&rest[at..]) == rest.len() - at
        {
            ahead = Some((positive, rest[at + 3..rest.len() - 1].to_owned()));
            rest.truncate(at);
        }
    }
    (behind, rest, ahead)
}
