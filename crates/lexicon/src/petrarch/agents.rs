//! Role nouns from agent dictionaries.

use super::Lost;
use super::code;
use super::lines::{Line, bracketed, words};
use crate::actors::ActorLexicon;
use crate::actors::spelling::fold;
use masudi_doc::Lang;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

const BODIES: [&str; 22] = [
    "ministry",
    "department",
    "committee",
    "commission",
    "council",
    "office",
    "bureau",
    "agency",
    "authority",
    "party",
    "association",
    "union",
    "organization",
    "organisation",
    "company",
    "corporation",
    "bank",
    "university",
    "school",
    "court",
    "assembly",
    "board",
];
const FORCES: [&str; 18] = [
    "force",
    "forces",
    "police",
    "army",
    "troops",
    "troop",
    "navy",
    "military",
    "militia",
    "guard",
    "guards",
    "unit",
    "brigade",
    "battalion",
    "squad",
    "patrol",
    "command",
    "fleet",
];

/// Collects role nouns of any number of dictionaries.
pub(super) struct Writer<'a> {
    lexicon: &'a ActorLexicon,
    /// Phrase to the rest of its row.
    rows: BTreeMap<String, String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(lexicon: &'a ActorLexicon) -> Self {
        Self { lexicon, rows: BTreeMap::new() }
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn file(&self) -> BTreeMap<String, String> {
        if self.rows.is_empty() {
            return BTreeMap::new();
        }
        let mut text = String::from(
            "phrase\tplural\tkind\tsector\tborrows\toffice\tnote\n# Made by masudi data import-petrarch.\n",
        );
        for (phrase, rest) in &self.rows {
            let _ = writeln!(text, "{phrase}\t{rest}");
        }
        BTreeMap::from([("lexicon/roles/petrarch.en.tsv".to_owned(), text)])
    }

    pub(super) fn add(&mut self, file: &str, lines: &[Line], lost: &mut Vec<Lost>) {
        let known = |phrase: &str| self.lexicon.role(Lang::En, &fold(phrase)).is_some();
        let mut macros: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines {
            let mut lose = |reason: String| {
                lost.push(Lost { file: file.to_owned(), line: line.number, entry: line.text.clone(), reason });
            };
            if let Some((name, values)) = line.text.strip_prefix('!').and_then(|text| text.split_once('=')) {
                let name = name.trim().trim_end_matches('!').to_owned();
                macros.insert(name, values.split(',').map(|v| v.trim().to_owned()).collect());
                continue;
            }
            let Some((name, code)) = bracketed(&line.text) else {
                lose("a noun without a code in brackets".to_owned());
                continue;
            };
            let code = code.trim_start_matches('~');
            let none = HashSet::new();
            let Some(sector) = code::read(code, &none).sector else {
                lose(format!("{code} is no sector of the ontology"));
                continue;
            };
            let (name, forms) = name.split_once('{').unwrap_or((name, ""));
            let forms = forms.trim_end_matches(|c: char| c == '}' || c.is_whitespace());
            let plural = forms.split_whitespace().next().map(|form| words(form).join(" ").to_lowercase());
            let spread = match spread(name.trim(), &macros) {
                Ok(spread) => spread,
                Err(unknown) => {
                    lose(format!("!{unknown}! is not defined"));
                    continue;
                }
            };
            for phrase in spread {
                let phrase = words(&phrase).join(" ").to_lowercase();
                if phrase.is_empty() || known(&phrase) {
                    continue;
                }
                // "BROADCAST_MINIST" is a stem that older programs completed.
                let completed: Vec<String> = match phrase.strip_suffix("minist") {
                    Some(stem) => vec![format!("{stem}minister"), format!("{stem}ministry")],
                    None => vec![phrase],
                };
                for phrase in completed {
                    let kind = kind(&phrase);
                    let plural = plural.clone().unwrap_or_default();
                    let row = format!("{plural}\t{kind}\t{sector}\t\t\t{code} {file}:{}", line.number);
                    self.rows.entry(phrase).or_insert(row);
                }
            }
        }
    }
}

/// A name with its `!MACRO!` written out, once for each value. Errors: the name of a macro that is not defined.
fn spread(name: &str, macros: &BTreeMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    let mut parts = name.splitn(3, '!');
    let (Some(before), Some(called), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(vec![name.to_owned()]);
    };
    let values = macros.get(called).ok_or_else(|| called.to_owned())?;
    Ok(values.iter().map(|value| format!("{before}{value}{after}")).collect())
}

fn kind(phrase: &str) -> &'static str {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase);
    match last {
        last if BODIES.contains(&last) => "body",
        last if FORCES.contains(&last) => "force",
        "people" | "population" | "community" | "public" | "citizens" | "children" | "civilians" | "men" | "women" => {
            "people"
        }
        _ => "person",
    }
}
