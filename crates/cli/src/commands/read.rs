//! `masudi read`: what is read, before anything is annotated or coded.

use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::reading::{Reading, passed_over};
use crate::standard_output::Lines;

/// Read inputs and print them as cleaned documents, one JSON object a line.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi read --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi read news.jsonl.gz reports/ - < more.txt")]
pub struct Read {
    #[command(flatten)]
    reading: Reading,
}

impl Read {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let mut inputs = match self.reading.start() {
            Ok(inputs) => inputs,
            Err(outcome) => return outcome,
        };
        let mut out = Lines::stdout();
        let mut progress = Progress::start();
        for document in &mut inputs {
            let written = match document {
                Ok(document) => {
                    progress.document(0);
                    out.line(serde_json::to_string(&document).unwrap_or_default())
                }
                Err(error) => {
                    progress.failure(error);
                    continue;
                }
            };
            if written.is_break() {
                break;
            }
        }
        if inputs.passed_over() > 0 {
            progress.note(passed_over(&inputs));
        }
        out.finish().unwrap_or(Outcome::of(progress.done, progress.failed))
    }
}
