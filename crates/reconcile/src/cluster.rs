//! Clusters of mentions: the strongest links first, each joined only if the whole of both sides agrees.
//!
//! In: the members of one connected group, their links with scores, and what users decided of them. Out: clusters. The
//! outcome depends on the set alone: links are taken in the order of score, then of the mentions' ids.

use crate::bars::{Bar, bar};
use crate::days::Window;
use crate::features::Features;
use crate::score::{TOGETHER, score};
use masudi_record::Phase;

/// Two mentions with their score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub a: u32,
    pub b: u32,
    pub score: i32,
}

/// What users decided of the members.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rulings {
    /// Groups that belong together, whatever speaks against it.
    pub together: Vec<Vec<u32>>,
    /// Pairs that do not.
    pub apart: Vec<(u32, u32)>,
    /// Groups that nothing joins.
    pub pinned: Vec<Vec<u32>>,
}

impl Rulings {
    /// What users decided of some mentions, given in order.
    pub fn within(&self, members: &[u32]) -> Self {
        let inside = |at: &u32| members.binary_search(at).is_ok();
        let whole = |groups: &[Vec<u32>]| groups.iter().filter(|g| g.iter().all(inside)).cloned().collect();
        Self {
            together: whole(&self.together),
            pinned: whole(&self.pinned),
            apart: self.apart.iter().filter(|(a, b)| inside(a) && inside(b)).copied().collect(),
        }
    }

    /// Mentions that belong together.
    pub fn groups(&self) -> impl Iterator<Item = &Vec<u32>> {
        self.together.iter().chain(&self.pinned)
    }
}

/// Members of each side that are compared when two clusters are to be joined.
const SAMPLE: usize = 8;
/// The mean score from which two clusters are one event; single pairs need [`TOGETHER`].
const MEAN: i64 = 180;
/// The same where all of one side only refer to what is known: they tell little of it themselves.
const MEAN_OF_REFERENCES: i64 = 100;

/// A cluster in the making.
#[derive(Clone, Debug)]
struct Draft {
    members: Vec<u32>,
    /// The [`SAMPLE`] members with the lowest ids.
    sample: Vec<u32>,
    /// The days that all members share; of a series, all days of its members. `None` where users joined against the days.
    window: Option<Window>,
    series: bool,
    phase: Option<Phase>,
    closed: bool,
}

/// Clusters the members of a group. Shape: lists of members; members that nothing joins are alone.
pub(crate) fn cluster<'a>(
    members: &[u32],
    mut edges: Vec<Edge>,
    rulings: &Rulings,
    features: &impl Fn(u32) -> &'a Features,
) -> Vec<Vec<u32>> {
    let position = |member: u32| members.binary_search(&member).unwrap_or(0);
    let mut drafts: Vec<Option<Draft>> = members
        .iter()
        .map(|m| {
            let f = features(*m);
            Some(Draft {
                members: vec![*m],
                sample: vec![*m],
                window: Some(f.window),
                series: f.aggregate,
                phase: f.phase,
                closed: false,
            })
        })
        .collect();
    let mut home: Vec<usize> = (0..members.len()).collect();
    for (group, closed) in rulings.pinned.iter().map(|g| (g, true)).chain(rulings.together.iter().map(|g| (g, false))) {
        for pair in group.windows(2) {
            join(&mut drafts, &mut home, position(pair[0]), position(pair[1]), &position, features);
        }
        if let Some(draft) = group.first().and_then(|m| drafts[home[position(*m)]].as_mut()) {
            draft.closed |= closed;
        }
    }
    let key = |edge: &Edge| {
        let (p, q) = (features(edge.a).id, features(edge.b).id);
        (-edge.score, p.min(q), p.max(q))
    };
    edges.sort_unstable_by_key(key);
    for edge in edges {
        let (a, b) = (home[position(edge.a)], home[position(edge.b)]);
        if a == b {
            continue;
        }
        let (Some(x), Some(y)) = (&drafts[a], &drafts[b]) else { continue };
        let apart = || {
            let at = |m: u32| home[position(m)];
            rulings.apart.iter().any(|(m, n)| (at(*m), at(*n)) == (a, b) || (at(*m), at(*n)) == (b, a))
        };
        if !x.closed && !y.closed && may_join(x, y, features).is_ok() && !apart() {
            join(&mut drafts, &mut home, position(edge.a), position(edge.b), &position, features);
        }
    }
    drafts.into_iter().flatten().map(|draft| draft.members).collect()
}

fn join<'a>(
    drafts: &mut [Option<Draft>],
    home: &mut [usize],
    a: usize,
    b: usize,
    position: &impl Fn(u32) -> usize,
    features: &impl Fn(u32) -> &'a Features,
) {
    let (a, b) = (home[a], home[b]);
    if a == b {
        return;
    }
    let size = |at: usize| drafts[at].as_ref().map_or(0, |d| d.members.len());
    let (kept, gone) = if size(a) >= size(b) { (a, b) } else { (b, a) };
    let Some(gone) = drafts[gone].take() else { return };
    let Some(into) = drafts[kept].as_mut() else { return };
    for member in &gone.members {
        home[position(*member)] = kept;
    }
    into.members.extend(gone.members);
    into.sample.extend(gone.sample);
    into.sample.sort_unstable_by_key(|m| features(*m).id);
    into.sample.truncate(SAMPLE);
    let series = into.series || gone.series;
    into.window = into.window.zip(gone.window).and_then(|(p, q)| p.together(q, series));
    into.series = series;
    into.phase = into.phase.or(gone.phase);
    into.closed |= gone.closed;
}

/// Whether two clusters may be one event as wholes.
fn may_join<'a>(x: &Draft, y: &Draft, features: &impl Fn(u32) -> &'a Features) -> Result<(), Option<Bar>> {
    // A group that users made against the dates has no window: nothing but users adds to it.
    if x.window.zip(y.window).and_then(|(p, q)| p.together(q, x.series || y.series)).is_none() {
        return Err(Some(Bar::Days));
    }
    if x.phase.zip(y.phase).is_some_and(|(p, q)| p != q) {
        return Err(Some(Bar::Phase));
    }
    let (first, second) = (&x.sample, &y.sample);
    let refer = |members: &[u32]| members.iter().all(|m| features(*m).refers());
    let open = |members: &[u32]| members.iter().all(|m| features(*m).is_open());
    let references = refer(first) || refer(second) || (x.series && open(second)) || (y.series && open(first));
    let least = if references { MEAN_OF_REFERENCES } else { MEAN };
    let (mut sum, mut n) = (0_i64, 0_i64);
    for a in first {
        for b in second {
            let (a, b) = (features(*a), features(*b));
            match score(a, b) {
                Some(score) => sum += i64::from(score.min(2 * TOGETHER)),
                // Types may differ within one event, if each fits some other mention of it.
                None if bar(a, b) == Some(Bar::Type) => sum += i64::from(TOGETHER) / 3,
                None => return Err(bar(a, b)),
            }
            n += 1;
        }
    }
    if sum >= least * n { Ok(()) } else { Err(None) }
}
