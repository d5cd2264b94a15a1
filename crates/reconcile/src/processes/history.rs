//! The steps of a process in order of time, each told once.
//!
//! A step that several events tell of, with days that overlap, is one, at the narrowest of their days. A step that changes
//! nothing (talks that are "suspended" in a report with no day, when they were) is one more witness of the last such step.
//! A step without a day of its own in a report that dates other steps is background: its day is unknown, and it stands
//! before the first later step of the usual course (proposed, started, agreed, signed, ...).

use super::threads::is_venue;
use masudi_record::{Days, Event, Evidence, Mention, PhaseChange, Place, ProcessPhase, TextSpan};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Days after which a proposal is another one.
const RECENT: i32 = 60;

/// One event that is a step.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    pub(super) phase: ProcessPhase,
    pub(super) event: &'a Event,
    pub(super) mentions: Vec<&'a Mention>,
}

/// The history that the steps make.
pub(super) fn of(steps: &[Step<'_>]) -> Vec<PhaseChange> {
    let mut steps: Vec<&Step<'_>> = steps.iter().collect();
    // Days that a text gives come before those of publication, then the narrowest, then the earliest.
    steps.sort_by_cached_key(|s| {
        let date = s.event.date.as_ref();
        (is_published(date), width(date), date.and_then(|d| d.from.clone()), s.event.id.clone())
    });
    let dated: BTreeSet<&str> = steps
        .iter()
        .filter(|s| !is_published(s.event.date.as_ref()))
        .flat_map(|s| s.mentions.iter().map(|m| m.doc.as_str()))
        .collect();
    let mut changes: Vec<PhaseChange> = Vec::new();
    for step in steps {
        let background =
            is_published(step.event.date.as_ref()) && step.mentions.iter().all(|m| dated.contains(m.doc.as_str()));
        // What was proposed long before is not told again in passing: something else is proposed.
        let proposed = |c: &&PhaseChange| c.phase == ProcessPhase::Proposed;
        let again = background
            && step.phase == ProcessPhase::Proposed
            && changes.iter().any(|c| proposed(&c))
            && !changes.iter().filter(proposed).any(|c| is_recent(c, step));
        let background = background && !again;
        let same =
            changes.iter().position(|c| c.phase == step.phase && overlap(c.date.as_ref(), step.event.date.as_ref()));
        let told = || changes.iter().position(|c| background && c.phase == step.phase);
        let repeated = || repeats(&changes, step);
        match same.or_else(told).or_else(repeated) {
            Some(at) => changes[at].evidence.extend(evidence(step)),
            None => changes.push(PhaseChange {
                phase: step.phase,
                date: step.event.date.clone().filter(|_| !background),
                event: Some(step.event.id.clone()),
                evidence: evidence(step),
            }),
        }
    }
    let order: Vec<(ProcessPhase, String)> = changes.iter().map(|c| (c.phase, day(c))).collect();
    let placed = |c: &PhaseChange| {
        let later = order.iter().filter(|(phase, day)| *phase > c.phase && !day.is_empty()).map(|(_, day)| day.clone());
        let known = Some(day(c)).filter(|day| !day.is_empty());
        let (day, unknown) = known.map_or_else(|| (later.min().unwrap_or_default(), false), |day| (day, true));
        (day, unknown, c.phase, c.event.clone())
    };
    changes.sort_by_cached_key(placed);
    for change in &mut changes {
        change.evidence.sort_by(|a, b| (&a.doc, a.sentence, &a.mention).cmp(&(&b.doc, b.sentence, &b.mention)));
        change.evidence.dedup();
    }
    changes
}

/// The place where most of the meetings of a process were; of those with as many, the first by name.
pub(super) fn venue(steps: &[Step<'_>]) -> Option<Place> {
    let mut places: BTreeMap<String, (usize, &Place)> = BTreeMap::new();
    let meetings = steps.iter().flat_map(|s| &s.mentions).filter(|m| m.event_type == "CONSULT");
    for place in meetings.filter_map(|m| m.place.as_ref().filter(|p| is_venue(p))) {
        if let Some(name) = &place.name {
            places.entry(name.clone()).or_insert((0, place)).0 += 1;
        }
    }
    let best = places.into_iter().min_by_key(|(name, (n, _))| (Reverse(*n), name.clone()));
    best.map(|(_, (_, place))| Place { text: None, start: None, end: None, ..place.clone() })
}

/// The change that a step only repeats: the last one before it, where that is the same. A dated step repeats nothing but a
/// start: what has started goes on.
fn repeats(changes: &[PhaseChange], step: &Step<'_>) -> Option<usize> {
    let dated = !is_published(step.event.date.as_ref()) && step.event.date.is_some();
    if dated && step.phase != ProcessPhase::Started {
        return None;
    }
    let told = step.event.date.as_ref().and_then(|d| d.to.clone()).or_else(|| step.event.first_seen.clone())?;
    let before = changes.iter().enumerate().filter(|(_, c)| day(c) <= told && c.phase != ProcessPhase::LeadersMet);
    let last = before.max_by_key(|(at, c)| (day(c), c.phase, *at))?;
    let known_start = || changes.iter().position(|c| c.phase == ProcessPhase::Started && day(c) <= told);
    if last.1.phase == step.phase {
        Some(last.0)
    } else if !dated && step.phase == ProcessPhase::Started && last.1.phase != ProcessPhase::Collapsed {
        known_start()
    } else {
        None
    }
}

/// Whether a change is at most [`RECENT`] days older than the step's first report, or of an unknown day.
fn is_recent(change: &PhaseChange, step: &Step<'_>) -> bool {
    let date = |day: &str| day.get(..10)?.parse::<jiff::civil::Date>().ok();
    let told = step.event.first_seen.as_deref().and_then(date);
    let apart = date(&day(change)).zip(told).and_then(|(was, told)| Some(was.until(told).ok()?.get_days()));
    apart.is_none_or(|days| days <= RECENT)
}

fn is_published(date: Option<&Days>) -> bool {
    date.is_none_or(|d| d.precision.as_deref() == Some("published"))
}

/// The day by which a step is put in order: a beginning by its first day, what comes of it by its last.
fn day(change: &PhaseChange) -> String {
    let date = change.date.as_ref();
    let first = matches!(change.phase, ProcessPhase::Proposed | ProcessPhase::Started);
    let day = if first {
        date.and_then(|d| d.from.as_ref().or(d.to.as_ref()))
    } else {
        date.and_then(|d| d.to.as_ref().or(d.from.as_ref()))
    };
    day.cloned().unwrap_or_default()
}

/// Days that an interval spans, as far as its precision says; an open one is wide.
fn width(date: Option<&Days>) -> u32 {
    match date {
        Some(Days { from: Some(from), to: Some(to), .. }) if from == to => 0,
        Some(Days { from: Some(from), to: Some(to), .. }) => {
            let days = |d: &str| d.parse::<jiff::civil::Date>().ok();
            match (days(from), days(to)) {
                (Some(from), Some(to)) => to.since(from).map_or(u32::MAX, |s| s.get_days().unsigned_abs()),
                _ => u32::MAX,
            }
        }
        _ => u32::MAX,
    }
}

fn overlap(one: Option<&Days>, other: Option<&Days>) -> bool {
    let ends = |d: &Days| {
        let from = d.from.clone().or_else(|| d.to.clone())?;
        let to = d.to.clone().or_else(|| d.from.clone())?;
        Some((from, to))
    };
    match (one.and_then(ends), other.and_then(ends)) {
        (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
        _ => false,
    }
}

fn evidence(step: &Step<'_>) -> Vec<Evidence> {
    let of = |m: &&Mention| Evidence {
        doc: m.doc.clone(),
        sentence: m.sentence.index,
        words: TextSpan { text: m.sentence.text.clone(), start: m.sentence.start, end: m.sentence.end },
        mention: Some(m.id.clone()),
    };
    step.mentions.iter().map(of).collect()
}
