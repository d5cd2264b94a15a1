//! Users' decisions, resolved to the mentions that are there now.

use crate::cluster::Rulings;
use masudi_record::{Anchor, Decision, Mention};
use std::collections::BTreeSet;

/// The mention that an anchor means, among those of its document: the trigger overlaps, the type is the same if it can
/// be, the start is the nearest.
pub(crate) fn resolve(anchor: &Anchor, mentions: impl Iterator<Item = (u32, Mention)>) -> Option<u32> {
    let overlaps = |m: &Mention| m.trigger.start < anchor.end.max(anchor.start + 1) && anchor.start < m.trigger.end;
    let distance = |m: &Mention| {
        let other_type = anchor.event_type.as_deref().is_some_and(|t| t != m.event_type);
        (other_type, m.trigger.start.abs_diff(anchor.start), m.trigger.end.abs_diff(anchor.end), m.id.clone())
    };
    mentions.filter(|(_, m)| overlaps(m)).min_by_key(|(_, m)| distance(m)).map(|(at, _)| at)
}

/// What the decisions say of the mentions; the later of two that contradict each other holds. Out also: the ids that
/// pinned events keep, in the order of `pinned`.
pub(crate) fn rulings(decisions: &[Decision], resolve: impl Fn(&Anchor) -> Option<u32>) -> (Rulings, Vec<String>) {
    let mut rulings = Rulings::default();
    let mut names = Vec::new();
    let found = |anchors: &[Anchor]| {
        let set: BTreeSet<u32> = anchors.iter().filter_map(&resolve).collect();
        set.into_iter().collect::<Vec<u32>>()
    };
    for decision in decisions {
        match decision {
            Decision::Merge { mentions } => {
                let group = found(mentions);
                rulings.apart.retain(|(a, b)| !(group.contains(a) && group.contains(b)));
                free(&mut rulings, &mut names, &group);
                rulings.together.push(group);
            }
            Decision::Split { these, those } => {
                let (these, those) = (found(these), found(those));
                let all: Vec<u32> = these.iter().chain(&those).copied().collect();
                free(&mut rulings, &mut names, &all);
                separate(&mut rulings.together, &these);
                let pairs = these.iter().flat_map(|a| those.iter().map(|b| (*a, *b)));
                rulings.apart.extend(pairs.filter(|(a, b)| a != b));
                rulings.together.extend([these, those]);
            }
            Decision::Pin { event, mentions } => {
                let group = found(mentions);
                rulings.apart.retain(|(a, b)| !(group.contains(a) && group.contains(b)));
                free(&mut rulings, &mut names, &group);
                separate(&mut rulings.together, &group);
                if !group.is_empty() {
                    rulings.pinned.push(group);
                    names.push(event.clone());
                }
            }
            Decision::Correct { .. } | Decision::Note { .. } => {}
        }
    }
    rulings.together.retain(|group| group.len() > 1);
    (rulings, names)
}

/// Takes the members out of events pinned earlier.
fn free(rulings: &mut Rulings, names: &mut Vec<String>, members: &[u32]) {
    separate(&mut rulings.pinned, members);
    let mut at = 0;
    names.retain(|_| {
        at += 1;
        !rulings.pinned[at - 1].is_empty()
    });
    rulings.pinned.retain(|group| !group.is_empty());
}

fn separate(groups: &mut [Vec<u32>], members: &[u32]) {
    for group in groups {
        group.retain(|m| !members.contains(m));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(doc: &str) -> Anchor {
        Anchor { doc: doc.to_owned(), ..Anchor::default() }
    }

    fn of(decisions: &[Decision]) -> (Rulings, Vec<String>) {
        rulings(decisions, |a| a.doc.parse().ok())
    }

    #[test]
    fn the_later_decision_holds() {
        let merge = Decision::Merge { mentions: vec![anchor("1"), anchor("2")] };
        let split = Decision::Split { these: vec![anchor("1")], those: vec![anchor("2"), anchor("3")] };
        let (rulings, _) = of(&[merge.clone(), split.clone()]);
        assert_eq!((rulings.together, rulings.apart), (vec![vec![2, 3]], vec![(1, 2), (1, 3)]));
        let (rulings, _) = of(&[split, merge]);
        assert!(rulings.together.contains(&vec![1, 2]));
        assert_eq!(rulings.apart, [(1, 3)]);
    }

    #[test]
    fn a_pin_gives_way_to_a_later_split() {
        let pin = Decision::Pin { event: "e1".to_owned(), mentions: vec![anchor("1"), anchor("2")] };
        let (rulings, names) = of(std::slice::from_ref(&pin));
        assert_eq!((rulings.pinned, names), (vec![vec![1, 2]], vec!["e1".to_owned()]));
        let split = Decision::Split { these: vec![anchor("1")], those: vec![anchor("2")] };
        let (rulings, names) = of(&[pin, split]);
        assert!(rulings.pinned.is_empty() && names.is_empty());
    }

    #[test]
    fn an_anchor_finds_its_mention_after_recoding() {
        let mention = |id: &str, event_type: &str, start, end| {
            let mut m = Mention { id: id.to_owned(), event_type: event_type.to_owned(), ..Mention::default() };
            (m.trigger.start, m.trigger.end) = (start, end);
            m
        };
        let now = [mention("a", "COERCE", 10, 16), mention("b", "ASSAULT", 10, 16), mention("c", "ASSAULT", 30, 36)];
        let find = |anchor: &Anchor| resolve(anchor, now.iter().enumerate().map(|(at, m)| (at as u32, m.clone())));
        let mut anchor = Anchor { start: 9, end: 16, event_type: Some("ASSAULT".to_owned()), ..Anchor::default() };
        assert_eq!(find(&anchor), Some(1));
        anchor.event_type = Some("PROTEST".to_owned());
        assert_eq!(find(&anchor), Some(0));
        (anchor.start, anchor.end) = (20, 25);
        assert_eq!(find(&anchor), None);
    }
}
