//! Feeds: RSS, Atom, RDF and JSON Feed.
//!
//! In: the bytes of a feed. Out: its items with address, title, date, author and text, as far as it gives them. What this
//! does not do: it fetches no article. A feed that defines entities of its own is refused: none needs them, and a few
//! lines of them can stand for gigabytes.

use crate::Cleaner;
use crate::page::plain;
use masudi_record::Document;

/// Items of a feed that are read; a feed of the press has a hundred.
const MOST_ITEMS: usize = 10_000;

/// What is wrong with a feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// It defines entities.
    #[error("expected a feed without entities of its own, but found a definition of one")]
    Entities,
    /// It cannot be read.
    #[error("expected a feed (RSS, Atom or JSON Feed), but found an error: {0}")]
    Damaged(String),
}

/// Whether bytes begin as a feed does.
pub(crate) fn begins(head: &[u8]) -> bool {
    let root = root(head);
    let json = head.trim_ascii_start().starts_with(b"{") && contains(head, b"jsonfeed.org/version");
    json || [&b"<rss"[..], b"<feed", b"<rdf:RDF"].iter().any(|known| root.starts_with(known))
}

/// What follows the declarations and comments of XML.
pub(crate) fn root(head: &[u8]) -> &[u8] {
    let mut rest = head.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // A declaration of the document's type may define things in brackets.
            [b'<', b'!', rest @ ..] if rest.iter().find(|byte| matches!(byte, b'[' | b'>')) == Some(&b'[') => b"]>",
            [b'<', b'!', ..] => b">",
            _ => return rest,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return b"" };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// The items of a feed, as documents: an item without a text has its title as one. They have ids of their texts, and no
/// origin; their source is the feed's title.
///
/// Errors: see [`FeedError`].
///
/// ```
/// let feed = "<rss version='2.0'><channel><title>The Border Post</title><item><title>Talks open</title>\
///             <link>https://border.example/talks</link><pubDate>Mon, 15 Apr 2024 18:05:00 GMT</pubDate>\
///             <description>&lt;p&gt;The two sides met.&lt;/p&gt;</description></item></channel></rss>";
/// let items = masudi_ingest::feed::items(feed.as_bytes(), &masudi_ingest::Cleaner::default()).unwrap();
/// assert_eq!(items[0].text, "The two sides met.");
/// assert_eq!(items[0].published.as_deref(), Some("2024-04-15T18:05:00Z"));
/// ```
pub fn items(bytes: &[u8], cleaner: &Cleaner) -> Result<Vec<Document>, FeedError> {
    if contains(bytes, b"<!ENTITY") {
        return Err(FeedError::Entities);
    }
    let feed = feed_rs::parser::parse(bytes).map_err(|error| FeedError::Damaged(error.to_string()))?;
    let source = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let entries = feed.entries.into_iter().take(MOST_ITEMS);
    Ok(entries.filter_map(|entry| document(entry, cleaner, source.as_deref(), feed.language.as_deref())).collect())
}

fn document(
    entry: feed_rs::model::Entry,
    cleaner: &Cleaner,
    source: Option<&str>,
    language: Option<&str>,
) -> Option<Document> {
    let line = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let title = entry.title.as_ref().map(|title| line(&title.content)).filter(|title| !title.is_empty());
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref()).map(plain).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|summary| plain(&summary.content)).unwrap_or_default();
    let longer = if body.len() >= summary.len() { body } else { summary };
    let text = cleaner.clean(&longer);
    let text = if text.is_empty() { title.clone()? } else { text };
    let names: Vec<String> = entry
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref().map(line))
        .filter(|name| !name.is_empty())
        .collect();
    let page = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let code = entry.language.as_deref().or(language).and_then(|code| code.split(['-', '_']).next());
    Some(Document {
        id: crate::document::content_id(&text),
        source: source.map(str::to_owned),
        url: page.or(entry.links.first()).map(|link| link.href.clone()),
        title,
        byline: Some(names.join(", ")).filter(|names| !names.is_empty()),
        published: entry.published.or(entry.updated).map(|when| when.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        language: code.map(str::to_lowercase).filter(|code| matches!(code.len(), 2 | 3)),
        text,
        ..Document::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atom_rdf_and_json_feeds_are_read() {
        let atom = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr-FR'><title>Le Pont</title>\
                    <entry><title>Le pont rouvre</title><link rel='alternate' href='https://pont.example/1'/><id>1</id>\
                    <updated>2024-04-15T18:05:00+02:00</updated><author><name>Anne Blanc</name></author>\
                    <content type='html'>&lt;p&gt;Le pont rouvre lundi.&lt;/p&gt;</content></entry></feed>";
        let item = &items(atom.as_bytes(), &Cleaner::default()).unwrap()[0];
        assert_eq!((item.text.as_str(), item.byline.as_deref()), ("Le pont rouvre lundi.", Some("Anne Blanc")));
        assert_eq!(item.published.as_deref(), Some("2024-04-15T16:05:00Z"));
        assert_eq!(item.url.as_deref(), Some("https://pont.example/1"));
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Border Post", "items": [
            {"id": "1", "url": "https://border.example/1", "title": "Talks open"}]}"#;
        assert!(begins(json.as_bytes()) && begins(atom.as_bytes()) && !begins(b"{\"text\": 1}") && !begins(b"<html>"));
        assert_eq!(
            items(json.as_bytes(), &Cleaner::default()).unwrap()[0].text,
            "Talks open",
            "a title alone is a text"
        );
    }

    #[test]
    fn entities_and_damage_are_refused() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]>\
                    <rss version='2.0'><channel><title>&b;</title></channel></rss>";
        assert_eq!(items(bomb.as_bytes(), &Cleaner::default()), Err(FeedError::Entities));
        for damaged in ["<rss", "<rss version='2.0'><channel>", "<rss version='7'/>", ""] {
            assert!(
                matches!(items(damaged.as_bytes(), &Cleaner::default()), Ok(items) if items.is_empty())
                    || items(damaged.as_bytes(), &Cleaner::default()).is_err(),
                "{damaged}"
            );
        }
    }
}
