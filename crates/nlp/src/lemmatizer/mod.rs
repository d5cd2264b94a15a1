//! The rule lemmatizer of English and the French one.

mod tables;

use crate::chars::{is_alpha, is_space};
use crate::hash::string_id;
use crate::work::Work;
use crate::{LoadError, Package};
use masudi_doc::Lang;
use smol_str::SmolStr;
use tables::Tables;

const FILE: &str = "lemmatizer/lookups/lookups.bin";
/// Parts of speech for which French has rules; the others are looked up.
const FRENCH_RULES: [&str; 11] = ["noun", "verb", "adj", "adp", "adv", "aux", "cconj", "det", "pron", "punct", "sconj"];

/// The lemmatizer of one model.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    language: Lang,
    tables: Tables,
}

impl Lemmatizer {
    /// Reads the component `lemmatizer`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package, language: Lang) -> Result<Self, LoadError> {
        Ok(Self { language, tables: Tables::read(package)? })
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
        let part = string_id(&pos);
        if !self.tables.knows(part) {
            return if pos == "propn" { text.clone() } else { low.clone() };
        }
        let (mut forms, mut unknown): (Vec<SmolStr>, Vec<SmolStr>) = (Vec::new(), Vec::new());
        for (old, new) in self.tables.rules(part) {
            let Some(stem) = low.strip_suffix(old.as_str()) else { continue };
            let form = SmolStr::from(format!("{stem}{new}"));
            if form.is_empty() {
                continue;
            }
            if self.tables.is_form(part, &form) {
                forms.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                forms.push(form);
            } else {
                unknown.push(form);
            }
        }
        for form in self.tables.exceptions(part, low) {
            if !forms.contains(&form) {
                forms.insert(0, form);
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
            return self.tables.lookup(token.lexeme.orth).unwrap_or_else(|| text.clone());
        }
        let part = string_id(&pos);
        if self.tables.is_form(part, low) {
            return low.clone();
        }
        if let Some(form) = self.tables.exceptions(part, low).into_iter().next() {
            return form;
        }
        let mut unknown = None;
        for (old, new) in self.tables.rules(part) {
            let Some(stem) = low.strip_suffix(old.as_str()) else { continue };
            let form = SmolStr::from(format!("{stem}{new}"));
            if form.is_empty() {
                continue;
            }
            if self.tables.is_form(part, &form) || !form.chars().all(is_alpha) {
                return form;
            }
            unknown.get_or_insert(form);
        }
        unknown.or_else(|| self.tables.lookup(string_id(low))).unwrap_or_else(|| low.clone())
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
