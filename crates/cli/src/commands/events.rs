//! `masudi events`: the events of a record.

use super::export::{Ended, Output};
use crate::event_table;
use crate::mention_table::MentionTable;
use crate::outcome::Outcome;
use crate::record_choice::{RecordChoice, with_events};
use crate::standard_output::Lines;
use masudi_export::record::{Wanted, each};
use masudi_export::{Exporter, Format, Tables, Told, profile};
use masudi_lexicon::DataFiles;
use masudi_store::{EventQuery, Order, Store};
use std::io::{self, Write};

/// Print the events of a record that some conditions hold of.
#[derive(clap::Args)]
#[command(
    after_help = format!("Examples:\n  masudi events --db record.db type=ASSAULT party=IRN country=IRQ from=2024-01\n  \
                  masudi events --db record.db --format geojson near=36.19,44.01,50 > erbil.geojson\n  \
                  masudi events --db record.db --mentions source='Example Times' 'air base'\n\n{}", EventQuery::HELP)
)]
pub struct Events {
    #[command(flatten)]
    record: RecordChoice,
    /// Words, phrases and conditions; all of them must hold
    #[arg(value_name = "CONDITION")]
    words: Vec<String>,
    /// Print mentions, as each document has them, not events made of them
    #[arg(long)]
    mentions: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: Form,
    /// Order of the output
    #[arg(long, value_enum, default_value = "oldest")]
    order: Sorted,
    /// So many at most; all when not given
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Form of the output.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Events with the sentences that tell them, to be read
    Table,
    /// One JSON object an event, or a mention with --mentions
    Jsonl,
    /// One row an event, in the columns of masudi export
    Csv,
    /// The same columns as Parquet
    Parquet,
    /// The same columns as features on a map; events not known to a town have no geometry
    Geojson,
}

/// Order of the output.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Sorted {
    /// By first day
    Oldest,
    /// By first day, the last one first
    Newest,
    /// As they were written down
    Recorded,
}

impl Events {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let query = match EventQuery::from_words(self.words.iter().map(String::as_str)) {
            Ok(query) => query,
            Err(error) => {
                eprintln!("masudi: {error}");
                return Outcome::Usage;
            }
        };
        let order = match self.order {
            Sorted::Oldest => Order::Oldest,
            Sorted::Newest => Order::Newest,
            Sorted::Recorded => Order::Recorded,
        };
        let wanted = Wanted { query, mentions: self.mentions, order, limit: self.limit };
        let store = match with_events(&self.record.db, self.mentions) {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        let done = match self.format {
            Form::Table | Form::Jsonl => Ok(self.print(&store, &wanted)),
            Form::Csv => export(&store, &wanted, Format::Csv),
            Form::Parquet => export(&store, &wanted, Format::Parquet),
            Form::Geojson => export(&store, &wanted, Format::GeoJson),
        };
        done.unwrap_or_else(Ended::outcome)
    }

    fn print(&self, store: &Store, wanted: &Wanted) -> Outcome {
        let mut out = Lines::stdout();
        let mut mentions = MentionTable::default();
        let printed = each(store, wanted, |told| {
            let written = out.write(|out| match (self.format, told.tellings.first()) {
                (Form::Table, Some(telling)) if self.mentions => {
                    let title = telling.report.as_ref().and_then(|report| report.title.as_deref());
                    mentions.write(out, telling.mention.published.as_deref(), title, &telling.mention)
                }
                (Form::Table, _) => event_table::write(out, told),
                _ => json(out, told, self.mentions),
            });
            if written.is_break() { Err(Ended::Enough) } else { Ok(()) }
        });
        let ended = out.finish();
        match printed {
            Ok(()) | Err(Ended::Enough) => ended.unwrap_or(Outcome::Done),
            Err(failed) => failed.outcome(),
        }
    }
}

fn json(out: &mut impl Write, told: &Told, mentions: bool) -> io::Result<()> {
    let line = match told.tellings.first().filter(|_| mentions) {
        Some(telling) => serde_json::to_string(&telling.mention)?,
        None => serde_json::to_string(&told.event)?,
    };
    writeln!(out, "{line}")
}

/// Writes the columns of our own layout.
fn export(store: &Store, wanted: &Wanted, format: Format) -> Result<Outcome, Ended> {
    let tables = Tables::load(&DataFiles::built_in()).map_err(Box::new)?;
    let layout = profile("masudi").ok_or_else(|| Ended::Failed("the layout masudi is not there".to_owned()))?;
    let output = Output::open(None, format)?;
    let mut exporter = Exporter::new(layout, format, &tables, output.writer()?)?;
    each(store, wanted, |told| exporter.write(told).map_err(Ended::from))?;
    for line in exporter.finish()?.lines(layout) {
        eprintln!("masudi: {line}");
    }
    Ok(Outcome::Done)
}
