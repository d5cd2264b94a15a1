//! Sitemaps: lists of a site's pages.
//!
//! In: the bytes of a sitemap or of an index of sitemaps. Out: addresses, with dates and titles where it is one of news.
//! They are addresses to be fetched and no texts, so `masudi read` refuses a sitemap and says so.

use crate::dates;
use crate::page::plain;

/// Pages of a sitemap; the standard allows no more.
const MOST: usize = 50_000;

/// A page or a further sitemap that a sitemap names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Address.
    pub url: String,
    /// When it was published, of a sitemap of news; else when it was last changed. ISO.
    pub published: Option<String>,
    /// Headline, of a sitemap of news.
    pub title: Option<String>,
    /// Whether it is a sitemap itself.
    pub sitemap: bool,
}

/// Whether bytes begin as a sitemap does.
pub(crate) fn begins(head: &[u8]) -> bool {
    let root = crate::feed::root(head);
    root.starts_with(b"<urlset") || root.starts_with(b"<sitemapindex")
}

/// What a sitemap lists, at most 50,000. Other XML lists nothing.
///
/// ```
/// let sitemap = "<urlset><url><loc>https://a.example/1</loc><lastmod>2024-04-15</lastmod></url></urlset>";
/// let listed = masudi_ingest::sitemap::listed(sitemap);
/// assert_eq!((listed[0].url.as_str(), listed[0].published.as_deref()), ("https://a.example/1", Some("2024-04-15")));
/// ```
pub fn listed(xml: &str) -> Vec<Listed> {
    let entries = xml.split("<url>").skip(1).map(|part| (part, false));
    let further = xml.split("<sitemap>").skip(1).map(|part| (part, true));
    entries.chain(further).filter_map(|(part, sitemap)| entry(part, sitemap)).take(MOST).collect()
}

fn entry(part: &str, sitemap: bool) -> Option<Listed> {
    let part = part.split("</url>").next()?.split("</sitemap>").next()?;
    let of = |name: &str| {
        let (_, rest) = part.split_once(&format!("<{name}>"))?;
        let value = rest.split_once(&format!("</{name}>"))?.0.trim();
        let value = value.strip_prefix("<![CDATA[").and_then(|value| value.strip_suffix("]]>")).unwrap_or(value);
        Some(plain(value)).filter(|value| !value.is_empty())
    };
    let date = of("news:publication_date").or_else(|| of("lastmod"));
    let url = of("loc").filter(|url| url.starts_with("http"))?;
    Some(Listed { url, published: date.and_then(|date| dates::iso(&date)), title: of("news:title"), sitemap })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_news_and_further_sitemaps_are_listed() {
        let news = "<?xml version='1.0'?><urlset xmlns:news='x'><url><loc>https://a.example/1?a=1&amp;b=2</loc><news:news>\
                    <news:publication_date>2024-04-15T18:05:00+02:00</news:publication_date>\
                    <news:title><![CDATA[Talks & trade]]></news:title></news:news></url><url><loc>javascript:x</loc></url></urlset>";
        assert!(begins(news.as_bytes()));
        let listed = listed(news);
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].url, "https://a.example/1?a=1&b=2");
        assert_eq!(listed[0].published.as_deref(), Some("2024-04-15T18:05:00+02:00"));
        assert_eq!(listed[0].title.as_deref(), Some("Talks & trade"));
        let index = super::listed("<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>");
        assert!(index[0].sitemap && super::listed("<a><url><loc>").is_empty());
    }
}
