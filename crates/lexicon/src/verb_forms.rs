//! Forms of verbs that a model of a language does not know.
//!
//! In: `data/lang/LANG/verb_forms.tsv`. Out: [`VerbForms`], by form. What this does not do: it changes no token.

use crate::{DataError, DataFiles, tsv};
use std::collections::HashMap;

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// Past tense.
    Past,
    /// Past participle.
    Participle,
    /// Past tense, or participle where an auxiliary stands with it.
    Both,
}

/// The forms of one language, in lower case, with their lemmas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerbForms {
    forms: HashMap<String, (String, FormKind)>,
}

impl VerbForms {
    /// Reads the forms of a language, given as its code; none where it has no such file. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, verb_forms::{FormKind, VerbForms}};
    /// let forms = VerbForms::load(&DataFiles::built_in(), "en").unwrap();
    /// assert_eq!(forms.get("retook"), Some(("retake", FormKind::Past)));
    /// assert_eq!(forms.get("took"), None);
    /// ```
    pub fn load(files: &DataFiles, language: &str) -> Result<Self, DataError> {
        let path = format!("lang/{language}/verb_forms.tsv");
        if files.list(&format!("lang/{language}"), "/verb_forms.tsv").is_empty() {
            return Ok(Self::default());
        }
        let mut forms = HashMap::new();
        for row in tsv::rows(&path, &files.read(&path)?, &["form", "lemma", "kind"])? {
            let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
            let [form, lemma, kind] = [row.fields[0], row.fields[1], row.fields[2]];
            for word in [form, lemma] {
                if word.is_empty() || !word.chars().all(char::is_lowercase) {
                    return Err(wrong("one word in lower case", word));
                }
            }
            let kind = match kind {
                "past" => FormKind::Past,
                "participle" => FormKind::Participle,
                "both" => FormKind::Both,
                other => return Err(wrong("past, participle or both", other)),
            };
            if forms.insert(form.to_owned(), (lemma.to_owned(), kind)).is_some() {
                return Err(wrong("each form once", form));
            }
        }
        Ok(Self { forms })
    }

    /// The lemma of a form in lower case, and what it is.
    pub fn get(&self, form: &str) -> Option<(&str, FormKind)> {
        self.forms.get(form).map(|(lemma, kind)| (lemma.as_str(), *kind))
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_row_is_an_error_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("lang/en")).unwrap();
        for (row, said) in [
            ("Retook\tretake\tpast", "lower case"),
            ("retook\t\tpast", "lower case"),
            ("retook\tretake\tVBD", "past, participle or both"),
            ("retook\tretake\tpast\nretook\tretake\tpast", "each form once"),
        ] {
            let text = format!("form\tlemma\tkind\n{row}\n");
            std::fs::write(folder.path().join("lang/en/verb_forms.tsv"), text).unwrap();
            let error = VerbForms::load(&DataFiles::from_folder(folder.path()), "en").unwrap_err().to_string();
            assert!(error.contains("verb_forms.tsv") && error.contains(said), "{error}");
        }
    }
}
