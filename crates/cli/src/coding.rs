//! The coder of commands that code: data, gazetteer and models, loaded once.
//!
//! In: documents. Out: what was coded of each, or that its language has no frames, or a failure that names the file and is
//! of this document alone.

use crate::data_choice::DataChoice;
use crate::models::{self, Models};
use crate::reading::language;
use masudi::Engine;
use masudi_doc::Lang;
use masudi_record::{CodedDocument, Document};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The coder. Shared between threads.
pub struct Coding {
    engine: Engine,
    models: Models,
}

/// What was coded of a document.
pub enum Coded {
    /// All of it.
    Coded(CodedDocument),
    /// Nothing: this language has no frames, or its model is not installed.
    Passed(String),
}

/// A document and what became of it.
pub type WithCoding = (Result<Coded, String>, Document);

impl Coding {
    /// Loads data and models. Errors: what is wrong, and what to run.
    pub fn load(choice: &DataChoice) -> Result<Self, String> {
        let engine = engine(choice)?;
        let models = Models::default();
        models.pipeline(Lang::En)?;
        Ok(Self { engine, models })
    }

    /// Codes documents; what is none goes through as it came. Errors: a sentence with the document's file; a fault of the program is
    /// one too.
    pub fn code_all<E>(&self, documents: Vec<Result<Document, E>>) -> Vec<Result<WithCoding, E>> {
        let mut coded: Vec<Option<Result<Coded, String>>> = documents.iter().map(|_| None).collect();
        let mut by_language: BTreeMap<Lang, Vec<usize>> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate().filter_map(|(at, d)| Some((at, d.as_ref().ok()?))) {
            match self.language(document) {
                Ok(lang) => by_language.entry(lang).or_default().push(at),
                Err(passed) => coded[at] = Some(Ok(passed)),
            }
        }
        for (lang, places) in by_language {
            let these: Vec<&Document> = places.iter().filter_map(|at| documents[*at].as_ref().ok()).collect();
            for (at, result) in places.into_iter().zip(self.code_in(lang, &these)) {
                coded[at] = Some(result);
            }
        }
        let both = |(document, coded): (Result<Document, E>, Option<_>)| {
            document.map(|document| (coded.unwrap_or_else(|| Err(fault(&document))), document))
        };
        documents.into_iter().zip(coded).map(both).collect()
    }

    /// The language that a document is coded in, or what it is passed over for.
    fn language(&self, document: &Document) -> Result<Lang, Coded> {
        let language = language(document);
        let with_frames = language.parse().ok().filter(|lang| self.engine.frames(*lang).is_some());
        let Some(lang) = with_frames else { return Err(Coded::Passed(language)) };
        // The English model was found when the program began; another may not be there.
        if let (true, Err(_)) = (lang != Lang::En, self.models.pipeline(lang)) {
            return Err(Coded::Passed(format!("{language} (masudi model install {language})")));
        }
        Ok(lang)
    }

    /// Codes documents of one language, together or, where one of them brings a fault to light, one by one.
    fn code_in(&self, lang: Lang, documents: &[&Document]) -> Vec<Result<Coded, String>> {
        let pipeline = match self.models.pipeline(lang) {
            Ok(pipeline) => pipeline,
            Err(why) => return documents.iter().map(|d| Err(format!("{}: {why}", place(d)))).collect(),
        };
        let coded = together_or_alone(documents, |these| self.engine.code_all(&pipeline, these));
        let of = |(document, coded): (&&Document, Option<_>)| coded.map(Coded::Coded).ok_or_else(|| fault(document));
        documents.iter().zip(coded).map(of).collect()
    }

    /// Language, name and version of the model that codes.
    pub fn model(&self) -> String {
        let of = |pipeline: &masudi_nlp::Pipeline| {
            format!("{} {} {}", pipeline.language(), pipeline.name(), pipeline.version())
        };
        self.models.pipeline(Lang::En).map(|pipeline| of(&pipeline)).unwrap_or_default()
    }

    /// Hash of the data files.
    pub fn lexicon(&self) -> &str {
        self.engine.lexicon()
    }
}

/// The engine with the user's data, gazetteer and vectors. Errors: what is wrong, and what to run.
pub fn engine(choice: &DataChoice) -> Result<Engine, String> {
    let gazetteer = masudi_place::gazetteer::default_path().filter(|path| path.is_file());
    let engine = Engine::load(&choice.files()?, gazetteer.as_deref()).map_err(|e| e.to_string())?;
    Ok(match models::vectors(Lang::En)? {
        Some(vectors) => engine.with_vectors(Lang::En, vectors),
        None => engine,
    })
}

/// What some work makes of items, together or, where one of them brings a fault to light, one by one; `None` for that one.
fn together_or_alone<I, O>(items: &[I], work: impl Fn(&[I]) -> Vec<O>) -> Vec<Option<O>> {
    let guarded = |these: &[I]| catch_unwind(AssertUnwindSafe(|| work(these))).ok();
    match guarded(items) {
        Some(done) => done.into_iter().map(Some).collect(),
        None => items.iter().map(|item| guarded(std::slice::from_ref(item))?.pop()).collect(),
    }
}

fn fault(document: &Document) -> String {
    let id = &document.id;
    format!("{}: document {id}: a fault of the program; please report it with the document", place(document))
}

/// File and line that a document came from.
pub fn place(document: &Document) -> String {
    let origin = document.origin.as_ref();
    let file = origin.and_then(|o| o.file.as_deref()).unwrap_or("-");
    match origin.and_then(|o| o.offset.as_deref()) {
        Some(offset) => format!("{file}:{offset}"),
        None => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_of_its_document_alone() {
        let work = |numbers: &[u32]| numbers.iter().map(|n| 12 / n).collect();
        assert_eq!(together_or_alone(&[1, 0, 4], work), [Some(12), None, Some(3)]);
        assert_eq!(together_or_alone(&[2, 3], work), [Some(6), Some(4)]);
        assert_eq!(together_or_alone(&[], work), []);
    }
}
