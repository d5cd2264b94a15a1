//! State records: force levels, factors, statements and processes.

use super::page::{Cursor, Page, Paging};
use crate::query::conditions::Conditions;
use crate::{EventQuery, Store, StoreError};
use masudi_record::{Deployment, Factor, Process, Statement};
use rusqlite::{params_from_iter, types::Value};
use serde::de::DeserializeOwned;

impl Store {
    /// Force levels: of the query's `actors` or `parties` (countries), `countries` and `places` of the host, `from` and
    /// `to` for the day they are given for, `sources`, `documents`. Other conditions are not looked at.
    ///
    /// Errors: [`StoreError`].
    pub fn deployments(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Deployment>, StoreError> {
        let mut conditions = Conditions::default();
        for names in query.actors.iter().chain(&query.parties) {
            conditions.any("t.actor", names.iter().map(|name| name.to_uppercase()));
        }
        conditions.any("t.country", query.countries.iter().cloned());
        conditions.any("t.place", query.places.iter().cloned());
        common(&mut conditions, query, "t.as_of");
        self.page("deployments", "ifnull(t.as_of, '')", conditions, paging)
    }

    /// What parties name as deciding an outcome: of the query's `parties` (those who name it) and `countries` (those its
    /// sentence speaks of), `from` and `to` for the day of publication, `sources`, `documents`.
    ///
    /// Errors: [`StoreError`].
    pub fn factors(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Factor>, StoreError> {
        let mut conditions = Conditions::default();
        for names in query.actors.iter().chain(&query.parties) {
            let marks = vec!["?"; names.len()].join(",");
            let sql = format!(
                "EXISTS (SELECT 1 FROM json_each(t.json, '$.named_by') p WHERE p.value ->> 'country' IN ({marks}) \
                 OR p.value ->> 'id' IN ({marks}) OR p.value ->> 'name' COLLATE NOCASE IN ({marks}))"
            );
            let exact = || names.iter().cloned().map(Value::from);
            conditions.add(sql, names.iter().map(|n| n.to_uppercase().into()).chain(exact()).chain(exact()));
        }
        if !query.countries.is_empty() {
            let marks = vec!["?"; query.countries.len()].join(",");
            let sql = format!("EXISTS (SELECT 1 FROM json_each(t.json, '$.countries') c WHERE c.value IN ({marks}))");
            conditions.add(sql, query.countries.iter().cloned().map(Value::from));
        }
        common(&mut conditions, query, "substr(t.published, 1, 10)");
        self.page("factors", "ifnull(t.published, '')", conditions, paging)
    }

    /// Claims: of the query's `actors` or `parties` (country, id or name of the speaker), `from` and `to` for the day of
    /// publication, `sources`, `documents`.
    ///
    /// Errors: [`StoreError`].
    pub fn statements(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Statement>, StoreError> {
        let mut conditions = Conditions::default();
        for names in query.actors.iter().chain(&query.parties) {
            let marks = vec!["?"; names.len()].join(",");
            let sql = format!("(t.country IN ({marks}) OR t.speaker_id IN ({marks}) OR t.speaker IN ({marks}))");
            let exact = || names.iter().cloned().map(Value::from);
            conditions.add(sql, names.iter().map(|n| n.to_uppercase().into()).chain(exact()).chain(exact()));
        }
        common(&mut conditions, query, "substr(t.published, 1, 10)");
        self.page("statements", "ifnull(t.published, '')", conditions, paging)
    }

    /// Processes: of the query's `parties`, `from` and `to` for the days of their history.
    ///
    /// Errors: [`StoreError`].
    pub fn processes(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Process>, StoreError> {
        let mut conditions = Conditions::default();
        for names in query.actors.iter().chain(&query.parties) {
            conditions.of_party("process_parties", "", names);
        }
        if let Some(day) = &query.from {
            conditions.add("t.day_to >= ?", [day.clone().into()]);
        }
        if let Some(day) = &query.to {
            conditions.add("t.day_from <= ?", [day.clone().into()]);
        }
        self.page("processes", "ifnull(t.day_from, '')", conditions, paging)
    }

    /// A process by its id. Errors: [`StoreError`].
    pub fn process(&self, id: &str) -> Result<Option<Process>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.add("t.id = ?", [id.to_owned().into()]);
        let paging = Paging { most: 1, ..Paging::default() };
        Ok(self.page("processes", "''", conditions, &paging)?.rows.into_iter().next())
    }

    /// A page of a table whose rows are JSON; `table` and `day` are ours.
    fn page<T: DeserializeOwned>(
        &self,
        table: &'static str,
        day: &'static str,
        mut conditions: Conditions,
        paging: &Paging,
    ) -> Result<Page<T>, StoreError> {
        let (after, behind) = paging.sql(day);
        if let Some((sql, values)) = after {
            conditions.add(sql, values);
        }
        let sql = format!("SELECT t.number, t.json, {day} FROM {table} t {} {behind}", conditions.clause());
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            let rows = statement.query_map(params_from_iter(&conditions.values), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        let value = |(number, json, day): (i64, String, String)| {
            Ok((Cursor { day, number }, self.parse(&format!("row {number} of {table}"), &json)?))
        };
        Ok(paging.page(self.at(rows)?.into_iter().map(value).collect::<Result<_, StoreError>>()?))
    }
}

/// What is asked of the document and the day; `day` is an expression of ours.
fn common(conditions: &mut Conditions, query: &EventQuery, day: &'static str) {
    if let Some(from) = &query.from {
        conditions.add(format!("{day} >= ?"), [from.clone().into()]);
    }
    if let Some(to) = &query.to {
        conditions.add(format!("{day} <= ?"), [to.clone().into()]);
    }
    for (column, values) in [("source", &query.sources), ("id", &query.documents)] {
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(",");
            let sql = format!("t.document IN (SELECT d.number FROM documents d WHERE d.{column} IN ({marks}))");
            conditions.add(sql, values.iter().cloned().map(Value::from));
        }
    }
}
