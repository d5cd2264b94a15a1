//! Frames and word classes from verb dictionaries.

use super::Lost;
use super::pattern::{self, Conditions, Element, Filler};
use super::verbs::{Block, Dictionary, Verb};
use crate::ontology::Ontology;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;

/// Where frames made from dictionaries go.
const FOLDER: &str = "coding/en/petrarch";
/// Sets within sets are opened so deep; deeper ones are circles.
const DEPTH: usize = 4;
/// Verbs of several words are carried over when the second is one of these.
const PARTICLES: [&str; 16] = [
    "up", "down", "off", "out", "over", "back", "away", "forward", "aside", "ahead", "together", "apart", "along",
    "on", "in", "through",
];

/// Collects frames of any number of dictionaries.
pub(super) struct Writer<'a> {
    ontology: &'a Ontology,
    classes: BTreeMap<String, BTreeSet<String>>,
    /// First letter of the block to frames in TOML.
    frames: BTreeMap<char, String>,
    ids: HashSet<String>,
    seen: HashSet<String>,
}

/// Where an entry stands, and what it is.
struct Entry<'e> {
    file: &'e str,
    line: usize,
    text: String,
}

impl Entry<'_> {
    fn lost(&self, reason: impl Into<String>) -> Lost {
        Lost { file: self.file.to_owned(), line: self.line, entry: self.text.clone(), reason: reason.into() }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(ontology: &'a Ontology) -> Self {
        let (classes, frames) = (BTreeMap::new(), BTreeMap::new());
        Self { ontology, classes, frames, ids: HashSet::new(), seen: HashSet::new() }
    }

    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// The files made; none without frames.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for (letter, frames) in &self.frames {
            let head =
                "# Made by masudi data import-petrarch; every frame has the code of its dictionary in imported_from.\n";
            out.insert(format!("{FOLDER}/{letter}.toml"), format!("{head}{frames}"));
        }
        if !self.classes.is_empty() {
            let mut text =
                String::from("# Made by masudi data import-petrarch: synonym sets and noun phrases of the patterns.\n");
            for (name, words) in &self.classes {
                let words: Vec<String> = words.iter().map(|w| quoted(w)).collect();
                let _ = writeln!(text, "{name} = [{}]", words.join(", "));
            }
            out.insert(format!("{FOLDER}/classes.toml"), text);
        }
        out
    }

    pub(super) fn add(&mut self, file: &str, dictionary: &Dictionary, lost: &mut Vec<Lost>) {
        for block in &dictionary.blocks {
            let verbs = self.verbs(file, block, lost);
            let mut by_code: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (verb, text) in &verbs {
                by_code.entry(verb.code.as_deref().unwrap_or(&block.code)).or_default().push(text);
            }
            for (code, verbs) in by_code {
                let entry = Entry { file, line: block.line, text: format!("{} [{code}]", block.name) };
                let none = Conditions::default();
                self.frame(&entry, dictionary, &block.name, &verbs, code, &none, lost);
            }
            let all: Vec<&str> = verbs.iter().map(|(_, text)| text.as_str()).collect();
            for found in &block.patterns {
                let text = format!("{}: {} [{}]", block.name, found.text, found.code);
                let entry = Entry { file, line: found.line, text };
                match pattern::read(&found.text) {
                    Ok(conditions) => {
                        let plain: Vec<String> = match &conditions.particle {
                            // "set" and "off" are the verb "set off"; a verb that has a particle takes no other.
                            Some(particle) => {
                                let single = all.iter().filter(|verb| !verb.contains(' '));
                                single.map(|verb| format!("{verb} {particle}")).collect()
                            }
                            None => all.iter().map(ToString::to_string).collect(),
                        };
                        let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
                        self.frame(&entry, dictionary, &block.name, &plain, &found.code, &conditions, lost);
                    }
                    Err(reason) => lost.push(entry.lost(reason)),
                }
            }
        }
    }

    /// The verbs of a block as frames write them.
    fn verbs<'b>(&self, file: &str, block: &'b Block, lost: &mut Vec<Lost>) -> Vec<(&'b Verb, String)> {
        let mut out = Vec::new();
        for verb in &block.verbs {
            let text = verb.words.join(" ");
            let carried = match verb.words.as_slice() {
                [_] => true,
                [_, second] => PARTICLES.contains(&second.as_str()),
                _ => false,
            };
            if carried {
                out.push((verb, text));
            } else {
                let entry = Entry { file, line: verb.line, text };
                lost.push(entry.lost("a verb of several words that is no verb with a particle"));
            }
        }
        out
    }

    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn frame(
        &mut self,
        entry: &Entry<'_>,
        dictionary: &Dictionary,
        block: &str,
        verbs: &[&str],
        code: &str,
        conditions: &Conditions,
        lost: &mut Vec<Lost>,
    ) {
        let (forth, back) = code.split_once(':').unwrap_or((code, ""));
        let reversed = forth.trim().is_empty() && !back.trim().is_empty();
        let code = if reversed { back.trim() } else { forth.trim() };
        if code.is_empty() || !code.bytes().any(|b| b.is_ascii_alphanumeric()) {
            // "---": no event by default. Not a loss for a block; for a pattern it forbids.
            if *conditions != Conditions::default() {
                lost.push(entry.lost("a pattern that forbids an event"));
            }
            return;
        }
        let Some(row) = self.ontology.cameo_code(code) else {
            return lost.push(entry.lost(format!("{code} is no CAMEO code of the ontology")));
        };
        let Some(event_type) = &row.event_type else {
            return lost.push(entry.lost(format!("the ontology has no event type for {code} ({})", row.name)));
        };
        if verbs.is_empty() {
            return lost.push(entry.lost("no verb left to carry it"));
        }
        if forth.trim() != back.trim() && !back.is_empty() && !reversed {
            lost.push(
                entry.lost(format!(
                    "the second code, {back}, of the target toward the source; the first is carried over"
                )),
            );
        }
        let mut with = Vec::new();
        for (role, filler) in &conditions.with {
            match self.filter(dictionary, filler) {
                Ok(filter) => with.push(format!("{} = {}", key(role), quoted(&filter))),
                Err(reason) => return lost.push(entry.lost(reason)),
            }
        }
        let mut body = format!("type = {}\n", quoted(event_type));
        if let Some(mode) = &row.mode {
            let _ = writeln!(body, "mode = {}", quoted(mode));
        }
        let list = |items: &[&str]| items.iter().map(|i| quoted(i)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(body, "verb = [{}]", list(verbs));
        if !with.is_empty() {
            let _ = writeln!(body, "with = {{ {} }}", with.join(", "));
        }
        let (mut actor, mut recipient) = (conditions.actor.as_deref(), conditions.recipient.as_deref());
        if reversed {
            (actor, recipient) = (recipient, actor.or(Some("agent")));
        }
        match actor {
            Some(role) => {
                let _ = writeln!(body, "actor = [{}]", quoted(role));
            }
            None if reversed => body.push_str("actor = []\n"),
            None => {}
        }
        if let Some(role) = recipient {
            let _ = writeln!(body, "recipient = [{}]", quoted(role));
        }
        let needs = match (reversed, conditions.together) {
            (true, _) => "recipient",
            (_, true) => "actor",
            _ => "both",
        };
        let _ = writeln!(body, "needs = \"{needs}\"\npriority = -1\nconfidence = 0.5");
        if !self.seen.insert(body.clone()) {
            return;
        }
        let origin = format!("{}:{} [{code}]", entry.file, entry.line);
        let id = self.id(block);
        let letter = block.chars().next().filter(char::is_ascii_alphabetic).unwrap_or('a');
        let frames = self.frames.entry(letter).or_default();
        let _ = write!(frames, "\n[[frame]]\nid = {}\n{body}imported_from = {}\n", quoted(&id), quoted(&origin));
    }

    fn id(&mut self, block: &str) -> String {
        let base = format!("en.petrarch.{}", slug(block));
        let mut id = base.clone();
        let mut n = 1;
        while !self.ids.insert(id.clone()) {
            n += 1;
            id = format!("{base}_{n}");
        }
        id
    }

    /// A filter for what may fill a role. Errors: a set that is not defined.
    fn filter(&mut self, dictionary: &Dictionary, filler: &Filler) -> Result<String, String> {
        let Filler::Phrase(elements) = filler else { return Ok("any".to_owned()) };
        let mut phrases: Vec<Vec<String>> = vec![Vec::new()];
        for element in elements {
            let choices = match element {
                Element::Word(word) => vec![vec![word.clone()]],
                Element::Set(set) => members(dictionary, set, DEPTH)?,
            };
            phrases = phrases
                .iter()
                .flat_map(|phrase| choices.iter().map(move |choice| [phrase.as_slice(), choice].concat()))
                .take(2000)
                .collect();
        }
        let mut words = BTreeSet::new();
        for phrase in &phrases {
            // A class holds words with at most one modifier.
            let from = phrase.len().saturating_sub(2);
            if let Some((head, modifier)) = phrase[from..].split_last() {
                for lemma in lemmas(head) {
                    words.insert([modifier, &[lemma]].concat().join(" "));
                }
            }
        }
        if words.len() <= 3 && words.iter().all(|w| !w.contains(' ')) {
            return Ok(words.iter().map(|w| format!("={w}")).collect::<Vec<_>>().join("|"));
        }
        let names: Vec<String> = elements
            .iter()
            .map(|element| match element {
                Element::Word(word) => slug(word),
                Element::Set(set) => format!("set_{}", slug(set)),
            })
            .collect();
        let name = format!("petrarch_{}", names.join("_"));
        self.classes.entry(name.clone()).or_default().extend(words);
        Ok(format!("@{name}"))
    }
}

/// The members of a set, sets within it opened. Errors: a set that is not defined, or one in itself.
fn members(dictionary: &Dictionary, set: &str, depth: usize) -> Result<Vec<Vec<String>>, String> {
    let found = dictionary.sets.get(set).or_else(|| dictionary.sets.get(set.trim_end_matches('s')));
    let Some(found) = found.filter(|_| depth > 0) else {
        return Err(format!("the set &{} is not defined, or contains itself", set.to_uppercase()));
    };
    let mut out = Vec::new();
    for member in found {
        match member.first().and_then(|word| word.strip_prefix('&')) {
            Some(inner) => out.extend(members(dictionary, inner, depth - 1)?),
            None => out.push(member.clone()),
        }
    }
    Ok(out)
}

/// A noun as written, and what its singular may be.
fn lemmas(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        out.extend([format!("{stem}y"), format!("{stem}ie")]);
    } else if let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']))
    {
        out.push(stem.to_owned());
        out.extend(stem.strip_suffix('e').filter(|s| s.ends_with(['s', 'x', 'h'])).map(str::to_owned));
    }
    out
}

/// Letters and digits, the rest underscores.
pub(super) fn slug(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("_")
}

fn key(role: &str) -> String {
    if role.bytes().all(|b| b.is_ascii_lowercase()) { role.to_owned() } else { quoted(role) }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
