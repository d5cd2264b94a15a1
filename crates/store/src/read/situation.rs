//! All that a brief is made of, read at once.

use super::page::{Cursor, Page, Paging};
use crate::{DocumentQuery, EventQuery, Store, StoreError};
use masudi_record::{Deployment, Document, Event, Factor, Mention, Process, Statement};

/// What a record holds, but for the texts of its documents.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    /// Documents without their texts.
    pub documents: Vec<Document>,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// Events.
    pub events: Vec<Event>,
    /// Processes.
    pub processes: Vec<Process>,
    /// Force levels.
    pub deployments: Vec<Deployment>,
    /// Factors.
    pub factors: Vec<Factor>,
    /// Statements.
    pub statements: Vec<Statement>,
}

impl Store {
    /// Reads it. Errors: [`StoreError`].
    pub fn situation(&self) -> Result<Situation, StoreError> {
        let all = EventQuery::default();
        let documents = DocumentQuery::default();
        Ok(Situation {
            documents: every(
                |paging| self.documents(&documents, paging),
                |row| Document { text: String::new(), ..row.document },
            )?,
            mentions: every(|paging| self.mentions(&all, paging), |row| row.mention)?,
            events: every(|paging| self.events(&all, paging), |row| row.event)?,
            processes: every(|paging| self.processes(&all, paging), |row| row)?,
            deployments: every(|paging| self.deployments(&all, paging), |row| row)?,
            factors: every(|paging| self.factors(&all, paging), |row| row)?,
            statements: every(|paging| self.statements(&all, paging), |row| row)?,
        })
    }
}

/// All rows, page by page.
fn every<T, U>(
    page: impl Fn(&Paging) -> Result<Page<T>, StoreError>,
    row: impl Fn(T) -> U,
) -> Result<Vec<U>, StoreError> {
    let mut out = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let Page { rows, next } = page(&Paging { after, ..Paging::default() })?;
        out.extend(rows.into_iter().map(&row));
        match next {
            Some(cursor) => after = Some(cursor),
            None => return Ok(out),
        }
    }
}
