//! The events of mentions that links connect.
//!
//! In: mentions with their features, and what users decided. Out: groups of mentions that tell one event each
//! ([`groups`]), and the event of a group ([`Told`]).

use crate::blocking::{keys, order};
use crate::blocks::Blocks;
use crate::cluster::{Edge, Rulings, cluster};
use crate::consensus;
use crate::features::Features;
use crate::packed::{Packed, Strings};
use crate::reported::Reported;
use crate::score::strong;
use masudi_record::Event;
use std::collections::HashSet;

/// A mention and what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub packed: Packed,
    pub features: Features,
}

/// The mentions of one event, in order of publication.
pub(crate) struct Told(Vec<(u32, Reported)>);

impl Told {
    /// Of a group.
    pub fn of<'a>(group: &[u32], node: impl Fn(u32) -> &'a Node, strings: &Strings) -> Self {
        let mut told: Vec<_> = group.iter().map(|at| (*at, node(*at).packed.reported(strings))).collect();
        told.sort_by(|(_, a), (_, b)| a.rank().cmp(&b.rank()));
        Self(told)
    }

    /// The mentions with their numbers.
    pub fn mentions(&self) -> impl Iterator<Item = (u32, &Reported)> {
        self.0.iter().map(|(at, reported)| (*at, reported))
    }

    /// The id of the event. `pins`: ids of the pinned groups of `rulings`.
    pub fn id(&self, rulings: &Rulings, pins: &[String]) -> String {
        let pin = rulings.pinned.iter().position(|group| group.contains(&self.0[0].0));
        pin.map_or_else(|| consensus::id(&self.0[0].1.mention), |at| pins[at].clone())
    }

    /// The event, without links.
    pub fn event<'a>(&self, id: String, features: impl Fn(u32) -> &'a Features) -> Event {
        let told: Vec<_> = self.0.iter().map(|(at, reported)| (reported, features(*at))).collect();
        consensus::event(&told, id)
    }
}

/// Where mentions stand: all that there are, in order, and the blocks of these by their place in that order.
pub(crate) fn standing<'a>(mut there: Vec<u32>, features: impl Fn(u32) -> &'a Features) -> (Vec<u32>, Blocks) {
    there.sort_by_cached_key(|at| order(features(*at)));
    let mut pairs = Vec::with_capacity(there.len() * 10);
    for (rank, at) in there.iter().enumerate() {
        pairs.extend(keys(features(*at)).into_iter().map(|key| (key, rank as u32)));
    }
    let blocks = Blocks::of(pairs, there.len());
    (there, blocks)
}

/// Whether a mention that stands before another in a block is near enough to be compared with it.
pub(crate) fn may_meet(before: &Features, behind: &Features) -> bool {
    behind.window.from <= before.window.to
}

/// The groups of all mentions `there`, whose numbers are below `end`.
pub(crate) fn groups<'a>(
    there: Vec<u32>,
    end: usize,
    rulings: &Rulings,
    features: &impl Fn(u32) -> &'a Features,
) -> Vec<Vec<u32>> {
    let mut roots = Roots((0..end as u32).collect());
    let mut members = there.clone();
    let mut edges = edges(there, features);
    edges.iter().for_each(|edge| roots.join(edge.a, edge.b));
    let mut ruled: HashSet<u32> = HashSet::new();
    for group in rulings.groups() {
        group.windows(2).for_each(|pair| roots.join(pair[0], pair[1]));
        ruled.extend(group.iter().copied());
    }
    ruled.extend(rulings.apart.iter().flat_map(|(a, b)| [*a, *b]));
    let ruled: HashSet<u32> = ruled.into_iter().map(|at| roots.of(at)).collect();
    // Those that are connected stand together, and so do their links.
    members.sort_unstable_by_key(|at| (roots.of(*at), *at));
    edges.sort_unstable_by_key(|edge| roots.of(edge.a));
    let (mut groups, mut from) = (Vec::new(), 0);
    for connected in members.chunk_by(|a, b| roots.of(*a) == roots.of(*b)) {
        let root = roots.of(connected[0]);
        let count = edges[from..].iter().take_while(|edge| roots.of(edge.a) == root).count();
        let own = if ruled.contains(&root) { rulings.within(connected) } else { Rulings::default() };
        groups.extend(cluster(connected, edges[from..from + count].to_vec(), &own, features));
        from += count;
    }
    groups
}

/// All pairs that are strong enough.
fn edges<'a>(there: Vec<u32>, features: &impl Fn(u32) -> &'a Features) -> Vec<Edge> {
    let (order, blocks) = standing(there, features);
    let (mut edges, mut behind) = (Vec::new(), Vec::new());
    for (rank, &a) in order.iter().enumerate() {
        let first = features(a);
        blocks.behind(rank as u32, |other| may_meet(first, features(order[other as usize])), &mut behind);
        for &other in &behind {
            let b = order[other as usize];
            if let Some(score) = strong(first, features(b)) {
                edges.push(Edge { a: a.min(b), b: a.max(b), score });
            }
        }
    }
    edges
}

/// Which mentions are connected: each knows another of its kind, the last of them itself.
struct Roots(Vec<u32>);

impl Roots {
    fn of(&self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            at = self.0[at as usize];
        }
        at
    }

    /// Of two roots the lower stays, and what was passed on the way leads there at once.
    fn join(&mut self, a: u32, b: u32) {
        let root = self.of(a).min(self.of(b));
        for mut at in [a, b] {
            loop {
                let next = std::mem::replace(&mut self.0[at as usize], root);
                if next == at || next == root {
                    break;
                }
                at = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_connected_has_one_root() {
        let mut roots = Roots((0..8).collect());
        [(5, 6), (1, 2), (6, 2), (7, 5), (3, 4)].into_iter().for_each(|(a, b)| roots.join(a, b));
        assert_eq!((0..8).map(|at| roots.of(at)).collect::<Vec<_>>(), [0, 1, 1, 3, 3, 1, 1, 1]);
    }
}
