//! The record of events: mentions come and go, and what users decided of them; out come the events.
//!
//! All events are made at once when they are asked for, of all mentions that are there: the record depends on the set of
//! these alone. What is kept elsewhere, and only grows a little, goes on with [`go_on`](crate::go_on).

use crate::blocking::{keys, place};
use crate::blocks::Blocks;
use crate::cluster::Rulings;
use crate::features::Features;
use crate::grouping::{self, Node, Told};
use crate::onward::Standing;
use crate::packed::{Packed, Strings};
use crate::reported::Reported;
use crate::{corrections, decisions, links};
use masudi_lexicon::event_words::EventWords;
use masudi_record::{Anchor, Decision, Event, Mention};
use std::collections::HashMap;
use std::sync::Arc;

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
    strings: Strings,
    nodes: Vec<Option<Node>>,
    /// By the number of a mention's id.
    by_id: HashMap<u32, u32>,
    /// By the number of a document's id.
    of_document: HashMap<u32, Vec<u32>>,
    decisions: Vec<Decision>,
    /// `None` where something changed since.
    made: Option<Made>,
}

/// Which mentions are one event.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    groups: Vec<Vec<u32>>,
    rulings: Rulings,
    /// Ids of the pinned groups.
    pins: Vec<String>,
}

impl Reconciler {
    /// Without mentions.
    pub fn new(words: impl Into<Arc<EventWords>>) -> Self {
        Self {
            words: words.into(),
            strings: Strings::default(),
            nodes: Vec::new(),
            by_id: HashMap::new(),
            of_document: HashMap::new(),
            decisions: Vec::new(),
            made: None,
        }
    }

    /// Adds mentions. One that is there already, by its id, is replaced.
    pub fn add(&mut self, mentions: impl IntoIterator<Item = Reported>) {
        for reported in mentions {
            let features = Features::of(&self.words, &reported);
            let packed = Packed::of(&reported, &mut self.strings);
            let at = self.nodes.len() as u32;
            if let Some(old) = self.by_id.insert(packed.id(), at) {
                self.nodes[old as usize] = None;
            }
            self.of_document.entry(packed.doc()).or_default().push(at);
            self.nodes.push(Some(Node { packed, features }));
        }
        self.made = None;
    }

    /// Removes the mentions of a document, as before it is coded anew.
    pub fn remove_document(&mut self, doc: &str) {
        let of_document = self.strings.find(doc).and_then(|number| self.of_document.remove(&number));
        for at in of_document.unwrap_or_default() {
            if let Some(node) = self.nodes[at as usize].take() {
                self.by_id.remove(&node.packed.id());
            }
        }
        self.made = None;
    }

    /// Sets the decisions of users, in the order in which they were taken; those set before are forgotten.
    pub fn decide(&mut self, decisions: Vec<Decision>) {
        if decisions != self.decisions {
            self.decisions = decisions;
            self.made = None;
        }
    }

    /// The record: all events with their links, in order of date, then of id.
    pub fn events(&mut self) -> Vec<Event> {
        self.settle();
        let event = |group: &Vec<u32>| {
            let told = self.told(group);
            told.event(self.id(&told), |at| &self.node(at).features)
        };
        let mut events: Vec<Event> = self.groups().iter().map(event).collect();
        corrections::apply(&mut events, &self.decisions, |anchor| {
            self.resolve(anchor).map(|at| self.mention(at).id.clone())
        });
        links::link(&mut events, |id| {
            let at = self.strings.find(id).and_then(|number| self.by_id.get(&number));
            at.filter(|at| !self.node(**at).features.linked.is_empty())
                .map_or_else(Vec::new, |at| self.mention(*at).links)
        });
        events
    }

    /// The id of each mention with the blocks that it is in, for [`Kept`](crate::Kept).
    pub fn standings(&self) -> impl Iterator<Item = (String, Vec<Standing>)> {
        self.nodes.iter().flatten().map(|node| {
            let place = place(&node.features);
            let id = node.packed.reported(&self.strings).mention.id;
            (id, keys(&node.features).into_iter().map(|key| (key, place)).collect())
        })
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.by_id.len()
    }

    /// Anchors of an event's mentions, for a decision on them; `None` for an id that no event has.
    pub fn anchors(&mut self, event: &str) -> Option<Vec<(String, Anchor)>> {
        self.settle();
        let told = self.event(event)?;
        Some(told.mentions().map(|(_, r)| (r.mention.id.clone(), Anchor::of(&r.mention))).collect())
    }

    /// Makes groups of the mentions, if they or the decisions changed.
    pub(crate) fn settle(&mut self) {
        if self.made.is_none() {
            let (rulings, pins) = decisions::rulings(&self.decisions, |anchor| self.resolve(anchor));
            let groups = grouping::groups(self.there(), self.nodes.len(), &rulings, &|at| &self.node(at).features);
            self.made = Some(Made { groups, rulings, pins });
        }
    }

    /// The groups, once [settled](Self::settle).
    pub(crate) fn groups(&self) -> &[Vec<u32>] {
        self.made.as_ref().map_or(&[], |made| &made.groups)
    }

    /// The mentions of the event with this id.
    pub(crate) fn event(&self, id: &str) -> Option<Told> {
        self.groups().iter().map(|group| self.told(group)).find(|told| self.id(told) == id)
    }

    /// The mentions of a group.
    pub(crate) fn told(&self, group: &[u32]) -> Told {
        Told::of(group, |at| self.node(at), &self.strings)
    }

    /// The id of the event that a group tells.
    pub(crate) fn id(&self, told: &Told) -> String {
        let (rulings, pins) = self.made.as_ref().map(|made| (&made.rulings, &made.pins[..])).unzip();
        told.id(rulings.unwrap_or(&Rulings::default()), pins.unwrap_or(&[]))
    }

    pub(crate) fn node(&self, at: u32) -> &Node {
        self.nodes[at as usize].as_ref().expect("groups hold mentions that are there")
    }

    /// All mentions in order, with their blocks.
    pub(crate) fn standing(&self) -> (Vec<u32>, Blocks) {
        grouping::standing(self.there(), |at| &self.node(at).features)
    }

    fn there(&self) -> Vec<u32> {
        (0..self.nodes.len() as u32).filter(|at| self.nodes[*at as usize].is_some()).collect()
    }

    fn mention(&self, at: u32) -> Mention {
        self.node(at).packed.reported(&self.strings).mention
    }

    /// The mention that an anchor means.
    fn resolve(&self, anchor: &Anchor) -> Option<u32> {
        let of_document = self.of_document.get(&self.strings.find(&anchor.doc)?)?;
        let there = of_document.iter().filter(|at| self.nodes[**at as usize].is_some());
        decisions::resolve(anchor, there.map(|at| (*at, self.mention(*at))))
    }
}
