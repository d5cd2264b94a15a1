//! A mention in little room: as numbers, with each word of its values kept once for all mentions.
//!
//! In: a mention with what is known of its document. Out: the same again, but for the words of its sentence, what coded it,
//! and the names of its document, which are compared and not shown.

use crate::reported::Reported;
use masudi_record::{
    Actor, Count, Counts, DateValue, Link, LinkKind, Mention, Phase, Place, SentenceSpan, Source, Status, Trigger,
};
use std::collections::HashMap;
use std::sync::Arc;

/// The words of the values of mentions, each with its number; 0 is no word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strings {
    numbers: HashMap<Arc<str>, u32>,
    all: Vec<Arc<str>>,
}

impl Strings {
    /// The number of a text that a mention has.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    fn put(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let text: Arc<str> = text.into();
        self.all.push(text.clone());
        let number = self.all.len() as u32;
        self.numbers.insert(text, number);
        number
    }

    fn get(&self, number: u32) -> Option<String> {
        let at = (number as usize).checked_sub(1)?;
        Some(self.all.get(at)?.to_string())
    }
}

/// A mention as numbers; the first is that of its id, the second that of its document's.
#[derive(Clone, Debug)]
pub(crate) struct Packed(Box<[u32]>);

const STATUSES: [Status; 6] =
    [Status::Actual, Status::Alleged, Status::Future, Status::Historical, Status::Hypothetical, Status::Negated];
const PHASES: [Phase; 5] = [Phase::Start, Phase::Continue, Phase::Suspend, Phase::Resume, Phase::End];
const LINKS: [LinkKind; 5] =
    [LinkKind::RespondsTo, LinkKind::InRetaliationFor, LinkKind::After, LinkKind::InSupportOf, LinkKind::Interrupts];

impl Packed {
    /// Packs a mention.
    pub fn of(reported: &Reported, strings: &mut Strings) -> Self {
        let mut to = Writer { strings, numbers: Vec::with_capacity(64) };
        to.reported(reported);
        Self(to.numbers.into())
    }

    /// Number of the mention's id.
    pub fn id(&self) -> u32 {
        self.0[0]
    }

    /// Number of the document's id.
    pub fn doc(&self) -> u32 {
        self.0[1]
    }

    /// The mention again. `strings`: those that it was packed with.
    pub fn reported(&self, strings: &Strings) -> Reported {
        Reader { strings, numbers: self.0.iter() }.reported()
    }
}

/// Writes values in the order in which [`Reader`] reads them.
struct Writer<'a> {
    strings: &'a mut Strings,
    numbers: Vec<u32>,
}

impl Writer<'_> {
    fn number(&mut self, number: usize) {
        self.numbers.push(u32::try_from(number).unwrap_or(u32::MAX - 1));
    }

    fn maybe(&mut self, number: Option<usize>) {
        self.numbers.push(number.map_or(u32::MAX, |n| u32::try_from(n).unwrap_or(u32::MAX - 1)));
    }

    fn long(&mut self, bits: u64) {
        self.numbers.extend([bits as u32, (bits >> 32) as u32]);
    }

    fn long_maybe(&mut self, bits: Option<u64>) {
        self.number(usize::from(bits.is_some()));
        bits.into_iter().for_each(|bits| self.long(bits));
    }

    fn text(&mut self, text: &str) {
        let number = self.strings.put(text);
        self.numbers.push(number);
    }

    fn text_maybe(&mut self, text: &Option<String>) {
        match text {
            Some(text) => self.text(text),
            None => self.numbers.push(0),
        }
    }

    fn all<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(values.len());
        values.iter().for_each(|value| write(self, value));
    }

    fn one_of<T: PartialEq>(&mut self, values: &[T], value: Option<&T>) {
        self.maybe(value.and_then(|value| values.iter().position(|known| known == value)));
    }

    fn reported(&mut self, reported: &Reported) {
        let m = &reported.mention;
        self.text(&m.id);
        self.text(&m.doc);
        for text in [&reported.outlet, &reported.language, &reported.duplicate_of, &reported.story, &m.published] {
            self.text_maybe(text);
        }
        for number in [m.sentence.index, m.sentence.start, m.sentence.end, m.trigger.start, m.trigger.end] {
            self.number(number);
        }
        for text in [&m.trigger.text, &m.trigger.lemma, &m.event_type, &m.quad] {
            self.text(text);
        }
        self.text_maybe(&m.mode);
        self.text_maybe(&m.cameo);
        self.all(&m.contexts, |to, context| to.text(context));
        self.long_maybe(m.score.map(|score| u64::from(score.to_bits())));
        self.numbers.push(m.confidence.to_bits());
        self.one_of(&STATUSES, Some(&m.status));
        self.one_of(&PHASES, m.phase.as_ref());
        self.all(&m.attribution, |to, source| to.source(source));
        self.all(&m.actors, |to, actor| to.actor(actor));
        self.all(&m.recipients, |to, actor| to.actor(actor));
        self.all(m.place.as_slice(), |to, place| to.place(place));
        self.all(m.date.as_slice(), |to, date| to.date(date));
        let c = &m.counts;
        for count in [&c.killed, &c.injured, &c.abducted, &c.arrested, &c.troops, &c.events] {
            self.all(count.as_slice(), |to, count| to.count(count));
        }
        self.all(&m.links, |to, link| {
            to.one_of(&LINKS, Some(&link.kind));
            to.text(&link.mention);
            to.text(&link.cue);
        });
    }

    fn source(&mut self, source: &Source) {
        self.text(&source.text);
        self.number(source.start);
        self.number(source.end);
        self.text_maybe(&source.country);
        self.text_maybe(&source.sector);
    }

    fn actor(&mut self, actor: &Actor) {
        self.text(&actor.text);
        self.number(actor.start);
        self.number(actor.end);
        for text in [&actor.name, &actor.id, &actor.country, &actor.sector, &actor.code] {
            self.text_maybe(text);
        }
    }

    fn place(&mut self, place: &Place) {
        self.maybe(place.start);
        self.maybe(place.end);
        for text in [&place.text, &place.name, &place.country, &place.admin1, &place.precision, &place.relation] {
            self.text_maybe(text);
        }
        self.long_maybe(place.geonames.map(u64::from));
        self.long_maybe(place.lat.map(f64::to_bits));
        self.long_maybe(place.lon.map(f64::to_bits));
    }

    fn date(&mut self, date: &DateValue) {
        self.maybe(date.start);
        self.maybe(date.end);
        for text in [&date.text, &date.timex, &date.from, &date.to, &date.precision] {
            self.text_maybe(text);
        }
    }

    fn count(&mut self, count: &Count) {
        self.long_maybe(count.min);
        self.long_maybe(count.max);
        self.text(&count.text);
    }
}

/// Reads values in the order in which [`Writer`] wrote them.
struct Reader<'a> {
    strings: &'a Strings,
    numbers: std::slice::Iter<'a, u32>,
}

impl Reader<'_> {
    fn next(&mut self) -> u32 {
        self.numbers.next().copied().unwrap_or(0)
    }

    fn number(&mut self) -> usize {
        self.next() as usize
    }

    fn maybe(&mut self) -> Option<usize> {
        Some(self.next()).filter(|n| *n != u32::MAX).map(|n| n as usize)
    }

    fn long(&mut self) -> u64 {
        u64::from(self.next()) | u64::from(self.next()) << 32
    }

    fn long_maybe(&mut self) -> Option<u64> {
        (self.next() != 0).then(|| self.long())
    }

    fn text_maybe(&mut self) -> Option<String> {
        let number = self.next();
        self.strings.get(number)
    }

    fn text(&mut self) -> String {
        self.text_maybe().unwrap_or_default()
    }

    fn all<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.next()).map(|_| read(self)).collect()
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> Option<T> {
        self.maybe().and_then(|at| values.get(at)).copied()
    }

    // Fields are given in the order in which they are written, which is that in which they are evaluated.
    fn reported(&mut self) -> Reported {
        let (id, doc) = (self.text(), self.text());
        let (outlet, language, duplicate_of) = (self.text_maybe(), self.text_maybe(), self.text_maybe());
        let (story, published) = (self.text_maybe(), self.text_maybe());
        let sentence =
            SentenceSpan { index: self.number(), start: self.number(), end: self.number(), text: String::new() };
        let trigger = Trigger { start: self.number(), end: self.number(), text: self.text(), lemma: self.text() };
        let mention = Mention {
            id,
            doc,
            published,
            sentence,
            trigger,
            event_type: self.text(),
            quad: self.text(),
            mode: self.text_maybe(),
            cameo: self.text_maybe(),
            contexts: self.all(Self::text),
            score: self.long_maybe().map(|bits| f32::from_bits(bits as u32)),
            confidence: f32::from_bits(self.next()),
            status: self.one_of(&STATUSES).unwrap_or_default(),
            phase: self.one_of(&PHASES),
            attribution: self.all(Self::source),
            actors: self.all(Self::actor),
            recipients: self.all(Self::actor),
            place: self.all(Self::place).pop(),
            date: self.all(Self::date).pop(),
            counts: Counts {
                killed: self.all(Self::count).pop(),
                injured: self.all(Self::count).pop(),
                abducted: self.all(Self::count).pop(),
                arrested: self.all(Self::count).pop(),
                troops: self.all(Self::count).pop(),
                events: self.all(Self::count).pop(),
            },
            links: self.all(|from| Link {
                kind: from.one_of(&LINKS).unwrap_or(LinkKind::After),
                mention: from.text(),
                cue: from.text(),
            }),
            rule: String::new(),
            coder: Default::default(),
        };
        Reported { mention, outlet, language, duplicate_of, story, ..Reported::default() }
    }

    fn source(&mut self) -> Source {
        Source {
            text: self.text(),
            start: self.number(),
            end: self.number(),
            country: self.text_maybe(),
            sector: self.text_maybe(),
        }
    }

    fn actor(&mut self) -> Actor {
        Actor {
            text: self.text(),
            start: self.number(),
            end: self.number(),
            name: self.text_maybe(),
            id: self.text_maybe(),
            country: self.text_maybe(),
            sector: self.text_maybe(),
            code: self.text_maybe(),
        }
    }

    fn place(&mut self) -> Place {
        Place {
            start: self.maybe(),
            end: self.maybe(),
            text: self.text_maybe(),
            name: self.text_maybe(),
            country: self.text_maybe(),
            admin1: self.text_maybe(),
            precision: self.text_maybe(),
            relation: self.text_maybe(),
            geonames: self.long_maybe().map(|bits| bits as u32),
            lat: self.long_maybe().map(f64::from_bits),
            lon: self.long_maybe().map(f64::from_bits),
        }
    }

    fn date(&mut self) -> DateValue {
        DateValue {
            start: self.maybe(),
            end: self.maybe(),
            text: self.text_maybe(),
            timex: self.text_maybe(),
            from: self.text_maybe(),
            to: self.text_maybe(),
            precision: self.text_maybe(),
        }
    }

    fn count(&mut self) -> Count {
        Count { min: self.long_maybe(), max: self.long_maybe(), text: self.text() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_again() {
        let text = |text: &str| Some(text.to_owned());
        let actor = Actor { text: "they".to_owned(), start: 7, end: 11, name: text("Navy"), ..Actor::default() };
        let count = Count { min: Some(u64::MAX), max: None, text: "many".to_owned() };
        let mention = Mention {
            id: "m1".to_owned(),
            doc: "d1".to_owned(),
            published: text("2024-01-28"),
            sentence: SentenceSpan { index: 3, start: 10, end: 90, text: String::new() },
            trigger: Trigger { text: "raids".to_owned(), start: 14, end: 19, lemma: "raid".to_owned() },
            event_type: "ASSAULT".to_owned(),
            mode: text("drone"),
            contexts: vec!["military".to_owned(), String::new()],
            quad: "material-conflict".to_owned(),
            score: Some(-9.5),
            cameo: text("190"),
            phase: Some(Phase::End),
            status: Status::Negated,
            attribution: vec![Source { text: "he".to_owned(), start: 1, end: 3, country: None, sector: text("GOV") }],
            actors: vec![actor.clone(), Actor { code: text("USAMIL"), ..Actor::default() }],
            recipients: vec![Actor { id: text(""), country: text("IRQ"), ..actor }],
            place: Some(Place {
                start: Some(0),
                geonames: Some(5),
                lat: Some(-1.25),
                name: text("X"),
                ..Place::default()
            }),
            date: Some(DateValue {
                end: Some(4),
                from: text("2024-01-28"),
                precision: text("day"),
                ..DateValue::default()
            }),
            counts: Counts { killed: Some(count.clone()), events: Some(count), ..Counts::default() },
            links: vec![Link { kind: LinkKind::Interrupts, mention: "m2".to_owned(), cue: "when".to_owned() }],
            confidence: 0.7,
            ..Mention::default()
        };
        let full =
            Reported { mention, outlet: text("Wire"), language: text("en"), story: text("s"), ..Reported::default() };
        let mut strings = Strings::default();
        for reported in [full, Reported { duplicate_of: text("d0"), ..Reported::default() }] {
            let packed = Packed::of(&reported, &mut strings);
            assert_eq!(packed.reported(&strings), reported);
        }
        assert_eq!(strings.find("m1"), Some(1));
    }
}
