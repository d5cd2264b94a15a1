//! Verb dictionaries: synonym sets, blocks of verbs with a code, patterns.

use super::Lost;
use super::lines::{Line, bracketed, words};
use std::collections::BTreeMap;

/// A pattern of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) code: String,
}

/// A verb of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) line: usize,
    /// In lower case, the verb itself first.
    pub(super) words: Vec<String>,
    /// Its own code, where it differs from the block's.
    pub(super) code: Option<String>,
}

/// A block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) verbs: Vec<Verb>,
    pub(super) patterns: Vec<Pattern>,
}

/// A whole dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dictionary {
    /// Name to members, each in lower-case words; a member may name another set (`&name`).
    pub(super) sets: BTreeMap<String, Vec<Vec<String>>>,
    pub(super) blocks: Vec<Block>,
}

/// Reads a dictionary; what it cannot make out goes to the lost.
pub(super) fn read(file: &str, lines: &[Line], lost: &mut Vec<Lost>) -> Dictionary {
    let mut out = Dictionary::default();
    let mut set: Option<String> = None;
    for line in lines {
        let mut lose = |reason: &str| {
            let (file, entry, reason) = (file.to_owned(), line.text.clone(), reason.to_owned());
            lost.push(Lost { file, line: line.number, entry, reason });
        };
        let text = line.text.as_str();
        if let Some(name) = text.strip_prefix('&') {
            let name = name.trim().trim_end_matches('_').to_lowercase();
            out.sets.entry(name.clone()).or_default();
            set = Some(name);
        } else if let Some(header) = text.strip_prefix("---") {
            set = None;
            match bracketed(header.trim_end_matches('-')) {
                Some((name, code)) => out.blocks.push(Block {
                    line: line.number,
                    name: words(name).join(" ").to_lowercase(),
                    code: code.to_owned(),
                    ..Block::default()
                }),
                None => lose("a block without a code in brackets"),
            }
        } else if let Some(pattern) = text.strip_prefix('-') {
            set = None;
            match (bracketed(pattern), out.blocks.last_mut()) {
                (Some((pattern, code)), Some(block)) => {
                    let (text, code) = (pattern.to_owned(), code.to_owned());
                    block.patterns.push(Pattern { line: line.number, text, code });
                }
                (None, _) => lose("a pattern without a code in brackets"),
                (_, None) => lose("a pattern before any verb"),
            }
        } else if let (Some(name), Some(member)) = (&set, text.strip_prefix('+')) {
            let member = words(member).iter().map(|w| w.to_lowercase()).collect();
            out.sets.entry(name.clone()).or_default().push(member);
        } else if let Some(block) = out.blocks.last_mut() {
            match verb(text, line.number) {
                Some(verb) => block.verbs.push(verb),
                None => lose("a verb whose head is not its first word"),
            }
        } else if let Some((name, code)) = bracketed(text) {
            // TABARI wrote a verb with its code on one line, without dashes.
            let verbs = verb(name, line.number).into_iter().collect();
            let name = words(name).join(" ").to_lowercase();
            out.blocks.push(Block { line: line.number, name, code: code.to_owned(), verbs, patterns: Vec::new() });
        } else {
            lose("neither a set, a verb nor a pattern");
        }
    }
    for block in &mut out.blocks {
        if block.verbs.is_empty() {
            block.verbs.extend(verb(&block.name, block.line));
        }
    }
    out
}

/// A verb with its forms and perhaps its own code. In a verb of several words `+` marks the verb itself, and `{}`
/// holds irregular forms, which a lemmatiser knows.
fn verb(text: &str, line: usize) -> Option<Verb> {
    let (text, code) = match bracketed(text) {
        Some((name, code)) => (name, Some(code.to_owned())),
        None => (text, None),
    };
    let name = text.split('{').next().unwrap_or_default().trim();
    let parts = words(name);
    let head = parts.iter().position(|part| part.starts_with('+')).unwrap_or(0);
    let words: Vec<String> = parts.iter().map(|part| part.trim_start_matches('+').to_lowercase()).collect();
    (head == 0 && !words.is_empty()).then_some(Verb { line, words, code })
}
