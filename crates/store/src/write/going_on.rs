//! Reconciling goes on from what is kept: mentions that came and went since the last time, and only what they change.
//!
//! In: the mentions that are there now, beside those that events were last made of; the stories of the documents. Out: events
//! with their links in place of those that no longer hold. It is all done in one transaction. What this does not do: it
//! makes no processes, and leaves to [`replace_reconciled`](Store::replace_reconciled) what has to be made anew as a whole.

use super::keeping::Keeping;
use super::parts::{self, parse};
use super::reconciled::replace;
use super::relinked::linked;
use crate::{Store, StoreError};
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::{Place, Remade, Standing, go_on};
use masudi_record::{Change, Decision};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What events are made by, beside mentions.
#[derive(Clone, Debug)]
pub struct Making<'a> {
    /// The words of events.
    pub words: Arc<EventWords>,
    /// The story of each document, by its id.
    pub stories: &'a BTreeMap<String, String>,
    /// What users decided, the earliest first.
    pub decisions: &'a [Decision],
    /// Names the program and its data: events made by others are made anew.
    pub made_by: String,
}

impl Store {
    /// Whether events were made of all mentions as they are now, by the same as now. Errors: [`StoreError`].
    pub fn is_reconciled(&self, made_by: &str) -> Result<bool, StoreError> {
        let revision = self.mentions_revision()?;
        let sql = "SELECT (SELECT rows FROM row_counts WHERE name = 'documents') = (SELECT count(*) FROM reconciled_documents)";
        let all: bool = self.at(self.connection.query_row(sql, [], |row| row.get(0)))?;
        Ok(all && self.reconciled_revision()? == Some(revision) && self.made_by()?.as_deref() == Some(made_by))
    }

    fn made_by(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT made_by FROM reconciled_by";
        self.at(self.connection.query_row(sql, [], |row| row.get(0)).optional())
    }

    /// Keeps what reconciling can go on from: the blocks of all mentions, by the ids of these, that
    /// [`replace_reconciled`](Store::replace_reconciled) was just given the events of. Errors: [`StoreError`].
    pub fn keep_standings(
        &mut self,
        standings: impl Iterator<Item = (String, Vec<Standing>)>,
        making: &Making<'_>,
    ) -> Result<(), StoreError> {
        self.writing(|transaction| {
            for table in ["reconciled_mentions", "reconciled_documents", "blocks", "reconciled_by"] {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            let mut numbers = HashMap::new();
            let mut all = transaction.prepare("SELECT id, number FROM mentions ORDER BY number DESC")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                numbers.insert(row.get::<_, String>(0)?, row.get::<_, i64>(1)?);
            }
            let mut placed: Vec<(i64, Place, i64)> = Vec::new();
            for (id, standings) in standings {
                let Some(number) = numbers.get(&id) else { continue };
                placed.extend(standings.into_iter().map(|(block, place)| (block.cast_signed(), place, *number)));
            }
            // In the order of the table, which costs least.
            placed.sort_unstable();
            let mut insert = transaction.prepare("INSERT INTO blocks (block, place, mention) VALUES (?1, ?2, ?3)")?;
            for (block, place, mention) in placed {
                insert.execute(params![block, place, mention])?;
            }
            transaction.execute(
                "INSERT INTO reconciled_mentions (number, id, document) SELECT number, id, document FROM mentions",
                [],
            )?;
            for (number, duplicate_of, story) in documents(transaction, making)? {
                put_document(transaction, number, duplicate_of, &story)?;
            }
            put_making(transaction, making)
        })
    }

    /// Makes the events anew that mentions which came or went change. `revision`: the
    /// [`mentions_revision`](Store::mentions_revision) read before; `at`: now (ISO 8601, UTC).
    ///
    /// Out: what changed; `None` where all events have to be made anew. Errors: [`StoreError`]; then all is as it was.
    pub fn go_on(&mut self, making: &Making<'_>, revision: i64, at: &str) -> Result<Option<Vec<Change>>, StoreError> {
        if self.reconciled_revision()?.is_none() || self.made_by()?.as_ref() != Some(&making.made_by) {
            return Ok(None);
        }
        self.writing(|transaction| {
            let before: Vec<Decision> =
                parse(
                    &transaction.query_row("SELECT decisions FROM reconciled_by", [], |row| row.get::<_, String>(0))?,
                )?;
            let changed = changed_documents(transaction, making)?;
            let (gone, came) = moved(transaction, &changed)?;
            let all: i64 = transaction.query_row("SELECT count(*) FROM reconciled_mentions", [], |row| row.get(0))?;
            if 2 * came.len() as i64 > all {
                return Ok(None);
            }
            let mut documents: BTreeSet<i64> = changed.iter().map(|(number, ..)| *number).collect();
            for number in &gone {
                documents.extend(document_of(transaction, *number)?);
            }
            let mut keeping = Keeping::of(transaction, making);
            let Remade { old, events, documents: touched } =
                go_on(&making.words, making.decisions, &before, &gone, &came, &mut keeping)?;
            for id in touched {
                documents.extend(
                    transaction
                        .prepare_cached("SELECT number FROM documents WHERE id = ?1")?
                        .query_row([id], |row| row.get::<_, i64>(0))
                        .optional()?,
                );
            }
            let (replaced, events) = linked(transaction, old, events, &documents)?;
            let changes = replace(transaction, &replaced, &events, at)?;
            for (number, duplicate_of, story) in changed {
                put_document(transaction, number, duplicate_of, &story)?;
            }
            put_making(transaction, making)?;
            transaction.execute("UPDATE counters SET value = ?1 WHERE name = 'reconciled'", [revision])?;
            Ok(Some(changes))
        })
    }
}

fn put_making(transaction: &Transaction<'_>, making: &Making<'_>) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM reconciled_by", [])?;
    let sql = "INSERT INTO reconciled_by (made_by, decisions) VALUES (?1, ?2)";
    transaction.execute(sql, params![making.made_by, parts::json(&making.decisions)]).map(drop)
}

/// Number, what it repeats, and story of a document.
type Known = (i64, Option<String>, String);

fn documents(transaction: &Transaction<'_>, making: &Making<'_>) -> rusqlite::Result<Vec<Known>> {
    let mut all = transaction.prepare("SELECT number, id, duplicate_of FROM documents")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
    let story = |id: &str| making.stories.get(id).cloned().unwrap_or_default();
    rows.map(|row| row.map(|(number, id, duplicate_of)| (number, duplicate_of, story(&id)))).collect()
}

/// Documents of which something else is known than when events were last made; new ones too.
fn changed_documents(transaction: &Transaction<'_>, making: &Making<'_>) -> rusqlite::Result<Vec<Known>> {
    let mut all = transaction.prepare("SELECT document, duplicate_of, story FROM reconciled_documents")?;
    let rows = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, (row.get(1)?, row.get(2)?))))?;
    let known: HashMap<i64, (Option<String>, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut now = documents(transaction, making)?;
    now.retain(|(number, duplicate_of, story)| {
        known.get(number).is_none_or(|(was, told)| was != duplicate_of || told != story)
    });
    Ok(now)
}

fn put_document(
    transaction: &Transaction<'_>,
    number: i64,
    duplicate_of: Option<String>,
    story: &str,
) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO reconciled_documents (document, duplicate_of, story) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![number, duplicate_of, story]).map(drop)
}

/// Mentions that went and that came; those of changed documents did both.
fn moved(transaction: &Transaction<'_>, changed: &[Known]) -> rusqlite::Result<(Vec<i64>, Vec<i64>)> {
    let numbers = |sql: &str| {
        let mut statement = transaction.prepare(sql)?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()
    };
    let mut gone = numbers(
        "SELECT number FROM reconciled_mentions r WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.number = r.number)",
    )?;
    let mut came = numbers(
        "SELECT number FROM mentions m WHERE NOT EXISTS (SELECT 1 FROM reconciled_mentions r WHERE r.number = m.number)",
    )?;
    let mut before = transaction.prepare("SELECT number FROM reconciled_mentions WHERE document = ?1")?;
    let mut now = transaction.prepare("SELECT number FROM mentions WHERE document = ?1")?;
    for (document, ..) in changed {
        for number in before.query_map([document], |row| row.get(0))? {
            gone.insert(number?);
        }
        for number in now.query_map([document], |row| row.get(0))? {
            came.insert(number?);
        }
    }
    Ok((gone.into_iter().collect(), came.into_iter().collect()))
}

fn document_of(transaction: &Transaction<'_>, mention: i64) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT document FROM reconciled_mentions WHERE number = ?1";
    transaction.prepare_cached(sql)?.query_row([mention], |row| row.get(0)).optional()
}
