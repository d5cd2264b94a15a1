//! Numbers over the sources: updates supersede, contradictions stay.

use crate::disputes::speaker;
use crate::reported::Reported;
use masudi_record::{Count, CountRange, Counts, Dispute, DisputedValue, EventCounts};
use std::collections::BTreeMap;

/// The kinds of numbers: name, where a mention has it.
type Kind = (&'static str, fn(&Counts) -> &Option<Count>);

const KINDS: [Kind; 6] = [
    ("killed", |c| &c.killed),
    ("injured", |c| &c.injured),
    ("abducted", |c| &c.abducted),
    ("arrested", |c| &c.arrested),
    ("troops", |c| &c.troops),
    ("events", |c| &c.events),
];

/// A figure as one report gives it.
struct Figure<'a> {
    value: u64,
    open: bool,
    day: &'a str,
    voice: usize,
    report: &'a Reported,
}

/// The numbers of an event, and the disputes about them. `mentions` in order of publication, with their voices.
pub(crate) fn counts(mentions: &[(&Reported, usize)]) -> (EventCounts, Vec<Dispute>) {
    let mut disputes = Vec::new();
    let mut range = |at: usize| {
        let (name, of) = KINDS[at];
        let figures: Vec<Figure> = mentions
            .iter()
            .filter_map(|(report, voice)| {
                let count = of(&report.mention.counts).as_ref()?;
                let day = report.mention.published.as_deref().unwrap_or("");
                let value = count.min.or(count.max)?;
                let open = count.max.is_none_or(|max| max != value);
                Some(Figure { value, open, day: day.get(..10).unwrap_or(day), voice: *voice, report })
            })
            .collect();
        let standing = standing(&figures);
        disputes.extend(dispute(&format!("counts.{name}"), &standing));
        let best = best(&standing)?;
        let high = figures.iter().map(|f| f.value).max();
        // "several were arrested": nobody says how many at most.
        let bounded = figures.iter().any(|f| Some(f.value) == high && !f.open);
        Some(CountRange {
            low: figures.iter().map(|f| f.value).min(),
            best: Some(best),
            high: high.filter(|_| bounded),
        })
    };
    let counts = EventCounts {
        killed: range(0),
        injured: range(1),
        abducted: range(2),
        arrested: range(3),
        troops: range(4),
        events: range(5),
    };
    (counts, disputes)
}

/// The figures that no later one has superseded: a report takes the place of an earlier one of its outlet, and a higher
/// figure of a later day the place of a lower one (tolls rise).
fn standing<'a, 'b>(figures: &'b [Figure<'a>]) -> Vec<&'b Figure<'a>> {
    let superseded = |f: &Figure| {
        figures.iter().any(|later| {
            let same_outlet = later.report.outlet.is_some() && later.report.outlet == f.report.outlet;
            later.day > f.day && (later.value > f.value || same_outlet)
        })
    };
    figures.iter().filter(|f| !superseded(f)).collect()
}

/// How many voices give a value, each once.
fn support<'b>(figures: &[&'b Figure<'_>]) -> BTreeMap<u64, Vec<&'b Figure<'b>>> {
    let mut of: BTreeMap<u64, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        of.entry(figure.value).or_default().push(figure);
    }
    of
}

fn voices(figures: &[&Figure]) -> usize {
    let mut voices: Vec<usize> = figures.iter().map(|f| f.voice).collect();
    voices.sort_unstable();
    voices.dedup();
    voices.len()
}

/// The value of the most voices; among equals the one given last, then the higher.
fn best(figures: &[&Figure]) -> Option<u64> {
    let support = support(figures);
    let last = |figures: &[&Figure]| figures.iter().map(|f| f.day.to_owned()).max();
    support.iter().max_by_key(|(value, figures)| (voices(figures), last(figures), **value)).map(|(value, _)| *value)
}

/// The dispute, if the standing figures contradict each other: "at least 200" does not contradict 212.
fn dispute(field: &str, figures: &[&Figure]) -> Option<Dispute> {
    let support = support(figures);
    let low = support.iter().next()?;
    let contradict = support.keys().any(|value| value > low.0 && low.1.iter().any(|f| !f.open));
    if !contradict {
        return None;
    }
    let mut values: Vec<(usize, DisputedValue)> = support
        .iter()
        .map(|(value, figures)| {
            let mut sources: Vec<String> = figures.iter().map(|f| speaker(f.report)).collect();
            sources.sort();
            sources.dedup();
            let mentions = figures.iter().map(|f| f.report.mention.id.clone()).collect();
            (voices(figures), DisputedValue { value: value.to_string(), sources, mentions })
        })
        .collect();
    values.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.value.cmp(&b.1.value)));
    Some(Dispute { field: field.to_owned(), values: values.into_iter().map(|(_, value)| value).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::Mention;

    fn report(outlet: &str, published: &str, killed: u64) -> Reported {
        let counts = Counts {
            killed: Some(Count { min: Some(killed), max: Some(killed), text: killed.to_string() }),
            ..Counts::default()
        };
        let mention = Mention {
            id: format!("{outlet}{killed}"),
            published: Some(published.to_owned()),
            counts,
            ..Mention::default()
        };
        Reported { mention, outlet: Some(outlet.to_owned()), ..Reported::default() }
    }

    fn killed(reports: &[Reported]) -> (CountRange, Vec<Dispute>) {
        let mentions: Vec<(&Reported, usize)> = reports.iter().enumerate().map(|(at, r)| (r, at)).collect();
        let (counts, disputes) = counts(&mentions);
        (counts.killed.unwrap(), disputes)
    }

    #[test]
    fn a_toll_that_rose_is_no_dispute() {
        let (range, disputes) = killed(&[report("A", "2024-08-05", 5), report("B", "2024-08-06", 7)]);
        assert_eq!((range.low, range.best, range.high), (Some(5), Some(7), Some(7)));
        assert!(disputes.is_empty());
    }

    #[test]
    fn at_least_so_many_has_no_upper_bound() {
        let mut report = report("A", "2024-08-05", 3);
        report.mention.counts.killed = Some(Count { min: Some(3), max: None, text: "several".to_owned() });
        let (range, _) = killed(&[report]);
        assert_eq!((range.low, range.best, range.high), (Some(3), Some(3), None));
    }

    #[test]
    fn figures_of_one_day_that_differ_are() {
        let reports = [report("A", "2024-08-31", 15), report("B", "2024-08-31", 14), report("C", "2024-08-31", 15)];
        let (range, disputes) = killed(&reports);
        assert_eq!(range.best, Some(15));
        let values: Vec<&str> = disputes[0].values.iter().map(|v| v.value.as_str()).collect();
        assert_eq!((disputes[0].field.as_str(), values), ("counts.killed", vec!["15", "14"]));
        assert_eq!(disputes[0].values[0].sources, ["A", "C"]);
    }

    #[test]
    fn an_outlet_may_correct_itself_downwards() {
        let (range, disputes) = killed(&[report("A", "2024-08-05", 9), report("A", "2024-08-06", 4)]);
        assert_eq!((range.best, disputes.len()), (Some(4), 0));
    }
}
