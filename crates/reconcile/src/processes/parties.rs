//! Who takes part in a process: states by their country, groups by their own name.

use super::Matter;
use masudi_record::{Event, Party};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

/// A party and what tells it from others: the country of a state, the id, code or name of anybody else.
#[derive(Clone, Debug)]
pub struct PartyKey {
    /// Country code, identifier, code or name.
    pub key: String,
    /// The party as it is shown.
    pub party: Party,
}

impl PartyKey {
    /// The party with the name that most events give it; of those that as many give, the first by letters.
    pub(super) fn named(&self, names: Option<&BTreeMap<String, usize>>) -> Party {
        let best = names.and_then(|n| n.iter().min_by_key(|(name, n)| (Reverse(**n), *name)));
        Party { name: best.map(|(name, _)| name.clone()).or_else(|| self.party.name.clone()), ..self.party.clone() }
    }
}

impl PartialEq for PartyKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for PartyKey {}

impl PartialOrd for PartyKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartyKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// The parties of a process, each once, in order of their keys.
pub(super) type Parties = BTreeSet<PartyKey>;

/// Sectors whose members act for their state.
const STATE: [&str; 4] = ["GOV", "MIL", "COP", "SPY"];

/// The party that an actor belongs to.
pub(super) fn key(party: &Party) -> Option<PartyKey> {
    let of_state = party.sector.as_deref().is_none_or(|s| STATE.contains(&s));
    if let Some(country) = party.country.as_ref().filter(|_| of_state) {
        let own = party.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(country));
        let name = if own { party.name.clone() } else { None };
        return Some(PartyKey {
            key: country.clone(),
            party: Party { name, country: Some(country.clone()), ..Party::default() },
        });
    }
    // Citizens and workers of a country are no party.
    let group = matches!(party.sector.as_deref(), Some("REB" | "PTY" | "PRM" | "SEP" | "IGO" | "MIL" | "OPP" | "UAF"));
    let known = party.id.clone().filter(|_| group || party.country.is_none())?;
    Some(PartyKey { key: known, party: party.clone() })
}

/// The parties of an event. A withdrawal is between the force and the host: the country where it is.
pub(super) fn of(event: &Event, matter: Matter) -> Parties {
    let mut parties = Parties::new();
    let actors = event.actors.iter().chain(event.recipients.iter().filter(|_| matter != Matter::Withdrawal));
    for found in actors.filter_map(key) {
        add(&mut parties, found);
    }
    let host = event.place.as_ref().and_then(|p| p.country.clone()).filter(|_| matter == Matter::Withdrawal);
    // Whose force it is may be unknown ("the coalition"); see `coalitions`.
    if let Some(country) = host {
        add(
            &mut parties,
            PartyKey { key: country.clone(), party: Party { country: Some(country), ..Party::default() } },
        );
    }
    parties
}

/// Adds a party; of two that are the same, the one with a name stays.
fn add(parties: &mut Parties, found: PartyKey) {
    let better = parties.get(&found).is_none_or(|known| known.party.name.is_none() && found.party.name.is_some());
    if better {
        parties.replace(found);
    }
}
