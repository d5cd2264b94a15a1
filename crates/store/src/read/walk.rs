//! Pages of a table, for bounded work: however many rows there are, and however few of them answer.
//!
//! In: conditions, and which of them an index answers. Out: numbers of rows in order. Where one of the conditions leaves few
//! rows they are looked at; where none does the rows are gone through in order, so many and no more: such a page may hold
//! fewer rows than were asked for, even none, and says where the next one goes on.

use super::page::{Cursor, Order, Paging, limit};
use crate::query::conditions::Conditions;
use crate::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// Rows that a condition may leave for them to be looked at, all of them.
const FEW: usize = 1000;
/// Rows that are gone through for a page.
const LOOKED_AT: usize = 2_000;
/// Rows that some words may be found in, for them to be looked for in all of these.
const FOUND: usize = 400_000;

/// A condition that an index answers.
#[derive(Debug)]
pub(crate) struct Indexed {
    /// A query of the numbers of all rows of which it holds.
    pub(crate) numbers: String,
    /// How one row is asked.
    pub(crate) holds: Holds,
    /// The values of either.
    pub(crate) values: Vec<Value>,
}

/// Whether an indexed condition holds of one row `t`.
#[derive(Debug)]
pub(crate) enum Holds {
    /// A condition of SQL, with the same values.
    Sql(String),
    /// The row is one of the numbers; they come in order.
    Listed,
    /// The other conditions say it.
    Elsewhere,
}

/// What is looked for in a table `t`, whose columns `number` and `day`, an expression with an index, put rows in order.
#[derive(Debug)]
pub(crate) struct Walk {
    pub(crate) table: &'static str,
    pub(crate) day: &'static str,
    /// Name of the index of `day` and `number`.
    pub(crate) index: &'static str,
    pub(crate) indexed: Vec<Indexed>,
    /// Bounds of `day`.
    pub(crate) within: Conditions,
    /// All else.
    pub(crate) rest: Conditions,
}

impl Walk {
    /// Adds that `column`, which has an index, has one of some values; no values, no condition.
    pub(crate) fn one_of(&mut self, column: &str, values: impl IntoIterator<Item = impl Into<Value>>) {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if values.is_empty() {
            return;
        }
        let (marks, table) = (vec!["?"; values.len()].join(","), self.table);
        self.indexed.push(Indexed {
            numbers: format!("SELECT number FROM {table} WHERE {column} IN ({marks})"),
            holds: Holds::Sql(format!("+t.{column} IN ({marks})")),
            values,
        });
    }

    /// Adds that `day` lies between two days, where they are given.
    pub(crate) fn days(&mut self, from: Option<&String>, to: Option<&String>) {
        let day = self.day;
        if let Some(from) = from {
            self.within.add(format!("{day} >= ?"), [Value::from(from.clone())]);
        }
        if let Some(to) = to {
            // Whatever of a day's time follows its date comes before this.
            self.within.add(format!("{day} <= ?"), [Value::from(format!("{to}~"))]);
            self.within.add(format!("{day} > ''"), []);
        }
    }

    /// The condition of one row, and its values; but for the condition that chose the rows.
    fn holds(&self, chosen: Option<usize>) -> (String, Vec<Value>) {
        let (mut sql, mut values) = (vec![self.rest.words()], self.rest.values.clone());
        let others = self.indexed.iter().enumerate().filter(|(at, _)| chosen != Some(*at));
        for condition in others.map(|(_, condition)| condition) {
            match (&condition.holds, chosen) {
                (Holds::Sql(holds), _) => sql.push(holds.clone()),
                // Of few rows it is asked by the index.
                (Holds::Listed, Some(_)) => sql.push(format!("t.number IN ({})", condition.numbers)),
                _ => continue,
            }
            values.extend(condition.values.iter().cloned());
        }
        (sql.join(" AND "), values)
    }
}

impl Store {
    /// The rows of a page, and where the next one begins.
    pub(crate) fn walk(&self, walk: &Walk, paging: &Paging) -> Result<(Vec<Cursor>, Option<Cursor>), StoreError> {
        for (at, condition) in walk.indexed.iter().enumerate() {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {})", condition.numbers, FEW + 1);
            let found = self.connection.prepare_cached(&sql).and_then(|mut statement| {
                statement.query_row(params_from_iter(&condition.values), |row| row.get::<_, i64>(0))
            });
            if self.at(found)? <= limit(FEW) {
                return self.at(self.few(walk, at, paging));
            }
        }
        let mut listed = Vec::new();
        for condition in walk.indexed.iter().filter(|condition| matches!(condition.holds, Holds::Listed)) {
            let sql = format!("SELECT * FROM ({}) LIMIT {}", condition.numbers, FOUND + 1);
            let numbers = self.connection.prepare_cached(&sql).and_then(|mut statement| {
                let rows = statement.query_map(params_from_iter(&condition.values), |row| row.get(0))?;
                rows.collect::<rusqlite::Result<Vec<i64>>>()
            });
            let numbers = self.at(numbers)?;
            if numbers.len() > FOUND {
                return Err(StoreError::TooMuch);
            }
            listed.push(numbers);
        }
        self.at(self.in_order(walk, &listed, paging))
    }

    /// Of the rows of one condition those of which the others hold.
    fn few(&self, walk: &Walk, at: usize, paging: &Paging) -> rusqlite::Result<(Vec<Cursor>, Option<Cursor>)> {
        let Walk { table, day, within, indexed, .. } = walk;
        let (holds, held) = walk.holds(Some(at));
        let (after, behind) = paging.sql(day);
        let (after, after_values) = after.unwrap_or_else(|| ("1".to_owned(), Vec::new()));
        let sql = format!(
            "WITH some(n) AS MATERIALIZED (SELECT DISTINCT * FROM ({})) SELECT t.number, {day} FROM some CROSS JOIN {table} t \
             ON t.number = some.n WHERE {holds} AND {} AND {after} {behind}",
            indexed[at].numbers,
            within.words()
        );
        let values = indexed[at].values.iter().chain(&held).chain(&within.values).chain(&after_values);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement
            .query_map(params_from_iter(values), |row| cursor(row, paging))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let more = found.len() > paging.most;
        found.truncate(paging.most);
        let next = found.last().filter(|_| more).cloned();
        Ok((found, next))
    }

    /// Goes through the rows in order, those of them that are in all lists.
    fn in_order(
        &self,
        walk: &Walk,
        listed: &[Vec<i64>],
        paging: &Paging,
    ) -> rusqlite::Result<(Vec<Cursor>, Option<Cursor>)> {
        let Walk { table, day, index, within, .. } = walk;
        let (holds, held) = walk.holds(None);
        // As many as there are: what is enough is seen below.
        let (after, behind) = Paging { most: usize::MAX, ..paging.clone() }.sql(day);
        let (after, after_values) = after.unwrap_or_else(|| ("1".to_owned(), Vec::new()));
        let by = match paging.order {
            Order::Recorded => "NOT INDEXED".to_owned(),
            _ => format!("INDEXED BY {index}"),
        };
        let sql = format!(
            "SELECT t.number, {day}, {holds} FROM {table} t {by} WHERE {day} >= '' AND {} AND {after} {behind}",
            within.words()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(held.iter().chain(&within.values).chain(&after_values)))?;
        let (mut found, mut looked_at) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            looked_at += 1;
            // What cannot be said does not hold.
            let number = row.get(0)?;
            let is_listed = listed.iter().all(|numbers| numbers.binary_search(&number).is_ok());
            let holds = is_listed && row.get::<_, Option<bool>>(2)?.unwrap_or(false);
            if holds && found.len() == paging.most {
                let next = found.last().cloned();
                return Ok((found, next));
            }
            if holds {
                found.push(cursor(row, paging)?);
            }
            if looked_at == LOOKED_AT.max(paging.most) && found.len() < paging.most {
                return Ok((found, Some(cursor(row, paging)?)));
            }
        }
        Ok((found, None))
    }
}

fn cursor(row: &Row<'_>, paging: &Paging) -> rusqlite::Result<Cursor> {
    let day = if paging.order == Order::Recorded { String::new() } else { row.get(1)? };
    Ok(Cursor { day, number: row.get(0)? })
}
