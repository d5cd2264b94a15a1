//! State records: force levels, factors, statements and processes.
//!
//! A page of them may hold fewer than were asked for, even none, and more may come: so long as it has a next one.

use super::page::{Page, Paging};
use super::walk::{Holds, Indexed, Walk};
use crate::{EventQuery, Store, StoreError};
use masudi_record::{Deployment, Factor, Process, Statement};
use rusqlite::{OptionalExtension, types::Value};
use serde::de::DeserializeOwned;

impl Store {
    /// Force levels: of the query's `actors` or `parties` (countries), `countries` and `places` of the host, `from` and
    /// `to` for the day they are given for, `sources`, `documents`. Other conditions are not looked at.
    ///
    /// Errors: [`StoreError`].
    pub fn deployments(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Deployment>, StoreError> {
        let mut walk = Walk::over("deployments", "ifnull(t.as_of, '')", "deployments_day");
        for names in query.actors.iter().chain(&query.parties) {
            walk.one_of("actor", names.iter().map(|name| name.to_uppercase()));
        }
        walk.rest.any("t.country", query.countries.iter().cloned());
        walk.rest.any("t.place", query.places.iter().cloned());
        self.page(walk, query, paging)
    }

    /// What parties name as deciding an outcome: of the query's `parties` (those who name it) and `countries` (those its
    /// sentence speaks of), `from` and `to` for the day of publication, `sources`, `documents`.
    ///
    /// Errors: [`StoreError`].
    pub fn factors(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Factor>, StoreError> {
        let mut walk = Walk::over("factors", "ifnull(t.published, '')", "factors_day");
        for names in query.actors.iter().chain(&query.parties) {
            let marks = vec!["?"; names.len()].join(",");
            let sql = format!(
                "EXISTS (SELECT 1 FROM json_each(t.json, '$.named_by') p WHERE p.value ->> 'country' IN ({marks}) \
                 OR p.value ->> 'id' IN ({marks}) OR p.value ->> 'name' COLLATE NOCASE IN ({marks}))"
            );
            let exact = || names.iter().cloned().map(Value::from);
            walk.rest.add(sql, names.iter().map(|n| n.to_uppercase().into()).chain(exact()).chain(exact()));
        }
        if !query.countries.is_empty() {
            let marks = vec!["?"; query.countries.len()].join(",");
            let sql = format!("EXISTS (SELECT 1 FROM json_each(t.json, '$.countries') c WHERE c.value IN ({marks}))");
            walk.rest.add(sql, query.countries.iter().cloned().map(Value::from));
        }
        self.page(walk, query, paging)
    }

    /// Claims: of the query's `actors` or `parties` (country, id or name of the speaker), `from` and `to` for the day of
    /// publication, `sources`, `documents`.
    ///
    /// Errors: [`StoreError`].
    pub fn statements(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Statement>, StoreError> {
        let mut walk = Walk::over("statements", "ifnull(t.published, '')", "statements_day");
        for names in query.actors.iter().chain(&query.parties) {
            let marks = vec!["?"; names.len()].join(",");
            let columns = ["country", "speaker_id", "speaker"];
            // One index each; a single OR would read the whole table.
            let numbers = columns.map(|column| format!("SELECT number FROM statements WHERE {column} IN ({marks})"));
            let holds = columns.map(|column| format!("t.{column} IN ({marks})"));
            let exact = || names.iter().cloned().map(Value::from);
            walk.indexed.push(Indexed {
                numbers: numbers.join(" UNION ALL "),
                holds: Holds::Day(format!("({})", holds.join(" OR "))),
                values: names.iter().map(|n| n.to_uppercase().into()).chain(exact()).chain(exact()).collect(),
            });
        }
        self.page(walk, query, paging)
    }

    /// Processes: of the query's `parties`, `from` and `to` for the days of their history.
    ///
    /// Errors: [`StoreError`].
    pub fn processes(&self, query: &EventQuery, paging: &Paging) -> Result<Page<Process>, StoreError> {
        let mut walk = Walk::over("processes", "ifnull(t.day_from, '')", "processes_day");
        for names in query.actors.iter().chain(&query.parties) {
            walk.with_party("process_parties", "", names);
        }
        if let Some(day) = &query.from {
            walk.rest.add("t.day_to >= ?", [day.clone().into()]);
        }
        if let Some(day) = &query.to {
            walk.rest.add("t.day_from <= ?", [day.clone().into()]);
            walk.within.add("ifnull(t.day_from, '') <= ?", [day.clone().into()]);
        }
        self.rows_of(&walk, paging)
    }

    /// A process by its id. Errors: [`StoreError`].
    pub fn process(&self, id: &str) -> Result<Option<Process>, StoreError> {
        let json = self
            .connection
            .prepare_cached("SELECT json FROM processes WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([id], |row| row.get::<_, String>(0)).optional());
        self.at(json)?.map(|json| self.parse(&format!("process {id}"), &json)).transpose()
    }

    /// A page of what documents tell, whose rows are JSON.
    fn page<T: DeserializeOwned>(
        &self,
        mut walk: Walk,
        query: &EventQuery,
        paging: &Paging,
    ) -> Result<Page<T>, StoreError> {
        walk.of_documents(query);
        walk.days(query.from.as_ref(), query.to.as_ref());
        self.rows_of(&walk, paging)
    }

    fn rows_of<T: DeserializeOwned>(&self, walk: &Walk, paging: &Paging) -> Result<Page<T>, StoreError> {
        let (found, next) = self.walk(walk, paging)?;
        let table = walk.table;
        let sql = format!("SELECT json FROM {table} WHERE number = ?1");
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let mut rows = Vec::with_capacity(found.len());
        for cursor in found {
            let json: Option<String> = self.at(statement.query_row([cursor.number], |row| row.get(0)).optional())?;
            let what = || format!("row {} of {table}", cursor.number);
            rows.extend(json.map(|json| self.parse(&what(), &json)).transpose()?);
        }
        Ok(Page { rows, next })
    }
}
