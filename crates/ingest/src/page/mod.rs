//! From a page of the web to a document.
//!
//! In: the bytes of a page, and what is known of it. Out: a document with the article's text, title, byline, outlet,
//! date and language, as far as the page says them. What this does not do: it fetches nothing and follows no link.

mod charset;
mod content;
mod facts;
mod json_ld;
mod lead;
mod metadata;
mod plain;
mod prepare;
mod tokens;

use crate::Cleaner;
use content::{Extractor, Failure};
use masudi_record::Document;
use std::time::Duration;

pub(crate) use metadata::host;
pub use plain::plain;

/// Bytes of markup, without scripts and styles, that an extractor is given.
const MOST_MARKUP: usize = 4 << 20;
/// Letters of a text; a page of less says nothing.
const SHORTEST: usize = 20;
/// Time that extractors may take for a page; a page takes milliseconds.
const DEADLINE: Duration = Duration::from_secs(20);

/// Why a page gave no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// No article was found on it.
    #[error("expected a page with an article, but found none")]
    NoContent,
    /// More markup than an extractor should be given.
    #[error("expected at most {} MiB of markup besides scripts, but found more", MOST_MARKUP >> 20)]
    TooLarge,
    /// Finding the article took too long.
    #[error("expected a page that is understood within {} s, but found one that is not", DEADLINE.as_secs())]
    Late,
    /// The extractor failed in an unforeseen way.
    #[error("expected a page that the extractor understands, but found one that it fails at")]
    Broke,
}

/// What is known of a page besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Charset of the HTTP header.
    pub charset: Option<&'a str>,
    /// Address that it was fetched from.
    pub url: Option<&'a str>,
}

/// Reads pages. A copy shares the bound on extractors that ran out of time.
///
/// ```
/// use masudi_ingest::{About, Pages};
/// let article = "<p>The two sides met in the border town on Monday to speak of the bridge and of the prisoners.</p>".repeat(4);
/// let page = format!("<title>Talks open</title><nav>News Sports</nav><article>{article}</article><footer>Imprint</footer>");
/// let document = Pages::default().read(page.as_bytes(), About::default()).unwrap();
/// assert_eq!(document.title.as_deref(), Some("Talks open"));
/// assert!(document.text.starts_with("The two sides met") && !document.text.contains("Imprint"));
/// ```
#[derive(Clone, Debug)]
pub struct Pages {
    extractor: Extractor,
    cleaner: Cleaner,
}

impl Default for Pages {
    fn default() -> Self {
        Self::new(Cleaner::default())
    }
}

impl Pages {
    /// What knows the lines that it throws away.
    pub fn cleaner(&self) -> &Cleaner {
        &self.cleaner
    }

    /// A reader that throws away what `cleaner` knows.
    pub fn new(cleaner: Cleaner) -> Self {
        Self { extractor: Extractor::new(DEADLINE), cleaner }
    }

    /// The document of a page. It has an id, the hash of its text, and no origin.
    ///
    /// Errors: see [`PageError`].
    pub fn read(&self, bytes: &[u8], about: About<'_>) -> Result<Document, PageError> {
        let page = charset::decode(bytes, about.charset);
        let prepared = prepare::prepare(&page);
        if prepared.html.len() > MOST_MARKUP {
            return Err(PageError::TooLarge);
        }
        let document = metadata::describe(&prepared.facts, about.url);
        let lead = lead::Lead::of(&prepared);
        let text = self.extractor.run(prepared.html).map_err(|failure| match failure {
            Failure::Late => PageError::Late,
            Failure::Broke => PageError::Broke,
        })?;
        let text = self.cleaner.clean(&lead.restored(text));
        if text.chars().filter(|c| c.is_alphanumeric()).take(SHORTEST).count() < SHORTEST {
            return Err(PageError::NoContent);
        }
        Ok(Document { id: crate::document::content_id(&text), text, ..document })
    }
}
