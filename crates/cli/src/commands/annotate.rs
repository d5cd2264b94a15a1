//! `masudi annotate`: the layers beneath the events, for checking and reuse.

use super::actor::date;
use crate::outcome::Outcome;
use masudi::Engine;
use masudi_doc::{Civil, Doc, Lang, conllu};
use masudi_lexicon::DataFiles;
use masudi_models::ModelStore;
use masudi_nlp::{Pipeline, detect_language};
use masudi_record::Document;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

/// Print the layers of texts, or of parsed texts (CoNLL-U), one JSON object a file.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi annotate report.txt\n  masudi annotate --lang fr dépêche.txt\n  \
                        masudi annotate --lang en parsed.conllu\n\n\
                        Text needs the model of its language (masudi model install en). A .conllu file is taken as parsed;\n\
                        its entities are read from the last column (Entity=B-GPE).")]
pub struct Annotate {
    /// Text or .conllu files, one document each; .jsonl files (id, text, published, language); - for text on standard
    /// input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of the files; detected when not given (CoNLL-U: en)
    #[arg(long)]
    lang: Option<Lang>,
    /// Day of publication, such as 2024-04-15: who held an office is decided for it
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Civil>,
    /// Gazetteer file; without it, the one that `masudi gazetteer install` made, where there is one
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

/// Form of the output.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One JSON object a document
    Json,
    /// CoNLL-U, as it was understood
    Conllu,
}

impl Annotate {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let gazetteer =
            self.gazetteer.clone().or_else(|| masudi_place::gazetteer::default_path().filter(|path| path.is_file()));
        let engine = match Engine::load(&DataFiles::built_in(), gazetteer.as_deref()) {
            Ok(engine) => engine,
            Err(error) => return Outcome::nothing(error),
        };
        let mut models = Models::default();
        let (mut done, mut failed) = (0, 0);
        for file in &self.files {
            for parsed in self.parsed(file, &mut models) {
                match parsed {
                    Ok(Parsed { id, doc, date }) => {
                        match self.format {
                            Format::Conllu => print!("{}", conllu::write(&doc)),
                            Format::Json => {
                                let layers = engine.layers(&id, &doc, date);
                                println!("{}", serde_json::to_string(&layers).unwrap_or_default());
                            }
                        }
                        done += 1;
                    }
                    Err(error) => {
                        eprintln!("masudi: {error}");
                        failed += 1;
                    }
                }
            }
        }
        Outcome::of(done, failed)
    }

    /// The documents of one file, parsed, or why they could not be.
    fn parsed(&self, file: &Path, models: &mut Models) -> Vec<Result<Parsed, String>> {
        let name = file.display().to_string();
        let read = if file.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(file)
        };
        let text = match read {
            Ok(text) => text,
            Err(error) => return vec![Err(format!("{name}: {error}"))],
        };
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if extension == "jsonl" {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            return lines.map(|(at, line)| self.line(&format!("{name}:{}", at + 1), line, models)).collect();
        }
        let doc = match extension {
            "conllu" => conllu::parse(&text, self.lang.unwrap_or(Lang::En)).map_err(|e| format!("{name}: {e}")),
            _ => models.annotate(self.lang, &text),
        };
        vec![doc.map(|doc| Parsed { id: name, doc, date: self.date })]
    }

    /// A document of a JSONL file. Its text is taken as it stands, so that offsets count in it.
    fn line(&self, place: &str, line: &str, models: &mut Models) -> Result<Parsed, String> {
        let document: Document = serde_json::from_str(line).map_err(|e| format!("{place}: {e}"))?;
        let lang = self.lang.or_else(|| document.language.as_deref().and_then(|code| code.parse().ok()));
        let published = document.published.as_deref().and_then(|text| date(text.get(..10)?).ok());
        let doc = models.annotate(lang, &document.text)?;
        Ok(Parsed { id: document.id, doc, date: published.or(self.date) })
    }
}

/// A document with its layers of syntax.
struct Parsed {
    id: String,
    doc: Doc,
    date: Option<Civil>,
}

/// Models by language, loaded when first needed.
#[derive(Default)]
struct Models(HashMap<Lang, Pipeline>);

impl Models {
    /// Annotates a text in its language, or in the one detected.
    fn annotate(&mut self, lang: Option<Lang>, text: &str) -> Result<Doc, String> {
        let lang = lang.or_else(|| detect_language(text)).unwrap_or(Lang::En);
        self.pipeline(lang).map(|pipeline| pipeline.annotate(text))
    }

    fn pipeline(&mut self, lang: Lang) -> Result<&Pipeline, String> {
        match self.0.entry(lang) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(empty) => Ok(empty.insert(load(lang)?)),
        }
    }
}

/// Loads the installed model of a language. Errors: what is wrong and what to run.
pub(super) fn load(lang: Lang) -> Result<Pipeline, String> {
    let dir = ModelStore::from_env(&|name| std::env::var_os(name))
        .and_then(|store| store.dir(lang))
        .map_err(|e| e.to_string())?;
    Pipeline::load(&dir).map_err(|e| e.to_string())
}
