//! Who published a page, when, under which title, by whom and in which language.
//!
//! In: what the page says of itself, and its address. Out: the members of a document. JSON-LD goes first, as it is written
//! for machines about the article; then OpenGraph and other `meta` elements, then `time`, then the address.

use super::facts::Facts;
use super::json_ld::{self, Article};
use crate::dates;
use masudi_record::Document;

const TITLE: &[&str] = &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"];
const BYLINE: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author_name"];
const OUTLET: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher", "cre"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "article:post_date",
];
const ADDRESS: &[&str] = &["og:url", "twitter:url"];
const LANGUAGE: &[&str] = &["og:locale", "content-language", "language", "dc.language", "inlanguage"];
/// A name is no longer than this, in bytes; what is longer is a text.
const LONGEST_NAME: usize = 200;

/// A document without text.
pub(crate) fn describe(facts: &Facts, url: Option<&str>) -> Document {
    let said = json_ld::article(&facts.json_ld).unwrap_or_default();
    let address = url.map(str::to_owned).or_else(|| facts.canonical.clone());
    let address = address.or_else(|| facts.meta(ADDRESS).map(str::to_owned)).or(said.url.clone());
    let address = address.filter(|url| url.starts_with("http") && url.len() < 4096);
    let outlet = said.publisher.clone().or_else(|| facts.meta(OUTLET).map(str::to_owned));
    let outlet = outlet.filter(|name| name.len() <= LONGEST_NAME);
    let published = published(facts, &said).or_else(|| address.as_deref().and_then(dates::in_address));
    Document {
        title: title(facts, &said, outlet.as_deref()),
        byline: byline(facts, &said),
        published,
        language: language(facts, &said),
        source: outlet.or_else(|| address.as_deref().and_then(host)),
        url: address,
        ..Document::default()
    }
}

fn title(facts: &Facts, said: &Article, outlet: Option<&str>) -> Option<String> {
    let short = |title: &String| title.len() <= 4 * LONGEST_NAME;
    if let Some(title) = said.headline.clone().or_else(|| facts.meta(TITLE).map(str::to_owned)).filter(short) {
        return Some(without_outlet(&title, outlet));
    }
    facts.title.as_deref().map(|title| without_outlet(title, outlet)).filter(short)
}

/// A title without the outlet's name at its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let cut = [" | ", " - ", " – ", " — ", " :: ", " · "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())));
    if let (Some((at, n)), Some(outlet)) = (cut.max(), outlet) {
        let end = plain(&title[at + n..]);
        if at > 0 && !end.is_empty() && (plain(outlet).contains(&end) || end.contains(&plain(outlet))) {
            return title[..at].trim().to_owned();
        }
    }
    title.trim().to_owned()
}

fn byline(facts: &Facts, said: &Article) -> Option<String> {
    let name = |name: &&str| !name.contains("://") && !name.starts_with('@') && name.len() <= LONGEST_NAME;
    let said = said.authors.join(", ");
    let found = Some(said.as_str()).filter(|said| !said.is_empty()).filter(name);
    let metas = BYLINE.iter().flat_map(|known| facts.metas.iter().filter(move |(of, _)| of == known));
    found.or_else(|| metas.map(|(_, content)| content.as_str()).find(name)).map(str::to_owned)
}

fn published(facts: &Facts, said: &Article) -> Option<String> {
    let metas = PUBLISHED.iter().flat_map(|known| facts.metas.iter().filter(move |(of, _)| of == known));
    let found = said.published.as_deref().and_then(dates::iso);
    let found = found.or_else(|| metas.filter_map(|(_, content)| dates::iso(content)).next());
    let marked = || facts.times.iter().filter(|(_, published)| *published).find_map(|(when, _)| dates::iso(when));
    // Of several times on a page without marks none is surely the article's, unless they are of one day.
    let only = || {
        let mut days = facts.times.iter().filter_map(|(when, _)| dates::iso(when));
        let first = days.next()?;
        days.all(|day| day[..10] == first[..10]).then_some(first)
    };
    found.or_else(marked).or_else(only)
}

/// The code of a language, such as `en` of `en-GB` and `en_US`.
fn language(facts: &Facts, said: &Article) -> Option<String> {
    let found = facts.language.as_deref().or(said.language.as_deref()).or_else(|| facts.meta(LANGUAGE))?;
    let code = found.split(['-', '_', ',']).next()?.trim().to_lowercase();
    (matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The host of an address, without `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::prepare::prepare;
    use super::*;

    fn of(page: &str, url: Option<&str>) -> Document {
        describe(&prepare(page).facts, url)
    }

    #[test]
    fn meta_elements_time_and_address_are_asked_in_turn() {
        let page = "<html lang=en-GB><title>Talks &amp; trade | The Border Post</title><meta property=og:site_name content='The Border Post'>\
                    <meta name=author content='https://example.org/anna'><meta name=author content='Anna Weiss'>\
                    <link rel=canonical href='https://www.border.example/2024/04/15/talks'><time datetime=2024-04-16>";
        let document = of(page, None);
        assert_eq!(document.title.as_deref(), Some("Talks & trade"));
        assert_eq!(document.byline.as_deref(), Some("Anna Weiss"));
        assert_eq!(document.source.as_deref(), Some("The Border Post"));
        assert_eq!(document.published.as_deref(), Some("2024-04-16"));
        assert_eq!(document.language.as_deref(), Some("en"));
        let address = of(
            "<time datetime=2024-04-16><time datetime=2023-01-01>",
            Some("https://www.border.example/2024/04/15/talks"),
        );
        assert_eq!(
            (address.published.as_deref(), address.source.as_deref()),
            (Some("2024-04-15"), Some("border.example"))
        );
        let meta = of(
            "<meta property='article:published_time' content='2024-04-15T08:00:00Z'><time datetime=2020-01-01>",
            None,
        );
        assert_eq!(meta.published.as_deref(), Some("2024-04-15T08:00:00Z"));
    }

    #[test]
    fn a_page_that_says_nothing_has_nothing() {
        assert_eq!(of("<p>They met.", None), Document::default());
        assert_eq!(of("<html lang='x-klingon-very-long'><title> </title>", Some("ftp://a")), Document::default());
    }
}
