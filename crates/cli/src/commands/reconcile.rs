//! `masudi reconcile`: one record of many mentions.

use crate::clock::now;
use crate::outcome::Outcome;
use crate::reconciling::{documents, event_words, events, factors, mentions, objects, reported, story_of};
use crate::record_choice::existing;
use crate::standard_output::Lines;
use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::ProcessWords;
use masudi_reconcile::{Reconciler, processes};
use masudi_record::{Decision, Document, Mention};
use masudi_store::{Making, StoreError};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Make one record of event mentions: which of them tell one event.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi reconcile --db record.db\n  \
                        masudi reconcile mentions.jsonl --documents news.jsonl > events.jsonl\n\n\
                        With --db, events and processes are kept in the record, and what changed is counted: only events near the documents that\n\
                        came since the last time are made anew. Mentions of a file\n\
                        give events on standard output; the documents tell outlets, reprints and stories, without them fewer\n\
                        mentions are found to be of one event.")]
pub struct Reconcile {
    /// Mentions as masudi code prints them
    #[arg(required_unless_present = "db", conflicts_with = "db")]
    mentions: Option<PathBuf>,
    /// The record: one SQLite file
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// Make all events anew, also where nothing changed
    #[arg(long, requires = "db")]
    anew: bool,
    /// The documents of the mentions, as masudi read prints them
    #[arg(long, value_name = "FILE", conflicts_with = "db")]
    documents: Option<PathBuf>,
    /// Decisions of users on the mentions, one JSON object a line, the earliest first
    #[arg(long, value_name = "FILE", conflicts_with = "db")]
    decisions: Option<PathBuf>,
}

impl Reconcile {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = match (&self.db, &self.mentions) {
            (Some(db), _) => keep(db, self.anew),
            (None, Some(mentions)) => self.print(mentions),
            (None, None) => Ok(Outcome::Usage),
        };
        done.unwrap_or_else(Outcome::nothing)
    }

    fn print(&self, mentions: &Path) -> Result<Outcome, String> {
        let mentions: Vec<Mention> = objects(mentions, "a mention as masudi code prints it")?;
        let documents: Vec<Document> = match &self.documents {
            Some(path) => objects(path, "a document (id, text)")?,
            None => Vec::new(),
        };
        let words = Arc::new(event_words()?);
        let mut reconciler = Reconciler::new(words.clone());
        reconciler.add(reported(&mentions, &documents, &story_of(&documents, &words), &words));
        if let Some(path) = &self.decisions {
            reconciler.decide(objects::<Decision>(path, "a decision (decision: merge, split, pin, correct or note)")?);
        }
        let mut out = Lines::stdout();
        for event in reconciler.events() {
            if let ControlFlow::Break(()) = out.line(serde_json::to_string(&event).unwrap_or_default()) {
                break;
            }
        }
        Ok(out.finish().unwrap_or(Outcome::Done))
    }
}

fn keep(db: &Path, anew: bool) -> Result<Outcome, String> {
    let said = |e: StoreError| e.to_string();
    let mut store = existing(db).map_err(said)?;
    let files = DataFiles::built_in();
    let process_words = ProcessWords::of_all(&files).map_err(|e| e.to_string())?;
    let decisions: Vec<Decision> = store.decisions().map_err(said)?.into_iter().map(|(_, decision)| decision).collect();
    let made_by = made_by(&files)?;
    if !anew && store.is_reconciled(&made_by).map_err(said)? {
        println!("nothing changed since events were last made");
        return Ok(Outcome::Done);
    }
    let revision = store.mentions_revision().map_err(said)?;
    let words = Arc::new(event_words()?);
    let documents = documents(&store).map_err(said)?;
    let stories = story_of(&documents, &words);
    let making = Making { words: words.clone(), stories: &stories, decisions: &decisions, made_by };
    let went_on = if anew { None } else { store.go_on(&making, revision, &now()).map_err(said)? };
    let mentions = mentions(&store).map_err(said)?;
    let factors = factors(&store).map_err(said)?;
    let (changes, events, processes) = match went_on {
        Some(changes) => {
            let events = events(&store).map_err(said)?;
            let processes = processes::find(&process_words, &events, &mentions, &factors);
            store.replace_processes(&processes).map_err(said)?;
            (changes, events.len(), processes.len())
        }
        None => {
            let mut reconciler = Reconciler::new(words.clone());
            reconciler.add(reported(&mentions, &documents, &stories, &words));
            reconciler.decide(decisions.clone());
            let events = reconciler.events();
            let processes = processes::find(&process_words, &events, &mentions, &factors);
            let changes = store.replace_reconciled(&events, &processes, revision, &now()).map_err(said)?;
            store.keep_standings(reconciler.standings(), &making).map_err(said)?;
            (changes, events.len(), processes.len())
        }
    };
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for change in &changes {
        let kind = serde_json::to_value(change.kind).ok().and_then(|kind| Some(kind.as_str()?.to_owned()));
        *kinds.entry(kind.unwrap_or_default()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    let changed = if kinds.is_empty() { "nothing changed".to_owned() } else { kinds.join(", ") };
    println!("mentions {}, events {events}, processes {processes}; {changed}", mentions.len());
    Ok(Outcome::Done)
}

/// Names the program and the data that events are made by. Errors: sentences for the user.
fn made_by(files: &DataFiles) -> Result<String, String> {
    let data = files.fingerprint().map_err(|e| e.to_string())?;
    Ok(format!("{} {data}", env!("CARGO_PKG_VERSION")))
}
