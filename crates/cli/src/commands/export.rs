//! `masudi export`: a record, or mentions, in the layouts that other scripts read.

mod from_mentions;
mod output;

use crate::outcome::Outcome;
use crate::record_choice::with_events;
use masudi_export::record::{Wanted, each};
use masudi_export::{ExportError, Exporter, Format, PROFILES, Profile, Tables, profile};
use masudi_lexicon::DataFiles;
use masudi_store::{EventQuery, Order, StoreError};
pub use output::Output;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Write events in the layouts that other scripts read.
#[derive(clap::Args)]
#[command(
    after_help = format!("Examples:\n  masudi export --db record.db --profile gdelt2 --out events.tsv type=ASSAULT from=2024-01\n  \
                  masudi export --db record.db --format parquet --out events.parquet\n  \
                  masudi export mentions.jsonl --documents documents.jsonl --profile polecat > events.tsv\n  \
                  masudi export --profile ged --describe\n\nLayouts:\n{}", layouts())
)]
pub struct Export {
    /// The record: one SQLite file
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// With --db, words and conditions as in masudi events; else files of mentions as masudi code prints them, or -
    #[arg(value_name = "CONDITION|MENTIONS")]
    words: Vec<String>,
    /// With --db: each mention by itself, nothing merged
    #[arg(long, requires = "db")]
    mentions: bool,
    /// Documents of the mentions, as masudi read prints them: for addresses, headlines and outlets
    #[arg(long, value_name = "FILE", conflicts_with = "db")]
    documents: Option<PathBuf>,
    /// Layout
    #[arg(long, value_name = "LAYOUT", default_value = "masudi", value_parser = layout)]
    profile: &'static Profile,
    /// Format of the file: csv, tsv, parquet, geojson or jsonl; the layout's usual one when not given
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<Format>,
    /// File to write, in place only when it is whole; standard output when not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print what each column of the layout holds, as Markdown, and nothing else
    #[arg(long)]
    describe: bool,
}

fn layouts() -> String {
    PROFILES.iter().fold(String::new(), |mut lines, profile| {
        let _ = writeln!(lines, "  {:<16} {}", profile.name, profile.about);
        lines
    })
}

fn layout(name: &str) -> Result<&'static Profile, String> {
    let names = || PROFILES.iter().map(|profile| profile.name).collect::<Vec<_>>().join(", ");
    profile(name).ok_or_else(|| format!("expected one of {}, but found \"{name}\"", names()))
}

fn format(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::named(name).ok_or_else(|| format!("expected one of {}, but found \"{name}\"", names()))
}

/// Why an export ended early.
pub enum Ended {
    /// Of this cause.
    Failed(String),
    /// Whoever reads standard output has had enough.
    Enough,
    /// Of a cause that was said.
    Said(Outcome),
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        Self::Said(outcome)
    }
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Ended {
    /// Says the cause, if that is to be done.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Enough => Outcome::Done,
            Self::Failed(why) => Outcome::nothing(why),
            Self::Said(outcome) => outcome,
        }
    }
}

impl From<ExportError> for Ended {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Self::Enough,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl<E: std::error::Error> From<Box<E>> for Ended {
    fn from(error: Box<E>) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Export {
    /// Runs it.
    pub fn run(self) -> Outcome {
        if self.describe {
            print!("{}", described(self.profile));
            return Outcome::Done;
        }
        if self.db.is_none() && self.words.is_empty() {
            eprintln!("masudi: expected --db FILE or files of mentions, but found neither");
            return Outcome::Usage;
        }
        self.written().unwrap_or_else(Ended::outcome)
    }

    fn written(&self) -> Result<Outcome, Ended> {
        let tables = Tables::load(&DataFiles::built_in()).map_err(Box::new)?;
        let format = self.format.unwrap_or(self.profile.usual);
        let output = Output::open(self.out.as_deref(), format)?;
        let mut exporter = Exporter::new(self.profile, format, &tables, output.writer()?)?;
        let failed = match &self.db {
            Some(db) => {
                let query = EventQuery::from_words(self.words.iter().map(String::as_str)).map_err(Box::new)?;
                let wanted = Wanted { query, mentions: self.mentions, order: Order::Oldest, limit: None };
                each(&with_events(db, self.mentions)?, &wanted, |told| exporter.write(told).map_err(Ended::from))?;
                0
            }
            None => from_mentions::write(&self.words, self.documents.as_deref(), &mut exporter)?,
        };
        let summary = exporter.finish()?;
        output.put_in_place()?;
        for line in summary.lines(self.profile) {
            eprintln!("masudi: {line}");
        }
        Ok(Outcome::of(summary.events.max(1), failed))
    }
}

/// The columns of a layout as a Markdown table, with what it leaves out and loses.
fn described(profile: &Profile) -> String {
    let mut out = format!("## {}\n\n{}\n\n| column | holds |\n|---|---|\n", profile.name, profile.about);
    for column in profile.columns {
        let _ = writeln!(out, "| `{}` | {} |", column.name, column.about);
    }
    for (what, about) in [("Leaves out", profile.leaves_out.iter().map(|reason| reason.about).collect::<Vec<_>>())]
        .into_iter()
        .chain([("Loses what is said of", profile.loses.iter().map(|loss| loss.about).collect())])
        .filter(|(_, about)| !about.is_empty())
    {
        let _ = writeln!(out, "\n{what} events that {}.", about.join("; "));
    }
    out
}
