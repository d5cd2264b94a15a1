//! What people decided, and the situations they follow.

use crate::{Store, StoreError};
use masudi_record::Decision;
use rusqlite::OptionalExtension;

/// A decision as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDecision {
    /// Its number: that of its turn.
    pub number: i64,
    /// When it was taken (ISO 8601, UTC).
    pub decided: String,
    /// The decision.
    pub decision: Decision,
}

impl Store {
    /// Decisions on mentions of some documents, or on all where none is named; the latest first, `most` at most.
    ///
    /// Errors: [`StoreError`].
    pub fn decisions_on(&self, documents: &[&str], most: usize) -> Result<Vec<StoredDecision>, StoreError> {
        let mut statement = self
            .at(self.connection.prepare_cached("SELECT number, decided, json FROM decisions ORDER BY number DESC"))?;
        let mut rows = self.at(statement.query([]))?;
        let mut out = Vec::new();
        while let Some(row) = self.at(rows.next())? {
            let row = (|| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))();
            let (number, decided, json) = self.at(row)?;
            let decision: Decision = self.parse(&format!("decision {number}"), &json)?;
            if documents.is_empty() || decision.anchors().iter().any(|a| documents.contains(&a.doc.as_str())) {
                out.push(StoredDecision { number, decided, decision });
            }
            if out.len() == most {
                break;
            }
        }
        Ok(out)
    }

    /// All decisions with their numbers, in the order in which they were made. Errors: [`StoreError`].
    pub fn decisions(&self) -> Result<Vec<(i64, Decision)>, StoreError> {
        let sql = "SELECT number, json FROM decisions ORDER BY number";
        let rows = self.connection.prepare_cached(sql).and_then(|mut statement| {
            let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        let decision = |(number, json): (i64, String)| Ok((number, self.parse(&format!("decision {number}"), &json)?));
        self.at(rows)?.into_iter().map(decision).collect()
    }

    /// Names of all dossiers, in order. Errors: [`StoreError`].
    pub fn dossiers(&self) -> Result<Vec<String>, StoreError> {
        let names =
            self.connection.prepare_cached("SELECT name FROM dossiers ORDER BY name").and_then(|mut statement| {
                statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
            });
        self.at(names)
    }

    /// A dossier as it was written (TOML). Errors: [`StoreError`].
    pub fn dossier(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT toml FROM dossiers WHERE name = ?1";
        self.at(self.connection.query_row(sql, [name], |row| row.get(0)).optional())
    }
}
