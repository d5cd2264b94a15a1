//! The record of events as it grows: mentions come and go in batches, and only the blocks they are in are looked at.
//!
//! Mentions sit in blocks; a block holds the links between its members that are strong enough. Groups of mentions that
//! links connect are clustered each by itself. When a batch touches a block, its links are made anew, and the groups
//! that any of its links, old or new, belongs to are clustered anew. So the record is the same whatever the batches.

use crate::blocking::{keys, order, pairs, place};
use crate::cluster::{Edge, Rulings};
use crate::features::Features;
use crate::grouping::{Group, grouped};
use crate::onward::Standing;
use crate::reported::Reported;
use crate::score::{TOGETHER, score};
use crate::{corrections, decisions, links};
use masudi_lexicon::event_words::EventWords;
use masudi_record::{Anchor, Decision, Event, Mention};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A mention and what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub reported: Reported,
    pub features: Features,
}

/// Mentions that have enough in common to be compared.
#[derive(Clone, Debug, Default)]
struct Block {
    /// In [`order`] once settled.
    members: Vec<u32>,
    /// Strong pairs, each in both directions, sorted by the first.
    edges: Vec<Edge>,
}

/// Reconciles mentions into events.
///
/// ```
/// use masudi_lexicon::{DataFiles, event_words::EventWords};
/// use masudi_reconcile::{Reconciler, Reported};
/// use masudi_record::{Actor, DateValue, Mention, Trigger};
///
/// let told = |id: &str, outlet: &str| {
///     let day = Some("2024-01-28".to_owned());
///     let date = DateValue { text: Some("Sunday".into()), from: day.clone(), to: day, ..DateValue::default() };
///     let soldiers = Actor { country: Some("USA".into()), code: Some("USAMIL".into()), ..Actor::default() };
///     let mention = Mention {
///         id: id.into(),
///         doc: format!("document of {id}"),
///         event_type: "ASSAULT".into(),
///         mode: Some("drone".into()),
///         trigger: Trigger { lemma: "attack".into(), ..Trigger::default() },
///         recipients: vec![soldiers],
///         date: Some(date),
///         ..Mention::default()
///     };
///     Reported { mention, outlet: Some(outlet.into()), ..Reported::default() }
/// };
/// let mut reconciler = Reconciler::new(EventWords::load(&DataFiles::built_in()).unwrap());
/// reconciler.add([told("a", "Tigris Wire")]);
/// reconciler.add([told("b", "Levant Monitor")]);
/// let events = reconciler.events();
/// assert_eq!(events.len(), 1);
/// assert_eq!(events[0].sources, ["Levant Monitor", "Tigris Wire"]);
/// ```
#[derive(Clone, Debug)]
pub struct Reconciler {
    words: Arc<EventWords>,
    nodes: Vec<Option<Node>>,
    by_id: HashMap<String, u32>,
    of_document: HashMap<String, Vec<u32>>,
    blocks: HashMap<u64, Block>,
    touched: BTreeSet<u64>,
    dirty: BTreeSet<u32>,
    decisions: Vec<Decision>,
    ruled: bool,
    rulings: Rulings,
    /// Ids of the pinned groups.
    pins: Vec<String>,
    /// By group number; numbers mean nothing outside.
    groups: BTreeMap<u32, Group>,
    group_of: HashMap<u32, u32>,
    next_group: u32,
}

impl Reconciler {
    /// Without mentions.
    pub fn new(words: impl Into<Arc<EventWords>>) -> Self {
        Self {
            words: words.into(),
            nodes: Vec::new(),
            by_id: HashMap::new(),
            of_document: HashMap::new(),
            blocks: HashMap::new(),
            touched: BTreeSet::new(),
            dirty: BTreeSet::new(),
            decisions: Vec::new(),
            ruled: false,
            rulings: Rulings::default(),
            pins: Vec::new(),
            groups: BTreeMap::new(),
            group_of: HashMap::new(),
            next_group: 0,
        }
    }

    /// Adds mentions. One that is there already, by its id, is replaced.
    pub fn add(&mut self, mentions: impl IntoIterator<Item = Reported>) {
        for mut reported in mentions {
            if let Some(at) = self.by_id.get(&reported.mention.id).copied() {
                self.take(at);
            }
            let features = Features::of(&self.words, &reported);
            slim(&mut reported.mention);
            let at = self.nodes.len() as u32;
            self.by_id.insert(reported.mention.id.clone(), at);
            self.of_document.entry(reported.mention.doc.clone()).or_default().push(at);
            for key in keys(&features) {
                self.blocks.entry(key).or_default().members.push(at);
                self.touched.insert(key);
            }
            self.nodes.push(Some(Node { reported, features }));
            self.dirty.insert(at);
        }
        self.ruled &= self.decisions.is_empty();
    }

    /// Removes the mentions of a document, as before it is coded anew.
    pub fn remove_document(&mut self, doc: &str) {
        for at in self.of_document.remove(doc).unwrap_or_default() {
            self.take(at);
        }
        self.ruled &= self.decisions.is_empty();
    }

    /// Sets the decisions of users, in the order in which they were taken; those set before are forgotten.
    pub fn decide(&mut self, decisions: Vec<Decision>) {
        if decisions != self.decisions {
            self.decisions = decisions;
            self.ruled = false;
        }
    }

    /// The record: all events with their links, in order of date, then of id.
    pub fn events(&mut self) -> Vec<Event> {
        self.settle();
        let mut events: Vec<Event> = self.groups.values().map(|group| group.event.clone()).collect();
        corrections::apply(&mut events, &self.decisions, |anchor| {
            self.resolve(anchor).map(|at| self.node(at).reported.mention.id.clone())
        });
        links::link(&mut events, |id| self.by_id.get(id).map(|at| &self.node(*at).reported.mention));
        events
    }

    /// The id of each mention with the blocks that it is in, for [`Kept`](crate::Kept).
    pub fn standings(&self) -> impl Iterator<Item = (&str, Vec<Standing>)> {
        let there = self.nodes.iter().flatten();
        there.map(|node| {
            let place = place(&node.features);
            (node.reported.mention.id.as_str(), keys(&node.features).into_iter().map(|key| (key, place)).collect())
        })
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.by_id.len()
    }

    /// Anchors of an event's mentions, for a decision on them; `None` for an id that no event has.
    pub fn anchors(&mut self, event: &str) -> Option<Vec<(String, Anchor)>> {
        self.settle();
        let group = self.group(event)?;
        let mentions = group.members.iter().map(|at| &self.node(*at).reported.mention);
        Some(mentions.map(|m| (m.id.clone(), Anchor::of(m))).collect())
    }

    pub(crate) fn group(&self, event: &str) -> Option<&Group> {
        self.groups.values().find(|group| group.event.id == event)
    }

    pub(crate) fn event_of(&self, member: u32) -> Option<&Event> {
        Some(&self.groups.get(self.group_of.get(&member)?)?.event)
    }

    pub(crate) fn node(&self, at: u32) -> &Node {
        self.nodes[at as usize].as_ref().expect("blocks and groups hold mentions that are there")
    }

    /// The mentions that a mention is compared with.
    pub(crate) fn compared_with(&self, at: u32) -> BTreeSet<u32> {
        let mut others = BTreeSet::new();
        for key in keys(&self.node(at).features) {
            let Some(block) = self.blocks.get(&key) else { continue };
            pairs(
                &block.members,
                |m| &self.node(m).features,
                |a, b| {
                    if a == at || b == at {
                        others.insert(if a == at { b } else { a });
                    }
                },
            );
        }
        others
    }

    fn take(&mut self, at: u32) {
        let Some(node) = self.nodes[at as usize].take() else { return };
        self.by_id.remove(&node.reported.mention.id);
        if let Some(of_document) = self.of_document.get_mut(&node.reported.mention.doc) {
            of_document.retain(|other| *other != at);
        }
        for key in keys(&node.features) {
            if let Some(block) = self.blocks.get_mut(&key) {
                block.members.retain(|member| *member != at);
                self.touched.insert(key);
            }
        }
        self.dirty.remove(&at);
        self.dissolve(at);
    }

    /// Gives up the group of a mention; what is left of it is clustered anew.
    fn dissolve(&mut self, at: u32) {
        let Some(group) = self.group_of.get(&at).and_then(|number| self.groups.remove(number)) else { return };
        for member in group.members {
            self.group_of.remove(&member);
            if self.nodes[member as usize].is_some() {
                self.dirty.insert(member);
            }
        }
    }

    /// Brings links, rulings and groups up to date.
    pub(crate) fn settle(&mut self) {
        for key in std::mem::take(&mut self.touched) {
            self.relink(key);
        }
        self.rule();
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        for at in std::mem::take(&mut self.dirty) {
            if self.nodes[at as usize].is_some() && !seen.contains(&at) {
                let connected = self.connected(at);
                seen.extend(&connected.0);
                self.regroup(connected.0, connected.1);
            }
        }
        self.dirty.clear();
    }

    /// Makes the links of a block anew.
    fn relink(&mut self, key: u64) {
        let Some(mut block) = self.blocks.remove(&key) else { return };
        self.dirty.extend(block.edges.iter().map(|edge| edge.a).filter(|at| self.nodes[*at as usize].is_some()));
        if block.members.is_empty() {
            return;
        }
        block.members.sort_by_cached_key(|at| order(&self.node(*at).features));
        let mut edges = Vec::new();
        pairs(
            &block.members,
            |at| &self.node(at).features,
            |a, b| {
                let score = score(&self.node(a).features, &self.node(b).features);
                if let Some(score) = score.filter(|score| *score >= TOGETHER) {
                    edges.extend([Edge { a, b, score }, Edge { a: b, b: a, score }]);
                }
            },
        );
        edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        self.dirty.extend(edges.iter().map(|edge| edge.a));
        block.edges = edges;
        self.blocks.insert(key, block);
    }

    /// Resolves the decisions anew, if they or the mentions changed.
    fn rule(&mut self) {
        if self.ruled {
            return;
        }
        let (rulings, pins) = decisions::rulings(&self.decisions, |anchor| self.resolve(anchor));
        let concerned = |rulings: &Rulings| {
            let groups = rulings.together.iter().chain(&rulings.pinned).flatten().copied();
            let pairs = rulings.apart.iter().flat_map(|(a, b)| [*a, *b]);
            groups.chain(pairs).collect::<Vec<u32>>()
        };
        let concerned = [concerned(&self.rulings), concerned(&rulings)].concat();
        self.dirty.extend(concerned.into_iter().filter(|at| self.nodes[*at as usize].is_some()));
        (self.rulings, self.pins, self.ruled) = (rulings, pins, true);
    }

    /// The mention that an anchor means.
    fn resolve(&self, anchor: &Anchor) -> Option<u32> {
        let of_document = self.of_document.get(&anchor.doc)?;
        decisions::resolve(anchor, of_document.iter().map(|at| (*at, &self.node(*at).reported.mention)))
    }

    /// All mentions that links or rulings connect with one, in order of slot, and the links among them.
    fn connected(&self, from: u32) -> (Vec<u32>, Vec<Edge>) {
        let (mut seen, mut open, mut edges) = (BTreeSet::from([from]), vec![from], Vec::new());
        while let Some(at) = open.pop() {
            let mut reach = |other: u32| {
                if seen.insert(other) {
                    open.push(other);
                }
            };
            for key in keys(&self.node(at).features) {
                let Some(block) = self.blocks.get(&key) else { continue };
                let start = block.edges.partition_point(|edge| edge.a < at);
                for edge in block.edges[start..].iter().take_while(|edge| edge.a == at) {
                    reach(edge.b);
                    if edge.a < edge.b {
                        edges.push(*edge);
                    }
                }
            }
            let groups = self.rulings.together.iter().chain(&self.rulings.pinned);
            groups.filter(|group| group.contains(&at)).flatten().for_each(|other| reach(*other));
        }
        edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        edges.dedup();
        (seen.into_iter().collect(), edges)
    }

    /// Clusters connected mentions and makes their events.
    fn regroup(&mut self, members: Vec<u32>, edges: Vec<Edge>) {
        for at in &members {
            if let Some(old) = self.group_of.remove(at) {
                self.groups.remove(&old);
            }
        }
        for group in grouped(&members, edges, &self.rulings, &self.pins, &|at| self.node(at)) {
            self.group_of.extend(group.members.iter().map(|at| (*at, self.next_group)));
            self.groups.insert(self.next_group, group);
            self.next_group += 1;
        }
    }
}

/// Forgets what events do not show: the words of the sentence, of which the features keep what is compared.
pub(crate) fn slim(mention: &mut Mention) {
    mention.sentence.text = String::new();
    mention.coder = Default::default();
    mention.rule = String::new();
}
