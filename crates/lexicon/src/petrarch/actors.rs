//! Named actors with their codes and the dates in which these hold.

use super::Lost;
use super::code;
use super::frames::slug;
use super::lines::{Line, bracketed, words};
use crate::actors::ActorLexicon;
use crate::actors::spelling::fold;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

/// Years of two digits above this are of the twentieth century.
const PIVOT: u32 = 30;

/// Collects rows of any number of dictionaries.
pub(super) struct Writer<'a> {
    countries: HashSet<&'a str>,
    /// Folded names that the tables have, with the id of their actor.
    known: HashMap<String, &'a str>,
    rows: Vec<String>,
    ids: HashSet<String>,
}

/// A name with its synonyms and codes.
#[derive(Default)]
struct Entry {
    line: usize,
    name: String,
    aliases: Vec<String>,
    /// Line and text of each bracket.
    codes: Vec<(usize, String)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(lexicon: &'a ActorLexicon) -> Self {
        let named = lexicon.actors.iter().flat_map(|actor| {
            std::iter::once(&actor.name).chain(&actor.aliases).map(move |name| (fold(name), actor.id.as_str()))
        });
        Self {
            countries: lexicon.countries.iter().map(|country| country.iso3.as_str()).collect(),
            known: named.collect(),
            rows: Vec::new(),
            ids: HashSet::new(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn file(&self) -> BTreeMap<String, String> {
        if self.rows.is_empty() {
            return BTreeMap::new();
        }
        let mut text = String::from(
            "id\tname\tkind\tcountry\tsector\trole\tfrom\tto\taliases\tmembers\tnote\n# Made by masudi data import-petrarch.\n",
        );
        for row in &self.rows {
            let _ = writeln!(text, "{row}");
        }
        BTreeMap::from([("lexicon/actors/petrarch.tsv".to_owned(), text)])
    }

    pub(super) fn add(&mut self, file: &str, lines: &[Line], lost: &mut Vec<Lost>) {
        let mut entries: Vec<Entry> = Vec::new();
        for line in lines {
            let lose = |reason: &str| {
                let (file, entry, reason) = (file.to_owned(), line.text.clone(), reason.to_owned());
                Lost { file, line: line.number, entry, reason }
            };
            let mut text = line.text.as_str();
            let mut codes = Vec::new();
            while let Some((before, code)) = bracketed(text) {
                codes.push((line.number, code.to_owned()));
                text = before;
            }
            codes.reverse();
            if text.contains(['[', ']']) {
                lost.push(lose("a code whose brackets do not close"));
                continue;
            }
            let synonym = text.strip_prefix('+');
            let new = !text.is_empty() && synonym.is_none();
            if new {
                entries.push(Entry { line: line.number, name: text.to_owned(), ..Entry::default() });
            }
            match entries.last_mut() {
                Some(entry) => {
                    entry.aliases.extend(synonym.map(str::to_owned));
                    entry.codes.append(&mut codes);
                }
                None => lost.push(lose("a synonym or code before any name")),
            }
        }
        for entry in entries {
            self.entry(file, &entry, lost);
        }
    }

    fn entry(&mut self, file: &str, entry: &Entry, lost: &mut Vec<Lost>) {
        let mut lose = |line: usize, text: &str, reason: &str| {
            let (file, entry, reason) = (file.to_owned(), format!("{} [{text}]", entry.name), reason.to_owned());
            lost.push(Lost { file, line, entry, reason });
        };
        if entry.codes.is_empty() {
            return lose(entry.line, "", "a name without a code");
        }
        let name = spelt(&entry.name);
        if let Some(id) = self.known.get(&fold(&name)) {
            let reason = format!("a name that the actor tables have already: {id}");
            return lose(entry.line, &entry.codes[0].1, &reason);
        }
        let mut aliases: Vec<String> = Vec::new();
        for alias in entry.aliases.iter().map(|alias| spelt(alias)) {
            if alias != name && !aliases.contains(&alias) && !self.known.contains_key(&fold(&alias)) {
                aliases.push(alias);
            }
        }
        let dated =
            entry.codes.iter().any(|(_, text)| text.contains(['<', '>']) || text.split_whitespace().count() > 1);
        let mut id = format!("petrarch.{}", slug(&name));
        let mut written = Vec::new();
        for (line, text) in &entry.codes {
            let Some((actor, from, to)) = restricted(text) else {
                lose(*line, text, "a date that is not YYMMDD or YYYYMMDD");
                continue;
            };
            if !actor.bytes().any(|b| b.is_ascii_alphabetic()) {
                lose(*line, text, "a code that says not to code the name");
                continue;
            }
            let meaning = code::read(actor, &self.countries);
            if meaning.sector.is_none() {
                let reason = match &meaning.country {
                    Some(_) => "a country, or a place that stands for one: see lexicon/countries.tsv and the gazetteer",
                    None => "a code without a country or sector of the ontology",
                };
                lose(*line, text, reason);
                continue;
            }
            let sector = meaning.sector.unwrap_or_default();
            let kind = match sector {
                "REB" | "UAF" | "PRM" | "IMG" => "armed-group",
                "PTY" => "party",
                _ if dated => "person",
                _ => "organisation",
            };
            let country = meaning.country.unwrap_or_default();
            written.push([kind.to_owned(), country, sector.to_owned(), from, to, format!("{actor} {file}:{line}")]);
        }
        // Rows of one id have one kind: that of the first.
        let Some(kind) = written.first().map(|row| row[0].clone()) else { return };
        while !self.ids.insert(id.clone()) {
            id.push('_');
        }
        for [_, country, sector, from, to, note] in written {
            let aliases = aliases.join(";");
            self.rows.push(format!("{id}\t{name}\t{kind}\t{country}\t{sector}\t\t{from}\t{to}\t{aliases}\t\t{note}"));
        }
    }
}

/// A code with its first and last day, empty where open: `CODE`, `CODE <date`, `CODE >date`, `CODE date-date`.
fn restricted(text: &str) -> Option<(&str, String, String)> {
    let end = text.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(text.len());
    let (code, dates) = (&text[..end], text[end..].replace(' ', ""));
    let dates = dates.trim();
    if dates.is_empty() {
        return Some((code, String::new(), String::new()));
    }
    if let Some(date) = dates.strip_prefix('<') {
        return Some((code, String::new(), day(date)?));
    }
    if let Some(date) = dates.strip_prefix('>') {
        return Some((code, day(date)?, String::new()));
    }
    let (from, to) = dates.split_once('-')?;
    Some((code, day(from)?, day(to)?))
}

/// `YYMMDD` or `YYYYMMDD` in ISO 8601; month and day 0 or beyond the month are left out.
fn day(text: &str) -> Option<String> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => {
            let short: u32 = text[..2].parse().ok()?;
            (if short > PIVOT { 1900 + short } else { 2000 + short }, &text[2..])
        }
        8 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    let (month, day): (u32, u32) = (rest[..2].parse().ok()?, rest[2..].parse().ok()?);
    let days = match month {
        0 => return Some(format!("{year:04}")),
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    Some(if (1..=days).contains(&day) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}")
    })
}

/// A name of capitals as newspapers write it: "BAN_KI-MOON_" is "Ban Ki-Moon". Short words and those with dots are
/// taken for initials and stay.
fn spelt(name: &str) -> String {
    let words = words(name);
    let spelt = words.iter().enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if at > 0 && matches!(lower.as_str(), "of" | "the" | "and" | "in" | "for" | "de" | "la" | "du" | "on" | "to") {
            return lower;
        }
        let initials = word.contains('.') || (word.chars().count() <= 3 && words.len() == 1);
        if initials || !word.chars().all(|c| !c.is_lowercase()) {
            return word.clone();
        }
        let mut begin = true;
        word.chars()
            .map(|c| {
                let shown = if begin { c } else { c.to_lowercase().next().unwrap_or(c) };
                begin = !c.is_alphabetic() && c != '\'';
                shown
            })
            .collect()
    });
    spelt.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(restricted("TCDGOV"), Some(("TCDGOV", String::new(), String::new())));
        assert_eq!(restricted("TCDGOV < 950601"), Some(("TCDGOV", String::new(), "1995-06-01".to_owned())));
        assert_eq!(restricted("TCDELI >20130119"), Some(("TCDELI", "2013-01-19".to_owned(), String::new())));
        let both = Some(("TCDMIL", "2008-01-20".to_owned(), "2012-02".to_owned()));
        assert_eq!(restricted("TCDMIL 20080120-20120230"), both);
        assert_eq!(restricted("TCDMIL soon"), None);
    }

    #[test]
    fn names_are_spelt_as_in_newspapers() {
        assert_eq!(spelt("BAN_KI-MOON_"), "Ban Ki-Moon");
        assert_eq!(spelt("UNION_OF_THE_LAKE"), "Union of the Lake");
        assert_eq!(spelt("U.N."), "U.N.");
        assert_eq!(spelt("IMF"), "IMF");
        assert_eq!(spelt("O'BRIEN"), "O'brien");
    }
}
