//! What a page says of itself: its `meta`, `time` and `link` elements, its title and its JSON-LD, as they stand.

use super::tokens::attribute;
use html_escape::decode_html_entities;

/// Statements of a page that are kept; further ones are let be.
const MOST: usize = 1000;
/// Bytes of JSON-LD that are kept.
const MOST_JSON: usize = 1 << 20;

/// See the module. Names are in lower case, values without character references.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// `meta`: name, property or itemprop, and content.
    pub metas: Vec<(String, String)>,
    /// `datetime` of `time` elements; whether it is said to be the publication's.
    pub times: Vec<(String, bool)>,
    /// `title`, the first one.
    pub title: Option<String>,
    /// The page's address, as it names it.
    pub canonical: Option<String>,
    /// Language of the `html` element.
    pub language: Option<String>,
    /// JSON-LD scripts.
    pub json_ld: Vec<String>,
}

impl Facts {
    /// Takes note of an opening tag.
    pub(crate) fn see(&mut self, name: &str, rest: &str) {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        if is("meta") && self.metas.len() < MOST {
            let of = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|kind| attribute(rest, kind));
            if let (Some(of), Some(content)) = (of, attribute(rest, "content"))
                && !content.is_empty()
            {
                self.metas.push((of.to_lowercase(), content));
            }
        } else if is("time") && self.times.len() < MOST {
            if let Some(when) = attribute(rest, "datetime") {
                let marks = [
                    attribute(rest, "itemprop"),
                    attribute(rest, "class"),
                    attribute(rest, "pubdate").map(|_| "pub".into()),
                ];
                let published = marks.iter().flatten().any(|mark| mark.to_lowercase().contains("pub"));
                self.times.push((when, published));
            }
        } else if is("link") && self.canonical.is_none() {
            if attribute(rest, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                self.canonical = attribute(rest, "href").filter(|href| href.starts_with("http"));
            }
        } else if is("html") && self.language.is_none() {
            self.language = attribute(rest, "lang").or_else(|| attribute(rest, "xml:lang"));
        }
    }

    /// Takes note of a title.
    pub(crate) fn title(&mut self, contents: &str) {
        if self.title.is_none() {
            let title = decode_html_entities(contents).split_whitespace().collect::<Vec<_>>().join(" ");
            self.title = Some(title).filter(|title| !title.is_empty());
        }
    }

    /// Takes note of a script, if it is JSON-LD.
    pub(crate) fn script(&mut self, name: &str, rest: &str, contents: &str) {
        let kept: usize = self.json_ld.iter().map(String::len).sum();
        let json = name == "script" && rest.contains("ld+json");
        if json && self.json_ld.len() < MOST && kept + contents.len() <= MOST_JSON {
            self.json_ld.push(contents.to_owned());
        }
    }

    /// The first content of a `meta` element with one of these names; those named first go first.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name)).map(|(_, content)| content.as_str())
    }
}
