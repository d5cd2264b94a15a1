//! `masudi annotate`: the layers beneath the events, for checking and reuse.

use super::actor::date;
use crate::data_choice::DataChoice;
use crate::in_order::{all_cores, in_order};
use crate::models::Models;
pub(super) use crate::models::load;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::reading::{Reading, language, passed_over};
use crate::standard_output::Lines;
use masudi::Engine;
use masudi_doc::{Civil, Doc, Lang, conllu};
use masudi_ingest::Pending;
use masudi_record::Document;
use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;

/// Print the layers of documents, or of parsed texts (CoNLL-U), one JSON object a document.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  masudi annotate report.txt news.jsonl.gz\n  masudi annotate --lang fr dépêche.txt\n  \
                        masudi annotate --lang en parsed.conllu\n\n\
                        Text needs the model of its language (masudi model install en). A .conllu file is taken as parsed;\n\
                        its entities are read from the last column (Entity=B-GPE)."
)]
pub struct Annotate {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    choice: DataChoice,
    /// Language of all documents; as each says, or detected, when not given (CoNLL-U: en)
    #[arg(long)]
    lang: Option<Lang>,
    /// Day on which to decide who held an office, such as 2024-04-15; each document's own publication date when not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Civil>,
    /// Gazetteer file; without it, the one that `masudi gazetteer install` made, where there is one
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
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
        let mut inputs = match self.reading.start(&self.choice) {
            Ok(inputs) => inputs,
            Err(outcome) => return outcome,
        };
        let gazetteer =
            self.gazetteer.clone().or_else(|| masudi_place::gazetteer::default_path().filter(|path| path.is_file()));
        let files = match self.choice.files() {
            Ok(files) => files,
            Err(error) => return Outcome::nothing(error),
        };
        let engine = match Engine::load(&files, gazetteer.as_deref()) {
            Ok(engine) => engine,
            Err(error) => return Outcome::nothing(error),
        };
        let models = Models::default();
        let mut out = Lines::stdout();
        let mut progress = Progress::start();
        let annotate = |pending: Pending| self.annotate(&engine, &models, pending);
        in_order(inputs.pending(), self.jobs.unwrap_or_else(all_cores), annotate, |written| match written {
            Ok(text) => {
                progress.document(0);
                out.write(|out| out.write_all(text.as_bytes()).and_then(|()| out.flush()))
            }
            Err(error) => {
                progress.failure(error);
                std::ops::ControlFlow::Continue(())
            }
        });
        if inputs.passed_over() > 0 {
            progress.note(passed_over(inputs.passed_over()));
        }
        out.finish().unwrap_or(Outcome::of(progress.done, progress.failed))
    }

    /// The output of one document.
    fn annotate(&self, engine: &Engine, models: &Models, pending: Pending) -> Result<String, String> {
        let document = pending.finish().map_err(|e| e.to_string())?;
        let name = document.origin.as_ref().and_then(|o| o.file.clone()).unwrap_or_default();
        let doc = self.doc(models, &document, &name).map_err(|why| format!("{name}: {why}"))?;
        Ok(match self.format {
            Format::Conllu => conllu::write(&doc),
            Format::Json => {
                let on = self.date.or_else(|| document.published.as_deref().and_then(|d| date(d.get(..10)?).ok()));
                let layers = engine.layers(&document.id, &doc, on);
                serde_json::to_string(&layers).unwrap_or_default() + "\n"
            }
        })
    }

    fn doc(&self, models: &Models, document: &Document, name: &str) -> Result<Doc, String> {
        if name.ends_with(".conllu") {
            return conllu::parse(&document.text, self.lang.unwrap_or(Lang::En)).map_err(|e| e.to_string());
        }
        let lang = match self.lang {
            Some(lang) => lang,
            None => language(document).parse()?,
        };
        Ok(models.pipeline(lang)?.annotate(&document.text))
    }
}
