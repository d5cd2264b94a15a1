//! A JSON array of documents.
//!
//! In: an array of objects with `text` and the other members of a line of JSONL. Out: a document or an error for each. The
//! array is in memory as a whole, so its size is bounded as that of a document is; what is larger goes in as JSONL.

use super::jsonl::Row;
use super::text::whole_bytes;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending};
use serde_json::value::RawValue;

/// See the module.
pub(crate) struct Json;

impl Format for Json {
    fn recognises(&self, head: &Head<'_>) -> bool {
        let rest = head.bytes.trim_ascii_start().strip_prefix(b"[");
        rest.is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'{')))
    }

    fn read(&self, input: Input) -> Documents {
        let (name, settings) = (input.name.clone(), input.settings.clone());
        let rows = whole_bytes(input).and_then(|bytes| {
            serde_json::from_slice::<Vec<Box<RawValue>>>(&bytes).map_err(|error| {
                InputError::at(
                    &name,
                    error.line(),
                    "an array of JSON objects",
                    format!("an error at column {}: {error}", error.column()),
                )
            })
        });
        match rows {
            Err(error) => Box::new(std::iter::once(Pending::from(error))),
            Ok(rows) => Box::new(rows.into_iter().enumerate().map(move |(i, row)| {
                let read = Row::read(row.get().as_bytes()).and_then(|row| row.document(&name, i + 1, &settings));
                let place = || format!("{name} item {}", i + 1);
                Pending::from(read.map_err(|(expected, found)| InputError::of(&place(), expected, found)))
            })),
        }
    }
}
