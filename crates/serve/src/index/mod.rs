//! The events in memory, column by column, to choose and count by: an answer over a million of them takes milliseconds.
//!
//! In: the record. Out: the same pages and counts as the store gives; a test compares them. A question that the columns
//! cannot answer (words of sentences, outlets, areas, contexts, documents) goes to the store. About 120 bytes an event.
//! Events change only when they are reconciled, so the index is made anew then, and not while documents come in.

mod build;
mod count;
mod current;
mod known;
mod select;

pub use current::Indexes;

use crate::api::geojson::point;
use masudi_store::{CountQuery, CountRow, EventQuery, Order, Page, Paging, Store, StoreError, StoredEvent};
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

/// The columns. Rows are in order of day and number, those without a day first.
#[derive(Debug, Default)]
pub struct Index {
    /// The last change of events that it knows.
    pub sequence: u64,
    /// Whether it can answer at all.
    usable: bool,
    numbers: Vec<i64>,
    /// Days as `20240415`; 0 for none.
    first: Vec<u32>,
    last: Vec<u32>,
    /// Rows that last longer than a month or have no first day, and rows that end before they begin; few.
    long: Vec<u32>,
    backward: Vec<u32>,
    types: Column,
    modes: Column,
    quads: Column,
    phases: Column,
    statuses: Column,
    places: Column,
    countries: Column,
    /// Not a number where there is none.
    scores: Vec<f32>,
    confidences: Vec<f32>,
    outlets: Vec<u32>,
    disputed: Vec<bool>,
    /// Numbers of the towns and sites; 0 for none.
    spots: Vec<u32>,
    spot_list: Vec<Spot>,
    spot_numbers: HashMap<String, u32>,
    actors: Parties,
    recipients: Parties,
    /// Names of countries of parties; number 0 is none.
    party_countries: Vec<String>,
    known: known::Known,
}

/// A town or site that events are known to.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Its country; empty when not known.
    pub country: String,
    /// Degrees.
    pub lat: f64,
    pub lon: f64,
    /// Whether they are only near it.
    pub near: bool,
}

/// Values as numbers; 0 is none.
#[derive(Debug, Default)]
struct Column {
    values: Vec<String>,
    numbers: HashMap<String, u32>,
    rows: Vec<u32>,
}

/// Those who take part in one role.
#[derive(Debug, Default)]
struct Parties {
    /// Rows by what somebody is called: `i` id, `n` name in lower case, `c` country, `k` code.
    called: HashMap<(char, String), Vec<u32>>,
    /// The distinct countries of row `n` are those from `starts[n]` to `starts[n + 1]`.
    starts: Vec<u32>,
    countries: Vec<u16>,
}

impl Index {
    /// Events of the index.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// The record as a request reads it: events by the index where it can, all else by the store.
pub struct Record {
    store: Store,
    index: Arc<Index>,
}

impl Deref for Record {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// Towns and sites with events.
pub struct Spots {
    /// Each with its number of events.
    pub counts: Vec<(Spot, u64)>,
    /// Whether there are events that were not looked at.
    pub cut: bool,
}

impl Record {
    /// Of a connection and an index.
    pub fn new(store: Store, index: Arc<Index>) -> Self {
        Self { store, index }
    }

    /// The connection, for the next request.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// Events, as [`Store::events`] gives them. Errors: of the store.
    pub fn events(&self, query: &EventQuery, paging: &Paging) -> Result<Page<StoredEvent>, StoreError> {
        let whole = *query == EventQuery::default() || paging.order == Order::Recorded;
        match if whole { None } else { self.index.select(query) } {
            Some(rows) => {
                let (numbers, next) = self.index.page(&rows, paging);
                Ok(Page { rows: self.store.events_by_number(&numbers)?, next })
            }
            None => self.store.events(query, paging),
        }
    }

    /// Towns and sites with their numbers of events; of the latest `most` events where only the store can tell which.
    ///
    /// Errors: of the store.
    pub fn spots(&self, query: &EventQuery, most: usize) -> Result<Spots, StoreError> {
        if let Some(rows) = self.index.select(query) {
            let mut counts = vec![0; self.index.spot_list.len() + 1];
            rows.iter().for_each(|row| counts[self.index.spots[row] as usize] += 1);
            let all = self.index.spot_list.iter().zip(counts.into_iter().skip(1)).filter(|(_, n)| *n > 0);
            return Ok(Spots { counts: all.map(|(spot, n)| (spot.clone(), n)).collect(), cut: false });
        }
        let paging = Paging { order: Order::Newest, after: None, most };
        let page = self.store.events(query, &paging)?;
        let mut counts: BTreeMap<(String, String, bool), (Spot, u64)> = BTreeMap::new();
        for place in page.rows.into_iter().filter_map(|stored| stored.event.place) {
            let Some(((lat, lon), name)) = point(&place).zip(place.name.clone()) else { continue };
            let near = place.relation.as_deref().is_some_and(|relation| relation != "in");
            let country = place.country.unwrap_or_default();
            let key = (country.clone(), name.clone(), near);
            counts.entry(key).or_insert((Spot { name, country, lat, lon, near }, 0)).1 += 1;
        }
        Ok(Spots { counts: counts.into_values().collect(), cut: page.next.is_some() })
    }

    /// Counts, as [`Store::count_events`] gives them. Errors: of the store.
    pub fn count_events(&self, query: &CountQuery) -> Result<Arc<[CountRow]>, StoreError> {
        let index = &self.index;
        let counted = || index.select(&query.events).and_then(|rows| index.count(&rows, query));
        match index.known.of(query, counted) {
            Some(counts) => Ok(counts),
            None => self.store.count_events(query).map(Arc::from),
        }
    }

    /// Rows of a table, as [`Store::rows`] counts them. Errors: of the store.
    pub fn rows(&self, table: &str) -> Result<u64, StoreError> {
        match table {
            "events" if self.index.usable => Ok(self.index.len() as u64),
            other => self.store.rows(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{Days, Event, Party, Place, Status};
    use masudi_store::{Bucket, Dimension};

    /// Numbers that look like chance and are the same on every run (xorshift).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % n as u64) as usize
        }

        fn maybe(&mut self, values: &[&str]) -> Option<String> {
            values.get(self.below(values.len() + 1)).map(|value| (*value).to_owned())
        }
    }

    fn event(number: usize, chance: &mut Chance) -> Event {
        let quad = ["verbal-conflict", "material-conflict", "verbal-cooperation", "material-cooperation"];
        let party = |chance: &mut Chance| Party {
            id: chance.maybe(&["q1", "q2"]),
            name: chance.maybe(&["Adala Ren", "ÉLAN", "adala ren", "USA"]),
            country: chance.maybe(&["USA", "IRQ", "IRN"]),
            code: chance.maybe(&["USAMIL", "IRQGOV"]),
            ..Party::default()
        };
        let parties = |chance: &mut Chance| (0..chance.below(4)).map(|_| party(chance)).collect();
        let day = |chance: &mut Chance| {
            format!("20{:02}-{:02}-{:02}", 20 + chance.below(4), 1 + chance.below(12), 1 + chance.below(28))
        };
        let from = (chance.below(8) > 0).then(|| day(chance));
        let to = if chance.below(3) > 0 { from.clone() } else { Some(day(chance)).filter(|_| chance.below(2) > 0) };
        let place = Place {
            name: chance.maybe(&["Erbil", "erbil", "Tower 22"]),
            country: chance.maybe(&["IRQ", "JOR"]),
            lat: Some(36.0),
            lon: Some(44.0),
            precision: chance.maybe(&["city", "country", "site"]),
            relation: chance.maybe(&["in", "near"]),
            ..Place::default()
        };
        Event {
            id: format!("e{number:04}"),
            event_type: chance.maybe(&["ASSAULT", "CONSULT"]).unwrap_or_else(|| "AGREE".to_owned()),
            mode: chance.maybe(&["drone", "visit"]),
            quad: quad[chance.below(4)].to_owned(),
            status: [Status::Actual, Status::Alleged, Status::Future][chance.below(3)],
            score: [None, Some(-9.5), Some(3.25)][chance.below(3)],
            confidence: chance.below(10) as f32 / 10.0,
            sources: (0..chance.below(4)).map(|n| format!("outlet {n}")).collect(),
            actors: parties(chance),
            recipients: parties(chance),
            place: Some(place).filter(|_| chance.below(4) > 0),
            date: Some(Days { from, to, precision: None }),
            ..Event::default()
        }
    }

    fn record(events: &[Event]) -> (tempfile::TempDir, Record, Store) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record.db");
        let mut store = Store::open(&file).unwrap();
        let revision = store.mentions_revision().unwrap();
        store.replace_reconciled(events, &[], revision, "2024-04-16T11:00:00Z").unwrap();
        let index = Index::read(&store).unwrap();
        (folder, Record::new(store, Arc::new(index)), Store::open_read_only(&file).unwrap())
    }

    const QUESTIONS: [&str; 22] = [
        "",
        "type=ASSAULT",
        "type=ASSAULT,AGREE mode=drone",
        "party=USA",
        "party=USA party=IRQ",
        "actor=IRQ,IRN recipient=USA",
        "actor=q1",
        "actor=\"ADALA REN\"",
        "recipient=usamil",
        "party=nobody",
        "country=IRQ",
        "place=ERBIL",
        "place=\"tower 22\" country=JOR,IRQ",
        "from=2021",
        "to=2022-06",
        "from=2021-03-05 to=2021-03-05",
        "on=2021-02..2022-07 status=alleged",
        "quad=material-conflict,verbal-conflict",
        "confidence=0.5 outlets=2",
        "disputed=no status=future",
        "disputed=yes",
        "party=ÉLAN from=2020 to=2023",
    ];

    #[test]
    fn the_index_answers_as_the_store_does() {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
        let events: Vec<Event> = (0..700).map(|number| event(number, &mut chance)).collect();
        let (_folder, record, store) = record(&events);
        assert!(record.index.usable && record.index.len() == 700);
        let mut found = 0;
        for question in QUESTIONS {
            let query: EventQuery = question.parse().unwrap();
            assert!(record.index.select(&query).is_some(), "{question}");
            for order in [Order::Newest, Order::Oldest, Order::Recorded] {
                let mut paging = Paging { order, after: None, most: 37 };
                loop {
                    let (ours, theirs) =
                        (record.events(&query, &paging).unwrap(), store.events(&query, &paging).unwrap());
                    assert_eq!(ours, theirs, "{question} {paging:?}");
                    found += ours.rows.len();
                    let Some(next) = ours.next else { break };
                    paging.after = Some(next);
                }
            }
            for by in [
                vec![],
                vec![Dimension::Type],
                vec![Dimension::Actor],
                vec![Dimension::Dyad],
                vec![Dimension::Quad, Dimension::Dyad],
                vec![Dimension::Actor, Dimension::Recipient, Dimension::Status],
                vec![Dimension::Country, Dimension::Mode],
            ] {
                for bucket in [None, Some(Bucket::Day), Some(Bucket::Week), Some(Bucket::Month), Some(Bucket::Year)] {
                    let dyad = by.contains(&Dimension::Dyad);
                    let counted = CountQuery { events: query.clone(), bucket, by: by.clone() };
                    let ours = record.index.count(&record.index.select(&query).unwrap(), &counted).unwrap();
                    let theirs = store.count_events(&counted).unwrap();
                    assert_eq!(ours.len(), theirs.len(), "{question} {bucket:?} {by:?}");
                    for (ours, theirs) in ours.iter().zip(&theirs) {
                        let key = |row: &CountRow| (row.bucket.clone(), row.values.clone(), row.count);
                        assert_eq!(key(ours), key(theirs), "{question} {bucket:?} {by:?}");
                        // The store counts an unknown pair's score once for each of its parties.
                        let same = match (ours.score, theirs.score) {
                            (Some(one), Some(other)) => (one - other).abs() < 1e-6,
                            (one, other) => one.is_none() == other.is_none(),
                        };
                        assert!(same || (dyad && ours.values.contains(&None)), "{ours:?} {theirs:?}");
                    }
                }
            }
        }
        assert!(found > 5000, "{found}");
    }

    #[test]
    fn spots_are_those_of_the_events() {
        let mut chance = Chance(7);
        let events: Vec<Event> = (0..300).map(|number| event(number, &mut chance)).collect();
        let (_folder, record, _store) = record(&events);
        let exact = |event: &&Event| {
            let place = event.place.as_ref();
            place.is_some_and(|place| point(place).is_some() && place.name.is_some())
        };
        let spots = record.spots(&EventQuery::default(), 10).unwrap();
        assert!(!spots.cut);
        let counted: u64 = spots.counts.iter().map(|(_, n)| n).sum();
        assert_eq!(counted as usize, events.iter().filter(exact).count());
        // What only the store can tell is of the latest events.
        let words: EventQuery = "source=\"outlet 1\"".parse().unwrap();
        assert!(record.index.select(&words).is_none());
    }

    #[test]
    fn a_day_that_is_none_is_left_to_the_store() {
        let mut chance = Chance(3);
        let mut events: Vec<Event> = (0..5).map(|number| event(number, &mut chance)).collect();
        events[0].date = Some(Days { from: Some("2024-04".into()), to: None, precision: None });
        let (_folder, record, store) = record(&events);
        assert!(!record.index.usable);
        let query: EventQuery = "from=2020".parse().unwrap();
        let paging = Paging { order: Order::Newest, ..Paging::default() };
        assert_eq!(record.events(&query, &paging).unwrap(), store.events(&query, &paging).unwrap());
        assert_eq!(record.count_events(&CountQuery::default()).unwrap()[0].count, 5);
    }
}
