//! From coded events to the mentions of the public record: tokens become words and code points.

use crate::engine::Understood;
use crate::layers::Border;
use masudi_code::amounts::Amount;
use masudi_code::contexts::{Evidence, Words, contexts, words_of};
use masudi_code::counts::EventCounts;
use masudi_code::{Coded, CodedEvent};
use masudi_doc::{ActorRef, Doc, PlacePrecision, SmolStr, TimePrecision, TokenIdx, TokenSpan};
use masudi_lexicon::frames::Frames;
use masudi_lexicon::ontology::{ContextCues, Ontology, Quad};
use masudi_record::{
    Actor, CoderInfo, Count, Counts, DateValue, Document, Link, Mention, Place, SentenceSpan, Source, Status, Trigger,
};
use xxhash_rust::xxh3::xxh3_128;

/// What a document's events are written down with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) document: &'a Document,
    pub(crate) understood: &'a Understood,
    pub(crate) ontology: &'a Ontology,
    pub(crate) frames: &'a Frames,
    pub(crate) cues: &'a ContextCues,
    pub(crate) coder: &'a CoderInfo,
}

/// Writes the events of one document.
pub(crate) fn write(page: Page<'_>, coded: &Coded) -> Vec<Mention> {
    let border = Border::new(&page.document.text);
    let doc = &page.understood.doc;
    let words = words_of(doc, (0..doc.len()).map(TokenIdx::from));
    let mut mentions: Vec<Mention> =
        coded.events.iter().map(|event| page.mention(event, &page.contexts(event, &words), &border)).collect();
    for (at, event) in coded.events.iter().enumerate() {
        let links = event.links.iter().filter_map(|link| {
            let (first, last) = (link.cue.first()?, link.cue.last()?);
            Some(Link {
                kind: link.kind,
                mention: mentions.get(link.to)?.id.clone(),
                cue: page.understood.doc.words(TokenSpan { start: first.0, end: last.0 + 1 }).to_owned(),
            })
        });
        mentions[at].links = links.collect();
    }
    mentions
}

impl Page<'_> {
    /// What the event is about: by its mode, its actors, and the words of its sentence and document.
    fn contexts(&self, event: &CodedEvent, document: &Words) -> Vec<SmolStr> {
        let Understood { doc, actors, .. } = self.understood;
        let sentence = doc.sentence(doc.sentence_of(event.head));
        let sectors: Vec<SmolStr> = event
            .actors
            .iter()
            .chain(&event.recipients)
            .filter_map(|head| actors.entity(actors.at(*head)?.entity).sector.clone())
            .collect();
        let evidence = Evidence {
            event_type: &event.event_type,
            mode: event.mode.as_deref(),
            sectors: &sectors,
            sentence: &words_of(doc, (sentence.start..sentence.end).map(TokenIdx)),
            document,
        };
        contexts(self.ontology, self.cues, evidence)
    }

    fn mention(&self, event: &CodedEvent, contexts: &[SmolStr], border: &Border<'_>) -> Mention {
        let doc = &self.understood.doc;
        let index = doc.sentence_of(event.head);
        let first = event.trigger.first().copied().unwrap_or(event.head);
        let last = event.trigger.last().copied().unwrap_or(event.head);
        // A verb and its particle may stand apart ("shot the plane down"); the trigger is then the verb alone.
        let words = if last.0 - first.0 < 2 { (first, last) } else { (event.head, event.head) };
        let (text, start, end) = border.cut(doc.span(TokenSpan { start: words.0.0, end: words.1.0 + 1 }));
        let sentence = border.sentence(doc, index);
        let key = format!("{}\u{1f}{start}\u{1f}{end}\u{1f}{}\u{1f}{}", self.document.id, event.event_type, event.rule);
        let contexts: Vec<&str> = contexts.iter().map(SmolStr::as_str).collect();
        let place = self.place(event, border);
        Mention {
            id: format!("{:032x}", xxh3_128(key.as_bytes())),
            doc: self.document.id.clone(),
            published: self.document.published.clone(),
            sentence: SentenceSpan {
                index: index.get(),
                start: sentence.start,
                end: sentence.end,
                text: sentence.text,
            },
            trigger: Trigger { text, start, end, lemma: doc.lemma(event.head).to_owned() },
            event_type: event.event_type.to_string(),
            mode: event.mode.as_ref().map(ToString::to_string),
            quad: self.ontology.quad(&event.event_type).map_or("", Quad::as_str).to_owned(),
            score: self.ontology.score(&event.event_type, event.mode.as_deref()),
            cameo: self.ontology.cameo_of(&event.event_type, event.mode.as_deref(), &contexts).map(str::to_owned),
            contexts: contexts.iter().map(ToString::to_string).collect(),
            phase: event.phase,
            status: event.status,
            attribution: event.source.and_then(|head| self.source(head, border)).into_iter().collect(),
            actors: event.actors.iter().flat_map(|head| self.actors(*head, border)).collect(),
            recipients: self.recipients(event, place.as_ref(), border),
            place,
            date: self.date(event, border),
            counts: self.counts(&event.counts),
            confidence: event.confidence,
            rule: event.rule.to_string(),
            coder: self.coder.clone(),
            ..Mention::default()
        }
    }

    /// Whom a word stands for: one actor, each of those that a plural stands for ("both leaders"), or nobody ("no group").
    pub(crate) fn actors(&self, head: TokenIdx, border: &Border<'_>) -> Vec<Actor> {
        let Understood { doc, actors, .. } = self.understood;
        if is_nobody(doc, head) {
            return Vec::new();
        }
        let Some(found) = actors.at(head) else { return vec![border.thing(doc, head)] };
        let members = &actors.entity(found.entity).members;
        if members.is_empty() {
            return vec![border.actor(doc, actors, found)];
        }
        members.iter().map(|member| border.actor(doc, actors, &ActorRef { entity: *member, ..found.clone() })).collect()
    }

    /// Who suffers an event. A thing that is attacked or seized is of the country where that is done; a town or
    /// another piece of land is where it is done, and nobody.
    fn recipients(&self, event: &CodedEvent, place: Option<&Place>, border: &Border<'_>) -> Vec<Actor> {
        let Understood { doc, actors, places, .. } = self.understood;
        let on_ground = matches!(event.event_type.as_str(), "ASSAULT" | "COERCE");
        let here = place.filter(|_| on_ground).and_then(|p| p.country.as_ref());
        let mut out = Vec::new();
        for head in &event.recipients {
            let lemma = doc.lemma(*head).to_lowercase();
            // A missile that is shot down is of those who fired it.
            let other = ["land", "munition", "arms_part"].iter().any(|class| self.frames.is_of_class(class, &lemma));
            let is_place = places.iter().any(|p| p.tokens.has(*head));
            let is_thing = actors.at(*head).is_none() && !is_place && !other;
            out.extend(self.actors(*head, border).into_iter().map(|actor| match here {
                Some(here) if is_thing => Actor { country: Some(here.clone()), ..actor },
                _ => actor,
            }));
        }
        out
    }

    fn source(&self, head: TokenIdx, border: &Border<'_>) -> Option<Source> {
        let Actor { text, start, end, country, sector, .. } = self.actors(head, border).into_iter().next()?;
        Some(Source { text, start, end, country, sector })
    }

    /// The time that the event's words give; without one the day of publication, and `precision` says so. What is told
    /// as lying before the story has no date then.
    fn date(&self, event: &CodedEvent, border: &Border<'_>) -> Option<DateValue> {
        let published = self.understood.published.map(|day| day.to_string());
        if let (None, Some(days)) = (event.time, event.counted) {
            return Some(DateValue {
                from: Some(days.from.to_string()),
                to: Some(days.to.to_string()),
                precision: Some(days.precision.as_str().to_owned()),
                ..DateValue::default()
            });
        }
        let Some(time) = event.time.and_then(|i| self.understood.times.get(i)) else {
            let unknown = event.background || event.status == Status::Hypothetical;
            return published.filter(|_| !unknown).map(|day| DateValue {
                from: Some(day.clone()),
                to: Some(day),
                precision: Some("published".to_owned()),
                ..DateValue::default()
            });
        };
        let (text, start, end) = border.cut(self.understood.doc.span(time.tokens));
        if let Some(counted) = event.counted {
            return Some(DateValue {
                text: Some(text),
                start: Some(start),
                end: Some(end),
                timex: None,
                from: Some(counted.from.to_string()),
                to: Some(counted.to.to_string()),
                precision: Some(counted.precision.as_str().to_owned()),
            });
        }
        let (mut from, mut to) = (time.from.map(|d| d.to_string()), time.to.map(|d| d.to_string()));
        match time.signal.as_deref() {
            Some("since") => to = published,
            // It went on until then, or was done by then: on that day at the latest, in the time from now on if it lies ahead.
            Some("until" | "by") => from = to.clone().min(published),
            // Soon after a month is mostly still in it.
            Some("after") if time.precision.is_some_and(|p| p >= TimePrecision::Month) => {
                from = time.value.as_deref().and_then(first_day).or(from);
            }
            _ => {}
        }
        Some(DateValue {
            text: Some(text),
            start: Some(start),
            end: Some(end),
            timex: time.value.as_ref().map(ToString::to_string),
            from,
            to,
            precision: time.precision.map(|p| p.as_str().to_owned()),
        })
    }

    fn counts(&self, counts: &EventCounts) -> Counts {
        let count = |amount: &Option<Amount>| {
            amount.as_ref().map(|a| Count {
                min: a.min,
                max: a.max,
                text: self.understood.doc.words(a.tokens).to_owned(),
            })
        };
        Counts {
            killed: count(&counts.killed),
            injured: count(&counts.injured),
            abducted: count(&counts.abducted),
            arrested: count(&counts.arrested),
            troops: count(&counts.troops),
            events: count(&counts.events),
        }
    }

    /// The place that the event's words give; for a deed without one, the country it must be in, with no words.
    fn place(&self, event: &CodedEvent, border: &Border<'_>) -> Option<Place> {
        let Some(place) = event.place.and_then(|i| self.understood.places.get(i)) else {
            return event.country.map(|country| Place {
                country: Some(country.to_string()),
                precision: Some(PlacePrecision::Country.as_str().to_owned()),
                ..Place::default()
            });
        };
        border.located(&self.understood.doc, place)
    }
}

/// Whether a word stands for nobody: "no group", "nobody", "none of them".
fn is_nobody(doc: &Doc, head: TokenIdx) -> bool {
    let is = |at: TokenIdx, words: &[&str]| words.iter().any(|word| doc.word(at).eq_ignore_ascii_case(word));
    is(head, &["nobody", "none"]) || doc.children(head).iter().any(|at| doc.dep(*at) == "det" && is(*at, &["no"]))
}

/// The first day of a TIMEX3 value that is a year or a month.
fn first_day(value: &str) -> Option<String> {
    match value.len() {
        4 => Some(format!("{value}-01-01")),
        7 if value.as_bytes().get(5).is_some_and(u8::is_ascii_digit) => Some(format!("{value}-01")),
        _ => None,
    }
}
