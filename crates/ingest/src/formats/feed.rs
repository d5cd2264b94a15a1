//! A feed as a file: one document an item.

use super::text::whole_bytes;
use crate::InputError;
use crate::feed;
use crate::format::{Documents, Format, Head, Input};
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
        let items = whole_bytes(input).and_then(|bytes| feed::items(&bytes).map_err(|e| InputError::because(&name, e)));
        match items {
            Err(error) => Box::new(std::iter::once(Err(error))),
            Ok(items) => Box::new(items.into_iter().enumerate().map(move |(i, item)| {
                let origin = Origin { file: Some(name.clone()), offset: Some((i + 1).to_string()), retrieved: None };
                let published = item.published.clone().or_else(|| published.clone());
                Ok(Document { origin: Some(origin), published, ..item })
            })),
        }
    }
}
