//! From coded events to the mentions of the public record: tokens become words and code points.

use crate::layers::Border;
use masudi_code::CodedEvent;
use masudi_doc::{ActorRefs, Doc, PlaceRef, TokenIdx, TokenSpan};
use masudi_record::{Actor, CoderInfo, DateValue, Document, Mention, Place, SentenceSpan, Source, Trigger};
use xxhash_rust::xxh3::xxh3_128;

/// What a document's events are written down with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) document: &'a Document,
    pub(crate) doc: &'a Doc,
    pub(crate) places: &'a [PlaceRef],
    pub(crate) actors: &'a ActorRefs,
    pub(crate) coder: &'a CoderInfo,
}

/// Writes the events of one document.
pub(crate) fn write(page: Page<'_>, events: &[CodedEvent]) -> Vec<Mention> {
    let border = Border::new(page.doc.text());
    events.iter().map(|event| page.mention(event, &border)).collect()
}

impl Page<'_> {
    fn mention(&self, event: &CodedEvent, border: &Border<'_>) -> Mention {
        let doc = self.doc;
        let index = doc.sentence_of(event.head);
        let sentence = doc.sentence(index);
        let first = event.trigger.first().copied().unwrap_or(event.head);
        let last = event.trigger.last().copied().unwrap_or(event.head);
        // A verb and its particle may stand apart ("shot the plane down"); the trigger is then the verb alone.
        let words = if last.0 - first.0 < 2 { (first, last) } else { (event.head, event.head) };
        let (text, start, end) = border.cut(doc.span(TokenSpan { start: words.0.0, end: words.1.0 + 1 }));
        let (sentence_text, sentence_start, sentence_end) = border.cut(doc.span(sentence));
        let key = format!("{}\u{1f}{start}\u{1f}{end}\u{1f}{}\u{1f}{}", self.document.id, event.event_type, event.rule);
        Mention {
            id: format!("{:032x}", xxh3_128(key.as_bytes())),
            doc: self.document.id.clone(),
            published: self.document.published.clone(),
            sentence: SentenceSpan {
                index: index.get(),
                start: sentence_start,
                end: sentence_end,
                text: sentence_text,
            },
            trigger: Trigger { text, start, end, lemma: doc.lemma(event.head).to_owned() },
            event_type: event.event_type.to_string(),
            mode: event.mode.as_ref().map(ToString::to_string),
            quad: quad(&event.event_type).to_owned(),
            phase: event.phase,
            status: event.status,
            attribution: event.source.and_then(|head| self.source(head, border)).into_iter().collect(),
            actors: event.actors.iter().filter_map(|head| self.actor(*head, border)).collect(),
            recipients: event.recipients.iter().filter_map(|head| self.actor(*head, border)).collect(),
            place: self.place(sentence, border),
            // Times are not recognised yet: the publication date stands, and `precision` says so.
            date: self.document.published.as_ref().map(|day| DateValue {
                from: Some(day.clone()),
                to: Some(day.clone()),
                precision: Some("published".to_owned()),
                ..DateValue::default()
            }),
            confidence: event.confidence,
            rule: event.rule.to_string(),
            coder: self.coder.clone(),
            ..Mention::default()
        }
    }

    fn actor(&self, head: TokenIdx, border: &Border<'_>) -> Option<Actor> {
        let found = self.actors.at(head)?;
        Some(border.actor(self.doc, self.actors, found))
    }

    fn source(&self, head: TokenIdx, border: &Border<'_>) -> Option<Source> {
        let Actor { text, start, end, country, sector, .. } = self.actor(head, border)?;
        Some(Source { text, start, end, country, sector })
    }

    /// The finest place of the sentence that locates; the first of equals.
    fn place(&self, sentence: TokenSpan, border: &Border<'_>) -> Option<Place> {
        let located = self.places.iter().filter(|p| p.tokens.overlaps(sentence) && !p.acts);
        let (place, known) =
            located.filter_map(|p| Some((p, p.resolved.as_ref()?))).min_by_key(|(_, known)| known.precision)?;
        let (text, start, end) = border.cut(self.doc.span(place.tokens));
        Some(Place {
            text: Some(text),
            start: Some(start),
            end: Some(end),
            name: Some(known.name.to_string()),
            geonames: known.geonames,
            country: known.country.map(|c| c.to_string()),
            admin1: known.admin1.as_ref().map(ToString::to_string),
            lat: Some(known.lat),
            lon: Some(known.lon),
            precision: Some(known.precision.as_str().to_owned()),
            relation: Some(place.relation.as_str().to_owned()),
        })
    }
}

/// PLOVER's quad class of a type.
fn quad(event_type: &str) -> &'static str {
    match event_type {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "verbal-cooperation",
        "COOPERATE" | "AID" | "RETREAT" => "material-cooperation",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "verbal-conflict",
        _ => "material-conflict",
    }
}
