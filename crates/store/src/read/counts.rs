//! Counts of events or mentions, by span of time and by what they are.

use crate::query::conditions::{Conditions, Table};
use crate::{EventQuery, Store, StoreError};
use rusqlite::params_from_iter;

/// A span of time that counts are made for; an event counts where its first day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// A day.
    Day,
    /// A week, named by its Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Bucket {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 4] =
        [("day", Self::Day), ("week", Self::Week), ("month", Self::Month), ("year", Self::Year)];

    fn sql(self) -> &'static str {
        match self {
            Self::Day => "t.day_from",
            Self::Week => "date(t.day_from, '-6 days', 'weekday 1')",
            Self::Month => "substr(t.day_from, 1, 7)",
            Self::Year => "substr(t.day_from, 1, 4)",
        }
    }
}

/// What counts are kept apart by. What has several values counts for each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Event type.
    Type,
    /// Mode.
    Mode,
    /// Quad class.
    Quad,
    /// Status.
    Status,
    /// Country of the place.
    Country,
    /// Country of the actor.
    Actor,
    /// Country of the recipient.
    Recipient,
    /// Countries of actor and recipient, `IRN>ISR`.
    Dyad,
}

impl Dimension {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 8] = [
        ("type", Self::Type),
        ("mode", Self::Mode),
        ("quad", Self::Quad),
        ("status", Self::Status),
        ("country", Self::Country),
        ("actor", Self::Actor),
        ("recipient", Self::Recipient),
        ("dyad", Self::Dyad),
    ];

    fn sql(self) -> &'static str {
        match self {
            Self::Type => "t.type",
            Self::Mode => "t.mode",
            Self::Quad => "t.quad",
            Self::Status => "t.status",
            Self::Country => "t.country",
            Self::Actor => "a.country",
            Self::Recipient => "r.country",
            Self::Dyad => "a.country || '>' || r.country",
        }
    }

    fn actor(self) -> bool {
        matches!(self, Self::Actor | Self::Dyad)
    }

    fn recipient(self) -> bool {
        matches!(self, Self::Recipient | Self::Dyad)
    }
}

/// What is to be counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CountQuery {
    /// Which events or mentions.
    pub events: EventQuery,
    /// Spans of time; `None` for all time.
    pub bucket: Option<Bucket>,
    /// What they are kept apart by.
    pub by: Vec<Dimension>,
}

/// A count.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRow {
    /// The span of time: `2024-04-15`, `2024-04` or `2024`; `None` without one, or for what has no date.
    pub bucket: Option<String>,
    /// A value for each dimension, in order; `None` where unknown.
    pub values: Vec<Option<String>>,
    /// How many.
    pub count: u64,
    /// Mean of their scores, -10 to 10, over those that have one.
    pub score: Option<f64>,
}

impl Store {
    /// Counts events, in order of time, and within a span the most first.
    ///
    /// Errors: [`StoreError`].
    pub fn count_events(&self, query: &CountQuery) -> Result<Vec<CountRow>, StoreError> {
        self.count(Table::Events, query)
    }

    /// Counts mentions, in order of time, and within a span the most first.
    ///
    /// Errors: [`StoreError`].
    pub fn count_mentions(&self, query: &CountQuery) -> Result<Vec<CountRow>, StoreError> {
        self.count(Table::Mentions, query)
    }

    fn count(&self, table: Table, query: &CountQuery) -> Result<Vec<CountRow>, StoreError> {
        let conditions = Conditions::of(table, &query.events);
        let bucket = query.bucket.map_or("NULL", Bucket::sql);
        let values: String = query.by.iter().map(|by| format!(", {}", by.sql())).collect();
        // One row for each event and value: two actors of one country are one country.
        let joined = |role: &str, alias: &str| {
            format!(
                "LEFT JOIN (SELECT DISTINCT owner, country FROM {} WHERE role = '{role}') {alias} ON {alias}.owner = t.number ",
                table.parties()
            )
        };
        let mut joins = String::new();
        if query.by.iter().any(|by| by.actor()) {
            joins += &joined("actor", "a");
        }
        if query.by.iter().any(|by| by.recipient()) {
            joins += &joined("recipient", "r");
        }
        let groups = (1..=query.by.len() + 1).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {bucket}{values}, count(DISTINCT t.number), avg(t.score) FROM {} t {joins}{} \
             GROUP BY {groups} ORDER BY 1, {} DESC, {groups}",
            table.name(),
            conditions.clause(),
            query.by.len() + 2,
        );
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            let rows = statement.query_map(params_from_iter(&conditions.values), |row| {
                let n = query.by.len();
                let values = (1..=n).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<_>>>()?;
                let count: i64 = row.get(n + 1)?;
                Ok(CountRow { bucket: row.get(0)?, values, count: count.cast_unsigned(), score: row.get(n + 2)? })
            })?;
            rows.collect()
        });
        self.at(rows)
    }
}
