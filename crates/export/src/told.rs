//! An event with everything that tells it: what one step of an export works on.

use masudi_record::{Count, CountRange, Days, Document, Event, EventCounts, Mention, Party};

/// What is known of a document, without its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Outlet or feed.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO date, or date and time.
    pub published: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Length of the text in code points.
    pub length: usize,
}

impl From<&Document> for Report {
    fn from(document: &Document) -> Self {
        Self {
            source: document.source.clone(),
            url: document.url.clone(),
            title: document.title.clone(),
            published: document.published.clone(),
            language: document.language.clone(),
            length: document.text.chars().count(),
        }
    }
}

/// A mention and its report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// The mention.
    pub mention: Mention,
    /// What is known of its document; `None` where mentions were given without documents.
    pub report: Option<Report>,
}

/// An event and the mentions that tell it, in order of publication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The event.
    pub event: Event,
    /// Its mentions.
    pub tellings: Vec<Telling>,
}

impl Told {
    /// A mention that nothing was merged with, as an event of its own, with the mention's id.
    pub fn alone(mention: Mention, report: Option<Report>) -> Self {
        let m = &mention;
        let parties = |actors: &[masudi_record::Actor]| {
            let party = |a: &masudi_record::Actor| Party {
                name: a.name.clone().or_else(|| Some(a.text.clone()).filter(|words| !words.is_empty())),
                id: a.id.clone(),
                country: a.country.clone(),
                sector: a.sector.clone(),
                code: a.code.clone(),
            };
            actors.iter().map(party).collect()
        };
        let event = Event {
            id: m.id.clone(),
            event_type: m.event_type.clone(),
            mode: m.mode.clone(),
            contexts: m.contexts.clone(),
            quad: m.quad.clone(),
            score: m.score,
            cameo: m.cameo.clone(),
            phase: m.phase,
            actors: parties(&m.actors),
            recipients: parties(&m.recipients),
            place: m.place.clone(),
            date: m.date.as_ref().map(|d| Days {
                from: d.from.clone(),
                to: d.to.clone(),
                precision: d.precision.clone(),
            }),
            counts: EventCounts {
                killed: range(m.counts.killed.as_ref()),
                injured: range(m.counts.injured.as_ref()),
                abducted: range(m.counts.abducted.as_ref()),
                arrested: range(m.counts.arrested.as_ref()),
                troops: range(m.counts.troops.as_ref()),
                events: range(m.counts.events.as_ref()),
            },
            status: m.status,
            mentions: vec![m.id.clone()],
            sources: report.iter().filter_map(|r| r.source.clone()).collect(),
            first_seen: m.published.clone(),
            last_seen: m.published.clone(),
            confidence: m.confidence,
            reports: 1,
            ..Event::default()
        };
        Self { event, tellings: vec![Telling { mention, report }] }
    }
}

/// The best figure of one mention is the least that its words say.
fn range(count: Option<&Count>) -> Option<CountRange> {
    let count = count?;
    Some(CountRange { low: count.min, best: count.min.or(count.max), high: count.max })
}
