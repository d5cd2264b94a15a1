//! The file itself: whether it is whole, a copy of it, what is in it, and room that it no longer needs.

use crate::{DocumentQuery, EventQuery, Paging, Store, StoreError, schema};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;
use std::time::Duration;

/// What is in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Schema version.
    pub schema: i64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes that `vacuum` would give back.
    pub unused: u64,
    /// Rows of each table, by name.
    pub rows: Vec<(&'static str, u64)>,
    /// First and last day of publication.
    pub published: Option<(String, String)>,
    /// Documents that have not been coded.
    pub uncoded: u64,
    /// Documents that repeat another.
    pub duplicates: u64,
    /// Runs that have not ended: they are at work, or were interrupted.
    pub open_runs: u64,
    /// Whether mentions changed since events were last made of them; `None` when that was never done.
    pub events_outdated: Option<bool>,
}

/// What is counted of the tables' rows, besides whole tables.
const UNCODED: &str = "documents not coded";
const DUPLICATES: &str = "documents that repeat another";
const TABLES: [&str; 11] = [
    "documents",
    "sightings",
    "mentions",
    "deployments",
    "factors",
    "statements",
    "events",
    "processes",
    "changes",
    "decisions",
    "runs",
];

impl Store {
    /// What is in it; costs the same however much that is. Errors: [`StoreError`].
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let number = |sql: &str| self.at(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)));
        let natural = |sql: &str| number(sql).map(i64::cast_unsigned);
        let page = natural("SELECT page_size FROM pragma_page_size")?;
        let rows = TABLES.into_iter().map(|table| Ok((table, self.rows(table)?)));
        Ok(Stats {
            schema: schema::VERSION,
            bytes: page * natural("SELECT page_count FROM pragma_page_count")?,
            unused: page * natural("SELECT freelist_count FROM pragma_freelist_count")?,
            rows: rows.collect::<Result<_, StoreError>>()?,
            published: self.published()?,
            uncoded: self.rows(UNCODED)?,
            duplicates: self.rows(DUPLICATES)?,
            open_runs: natural("SELECT count(*) FROM runs WHERE ended IS NULL")?,
            events_outdated: match self.reconciled_revision()? {
                Some(revision) => Some(revision != self.mentions_revision()?),
                None => None,
            },
        })
    }

    /// First and last day of publication; `None` when no document has one. Costs the same however large the record is.
    ///
    /// Errors: [`StoreError`].
    pub fn published(&self) -> Result<Option<(String, String)>, StoreError> {
        Ok(self.day("ASC")?.zip(self.day("DESC")?))
    }

    /// How many rows of a table are kept, as their comings and goings were counted; 0 for a name that is none.
    ///
    /// Errors: [`StoreError`].
    pub fn rows(&self, name: &str) -> Result<u64, StoreError> {
        let sql = "SELECT rows FROM row_counts WHERE name = ?1";
        let rows = self.connection.query_row(sql, [name], |row| row.get::<_, i64>(0)).optional();
        Ok(self.at(rows)?.unwrap_or(0).cast_unsigned())
    }

    /// The first day of publication in an order, which is one of ours; by the index of days.
    fn day(&self, order: &'static str) -> Result<Option<String>, StoreError> {
        let day = "ifnull(published, '')";
        let sql = format!("SELECT published FROM documents WHERE {day} > '' ORDER BY {day} {order} LIMIT 1");
        self.at(self.connection.query_row(&sql, [], |row| row.get(0)).optional())
    }

    /// Reads all of it: pages, indexes, references between tables, and every row as what it stands for. Out: what is wrong,
    /// nothing when all is well.
    ///
    /// Errors: [`StoreError`] when it cannot even be read.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let list = |sql: &str| {
            self.at(self.connection.prepare(sql).and_then(|mut statement| {
                statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
            }))
        };
        let mut wrong = list("SELECT integrity_check FROM pragma_integrity_check")?;
        wrong.retain(|line| line != "ok");
        wrong.extend(list(
            "SELECT \"table\" || ': row ' || ifnull(rowid, '?') || ' refers to a row of ' || parent || ' that is not there' \
             FROM pragma_foreign_key_check LIMIT 100",
        )?);
        for index in ["document_text", "mention_text"] {
            // 1: also against the table whose words it holds. A command to the index, though it writes nothing.
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            match self.connection.execute(&sql, []).map_err(|error| StoreError::of(&self.file, error)) {
                Ok(_) | Err(StoreError::ReadOnly(_)) => {}
                Err(error) => wrong.push(format!("{index}: {error}")),
            }
        }
        wrong.extend(list(
            "SELECT 'row_counts: ' || c.name || ': ' || c.rows || ' counted, ' || t.rows || ' there' FROM row_counts c \
             JOIN all_rows t USING (name) WHERE c.rows <> t.rows",
        )?);
        if wrong.is_empty() {
            wrong.extend(self.read_all().err().map(|error| error.to_string()));
        }
        Ok(wrong)
    }

    fn read_all(&self) -> Result<(), StoreError> {
        let query = EventQuery::default();
        every(|paging| self.documents(&DocumentQuery::default(), paging).map(|page| page.next))?;
        every(|paging| self.mentions(&query, paging).map(|page| page.next))?;
        every(|paging| self.events(&query, paging).map(|page| page.next))?;
        every(|paging| self.deployments(&query, paging).map(|page| page.next))?;
        every(|paging| self.factors(&query, paging).map(|page| page.next))?;
        every(|paging| self.statements(&query, paging).map(|page| page.next))?;
        every(|paging| self.processes(&query, paging).map(|page| page.next))?;
        self.decisions().map(drop)
    }

    /// Copies it to `to`, whole and at one moment, while others read and write. `to` must not be there.
    ///
    /// Errors: [`StoreError`]; then there is no copy.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let name = to.display().to_string();
        let there = |why: std::io::Error| StoreError::Content {
            file: name.clone(),
            what: "a copy".into(),
            why: why.to_string(),
        };
        // Made by its own name only when whole, so that no half of a copy is taken for one.
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        std::fs::OpenOptions::new().write(true).create_new(true).open(to).map_err(there)?;
        let copied = (|| {
            let mut copy = Connection::open(&part)?;
            Backup::new(&self.connection, &mut copy)?.run_to_completion(1 << 14, Duration::ZERO, None)?;
            copy.pragma_update(None, "journal_mode", "delete")
        })();
        let done = copied.map_err(|error| StoreError::of(&name, error)).and_then(|()| {
            std::fs::File::open(&part)
                .and_then(|file| file.sync_all())
                .and_then(|()| std::fs::rename(&part, to))
                .map_err(there)
        });
        if done.is_err() {
            let _ = std::fs::remove_file(&part);
            let _ = std::fs::remove_file(to);
        }
        done
    }

    /// Gives back room that it no longer needs, and puts its indexes in order. Errors: [`StoreError`].
    pub fn vacuum(&mut self) -> Result<(), StoreError> {
        let done = self.connection.execute_batch(
            "INSERT INTO document_text (document_text) VALUES ('optimize'); \
             INSERT INTO mention_text (mention_text) VALUES ('optimize'); \
             ANALYZE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
        );
        self.at(done)
    }
}

/// Goes through all pages.
fn every(mut page: impl FnMut(&Paging) -> Result<Option<crate::Cursor>, StoreError>) -> Result<(), StoreError> {
    let mut paging = Paging::default();
    while let Some(next) = page(&paging)? {
        paging.after = Some(next);
    }
    Ok(())
}
