//! A document from cleaned text: its id, its headline, its date.

use crate::Settings;
use masudi_record::{Document, Origin};
use sha2::{Digest, Sha256};

/// A headline is no longer than this, in characters.
const LONGEST_TITLE: usize = 200;

/// A publication date that is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a publication date such as 2024-04-15 or 2024-04-15T18:05:00Z, but found \"{0}\"")]
pub struct PublishedError(pub String);

/// Checks a publication date: an ISO date, alone or followed by a time.
///
/// Errors: [`PublishedError`] with the words found.
///
/// ```
/// assert!(masudi_ingest::published("2024-02-29").is_ok());
/// assert!(masudi_ingest::published("2023-02-29").is_err());
/// ```
pub fn published(text: &str) -> Result<String, PublishedError> {
    let text = text.trim();
    let refuse = || PublishedError(text.to_owned());
    let (day, rest) = (text.get(..10).ok_or_else(refuse)?, text.get(10..).unwrap_or(""));
    let whole = rest.is_empty() || rest.starts_with(['T', ' ']);
    let date: Result<jiff::civil::Date, _> = day.parse();
    if whole && date.is_ok() { Ok(text.to_owned()) } else { Err(refuse()) }
}

/// A document from plain text, cleaned. Its id is the hash of the cleaned text, so it is the same on every run.
pub(crate) fn from_text(text: &str, settings: &Settings, file: &str) -> Document {
    let text = settings.cleaner.clean(text);
    Document {
        id: content_id(&text),
        title: headline(&text).map(str::to_owned),
        published: settings.published.clone(),
        origin: Some(Origin { file: Some(file.to_owned()), ..Origin::default() }),
        text,
        ..Document::default()
    }
}

/// The first 32 hexadecimal digits of the SHA-256 of the text.
pub(crate) fn content_id(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The first line, where it stands apart, is short and does not end as a sentence does.
fn headline(text: &str) -> Option<&str> {
    let (first, _) = text.split_once("\n\n")?;
    let plain = !first.contains('\n') && !first.ends_with(['.', ',', ';', ':']);
    (plain && first.chars().count() <= LONGEST_TITLE).then_some(first.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Document {
        from_text(text, &Settings::default(), "a.txt")
    }

    #[test]
    fn the_id_follows_the_cleaned_text_only() {
        let one = of("Talks open\n\nThey met.");
        let same = of("Talks open\r\n\r\n\r\nThey met.\r\nShare\r\n");
        assert_eq!((one.id.as_str(), one.id.len()), (same.id.as_str(), 32));
        assert_ne!(one.id, of("Talks open\n\nThey left.").id);
    }

    #[test]
    fn only_a_line_that_stands_apart_is_a_headline() {
        assert_eq!(of("Talks open\n\nThey met.").title.as_deref(), Some("Talks open"));
        assert_eq!(of("They met on Monday.\n\nThey left.").title, None);
        assert_eq!(of("They met\nand left.\n\nThat was all.").title, None);
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        for bad in ["", "2024", "15.04.2024", "2024-13-01", "2024-04-15x", "２０２４-04-15"] {
            assert!(published(bad).unwrap_err().to_string().contains("2024-04-15"), "{bad}");
        }
        assert_eq!(published("2024-04-15T18:05:00Z").unwrap(), "2024-04-15T18:05:00Z");
    }
}
