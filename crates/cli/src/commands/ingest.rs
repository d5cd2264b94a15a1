//! `masudi ingest`: documents into the record.

use crate::clock::now;
use crate::coding::{Coded, Coding, WithCoding};
use crate::data_choice::DataChoice;
use crate::following::FollowChoice;
use crate::in_order::{all_cores, batches_in_order};
use crate::keeping::{Keeping, Read};
use crate::outcome::Outcome;
use crate::reading::{Reading, language, passed_over};
use crate::record_choice::RecordChoice;
use masudi::AT_ONCE;
use masudi_duplicates::Signature;
use masudi_ingest::Pending;
use masudi_record::{CodedDocument, Document};
use masudi_store::{NewDocument, NewRun, Store};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

/// Documents that wait to be written.
const WAITING: usize = 512;

/// Read inputs, code them and keep them in a record; prints the id of each document once it is on the disk.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi ingest --db record.db news/ 'archive/*.jsonl.gz'\n  \
                        zcat news.jsonl.gz | masudi ingest --db record.db - > kept.txt\n  \
                        masudi ingest --db record.db --follow incoming/ --memory incoming.memory\n\n\
                        The same input again changes nothing: after an interruption run the same command again. Near duplicates are\n\
                        linked to the first of them. Documents in languages without frames are kept without events.")]
pub struct Ingest {
    #[command(flatten)]
    record: RecordChoice,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    choice: DataChoice,
    #[command(flatten)]
    follow: FollowChoice,
    /// Keep documents without coding them, which needs no model; the same command without it, or masudi recode, codes
    /// them later
    #[arg(long)]
    no_code: bool,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Ingest {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self.ingest() {
            Ok(outcome) | Err(outcome) => outcome,
        }
    }

    fn ingest(self) -> Result<Outcome, Outcome> {
        let settings = self.reading.settings(&self.choice)?;
        let coding = match self.no_code {
            true => None,
            false => Some(Coding::load(&self.choice).map_err(Outcome::nothing)?),
        };
        let coding = coding.as_ref();
        if !self.follow.wanted() {
            let mut inputs = self.reading.start(&self.choice)?;
            let outcome = keep_all(inputs.pending(), &self.record, coding, self.jobs)?;
            if inputs.passed_over() > 0 {
                eprintln!("masudi: {}", passed_over(inputs.passed_over()));
            }
            return Ok(outcome);
        }
        let mut all = Outcome::Done;
        self.follow.follow(self.reading.inputs(), &settings, |inputs, stop| {
            let outcome = keep_all(inputs.pending().take_while(|_| !stop.asked()), &self.record, coding, self.jobs)?;
            if outcome != Outcome::Done {
                all = Outcome::Partly;
            }
            Ok(())
        })?;
        Ok(all)
    }
}

/// Codes documents on all cores and keeps them. Errors: not all of them are kept, because the record cannot be opened or
/// written, or whoever reads the ids has had enough; said.
pub fn keep_all(
    documents: impl Iterator<Item = Pending> + Send,
    record: &RecordChoice,
    coding: Option<&Coding>,
    jobs: Option<NonZero<usize>>,
) -> Result<Outcome, Outcome> {
    let store = record.open()?;
    // An id is looked up in no time; one connection serves all threads.
    let known = Mutex::new(record.read()?);
    let keeping = Keeping::new(store, new_run(coding));
    let codes = coding.is_some();
    let (sender, receiver) = sync_channel(WAITING);
    let outcome = std::thread::scope(|scope| {
        let keeper = scope.spawn(move || keeping.keep(&receiver));
        batches_in_order(
            documents,
            jobs.unwrap_or_else(all_cores),
            AT_ONCE,
            |pending: Vec<Pending>| work(coding, pending.into_iter().map(|p| arrive(p, &known, codes)).collect()),
            |read| match sender.send(read) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            },
        );
        // The writer closes last, and leaves one whole file: a reader cannot bring the side file's pages into it.
        drop(known);
        drop(sender);
        keeper.join()
    });
    outcome.unwrap_or_else(|_| Err(Outcome::nothing("a fault of the program; please report it")))
}

/// What a run writes down of itself.
pub fn new_run(coding: Option<&Coding>) -> NewRun {
    NewRun {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        models: coding.map(Coding::model).unwrap_or_default(),
        lexicon: coding.map(|coding| coding.lexicon().to_owned()).unwrap_or_default(),
        settings: "{}".to_owned(),
        started: now(),
        ..NewRun::default()
    }
}

/// A document to be coded; of another, what there is to be kept or said.
fn arrive(pending: Pending, known: &Mutex<Store>, coding: bool) -> Result<Document, Read> {
    let document = pending.finish().map_err(|error| Read::Failed(error.to_string()))?;
    let known = known.lock().unwrap_or_else(PoisonError::into_inner).is_coded(&document.id);
    match known {
        // The record compares it with what it has; nothing of it is made again.
        Ok(Some(coded)) if coded || !coding => {
            let new = Box::new(NewDocument { document, ..NewDocument::default() });
            Err(Read::Document { new, passed: None, failed: None })
        }
        Ok(_) => Ok(document),
        Err(error) => Err(Read::Failed(error.to_string())),
    }
}

fn work(coding: Option<&Coding>, arrived: Vec<Result<Document, Read>>) -> Vec<Read> {
    let Some(coding) = coding else {
        let uncoded = |arrived: Result<Document, Read>| arrived.map_or_else(|read| read, |d| read(d, None, None, None));
        return arrived.into_iter().map(uncoded).collect();
    };
    let read = |coded: Result<WithCoding, Read>| match coded {
        Ok((Ok(Coded::Coded(coded)), document)) => read(document, Some(coded), None, None),
        Ok((Ok(Coded::Passed(language)), document)) => {
            read(document, Some(CodedDocument::default()), Some(language), None)
        }
        Ok((Err(why), document)) => read(document, None, None, Some(why)),
        Err(read) => read,
    };
    coding.code_all(arrived).into_iter().map(read).collect()
}

fn read(document: Document, coded: Option<CodedDocument>, passed: Option<String>, failed: Option<String>) -> Read {
    let signature = Some(Signature::of(&document.text));
    let document = Document { language: Some(language(&document)), ..document };
    Read::Document { new: Box::new(NewDocument { document, coded, signature }), passed, failed }
}
