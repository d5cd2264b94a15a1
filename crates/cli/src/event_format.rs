//! The forms in which events are printed.
//!
//! In: an event and its mentions. Out: JSON lines; CSV, one row an event; or a table for people, each event with the
//! sentences that tell it.

use crate::mention_format::{COUNTS, event_line, flat, flat_words, joined, name, row, wrap};
use masudi_record::{CountRange, Event, EventCounts, Party, Place};
use masudi_store::StoredMention;
use std::io::{self, Write};

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum EventFormat {
    /// Events with the sentences that tell them, to be read
    Table,
    /// One JSON object an event, or a mention with --mentions
    Jsonl,
    /// One row an event, or a mention with --mentions; several values are joined with ;
    Csv,
}

/// Writes events in one form.
pub struct EventWriter {
    format: EventFormat,
}

impl EventWriter {
    /// A writer.
    pub fn new(format: EventFormat) -> Self {
        Self { format }
    }

    /// Whether it writes the mentions of an event.
    pub fn wants_mentions(&self) -> bool {
        self.format == EventFormat::Table
    }

    /// What stands before the first event. Errors: of `out`.
    pub fn begin(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            EventFormat::Csv => row(out, COLUMNS.iter().map(|(name, _)| (*name).to_owned())),
            _ => Ok(()),
        }
    }

    /// An event. Errors: of `out`.
    pub fn write(&self, out: &mut impl Write, event: &Event, mentions: &[StoredMention]) -> io::Result<()> {
        match self.format {
            EventFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(event)?),
            EventFormat::Csv => row(out, COLUMNS.iter().map(|(_, value)| value(event))),
            EventFormat::Table => table(out, event, mentions),
        }
    }
}

/// A column: its name, and what stands in it for an event.
type Column = (&'static str, fn(&Event) -> String);

const COLUMNS: &[Column] = &[
    ("Event ID", |e| e.id.clone()),
    ("Event Date", |e| given(e.date.as_ref().and_then(|d| d.from.clone()))),
    ("Event Date End", |e| given(e.date.as_ref().and_then(|d| d.to.clone()))),
    ("Event Type", |e| e.event_type.clone()),
    ("Event Mode", |e| given(e.mode.clone())),
    ("Intensity", |e| given(e.score)),
    ("Quad Code", |e| e.quad.clone()),
    ("CAMEO Code", |e| given(e.cameo.clone())),
    ("Contexts", |e| e.contexts.join(";")),
    ("Phase", |e| e.phase.as_ref().map(name).unwrap_or_default()),
    ("Status", |e| name(&e.status)),
    ("Actor Name", |e| joined(&e.actors, |p| p.name.as_ref())),
    ("Actor Country", |e| joined(&e.actors, |p| p.country.as_ref())),
    ("Actor Sectors", |e| joined(&e.actors, |p| p.sector.as_ref())),
    ("Actor Code", |e| joined(&e.actors, |p| p.code.as_ref())),
    ("Recipient Name", |e| joined(&e.recipients, |p| p.name.as_ref())),
    ("Recipient Country", |e| joined(&e.recipients, |p| p.country.as_ref())),
    ("Recipient Sectors", |e| joined(&e.recipients, |p| p.sector.as_ref())),
    ("Recipient Code", |e| joined(&e.recipients, |p| p.code.as_ref())),
    ("Placename", |e| at(e, |p| p.name.clone())),
    ("Province", |e| at(e, |p| p.admin1.clone())),
    ("Country", |e| at(e, |p| p.country.clone())),
    ("Latitude", |e| at(e, |p| p.lat.map(|n| n.to_string()))),
    ("Longitude", |e| at(e, |p| p.lon.map(|n| n.to_string()))),
    ("GeoNames ID", |e| at(e, |p| p.geonames.map(|n| n.to_string()))),
    ("Place Precision", |e| at(e, |p| p.precision.clone())),
    ("Killed", |e| range(e.counts.killed.as_ref())),
    ("Injured", |e| range(e.counts.injured.as_ref())),
    ("Abducted", |e| range(e.counts.abducted.as_ref())),
    ("Arrested", |e| range(e.counts.arrested.as_ref())),
    ("Troops", |e| range(e.counts.troops.as_ref())),
    ("Disputed", |e| e.disputed.iter().map(|d| d.field.clone()).collect::<Vec<_>>().join(";")),
    ("Sources", |e| e.sources.iter().map(|s| flat(s)).collect::<Vec<_>>().join(";")),
    ("Mentions", |e| e.mentions.len().to_string()),
    ("First Seen", |e| given(e.first_seen.clone())),
    ("Last Seen", |e| given(e.last_seen.clone())),
    ("Confidence", |e| e.confidence.to_string()),
];

fn given(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn at(event: &Event, value: impl Fn(&Place) -> Option<String>) -> String {
    event.place.as_ref().and_then(value).unwrap_or_default()
}

/// The best figure, or the span that the sources give.
fn range(range: Option<&CountRange>) -> String {
    match range {
        Some(CountRange { low: Some(low), high: Some(high), .. }) if low != high => format!("{low}-{high}"),
        Some(CountRange { low, best, high }) => given(best.or(*low).or(*high)),
        None => String::new(),
    }
}

fn table(out: &mut impl Write, event: &Event, mentions: &[StoredMention]) -> io::Result<()> {
    let short = |p: &Party| p.code.clone().or_else(|| p.country.clone()).or_else(|| p.name.clone()).unwrap_or_default();
    let who = |parties: &[Party]| parties.iter().map(short).collect::<Vec<_>>().join(", ");
    let EventCounts { killed, injured, abducted, arrested, troops, .. } = &event.counts;
    let numbers = COUNTS.iter().zip([killed, injured, abducted, arrested, troops]);
    let numbers = numbers.filter_map(|(what, n)| n.as_ref().map(|n| format!("{} {what}", range(Some(n)))));
    let disputed = event.disputed.iter().map(|dispute| format!("{} disputed", dispute.field));
    let kind = event.mode.as_ref().map_or(event.event_type.clone(), |mode| format!("{} {mode}", event.event_type));
    let days = event.date.as_ref().map(|d| (d.from.as_deref(), d.to.as_deref()));
    let special = event.phase.as_ref().map(name).into_iter().chain(Some(name(&event.status)).filter(|s| s != "actual"));
    let rest: Vec<String> = special.chain(numbers).chain(disputed).collect();
    let line = event_line(&kind, (&who(&event.actors), &who(&event.recipients)), days, event.place.as_ref(), rest);
    writeln!(out, "{line}")?;
    for StoredMention { mention, source, .. } in mentions {
        let day = mention.published.as_deref().and_then(|day| day.get(..10)).unwrap_or("no date");
        let source = source.as_deref().map(|source| format!(", {source}")).unwrap_or_default();
        for words in wrap(&format!("\"{}\" ({day}{source})", flat_words(&mention.sentence.text)), 100) {
            writeln!(out, "      {words}")?;
        }
    }
    writeln!(out)
}
