//! Countries as the texts of the record call them.

use masudi_record::Event;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The name that most events give to each country; a country that none names stays a code.
pub(crate) struct Countries {
    names: HashMap<String, String>,
}

impl Countries {
    /// Of the parties and places of events.
    pub(crate) fn of(events: &[Event]) -> Self {
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for event in events {
            for party in event.actors.iter().chain(&event.recipients) {
                let state = |c: &&String| party.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(c));
                if let (Some(country), Some(name)) = (party.country.as_ref().filter(state), &party.name) {
                    *counts.entry(country).or_default().entry(name).or_default() += 1;
                }
            }
            let place = event.place.as_ref().filter(|p| p.precision.as_deref() == Some("country"));
            if let Some((country, name)) = place.and_then(|p| Some((p.country.as_ref()?, p.name.as_ref()?))) {
                *counts.entry(country).or_default().entry(name).or_default() += 1;
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
