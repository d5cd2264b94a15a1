//! Events as they were last reconciled, and what became of them.

use super::page::{Cursor, Order, Page, Paging, limit};
use crate::query::conditions::{Conditions, Table};
use crate::{EventQuery, Store, StoreError};
use masudi_record::{Change, Event};
use rusqlite::{OptionalExtension, params, params_from_iter};

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    /// Its number: that of its row, the same as long as the event is there.
    pub number: i64,
    /// The event.
    pub event: Event,
}

const DAY: &str = "ifnull(t.day_from, '')";

impl Store {
    /// Events. Errors: [`StoreError`].
    pub fn events(&self, query: &EventQuery, paging: &Paging) -> Result<Page<StoredEvent>, StoreError> {
        let mut conditions = Conditions::of(Table::Events, query);
        let (after, behind) = paging.sql("events", DAY);
        if let Some((sql, values)) = after {
            conditions.add(sql, values);
        }
        let sql = format!("SELECT t.number, t.json, {DAY} FROM events t {} {behind}", conditions.clause());
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            let rows = statement.query_map(params_from_iter(&conditions.values), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        let stored = |(number, json, day): (i64, String, String)| {
            let event = self.parse(&format!("event number {number}"), &json)?;
            let day = if paging.order == Order::Recorded { String::new() } else { day };
            Ok((Cursor { day, number }, StoredEvent { number, event }))
        };
        Ok(paging.page(self.at(rows)?.into_iter().map(stored).collect::<Result<_, StoreError>>()?))
    }

    /// An event by its id. Errors: [`StoreError`].
    pub fn event(&self, id: &str) -> Result<Option<StoredEvent>, StoreError> {
        let row = self.connection.prepare_cached("SELECT number, json FROM events WHERE id = ?1").and_then(|mut s| {
            s.query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).optional()
        });
        let Some((number, json)) = self.at(row)? else { return Ok(None) };
        Ok(Some(StoredEvent { number, event: self.parse(&format!("event {id}"), &json)? }))
    }

    /// The ids of the events that a mention tells. Errors: [`StoreError`].
    pub fn events_of_mention(&self, id: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT e.id FROM event_mentions em JOIN events e ON e.number = em.event WHERE em.mention = ?1";
        let ids = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        });
        self.at(ids)
    }

    /// What mentions are like now: a number that every change of mentions or decisions raises. Read it before the mentions
    /// of which events are made, and give it with the events. Errors: [`StoreError`].
    pub fn mentions_revision(&self) -> Result<i64, StoreError> {
        self.counter("mentions")
    }

    /// The revision of the mentions that the events were made of; `None` when nothing has been reconciled.
    ///
    /// Errors: [`StoreError`].
    pub fn reconciled_revision(&self) -> Result<Option<i64>, StoreError> {
        Ok(Some(self.counter("reconciled")?).filter(|revision| *revision >= 0))
    }

    fn counter(&self, name: &str) -> Result<i64, StoreError> {
        let sql = "SELECT value FROM counters WHERE name = ?1";
        self.at(self.connection.query_row(sql, [name], |row| row.get(0)))
    }

    /// What became of events, in order, after a sequence number (0 for all there is), `most` at most.
    ///
    /// Errors: [`StoreError`].
    pub fn changes(&self, after: u64, most: usize) -> Result<Vec<Change>, StoreError> {
        let sql =
            "SELECT sequence, at, kind, event, others FROM changes WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
        let (after, most) = (i64::try_from(after).unwrap_or(i64::MAX), limit(most));
        let rows = self.connection.prepare_cached(sql).and_then(|mut statement| {
            let rows = statement.query_map(params![after, most], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get(1)?,
                    row.get::<_, String>(2)?,
                    row.get(3)?,
                    row.get::<_, String>(4)?,
                ))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        let change = |(sequence, at, kind, event, others): (i64, String, String, String, String)| {
            let what = format!("change {sequence}");
            let kind = self.parse(&what, &format!("\"{kind}\""))?;
            Ok(Change { sequence: sequence.cast_unsigned(), at, kind, event, others: self.parse(&what, &others)? })
        };
        self.at(rows)?.into_iter().map(change).collect()
    }

    /// The last sequence number that a change has; 0 when there is none. Errors: [`StoreError`].
    pub fn last_sequence(&self) -> Result<u64, StoreError> {
        let sql = "SELECT ifnull(max(sequence), 0) FROM changes";
        let found: Result<i64, _> = self.at(self.connection.query_row(sql, [], |row| row.get(0)));
        Ok(found?.cast_unsigned())
    }

    /// The last sequence number that a change before `at` (ISO 8601, UTC) has; 0 when there is none.
    ///
    /// Errors: [`StoreError`].
    pub fn sequence_before(&self, at: &str) -> Result<u64, StoreError> {
        let sql = "SELECT ifnull(max(sequence), 0) FROM changes WHERE at < ?1";
        let found: Result<i64, _> = self.at(self.connection.query_row(sql, [at], |row| row.get(0)));
        Ok(found?.cast_unsigned())
    }
}
