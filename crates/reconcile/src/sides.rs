//! Who takes part on one side of an event, and how two accounts of it compare.

use crate::features::hash;
use masudi_record::Actor;

/// The parties of one side, as hashes in order, in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Side {
    values: Box<[u32]>,
    /// Where identifiers, countries and codes end.
    ends: [u16; 3],
    /// A bit for each value: sides that share no bit share no value.
    bits: u64,
    /// Some party has a sector but no country: it may be anybody's.
    pub vague: bool,
}

/// Values of one kind that are kept of a side.
const KEPT: usize = 1000;

/// How two accounts of a side compare, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// The same persons or organisations.
    Same,
    /// The same country and sector, or group.
    Code,
    /// The same country.
    Country,
    /// One of them names nobody known.
    Unknown,
    /// Some in common, more not.
    Part,
    /// Nobody in common.
    Different,
}

impl Side {
    /// The parties of a list.
    pub fn of<'a>(parties: impl Iterator<Item = &'a Actor>) -> Self {
        let (mut lists, mut vague) = (<[Vec<u32>; 4]>::default(), false);
        for party in parties {
            lists[0].extend(party.id.as_deref().map(hash));
            lists[1].extend(party.country.as_deref().map(|country| state(country, party.sector.as_deref())));
            lists[2].extend(party.code.as_deref().map(hash));
            lists[3].extend(own_name(party).map(|name| hash(&name)));
            vague |= party.country.is_none();
        }
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
            list.truncate(KEPT);
        }
        let mut end = 0;
        let ends = [0, 1, 2].map(|at: usize| {
            end += lists[at].len() as u16;
            end
        });
        let values: Box<[u32]> = lists.concat().into();
        let bits = values.iter().fold(0, |bits, value| bits | 1 << (value % u64::BITS));
        Self { values, ends, bits, vague }
    }

    /// Identifiers of the lexicon.
    pub fn ids(&self) -> &[u32] {
        &self.values[..self.ends[0].into()]
    }

    /// Countries; armed groups against the state are a country's other side.
    pub fn countries(&self) -> &[u32] {
        &self.values[self.ends[0].into()..self.ends[1].into()]
    }

    /// Actor codes.
    pub fn codes(&self) -> &[u32] {
        &self.values[self.ends[1].into()..self.ends[2].into()]
    }

    /// Last words of proper names of those whom the lexicon does not know.
    pub fn names(&self) -> &[u32] {
        &self.values[self.ends[2].into()..]
    }

    fn is_unknown(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether the only country of this side is one of another side's.
    pub fn is_within(&self, other: &Self) -> bool {
        self.countries().len() == 1 && self.bits & other.bits != 0 && common(self.countries(), other.countries()) == 1
    }

    /// Compares two accounts.
    pub fn compare(&self, other: &Self) -> Match {
        if self.is_unknown() || other.is_unknown() {
            return Match::Unknown;
        }
        if self.bits & other.bits == 0 {
            return self.without_common(other);
        }
        let share = |a: &[u32], b: &[u32]| {
            let common = common(a, b);
            (common, a.len().min(b.len()), a.len().max(b.len()))
        };
        let (ids, fewer, more) = share(self.ids(), other.ids());
        if ids > 0 && ids == fewer && 2 * ids >= more {
            return Match::Same;
        }
        let (names, fewer, more) = share(self.names(), other.names());
        if names > 0 && names == fewer && 2 * names >= more {
            return Match::Same;
        }
        let (codes, fewer, more) = share(self.codes(), other.codes());
        if codes > 0 && codes == fewer && 2 * codes >= more {
            return Match::Code;
        }
        let (countries, fewer, _) = share(self.countries(), other.countries());
        if countries > 0 && countries == fewer {
            return Match::Country;
        }
        if countries > 0 || ids > 0 || codes > 0 || names > 0 {
            return Match::Part;
        }
        self.without_common(other)
    }

    fn without_common(&self, other: &Self) -> Match {
        if self.vague || other.vague { Match::Unknown } else { Match::Different }
    }
}

/// Sectors of those who bear arms without the state.
const ARMED: [&str; 4] = ["REB", "PRM", "UAF", "CRM"];

/// A country, or those under arms against its state.
fn state(country: &str, sector: Option<&str>) -> u32 {
    match sector.is_some_and(|sector| ARMED.contains(&sector)) {
        true => hash(&format!("{country} armed")),
        false => hash(country),
    }
}

/// The last word of a name that the lexicon does not know ("Reid"), in lower case; `None` for descriptions.
fn own_name(party: &Actor) -> Option<String> {
    let name = party.name.as_deref().filter(|_| party.id.is_none()).unwrap_or(&party.text);
    let last = name.split_whitespace().next_back()?.trim_end_matches("'s").trim_end_matches("’s");
    let proper = party.id.is_none() && last.chars().count() > 2 && last.starts_with(char::is_uppercase);
    proper.then(|| last.to_lowercase())
}

/// How many values two sorted lists share.
pub(crate) fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(parties: &[(&str, &str)]) -> Side {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let parties: Vec<Actor> = parties
            .iter()
            .map(|(country, code)| Actor { country: known(country), code: known(code), ..Actor::default() })
            .collect();
        Side::of(parties.iter())
    }

    #[test]
    fn sides_compare_by_who_is_named() {
        let soldiers = side(&[("USA", "USAMIL")]);
        assert_eq!(soldiers.compare(&side(&[("USA", "USAMIL")])), Match::Code);
        assert_eq!(soldiers.compare(&side(&[("USA", "USAGOV")])), Match::Country);
        assert_eq!(soldiers.compare(&side(&[("IRQ", "IRQMIL")])), Match::Different);
        assert_eq!(soldiers.compare(&side(&[])), Match::Unknown);
        assert_eq!(soldiers.compare(&side(&[("", "REB")])), Match::Unknown);
        let talks = side(&[("USA", "USAGOV"), ("IRQ", "IRQGOV")]);
        assert_eq!(talks.compare(&side(&[("USA", "USAGOV"), ("ISR", "ISRGOV")])), Match::Part);
    }
}
