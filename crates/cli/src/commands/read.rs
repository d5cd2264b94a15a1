//! `masudi read`: what is read, before anything is annotated or coded.

use crate::data_choice::DataChoice;
use crate::following::FollowChoice;
use crate::in_order::{all_cores, in_order};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::reading::{Reading, passed_over};
use crate::standard_output::Lines;
use masudi_ingest::{Inputs, Pending};
use std::num::NonZero;
use std::ops::ControlFlow;

/// Read inputs and print them as cleaned documents, one JSON object a line.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi read --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi read news.jsonl.gz reports/ - < more.txt\n  \
                        masudi read --follow incoming/ --memory incoming.memory | masudi code -")]
pub struct Read {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    choice: DataChoice,
    #[command(flatten)]
    follow: FollowChoice,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Read {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let mut printing = Printing { out: Lines::stdout(), progress: Progress::start(), passed_over: 0 };
        let jobs = self.jobs.unwrap_or_else(all_cores);
        let read = if self.follow.wanted() {
            self.reading.settings(&self.choice).and_then(|settings| {
                self.follow.follow(self.reading.inputs(), &settings, |inputs, stop| {
                    printing.print(inputs, jobs, &|| stop.asked())
                })
            })
        } else {
            self.reading.start(&self.choice).and_then(|mut inputs| printing.print(&mut inputs, jobs, &|| false))
        };
        match (read, printing.finish()) {
            (Err(Outcome::Done) | Ok(()), outcome) => outcome,
            (Err(failed), _) => failed,
        }
    }
}

/// What is printed, and what was counted.
struct Printing {
    out: Lines<std::io::Stdout>,
    progress: Progress,
    passed_over: usize,
}

impl Printing {
    /// Prints the documents of inputs. Errors: whoever reads standard output has had enough, or it cannot be written.
    fn print(
        &mut self,
        inputs: &mut Inputs,
        jobs: NonZero<usize>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), Outcome> {
        let line =
            |pending: Pending| pending.finish().map(|document| serde_json::to_string(&document).unwrap_or_default());
        let mut written = ControlFlow::Continue(());
        in_order(inputs.pending().take_while(|_| !stop()), jobs, line, |read| match read {
            Ok(line) => {
                self.progress.document(0);
                written = self.out.line(line);
                written
            }
            Err(error) => {
                self.progress.failure(error);
                ControlFlow::Continue(())
            }
        });
        self.passed_over += inputs.passed_over();
        let written = if written.is_break() { written } else { self.out.write(std::io::Write::flush) };
        if written.is_break() { Err(Outcome::Done) } else { Ok(()) }
    }

    fn finish(self) -> Outcome {
        if self.passed_over > 0 {
            self.progress.note(passed_over(self.passed_over));
        }
        self.out.finish().unwrap_or(Outcome::of(self.progress.done, self.progress.failed))
    }
}
