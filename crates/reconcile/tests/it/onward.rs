//! Going on from what is kept gives what all mentions at once give.

use crate::told::{Told, any_told, reported, words};
use masudi_reconcile::{Kept, Place, Reconciler, Remade, Reported, Standing, go_on};
use masudi_record::{Anchor, Decision, Event};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// What is kept, in memory.
#[derive(Default)]
struct Memory {
    mentions: BTreeMap<i64, Reported>,
    blocks: BTreeMap<(u64, Place), i64>,
    events: BTreeMap<String, Event>,
}

impl Memory {
    fn number(id: &str) -> i64 {
        id[1..].parse().unwrap()
    }

    fn go_on(&mut self, decisions: &[Decision], before: &[Decision], gone: &[i64], came: &[(i64, Reported)]) {
        self.mentions.retain(|number, _| !gone.contains(number));
        self.mentions.extend(came.iter().cloned());
        let came: Vec<i64> = came.iter().map(|(number, _)| *number).collect();
        let Ok(Remade { old, events, .. }) = go_on(&words(), decisions, before, gone, &came, self);
        self.events.retain(|id, _| !old.contains(id));
        for event in events {
            assert!(
                self.events.insert(event.id.clone(), event).is_none(),
                "an event that was not given up is made again"
            );
        }
    }
}

impl Kept for Memory {
    type Error = Infallible;

    fn reported(&mut self, mention: i64) -> Result<Reported, Infallible> {
        Ok(self.mentions[&mention].clone())
    }

    fn of_document(&mut self, doc: &str) -> Result<Vec<i64>, Infallible> {
        Ok(self.mentions.iter().filter(|(_, r)| r.mention.doc == doc).map(|(number, _)| *number).collect())
    }

    fn blocks(&mut self, mention: i64) -> Result<Vec<Standing>, Infallible> {
        Ok(self.blocks.iter().filter(|(_, m)| **m == mention).map(|(standing, _)| *standing).collect())
    }

    fn put(&mut self, mention: i64, blocks: &[Standing]) -> Result<(), Infallible> {
        self.blocks.extend(blocks.iter().map(|standing| (*standing, mention)));
        Ok(())
    }

    fn take(&mut self, mention: i64) -> Result<(), Infallible> {
        self.blocks.retain(|_, m| *m != mention);
        Ok(())
    }

    fn near(&mut self, block: u64, place: &Place, after: bool, most: usize) -> Result<Vec<i64>, Infallible> {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        let here = (block, *place);
        Ok(match after {
            true => {
                let range = self.blocks.range((Excluded(here), Unbounded));
                range.take_while(|((key, _), _)| *key == block).take(most).map(|(_, m)| *m).collect()
            }
            false => {
                let range = self.blocks.range((Included((block, [0; 28])), Excluded(here)));
                range.rev().take(most).map(|(_, m)| *m).collect()
            }
        })
    }

    fn event_of(&mut self, mention: i64) -> Result<Option<(String, Vec<i64>)>, Infallible> {
        let id = format!("m{mention:03}");
        let there: BTreeSet<i64> = self.blocks.values().copied().collect();
        Ok(self.events.values().find(|event| event.mentions.contains(&id)).map(|event| {
            let told = event.mentions.iter().map(|id| Memory::number(id)).filter(|number| there.contains(number));
            (event.id.clone(), told.collect())
        }))
    }
}

fn at_once(told: impl Iterator<Item = Reported>, decisions: &[Decision]) -> BTreeMap<String, Event> {
    let mut reconciler = Reconciler::new(words());
    reconciler.add(told);
    reconciler.decide(decisions.to_vec());
    let without_links = |event: Event| Event { links: Vec::new(), ..event };
    reconciler.events().into_iter().map(without_links).map(|event| (event.id.clone(), event)).collect()
}

fn check(told: &[Told], cuts: &[bool], gone: &[bool], decisions: &[Decision]) {
    let mut memory = Memory::default();
    let mut batch: Vec<(i64, Reported)> = Vec::new();
    let mut left: BTreeSet<i64> = BTreeSet::new();
    for (at, told) in told.iter().enumerate() {
        batch.push((at as i64, reported(at, told)));
        if cuts[at % cuts.len()] {
            // Some of what came before goes as others come; one of them comes again as it was.
            let going: Vec<i64> = memory
                .mentions
                .keys()
                .copied()
                .filter(|n| gone[*n as usize % gone.len()] && !left.contains(n))
                .take(3)
                .collect();
            if let Some((number, again)) = memory.mentions.first_key_value().map(|(n, r)| (*n, r.clone())) {
                let mut changed = batch.clone();
                changed.push((number, again));
                let mut all: BTreeSet<i64> = going.iter().copied().filter(|n| *n != number).collect();
                left.extend(&all);
                all.insert(number);
                memory.go_on(decisions, decisions, &all.into_iter().collect::<Vec<_>>(), &changed);
            } else {
                memory.go_on(decisions, decisions, &[], &batch);
            }
            batch.clear();
        }
    }
    memory.go_on(decisions, decisions, &[], &batch);
    let there = told.iter().enumerate().filter(|(at, _)| !left.contains(&(*at as i64)));
    assert_eq!(memory.events, at_once(there.clone().map(|(at, told)| reported(at, told)), decisions));
    // Decisions that are taken back leave no trace.
    memory.go_on(&[], decisions, &[], &[]);
    assert_eq!(memory.events, at_once(there.map(|(at, told)| reported(at, told)), &[]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn going_on_gives_what_all_at_once_gives(
        told in prop::collection::vec(any_told(), 1..50),
        cuts in prop::collection::vec(any::<bool>(), 7),
        gone in prop::collection::vec(prop::bool::weighted(0.2), 11),
        merged in prop::option::of((0..50_usize, 0..50_usize)),
    ) {
        let anchor = |at: usize| Anchor::of(&reported(at % told.len(), &told[at % told.len()]).mention);
        let decisions: Vec<Decision> =
            merged.map(|(a, b)| Decision::Merge { mentions: vec![anchor(a), anchor(b)] }).into_iter().collect();
        check(&told, &cuts, &gone, &decisions);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Blocks of more mentions than are compared with each other.
    #[test]
    fn large_blocks_too(
        told in prop::collection::vec(any_told(), 150..260),
        cuts in prop::collection::vec(prop::bool::weighted(0.2), 13),
        gone in prop::collection::vec(prop::bool::weighted(0.1), 17),
    ) {
        check(&told, &cuts, &gone, &[]);
    }
}
