//! spaCy's tokenizer: chunks at white space, affixes, special cases, and a second pass for cases with affixes inside.

mod affix;
mod infix;
mod memory;
mod whole;

use crate::chars::is_space;
use crate::hash::{IdMap, string_id};
use crate::lexeme::{Lexeme, Norms};
use crate::work::Work;
use crate::{LoadError, Package, msgpack};
use affix::Affix;
use infix::Infix;
use memory::{Memory, Session};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use whole::Whole;

const FILE: &str = "tokenizer";
/// A token of a chunk, before it is placed: its lexeme, and its norm where a special case gives one.
type Proto = (Arc<Lexeme>, Option<u64>);

#[derive(Debug, Default)]
struct Trie {
    next: IdMap<Trie>,
    ends: bool,
}

/// The tokenizer of one model.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    norms: Norms,
    prefix: Option<Affix>,
    suffix: Option<Affix>,
    infix: Option<Infix>,
    whole: Option<Whole>,
    url: Option<fancy_regex::Regex>,
    specials: HashMap<String, Vec<Proto>>,
    /// Bytes of the longest special case.
    longest_special: usize,
    inner_specials: Trie,
    memory: Memory,
}

impl Tokenizer {
    /// Reads the file `tokenizer`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Self, LoadError> {
        let norms = Norms::read(package)?;
        let value = msgpack::read(FILE, &package.read(FILE)?)?;
        let pattern = |key: &str| msgpack::get(&value, key).and_then(msgpack::text).filter(|p| !p.is_empty());
        let mut out = Self {
            prefix: pattern("prefix_search").map(Affix::new).transpose()?,
            suffix: pattern("suffix_search").map(Affix::new).transpose()?,
            infix: pattern("infix_finditer").map(Infix::new).transpose()?,
            whole: pattern("token_match").map(Whole::new).transpose()?,
            url: pattern("url_match").map(|p| affix::compile_fancy(&format!("^(?:{p})"))).transpose()?,
            norms,
            specials: HashMap::new(),
            longest_special: 0,
            inner_specials: Trie::default(),
            memory: Memory::default(),
        };
        let exceptions = msgpack::get(&value, "exceptions").and_then(|v| v.as_map());
        for (chunk, parts) in exceptions.into_iter().flatten() {
            let (Some(chunk), Some(parts)) = (msgpack::text(chunk), parts.as_array()) else {
                return Err(LoadError::damaged(FILE, "exceptions as lists", "something else"));
            };
            let mut tokens = Vec::new();
            for part in parts {
                let field = |number: u64, name: &str| {
                    part.as_map()?
                        .iter()
                        .find(|(k, _)| k.as_u64() == Some(number) || msgpack::text(k) == Some(name))
                        .and_then(|(_, v)| msgpack::text(v))
                };
                let orth = field(65, "ORTH").ok_or_else(|| LoadError::damaged(FILE, "ORTH in an exception", "none"))?;
                tokens.push((Arc::new(out.norms.lexeme(orth)), field(67, "NORM").map(string_id)));
            }
            out.longest_special = out.longest_special.max(chunk.len());
            out.specials.insert(chunk.to_owned(), tokens);
        }
        let fast = msgpack::get(&value, "faster_heuristics").and_then(|v| v.as_bool()).unwrap_or(true);
        let mut inner = Trie::default();
        for special in out.specials.keys() {
            let affixes = || {
                out.prefix_of(special) > 0
                    || out.suffix_of(special) > 0
                    || out.infix.as_ref().is_some_and(|i| !i.find(special).is_empty())
            };
            if !fast || special.contains(' ') || affixes() {
                let mut node = &mut inner;
                let mut tokens = Vec::new();
                out.pieces(special, false, &mut tokens);
                for token in tokens {
                    node = node.next.entry(token.lexeme.orth).or_default();
                }
                node.ends = true;
            }
        }
        out.inner_specials = inner;
        Ok(out)
    }

    /// Appends the tokens of a text.
    pub(crate) fn tokens(&self, text: &str, out: &mut Vec<Work>) {
        let first = out.len();
        self.pieces(text, true, out);
        self.join_specials(first, out);
        if let Some(first) = out.get_mut(first) {
            first.sent_start = 1;
        }
    }

    fn pieces(&self, text: &str, specials: bool, out: &mut Vec<Work>) {
        let mut memory = self.memory.open();
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        for (i, c) in text.char_indices() {
            if is_space(c) != in_space {
                if start < i {
                    self.chunk(&text[start..i], specials, &mut memory, out);
                }
                start = i;
                if c == ' ' {
                    if let Some(last) = out.last_mut() {
                        last.space_after = true;
                    }
                    start += 1;
                }
                in_space = !in_space;
            }
        }
        if start < text.len() {
            self.chunk(&text[start..], specials, &mut memory, out);
            if let Some(last) = out.last_mut() {
                last.space_after = text.ends_with(' ') && !in_space;
            }
        }
    }

    fn chunk(&self, s: &str, specials: bool, memory: &mut Session<'_>, out: &mut Vec<Work>) {
        let place = |protos: &[Proto]| {
            out.extend(protos.iter().map(|(lexeme, norm)| Work::new(lexeme.clone(), *norm)));
        };
        if specials {
            memory.chunk(s, || self.whole_chunk(s), place);
        } else {
            let mut place = place;
            place(&self.split(s, false));
        }
    }

    fn whole_chunk(&self, s: &str) -> Vec<Proto> {
        self.specials.get(s).cloned().unwrap_or_else(|| self.split(s, true))
    }

    fn prefix_of(&self, s: &str) -> usize {
        self.prefix.as_ref().map_or(0, |p| p.prefix(s))
    }

    fn suffix_of(&self, s: &str) -> usize {
        self.suffix.as_ref().map_or(0, |p| p.suffix(s))
    }

    fn split(&self, chunk: &str, specials: bool) -> Vec<Proto> {
        let is_special = |s: &str| specials && s.len() <= self.longest_special && self.specials.contains_key(s);
        let whole = self.whole.as_ref().filter(|_| Whole::is_possible(chunk));
        let is_whole = |s: &str| whole.is_some_and(|w| w.is_match(s));
        let (mut before, mut after): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut s = chunk;
        let mut last = usize::MAX;
        while !s.is_empty() && s.len() != last {
            if is_whole(s) || is_special(s) {
                break;
            }
            last = s.len();
            let p = self.prefix_of(s);
            if p > 0 && is_special(&s[p..]) {
                before.push(&s[..p]);
                s = &s[p..];
                break;
            }
            let q = self.suffix_of(&s[p..]);
            let end = s.len() - q;
            if q > 0 && is_special(&s[..end]) {
                after.push(&s[end..]);
                s = &s[..end];
                break;
            }
            if p > 0 {
                before.push(&s[..p]);
            }
            if q > 0 {
                after.push(&s[end..]);
            }
            s = &s[p..end];
        }
        let lexeme = |s: &str| (Arc::new(self.norms.lexeme(s)), None);
        let mut out: Vec<Proto> = before.into_iter().map(lexeme).collect();
        if is_special(s) {
            out.extend(self.specials[s].iter().cloned());
        } else if !s.is_empty() {
            let one =
                is_whole(s) || (s.contains('.') && self.url.as_ref().is_some_and(|u| u.is_match(s).unwrap_or(false)));
            let matches = if one { Vec::new() } else { self.infix.as_ref().map_or_else(Vec::new, |i| i.find(s)) };
            let mut start = 0;
            for (a, b) in matches.into_iter().filter(|(a, _)| *a > 0) {
                if a > start {
                    out.push(lexeme(&s[start..a]));
                }
                if b > a {
                    out.push(lexeme(&s[a..b]));
                }
                start = b;
            }
            if start < s.len() {
                out.push(lexeme(&s[start..]));
            }
        }
        out.extend(after.into_iter().rev().map(lexeme));
        out
    }

    /// Joins tokens that together are a special case, from the token `first` on.
    fn join_specials(&self, first: usize, all: &mut Vec<Work>) {
        let tokens = &all[first..];
        let mut found: Vec<(usize, usize)> = Vec::new();
        for i in 0..tokens.len() {
            let mut node = &self.inner_specials;
            for (j, token) in tokens.iter().enumerate().skip(i) {
                let Some(next) = node.next.get(&token.lexeme.orth) else { break };
                node = next;
                if node.ends {
                    found.push((i, j + 1));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|(a, b)| (usize::MAX - (b - a), *a));
        let mut seen = HashSet::new();
        let mut kept = HashMap::new();
        for (a, b) in found {
            if !seen.contains(&a) && !seen.contains(&(b - 1)) {
                kept.insert(a, b);
            }
            seen.extend(a..b);
        }
        let mut out = Vec::with_capacity(tokens.len());
        let mut i = 0;
        while i < tokens.len() {
            let Some(end) = kept.get(&i).copied() else {
                out.push(tokens[i].clone());
                i += 1;
                continue;
            };
            let mut text = String::new();
            for (k, token) in tokens[i..end].iter().enumerate() {
                text.push_str(&token.lexeme.text);
                if token.space_after && i + k + 1 < end {
                    text.push(' ');
                }
            }
            match self.specials.get(&text) {
                Some(special) => {
                    out.extend(special.iter().map(|(lexeme, norm)| Work::new(lexeme.clone(), *norm)));
                    if let Some(last) = out.last_mut() {
                        last.space_after = tokens[end - 1].space_after;
                    }
                }
                None => out.extend(tokens[i..end].iter().cloned()),
            }
            i = end;
        }
        all.truncate(first);
        all.append(&mut out);
    }
}
