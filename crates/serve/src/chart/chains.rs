//! Events that led to one another, chain by chain: what answered what, and whether it grew worse.

use super::lanes::{label, leads, span};
use crate::question::segment;
use crate::words;
use masudi_record::Event;
use std::collections::HashMap;

/// Chains, and events of one, that are listed.
const MOST: usize = 6;
const MOST_STEPS: usize = 10;
/// A difference of scores that says something.
const MARKED: f32 = 0.5;

/// Some events that led to one another.
#[derive(Debug)]
pub struct Chain {
    /// Whether it grew worse.
    pub course: &'static str,
    /// How its scores go, the first and the last.
    pub scores: Option<(f32, f32)>,
    /// In order of time.
    pub steps: Vec<Step>,
    /// How many more there are.
    pub more: usize,
}

/// An event of a chain.
#[derive(Debug)]
pub struct Step {
    /// How it comes after others of the chain; empty of the first.
    pub how: String,
    /// What it is.
    pub text: String,
    /// Its quad class.
    pub quad: String,
    /// Its address.
    pub href: String,
}

/// The chains among some events, the longest first.
pub fn chains(events: &[Event]) -> Vec<Chain> {
    let at: HashMap<&str, usize> = events.iter().enumerate().map(|(at, event)| (event.id.as_str(), at)).collect();
    let mut group: Vec<usize> = (0..events.len()).collect();
    for (from, event) in events.iter().enumerate() {
        for to in event.links.iter().filter(|link| leads(link)).filter_map(|link| at.get(link.event.as_str())) {
            let (one, other) = (first(&mut group, from), first(&mut group, *to));
            group[one] = other;
        }
    }
    let mut members: HashMap<usize, Vec<&Event>> = HashMap::new();
    for (number, event) in events.iter().enumerate() {
        members.entry(first(&mut group, number)).or_default().push(event);
    }
    let mut found: Vec<Vec<&Event>> = members.into_values().filter(|events| events.len() > 1).collect();
    for events in &mut found {
        events.sort_by(|a, b| (span(a), &a.first_seen, &a.id).cmp(&(span(b), &b.first_seen, &b.id)));
        *events = causes_first(std::mem::take(events));
    }
    found.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].id.cmp(&b[0].id)));
    found.truncate(MOST);
    found.into_iter().map(|events| chain(&events)).collect()
}

/// The same, but for what led to another, which comes before it.
fn causes_first(mut left: Vec<&Event>) -> Vec<&Event> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let led = |event: &&Event| {
            event.links.iter().filter(|link| leads(link)).any(|link| left.iter().any(|other| other.id == link.event))
        };
        // Where each is said to follow another the days decide.
        let next = left.iter().position(|event| !led(event)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}

fn chain(events: &[&Event]) -> Chain {
    let score = |event: Option<&&Event>| event.and_then(|event| event.score);
    let scores = score(events.first()).zip(score(events.last()));
    let course = match scores {
        Some((before, now)) if now < before - MARKED => "grew worse",
        Some((before, now)) if now > before + MARKED => "eased",
        _ => "went on",
    };
    let step = |event: &&Event| Step {
        how: event
            .links
            .iter()
            .find(|link| leads(link))
            .map(|link| words::label(&words::name(&link.kind)))
            .unwrap_or_default(),
        text: label(event),
        quad: event.quad.clone(),
        href: format!("/events/{}", segment(&event.id)),
    };
    Chain {
        course,
        scores,
        steps: events.iter().take(MOST_STEPS).map(step).collect(),
        more: events.len().saturating_sub(MOST_STEPS),
    }
}

/// The event that stands for the group of another.
fn first(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{Days, EventLink, EventLinkKind};

    #[test]
    fn what_led_to_one_another_is_one_chain() {
        let event = |id: &str, day: &str, score: f32, after: &[&str]| Event {
            id: id.into(),
            score: Some(score),
            date: Some(Days { from: Some(day.into()), to: None, precision: None }),
            links: after
                .iter()
                .map(|event| EventLink { kind: EventLinkKind::RespondsTo, event: (*event).into(), mentions: vec![] })
                .collect(),
            ..Event::default()
        };
        let events = [
            event("d", "2024-02-05", -2.0, &["e"]),
            event("c", "2024-02-02", -9.0, &["b", "a"]),
            event("b", "2024-01-30", -7.0, &["a"]),
            event("a", "2024-01-28", -5.0, &[]),
            event("e", "2024-02-04", -8.0, &["gone"]),
            event("f", "2024-02-04", -8.0, &[]),
        ];
        let found = chains(&events);
        let shapes: Vec<(usize, &str)> = found.iter().map(|chain| (chain.steps.len(), chain.course)).collect();
        assert_eq!(shapes, [(3, "grew worse"), (2, "eased")]);
        let ends: Vec<&str> = found[0].steps.iter().map(|step| step.href.as_str()).collect();
        assert_eq!(ends, ["/events/a", "/events/b", "/events/c"]);
        assert_eq!((found[0].steps[0].how.as_str(), found[0].steps[1].how.as_str()), ("", "Responds to"));
    }
}
