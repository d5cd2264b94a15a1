//! Links of events that were made anew, and of those that these touch: in the same documents, or parts of a sum.

use super::parts::parse;
use masudi_reconcile::link;
use masudi_record::{Event, Mention};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Adds links to new events, and to kept ones that they may change the links of. `documents`: numbers of those with
/// mentions that came, went or stand in the new events. Out: ids of the events that are replaced, and those in their place.
pub(super) fn linked(
    transaction: &Transaction<'_>,
    mut old: BTreeSet<String>,
    new: Vec<Event>,
    documents: &BTreeSet<i64>,
) -> rusqlite::Result<(BTreeSet<String>, Vec<Event>)> {
    let mut changing: BTreeMap<String, Event> = events_of(transaction, documents)?;
    // What is part of a sum changes with the sum.
    let mut sums: Vec<Event> = new.clone();
    for id in &old {
        sums.extend(event(transaction, id)?);
    }
    for sum in sums.iter().filter(|event| event.counts.events.is_some()) {
        let days = sum.date.as_ref();
        let (from, to) = (days.and_then(|d| d.from.clone()), days.and_then(|d| d.to.clone()).or(sum.last_seen.clone()));
        let mut within = transaction.prepare_cached(
            "SELECT json FROM events WHERE type = ?1 AND ifnull(day_from, '') BETWEEN ifnull(?2, '') AND ifnull(?3, '9')",
        )?;
        for json in within.query_map(params![sum.event_type, from, to], |row| row.get::<_, String>(0))? {
            let event: Event = parse(&json?)?;
            changing.insert(event.id.clone(), event);
        }
    }
    changing.retain(|id, _| !old.contains(id));
    let ids: BTreeSet<String> = changing.keys().cloned().chain(new.iter().map(|event| event.id.clone())).collect();
    old.extend(changing.keys().cloned());
    let mut near = documents.clone();
    for mention in changing.values().flat_map(|event| &event.mentions) {
        let sql = "SELECT document FROM reconciled_mentions WHERE id = ?1";
        near.extend(transaction.prepare_cached(sql)?.query_row([mention], |row| row.get::<_, i64>(0)).optional()?);
    }
    let mut context = events_of(transaction, &near)?;
    let mut sums =
        transaction.prepare_cached("SELECT json FROM events WHERE json ->> '$.counts.events.best' IS NOT NULL")?;
    for json in sums.query_map([], |row| row.get::<_, String>(0))? {
        let event: Event = parse(&json?)?;
        context.insert(event.id.clone(), event);
    }
    context.retain(|id, _| !old.contains(id));
    let mut all: Vec<Event> = context.into_values().chain(changing.into_values()).chain(new).collect();
    all.iter_mut().for_each(|event| event.links.clear());
    let mentions = mentions_of(transaction, &near)?;
    link(&mut all, |id| mentions.get(id).map_or_else(Vec::new, |mention| mention.links.clone()));
    all.retain(|event| ids.contains(&event.id));
    Ok((old, all))
}

/// The events with mentions in some documents, by id.
fn events_of(transaction: &Transaction<'_>, documents: &BTreeSet<i64>) -> rusqlite::Result<BTreeMap<String, Event>> {
    let mut statement = transaction.prepare_cached(
        "SELECT DISTINCT e.id FROM reconciled_mentions r JOIN event_mentions em ON em.mention = r.id \
         JOIN events e ON e.number = em.event WHERE r.document = ?1",
    )?;
    let mut found = BTreeMap::new();
    for document in documents {
        for id in statement.query_map([document], |row| row.get::<_, String>(0))? {
            let id = id?;
            if !found.contains_key(&id)
                && let Some(event) = event(transaction, &id)?
            {
                found.insert(id, event);
            }
        }
    }
    Ok(found)
}

fn event(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Event>> {
    let mut statement = transaction.prepare_cached("SELECT json FROM events WHERE id = ?1")?;
    let json: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
    json.map(|json| parse(&json)).transpose()
}

/// The mentions of some documents, by id.
fn mentions_of(transaction: &Transaction<'_>, documents: &BTreeSet<i64>) -> rusqlite::Result<HashMap<String, Mention>> {
    let mut statement = transaction.prepare_cached("SELECT id, json FROM mentions WHERE document = ?1")?;
    let mut found = HashMap::new();
    for document in documents {
        let rows = statement.query_map([document], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            let (id, json) = row?;
            found.insert(id, parse(&json)?);
        }
    }
    Ok(found)
}
