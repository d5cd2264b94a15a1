//! Gold of documents grouped by the event that they report, with mentions in chains (the form of ECB+).
//!
//! A line is a document: `id`, `subtopic`, `sentences` (lists of tokens), `mentions` (`m_id`, `tag`, `tokens` as numbers in
//! the document, `chain`, `validated`). Mentions count whose tag says that something happens and which were checked by the
//! annotators; one without a chain is alone.

use crate::clusters::Grouping;
use crate::jsonl::{EvalError, rows};
use serde::Deserialize;
use std::path::Path;

/// A document with its text and the mentions in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// The event that it reports.
    pub subtopic: String,
    /// The tokens joined by blanks, a line feed after each sentence.
    pub text: String,
    /// In order of the text.
    pub mentions: Vec<Mention>,
}

/// A mention of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Document and number, unique.
    pub id: String,
    /// Name of its chain; its own id when it is alone.
    pub chain: String,
    /// Offsets of its first token in the document's text, in code points; half-open.
    pub span: (usize, usize),
}

#[derive(Deserialize)]
struct Row {
    id: String,
    subtopic: String,
    sentences: Vec<Vec<String>>,
    mentions: Vec<RowMention>,
}

#[derive(Deserialize)]
struct RowMention {
    m_id: String,
    tag: String,
    tokens: Vec<usize>,
    chain: Option<String>,
    #[serde(default)]
    validated: bool,
}

/// Reads such gold. Errors: [`EvalError`] with file and line.
pub fn read(path: &Path) -> Result<Vec<Document>, EvalError> {
    let rows: Vec<(usize, Row)> = rows(path, "a document (id, subtopic, sentences, mentions)")?;
    Ok(rows.into_iter().map(|(_, row)| document(row)).collect())
}

/// Documents by the event that they report.
pub fn stories(documents: &[Document]) -> Grouping {
    Grouping::by_name(documents.iter().map(|d| (d.id.clone(), d.subtopic.clone())))
}

/// Mentions by chain.
pub fn chains(documents: &[Document]) -> Grouping {
    Grouping::by_name(documents.iter().flat_map(|d| &d.mentions).map(|m| (m.id.clone(), m.chain.clone())))
}

fn document(row: Row) -> Document {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for sentence in &row.sentences {
        for (at, token) in sentence.iter().enumerate() {
            text.push_str(token);
            text.push(if at + 1 == sentence.len() { '\n' } else { ' ' });
            let end = start + token.chars().count();
            spans.push((start, end));
            start = end + 1;
        }
    }
    let happens = |m: &RowMention| m.validated && (m.tag.starts_with("ACTION") || m.tag.starts_with("NEG_ACTION"));
    let mention = |m: RowMention| {
        let span = *spans.get(*m.tokens.first()?)?;
        let id = format!("{}/{}", row.id, m.m_id);
        Some(Mention { chain: m.chain.unwrap_or_else(|| id.clone()), id, span })
    };
    let mut mentions: Vec<Mention> = row.mentions.into_iter().filter(happens).filter_map(mention).collect();
    mentions.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
    Document { id: row.id.clone(), subtopic: row.subtopic, text, mentions }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_that_happen_and_were_checked_count() {
        let row = r#"{"id": "d", "subtopic": "1", "sentences": [["She", "left", "."], ["Leaving", "hurt", "."]], "mentions": [
            {"m_id": "1", "tag": "ACTION_OCCURRENCE", "tokens": [1], "chain": "c", "validated": true},
            {"m_id": "2", "tag": "ACTION_OCCURRENCE", "tokens": [3], "chain": "c", "validated": true},
            {"m_id": "3", "tag": "NEG_ACTION_STATE", "tokens": [4], "validated": true},
            {"m_id": "4", "tag": "HUMAN_PART_PER", "tokens": [0], "validated": true},
            {"m_id": "5", "tag": "ACTION_STATE", "tokens": [4], "validated": false}]}"#;
        let document = document(serde_json::from_str(row).unwrap());
        let words: Vec<&str> = document.mentions.iter().map(|m| &document.text[m.span.0..m.span.1]).collect();
        assert_eq!(words, ["left", "Leaving", "hurt"]);
        let chains = chains(std::slice::from_ref(&document));
        assert_eq!(chains.groups(), [vec!["d/1".to_owned(), "d/2".to_owned()], vec!["d/3".to_owned()]].as_slice());
    }
}
