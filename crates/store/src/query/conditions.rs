//! Conditions of SQL, and the values that stand in them.
//!
//! In: a typed query. Out: a WHERE clause of fixed words with a `?` for each value. No value becomes part of the words.

use super::events::name;
use super::text::fts;
use super::{Area, EventQuery};
use rusqlite::types::Value;

/// The two tables that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// Mentions, as coded.
    Mentions,
    /// Events, as reconciled.
    Events,
}

impl Table {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Events => "events",
        }
    }

    pub(crate) fn parties(self) -> &'static str {
        match self {
            Self::Mentions => "mention_parties",
            Self::Events => "event_parties",
        }
    }

    fn places(self) -> &'static str {
        match self {
            Self::Mentions => "mention_places",
            Self::Events => "event_places",
        }
    }
}

/// Conditions that must hold all together, over a table called `t`.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    /// The values, in order of their `?`.
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Adds one: fixed words, and the values of its `?`.
    pub(crate) fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.values.extend(values);
    }

    /// Adds that a column has one of some values; no values, no condition.
    pub(crate) fn any(&mut self, column: &str, values: impl IntoIterator<Item = impl Into<Value>>) {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.add(format!("{column} IN ({})", marks(values.len())), values);
        }
    }

    /// All of them; one that always holds when there is none.
    pub(crate) fn words(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { format!("({})", self.sql.join(" AND ")) }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// `WHERE` and all of them, or nothing.
    pub(crate) fn clause(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!("WHERE {}", self.sql.join(" AND ")) }
    }

    /// The conditions of a query of events or mentions, over that table as `t`.
    pub(crate) fn of(table: Table, query: &EventQuery) -> Self {
        let mut all = Self::default();
        all.of_words(table, query);
        all.of_parties(table, query);
        all.any("t.type", query.types.iter().cloned());
        all.any("t.mode", query.modes.iter().cloned());
        all.any("t.quad", query.quads.iter().cloned());
        all.any("t.phase", query.phases.iter().map(name));
        all.any("t.status", query.statuses.iter().map(name));
        all.any("t.place", query.places.iter().cloned());
        all.any("t.country", query.countries.iter().cloned());
        for contexts in &query.contexts {
            let sql = format!(
                "EXISTS (SELECT 1 FROM json_each(t.json, '$.contexts') c WHERE c.value IN ({}))",
                marks(contexts.len())
            );
            all.add(sql, contexts.iter().cloned().map(Value::from));
        }
        if let Some(area) = query.area {
            all.of_area(table, area);
        }
        if let Some(day) = &query.from {
            all.add("ifnull(t.day_to, t.day_from) >= ?", [day.clone().into()]);
        }
        if let Some(day) = &query.to {
            all.add("ifnull(t.day_from, t.day_to) <= ?", [day.clone().into()]);
        }
        if let Some(confidence) = query.confidence {
            all.add("t.confidence >= ?", [f64::from(confidence).into()]);
        }
        if let (Some(outlets), Table::Events) = (query.outlets, table) {
            all.add("t.sources >= ?", [i64::from(outlets).into()]);
        }
        if let (Some(disputed), Table::Events) = (query.disputed, table) {
            all.add("t.disputed = ?", [i64::from(disputed).into()]);
        }
        all
    }

    /// What is asked of the documents that tell it.
    fn of_words(&mut self, table: Table, query: &EventQuery) {
        if !query.text.is_empty() {
            let found = "SELECT rowid FROM mention_text WHERE mention_text MATCH ?";
            let sql = match table {
                Table::Mentions => format!("t.number IN ({found})"),
                Table::Events => format!(
                    "t.number IN (SELECT em.event FROM mentions m JOIN event_mentions em ON em.mention = m.id \
                     WHERE m.number IN ({found}))"
                ),
            };
            self.add(sql, [Value::from(fts(&query.text))]);
        }
        for (column, values) in [("d.source", &query.sources), ("d.id", &query.documents)] {
            if values.is_empty() {
                continue;
            }
            let marks = marks(values.len());
            let sql = match table {
                Table::Mentions => {
                    format!("t.document IN (SELECT d.number FROM documents d WHERE {column} IN ({marks}))")
                }
                Table::Events => format!(
                    "t.number IN (SELECT em.event FROM documents d JOIN mentions m ON m.document = d.number \
                     JOIN event_mentions em ON em.mention = m.id WHERE {column} IN ({marks}))"
                ),
            };
            self.add(sql, values.iter().cloned().map(Value::from));
        }
    }

    fn of_parties(&mut self, table: Table, query: &EventQuery) {
        let roles = [
            ("AND p.role = 'actor'", &query.actors),
            ("AND p.role = 'recipient'", &query.recipients),
            ("", &query.parties),
        ];
        for (role, groups) in roles {
            for group in groups {
                self.of_party(table.parties(), role, group);
            }
        }
    }

    /// That somebody takes part who is called one of `names`: by id, name, country or code.
    fn of_party(&mut self, table: &'static str, role: &'static str, names: &[String]) {
        let (numbers, values) = Self::party(table, role, names);
        self.add(format!("t.number IN ({numbers})"), values);
    }

    /// The rows in which somebody takes part who is called one of `names`.
    pub(super) fn party(table: &'static str, role: &'static str, names: &[String]) -> (String, Vec<Value>) {
        let marks = marks(names.len());
        // One index each; a single OR would read the whole table.
        let by = |column: &str| format!("SELECT p.owner FROM {table} p WHERE p.{column} IN ({marks}) {role}");
        let sql = ["id", "name", "country", "code"].map(by).join(" UNION ALL ");
        let exact = || names.iter().cloned().map(Value::from);
        let upper = || names.iter().map(|name| Value::from(name.to_uppercase()));
        (sql, exact().chain(exact()).chain(upper()).chain(upper()).collect())
    }

    fn of_area(&mut self, table: Table, area: Area) {
        let (numbers, values) = Self::near(table, area);
        self.add(format!("t.number IN ({numbers})"), values);
        self.within_area(area);
    }

    /// The index of places holds coordinates to some metres; the columns hold them as they are.
    pub(super) fn within_area(&mut self, area: Area) {
        match area {
            Area::Circle { lat, lon, km } => {
                self.add("distance_km(t.lat, t.lon, ?, ?) <= ?", [lat.into(), lon.into(), km.into()]);
            }
            Area::Box { .. } => {
                let boxes = area.boxes();
                let inside = vec!["t.lon >= ? AND t.lat >= ? AND t.lon <= ? AND t.lat <= ?"; boxes.len()].join(" OR ");
                self.add(format!("({inside})"), boxes.iter().copied().flat_map(bounds));
            }
        }
    }

    /// The rows whose place lies about there.
    pub(super) fn near(table: Table, area: Area) -> (String, Vec<Value>) {
        let (boxes, places) = (area.boxes(), table.places());
        let one = format!("SELECT number FROM {places} WHERE east >= ? AND north >= ? AND west <= ? AND south <= ?");
        (vec![one; boxes.len()].join(" UNION ALL "), boxes.iter().copied().flat_map(bounds).collect())
    }
}

/// West, south, east, north as values.
fn bounds(sides: [f64; 4]) -> [Value; 4] {
    sides.map(Value::from)
}

pub(super) fn marks(n: usize) -> String {
    vec!["?"; n].join(",")
}
