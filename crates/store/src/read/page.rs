//! Pages: a few rows at a time, and where the next ones begin.
//!
//! A page begins after a row, not after a number of rows: it costs the same however far it is, and rows that come in
//! between do not shift it.

use rusqlite::types::Value;
use std::fmt;

/// In what order rows come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they were kept.
    #[default]
    Recorded,
    /// The earliest day first, those without one before all; of one day by id.
    Oldest,
    /// The other way round.
    Newest,
}

/// After which row a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The row's day; empty when it has none, or when rows come as they were kept.
    pub day: String,
    /// The row's number.
    pub number: i64,
}

/// A cursor that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a cursor that a page gave as its next, but found \"{0}\"")]
pub struct CursorError(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.day, self.number)
    }
}

impl std::str::FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let refuse = || CursorError(text.to_owned());
        let (day, number) = text.rsplit_once('.').ok_or_else(refuse)?;
        Ok(Self { day: day.to_owned(), number: number.parse().map_err(|_| refuse())? })
    }
}

/// Which rows of all that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Their order.
    pub order: Order,
    /// Begin after this row; `None` for the first page.
    pub after: Option<Cursor>,
    /// So many at most.
    pub most: usize,
}

impl Default for Paging {
    fn default() -> Self {
        Self { order: Order::Recorded, after: None, most: 1000 }
    }
}

/// Some rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` when there is no more.
    pub next: Option<Cursor>,
}

impl Paging {
    /// What to add to the conditions, and what stands behind them, for rows of `table t` whose day is the expression `day`.
    pub(crate) fn sql(&self, table: &str, day: &str) -> (Option<(String, Vec<Value>)>, String) {
        // Where the row that a page begins after is gone, its day begins again: what is no text comes after all that is.
        let (sign, direction, gone) = match self.order {
            Order::Newest => ("<", "DESC", "x''"),
            _ => (">", "ASC", "''"),
        };
        // One row more than asked for says whether there is a next page.
        let most = limit(self.most.saturating_add(1));
        match (self.order, &self.after) {
            (Order::Recorded, after) => {
                let condition =
                    after.as_ref().map(|cursor| ("t.number > ?".to_owned(), vec![Value::from(cursor.number)]));
                (condition, format!("ORDER BY t.number LIMIT {most}"))
            }
            (_, after) => {
                let condition = after.as_ref().map(|cursor| {
                    let id = format!("ifnull((SELECT id FROM {table} WHERE number = ?), {gone})");
                    let values = [cursor.day.clone().into(), cursor.number.into(), cursor.number.into()];
                    (format!("({day}, t.id, t.number) {sign} (?, {id}, ?)"), values.to_vec())
                });
                let behind = format!("{day} {direction}, t.id {direction}, t.number {direction}");
                (condition, format!("ORDER BY {behind} LIMIT {most}"))
            }
        }
    }

    /// A page of rows, each with its cursor.
    pub(crate) fn page<T>(&self, mut rows: Vec<(Cursor, T)>) -> Page<T> {
        let more = rows.len() > self.most;
        rows.truncate(self.most);
        let next = if more { rows.last().map(|(cursor, _)| cursor.clone()) } else { None };
        Page { rows: rows.into_iter().map(|(_, row)| row).collect(), next }
    }
}

/// A number of rows as SQLite takes it.
pub(crate) fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_as_they_are_written() {
        for cursor in [Cursor { day: "2024-04-15".into(), number: 7 }, Cursor { day: String::new(), number: 0 }] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        assert!("7".parse::<Cursor>().is_err() && ".x".parse::<Cursor>().is_err());
    }
}
