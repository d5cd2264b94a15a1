//! A hand-made list of which mentions tell one event, and how well events of a run agree with it.
//!
//! A line is a mention, found by its document, its trigger and words of its sentence, so that it is found again after
//! the coder changed. Mentions that a run does not have are counted apart: they are the coder's, not the reconciler's.
//!
//! A sentence may tell one event in several words ("the attack killed three"); these have a line each. Together they are
//! one telling: rules of annotation, which the coder follows, mark an event once a sentence, by any of its words.

use crate::clusters::{Agreement, Grouping, pairs};
use crate::jsonl::{EvalError, rows};
use masudi_record::{Event, Mention};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A mention of the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct TrueMention {
    /// The document's id.
    pub doc: String,
    /// Number of its sentence in the document, from 0, the headline's.
    pub sent: usize,
    /// Words around the trigger as they stand in the text, enough to know the place by.
    pub sentence: String,
    /// The words that express it, among these.
    pub trigger: String,
    /// A name of the event; equal for mentions that tell one event.
    pub event: String,
    /// The day of the event, ISO 8601, where it is certain.
    pub day: Option<String>,
}

/// Reads such a list. Errors: [`EvalError`] with file and line.
pub fn read(path: &Path) -> Result<Vec<TrueMention>, EvalError> {
    let rows = rows(path, "a mention (doc, sentence, trigger, event)")?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// How events agree with the truth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventsScore {
    /// Mentions of the truth.
    pub mentions: usize,
    /// Events of the truth.
    pub events: usize,
    /// Lines of the truth that the run has a mention for.
    pub found: usize,
    /// Pairs of found mentions that stand together: what reconciling does with what the coder gives.
    pub pairs: Agreement,
    /// The same with all mentions of the truth: pairs of which the run has not both count as missed.
    pub pairs_of_all: Agreement,
    /// Tellings of the truth: the words of one sentence for one event count as one.
    pub tellings: usize,
    /// Tellings of which the run has a mention.
    pub tellings_found: usize,
    /// Pairs of tellings, each with the first of its mentions that the run has; where it has none, its pairs count as missed.
    pub pairs_of_tellings: Agreement,
    /// Events of the run that hold mentions of two certain days: their ids, with the days.
    pub mixed_days: Vec<(String, Vec<String>)>,
    /// Pairs of mentions told as one event that are two, and as two that are one: words of both triggers with documents.
    pub wrong: Vec<String>,
}

impl EventsScore {
    /// Of a run.
    pub fn of(truth: &[TrueMention], mentions: &[Mention], events: &[Event]) -> Self {
        let found: Vec<(&TrueMention, &Mention)> = truth.iter().filter_map(|t| Some((t, find(t, mentions)?))).collect();
        let ids: BTreeMap<&str, &TrueMention> = found.iter().map(|(t, m)| (m.id.as_str(), *t)).collect();
        let run = Grouping::of(events.iter().map(|e| e.mentions.clone())).only(|id| ids.contains_key(id));
        let (tellings, mut told) = (distinct(truth.iter()), BTreeSet::new());
        let first: Vec<_> = found.iter().filter(|(t, _)| told.insert(telling(t))).copied().collect();
        let days = |event: &Event| {
            let days: BTreeSet<String> =
                event.mentions.iter().filter_map(|id| ids.get(id.as_str())?.day.clone()).collect();
            (event.id.clone(), days.into_iter().collect::<Vec<_>>())
        };
        Self {
            mentions: truth.len(),
            events: truth.iter().map(|t| &t.event).collect::<BTreeSet<_>>().len(),
            found: found.len(),
            pairs: agreement(&run, &found, found.iter().map(|(t, _)| *t)),
            pairs_of_all: agreement(&run, &found, truth.iter()),
            tellings: tellings.len(),
            tellings_found: first.len(),
            pairs_of_tellings: agreement(&run, &first, tellings.into_iter()),
            mixed_days: events.iter().map(days).filter(|(_, days)| days.len() > 1).collect(),
            wrong: wrong(&run, &ids),
        }
    }
}

/// How a run groups mentions that it has, where pairs of `all` of which it has not both count as missed.
fn agreement<'a>(
    run: &Grouping,
    found: &[(&'a TrueMention, &Mention)],
    all: impl Iterator<Item = &'a TrueMention>,
) -> Agreement {
    let gold = Grouping::by_name(found.iter().map(|(t, m)| (m.id.clone(), t.event.clone())));
    let ids: BTreeSet<&str> = found.iter().map(|(_, m)| m.id.as_str()).collect();
    let of_found = pairs(&run.only(|id| ids.contains(id)), &gold);
    let (all, both) = (pairs_of(all), pairs_of(found.iter().map(|(t, _)| *t)));
    let recall = if all == 0 { 1.0 } else { of_found.recall * both as f64 / all as f64 };
    Agreement { recall, ..of_found }
}

/// What is told once by a sentence.
fn telling(mention: &TrueMention) -> (&str, usize, &str) {
    (&mention.doc, mention.sent, &mention.event)
}

/// The first mention of each telling.
fn distinct<'a>(mentions: impl Iterator<Item = &'a TrueMention>) -> Vec<&'a TrueMention> {
    let mut told = BTreeSet::new();
    mentions.filter(|mention| told.insert(telling(mention))).collect()
}

/// Pairs of mentions that tell one event.
fn pairs_of<'a>(mentions: impl Iterator<Item = &'a TrueMention>) -> usize {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    mentions.for_each(|m| *sizes.entry(&m.event).or_default() += 1);
    sizes.values().map(|n| n * (n - 1) / 2).sum()
}

/// The mention of a run that a line of the truth means: its trigger shares letters with the line's, at the same place.
fn find<'a>(truth: &TrueMention, mentions: &'a [Mention]) -> Option<&'a Mention> {
    let code_points = |text: &str| text.chars().count();
    let before = code_points(&truth.sentence[..truth.sentence.find(&truth.trigger)?]);
    let fits = |m: &&Mention| {
        let Some(at) = m.sentence.text.find(&truth.sentence).filter(|_| m.doc == truth.doc) else { return false };
        let start = m.sentence.start + code_points(&m.sentence.text[..at]) + before;
        m.trigger.start < start + code_points(&truth.trigger) && start < m.trigger.end
    };
    mentions.iter().find(fits)
}

fn wrong(run: &Grouping, truth: &BTreeMap<&str, &TrueMention>) -> Vec<String> {
    let of: BTreeMap<&str, usize> =
        run.groups().iter().enumerate().flat_map(|(at, g)| g.iter().map(move |id| (id.as_str(), at))).collect();
    let ids: Vec<&str> = truth.keys().copied().collect();
    let mut wrong = Vec::new();
    for (at, a) in ids.iter().enumerate() {
        for b in &ids[at + 1..] {
            let (p, q) = (truth[a], truth[b]);
            let together = of.contains_key(a) && of.get(a) == of.get(b);
            let words = |t: &TrueMention| format!("{} [{}] {}", t.doc, t.trigger, t.event);
            match (together, p.event == q.event) {
                (true, false) => wrong.push(format!("joined: {} | {}", words(p), words(q))),
                (false, true) => wrong.push(format!("apart: {} | {}", words(p), words(q))),
                _ => {}
            }
        }
    }
    wrong.sort();
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{SentenceSpan, Trigger};

    #[test]
    fn mentions_are_found_by_their_words_and_days_must_not_mix() {
        let mention = |id: &str, trigger: &str, start: usize| Mention {
            id: id.to_owned(),
            doc: "d".to_owned(),
            trigger: Trigger { text: trigger.to_owned(), start, end: start + trigger.len(), ..Trigger::default() },
            sentence: SentenceSpan { text: "They met and talked.".to_owned(), start: 50, ..SentenceSpan::default() },
            ..Mention::default()
        };
        let truth = |trigger: &str, event: &str, day: &str| TrueMention {
            doc: "d".to_owned(),
            sent: 0,
            sentence: "met and talked".to_owned(),
            trigger: trigger.to_owned(),
            event: event.to_owned(),
            day: Some(day.to_owned()),
        };
        let mentions = [mention("1", "met", 55), mention("2", "talked", 63)];
        let events = [Event { id: "e".to_owned(), mentions: vec!["1".to_owned(), "2".to_owned()], ..Event::default() }];
        let lines =
            [truth("met", "a", "2024-01-01"), truth("talked", "b", "2024-01-02"), truth("left", "c", "2024-01-03")];
        let score = EventsScore::of(&lines, &mentions, &events);
        assert_eq!((score.mentions, score.events, score.found), (3, 3, 2));
        assert_eq!(score.mixed_days.len(), 1);
        assert!(score.wrong[0].starts_with("joined: d [met] a"));
        assert_eq!(score.pairs.precision, 0.0);
        // Of three pairs, the run has both mentions of one.
        let lines =
            [truth("met", "a", "2024-01-01"), truth("talked", "a", "2024-01-01"), truth("left", "a", "2024-01-01")];
        let score = EventsScore::of(&lines, &mentions, &events);
        assert_eq!(score.pairs.recall, 1.0);
        assert!((score.pairs_of_all.recall - 1.0 / 3.0).abs() < 1e-9);
        // They are one telling: the sentence tells one event, and the run has it.
        assert_eq!((score.tellings, score.tellings_found, score.pairs_of_tellings.recall), (1, 1, 1.0));
        // A telling of which the run has no mention is missed.
        let other = TrueMention { sent: 4, ..truth("left", "a", "2024-01-01") };
        let score = EventsScore::of(&[lines[0].clone(), lines[1].clone(), other], &mentions, &events);
        assert_eq!((score.tellings, score.tellings_found, score.pairs_of_tellings.recall), (2, 1, 0.0));
    }
}
