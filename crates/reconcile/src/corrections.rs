//! What users know better than the reports, written into the events that the reports make.
//!
//! In: events as the reports have them, and decisions. Out: the events with the corrections in them, the later over the
//! earlier. Which mentions are one event is not changed here.

use masudi_lexicon::ontology::Ontology;
use masudi_record::{Anchor, Correction, Days, Decision, Event};
use std::collections::HashMap;

/// The correction that says what an event was, with what the ontology says of it.
///
/// ```
/// use masudi_lexicon::{DataFiles, ontology::Ontology};
/// use masudi_reconcile::type_correction;
/// use masudi_record::Correction;
/// let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
/// let Correction::Type { quad, .. } = type_correction(&ontology, "ASSAULT", None).unwrap() else { panic!() };
/// assert_eq!(quad, "material-conflict");
/// assert!(type_correction(&ontology, "ASSAULT", Some("visit")).unwrap_err().contains("a mode of ASSAULT"));
/// ```
///
/// Errors: a sentence that says which types or modes there are.
pub fn type_correction(ontology: &Ontology, event_type: &str, mode: Option<&str>) -> Result<Correction, String> {
    let Some(quad) = ontology.quad(event_type) else {
        let known = ontology.types.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("type: expected one of {known}, but found \"{event_type}\""));
    };
    if let Some(found) = mode.filter(|mode| ontology.mode(event_type, mode).is_none()) {
        let known = ontology.modes_of(event_type).map(|mode| mode.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("mode: expected a mode of {event_type} ({known}), but found \"{found}\""));
    }
    Ok(Correction::Type {
        event_type: event_type.to_owned(),
        mode: mode.map(str::to_owned),
        quad: quad.as_str().to_owned(),
        score: ontology.score(event_type, mode),
        cameo: ontology.cameo_of(event_type, mode, &[]).map(str::to_owned),
    })
}

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
        Correction::Type { event_type, mode, quad, score, cameo } => {
            event.event_type.clone_from(event_type);
            event.mode.clone_from(mode);
            event.quad.clone_from(quad);
            event.score = *score;
            event.cameo.clone_from(cameo);
        }
        Correction::Place { place } => event.place.clone_from(place),
        Correction::Days { from, to } => {
            let precision = if from == to { "day" } else { "range" };
            let (from, to) = (Some(from.clone()), Some(to.clone()));
            event.date = Some(Days { from, to, precision: Some(precision.to_owned()) });
        }
        Correction::Actors { parties } => event.actors.clone_from(parties),
        Correction::Recipients { parties } => event.recipients.clone_from(parties),
    }
}
