//! What people decided: of events, and which situations they follow.

use super::parts;
use crate::{Store, StoreError};
use masudi_record::Decision;
use rusqlite::params;

impl Store {
    /// Keeps a decision. `decided`: now (ISO 8601, UTC). Out: its number. Errors: [`StoreError`].
    pub fn decide(&mut self, decision: &Decision, decided: &str) -> Result<i64, StoreError> {
        self.writing(|transaction| {
            transaction.execute(
                "INSERT INTO decisions (decided, json) VALUES (?1, ?2)",
                params![decided, parts::json(decision)],
            )?;
            let number = transaction.last_insert_rowid();
            // A remark changes no event.
            if !matches!(decision, Decision::Note { .. }) {
                parts::mentions_changed(transaction)?;
            }
            Ok(number)
        })
    }

    /// Takes a decision back. Out: whether it was there. Errors: [`StoreError`].
    pub fn undecide(&mut self, number: i64) -> Result<bool, StoreError> {
        self.writing(|transaction| {
            parts::mentions_changed(transaction)?;
            Ok(transaction.execute("DELETE FROM decisions WHERE number = ?1", [number])? > 0)
        })
    }

    /// Keeps a dossier under a name, in place of one that was there. `changed`: now (ISO 8601). Errors: [`StoreError`].
    pub fn put_dossier(&mut self, name: &str, toml: &str, changed: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO dossiers (name, toml, changed) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (name) DO UPDATE SET toml = excluded.toml, changed = excluded.changed";
        self.writing(|transaction| transaction.execute(sql, params![name, toml, changed]).map(drop))
    }

    /// Takes a dossier away. Out: whether it was there. Errors: [`StoreError`].
    pub fn remove_dossier(&mut self, name: &str) -> Result<bool, StoreError> {
        self.writing(|transaction| Ok(transaction.execute("DELETE FROM dossiers WHERE name = ?1", [name])? > 0))
    }
}
