//! Relations between events: what their mentions say of each other, and what is part of an aggregate.

use crate::aggregates;
use crate::days::day;
use masudi_record::{Event, EventLink, EventLinkKind, Link, LinkKind};
use std::collections::{BTreeMap, HashMap};

/// Puts events in order of date, then of id, and adds the links among them. `links` finds those of a mention by its id.
/// Links that the events have already are kept.
pub fn link(events: &mut [Event], links: impl Fn(&str) -> Vec<Link>) {
    let key = |e: &Event| (e.date.as_ref().and_then(|d| d.from.clone()).or(e.first_seen.clone()), e.id.clone());
    events.sort_by_cached_key(key);
    add(events, links);
}

/// Adds the links of all events, each sorted by kind and other event.
fn add(events: &mut [Event], links: impl Fn(&str) -> Vec<Link>) {
    let event_of: HashMap<&str, usize> =
        events.iter().enumerate().flat_map(|(at, e)| e.mentions.iter().map(move |m| (m.as_str(), at))).collect();
    let mut found: BTreeMap<(usize, EventLinkKind, usize), Vec<String>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        for mention in &event.mentions {
            for link in links(mention) {
                let Some(other) = event_of.get(link.mention.as_str()).copied().filter(|other| *other != at) else {
                    continue;
                };
                let kind = EventLinkKind::of(link.kind);
                // A mention says by what it was interrupted; an event, what it interrupts.
                let (from, to) = if link.kind == LinkKind::Interrupts { (other, at) } else { (at, other) };
                if kind == EventLinkKind::Interrupts || !is_before(&events[from], &events[to]) {
                    found.entry((from, kind, to)).or_default().push(mention.clone());
                }
            }
        }
    }
    for (part, whole) in aggregates::parts(events) {
        found.entry((part, EventLinkKind::PartOf, whole)).or_default();
    }
    let ids: Vec<String> = events.iter().map(|e| e.id.clone()).collect();
    for ((from, kind, to), mentions) in found {
        events[from].links.push(EventLink { kind, event: ids[to].clone(), mentions });
    }
    for event in events {
        event.links.sort_by(|a, b| (a.kind, &a.event).cmp(&(b.kind, &b.event)));
    }
}

/// Whether an event is over before another begins, by their dates: then it cannot answer or follow it.
fn is_before(a: &Event, b: &Event) -> bool {
    let bound = |e: &Event, last: bool| {
        let date = e.date.as_ref().filter(|d| d.precision.as_deref() != Some("published"))?;
        day(if last { date.to.as_deref() } else { date.from.as_deref() }?)
    };
    bound(a, true).zip(bound(b, false)).is_some_and(|(end, start)| end < start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::Days;

    fn event(id: &str, from: &str) -> Event {
        let date = Days { from: Some(from.to_owned()), to: Some(from.to_owned()), precision: Some("day".to_owned()) };
        Event { id: id.to_owned(), date: Some(date), mentions: vec![format!("m-{id}")], ..Event::default() }
    }

    fn linked(kind: LinkKind, from: &str, to: &str) -> Vec<Vec<(EventLinkKind, String)>> {
        let mut events = [event("x", from), event("y", to)];
        let link = Link { kind, mention: "m-y".to_owned(), cue: String::new() };
        add(&mut events, |id| if id == "m-x" { vec![link.clone()] } else { Vec::new() });
        events.iter().map(|e| e.links.iter().map(|l| (l.kind, l.event.clone())).collect()).collect()
    }

    #[test]
    fn an_answer_comes_after_what_it_answers() {
        let answers = linked(LinkKind::InRetaliationFor, "2024-02-02", "2024-01-28");
        assert_eq!(answers, [vec![(EventLinkKind::RespondsTo, "y".to_owned())], vec![]]);
        assert_eq!(linked(LinkKind::InRetaliationFor, "2024-01-28", "2024-02-02"), [vec![], vec![]]);
    }

    #[test]
    fn what_interrupts_has_the_link() {
        let talks = linked(LinkKind::Interrupts, "2024-01-27", "2024-01-28");
        assert_eq!(talks, [vec![], vec![(EventLinkKind::Interrupts, "x".to_owned())]]);
    }
}
