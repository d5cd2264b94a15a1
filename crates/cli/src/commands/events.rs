//! `masudi events`: the events of a record.

use crate::event_format::{EventFormat, EventWriter};
use crate::mention_format::{MentionFormat, MentionWriter};
use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_record::Document;
use masudi_store::{EventQuery, Order, Paging, Store, StoreError};
use std::ops::ControlFlow;

/// Print the events of a record that some conditions hold of.
#[derive(clap::Args)]
#[command(
    after_help = format!("Examples:\n  masudi events --db record.db type=ASSAULT party=IRN country=IRQ from=2024-01\n  \
                  masudi events --db record.db --format jsonl near=36.19,44.01,50 > erbil.jsonl\n  \
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
    format: EventFormat,
    /// Order of the output
    #[arg(long, value_enum, default_value = "oldest")]
    order: Sorted,
    /// So many at most; all when not given
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
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

/// Rows read at once.
const BATCH: usize = 500;

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
        let store = match self.record.read() {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        let done = if self.mentions { self.print_mentions(&store, &query) } else { self.print_events(&store, &query) };
        done.unwrap_or_else(Outcome::nothing)
    }

    fn paging(&self) -> Paging {
        let order = match self.order {
            Sorted::Oldest => Order::Oldest,
            Sorted::Newest => Order::Newest,
            Sorted::Recorded => Order::Recorded,
        };
        Paging { order, after: None, most: self.limit.unwrap_or(usize::MAX).min(BATCH) }
    }

    fn print_events(&self, store: &Store, query: &EventQuery) -> Result<Outcome, StoreError> {
        let db = self.record.db.display();
        match store.reconciled_revision()? {
            None => {
                let what = "no events were made of the mentions yet";
                return Ok(Outcome::nothing(format!(
                    "{db}: {what}; run `masudi reconcile --db {db}`, or ask for mentions with --mentions"
                )));
            }
            Some(revision) if revision != store.mentions_revision()? => {
                eprintln!(
                    "masudi: {db}: mentions changed since events were made of them; `masudi reconcile --db {db}` makes them anew"
                );
            }
            Some(_) => {}
        }
        let writer = EventWriter::new(self.format);
        let mut out = Lines::stdout();
        let mut paging = self.paging();
        let mut left = self.limit.unwrap_or(usize::MAX);
        let mut written = out.write(|out| writer.begin(out));
        while written.is_continue() && left > 0 {
            let page = store.events(query, &paging)?;
            for row in page.rows.iter().take(left) {
                let mentions =
                    if writer.wants_mentions() { store.mentions_of_event(&row.event.id)? } else { Vec::new() };
                written = out.write(|out| writer.write(out, &row.event, &mentions));
                if written.is_break() {
                    break;
                }
            }
            left = left.saturating_sub(page.rows.len());
            let Some(next) = page.next else { break };
            paging.after = Some(next);
        }
        Ok(out.finish().unwrap_or(Outcome::Done))
    }

    fn print_mentions(&self, store: &Store, query: &EventQuery) -> Result<Outcome, StoreError> {
        let writer = MentionWriter::new(match self.format {
            EventFormat::Table => MentionFormat::Table,
            EventFormat::Jsonl => MentionFormat::Jsonl,
            EventFormat::Csv => MentionFormat::Csv,
        });
        let mut out = Lines::stdout();
        let mut paging = self.paging();
        let mut left = self.limit.unwrap_or(usize::MAX);
        let mut written: ControlFlow<()> = out.write(|out| writer.begin(out));
        while written.is_continue() && left > 0 {
            let page = store.mentions(query, &paging)?;
            for of_document in page.rows[..page.rows.len().min(left)].chunk_by(|a, b| a.mention.doc == b.mention.doc) {
                let stored = of_document.first().map(|row| store.document(&row.mention.doc)).transpose()?.flatten();
                let document = stored.map_or_else(Document::default, |stored| stored.document);
                let mentions: Vec<_> = of_document.iter().map(|row| row.mention.clone()).collect();
                written = out.write(|out| writer.write(out, &document, &mentions));
                if written.is_break() {
                    break;
                }
            }
            left = left.saturating_sub(page.rows.len());
            let Some(next) = page.next else { break };
            paging.after = Some(next);
        }
        Ok(out.finish().unwrap_or(Outcome::Done))
    }
}
