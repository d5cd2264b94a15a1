//! What the record promises, over made-up mentions: no order, no batches, no lost mention, no two days in one event.

#![allow(clippy::unwrap_used)]

mod decisions;
mod onward;
mod processes;
mod situations;
mod told;

use masudi_reconcile::Reconciler;
use masudi_record::Event;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use told::{Told, any_told, reported, words};

fn all_at_once(told: &[Told]) -> Vec<Event> {
    let mut reconciler = Reconciler::new(words());
    reconciler.add(told.iter().enumerate().map(|(at, told)| reported(at, told)));
    reconciler.events()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn neither_order_nor_batches_change_the_record(
        told in prop::collection::vec(any_told(), 1..60),
        order in prop::collection::vec(any::<u32>(), 60),
        cuts in prop::collection::vec(any::<bool>(), 60),
    ) {
        let expected = all_at_once(&told);
        let mut shuffled: Vec<usize> = (0..told.len()).collect();
        shuffled.sort_by_key(|at| (order[*at], *at));
        let mut reconciler = Reconciler::new(words());
        for (at, cut) in shuffled.into_iter().zip(cuts) {
            reconciler.add([reported(at, &told[at])]);
            if cut {
                reconciler.events();
            }
        }
        prop_assert_eq!(reconciler.events(), expected);
    }

    #[test]
    fn a_document_taken_out_leaves_no_trace(
        told in prop::collection::vec(any_told(), 1..50),
        gone in any::<prop::sample::Index>(),
    ) {
        let doc = reported(0, gone.get(&told)).mention.doc;
        let mut reconciler = Reconciler::new(words());
        reconciler.add(told.iter().enumerate().map(|(at, told)| reported(at, told)));
        reconciler.events();
        reconciler.remove_document(&doc);
        let mut without = Reconciler::new(words());
        let kept = told.iter().enumerate().map(|(at, told)| reported(at, told)).filter(|r| r.mention.doc != doc);
        without.add(kept);
        prop_assert_eq!(reconciler.events(), without.events());
    }

    #[test]
    fn every_mention_is_in_one_event_and_days_never_mix(told in prop::collection::vec(any_told(), 1..80)) {
        let mentions: BTreeMap<String, _> =
            told.iter().enumerate().map(|(at, told)| (reported(at, told).mention.id, reported(at, told).mention)).collect();
        let events = all_at_once(&told);
        let in_events: Vec<&String> = events.iter().flat_map(|e| &e.mentions).collect();
        prop_assert_eq!(in_events.len(), mentions.len());
        prop_assert_eq!(in_events.into_iter().collect::<BTreeSet<_>>().len(), mentions.len());
        let ids: BTreeSet<&String> = events.iter().map(|e| &e.id).collect();
        prop_assert_eq!(ids.len(), events.len());
        for event in &events {
            let of = event.mentions.iter().filter_map(|id| mentions[id].date.as_ref());
            let certain = |d: &&masudi_record::DateValue| d.text.as_deref() == Some("on the day") && d.from == d.to;
            let days: BTreeSet<_> = of.filter(certain).map(|d| d.from.clone()).collect();
            prop_assert!(days.len() <= 1, "{:?}", days);
        }
    }
}
