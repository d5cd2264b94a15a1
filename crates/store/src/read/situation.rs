//! All that a brief is made of, read at once: of the whole record, or of what a question asks for.

use super::page::{Cursor, Page, Paging};
use crate::read::page::Order;
use crate::{DocumentQuery, EventQuery, Store, StoreError};
use masudi_record::{Document, Event, Process, Situation};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// Mentions of one event that are read.
const MENTIONS: usize = 20;

impl Store {
    /// All of the record, but for the texts of its documents. Errors: [`StoreError`].
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

    /// Some events with their mentions; the latest processes, force levels, factors and statements, `most` of each; the
    /// documents of all these, and the one published last. Bounded in work and memory, however large the record is.
    ///
    /// Errors: [`StoreError`].
    pub fn situation_of(&self, events: Vec<Event>, most: usize) -> Result<Situation, StoreError> {
        let newest = Paging { order: Order::Newest, after: None, most };
        let all = EventQuery::default();
        let mut out = Situation {
            events,
            processes: self.processes(&all, &newest)?.rows,
            deployments: self.deployments(&all, &newest)?.rows,
            factors: self.factors(&all, &newest)?.rows,
            statements: self.statements(&all, &newest)?.rows,
            ..Situation::default()
        };
        let told: BTreeSet<&String> = out.events.iter().flat_map(|e| e.mentions.iter().take(MENTIONS)).collect();
        let said = out.statements.iter().flat_map(|statement| &statement.mentions);
        let ids: BTreeSet<&String> = told.into_iter().chain(said).collect();
        out.mentions = self.some("SELECT json FROM mentions WHERE id = ?1 LIMIT 1", "mention", ids)?;
        let evidence = |process: &Process| {
            let steps = process.history.iter().flat_map(|step| &step.evidence);
            let named = process.factors.iter().chain(&process.aim).map(|factor| &factor.evidence);
            steps.chain(named).map(|evidence| evidence.doc.clone()).collect::<Vec<_>>()
        };
        let mut ids: BTreeSet<String> = out.mentions.iter().map(|mention| mention.doc.clone()).collect();
        ids.extend(out.processes.iter().flat_map(evidence));
        ids.extend(out.deployments.iter().map(|deployment| deployment.doc.clone()));
        ids.extend(out.factors.iter().map(|factor| factor.evidence.doc.clone()));
        ids.extend(out.statements.iter().map(|statement| statement.doc.clone()));
        let last = "SELECT id FROM documents ORDER BY ifnull(published, '') DESC, id DESC LIMIT 1";
        ids.extend(self.at(self.connection.query_row(last, [], |row| row.get::<_, String>(0)).optional())?);
        out.documents = self.some("SELECT json FROM documents WHERE id = ?1", "document", &ids)?;
        Ok(out)
    }

    /// The values of some ids; those that are not there are left out.
    fn some<'a, T: serde::de::DeserializeOwned>(
        &self,
        sql: &str,
        what: &str,
        ids: impl IntoIterator<Item = &'a String>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.at(self.connection.prepare_cached(sql))?;
        let mut out = Vec::new();
        for id in ids {
            let json: Option<String> = self.at(statement.query_row([id], |row| row.get(0)).optional())?;
            out.extend(json.map(|json| self.parse(&format!("{what} {id}"), &json)).transpose()?);
        }
        Ok(out)
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
