//! Which events, processes and forces a dossier asks for.

use crate::dossier::{FactorQuery, ProcessQuery};
use masudi_record::{Event, Party, Place, Process};

/// Sectors of those under arms against their state: the state's name does not mean them.
const AGAINST_THE_STATE: [&str; 4] = ["REB", "SEP", "UAF", "CRM"];

/// The country that a party is of or acts for; `None` for those under arms against it.
pub(crate) fn country(party: &Party) -> Option<&String> {
    party.country.as_ref().filter(|_| !party.sector.as_deref().is_some_and(|s| AGAINST_THE_STATE.contains(&s)))
}

/// Whether a name of the dossier means a party: its country, code, id or name, in any case.
pub(crate) fn is(party: &Party, name: &str) -> bool {
    [country(party), party.code.as_ref(), party.id.as_ref(), party.name.as_ref()]
        .into_iter()
        .flatten()
        .any(|value| value.eq_ignore_ascii_case(name) || value.to_lowercase() == name.to_lowercase())
}

/// Whether one of the names means one of the parties; no names ask for nothing.
pub(crate) fn any(parties: &[Party], names: &[String]) -> bool {
    names.is_empty() || parties.iter().any(|party| names.iter().any(|name| is(party, name)))
}

/// Whether a place is one of the names: its country or its own name; no names ask for nothing.
pub(crate) fn at(place: Option<&Place>, names: &[String]) -> bool {
    let values = place.map(|p| [p.country.as_deref(), p.name.as_deref(), p.admin1.as_deref()]);
    let values = || values.iter().flatten().flatten();
    names.is_empty() || names.iter().any(|name| values().any(|v| v.to_lowercase() == name.to_lowercase()))
}

/// Whether a text has one of the words, in any case; no words ask for nothing.
pub(crate) fn says(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.is_empty() || words.iter().any(|word| text.contains(&word.to_lowercase()))
}

/// Whether an event is one that a factor counts; `sentences` are those of its mentions.
pub(crate) fn counts(factor: &FactorQuery, event: &Event, sentences: &[&str]) -> bool {
    let of = |values: &[String], value: &str| values.is_empty() || values.iter().any(|v| v.eq_ignore_ascii_case(value));
    let who = || event.actors.iter().chain(&event.recipients).cloned().collect::<Vec<_>>();
    let asks = !(factor.types.is_empty()
        && factor.modes.is_empty()
        && factor.actors.is_empty()
        && factor.recipients.is_empty()
        && factor.places.is_empty());
    // Words alone find an event by its parties or its sentence; beside other conditions they narrow it.
    let worded = factor.words.is_empty()
        || any(&who(), &factor.words)
        || sentences.iter().any(|sentence| says(sentence, &factor.words));
    (asks || !factor.words.is_empty())
        && of(&factor.types, &event.event_type)
        && of(&factor.modes, event.mode.as_deref().unwrap_or_default())
        && any(&event.actors, &factor.actors)
        && any(&event.recipients, &factor.recipients)
        && !suffers_by_its_own(factor, event)
        && at(event.place.as_ref(), &factor.places)
        && worded
}

/// Whether whom a factor counts deeds against takes part in the deed: soldiers wounded in a raid of theirs.
fn suffers_by_its_own(factor: &FactorQuery, event: &Event) -> bool {
    let against = |party: &Party| factor.recipients.iter().any(|name| is(party, name));
    factor.actors.is_empty() && event.actors.iter().any(against)
}

/// Whether a process is one that the dossier follows.
pub(crate) fn follows(query: &ProcessQuery, process: &Process) -> bool {
    let kind = serde_json::to_value(process.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
    query.kind.as_ref().is_none_or(|k| Some(k) == kind.as_ref())
        && query.parties.iter().all(|name| process.parties.iter().any(|p| is(p, name)))
}
