//! The record as a request reads it: events by the index where it can, all else by the store.

use super::{DyadCount, Index, Spot};
use crate::api::geojson::point;
use masudi_store::{
    Bucket, CountQuery, CountRow, Dimension, EventQuery, Order, Page, Paging, Store, StoreError, StoredEvent,
};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// A connection, and what is in memory of the record.
pub struct Record {
    store: Store,
    pub(super) index: Arc<Index>,
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
        let whole = *query == EventQuery::default();
        match if whole { None } else { self.index.select(query, &self.store)? } {
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
        if let Some(rows) = self.index.select(query, &self.store)? {
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

    /// Counts, as [`Store::count_events`] gives them.
    ///
    /// Errors: of the store; [`StoreError::TooMuch`] for more counts than anybody reads.
    pub fn count_events(&self, query: &CountQuery) -> Result<Arc<[CountRow]>, StoreError> {
        self.index.counts.of(key(query), || match self.index.select(&query.events, &self.store)? {
            Some(rows) => self.index.count(&rows, query),
            None => self.store.count_events(query),
        })
    }

    /// Pairs of countries by span of time, in order of span, actor and recipient. Errors: as of [`Record::count_events`].
    pub fn dyads(&self, query: &EventQuery, bucket: Option<Bucket>) -> Result<Arc<[DyadCount]>, StoreError> {
        let query = dyads(query, bucket);
        self.index.dyads.of(key(&query), || match self.index.select(&query.events, &self.store)? {
            Some(rows) => self.index.pairs(&rows, bucket),
            None => Ok(super::dyads::folded(&self.store.count_events(&query)?)),
        })
    }

    /// Rows of a table, as [`Store::rows`] counts them. Errors: of the store.
    pub fn rows(&self, table: &str) -> Result<u64, StoreError> {
        match table {
            "events" if self.index.usable => Ok(self.index.len() as u64),
            other => self.store.rows(other),
        }
    }
}

/// What was asked, to find its counts again.
pub(super) fn key(query: &CountQuery) -> String {
    format!("{:?} {:?} {}", query.bucket, query.by, query.events)
}

/// The question of pairs of countries.
pub(super) fn dyads(events: &EventQuery, bucket: Option<Bucket>) -> CountQuery {
    CountQuery { events: events.clone(), bucket, by: vec![Dimension::Dyad, Dimension::Quad] }
}
