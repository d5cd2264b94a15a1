//! Which happenings between the same parties are one process: subjects, places of meeting and gaps of time divide them.
//!
//! In: what the parties of one matter did, and what the texts say that it was about. Out: the same, parted. Nothing is
//! parted on one ground alone but on a long silence: reports name one subject in many words, and talks move from town to
//! town.

use super::Told;
use jiff::civil::Date;
use masudi_record::{Factor, Place, ProcessPhase};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Days of silence after which talks are new ones, unless a report says that they were resumed.
const SILENCE: i32 = 730;
/// Days between two subjects without a common word that are two matters.
const APART: i32 = 180;

/// The words of what each mention and each sentence says that talks are about.
pub(super) struct Topics<'a> {
    of: HashMap<(&'a str, usize), BTreeSet<String>>,
}

impl<'a> Topics<'a> {
    /// The topics that the subjects among some factors give; `common` words tell nothing.
    pub(super) fn of(factors: &'a [Factor], common: &masudi_lexicon::words::WordSet) -> Self {
        let mut of: HashMap<(&str, usize), BTreeSet<String>> = HashMap::new();
        for factor in factors.iter().filter(|f| f.kind == "subject") {
            let words = factor.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            let telling = words.filter(|w| w.chars().count() > 3 && !common.contains(w.as_str()));
            let stems = telling.map(|w| w.strip_suffix('s').map_or(w.clone(), str::to_owned));
            of.entry((&factor.evidence.doc, factor.evidence.sentence)).or_default().extend(stems);
        }
        Self { of }
    }

    fn words(&self, told: &Told<'a>) -> BTreeSet<&str> {
        let sentences = told.mentions.iter().filter_map(|m| self.of.get(&(m.doc.as_str(), m.sentence.index)));
        sentences.flatten().map(String::as_str).collect()
    }
}

/// One process in the making.
struct Thread<'a, 't> {
    told: Vec<Told<'a>>,
    topics: BTreeSet<&'t str>,
    venues: BTreeSet<String>,
    docs: BTreeSet<&'a str>,
    last: Option<Date>,
}

/// Parts what the same parties did in one matter; the earliest process comes first. The order of `told` does not matter.
pub(super) fn divide<'a>(mut told: Vec<Told<'a>>, topics: &Topics<'a>) -> Vec<Vec<Told<'a>>> {
    told.sort_by_cached_key(|t| (first_day(t), t.event.id.clone()));
    let mut threads: Vec<Thread<'_, '_>> = Vec::new();
    for told in told {
        let (words, venues, day) = (topics.words(&told), venues(&told), first_day(&told));
        let docs: BTreeSet<&str> = told.mentions.iter().map(|m| m.doc.as_str()).collect();
        let goes_on = |t: &Thread<'_, '_>| {
            let silence = t.last.zip(day).map_or(0, |(last, day)| last.until(day).map_or(0, |s| s.get_days()));
            let other = !t.topics.is_empty() && !words.is_empty() && t.topics.is_disjoint(&words);
            let elsewhere = !t.venues.is_empty() && !venues.is_empty() && t.venues.is_disjoint(&venues);
            let silent = silence > SILENCE && told.phase != Some(ProcessPhase::Resumed);
            !(silent || (other && (elsewhere || silence > APART)))
        };
        let nearness = |(at, t): &(usize, &Thread<'_, '_>)| {
            let shared = t.topics.intersection(&words).count();
            (Reverse(shared), t.docs.is_disjoint(&docs), Reverse(t.last), Reverse(*at))
        };
        let at = threads.iter().enumerate().filter(|(_, t)| goes_on(t)).min_by_key(nearness).map(|(at, _)| at);
        let at = at.unwrap_or_else(|| {
            let (topics, venues, docs) = <(BTreeSet<&str>, BTreeSet<String>, BTreeSet<&str>)>::default();
            threads.push(Thread { told: Vec::new(), topics, venues, docs, last: None });
            threads.len() - 1
        });
        let thread = &mut threads[at];
        thread.topics.extend(words);
        thread.venues.extend(venues);
        thread.docs.extend(docs);
        thread.last = thread.last.max(last_day(&told).or(day));
        thread.told.push(told);
    }
    threads.into_iter().map(|t| t.told).collect()
}

pub(super) fn first_day(told: &Told<'_>) -> Option<Date> {
    let date = told.event.date.as_ref().and_then(|d| d.from.as_deref().or(d.to.as_deref()));
    date.or(told.event.first_seen.as_deref()).and_then(|d| d.get(..10)?.parse().ok())
}

/// The last day, as far as an interval of at most a month gives one.
fn last_day(told: &Told<'_>) -> Option<Date> {
    let to: Date = told.event.date.as_ref()?.to.as_deref()?.parse().ok()?;
    let first = first_day(told)?;
    (first.until(to).ok()?.get_days() <= 31).then_some(to)
}

/// The towns in which its meetings are said to be.
fn venues(told: &Told<'_>) -> BTreeSet<String> {
    let meetings = told.mentions.iter().filter(|m| m.event_type == "CONSULT");
    meetings.filter_map(|m| m.place.as_ref().filter(|p| is_venue(p))?.name.clone()).collect()
}

/// Whether talks can be held there: a town or a site that the text names, not a region of the world.
pub(super) fn is_venue(place: &Place) -> bool {
    place.text.is_some() && !matches!(place.precision.as_deref(), Some("region" | "continent" | "country" | "admin1"))
}
