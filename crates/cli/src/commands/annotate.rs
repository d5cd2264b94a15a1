//! `masudi annotate`: the layers beneath the events, for checking and reuse.

use super::actor::date;
use crate::outcome::Outcome;
use masudi::Engine;
use masudi_doc::{Civil, Lang, conllu};
use masudi_lexicon::DataFiles;
use std::path::PathBuf;

/// Print the layers of parsed texts (CoNLL-U), one JSON object a file.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi annotate --lang en parsed.conllu\n\n\
                        Entities are read from the last column (Entity=B-GPE). Places and actors are added to what the file says.\n\
                        Plain text is not taken yet: the runtime for the language models is being built.")]
pub struct Annotate {
    /// CoNLL-U files, one document each
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of the files
    #[arg(long, default_value = "en")]
    lang: Lang,
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
        let (mut done, mut failed) = (0, 0);
        for file in &self.files {
            let name = file.display();
            let read = std::fs::read_to_string(file).map_err(|e| format!("{name}: {e}"));
            match read.and_then(|rows| conllu::parse(&rows, self.lang).map_err(|e| format!("{name}: {e}"))) {
                Ok(doc) => {
                    match self.format {
                        Format::Conllu => print!("{}", conllu::write(&doc)),
                        Format::Json => {
                            let layers = engine.layers(&name.to_string(), &doc, self.date);
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
        Outcome::of(done, failed)
    }
}
