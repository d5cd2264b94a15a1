//! What is kept of mentions and their events, as reconciling reads and changes it.

use super::going_on::Making;
use super::parts::parse;
use masudi_reconcile::{Kept, Names, Place, Reported, Standing};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashMap;

/// What is known of the document of mentions.
#[derive(Clone, Default)]
struct ToldBy {
    outlet: Option<String>,
    language: Option<String>,
    duplicate_of: Option<String>,
    names: Names,
    story: Option<String>,
}

/// What is kept, as reconciling reads and changes it.
pub(super) struct Keeping<'t> {
    transaction: &'t Transaction<'t>,
    making: &'t Making<'t>,
    /// By the number of the document.
    told_by: HashMap<i64, ToldBy>,
}

impl<'t> Keeping<'t> {
    /// Of a record.
    pub(super) fn of(transaction: &'t Transaction<'t>, making: &'t Making<'t>) -> Self {
        Self { transaction, making, told_by: HashMap::new() }
    }

    fn told_by(&mut self, document: i64) -> rusqlite::Result<ToldBy> {
        if let Some(known) = self.told_by.get(&document) {
            return Ok(known.clone());
        }
        let sql = "SELECT id, source, language, duplicate_of, text FROM documents WHERE number = ?1";
        let told_by = self.transaction.prepare_cached(sql)?.query_row([document], |row| {
            let (id, text): (String, String) = (row.get(0)?, row.get(4)?);
            Ok(ToldBy {
                outlet: row.get(1)?,
                language: row.get(2)?,
                duplicate_of: row.get(3)?,
                names: Names::of(&text, &self.making.words),
                story: self.making.stories.get(&id).cloned(),
            })
        })?;
        self.told_by.insert(document, told_by.clone());
        Ok(told_by)
    }

    fn numbers(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<Vec<i64>> {
        self.transaction.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
    }
}

impl Kept for Keeping<'_> {
    type Error = rusqlite::Error;

    fn reported(&mut self, mention: i64) -> rusqlite::Result<Reported> {
        let sql = "SELECT document, json FROM mentions WHERE number = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        let (document, json) = self.transaction.prepare_cached(sql)?.query_row([mention], row)?;
        let ToldBy { outlet, language, duplicate_of, names, story } = self.told_by(document)?;
        Ok(Reported { mention: parse(&json)?, outlet, language, duplicate_of, names, story })
    }

    fn of_document(&mut self, doc: &str) -> rusqlite::Result<Vec<i64>> {
        let sql =
            "SELECT r.number FROM documents d JOIN reconciled_mentions r ON r.document = d.number WHERE d.id = ?1";
        self.numbers(sql, [doc])
    }

    fn blocks(&mut self, mention: i64) -> rusqlite::Result<Vec<Standing>> {
        let mut statement = self.transaction.prepare_cached("SELECT block, place FROM blocks WHERE mention = ?1")?;
        let rows = statement.query_map([mention], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?;
        rows.collect()
    }

    fn put(&mut self, mention: i64, blocks: &[Standing]) -> rusqlite::Result<()> {
        let sql = "INSERT OR IGNORE INTO blocks (block, place, mention) VALUES (?1, ?2, ?3)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for (block, place) in blocks {
            statement.execute(params![block.cast_signed(), place, mention])?;
        }
        let sql = "INSERT OR REPLACE INTO reconciled_mentions (number, id, document) \
                   SELECT number, id, document FROM mentions WHERE number = ?1";
        self.transaction.prepare_cached(sql)?.execute([mention]).map(drop)
    }

    fn take(&mut self, mention: i64) -> rusqlite::Result<()> {
        for sql in ["DELETE FROM blocks WHERE mention = ?1", "DELETE FROM reconciled_mentions WHERE number = ?1"] {
            self.transaction.prepare_cached(sql)?.execute([mention])?;
        }
        Ok(())
    }

    fn near(&mut self, block: u64, place: &Place, after: bool, most: usize) -> rusqlite::Result<Vec<i64>> {
        let sql = match after {
            true => "SELECT mention FROM blocks WHERE block = ?1 AND place > ?2 ORDER BY place LIMIT ?3",
            false => "SELECT mention FROM blocks WHERE block = ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3",
        };
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.numbers(sql, params![block.cast_signed(), place, most])
    }

    fn event_of(&mut self, mention: i64) -> rusqlite::Result<Option<(String, Vec<i64>)>> {
        let sql = "SELECT e.number, e.id FROM reconciled_mentions r JOIN event_mentions em ON em.mention = r.id \
                   JOIN events e ON e.number = em.event WHERE r.number = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        let Some((number, id)) = self.transaction.prepare_cached(sql)?.query_row([mention], row).optional()? else {
            return Ok(None);
        };
        let sql = "SELECT r.number FROM event_mentions em JOIN reconciled_mentions r ON r.id = em.mention WHERE em.event = ?1";
        Ok(Some((id, self.numbers(sql, [number])?)))
    }
}
