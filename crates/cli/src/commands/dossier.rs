//! `masudi dossier`: questions about a situation.

use super::brief::read_dossier;
use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use std::path::PathBuf;

/// Draft and check dossiers.
#[derive(clap::Subcommand)]
pub enum Dossier {
    /// Draft a dossier from what a record speaks of most
    #[command(after_help = "Example:\n  masudi dossier new --db record.db --title 'The talks' > talks.toml")]
    New(New),
    /// Check a dossier: names file and line of the first fault
    #[command(after_help = "Example:\n  masudi dossier check talks.toml")]
    Check(Check),
}

/// Draft a dossier.
#[derive(clap::Args)]
pub struct New {
    #[command(flatten)]
    record: RecordChoice,
    /// Its title
    #[arg(long, default_value = "Draft")]
    title: String,
}

/// Check a dossier.
#[derive(clap::Args)]
pub struct Check {
    /// The dossier: a TOML file
    dossier: PathBuf,
}

impl Dossier {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self {
            Self::New(new) => new.run(),
            Self::Check(check) => match read_dossier(&check.dossier) {
                Ok(_) => Outcome::Done,
                Err(error) => Outcome::nothing(error),
            },
        }
    }
}

impl New {
    fn run(self) -> Outcome {
        let store = match self.record.read() {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        match store.situation() {
            Ok(situation) => {
                let mut out = Lines::stdout();
                let _ = out.line(masudi_brief::draft(&self.title, &situation).trim_end());
                out.finish().unwrap_or(Outcome::Done)
            }
            Err(error) => Outcome::nothing(error),
        }
    }
}
