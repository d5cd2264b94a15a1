//! What is looked for page by page: which conditions an index answers, and which must be asked of each row.

use super::conditions::{Conditions, Table, marks};
use super::{DocumentQuery, EventQuery, Term};
use crate::read::expression::Texts;
use crate::read::walk::{Holds, Indexed, Walk};
use rusqlite::types::Value;

impl Walk {
    /// All of a table, with its day and the index of it.
    pub(crate) fn over(table: &'static str, day: &'static str, index: &'static str) -> Self {
        let (within, rest) = (Conditions::default(), Conditions::default());
        Self { table, day, index, words: None, indexed: Vec::new(), within, rest }
    }

    /// Mentions.
    pub(crate) fn mentions(query: &EventQuery) -> Self {
        let mut walk = Self::over("mentions", "ifnull(t.day_from, '')", "mentions_day");
        walk.with_words(Texts::Sentences, &query.text);
        walk.of_documents(query);
        for (role, groups) in [
            ("AND p.role = 'actor'", &query.actors),
            ("AND p.role = 'recipient'", &query.recipients),
            ("", &query.parties),
        ] {
            groups.iter().for_each(|names| walk.with_party("mention_parties", role, names));
        }
        if let Some(area) = query.area {
            let (numbers, values) = Conditions::near(Table::Mentions, area);
            walk.indexed.push(Indexed { numbers, holds: Holds::Elsewhere, values });
        }
        walk.one_of("place", query.places.iter().cloned());
        walk.one_of("country", query.countries.iter().cloned());
        walk.one_of("type", query.types.iter().cloned());
        walk.rest = Conditions::of(
            Table::Mentions,
            &EventQuery {
                text: Vec::new(),
                sources: Vec::new(),
                documents: Vec::new(),
                actors: Vec::new(),
                recipients: Vec::new(),
                parties: Vec::new(),
                places: Vec::new(),
                countries: Vec::new(),
                types: Vec::new(),
                area: None,
                ..query.clone()
            },
        );
        if let Some(area) = query.area {
            walk.rest.within_area(area);
        }
        // What began by then comes no later in order.
        if let Some(to) = &query.to {
            walk.within.add("ifnull(t.day_from, '') <= ?", [to.clone().into()]);
        }
        walk
    }

    /// Documents.
    pub(crate) fn documents(query: &DocumentQuery) -> Self {
        let mut walk = Self::over("documents", "ifnull(t.published, '')", "documents_published");
        let DocumentQuery { text, sources, languages, from, to, duplicate } = query;
        walk.with_words(Texts::Documents, text);
        walk.one_of("source", sources.iter().cloned());
        walk.days(from.as_ref(), to.as_ref());
        walk.rest.any("t.language", languages.iter().cloned());
        match duplicate {
            Some(true) => walk.rest.add("t.duplicate_of IS NOT NULL", []),
            Some(false) => walk.rest.add("t.duplicate_of IS NULL", []),
            None => {}
        }
        walk
    }

    fn with_words(&mut self, texts: Texts, text: &[Term]) {
        if !text.is_empty() {
            self.words = Some((texts, text.to_vec()));
        }
    }

    /// That it is of a document of some outlets, or with some ids.
    pub(crate) fn of_documents(&mut self, query: &EventQuery) {
        let table = self.table;
        for (column, values) in [("source", &query.sources), ("id", &query.documents)] {
            if values.is_empty() {
                continue;
            }
            let marks = marks(values.len());
            self.indexed.push(Indexed {
                numbers: format!(
                    "SELECT o.number FROM documents d JOIN {table} o ON o.document = d.number WHERE d.{column} IN ({marks})"
                ),
                holds: Holds::Row(format!(
                    "EXISTS (SELECT 1 FROM documents d WHERE d.number = t.document AND +d.{column} IN ({marks}))"
                )),
                values: values.iter().cloned().map(Value::from).collect(),
            });
        }
    }

    /// That somebody takes part who is called one of `names`: by id, name, country or code.
    pub(crate) fn with_party(&mut self, parties: &'static str, role: &'static str, names: &[String]) {
        let (numbers, values) = Conditions::party(parties, role, names);
        let called = ["id", "name", "country", "code"].map(|column| format!("p.{column} IN ({})", marks(names.len())));
        let holds = format!(
            "EXISTS (SELECT 1 FROM {parties} p WHERE p.owner = t.number {role} AND ({}))",
            called.map(|called| format!("+{called}")).join(" OR ")
        );
        self.indexed.push(Indexed { numbers, holds: Holds::Row(holds), values });
    }
}
