//! `masudi changes`: what became of events.

use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_store::Store;

/// Changes read at once.
const BATCH: usize = 1000;

/// Print which events of a record were added, changed, merged, split and withdrawn, one JSON object a line.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi changes --db record.db\n  masudi changes --db record.db --since 4711\n  \
                        masudi changes --db record.db --since 2024-04-15\n\n\
                        To follow a record, keep the sequence number of the last line and ask again with it.")]
pub struct Changes {
    #[command(flatten)]
    record: RecordChoice,
    /// Changes after this sequence number, or from this day on
    #[arg(long, value_name = "NUMBER|DAY", default_value = "0", value_parser = since)]
    since: Since,
}

#[derive(Clone)]
enum Since {
    Number(u64),
    Day(String),
}

fn since(text: &str) -> Result<Since, String> {
    if let Ok(number) = text.parse() {
        return Ok(Since::Number(number));
    }
    let expected = |_| format!("expected a sequence number, or a day such as 2024-04-15, but found \"{text}\"");
    masudi_ingest::published(text).map(Since::Day).map_err(expected)
}

impl Changes {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self.record.read() {
            Ok(store) => self.print(&store).unwrap_or_else(Outcome::nothing),
            Err(outcome) => outcome,
        }
    }

    fn print(&self, store: &Store) -> Result<Outcome, masudi_store::StoreError> {
        let mut after = match &self.since {
            Since::Number(number) => *number,
            Since::Day(day) => store.sequence_before(day)?,
        };
        let mut out = Lines::stdout();
        loop {
            let changes = store.changes(after, BATCH)?;
            let Some(last) = changes.last() else { break };
            after = last.sequence;
            for change in &changes {
                if out.line(serde_json::to_string(change).unwrap_or_default()).is_break() {
                    return Ok(out.finish().unwrap_or(Outcome::Done));
                }
            }
        }
        Ok(out.finish().unwrap_or(Outcome::Done))
    }
}
