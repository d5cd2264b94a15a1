//! Pages of a table, for bounded work: however many rows there are, and however few of them answer.
//!
//! In: conditions, and which of them an index answers. Out: numbers of rows in order. Where one of the conditions leaves few
//! rows they are looked at; where none does the rows are gone through in order, so many and no more: such a page may hold
//! fewer rows than were asked for, even none, and says where the next one goes on. The entries of an index that say all that
//! is asked are small, so more of them are gone through than of rows.

use super::expression::Texts;
use super::page::{Cursor, Order, Paging, limit};
use super::row_set::RowSet;
use crate::query::Term;
use crate::query::conditions::Conditions;
use crate::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Row, params_from_iter};

/// Rows that a condition may leave for them to be looked at, all of them.
const FEW: usize = 1000;
/// Rows that are gone through for a page.
const LOOKED_AT: usize = 2_000;
/// Entries of an index, or of a list of rows, that are gone through for a page.
const PASSED: usize = 50_000;

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

/// Whether an indexed condition holds of one row `t`: a condition of SQL, with the same values.
#[derive(Debug)]
pub(crate) enum Holds {
    /// Over columns of the index of days.
    Day(String),
    /// Over any columns.
    Row(String),
    /// The other conditions say it.
    Elsewhere,
}

/// What is looked for in a table `t`, whose `day`, an expression with an index, and `id` put rows in order.
#[derive(Debug)]
pub(crate) struct Walk {
    pub(crate) table: &'static str,
    pub(crate) day: &'static str,
    /// Name of the index of `day` and `id`.
    pub(crate) index: &'static str,
    /// Words that the rows have.
    pub(crate) words: Option<(Texts, Vec<Term>)>,
    pub(crate) indexed: Vec<Indexed>,
    /// Bounds of `day`.
    pub(crate) within: Conditions,
    /// All else.
    pub(crate) rest: Conditions,
}

/// What is asked of a row, and the values of it.
#[derive(Debug, Default)]
struct Asked {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Asked {
    fn also(&mut self, sql: &str, values: &[Value]) {
        self.sql.push(sql.to_owned());
        self.values.extend_from_slice(values);
    }

    /// All of it; what always holds when nothing is asked.
    fn words(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }
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
            holds: Holds::Row(format!("+t.{column} IN ({marks})")),
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

    /// What is asked of one row, but for the condition that chose the rows: by the index of days, and by the row itself.
    fn asked(&self, chosen: Option<usize>) -> (Asked, Asked) {
        let (mut day, mut row) = (Asked::default(), Asked::default());
        if !self.rest.is_empty() {
            row.also(&self.rest.words(), &self.rest.values);
        }
        let others = self.indexed.iter().enumerate().filter(|(at, _)| chosen != Some(*at));
        for condition in others.map(|(_, condition)| condition) {
            match &condition.holds {
                Holds::Day(holds) => day.also(holds, &condition.values),
                Holds::Row(holds) => row.also(holds, &condition.values),
                Holds::Elsewhere => {}
            }
        }
        (day, row)
    }
}

impl Store {
    /// The rows of a page, and where the next one begins.
    pub(crate) fn walk(&self, walk: &Walk, paging: &Paging) -> Result<(Vec<Cursor>, Option<Cursor>), StoreError> {
        let found = walk.words.as_ref().map(|(texts, text)| self.rows_with(*texts, text, None)).transpose()?;
        let listed = found.as_ref().map(|found| found.rows.as_ref());
        for (at, condition) in walk.indexed.iter().enumerate() {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {})", condition.numbers, FEW + 1);
            let found = self.connection.prepare_cached(&sql).and_then(|mut statement| {
                statement.query_row(params_from_iter(&condition.values), |row| row.get::<_, i64>(0))
            });
            if self.at(found)? <= limit(FEW) {
                let chosen = (condition.numbers.as_str(), condition.values.as_slice());
                return self.at(self.few(walk, chosen, Some(at), listed, paging));
            }
        }
        match listed {
            Some(numbers) if numbers.len() <= FEW => {
                let list: Vec<String> = numbers.iter().map(|number| number.to_string()).collect();
                let values = [Value::from(format!("[{}]", list.join(",")))];
                self.at(self.few(walk, ("SELECT value FROM json_each(?)", &values), None, None, paging))
            }
            Some(numbers) if paging.order == Order::Recorded => self.at(self.as_listed(walk, numbers, paging)),
            listed => self.at(self.in_order(walk, listed, paging)),
        }
    }

    /// Of the rows that were chosen those of which the other conditions hold, and that are listed.
    fn few(
        &self,
        walk: &Walk,
        (numbers, chosen): (&str, &[Value]),
        at: Option<usize>,
        listed: Option<&RowSet>,
        paging: &Paging,
    ) -> rusqlite::Result<(Vec<Cursor>, Option<Cursor>)> {
        let Walk { table, day, within, .. } = walk;
        let (by_day, by_row) = walk.asked(at);
        // As many as there are, which are few.
        let (after, behind) = Paging { most: usize::MAX, ..paging.clone() }.sql(table, day);
        let (after, after_values) = after.unwrap_or_else(|| ("1".to_owned(), Vec::new()));
        let sql = format!(
            "WITH some(n) AS MATERIALIZED (SELECT DISTINCT * FROM ({numbers})) SELECT t.number, {day} FROM some CROSS JOIN {table} t \
             ON t.number = some.n WHERE {} AND {} AND {} AND {after} {behind}",
            by_day.words(),
            by_row.words(),
            within.words()
        );
        let held = chosen.iter().chain(&by_day.values).chain(&by_row.values);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(held.chain(&within.values).chain(&after_values)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if listed.is_none_or(|numbers| row.get(0).is_ok_and(|number| numbers.has(number))) {
                found.push(cursor(row, paging)?);
            }
        }
        let more = found.len() > paging.most;
        found.truncate(paging.most);
        let next = found.last().filter(|_| more).cloned();
        Ok((found, next))
    }

    /// Goes through the rows in order of their days, those of them that are listed.
    fn in_order(
        &self,
        walk: &Walk,
        listed: Option<&RowSet>,
        paging: &Paging,
    ) -> rusqlite::Result<(Vec<Cursor>, Option<Cursor>)> {
        let Walk { table, day, index, within, .. } = walk;
        let (by_day, by_row) = walk.asked(None);
        // As many as there are: what is enough is seen below.
        let (after, behind) = Paging { most: usize::MAX, ..paging.clone() }.sql(table, day);
        let (after, after_values) = after.unwrap_or_else(|| ("1".to_owned(), Vec::new()));
        let recorded = paging.order == Order::Recorded;
        let by = if recorded { "NOT INDEXED".to_owned() } else { format!("INDEXED BY {index}") };
        // Of a listed row the row itself is looked at only when it is its turn.
        let at_once = if listed.is_some() { Asked::default() } else { by_row };
        let mut single = self.single(walk, paging, listed.is_some())?;
        let most = if recorded || !at_once.sql.is_empty() { LOOKED_AT } else { PASSED }.max(paging.most);
        let sql = format!(
            "SELECT t.number, {day}, {} AND {} FROM {table} t {by} WHERE {day} >= '' AND {} AND {after} {behind}",
            by_day.words(),
            at_once.words(),
            within.words()
        );
        let values = by_day.values.iter().chain(&at_once.values).chain(&within.values).chain(&after_values);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let (mut found, mut passed, mut looked_at) = (Vec::new(), 0, 0);
        while let Some(row) = rows.next()? {
            passed += 1;
            let number = row.get(0)?;
            let is_listed = listed.is_none_or(|numbers| numbers.has(number));
            // What cannot be said does not hold.
            let mut holds = is_listed && row.get::<_, Option<bool>>(2)?.unwrap_or(false);
            if let Some(single) = single.as_mut().filter(|_| holds) {
                looked_at += 1;
                holds = single.holds(number)?;
            }
            if holds && found.len() == paging.most {
                let next = found.last().cloned();
                return Ok((found, next));
            }
            if holds {
                found.push(cursor(row, paging)?);
            }
            let enough = passed == most || looked_at == LOOKED_AT.max(paging.most);
            if enough && found.len() < paging.most {
                return Ok((found, Some(cursor(row, paging)?)));
            }
        }
        Ok((found, None))
    }

    /// Goes through listed rows as they were kept.
    fn as_listed(
        &self,
        walk: &Walk,
        numbers: &RowSet,
        paging: &Paging,
    ) -> rusqlite::Result<(Vec<Cursor>, Option<Cursor>)> {
        let after = paging.after.as_ref().map_or(0, |cursor| cursor.number);
        let mut single = self.single(walk, paging, true)?;
        let mut found: Vec<Cursor> = Vec::new();
        let last = |number| Cursor { day: String::new(), number };
        let mut before = after;
        for (looked_at, number) in numbers.after(after).enumerate() {
            if found.len() < paging.most && looked_at == LOOKED_AT.max(paging.most) {
                return Ok((found, Some(last(before))));
            }
            let holds = match &mut single {
                Some(single) => single.holds(number)?,
                None => true,
            };
            if holds && found.len() == paging.most {
                let next = found.last().cloned();
                return Ok((found, next));
            }
            if holds {
                found.push(last(number));
            }
            before = number;
        }
        Ok((found, None))
    }

    /// What asks a single row all that is asked but for words; `None` where there is nothing to ask, or it is not to be asked.
    fn single(&self, walk: &Walk, paging: &Paging, asked: bool) -> rusqlite::Result<Option<Single<'_>>> {
        let (by_day, by_row) = walk.asked(None);
        let mut all = by_row;
        if paging.order == Order::Recorded {
            // No index of days has said it.
            all.also(&by_day.words(), &by_day.values);
            all.also(&walk.within.words(), &walk.within.values);
        }
        if !asked || all.sql.is_empty() {
            return Ok(None);
        }
        let sql = format!("SELECT {} FROM {} t WHERE t.number = ?", all.words(), walk.table);
        Ok(Some(Single { statement: self.connection.prepare_cached(&sql)?, values: all.values }))
    }
}

/// What is asked of single rows.
struct Single<'a> {
    statement: CachedStatement<'a>,
    values: Vec<Value>,
}

impl Single<'_> {
    /// Whether it holds of a row; not of one that is gone.
    fn holds(&mut self, number: i64) -> rusqlite::Result<bool> {
        let number = Value::from(number);
        let mut rows = self.statement.query(params_from_iter(self.values.iter().chain([&number])))?;
        let holds = rows.next()?.map(|row| row.get::<_, Option<bool>>(0)).transpose()?;
        Ok(holds.flatten().unwrap_or(false))
    }
}

fn cursor(row: &Row<'_>, paging: &Paging) -> rusqlite::Result<Cursor> {
    let day = if paging.order == Order::Recorded { String::new() } else { row.get(1)? };
    Ok(Cursor { day, number: row.get(0)? })
}
