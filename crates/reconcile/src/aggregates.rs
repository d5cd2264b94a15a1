//! Single happenings and the aggregates that sum them up ("dozens of attacks since October").

use crate::days::{Day, day};
use crate::families::family;
use masudi_record::{Event, Party, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Aggregates of one kind and country that a happening is held against: those that began last before it.
const LATEST: usize = 64;
/// Days from which a time is a stretch that can hold others.
const LASTING: Day = 8;

/// Pairs of a happening and an aggregate that it is part of, as positions in `events`.
pub(crate) fn parts(events: &[Event]) -> Vec<(usize, usize)> {
    let mut wholes: BTreeMap<(u32, &str), Vec<(Day, usize)>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate().filter(|(_, e)| is_aggregate(e)) {
        let Some((from, _)) = days(event) else { continue };
        for country in countries(&event.recipients).into_iter().chain(countries(&event.actors)) {
            wholes.entry((family(&event.event_type), country)).or_default().push((from, at));
        }
    }
    for list in wholes.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    let mut parts = BTreeSet::new();
    for (at, event) in events.iter().enumerate().filter(|(_, e)| is_single(e)) {
        let Some((from, to)) = days(event) else { continue };
        for country in countries(&event.recipients).into_iter().chain(countries(&event.actors)) {
            let Some(list) = wholes.get(&(family(&event.event_type), country)) else { continue };
            let begun = list.partition_point(|(start, _)| *start <= from);
            for (_, whole) in list[..begun].iter().rev().take(LATEST) {
                let ends = days(&events[*whole]).map_or(from, |(_, end)| end);
                if *whole != at && to <= ends && holds(&events[*whole], event) {
                    parts.insert((at, *whole));
                }
            }
        }
    }
    parts.into_iter().collect()
}

fn is_aggregate(event: &Event) -> bool {
    let several = event.counts.events.as_ref().is_some_and(|c| c.best.is_some_and(|n| n > 1));
    several && days(event).is_some_and(|(from, to)| to - from >= LASTING) && event.status != Status::Hypothetical
}

fn is_single(event: &Event) -> bool {
    let told = matches!(event.status, Status::Actual | Status::Alleged | Status::Historical);
    told && event.counts.events.is_none() && days(event).is_some_and(|(from, to)| to - from < LASTING)
}

/// First and last day; an aggregate without an end lasts until its last report.
fn days(event: &Event) -> Option<(Day, Day)> {
    let date = event.date.as_ref()?;
    let from = day(date.from.as_deref()?)?;
    let to = date.to.as_deref().or(event.last_seen.as_deref()).and_then(day).unwrap_or(from);
    Some((from, to.max(from)))
}

fn countries(parties: &[Party]) -> Vec<&str> {
    parties.iter().filter_map(|p| p.country.as_deref()).collect()
}

/// Whether the parties of both sides and the type of an aggregate fit a happening; a side that nobody is named on fits.
fn holds(whole: &Event, part: &Event) -> bool {
    let fits = |a: &[Party], b: &[Party]| {
        let (known, others) = (countries(a), countries(b));
        known.is_empty() || others.is_empty() || known.iter().any(|c| others.contains(c))
    };
    whole.event_type == part.event_type
        && fits(&whole.actors, &part.actors)
        && fits(&whole.recipients, &part.recipients)
        && !(countries(&whole.recipients).is_empty() && countries(&part.actors).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{CountRange, Days, EventCounts};

    fn attack(from: &str, to: &str, on: &str, several: bool) -> Event {
        let date = Days { from: Some(from.to_owned()), to: Some(to.to_owned()), precision: None };
        let events = several.then_some(CountRange { low: Some(24), best: Some(24), high: None });
        Event {
            event_type: "ASSAULT".to_owned(),
            date: Some(date),
            recipients: vec![Party { country: Some(on.to_owned()), ..Party::default() }],
            counts: EventCounts { events, ..EventCounts::default() },
            ..Event::default()
        }
    }

    #[test]
    fn single_attacks_are_part_of_dozens() {
        let events = [
            attack("2023-10-15", "2024-04-15", "USA", true),
            attack("2024-01-28", "2024-01-28", "USA", false),
            attack("2024-01-28", "2024-01-28", "IRQ", false),
            attack("2023-09-01", "2023-09-01", "USA", false),
        ];
        assert_eq!(parts(&events), [(1, 0)]);
    }
}
