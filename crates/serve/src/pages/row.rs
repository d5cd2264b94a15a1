//! An event as one row of a list.

use crate::http::Problem;
use crate::index::Record;
use crate::question::{address, segment};
use crate::words;
use masudi_record::{Event, Party, Status};

/// An event in a list.
#[derive(Debug)]
pub struct Row {
    /// Its address.
    pub href: String,
    pub day: String,
    pub quad: String,
    pub kind: String,
    pub mode: Option<String>,
    pub actors: Vec<Who>,
    pub recipients: Vec<Who>,
    pub place: Option<String>,
    /// How certain it is, where it is not simply so.
    pub status: Option<String>,
    pub sources: usize,
    pub disputed: usize,
    pub killed: Option<String>,
    /// The sentence of its first mention.
    pub sentence: Option<String>,
}

/// Somebody who takes part.
#[derive(Debug)]
pub struct Who {
    /// What to call them.
    pub name: String,
    /// Their page.
    pub href: String,
}

impl Who {
    /// From a party.
    pub fn of(party: &Party) -> Self {
        Self { name: words::party(party), href: format!("/actors/{}", segment(&words::key(party))) }
    }

    /// All of them.
    pub fn all(parties: &[Party]) -> Vec<Self> {
        parties.iter().map(Self::of).collect()
    }
}

impl Row {
    /// From an event; reads the sentence of its first mention.
    pub fn of(store: &Record, event: &Event) -> Result<Self, Problem> {
        let first = event.mentions.first().map(|id| store.mention(id)).transpose().map_err(Problem::of_record)?;
        Ok(Self {
            href: format!("/events/{}", segment(&event.id)),
            day: words::days(event.date.as_ref()),
            quad: event.quad.clone(),
            kind: words::label(&event.event_type),
            mode: event.mode.clone(),
            actors: Who::all(&event.actors),
            recipients: Who::all(&event.recipients),
            place: event.place.as_ref().and_then(words::place),
            status: (event.status != Status::Actual).then(|| words::name(&event.status)),
            sources: event.sources.len(),
            disputed: event.disputed.len(),
            killed: event.counts.killed.as_ref().map(words::range),
            sentence: first.flatten().map(|stored| short(&stored.mention.sentence.text)),
        })
    }

    /// All of them.
    pub fn all<'a>(store: &Record, events: impl IntoIterator<Item = &'a Event>) -> Result<Vec<Self>, Problem> {
        events.into_iter().map(|event| Self::of(store, event)).collect()
    }
}

/// Events of a party, as an address.
pub fn events_of(key: &str) -> String {
    address("/events", [("party", format!("\"{}\"", key.replace('"', "")).as_str())])
}

/// A sentence, cut where it is too long for a list.
pub fn short(text: &str) -> String {
    const MOST: usize = 360;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
