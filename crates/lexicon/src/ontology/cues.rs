//! The words that signal contexts, by language.

use super::Ontology;
use crate::words::WordMap;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::Lang;
use smol_str::SmolStr;

/// Where a cue counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In the sentence of the event.
    Sentence,
    /// Anywhere in the document.
    Document,
}

/// A cue: words that together signal a context.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextCue {
    /// Which context.
    pub context: SmolStr,
    /// Where it counts.
    pub scope: Scope,
    /// How much: weights of different cues add up, and 1 suffices.
    pub weight: f32,
    /// All must be there, in any order; lemmas or forms in lower case.
    pub words: Vec<SmolStr>,
}

/// The cues of one language, found by their first word.
#[derive(Clone, Debug, Default)]
pub struct ContextCues {
    cues: Vec<ContextCue>,
    by_word: WordMap<SmolStr, Vec<u32>>,
}

impl ContextCues {
    /// Reads `lang/LANGUAGE/contexts.tsv`; a language without that file has no cues.
    ///
    /// Errors: [`DataError`] with file and line; a context that the ontology does not define.
    pub fn load(files: &DataFiles, ontology: &Ontology, language: Lang) -> Result<Self, DataError> {
        let file = format!("lang/{language}/contexts.tsv");
        let mut out = Self::default();
        if !files.list(&format!("lang/{language}"), "contexts.tsv").contains(&file) {
            return Ok(out);
        }
        let text = files.read(&file)?;
        for row in tsv::rows(&file, &text, &["context", "scope", "weight", "words"])? {
            let f = &row.fields;
            let fault = |expected: &str, found: &str| DataError::line(&file, row.line, expected, found);
            let Some(context) = ontology.context(f[0]) else {
                return Err(fault("a context of the ontology", f[0]));
            };
            let scope = match f[1] {
                "sentence" => Scope::Sentence,
                "document" => Scope::Document,
                other => return Err(fault("sentence or document", other)),
            };
            let weight = f[2].parse().ok().filter(|w| (0.0..=1.0).contains(w));
            let Some(weight) = weight else { return Err(fault("a weight from 0 to 1", f[2])) };
            for phrase in tsv::list(f[3]) {
                if phrase.to_lowercase() != phrase {
                    return Err(fault("words in lower case", phrase));
                }
                let words: Vec<SmolStr> = phrase.split(' ').map(SmolStr::new).collect();
                out.by_word.entry(words[0].clone()).or_default().push(out.cues.len() as u32);
                out.cues.push(ContextCue { context: context.name.clone(), scope, weight, words });
            }
        }
        Ok(out)
    }

    /// The cues whose first word is this one.
    pub fn beginning_with(&self, word: &str) -> impl Iterator<Item = &ContextCue> {
        self.by_word.get(word).into_iter().flatten().map(|at| &self.cues[*at as usize])
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &ContextCue> {
        self.cues.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cues.len()
    }

    /// Whether the language has none.
    pub fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }
}
