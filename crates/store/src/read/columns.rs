//! The columns of all events, for those who keep them in memory to count and choose by.

use crate::{Store, StoreError};
use rusqlite::{Params, Row, types::ValueRef};

/// What an event is chosen and counted by; texts are those of the row, empty where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventColumns<'a> {
    /// Number of its row.
    pub number: i64,
    /// Type.
    pub event_type: &'a str,
    /// Mode.
    pub mode: &'a str,
    /// Quad class.
    pub quad: &'a str,
    /// Phase.
    pub phase: &'a str,
    /// Status.
    pub status: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day.
    pub to: &'a str,
    /// Place.
    pub place: &'a str,
    /// Country of the place.
    pub country: &'a str,
    /// Degrees north and east of the place.
    pub point: Option<(f64, f64)>,
    /// How exactly the place is known.
    pub precision: &'a str,
    /// How it lies to the place: in, near, …
    pub relation: &'a str,
    /// Its contexts, a JSON list.
    pub contexts: &'a str,
    /// Score.
    pub score: Option<f64>,
    /// Confidence.
    pub confidence: f64,
    /// Distinct outlets.
    pub outlets: u32,
    /// Whether sources disagree on it.
    pub disputed: bool,
}

/// Somebody who takes part in an event; texts are empty where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartyColumns<'a> {
    /// Number of the event's row.
    pub event: i64,
    /// Whether as actor; else as recipient.
    pub actor: bool,
    /// Id.
    pub id: &'a str,
    /// Name.
    pub name: &'a str,
    /// Country.
    pub country: &'a str,
    /// Code.
    pub code: &'a str,
}

impl Store {
    /// Gives the numbers of all events, the earliest first, those without a day before all; of one day by id.
    ///
    /// Errors: [`StoreError`].
    pub fn event_order(&self, mut give: impl FnMut(i64)) -> Result<(), StoreError> {
        self.each("SELECT number FROM events INDEXED BY events_day ORDER BY ifnull(day_from, ''), id", |row| {
            give(row.get(0)?);
            Ok(())
        })
    }

    /// Gives all events by number, as they lie in the file. Errors: [`StoreError`].
    pub fn event_columns(&self, mut give: impl FnMut(EventColumns<'_>)) -> Result<(), StoreError> {
        let sql = "SELECT number, type, mode, quad, phase, status, day_from, day_to, place, country, score, confidence, \
                   sources, disputed, lat, lon, json ->> '$.place.precision', json ->> '$.place.relation', json -> '$.contexts' FROM events NOT INDEXED ORDER BY number";
        self.each(sql, |row| {
            give(EventColumns {
                number: row.get(0)?,
                event_type: text(row, 1)?,
                mode: text(row, 2)?,
                quad: text(row, 3)?,
                phase: text(row, 4)?,
                status: text(row, 5)?,
                from: text(row, 6)?,
                to: text(row, 7)?,
                place: text(row, 8)?,
                country: text(row, 9)?,
                point: row.get::<_, Option<f64>>(14)?.zip(row.get(15)?),
                precision: text(row, 16)?,
                relation: text(row, 17)?,
                contexts: text(row, 18)?,
                score: row.get(10)?,
                confidence: row.get(11)?,
                outlets: row.get(12)?,
                disputed: row.get(13)?,
            });
            Ok(())
        })
    }

    /// Gives all who take part in events. Errors: [`StoreError`].
    pub fn party_columns(&self, mut give: impl FnMut(PartyColumns<'_>)) -> Result<(), StoreError> {
        self.each("SELECT owner, role, id, name, country, code FROM event_parties", |row| {
            let actor = text(row, 1)? == "actor";
            let (id, name, country, code) = (text(row, 2)?, text(row, 3)?, text(row, 4)?, text(row, 5)?);
            give(PartyColumns { event: row.get(0)?, actor, id, name, country, code });
            Ok(())
        })
    }

    /// Gives which mention tells which event, by their numbers, of the mentions after number `after`.
    ///
    /// Errors: [`StoreError`].
    pub fn tellings(&self, after: i64, mut give: impl FnMut(i64, i64)) -> Result<(), StoreError> {
        // Of all: two indexes side by side. Of the latest: one by one.
        let sql = match after {
            0 => {
                "SELECT m.number, em.event FROM mentions m INDEXED BY mentions_id CROSS JOIN event_mentions em \
                 ON em.mention = m.id WHERE m.id >= '' AND m.number > ?1 ORDER BY m.id"
            }
            _ => {
                "SELECT m.number, em.event FROM mentions m NOT INDEXED CROSS JOIN event_mentions em ON em.mention = m.id \
                 WHERE m.number > ?1"
            }
        };
        self.each_of(sql, [after], |row| {
            give(row.get(0)?, row.get(1)?);
            Ok(())
        })
    }

    /// Gives the number of the document of each mention, document by document. Errors: [`StoreError`].
    pub fn mention_documents(&self, mut give: impl FnMut(i64, i64)) -> Result<(), StoreError> {
        self.each("SELECT number, document FROM mentions INDEXED BY mentions_document WHERE document > 0", |row| {
            give(row.get(0)?, row.get(1)?);
            Ok(())
        })
    }

    /// Gives the outlet of each document, by its number. Errors: [`StoreError`].
    pub fn document_outlets(&self, mut give: impl FnMut(i64, &str)) -> Result<(), StoreError> {
        self.each("SELECT number, source FROM documents INDEXED BY documents_source WHERE source >= ''", |row| {
            give(row.get(0)?, text(row, 1)?);
            Ok(())
        })
    }

    /// Gives the numbers of the mentions of some documents, by their ids. Errors: [`StoreError`].
    pub fn mentions_of_documents(&self, ids: &[String], mut give: impl FnMut(i64)) -> Result<(), StoreError> {
        let sql = "SELECT m.number FROM documents d JOIN mentions m ON m.document = d.number WHERE d.id = ?1";
        ids.iter().try_for_each(|id| {
            self.each_of(sql, [id], |row| {
                give(row.get(0)?);
                Ok(())
            })
        })
    }

    /// Events by their numbers, in that order; those that are not there any more are left out. Errors: [`StoreError`].
    pub fn events_by_number(&self, numbers: &[i64]) -> Result<Vec<crate::StoredEvent>, StoreError> {
        let mut statement = self.at(self.connection.prepare_cached("SELECT json FROM events WHERE number = ?1"))?;
        let mut out = Vec::with_capacity(numbers.len());
        for number in numbers {
            let mut rows = self.at(statement.query([number]))?;
            if let Some(row) = self.at(rows.next())? {
                let json: String = self.at(row.get(0))?;
                let event = self.parse(&format!("event number {number}"), &json)?;
                out.push(crate::StoredEvent { number: *number, event });
            }
        }
        Ok(out)
    }

    /// Lets the connection keep so many mebibytes of the file in memory. Errors: [`StoreError`].
    pub fn keep_pages(&self, mebibytes: u32) -> Result<(), StoreError> {
        self.at(self.connection.pragma_update(None, "cache_size", -1024 * i64::from(mebibytes)))
    }

    fn each(&self, sql: &str, give: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        self.each_of(sql, [], give)
    }

    fn each_of(
        &self,
        sql: &str,
        values: impl Params,
        mut give: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let done = (|| {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(values)?;
            while let Some(row) = rows.next()? {
                give(row)?;
            }
            Ok(())
        })();
        self.at(done)
    }
}

fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<&'r str> {
    match row.get_ref(at)? {
        ValueRef::Null => Ok(""),
        value => Ok(value.as_str()?),
    }
}
