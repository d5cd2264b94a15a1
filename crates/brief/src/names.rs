//! Countries as the texts of the record call them.

use masudi_record::{Place, Situation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The name that most events and force levels give to each country; a country that none names stays a code.
pub(crate) struct Countries {
    names: HashMap<String, String>,
}

impl Countries {
    /// Of the parties and places of events and force levels.
    pub(crate) fn of(record: &Situation) -> Self {
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut count = |country, name| {
            *counts.entry(country).or_default().entry(name).or_default() += 1;
        };
        for party in record.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients)) {
            let state = |c: &&String| party.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(c));
            if let (Some(country), Some(name)) = (party.country.as_ref().filter(state), &party.name) {
                count(country, name);
            }
        }
        let of_events = record.events.iter().filter_map(|e| e.place.as_ref());
        let of_forces = record.deployments.iter().filter_map(|d| d.place.as_ref());
        let whole = |place: &&Place| place.precision.as_deref() == Some("country");
        for place in of_events.chain(of_forces).filter(whole) {
            if let (Some(country), Some(name)) = (&place.country, &place.name) {
                count(country, name);
            }
        }
        let names = counts.into_iter().filter_map(|(code, names)| {
            let (name, _) = names.into_iter().min_by_key(|(name, n)| (Reverse(*n), *name))?;
            Some((code.to_owned(), name.to_owned()))
        });
        Self { names: names.collect() }
    }

    /// The name of a country's code; anything else as it is.
    pub(crate) fn name<'n>(&'n self, code: &'n str) -> &'n str {
        self.names.get(code).map_or(code, String::as_str)
    }
}
