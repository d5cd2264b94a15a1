//! Why an event is what it is: what holds its mentions together, and what keeps the nearest others out.

use crate::bars::Bar;
use crate::blocks::Blocks;
use crate::features::Features;
use crate::grounds::Ground;
use crate::grouping::may_meet;
use crate::reconciler::Reconciler;
use crate::score::{TOGETHER, compare};

/// Something that speaks for or against two mentions telling one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What it is.
    pub ground: Ground,
    /// What it counts, for or against; see [`Explanation::threshold`].
    pub weight: f32,
}

/// Why a mention belongs to the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// The mention's id.
    pub mention: String,
    /// The other mention of the event that it is most like; `None` for the first, and for one that a user joined.
    pub like: Option<String>,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
    /// The sum of the reasons.
    pub score: f32,
}

/// Why a mention does not belong to the event, though it was compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The mention's id.
    pub mention: String,
    /// The event that it tells.
    pub event: String,
    /// The mention of this event that it was compared with.
    pub like: String,
    /// What keeps them apart whatever speaks for them; `None` when too little does.
    pub bar: Option<Bar>,
    /// What speaks for and against it; empty where there is a bar.
    pub reasons: Vec<Reason>,
    /// The sum of the reasons.
    pub score: f32,
}

/// Why an event is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The event's id.
    pub event: String,
    /// Sum from which two mentions tell one event.
    pub threshold: f32,
    /// Its mentions in order of publication.
    pub members: Vec<Membership>,
    /// Mentions of other events that were compared, those that came nearest first.
    pub apart: Vec<Apart>,
}

/// Mentions kept apart that are told, at most.
const APART: usize = 10;

fn hundredth(weight: i32) -> f32 {
    weight as f32 / 100.0
}

impl Reconciler {
    /// Explains an event; `None` for an id that no event has.
    pub fn explain(&mut self, event: &str) -> Option<Explanation> {
        self.settle();
        let told = self.event(event)?;
        let group: Vec<u32> = told.mentions().map(|(at, _)| at).collect();
        let features = |at: u32| &self.node(at).features;
        let compared = |a: u32, b: u32| {
            let mut reasons = Vec::new();
            let sink = |ground, weight| reasons.push(Reason { ground, weight: hundredth(weight) });
            let sum = compare(features(a), features(b), sink);
            (sum, reasons)
        };
        let id = |at: u32| self.told(&[at]).mentions().map(|(_, r)| r.mention.id.clone()).next().unwrap_or_default();
        let (mut members, mut apart) = (Vec::new(), Vec::new());
        let (order, blocks) = self.standing();
        for (rank, &at) in group.iter().enumerate() {
            let like = group.iter().filter(|other| **other != at && rank > 0);
            let best =
                like.filter_map(|other| Some((compared(at, *other).0.ok()?, *other))).max_by_key(|(s, o)| (*s, id(*o)));
            let reasons = best.map(|(_, other)| compared(at, other).1).unwrap_or_default();
            members.push(Membership {
                mention: id(at),
                like: best.map(|(_, other)| id(other)),
                reasons,
                score: best.map_or(0.0, |(score, _)| hundredth(score)),
            });
            for other in compared_with(at, &order, &blocks, features).into_iter().filter(|other| !group.contains(other))
            {
                let (sum, reasons) = compared(at, other);
                let (bar, reasons) = sum.err().map_or((None, reasons), |bar| (Some(bar), Vec::new()));
                let score = hundredth(sum.unwrap_or(0));
                apart.push((
                    other,
                    Apart { mention: id(other), event: String::new(), like: id(at), bar, reasons, score },
                ));
            }
        }
        apart.sort_by(|(_, a), (_, b)| {
            let key = |x: &Apart| (x.mention.clone(), x.like.clone());
            a.bar.is_some().cmp(&b.bar.is_some()).then(b.score.total_cmp(&a.score)).then_with(|| key(a).cmp(&key(b)))
        });
        let mut named = std::collections::BTreeSet::new();
        apart.retain(|(_, x)| named.insert(x.mention.clone()));
        apart.truncate(APART);
        let event_of = |at: u32| {
            let group = self.groups().iter().find(|group| group.contains(&at));
            group.map(|group| self.id(&self.told(group))).unwrap_or_default()
        };
        let apart = apart.into_iter().map(|(at, apart)| Apart { event: event_of(at), ..apart }).collect();
        Some(Explanation { event: event.to_owned(), threshold: hundredth(TOGETHER), members, apart })
    }
}

/// The mentions that a mention is compared with.
fn compared_with<'a>(at: u32, order: &[u32], blocks: &Blocks, features: impl Fn(u32) -> &'a Features) -> Vec<u32> {
    let Some(rank) = order.iter().position(|other| *other == at) else { return Vec::new() };
    let mut found = Vec::new();
    let of = |rank: u32| features(order[rank as usize]);
    blocks.behind(rank as u32, |other| may_meet(features(at), of(other)), &mut found);
    let before = blocks.before(rank as u32).into_iter().filter(|other| may_meet(of(*other), features(at)));
    before.chain(found).map(|rank| order[rank as usize]).collect()
}
