//! From an annotated document to its time expressions.

use crate::compiled::{Compiled, CompiledRule};
use crate::dates;
use crate::document_date::own_date;
use crate::interval::{interval, through_night, up_to};
use crate::matcher::Match;
use crate::number;
use crate::page::Page;
use crate::point::{Clock, Grain, Point};
use crate::quantity;
use crate::relative::{self, Shifted};
use crate::scan::scan;
use crate::slots::Slots;
use crate::story::{Story, Style, Told};
use crate::tense::{Tense, lasts_till_now, tense};
use masudi_doc::{Civil, Doc, Lang, SmolStr, TimeRef, TimexKind, TokenSpan};
use masudi_lexicon::time::{Sense, Slot, TimeRules};

/// What is known of a document besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The day it was published. Unknown: what counts from it stays without a value.
    pub published: Option<Civil>,
    /// How it tells time.
    pub style: Style,
}

/// Rules of all languages, ready to use. Shared between threads; a document changes nothing in it.
#[derive(Clone, Debug)]
pub struct TimeResolver {
    languages: Vec<(Lang, Compiled)>,
}

impl TimeResolver {
    /// Makes the rules ready.
    ///
    /// ```
    /// use masudi_doc::{Civil, DocBuilder, Lang};
    /// use masudi_lexicon::{DataFiles, time::TimeRules};
    /// use masudi_time::{Settings, TimeResolver};
    /// let rules = TimeRules::load(&DataFiles::built_in(), Lang::En).unwrap();
    /// let resolver = TimeResolver::new(&[rules]);
    /// let doc = DocBuilder::new(Lang::En)
    ///     .word("Talks", "talk", "NOUN", "NNS", 1, "nsubj")
    ///     .word("ended", "end", "VERB", "VBD", 1, "ROOT")
    ///     .word("last", "last", "ADJ", "JJ", 3, "amod")
    ///     .word("Friday", "Friday", "PROPN", "NNP", 1, "npadvmod")
    ///     .build()
    ///     .unwrap();
    /// let published = Some(Civil { year: 2024, month: 4, day: 15 });
    /// let times = resolver.resolve(&doc, &Settings { published, ..Settings::default() });
    /// assert_eq!(times[0].value.as_deref(), Some("2024-04-12"));
    /// ```
    pub fn new(rules: &[TimeRules]) -> Self {
        Self { languages: rules.iter().map(|rules| (rules.language, Compiled::new(rules))).collect() }
    }

    /// The time expressions of a document, in order. Two share a token where the model's tokeniser did not cut between
    /// them ("14 August-2 September"). A document in a language without rules has none.
    pub fn resolve(&self, doc: &Doc, settings: &Settings) -> Vec<TimeRef> {
        let Some((_, compiled)) = self.languages.iter().find(|(lang, _)| *lang == doc.language()) else {
            return Vec::new();
        };
        let page = Page::new(doc, compiled);
        let matches = scan(&page, compiled);
        let published = settings.published.and_then(Point::civil);
        let narrative = match settings.style {
            Style::News => false,
            Style::Narrative => true,
            Style::Auto => tells_history(&matches, compiled, published),
        };
        let mut reader = Reader { page: &page, compiled, story: Story::new(published, narrative) };
        let mut out: Vec<TimeRef> = Vec::with_capacity(matches.len());
        for found in &matches {
            let Some(tokens) = page.span(found.start, found.end) else { continue };
            if out.last().is_some_and(|last| last.tokens.end >= tokens.end) {
                continue;
            }
            if let Some(time) = reader.read(found, tokens) {
                out.push(time);
            }
        }
        out
    }
}

impl TimeResolver {
    /// The day a document gives for itself in its dateline or a line of its head; `None` when it gives none.
    pub fn document_date(&self, doc: &Doc) -> Option<Civil> {
        own_date(doc, &self.resolve(doc, &Settings::default()))
    }
}

/// Whether bare dates follow on from the last date named. So it is where most of the years named lie well before publication and
/// little is told from day to day; of a text whose day is not known, unless it speaks of days near its own more often than of years:
/// a year named by the way in the news ("in office since 2019") says nothing of its Mondays.
fn tells_history(matches: &[Match], compiled: &Compiled, published: Option<Point>) -> bool {
    let (mut years, mut far, mut daily) = (0, 0, 0);
    for found in matches {
        let Some(rule) = compiled.rules.get(usize::from(found.rule)) else { continue };
        let slots = Slots::new(found, rule);
        if let Some(year) = slots.number::<i16>(Slot::Year) {
            years += 1;
            far += usize::from(published.is_some_and(|now| (now.year - year).abs() > 2));
        } else if !slots.counts_from_text() && !slots.has(Slot::Month) {
            daily += usize::from(slots.has(Slot::Weekday) || slots.has(Slot::Dir) || rule.sense == Sense::Shift);
        }
    }
    if published.is_none() { daily <= years } else { years >= 5 && far * 10 >= years * 3 && daily * 8 < years }
}

struct Reader<'r, 'd> {
    page: &'r Page<'d>,
    compiled: &'r Compiled,
    story: Story,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Place {
    tokens: TokenSpan,
    sentence: usize,
    /// It is what its sentence begins with.
    opens: bool,
    /// What the word before it says: "since" speaks of the past, "as soon as" of the future, in any tense.
    said: Option<Tense>,
}

impl Place {
    fn at(self) -> relative::At {
        relative::At { sentence: self.sentence, opens: self.opens }
    }
}

/// A value before it is written down.
#[derive(Default)]
struct Reading {
    kind: Option<TimexKind>,
    value: Option<SmolStr>,
    point: Option<Point>,
}

impl Reading {
    fn point(point: Option<Point>) -> Self {
        Self { value: point.map(Point::value), point, ..Self::default() }
    }

    fn of(kind: TimexKind, value: Option<SmolStr>) -> Self {
        Self { kind: Some(kind), value, point: None }
    }
}

impl Reader<'_, '_> {
    fn read(&mut self, found: &Match, tokens: TokenSpan) -> Option<TimeRef> {
        let rule = self.compiled.rules.get(usize::from(found.rule))?;
        let slots = Slots::new(found, rule);
        let doc = self.page.doc;
        let sentence = doc.sentence_of(masudi_doc::TokenIdx(tokens.start)).get();
        let signal = self.signal(found.start);
        let opens = doc.sentence(masudi_doc::SentIdx(sentence as u32)).start == tokens.start;
        let place = Place { tokens, sentence, opens, said: said(signal.as_deref()) };
        let reading = self.reading(rule, slots, place);
        let modifier = slots.get(Slot::Mod).or(slots.get(Slot::Part)).map(SmolStr::from);
        let published = self.story.published;
        // "after Tuesday's attack": the word before speaks of the attack.
        let signal = signal.filter(|_| !is_before_noun(doc, tokens));
        let (from, to) = reading
            .point
            .map_or((None, None), |point| interval(point, modifier.as_deref(), signal.as_deref(), published));
        let (from, to) = if rule.through_night { through_night((from, to)) } else { (from, to) };
        let kind = reading.kind.unwrap_or_else(|| kind_of(slots));
        let (from, to) = match reading.value.as_deref() {
            Some(value) if kind == TimexKind::Duration && lasts_till_now(doc, tokens) => up_to(published, value),
            _ => (from, to),
        };
        if let Some(point) = reading.point {
            let aside = self.is_aside(found, point, tokens, signal.as_deref());
            let counted = rule.sense == Sense::Shift;
            let flashback = counted && slots.counts_from_text() && slots.get(Slot::Sign) == Some("-");
            self.story.tell(Told { point, sentence, aside, counted, flashback });
        }
        Some(TimeRef {
            tokens,
            kind,
            value: reading.value,
            modifier,
            from,
            to,
            precision: reading.point.map(Point::precision),
            signal,
            zone: slots.get(Slot::Zone).map(SmolStr::from),
            rule: rule.id.clone(),
        })
    }

    /// Whether a time is named by the way: in brackets, before a noun ("the 1940 treaty"), as a bound ("until 1976"), a
    /// decade or longer, or far from the times around it and not where a sentence begins.
    fn is_aside(&self, found: &Match, point: Point, tokens: TokenSpan, signal: Option<&str>) -> bool {
        let doc = self.page.doc;
        let bracket = found.start > 0 && self.page.text(found.start - 1) == "(";
        let noun = point.grain >= Grain::Year
            && self.page.goes_on(found.end)
            && self.page.token(found.end).is_some_and(|t| {
                matches!(doc.pos(t), masudi_doc::Upos::Noun | masudi_doc::Upos::Propn | masudi_doc::Upos::Adj)
            });
        let bound = point.grain >= Grain::Year && matches!(signal, Some("until" | "since" | "before"));
        let sentence = doc.sentence(doc.sentence_of(masudi_doc::TokenIdx(tokens.start)));
        let opens = tokens.start < sentence.start + 3;
        let far = !opens && self.story.is_far(point);
        bracket || noun || bound || point.grain >= Grain::Decade || far
    }

    fn reading(&self, rule: &CompiledRule, slots: Slots<'_>, place: Place) -> Reading {
        let story = &self.story;
        match rule.sense {
            Sense::Date => Reading::point(dates::date(slots, story, place.sentence, || self.tense(place))),
            Sense::Time => {
                let clock = dates::clock(slots);
                let day = self.day_of_time(slots, place);
                let point = day.map(|day| day.at(clock));
                Reading { kind: Some(TimexKind::Time), ..Reading::point(point) }
            }
            Sense::Shift => match relative::shift(slots, story, place.at(), || self.tense(place)) {
                Some(Shifted::At(point)) => Reading::point(Some(point)),
                Some(Shifted::Past) => Reading::of(TimexKind::Date, Some("PAST_REF".into())),
                Some(Shifted::Future) => Reading::of(TimexKind::Date, Some("FUTURE_REF".into())),
                None => Reading::point(None),
            },
            Sense::Duration => Reading::of(TimexKind::Duration, quantity::duration(slots)),
            Sense::Set => Reading::of(TimexKind::Set, quantity::set(slots)),
            Sense::Fixed => Reading { value: slots.get(Slot::Value).map(SmolStr::from), ..Reading::default() },
            Sense::Nth => {
                let parent = dates::date(slots, story, place.sentence, || self.tense(place));
                Reading::point(parent.and_then(|parent| relative::nth(slots, parent)))
            }
            Sense::Nothing => Reading::default(),
        }
    }

    fn tense(&self, place: Place) -> Option<Tense> {
        place.said.or_else(|| tense(self.page.doc, place.tokens))
    }

    /// The day a time of day belongs to: the one it names, else one named in the sentence, else the story's.
    fn day_of_time(&self, slots: Slots<'_>, place: Place) -> Option<Point> {
        let dated = [Slot::Weekday, Slot::Day, Slot::Holiday].into_iter().any(|slot| slots.has(slot));
        if dated {
            return dates::date(slots, &self.story, place.sentence, || self.tense(place));
        }
        if slots.get(Slot::Unit) == Some("D") {
            return match relative::shift(slots, &self.story, place.at(), || None)? {
                Shifted::At(point) => Some(point),
                _ => None,
            };
        }
        // A line of a live page ("11:50 The ministry says …") is of the day of publication.
        if place.opens && !self.story.narrative && matches!(dates::clock(slots), Some(Clock::Minute(..))) {
            return self.story.published;
        }
        let told = self.story.last_fine(Grain::Day);
        let near = told.filter(|t| t.sentence + 2 >= place.sentence || self.story.narrative).map(|t| t.point);
        near.or(self.story.published)
    }

    /// A word before the expression that opens an interval: `since`, `until`, `by`, `before`, `after`, `from`, `to`.
    fn signal(&self, start: usize) -> Option<SmolStr> {
        (1..=4.min(start)).rev().find_map(|back| {
            let (value, len) = number::phrase(self.page, self.compiled, "SIGNAL", start - back)?;
            (len == back).then(|| value.clone())
        })
    }
}

/// Whether a time stands before the noun that it belongs to: "Tuesday's attack", "the 2015 talks".
fn is_before_noun(doc: &Doc, tokens: TokenSpan) -> bool {
    let head = tokens.iter().find(|t| !tokens.has(doc.head(*t)));
    head.is_some_and(|t| {
        matches!(doc.dep(t), "poss" | "nmod" | "compound" | "amod" | "nummod") && doc.head(t).0 >= tokens.end
    })
}

fn said(signal: Option<&str>) -> Option<Tense> {
    match signal? {
        "since" => Some(Tense::Past),
        "earliest" => Some(Tense::Future),
        _ => None,
    }
}

fn kind_of(slots: Slots<'_>) -> TimexKind {
    match dates::clock(slots) {
        Some(Clock::Part(_) | Clock::Minute(..) | Clock::Second(..)) => TimexKind::Time,
        None => TimexKind::Date,
    }
}
