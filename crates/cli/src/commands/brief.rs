//! `masudi brief`: the answer to a dossier.

use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_brief::Dossier;
use std::path::{Path, PathBuf};

/// Answer a dossier from a record: where the talks stand, what decides them, what is new.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi brief examples/coalition.toml --db record.db\n  \
                        masudi brief coalition.toml --db record.db --since 2024-09-01 --format html > brief.html\n\n\
                        The record must have been reconciled. A dossier to begin with: masudi dossier new --db record.db")]
pub struct Brief {
    /// The dossier: a TOML file
    dossier: PathBuf,
    #[command(flatten)]
    record: RecordChoice,
    /// Say what is new from this day on, and compare counts since then with those before
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "md")]
    format: BriefFormat,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum BriefFormat {
    /// Markdown
    Md,
    /// One HTML page
    Html,
    /// One JSON object
    Json,
}

/// A day of an argument. Errors: with what was expected.
pub fn day(text: &str) -> Result<String, String> {
    let read = masudi_ingest::published(text).ok().and_then(|day| day.get(..10).map(str::to_owned));
    read.ok_or_else(|| format!("expected a day such as 2024-04-15, but found \"{text}\""))
}

impl Brief {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let dossier = match read_dossier(&self.dossier) {
            Ok(dossier) => dossier,
            Err(error) => return Outcome::nothing(error),
        };
        let store = match self.record.read() {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        let db = self.record.db.display();
        match store.reconciled_revision() {
            Ok(Some(_)) => {}
            Ok(None) => {
                return Outcome::nothing(format!(
                    "{db}: no events were made of the mentions yet; run `masudi reconcile --db {db}` first"
                ));
            }
            Err(error) => return Outcome::nothing(error),
        }
        let situation = match store.situation() {
            Ok(situation) => situation,
            Err(error) => return Outcome::nothing(error),
        };
        let brief = masudi_brief::brief(&dossier, &situation, self.since.as_deref());
        let text = match self.format {
            BriefFormat::Md => masudi_brief::markdown(&brief),
            BriefFormat::Html => masudi_brief::html(&brief),
            BriefFormat::Json => serde_json::to_string(&brief).unwrap_or_default(),
        };
        let mut out = Lines::stdout();
        let _ = out.line(text.trim_end());
        out.finish().unwrap_or(Outcome::Done)
    }
}

/// Reads a dossier. Errors: with file, line and what to do.
pub fn read_dossier(path: &Path) -> Result<Dossier, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|e| format!("{name}: {e}; expected a dossier, a TOML file (masudi dossier new drafts one)"))?;
    Dossier::parse(&text, &name.to_string()).map_err(|e| e.to_string())
}
