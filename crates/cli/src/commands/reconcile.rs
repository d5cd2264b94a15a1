//! `masudi reconcile`: one record of many mentions.

use crate::outcome::Outcome;
use crate::standard_output::Lines;
use masudi_eval::jsonl;
use masudi_reconcile::stories::{self, Text};
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{Decision, Document, Event, Mention};
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Make one record of event mentions: which of them tell one event.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi code news.jsonl > mentions.jsonl\n  \
                        masudi reconcile mentions.jsonl --documents news.jsonl > events.jsonl\n\n\
                        The documents tell outlets, reprints and the names that a report is about; without them fewer mentions\n\
                        are found to be of one event.")]
pub struct Reconcile {
    /// Mentions as masudi code prints them
    mentions: PathBuf,
    /// The documents that they are of, as masudi read prints them
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Decisions of users, one JSON object a line, the earliest first
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "jsonl")]
    format: EventFormat,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum EventFormat {
    /// One JSON object an event
    Jsonl,
    /// One line an event, to be read
    Table,
}

impl Reconcile {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let read = || -> Result<Reconciler, String> {
            let mut reconciler = Reconciler::default();
            reconciler.add(reported(&self.mentions, self.documents.as_deref())?);
            if let Some(path) = &self.decisions {
                reconciler.decide(objects::<Decision>(path, "a decision (decision: merge, split or pin)")?);
            }
            Ok(reconciler)
        };
        match read() {
            Ok(mut reconciler) => {
                let mut out = Lines::stdout();
                for event in reconciler.events() {
                    if let ControlFlow::Break(()) = out.write(|out| write(out, &event, self.format)) {
                        break;
                    }
                }
                out.finish().unwrap_or(Outcome::Done)
            }
            Err(error) => Outcome::nothing(error),
        }
    }
}

/// Mentions of a file, with what the documents of another say of them.
pub fn reported(mentions: &Path, documents: Option<&Path>) -> Result<Vec<Reported>, String> {
    let mentions: Vec<Mention> = objects(mentions, "a mention as masudi code prints it")?;
    let documents: Vec<Document> = match documents {
        Some(path) => objects(path, "a document (id, text)")?,
        None => Vec::new(),
    };
    let mut of_document: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        of_document.entry(mention.doc.clone()).or_default().push(mention);
    }
    let stories = stories::names(&texts(&documents));
    let mut reported = Vec::new();
    for (document, story) in documents.iter().zip(stories) {
        let mentions = of_document.remove(&document.id).unwrap_or_default();
        let told = Reported::all(mentions, document);
        reported.extend(told.map(|told| Reported { story: Some(story.clone()), ..told }));
    }
    let left = of_document.into_values().flatten();
    reported.extend(left.map(|mention| Reported { mention, ..Reported::default() }));
    Ok(reported)
}

/// Documents as stories are made of them.
pub fn texts(documents: &[Document]) -> Vec<Text<'_>> {
    documents.iter().map(|d| Text { id: &d.id, published: d.published.as_deref(), text: &d.text }).collect()
}

/// The objects of a file of JSON lines.
pub fn objects<T: serde::de::DeserializeOwned>(path: &Path, expected: &str) -> Result<Vec<T>, String> {
    let rows = jsonl::rows(path, expected).map_err(|e| e.to_string())?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Writes an event. Errors: of `out`.
pub fn write(out: &mut impl Write, event: &Event, format: EventFormat) -> std::io::Result<()> {
    match format {
        EventFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(event)?),
        EventFormat::Table => writeln!(out, "{}", line(event)),
    }
}

/// An event as one line: id, day, type, who, to whom, where, and how well it is told.
pub fn line(event: &Event) -> String {
    let names = |parties: &[masudi_record::Party]| {
        let names: Vec<&str> = parties.iter().filter_map(|p| p.name.as_deref()).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    let day = event.date.as_ref().and_then(|d| Some((d.from.as_deref()?, d.to.as_deref())));
    let day = match day {
        Some((from, Some(to))) if from != to => format!("{from}/{to}"),
        Some((from, _)) => from.to_owned(),
        None => "no date".to_owned(),
    };
    let mode = event.mode.as_deref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let place = event.place.as_ref().and_then(|p| p.name.clone().or(p.country.clone()));
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    let disputed: Vec<&str> = event.disputed.iter().map(|d| d.field.as_str()).collect();
    let disputed = if disputed.is_empty() { String::new() } else { format!("; disputed: {}", disputed.join(", ")) };
    format!(
        "{} {day} {}{mode}: {} > {}{place} ({} mentions, {} reports{disputed})",
        event.id,
        event.event_type,
        names(&event.actors),
        names(&event.recipients),
        event.mentions.len(),
        event.reports,
    )
}
