//! A feed as a file: one document an item.

use super::text::whole_bytes;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending, feed};
use masudi_record::{Document, Origin};

/// See the module.
pub(crate) struct Feeds;

impl Format for Feeds {
    fn recognises(&self, head: &Head<'_>) -> bool {
        feed::begins(head.bytes)
    }

    fn read(&self, input: Input) -> Documents {
        let name = input.name.clone();
        let published = input.settings.published.clone();
        let cleaner = input.settings.cleaner.clone();
        let items = whole_bytes(input)
            .and_then(|bytes| feed::items(&bytes, &cleaner).map_err(|e| InputError::because(&name, e)));
        match items {
            Err(error) => Box::new(std::iter::once(Pending::from(error))),
            Ok(items) => Box::new(items.into_iter().enumerate().map(move |(i, item)| {
                let origin = Origin { file: Some(name.clone()), offset: Some((i + 1).to_string()), retrieved: None };
                let published = item.published.clone().or_else(|| published.clone());
                Pending::from(Document { origin: Some(origin), published, ..item })
            })),
        }
    }
}
