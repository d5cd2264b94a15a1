//! What people decided, and the situations they follow.

use crate::{Store, StoreError};
use masudi_record::Decision;
use rusqlite::OptionalExtension;

impl Store {
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
