//! `masudi explain`: why a sentence codes as it does.

use super::actor::date;
use super::annotate::load;
use crate::coding::engine;
use crate::data_choice::DataChoice;
use crate::outcome::Outcome;
use masudi_doc::{Civil, Lang};

/// Print parse, actors, places, times, predicates, the frames tried and why, and the events.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi explain \"Israel resumed strikes on Lebanon on Friday.\" --date 2024-04-15")]
pub struct Explain {
    /// The sentence
    text: String,
    /// Day of publication, such as 2024-04-15
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Civil>,
    #[command(flatten)]
    choice: DataChoice,
}

impl Explain {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let language = masudi_nlp::detect_language(&self.text).unwrap_or(Lang::En);
        match engine(&self.choice).and_then(|engine| Ok((engine, load(language)?))) {
            Ok((engine, pipeline)) => {
                print!("{}", engine.explain(&pipeline, &self.text, self.date));
                Outcome::Done
            }
            Err(error) => Outcome::nothing(error),
        }
    }
}
