//! The coder of commands that code: data, gazetteer and models, loaded once.
//!
//! In: a document. Out: what was coded of it, or that its language has no frames, or a failure that names the file and is
//! of this document alone.

use crate::data_choice::DataChoice;
use crate::models::{self, Models};
use crate::reading::language;
use masudi::Engine;
use masudi_doc::Lang;
use masudi_record::{CodedDocument, Document};
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

impl Coding {
    /// Loads data and models. Errors: what is wrong, and what to run.
    pub fn load(choice: &DataChoice) -> Result<Self, String> {
        let engine = engine(choice)?;
        let models = Models::default();
        models.pipeline(Lang::En)?;
        Ok(Self { engine, models })
    }

    /// Codes one document. Errors: a sentence with its file; a fault of the program is one too.
    pub fn code(&self, document: &Document) -> Result<Coded, String> {
        let language = language(document);
        let with_frames = language.parse().ok().filter(|lang| self.engine.frames(*lang).is_some());
        let Some(lang) = with_frames else {
            return Ok(Coded::Passed(language));
        };
        // The English model was found when the program began; another may not be there.
        if let (true, Err(_)) = (lang != Lang::En, self.models.pipeline(lang)) {
            return Ok(Coded::Passed(format!("{language} (masudi model install {language})")));
        }
        let coded = self.models.pipeline(lang).and_then(|pipeline| {
            catch_unwind(AssertUnwindSafe(|| self.engine.code(&pipeline, document))).map_err(|_| {
                format!("document {}: a fault of the program; please report it with the document", document.id)
            })
        });
        coded.map(Coded::Coded).map_err(|why| format!("{}: {why}", place(document)))
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

/// File and line that a document came from.
pub fn place(document: &Document) -> String {
    let origin = document.origin.as_ref();
    let file = origin.and_then(|o| o.file.as_deref()).unwrap_or("-");
    match origin.and_then(|o| o.offset.as_deref()) {
        Some(offset) => format!("{file}:{offset}"),
        None => file.to_owned(),
    }
}
