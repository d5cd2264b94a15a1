//! A sitemap as a file: it holds addresses and no text, and is refused with what to do.

use super::text::whole;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending, sitemap};

/// See the module.
pub(crate) struct Sitemaps;

impl Format for Sitemaps {
    fn recognises(&self, head: &Head<'_>) -> bool {
        sitemap::begins(head.bytes)
    }

    fn read(&self, input: Input) -> Documents {
        let name = input.name.clone();
        let error = whole(input).map_or_else(
            |error| error,
            |xml| {
                let found = format!("a sitemap, which lists {} addresses", sitemap::listed(&xml).len());
                InputError::of(&name, "texts (masudi watch fetches the pages of a sitemap)", found)
            },
        );
        Box::new(std::iter::once(Pending::from(error)))
    }
}
