//! The rule lemmatizer of English and the French one.

use crate::chars::{is_alpha, is_space};
use crate::hash::string_id;
use crate::work::Work;
use crate::{LoadError, Package, msgpack};
use masudi_doc::Lang;
use rmpv::Value;
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

const FILE: &str = "lemmatizer/lookups/lookups.bin";
/// Parts of speech for which French has rules; the others are looked up.
const FRENCH_RULES: [&str; 11] = ["noun", "verb", "adj", "adp", "adv", "aux", "cconj", "det", "pron", "punct", "sconj"];

/// Rules and word lists of one part of speech.
#[derive(Debug, Default)]
struct Tables {
    index: HashSet<SmolStr>,
    exceptions: HashMap<SmolStr, Vec<SmolStr>>,
    rules: Vec<(SmolStr, SmolStr)>,
}

/// The lemmatizer of one model.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    language: Lang,
    tables: HashMap<u64, Tables>,
    lookup: HashMap<u64, SmolStr>,
}

impl Lemmatizer {
    /// Reads the component `lemmatizer`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package, language: Lang) -> Result<Self, LoadError> {
        let value = msgpack::read(FILE, &package.read(FILE)?)?;
        let table = |name: &str| msgpack::get(&value, name).and_then(Value::as_map).map_or(&[][..], Vec::as_slice);
        let words = |v: &Value| -> Vec<SmolStr> {
            v.as_array().into_iter().flatten().filter_map(|w| msgpack::text(w).map(SmolStr::from)).collect()
        };
        let mut tables: HashMap<u64, Tables> = HashMap::new();
        for (pos, list) in table("lemma_index") {
            tables.entry(pos.as_u64().unwrap_or(0)).or_default().index = words(list).into_iter().collect();
        }
        for (pos, map) in table("lemma_exc") {
            let entries = map.as_map().into_iter().flatten();
            tables.entry(pos.as_u64().unwrap_or(0)).or_default().exceptions =
                entries.filter_map(|(word, lemmas)| Some((msgpack::text(word)?.into(), words(lemmas)))).collect();
        }
        for (pos, list) in table("lemma_rules") {
            let rules = list.as_array().into_iter().flatten().filter_map(|rule| match &words(rule)[..] {
                [old, new] => Some((old.clone(), new.clone())),
                _ => None,
            });
            tables.entry(pos.as_u64().unwrap_or(0)).or_default().rules = rules.collect();
        }
        let lookup = table("lemma_lookup")
            .iter()
            .filter_map(|(word, lemma)| {
                let lemma = msgpack::text(lemma).map(SmolStr::from).or_else(|| words(lemma).into_iter().next())?;
                Some((word.as_u64()?, lemma))
            })
            .collect();
        Ok(Self { language, tables, lookup })
    }

    pub(crate) fn run(&self, tokens: &mut [Work]) {
        for token in tokens.iter_mut().filter(|t| t.lemma.is_none()) {
            token.lemma = Some(match self.language {
                Lang::En => self.english(token),
                Lang::Fr => self.french(token),
            });
        }
    }

    fn english(&self, token: &Work) -> SmolStr {
        let (text, low) = (&token.lexeme.text, &token.lexeme.lower);
        let pos = token.pos.as_str().to_lowercase();
        if matches!(pos.as_str(), "" | "eol" | "space") || is_base_form(&pos, &token.morph) {
            return low.clone();
        }
        let Some(tables) = self.tables.get(&string_id(&pos)) else {
            return if pos == "propn" { text.clone() } else { low.clone() };
        };
        let (mut forms, mut unknown): (Vec<SmolStr>, Vec<SmolStr>) = (Vec::new(), Vec::new());
        for (old, new) in &tables.rules {
            let Some(stem) = low.strip_suffix(old.as_str()) else { continue };
            let form = SmolStr::from(format!("{stem}{new}"));
            if form.is_empty() {
                continue;
            }
            if tables.index.contains(&form) {
                forms.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                forms.push(form);
            } else {
                unknown.push(form);
            }
        }
        for form in tables.exceptions.get(low).into_iter().flatten() {
            if !forms.contains(form) {
                forms.insert(0, form.clone());
            }
        }
        forms.into_iter().next().or_else(|| unknown.into_iter().next()).unwrap_or_else(|| text.clone())
    }

    fn french(&self, token: &Work) -> SmolStr {
        let (text, low) = (&token.lexeme.text, &token.lexeme.lower);
        let pos = token.pos.as_str().to_lowercase();
        if matches!(pos.as_str(), "" | "eol" | "space") {
            return low.clone();
        }
        if !FRENCH_RULES.contains(&pos.as_str()) {
            return self.lookup.get(&token.lexeme.orth).unwrap_or(text).clone();
        }
        let none = Tables::default();
        let tables = self.tables.get(&string_id(&pos)).unwrap_or(&none);
        if tables.index.contains(low) {
            return low.clone();
        }
        if let Some(form) = tables.exceptions.get(low).and_then(|forms| forms.first()) {
            return form.clone();
        }
        let mut unknown = None;
        for (old, new) in &tables.rules {
            let Some(stem) = low.strip_suffix(old.as_str()) else { continue };
            let form = SmolStr::from(format!("{stem}{new}"));
            if form.is_empty() {
                continue;
            }
            if tables.index.contains(&form) || !form.chars().all(is_alpha) {
                return form;
            }
            unknown.get_or_insert(form);
        }
        unknown.or_else(|| self.lookup.get(&string_id(low)).cloned()).unwrap_or_else(|| low.clone())
    }
}

/// Whether a word is its own lemma by its features.
fn is_base_form(pos: &str, morph: &str) -> bool {
    debug_assert!(!morph.chars().any(is_space), "features hold no white space");
    let feature = |name: &str| morph.split('|').find_map(|f| f.strip_prefix(name)?.strip_prefix('='));
    if pos == "noun" && feature("Number") == Some("Sing") {
        return true;
    }
    let finite = feature("VerbForm") == Some("Fin") && feature("Tense") == Some("Pres");
    if pos == "verb" && finite && feature("Number").is_none() {
        return true;
    }
    matches!(feature("VerbForm"), Some("Inf" | "None")) || feature("Degree") == Some("Pos")
}
