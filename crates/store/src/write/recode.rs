//! Coding anew: what is kept stays as it is until the run has ended.
//!
//! In: documents coded by another coder. Out: the same documents with the new mentions, changed in one transaction. A run
//! that was interrupted goes on where it stopped when the same coder begins again.

use super::{NewRun, RunKind, RunNumber, parts, runs};
use crate::read::documents::{COLUMNS, raw};
use crate::read::page::limit;
use crate::{Store, StoreError, StoredDocument};
use masudi_record::CodedDocument;
use rusqlite::params;

/// A run that codes anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recoding {
    /// The run.
    pub run: RunNumber,
    /// Documents that an interrupted run of the same coder had coded already.
    pub done: u64,
}

/// Which documents are to be coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Todo {
    /// Those that nobody has coded.
    New,
    /// Those that this coder has not coded.
    Others,
    /// All.
    All,
}

impl Store {
    /// Begins to code anew, or goes on with what was interrupted. What another coder had begun is dropped.
    ///
    /// Errors: [`StoreError`].
    pub fn begin_recoding(&mut self, run: &NewRun) -> Result<Recoding, StoreError> {
        let run = NewRun { kind: RunKind::Recode, ..run.clone() };
        self.writing(|transaction| {
            let number = match runs::interrupted(transaction, &run)? {
                Some(number) => number,
                None => runs::insert(transaction, &run)?,
            };
            transaction.execute("DELETE FROM staged WHERE run <> ?1", [number.0])?;
            let done: i64 = transaction.query_row("SELECT count(*) FROM staged", [], |row| row.get(0))?;
            Ok(Recoding { run: number, done: done.cast_unsigned() })
        })
    }

    /// Documents that `run` is to code and has not coded yet, in the order in which they were kept, after number `after`.
    ///
    /// Errors: [`StoreError`].
    pub fn to_recode(
        &self,
        run: RunNumber,
        todo: Todo,
        after: i64,
        most: usize,
    ) -> Result<Vec<StoredDocument>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM documents t WHERE t.number > ?2 AND t.number NOT IN (SELECT document FROM staged) \
             AND CASE ?3 WHEN 'all' THEN 1 WHEN 'new' THEN t.coded IS NULL ELSE NOT EXISTS (SELECT 1 FROM runs was, runs new WHERE was.number = t.coded AND new.number = ?1 \
               AND was.version = new.version AND was.models = new.models AND was.lexicon = new.lexicon) END \
             ORDER BY t.number LIMIT ?4"
        );
        let most = limit(most);
        let which = match todo {
            Todo::New => "new",
            Todo::Others => "others",
            Todo::All => "all",
        };
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement.query_map(params![run.0, after, which, most], raw)?.collect::<rusqlite::Result<Vec<_>>>()
        });
        self.at(rows)?.into_iter().map(|row| self.stored(row)).collect()
    }

    /// Keeps what was coded anew beside what is there. Each item: number of the document, what was coded of it.
    ///
    /// Errors: [`StoreError`].
    pub fn stage(&mut self, run: RunNumber, coded: &[(i64, CodedDocument)]) -> Result<(), StoreError> {
        self.writing(|transaction| {
            let mut statement = transaction
                .prepare_cached("INSERT OR REPLACE INTO staged (document, run, json) VALUES (?1, ?2, ?3)")?;
            for (document, coded) in coded {
                statement.execute(params![document, run.0, parts::json(coded)])?;
            }
            Ok(())
        })
    }

    /// Ends the run: puts what it coded in place of what is there, all at once. Out: how many documents changed hands.
    ///
    /// Errors: [`StoreError`]; then all is as it was.
    pub fn end_recoding(&mut self, run: RunNumber, ended: &str) -> Result<usize, StoreError> {
        self.writing(|transaction| {
            let mut next = transaction.prepare("SELECT document, json FROM staged WHERE run = ?1 ORDER BY document")?;
            let mut rows = next.query([run.0])?;
            let mut replaced = 0;
            while let Some(row) = rows.next()? {
                let (document, json): (i64, String) = (row.get(0)?, row.get(1)?);
                let coded: CodedDocument = parts::parse(&json)?;
                parts::remove(transaction, document)?;
                parts::insert(transaction, document, &coded)?;
                transaction
                    .prepare_cached("UPDATE documents SET coded = ?2 WHERE number = ?1")?
                    .execute([document, run.0])?;
                replaced += 1;
            }
            drop(rows);
            transaction.execute("DELETE FROM staged", [])?;
            transaction.execute("UPDATE runs SET ended = ?2 WHERE number = ?1", params![run.0, ended])?;
            if replaced > 0 {
                parts::mentions_changed(transaction)?;
            }
            Ok(replaced)
        })
    }
}
