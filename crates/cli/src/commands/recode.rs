//! `masudi recode`: what is in the record is coded anew.

use super::ingest::new_run;
use crate::clock::now;
use crate::coding::{Coded, Coding};
use crate::data_choice::DataChoice;
use crate::in_order::{all_cores, batches_in_order};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::record_choice::RecordChoice;
use masudi::AT_ONCE;
use masudi_record::CodedDocument;
use masudi_store::{Recoding, Store, StoreError, StoredDocument, Todo};
use std::num::NonZero;
use std::ops::ControlFlow;

/// Documents read, and written, at once.
const BATCH: usize = 128;

/// Code the documents of a record anew, after data, models or program changed.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi recode --db record.db\n\n\
                        What is there stays, and is read, until all is coded; then it is replaced at once. A run that was interrupted\n\
                        goes on where it stopped. Documents that the same coder coded are left out unless --all is given.")]
pub struct Recode {
    #[command(flatten)]
    record: RecordChoice,
    #[command(flatten)]
    choice: DataChoice,
    /// Also documents that this coder, with these data and models, has coded before
    #[arg(long)]
    all: bool,
    /// Only documents that nobody has coded yet
    #[arg(long, conflicts_with = "all")]
    new: bool,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Recode {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self.recode() {
            Ok(outcome) | Err(outcome) => outcome,
        }
    }

    fn recode(self) -> Result<Outcome, Outcome> {
        let mut store = self.record.open_existing()?;
        let coding = Coding::load(&self.choice).map_err(Outcome::nothing)?;
        let reader = self.record.read()?;
        let recoding = store.begin_recoding(&new_run(Some(&coding))).map_err(Outcome::nothing)?;
        let mut progress = Progress::start();
        if recoding.done > 0 {
            progress.note(format!("{} documents were coded before the interruption", recoding.done));
        }
        let todo = match (self.new, self.all) {
            (true, _) => Todo::New,
            (_, true) => Todo::All,
            _ => Todo::Others,
        };
        let documents = Documents { store: reader, recoding, todo, read: Vec::new().into_iter(), after: 0 };
        let mut batch = Vec::with_capacity(BATCH);
        let mut failure: Option<StoreError> = None;
        let work = |stored: Vec<Result<StoredDocument, StoreError>>| -> Vec<Result<(i64, _), StoreError>> {
            let numbers: Vec<i64> = stored.iter().map(|stored| stored.as_ref().map_or(0, |s| s.number)).collect();
            let documents = stored.into_iter().map(|stored| stored.map(|stored| stored.document)).collect();
            let coded = numbers.into_iter().zip(coding.code_all(documents));
            coded.map(|(number, coded)| coded.map(|(coded, _)| (number, coded))).collect()
        };
        batches_in_order(
            documents,
            self.jobs.unwrap_or_else(all_cores),
            AT_ONCE,
            work,
            |coded: Result<_, StoreError>| {
                let staged = coded.and_then(|(number, coded)| {
                    let coded = match coded {
                        Ok(Coded::Coded(coded)) => coded,
                        Ok(Coded::Passed(_)) => CodedDocument::default(),
                        // What was coded of it before stays.
                        Err(why) => {
                            progress.failure(why);
                            return Ok(());
                        }
                    };
                    progress.document(coded.mentions.len());
                    batch.push((number, coded));
                    if batch.len() < BATCH { Ok(()) } else { stage(&mut store, recoding, &mut batch) }
                });
                match staged {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failure = Some(error);
                        ControlFlow::Break(())
                    }
                }
            },
        );
        let ended = match failure {
            Some(error) => Err(error),
            None => stage(&mut store, recoding, &mut batch).and_then(|()| store.end_recoding(recoding.run, &now())),
        };
        let replaced = ended.map_err(Outcome::nothing)?;
        progress.note(format!("documents coded anew: {replaced}; mentions coded: {}", progress.events));
        Ok(Outcome::of(progress.done.max(replaced), progress.failed))
    }
}

fn stage(store: &mut Store, recoding: Recoding, batch: &mut Vec<(i64, CodedDocument)>) -> Result<(), StoreError> {
    store.stage(recoding.run, batch)?;
    batch.clear();
    Ok(())
}

/// The documents to be coded, a few at a time.
struct Documents {
    store: Store,
    recoding: Recoding,
    todo: Todo,
    read: std::vec::IntoIter<StoredDocument>,
    after: i64,
}

impl Iterator for Documents {
    type Item = Result<StoredDocument, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read.len() == 0 {
            match self.store.to_recode(self.recoding.run, self.todo, self.after, BATCH) {
                Ok(documents) => self.read = documents.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
        let document = self.read.next()?;
        self.after = document.number;
        Some(Ok(document))
    }
}
