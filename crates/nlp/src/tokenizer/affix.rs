//! Prefix, suffix and infix patterns without the cost of look-around where there is none.
//!
//! The model's patterns are Python regular expressions, alternatives joined with `|`. Alternatives without look-around
//! go into one linear-time automaton; the few with a look-behind or look-ahead are tried by themselves.

use crate::LoadError;
use regex::Regex;

const FILE: &str = "tokenizer";

#[derive(Debug)]
struct Guarded {
    behind: Option<Regex>,
    body: Regex,
    ahead: Option<(bool, Regex)>,
}

/// Prefix or suffix patterns.
#[derive(Debug)]
pub(super) struct Affix {
    plain: Option<Regex>,
    guarded: Vec<Guarded>,
}

/// Infix patterns.
#[derive(Debug)]
pub(super) struct Infix {
    possible: Regex,
    exact: fancy_regex::Regex,
}

impl Affix {
    pub(super) fn new(pattern: &str) -> Result<Self, LoadError> {
        let (mut plain, mut guarded) = (Vec::new(), Vec::new());
        for source in alternatives(pattern) {
            let (behind, body, ahead) = guards(&source);
            if behind.is_none() && ahead.is_none() {
                plain.push(source);
                continue;
            }
            let ends = body.ends_with('$');
            let core = body.trim_start_matches('^').trim_end_matches('$');
            guarded.push(Guarded {
                behind: behind.map(|x| compile(&format!("(?:{x})$"))).transpose()?,
                body: compile(&if ends { format!("(?:{core})$") } else { format!("^(?:{core})") })?,
                ahead: ahead
                    .map(|(positive, y)| Ok::<_, LoadError>((positive, compile(&format!("^(?:{y})"))?)))
                    .transpose()?,
            });
        }
        let plain = if plain.is_empty() { None } else { Some(compile(&plain.join("|"))?) };
        Ok(Self { plain, guarded })
    }

    /// Bytes of the prefix of `s`, 0 for none.
    pub(super) fn prefix(&self, s: &str) -> usize {
        if let Some(found) = self.plain.as_ref().and_then(|p| p.find(s)) {
            return found.end();
        }
        let fits =
            |g: &Guarded, end: usize| g.ahead.as_ref().is_none_or(|(positive, y)| y.is_match(&s[end..]) == *positive);
        self.guarded.iter().find_map(|g| g.body.find(s).map(|m| m.end()).filter(|end| fits(g, *end))).unwrap_or(0)
    }

    /// Bytes of the suffix of `s`, 0 for none: the longest over all alternatives.
    pub(super) fn suffix(&self, s: &str) -> usize {
        let mut start = self.plain.as_ref().and_then(|p| p.find(s)).map_or(s.len(), |m| m.start());
        for g in &self.guarded {
            let mut from = 0;
            while let Some(found) = g.body.find_at(s, from) {
                if found.start() >= start {
                    break;
                }
                if g.behind.as_ref().is_none_or(|x| x.is_match(&s[..found.start()])) {
                    start = found.start();
                    break;
                }
                from = found.start() + s[found.start()..].chars().next().map_or(1, char::len_utf8);
                if from > s.len() {
                    break;
                }
            }
        }
        s.len() - start
    }
}

impl Infix {
    pub(super) fn new(pattern: &str) -> Result<Self, LoadError> {
        let bodies: Vec<String> = alternatives(pattern)
            .iter()
            .filter_map(|source| {
                let (behind, body, _) = guards(source);
                if body.is_empty() { behind } else { Some(body) }
            })
            .collect();
        Ok(Self { possible: compile(&bodies.join("|"))?, exact: compile_fancy(pattern)? })
    }

    /// All matches in order, as byte ranges; matches may be empty.
    pub(super) fn find(&self, s: &str) -> Vec<(usize, usize)> {
        if !self.possible.is_match(s) {
            return Vec::new();
        }
        self.exact.find_iter(s).map_while(Result::ok).map(|m| (m.start(), m.end())).collect()
    }
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
fn alternatives(pattern: &str) -> Vec<String> {
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

type Guards = (Option<String>, String, Option<(bool, String)>);

/// Takes a leading look-behind and a trailing look-ahead off an alternative.
fn guards(source: &str) -> Guards {
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
