//! Who acts on whom: pairs of countries by span of time, and how much of it is conflict.

use super::Index;
use super::cells::{Cells, Tally};
use super::count::MOST;
use super::rows::Rows;
use crate::words::CONFLICT;
use masudi_store::{Bucket, CountRow, StoreError};
use std::collections::BTreeMap;

/// A pair of countries in a span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DyadCount {
    /// `2024-04` or `2024`; `None` without a span, or for what has no date.
    pub bucket: Option<String>,
    /// Who acts.
    pub actor: String,
    /// To whom.
    pub recipient: String,
    /// Events.
    pub events: u64,
    /// Those of them that are of conflict.
    pub conflict: u64,
}

#[derive(Clone, Copy, Default)]
struct Pair {
    events: u32,
    conflict: u32,
}

impl Tally for Pair {
    fn is_empty(&self) -> bool {
        self.events == 0
    }
}

impl Index {
    /// Pairs of the rows, in order of span, actor and recipient.
    ///
    /// Errors: [`StoreError::TooMuch`] when there are more than anybody reads.
    pub fn pairs(&self, rows: &Rows, bucket: Option<Bucket>) -> Result<Vec<DyadCount>, StoreError> {
        let parties = self.party_countries.len();
        let mut cells: Cells<Pair> = Cells::new(parties * parties);
        let conflict: Vec<bool> = std::iter::once(false)
            .chain(self.quads.values.iter().map(|quad| CONFLICT.contains(&quad.as_str())))
            .collect();
        let mut out = Vec::new();
        let mut span = None;
        for row in rows.iter() {
            let of = number(bucket, self.first[row]);
            if let Some(before) = span.replace(of).filter(|before| *before != of) {
                self.write(&mut cells, before, &mut out);
            }
            let is_conflict = u32::from(conflict[usize::from(self.quads.rows[row])]);
            for actor in self.actors.countries_of(row).iter().filter(|actor| **actor > 0) {
                for recipient in self.recipients.countries_of(row).iter().filter(|recipient| **recipient > 0) {
                    // By their places, so that cells are in order of names.
                    let place = |country: &u16| usize::from(self.party_order[usize::from(*country)]);
                    let pair = cells.at(place(actor) * parties + place(recipient));
                    pair.events += 1;
                    pair.conflict += is_conflict;
                }
            }
            if out.len() + cells.used() > MOST {
                return Err(StoreError::TooMuch);
            }
        }
        if let Some(span) = span {
            self.write(&mut cells, span, &mut out);
        }
        Ok(out)
    }

    /// Writes down the pairs of a span.
    fn write(&self, cells: &mut Cells<Pair>, span: u32, out: &mut Vec<DyadCount>) {
        let mut found: Vec<(usize, Pair)> = Vec::with_capacity(cells.used());
        cells.drain(|cell, pair| found.push((cell, pair)));
        found.sort_unstable_by_key(|(cell, _)| *cell);
        let parties = self.party_countries.len();
        let bucket = written(span);
        out.extend(found.into_iter().map(|(cell, pair)| DyadCount {
            bucket: bucket.clone(),
            actor: self.in_order(cell / parties),
            recipient: self.in_order(cell % parties),
            events: u64::from(pair.events),
            conflict: u64::from(pair.conflict),
        }));
    }

    /// The country at a place of the alphabetical order.
    fn in_order(&self, place: usize) -> String {
        let number = self.party_names.get(place).copied().unwrap_or(0);
        self.party_countries.get(usize::from(number)).cloned().unwrap_or_default()
    }
}

/// A span of time as a number: 202404, 2024, or 0.
fn number(bucket: Option<Bucket>, day: u32) -> u32 {
    match bucket {
        None => 0,
        Some(Bucket::Year) => day / 10_000,
        Some(_) => day / 100,
    }
}

/// 202404 as `2024-04`, 2024 as `2024`; nothing for 0.
fn written(span: u32) -> Option<String> {
    match span {
        0 => None,
        year @ ..10_000 => Some(format!("{year:04}")),
        month => Some(format!("{:04}-{:02}", month / 100, month % 100)),
    }
}

/// The same of counts by pair and quad class.
pub fn folded(counts: &[CountRow]) -> Vec<DyadCount> {
    let mut pairs: BTreeMap<(Option<&str>, &str, &str), (u64, u64)> = BTreeMap::new();
    for row in counts {
        let [Some(pair), quad] = row.values.as_slice() else { continue };
        let Some((actor, recipient)) = pair.split_once('>') else { continue };
        let counted = pairs.entry((row.bucket.as_deref(), actor, recipient)).or_default();
        counted.0 += row.count;
        if quad.as_deref().is_some_and(|quad| CONFLICT.contains(&quad)) {
            counted.1 += row.count;
        }
    }
    let dyad = |((bucket, actor, recipient), (events, conflict)): ((Option<&str>, &str, &str), (u64, u64))| DyadCount {
        bucket: bucket.map(str::to_owned),
        actor: actor.to_owned(),
        recipient: recipient.to_owned(),
        events,
        conflict,
    };
    pairs.into_iter().map(dyad).collect()
}
