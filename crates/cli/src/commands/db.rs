//! `masudi db`: the file of a record itself.

use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_store::{Stats, Store, StoreError};
use std::path::PathBuf;

/// Look after the file of a record.
#[derive(clap::Subcommand)]
pub enum Db {
    /// Read all of it and say what is damaged; exit code 2 when something is
    Check(RecordChoice),
    /// Copy it, whole and at one moment, while others read and write
    Backup {
        #[command(flatten)]
        record: RecordChoice,
        /// The copy; it must not be there
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Say what is in it
    Stats(RecordChoice),
    /// Give back room that it no longer needs, and put its indexes in order
    Vacuum(RecordChoice),
}

impl Db {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = match &self {
            Self::Check(record) => record.read().map(|store| check(&store)),
            Self::Backup { record, to } => record.read().map(|store| store.backup(to).map(|()| Outcome::Done)),
            Self::Stats(record) => record.read().map(|store| store.stats().map(|stats| print(&stats))),
            Self::Vacuum(record) => record.open_existing().map(|mut store| store.vacuum().map(|()| Outcome::Done)),
        };
        match done {
            Ok(done) => done.unwrap_or_else(Outcome::nothing),
            Err(outcome) => outcome,
        }
    }
}

fn check(store: &Store) -> Result<Outcome, StoreError> {
    let wrong = store.check()?;
    for line in &wrong {
        eprintln!("masudi: {line}");
    }
    if wrong.is_empty() {
        let mut out = Lines::stdout();
        let _ = out.line("all is well");
        return Ok(out.finish().unwrap_or(Outcome::Done));
    }
    Ok(Outcome::Nothing)
}

fn print(stats: &Stats) -> Outcome {
    let mut lines = vec![
        ("schema version", stats.schema.to_string()),
        ("bytes", stats.bytes.to_string()),
        ("bytes unused", stats.unused.to_string()),
    ];
    lines.extend(stats.rows.iter().map(|(name, n)| (*name, n.to_string())));
    lines.push(("documents not coded", stats.uncoded.to_string()));
    lines.push(("documents that repeat another", stats.duplicates.to_string()));
    lines.push(("runs at work or interrupted", stats.open_runs.to_string()));
    if let Some((first, last)) = &stats.published {
        lines.push(("published", format!("{first} to {last}")));
    }
    let events = match stats.events_outdated {
        None => "never made; run masudi reconcile",
        Some(true) => "older than mentions or decisions; run masudi reconcile",
        Some(false) => "made of all mentions",
    };
    lines.push(("state of events", events.to_owned()));
    let mut out = Lines::stdout();
    let _ = lines.into_iter().try_for_each(|(name, value)| out.line(format_args!("{name:<30} {value}")));
    out.finish().unwrap_or(Outcome::Done)
}
