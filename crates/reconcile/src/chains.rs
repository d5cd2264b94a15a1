//! Chains of events: what answered what, step by step.

use masudi_record::{Event, EventLinkKind};
use std::collections::{BTreeSet, HashMap};

/// Which way a chain is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To what an event answers, follows or was interrupted by.
    Causes,
    /// To what answers, follows or was interrupted by it.
    Consequences,
}

/// One step: an event, how many links away it is, and the link that led there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<'a> {
    /// The event reached.
    pub event: &'a Event,
    /// Links away from the start, from 1.
    pub depth: usize,
    /// The relation of the later to the earlier event.
    pub kind: EventLinkKind,
}

/// The events that a chain reaches, the nearest first, each once; empty for an unknown id.
///
/// ```
/// use masudi_reconcile::chains::{Direction, walk};
/// use masudi_record::{Event, EventLink, EventLinkKind};
/// let event = |id: &str, answers: &[&str]| Event {
///     id: id.into(),
///     links: answers
///         .iter()
///         .map(|other| EventLink { kind: EventLinkKind::RespondsTo, event: other.to_string(), mentions: Vec::new() })
///         .collect(),
///     ..Event::default()
/// };
/// let events = [event("attack", &[]), event("strikes", &["attack"]), event("protest", &["strikes"])];
/// let steps: Vec<_> = walk(&events, "protest", Direction::Causes).iter().map(|s| s.event.id.as_str()).collect();
/// assert_eq!(steps, ["strikes", "attack"]);
/// assert_eq!(walk(&events, "attack", Direction::Consequences).len(), 2);
/// ```
pub fn walk<'a>(events: &'a [Event], start: &str, direction: Direction) -> Vec<Step<'a>> {
    let at: HashMap<&str, usize> = events.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
    let mut next: HashMap<usize, Vec<(usize, EventLinkKind)>> = HashMap::new();
    for (from, event) in events.iter().enumerate() {
        for link in &event.links {
            let Some(to) = at.get(link.event.as_str()).copied() else { continue };
            let (later, earlier) = match link.kind {
                EventLinkKind::RespondsTo | EventLinkKind::Follows => (from, to),
                EventLinkKind::Interrupts => (to, from),
                EventLinkKind::PartOf | EventLinkKind::SameProcess => continue,
            };
            match direction {
                Direction::Causes => next.entry(later).or_default().push((earlier, link.kind)),
                Direction::Consequences => next.entry(earlier).or_default().push((later, link.kind)),
            }
        }
    }
    let Some(start) = at.get(start).copied() else { return Vec::new() };
    let (mut seen, mut front, mut steps) = (BTreeSet::from([start]), vec![start], Vec::new());
    for depth in 1.. {
        let reached: BTreeSet<_> = front.iter().flat_map(|at| next.get(at).into_iter().flatten()).copied().collect();
        let reached: Vec<_> = reached.into_iter().filter(|(at, _)| seen.insert(*at)).collect();
        if reached.is_empty() {
            break;
        }
        steps.extend(reached.iter().map(|(at, kind)| Step { event: &events[*at], depth, kind: *kind }));
        front = reached.into_iter().map(|(at, _)| at).collect();
    }
    steps
}
