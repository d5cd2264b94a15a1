//! `masudi read`: what is read, before anything is annotated or coded.

use crate::data_choice::DataChoice;
use crate::in_order::{all_cores, in_order};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::reading::{Reading, passed_over};
use crate::standard_output::Lines;
use masudi_ingest::Pending;
use std::num::NonZero;
use std::ops::ControlFlow;

/// Read inputs and print them as cleaned documents, one JSON object a line.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi read --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi read news.jsonl.gz reports/ - < more.txt")]
pub struct Read {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    choice: DataChoice,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Read {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let mut inputs = match self.reading.start(&self.choice) {
            Ok(inputs) => inputs,
            Err(outcome) => return outcome,
        };
        let mut out = Lines::stdout();
        let mut progress = Progress::start();
        let line =
            |pending: Pending| pending.finish().map(|document| serde_json::to_string(&document).unwrap_or_default());
        in_order(inputs.pending(), self.jobs.unwrap_or_else(all_cores), line, |read| match read {
            Ok(line) => {
                progress.document(0);
                out.line(line)
            }
            Err(error) => {
                progress.failure(error);
                ControlFlow::Continue(())
            }
        });
        if inputs.passed_over() > 0 {
            progress.note(passed_over(&inputs));
        }
        out.finish().unwrap_or(Outcome::of(progress.done, progress.failed))
    }
}
