//! Going on from what is kept: events are made anew only where mentions that came or went change them.
//!
//! In: numbers of mentions that went and that came, and [`Kept`], which has the others, the blocks that they are in, and the
//! events that were made of them. Out: the events that no longer hold, and those in their place ([`Remade`]). The outcome is
//! that of a [`Reconciler`](crate::Reconciler) with all mentions.
//!
//! In a block each mention is compared with a number of those that follow it; so one that comes between two may part
//! them, and one that goes may bring two together. Only mentions of which this is so, those that came, and what is linked
//! with them are looked at, however many there are. What this module does not do: it keeps nothing itself.

use crate::blocking::{NEIGHBOURS, Place, keys, place};
use crate::cluster::{Edge, Rulings, cluster};
use crate::features::Features;
use crate::grouping::{Node, Told};
use crate::packed::{Packed, Strings};
use crate::reported::Reported;
use crate::score::strong;
use crate::{corrections, decisions};
use masudi_lexicon::event_words::EventWords;
use masudi_record::{Anchor, Decision, Event};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A block that a mention is in, and where it stands in it.
pub type Standing = (u64, Place);

/// What is kept of mentions and events from one run to the next. Mentions have numbers, each its own.
pub trait Kept {
    /// Why it cannot be read or written.
    type Error;
    /// A mention that is there.
    fn reported(&mut self, mention: i64) -> Result<Reported, Self::Error>;
    /// The mentions of a document.
    fn of_document(&mut self, doc: &str) -> Result<Vec<i64>, Self::Error>;
    /// The blocks that a mention is in.
    fn blocks(&mut self, mention: i64) -> Result<Vec<Standing>, Self::Error>;
    /// Puts a mention into its blocks.
    fn put(&mut self, mention: i64, blocks: &[Standing]) -> Result<(), Self::Error>;
    /// Takes a mention out of its blocks.
    fn take(&mut self, mention: i64) -> Result<(), Self::Error>;
    /// The mentions of a block that stand before or, with `after`, behind a place, the nearest first, so many at most.
    fn near(&mut self, block: u64, place: &Place, after: bool, most: usize) -> Result<Vec<i64>, Self::Error>;
    /// The event that was made of a mention, and all mentions that it was made of, as far as they are there.
    fn event_of(&mut self, mention: i64) -> Result<Option<(String, Vec<i64>)>, Self::Error>;
}

/// What became of the events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remade {
    /// Ids of events that are to be replaced.
    pub old: BTreeSet<String>,
    /// The events in their place, with users' corrections and without links.
    pub events: Vec<Event>,
    /// Documents of the mentions that came and of those that the events are made of.
    pub documents: BTreeSet<String>,
}

/// The blocks of a mention, for [`Kept::put`].
pub fn standings(words: &EventWords, reported: &Reported) -> Vec<Standing> {
    let features = Features::of(words, reported);
    let place = place(&features);
    keys(&features).into_iter().map(|key| (key, place)).collect()
}

/// Goes on: takes the mentions `gone` out of what is kept and puts those that `came` in, and makes the events anew that
/// this changes, or that `decisions` are about, or were `before`. A mention that is both went as it was and came as it is.
/// Errors: those of `kept`.
pub fn go_on<K: Kept>(
    words: &Arc<EventWords>,
    decisions: &[Decision],
    before: &[Decision],
    gone: &[i64],
    came: &[i64],
    kept: &mut K,
) -> Result<Remade, K::Error> {
    let (strings, handles, nodes) = (Strings::default(), HashMap::new(), Vec::new());
    let mut onward = Onward { words: words.clone(), kept, strings, handles, nodes };
    let mut old = BTreeSet::new();
    let mut dirty: BTreeSet<i64> = onward.leave(gone, &mut old)?;
    dirty.extend(onward.arrive(came)?);
    let (rulings, pins) = onward.rulings(decisions)?;
    dirty.extend(onward.decided(decisions.iter().chain(before))?);
    onward.remake(dirty, &rulings, &pins, old, decisions)
}

struct Onward<'k, K: Kept> {
    words: Arc<EventWords>,
    kept: &'k mut K,
    strings: Strings,
    /// By the number of the mention.
    handles: HashMap<i64, u32>,
    nodes: Vec<(i64, Node)>,
}

impl<K: Kept> Onward<'_, K> {
    /// Takes mentions out. Out: those that this may change; ids of their events go to `old`.
    fn leave(&mut self, gone: &[i64], old: &mut BTreeSet<String>) -> Result<BTreeSet<i64>, K::Error> {
        let mut dirty = BTreeSet::new();
        let mut left: BTreeMap<u64, Vec<Place>> = BTreeMap::new();
        for mention in gone {
            if let Some((event, members)) = self.kept.event_of(*mention)? {
                old.insert(event);
                dirty.extend(members);
            }
            for (block, place) in self.kept.blocks(*mention)? {
                left.entry(block).or_default().push(place);
            }
        }
        for mention in gone {
            self.kept.take(*mention)?;
            dirty.remove(mention);
        }
        for (block, places) in left {
            for place in &places {
                // Mentions on both sides that stood too far from each other until now.
                self.across(block, place, places.len(), NEIGHBOURS, 1, &mut dirty)?;
            }
        }
        Ok(dirty)
    }

    /// Puts mentions in. Out: these, and those that they part.
    fn arrive(&mut self, came: &[i64]) -> Result<BTreeSet<i64>, K::Error> {
        let mut dirty: BTreeSet<i64> = came.iter().copied().collect();
        let mut arrived: BTreeMap<u64, Vec<Place>> = BTreeMap::new();
        for mention in came {
            let reported = self.kept.reported(*mention)?;
            let standings = standings(&self.words, &reported);
            self.kept.put(*mention, &standings)?;
            for (block, place) in standings {
                arrived.entry(block).or_default().push(place);
            }
        }
        for (block, places) in arrived {
            for place in &places {
                // Mentions on both sides that now stand too far from each other.
                self.across(block, place, places.len(), NEIGHBOURS + places.len(), 2, &mut dirty)?;
            }
        }
        Ok(dirty)
    }

    /// Adds the ends of strong pairs across a place that stand at most `farthest` apart and would not with `few` mentions
    /// fewer or more between. `step`: what the place itself adds to the distance, and 1.
    fn across(
        &mut self,
        block: u64,
        place: &Place,
        few: usize,
        farthest: usize,
        step: usize,
        dirty: &mut BTreeSet<i64>,
    ) -> Result<(), K::Error> {
        let nearest = farthest.saturating_sub(few);
        let before = self.kept.near(block, place, false, farthest)?;
        let after = self.kept.near(block, place, true, farthest)?;
        if before.len() + after.len() + step <= nearest + 2 {
            return Ok(());
        }
        for (i, p) in before.iter().enumerate() {
            for (j, q) in after.iter().enumerate() {
                let apart = i + j + step;
                if apart > nearest && apart <= farthest && self.are_strong(*p, *q)? {
                    dirty.extend([*p, *q]);
                }
            }
        }
        Ok(())
    }

    fn are_strong(&mut self, a: i64, b: i64) -> Result<bool, K::Error> {
        let (a, b) = (self.handle(a)?, self.handle(b)?);
        Ok(strong(&self.node(a).features, &self.node(b).features).is_some())
    }

    /// The handle of a mention, which is read if it was not yet.
    fn handle(&mut self, mention: i64) -> Result<u32, K::Error> {
        if let Some(handle) = self.handles.get(&mention) {
            return Ok(*handle);
        }
        let reported = self.kept.reported(mention)?;
        let features = Features::of(&self.words, &reported);
        let packed = Packed::of(&reported, &mut self.strings);
        let handle = self.nodes.len() as u32;
        self.nodes.push((mention, Node { packed, features }));
        self.handles.insert(mention, handle);
        Ok(handle)
    }

    fn node(&self, handle: u32) -> &Node {
        &self.nodes[handle as usize].1
    }

    fn reported(&self, handle: u32) -> Reported {
        self.node(handle).packed.reported(&self.strings)
    }

    /// What users decided of the mentions, by their handles.
    fn rulings(&mut self, decisions: &[Decision]) -> Result<(Rulings, Vec<String>), K::Error> {
        let mut meant: HashMap<Anchor, Option<u32>> = HashMap::new();
        for anchor in decisions.iter().flat_map(anchors) {
            if !meant.contains_key(anchor) {
                let found = self.resolve(anchor)?;
                meant.insert(anchor.clone(), found);
            }
        }
        Ok(decisions::rulings(decisions, |anchor| meant.get(anchor).copied().flatten()))
    }

    /// The mention that an anchor means.
    fn resolve(&mut self, anchor: &Anchor) -> Result<Option<u32>, K::Error> {
        let mut handles = Vec::new();
        for mention in self.kept.of_document(&anchor.doc)? {
            handles.push(self.handle(mention)?);
        }
        let mentions = handles.into_iter().map(|handle| (handle, self.reported(handle).mention));
        Ok(decisions::resolve(anchor, mentions))
    }

    /// The mentions that decisions are about.
    fn decided<'a>(&mut self, decisions: impl Iterator<Item = &'a Decision>) -> Result<Vec<i64>, K::Error> {
        let mut found = Vec::new();
        for anchor in decisions.flat_map(anchors) {
            found.extend(self.resolve(anchor)?.map(|handle| self.nodes[handle as usize].0));
        }
        Ok(found)
    }

    /// The links of a mention that are strong enough.
    fn edges(&mut self, handle: u32) -> Result<Vec<Edge>, K::Error> {
        let mention = self.nodes[handle as usize].0;
        let place = place(&self.node(handle).features);
        let mut others = BTreeSet::new();
        for block in keys(&self.node(handle).features) {
            for after in [false, true] {
                others.extend(self.kept.near(block, &place, after, NEIGHBOURS)?);
            }
        }
        let mut edges = Vec::new();
        for other in others {
            debug_assert_ne!(other, mention);
            let other = self.handle(other)?;
            if let Some(score) = strong(&self.node(handle).features, &self.node(other).features) {
                edges.push(Edge { a: handle.min(other), b: handle.max(other), score });
            }
        }
        Ok(edges)
    }

    fn remake(
        mut self,
        dirty: BTreeSet<i64>,
        rulings: &Rulings,
        pins: &[String],
        mut old: BTreeSet<String>,
        decisions: &[Decision],
    ) -> Result<Remade, K::Error> {
        let (mut open, mut seen) = (dirty, BTreeSet::new());
        let mut events: Vec<Event> = Vec::new();
        while let Some(mention) = open.pop_first() {
            let from = self.handle(mention)?;
            if seen.contains(&from) {
                continue;
            }
            let (members, edges) = self.connected(from, rulings)?;
            for member in &members {
                seen.insert(*member);
                if let Some((event, told)) = self.kept.event_of(self.nodes[*member as usize].0)?
                    && old.insert(event)
                {
                    open.extend(told);
                }
            }
            let features = |at: u32| &self.node(at).features;
            for group in cluster(&members, edges, &rulings.within(&members), &features) {
                let told = Told::of(&group, |at| self.node(at), &self.strings);
                events.push(told.event(told.id(rulings, pins), features));
            }
        }
        let documents = seen.iter().map(|at| self.reported(*at).mention.doc).collect();
        let mut meant: HashMap<Anchor, Option<String>> = HashMap::new();
        for anchor in decisions.iter().flat_map(anchors) {
            let found = self.resolve(anchor)?.map(|at| self.reported(at).mention.id);
            meant.insert(anchor.clone(), found);
        }
        corrections::apply(&mut events, decisions, |anchor| meant.get(anchor).cloned().flatten());
        Ok(Remade { old, events, documents })
    }

    /// All mentions that links or rulings connect with one, in order of handle, and the links among them.
    fn connected(&mut self, from: u32, rulings: &Rulings) -> Result<(Vec<u32>, Vec<Edge>), K::Error> {
        let (mut seen, mut open, mut edges) = (BTreeSet::from([from]), vec![from], BTreeMap::new());
        while let Some(at) = open.pop() {
            for edge in self.edges(at)? {
                edges.insert((edge.a, edge.b), edge);
                let other = if edge.a == at { edge.b } else { edge.a };
                if seen.insert(other) {
                    open.push(other);
                }
            }
            for other in rulings.groups().filter(|group| group.contains(&at)).flatten() {
                if seen.insert(*other) {
                    open.push(*other);
                }
            }
        }
        Ok((seen.into_iter().collect(), edges.into_values().collect()))
    }
}

/// The places in documents that a decision is about.
fn anchors(decision: &Decision) -> Box<dyn Iterator<Item = &Anchor> + '_> {
    match decision {
        Decision::Merge { mentions } | Decision::Pin { mentions, .. } | Decision::Correct { mentions, .. } => {
            Box::new(mentions.iter())
        }
        Decision::Split { these, those } => Box::new(these.iter().chain(those)),
        Decision::Note { .. } => Box::new(std::iter::empty()),
    }
}
