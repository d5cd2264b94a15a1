//! Documents on their way into the record.
//!
//! In: documents, coded or not, and failures, from any thread in their order. Out: on standard output the id of each
//! document that is in the record, written only once it is on the disk. What comes in while one batch is being written
//! makes the next one, so that a slow stream is kept document by document and a fast one in large batches.

use crate::clock::now;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::standard_output::Lines;
use masudi_store::{NewDocument, NewRun, Put, RunNumber, Store, StoreError};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, TryRecvError};

/// Documents written in one transaction.
const BATCH: usize = 256;

/// What became of a document before it is kept.
pub enum Read {
    /// It is to be kept. The language, when it has no frames; why it could not be coded.
    Document { new: Box<NewDocument>, passed: Option<String>, failed: Option<String> },
    /// It could not be read.
    Failed(String),
}

/// Keeps documents and says so.
pub struct Keeping {
    store: Store,
    new_run: NewRun,
    run: Option<RunNumber>,
    out: Lines<std::io::Stdout>,
    progress: Progress,
    passed: BTreeMap<String, usize>,
    put: BTreeMap<&'static str, usize>,
}

impl Keeping {
    /// Keeps documents in `store`. The run is written down with the first of them.
    pub fn new(store: Store, run: NewRun) -> Self {
        let (passed, put) = (BTreeMap::new(), BTreeMap::new());
        Self { store, new_run: run, run: None, out: Lines::stdout(), progress: Progress::start(), passed, put }
    }

    /// Keeps all that comes. Errors: not all of it is kept, because the record cannot be written or whoever reads the ids has had
    /// enough; said.
    pub fn keep(mut self, coming: &Receiver<Read>) -> Result<Outcome, Outcome> {
        let mut enough = false;
        let failed = loop {
            let Ok(first) = coming.recv() else { break None };
            let mut batch = Vec::with_capacity(BATCH);
            self.take(first, &mut batch);
            while batch.len() < BATCH {
                match coming.try_recv() {
                    Ok(next) => self.take(next, &mut batch),
                    Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                }
            }
            match self.write(&batch) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => {
                    enough = true;
                    break None;
                }
                Err(error) => break Some(error),
            }
        };
        let all = failed.is_none() && !enough;
        let outcome = self.finish(failed);
        if all { Ok(outcome) } else { Err(outcome) }
    }

    fn take(&mut self, read: Read, batch: &mut Vec<NewDocument>) {
        match read {
            Read::Document { new, passed, failed } => {
                if let Some(language) = passed {
                    *self.passed.entry(language).or_default() += 1;
                }
                if let Some(why) = failed {
                    self.progress.failure(why);
                }
                batch.push(*new);
            }
            Read::Failed(why) => self.progress.failure(why),
        }
    }

    fn write(&mut self, batch: &[NewDocument]) -> Result<ControlFlow<()>, StoreError> {
        if batch.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let run = match self.run {
            Some(run) => run,
            None => *self.run.insert(self.store.begin_run(&self.new_run)?),
        };
        let put = self.store.put_batch(run, batch)?;
        for (new, put) in batch.iter().zip(put) {
            let name = match put {
                Put::Added => "new",
                Put::Coded => "coded",
                Put::SeenAgain => "seen elsewhere",
                Put::Known => "known",
                Put::Conflict => {
                    let id = &new.document.id;
                    let place = crate::coding::place(&new.document);
                    self.progress.failure(format!(
                        "{place}: expected a new id, but found {id}, under which the record has another text"
                    ));
                    continue;
                }
            };
            *self.put.entry(name).or_default() += 1;
            self.progress.document(new.coded.as_ref().map_or(0, |coded| coded.mentions.len()));
            if self.out.line(&new.document.id).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(self.out.write(std::io::Write::flush))
    }

    fn finish(mut self, failed: Option<StoreError>) -> Outcome {
        if let Some(run) = self.run {
            let wrote = self.put.keys().any(|name| *name != "known");
            let ended = if wrote { self.store.end_run(run, &now()) } else { self.store.drop_run(run) };
            if let Err(error) = ended
                && failed.is_none()
            {
                self.progress.failure(error);
            }
        }
        for (language, n) in std::mem::take(&mut self.passed) {
            self.progress.note(format!("no coding frames for language {language}: {n} documents kept without events"));
        }
        let counts: Vec<String> = self.put.iter().map(|(name, n)| format!("{n} {name}")).collect();
        if !counts.is_empty() {
            self.progress.note(format!("documents: {}; mentions coded: {}", counts.join(", "), self.progress.events));
        }
        let outcome = self.out.finish();
        if let Some(error) = failed {
            self.progress.failure(error);
        }
        outcome.unwrap_or(Outcome::of(self.progress.done, self.progress.failed))
    }
}
