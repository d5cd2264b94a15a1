//! Documents come in, each with what was coded of it.

use super::{RunNumber, duplicates, parts};
use crate::{Store, StoreError};
use masudi_duplicates::Signature;
use masudi_record::{CodedDocument, Document};
use rusqlite::{OptionalExtension, Transaction, params};

/// A document to be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewDocument {
    /// The document.
    pub document: Document,
    /// What was coded of it; `None` when it has not been coded.
    pub coded: Option<CodedDocument>,
    /// The signature of its text; with it the document is linked to those that it repeats, or that repeat it.
    pub signature: Option<Signature>,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added,
    /// It was there, without what was coded of it, which was added.
    Coded,
    /// It was there; that it was seen at another outlet, address or day was noted.
    SeenAgain,
    /// It was there; nothing was changed.
    Known,
    /// Another text is there under its id; nothing was changed. Only ids that an input gives can do that.
    Conflict,
}

impl Store {
    /// Keeps documents, all in one transaction; when it returns they are on the disk. Documents are known by their ids:
    /// the same again changes nothing.
    ///
    /// Out: what became of each, in order. Errors: [`StoreError`]; then nothing was changed.
    pub fn put_batch(&mut self, run: RunNumber, documents: &[NewDocument]) -> Result<Vec<Put>, StoreError> {
        self.writing(|transaction| {
            let put = documents.iter().map(|new| put(transaction, run, new)).collect::<rusqlite::Result<Vec<_>>>()?;
            let coded = documents.iter().zip(&put).any(|(new, put)| match put {
                Put::Added | Put::Coded => new.coded.as_ref().is_some_and(|coded| !coded.mentions.is_empty()),
                _ => false,
            });
            if coded {
                parts::mentions_changed(transaction)?;
            }
            Ok(put)
        })
    }

    /// Whether a document is kept, and whether it has been coded; `None` when it is not there.
    ///
    /// Errors: [`StoreError`].
    pub fn is_coded(&self, id: &str) -> Result<Option<bool>, StoreError> {
        let found = (|| {
            let mut statement =
                self.connection.prepare_cached("SELECT coded IS NOT NULL FROM documents WHERE id = ?1")?;
            statement.query_row([id], |row| row.get(0)).optional()
        })();
        self.at(found)
    }
}

fn put(transaction: &Transaction<'_>, run: RunNumber, new: &NewDocument) -> rusqlite::Result<Put> {
    let NewDocument { document, coded, signature } = new;
    let mut there =
        transaction.prepare_cached("SELECT number, text = ?2, coded IS NOT NULL, json FROM documents WHERE id = ?1")?;
    let there = there
        .query_row(params![document.id, document.text], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((number, same_text, was_coded, json)) = there else {
        let number = insert(transaction, run, document, coded.is_some())?;
        if let Some(coded) = coded {
            parts::insert(transaction, number, coded)?;
        }
        if let Some(signature) = signature
            && duplicates::link(transaction, number, document, signature)?
        {
            parts::mentions_changed(transaction)?;
        }
        return Ok(Put::Added);
    };
    if !same_text {
        return Ok(Put::Conflict);
    }
    if let (Some(coded), false) = (coded, was_coded) {
        parts::insert(transaction, number, coded)?;
        transaction.execute("UPDATE documents SET coded = ?2 WHERE number = ?1", params![number, run.0])?;
        return Ok(Put::Coded);
    }
    let kept: Document = serde_json::from_str(&json).unwrap_or_default();
    let whence = |d: &Document| (d.source.clone(), d.url.clone(), d.published.clone());
    if whence(&kept) == whence(document) {
        return Ok(Put::Known);
    }
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let noted =
        transaction.prepare_cached("INSERT OR IGNORE INTO sightings VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            number,
            or_empty(&document.source),
            or_empty(&document.url),
            or_empty(&document.published),
            run.0
        ])?;
    Ok(if noted > 0 { Put::SeenAgain } else { Put::Known })
}

fn insert(transaction: &Transaction<'_>, run: RunNumber, document: &Document, coded: bool) -> rusqlite::Result<i64> {
    let rest = parts::json(&Document { text: String::new(), duplicate_of: None, ..document.clone() });
    let Document { id, source, title, published, language, text, .. } = document;
    let of = document.duplicate_of.as_ref();
    let (of, similarity) = (of.map(|of| &of.document), of.map(|of| of.similarity));
    let coded = coded.then_some(run.0);
    transaction
        .prepare_cached(
            "INSERT INTO documents (id, source, published, language, duplicate_of, similarity, run, coded, title, text, json) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![id, source, published, language, of, similarity, run.0, coded, title, text, rest])?;
    let number = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO document_text (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![number, title, text])?;
    Ok(number)
}
