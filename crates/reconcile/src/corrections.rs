//! What users know better than the reports, written into the events that the reports make.
//!
//! In: events as the reports have them, and decisions. Out: the events with the corrections in them, the later over the
//! earlier. Which mentions are one event is not changed here.

use masudi_record::{Anchor, Correction, Days, Decision, Event};
use std::collections::HashMap;

/// Corrects the events. `resolve` finds the id of the mention that an anchor means.
pub(crate) fn apply(events: &mut Vec<Event>, decisions: &[Decision], resolve: impl Fn(&Anchor) -> Option<String>) {
    if !decisions.iter().any(|decision| matches!(decision, Decision::Correct { .. })) {
        return;
    }
    let mut teller: HashMap<String, usize> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        teller.extend(event.mentions.iter().map(|mention| (mention.clone(), at)));
    }
    let mut withdrawn = vec![false; events.len()];
    for decision in decisions {
        let Decision::Correct { mentions, correction } = decision else { continue };
        let told = mentions.iter().filter_map(&resolve).filter_map(|mention| teller.get(&mention).copied());
        let Some(at) = most(told) else { continue };
        withdrawn[at] = *correction == Correction::NoEvent;
        correct(&mut events[at], correction);
    }
    let mut at = 0;
    events.retain(|_| {
        at += 1;
        !withdrawn[at - 1]
    });
}

/// The number that comes most often; among equals the least.
fn most(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times: HashMap<usize, usize> = HashMap::new();
    for number in numbers {
        *times.entry(number).or_default() += 1;
    }
    times.into_iter().min_by_key(|(number, times)| (std::cmp::Reverse(*times), *number)).map(|(number, _)| number)
}

/// That sources disagree stays said, whatever is right.
fn correct(event: &mut Event, correction: &Correction) {
    match correction {
        Correction::NoEvent => {}
        Correction::Status { status } => event.status = *status,
        Correction::Days { from, to } => {
            let precision = if from == to { "day" } else { "range" };
            let (from, to) = (Some(from.clone()), Some(to.clone()));
            event.date = Some(Days { from, to, precision: Some(precision.to_owned()) });
        }
        Correction::Actors { parties } => event.actors.clone_from(parties),
        Correction::Recipients { parties } => event.recipients.clone_from(parties),
    }
}
