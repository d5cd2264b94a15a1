//! Events and processes take the place of those that were there, and what changed is written down.
//!
//! In: all events and processes of the record, or those of some of its mentions. Out: the changes, in order. An event
//! that stays keeps its row; one that nothing changed of is not written.

use super::parts;
use crate::{Store, StoreError};
use masudi_record::{Change, ChangeKind, Event, Process};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Puts `events` and `processes` in place of all that were there. `at`: now (ISO 8601, UTC). `revision`: the
    /// [`mentions_revision`](Store::mentions_revision) that was read before the mentions they were made of.
    ///
    /// Out: what changed. Errors: [`StoreError`]; then all is as it was.
    pub fn replace_reconciled(
        &mut self,
        events: &[Event],
        processes: &[Process],
        revision: i64,
        at: &str,
    ) -> Result<Vec<Change>, StoreError> {
        self.writing(|transaction| {
            // Until their standings are kept too, nothing can go on from these events.
            transaction.execute("DELETE FROM reconciled_by", [])?;
            let mut ids = transaction.prepare("SELECT id FROM events")?;
            let old = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()?;
            let changes = replace(transaction, &old, events, at)?;
            replace_processes(transaction, processes)?;
            transaction.execute("UPDATE counters SET value = ?1 WHERE name = 'reconciled'", [revision])?;
            Ok(changes)
        })
    }

    /// Puts `events` in place of those with the ids `old`, and leaves all others: for events made anew of some mentions.
    ///
    /// Out: what changed. Errors: [`StoreError`]; then all is as it was.
    pub fn replace_events(
        &mut self,
        old: &BTreeSet<String>,
        events: &[Event],
        at: &str,
    ) -> Result<Vec<Change>, StoreError> {
        self.writing(|transaction| replace(transaction, old, events, at))
    }

    /// Puts processes in place of all that were there. Errors: [`StoreError`]; then all is as it was.
    pub fn replace_processes(&mut self, processes: &[Process]) -> Result<(), StoreError> {
        self.writing(|transaction| replace_processes(transaction, processes))
    }

    /// Adds processes to those that are there. Errors: [`StoreError`]; also when one of their ids is there.
    pub fn put_processes(&mut self, processes: &[Process]) -> Result<(), StoreError> {
        self.writing(|transaction| processes.iter().try_for_each(|process| put_process(transaction, process)))
    }
}

/// A change, before it has its number.
struct Found {
    kind: ChangeKind,
    event: String,
    others: BTreeSet<String>,
}

pub(super) fn replace(
    transaction: &Transaction<'_>,
    old: &BTreeSet<String>,
    events: &[Event],
    at: &str,
) -> rusqlite::Result<Vec<Change>> {
    let new: BTreeMap<&str, &Event> = events.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut teller: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in new.values() {
        for mention in &event.mentions {
            teller.entry(mention).or_default().push(&event.id);
        }
    }
    let mut found = Vec::new();
    let mut before: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for id in old {
        let told_by = successors(transaction, id, &teller)?;
        for successor in told_by.iter().filter(|successor| !old.contains(**successor)) {
            before.entry(successor).or_default().insert(id.clone());
        }
        let others: BTreeSet<String> = told_by.iter().filter(|s| **s != id).map(|s| (*s).to_owned()).collect();
        if new.contains_key(id.as_str()) {
            let parts: BTreeSet<String> = others.into_iter().filter(|other| !old.contains(other)).collect();
            if !parts.is_empty() {
                found.push(Found { kind: ChangeKind::Split, event: id.clone(), others: parts });
            }
        } else {
            let kind = match others.len() {
                0 => ChangeKind::Withdrawn,
                1 => ChangeKind::Merged,
                _ => ChangeKind::Split,
            };
            found.push(Found { kind, event: id.clone(), others });
            remove_event(transaction, id)?;
        }
    }
    for (id, event) in &new {
        let json = parts::json(event);
        let was: Option<(i64, String)> = transaction
            .prepare_cached("SELECT number, json FROM events WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match was {
            Some((_, was)) if was == json => continue,
            Some((number, _)) => {
                clear(transaction, number)?;
                put_event(transaction, Some(number), event, &json)?;
                found.push(Found { kind: ChangeKind::Changed, event: event.id.clone(), others: BTreeSet::new() });
            }
            None => {
                put_event(transaction, None, event, &json)?;
                let others = before.remove(id).unwrap_or_default();
                found.push(Found { kind: ChangeKind::Added, event: event.id.clone(), others });
            }
        }
    }
    write_down(transaction, found, at)
}

/// The new events that tell the mentions of an old one.
fn successors<'a>(
    transaction: &Transaction<'_>,
    id: &str,
    teller: &BTreeMap<&str, Vec<&'a str>>,
) -> rusqlite::Result<BTreeSet<&'a str>> {
    let mut statement = transaction
        .prepare_cached("SELECT mention FROM event_mentions WHERE event = (SELECT number FROM events WHERE id = ?1)")?;
    let mut rows = statement.query([id])?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let mention: String = row.get(0)?;
        found.extend(teller.get(mention.as_str()).into_iter().flatten().copied());
    }
    Ok(found)
}

fn write_down(transaction: &Transaction<'_>, found: Vec<Found>, at: &str) -> rusqlite::Result<Vec<Change>> {
    let last: Option<String> = transaction.query_row("SELECT max(at) FROM changes", [], |row| row.get(0))?;
    // A clock that went back does not put a change before those that came earlier.
    let at = last.filter(|last| last.as_str() > at).unwrap_or_else(|| at.to_owned());
    let mut statement =
        transaction.prepare_cached("INSERT INTO changes (at, kind, event, others) VALUES (?1, ?2, ?3, ?4)")?;
    let mut changes = Vec::with_capacity(found.len());
    for Found { kind, event, others } in found {
        let others: Vec<String> = others.into_iter().collect();
        statement.execute(params![at, parts::name(&kind), event, parts::json(&others)])?;
        let sequence = transaction.last_insert_rowid().cast_unsigned();
        changes.push(Change { sequence, at: at.clone(), kind, event, others });
    }
    Ok(changes)
}

fn remove_event(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM event_places WHERE number = (SELECT number FROM events WHERE id = ?1)")?
        .execute([id])?;
    transaction.prepare_cached("DELETE FROM events WHERE id = ?1")?.execute([id]).map(drop)
}

/// Takes away what hangs on an event's row.
fn clear(transaction: &Transaction<'_>, number: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM event_parties WHERE owner = ?1",
        "DELETE FROM event_places WHERE number = ?1",
        "DELETE FROM event_mentions WHERE event = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

fn put_event(transaction: &Transaction<'_>, number: Option<i64>, event: &Event, json: &str) -> rusqlite::Result<()> {
    let Event { id, event_type, mode, quad, phase, status, score, confidence, first_seen, last_seen, .. } = event;
    let (from, to) = event.date.as_ref().map(|d| (&d.from, &d.to)).unwrap_or((&None, &None));
    let place = event.place.clone().unwrap_or_default();
    let (phase, sources) = (phase.as_ref().map(parts::name), i64::try_from(event.sources.len()).unwrap_or(i64::MAX));
    let number = transaction
        .prepare_cached(
            "INSERT INTO events (number, id, type, mode, quad, phase, status, day_from, day_to, place, country, geonames, \
             lat, lon, score, confidence, sources, disputed, first_seen, last_seen, json) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) \
             ON CONFLICT (number) DO UPDATE SET type = excluded.type, mode = excluded.mode, quad = excluded.quad, \
             phase = excluded.phase, status = excluded.status, day_from = excluded.day_from, day_to = excluded.day_to, \
             place = excluded.place, country = excluded.country, geonames = excluded.geonames, lat = excluded.lat, \
             lon = excluded.lon, score = excluded.score, confidence = excluded.confidence, sources = excluded.sources, \
             disputed = excluded.disputed, first_seen = excluded.first_seen, last_seen = excluded.last_seen, \
             json = excluded.json RETURNING number",
        )?
        .query_row(
            params![
                number, id, event_type, mode, quad, phase, parts::name(status), from, to, place.name, place.country,
                place.geonames, place.lat, place.lon, score, confidence, sources, !event.disputed.is_empty(), first_seen,
                last_seen, json
            ],
            |row| row.get::<_, i64>(0),
        )?;
    parts::insert_point(transaction, "event_places", number, &place)?;
    parts::insert_parties(transaction, "event_parties", number, "actor", event.actors.iter().cloned())?;
    parts::insert_parties(transaction, "event_parties", number, "recipient", event.recipients.iter().cloned())?;
    let mut statement =
        transaction.prepare_cached("INSERT OR IGNORE INTO event_mentions (event, mention) VALUES (?1, ?2)")?;
    for mention in &event.mentions {
        statement.execute(params![number, mention])?;
    }
    Ok(())
}

fn replace_processes(transaction: &Transaction<'_>, processes: &[Process]) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM processes", [])?;
    processes.iter().try_for_each(|process| put_process(transaction, process))
}

fn put_process(transaction: &Transaction<'_>, process: &Process) -> rusqlite::Result<()> {
    let days = || process.history.iter().filter_map(|change| change.date.as_ref());
    let from = days().filter_map(|d| d.from.as_ref()).min();
    let to = days().filter_map(|d| d.to.as_ref()).max();
    let state = process.state.as_ref().map(parts::name);
    transaction
        .prepare_cached(
            "INSERT INTO processes (id, kind, name, state, day_from, day_to, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            process.id,
            parts::name(&process.kind),
            process.name,
            state,
            from,
            to,
            parts::json(process)
        ])?;
    let number = transaction.last_insert_rowid();
    parts::insert_parties(transaction, "process_parties", number, "party", process.parties.iter().cloned())
}
