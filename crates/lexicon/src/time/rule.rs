//! One rule: a pattern, how its groups make a time, and examples that run as tests.

use super::pattern::{self, Item};
use super::{Slot, Tables};
use crate::DataError;
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use toml::Spanned;

/// How the groups of a rule make a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// A calendar date of any grain, with missing parts taken from the anchor.
    Date,
    /// A time of day, on a date if one is said.
    Time,
    /// So many units away from the anchor ("last year", "two days earlier").
    Shift,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// The value stands in the `value` slot.
    Fixed,
    /// A period counted within another one ("the first week of May").
    Nth,
    /// Looks like a time and is none.
    Nothing,
}

/// A sentence with the expression in square brackets, and what it must give.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text. `[` and `]` mark the extent; `word/TAG` gives a word's Penn or universal tag.
    pub text: String,
    /// Publication date, `YYYY-MM-DD`.
    #[serde(default)]
    pub on: Option<String>,
    /// TIMEX3 value of the bracketed expression; absent where an anchor is missing.
    #[serde(default)]
    pub value: Option<String>,
    /// TIMEX3 `mod`, where it matters.
    #[serde(default, rename = "mod")]
    pub modifier: Option<String>,
    /// First day, where it matters.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day, where it matters.
    #[serde(default)]
    pub to: Option<String>,
}

/// A rule with its examples.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique name, `en.date.month-day`.
    pub id: SmolStr,
    /// The file it stands in, under `data/`.
    pub file: SmolStr,
    /// Its line there, 1-based.
    pub line: usize,
    /// What the expression looks like.
    pub pattern: Vec<Item>,
    /// What must stand before it, outside the extent.
    pub before: Vec<Item>,
    /// What must follow it, outside the extent.
    pub after: Vec<Item>,
    /// What must not stand before it.
    pub not_before: Vec<Item>,
    /// What must not follow it.
    pub not_after: Vec<Item>,
    /// How the groups make a time.
    pub sense: Sense,
    /// Slots with a fixed value.
    pub set: Vec<(Slot, SmolStr)>,
    /// It lasts from the evening of its day to the morning of the next: "overnight".
    pub through_night: bool,
    /// Wins over matches of the same length with a lower one.
    pub priority: i32,
    /// What it must find.
    pub tests: Vec<Example>,
    /// Texts in which it must not fire.
    pub none: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    part: BTreeMap<String, String>,
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    pattern: String,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    not_before: Option<String>,
    #[serde(default)]
    not_after: Option<String>,
    sense: Sense,
    #[serde(default)]
    set: BTreeMap<String, String>,
    #[serde(default)]
    through_night: bool,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    tests: Vec<Example>,
    #[serde(default)]
    none: Vec<String>,
}

/// Reads one rule file and adds its rules.
pub(super) fn parse_file(file: &str, text: &str, tables: &Tables, rules: &mut Vec<Rule>) -> Result<(), DataError> {
    let raw: RawFile =
        toml::from_str(text).map_err(|source| DataError::Toml { file: file.to_owned(), source: Box::new(source) })?;
    let parts = raw.part;
    for spanned in raw.rule {
        let line = text.get(..spanned.span().start).unwrap_or("").matches('\n').count() + 1;
        let raw = spanned.into_inner();
        let refuse = |expected: String, found: &str| DataError::line(file, line, expected, found);
        let parse = |source: &Option<String>| match source {
            Some(source) => pattern::parse(&with_parts(source, &parts), &|name| tables.has(name))
                .map_err(|message| refuse(format!("a pattern in rule {}: {message}", raw.id), source)),
            None => Ok(Vec::new()),
        };
        if rules.iter().any(|rule| rule.id == raw.id) {
            return Err(refuse("a rule id used once".to_owned(), &raw.id));
        }
        let needs_tests = raw.sense != Sense::Nothing;
        if (needs_tests && raw.tests.is_empty()) || (!needs_tests && raw.none.is_empty()) {
            return Err(refuse("a rule with at least one example".to_owned(), &raw.id));
        }
        let mut set = Vec::new();
        for (name, value) in &raw.set {
            let slot = name.parse().map_err(|()| refuse(format!("a slot name in rule {}", raw.id), name))?;
            set.push((slot, SmolStr::from(value)));
        }
        rules.push(Rule {
            pattern: parse(&Some(raw.pattern.clone()))?,
            before: parse(&raw.before)?,
            after: parse(&raw.after)?,
            not_before: parse(&raw.not_before)?,
            not_after: parse(&raw.not_after)?,
            id: raw.id.into(),
            file: file.into(),
            line,
            sense: raw.sense,
            set,
            through_night: raw.through_night,
            priority: raw.priority,
            tests: raw.tests,
            none: raw.none,
        });
    }
    Ok(())
}

/// The pattern with `<name>` replaced by the parts of the file, which may name each other.
fn with_parts(source: &str, parts: &BTreeMap<String, String>) -> String {
    let mut out = source.to_owned();
    for _ in 0..4 {
        for (name, part) in parts {
            out = out.replace(&format!("<{name}>"), &format!("( {part} )"));
        }
    }
    out
}
