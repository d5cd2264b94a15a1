//! What the JSON-LD of a page says of its article.
//!
//! In: scripts. Out: the article's headline, authors, publisher, date, language and address. A script that is no JSON
//! says nothing.

use html_escape::decode_html_entities;
use serde_json::Value;

/// Values in one another that are looked at.
const DEEPEST: usize = 8;

/// An article as JSON-LD describes it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
}

/// The first article of the scripts; of a page without one, the first thing with a publication date.
pub(crate) fn article(scripts: &[String]) -> Option<Article> {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes = Vec::new();
    values.iter().for_each(|value| collect(value, 0, &mut nodes));
    let chosen = nodes.iter().find(|node| is_article(node));
    let chosen = chosen.or_else(|| nodes.iter().find(|node| node.get("datePublished").is_some()))?;
    let named = |id: &Value| {
        let id = id.get("@id")?;
        nodes.iter().find(|node| node.get("@id") == Some(id) && node.get("name").is_some()).copied()
    };
    let name = |value: &Value| {
        string(value).or_else(|| string(value.get("name")?)).or_else(|| string(named(value)?.get("name")?))
    };
    let text = |key: &str| chosen.get(key).and_then(string);
    let authors = match chosen.get("author").or_else(|| chosen.get("creator")) {
        Some(Value::Array(all)) => all.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    };
    Some(Article {
        headline: text("headline").or_else(|| text("name")),
        authors,
        publisher: chosen.get("publisher").and_then(name),
        published: text("datePublished").or_else(|| text("dateCreated")),
        language: text("inLanguage"),
        url: text("url").or_else(|| {
            chosen.get("mainEntityOfPage").and_then(|page| string(page).or_else(|| string(page.get("@id")?)))
        }),
    })
}

/// JSON as pages have it: sometimes with line feeds within strings, or in a comment.
fn parse(script: &str) -> Option<Value> {
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script =
        script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&plain).ok()
    })
}

fn collect<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Value>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, depth + 1, nodes)),
        Value::Object(members) => {
            nodes.push(value);
            for (key, member) in members {
                // Related articles of a page are not the page's.
                if matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage" | "author" | "publisher") {
                    collect(member, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let of = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || matches!(kind, "BlogPosting" | "Report" | "LiveBlogPosting" | "ReportageNewsArticle")
        })
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(of),
        Some(kind) => of(kind),
        None => false,
    }
}

fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Array(all) => return all.iter().find_map(string),
        _ => return None,
    };
    let text = decode_html_entities(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Option<Article> {
        article(&[script.to_owned()])
    }

    #[test]
    fn an_article_in_a_graph_names_its_parts() {
        let found = of(r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "The Border Post", "datePublished": "2001-01-01"},
            {"@type": ["NewsArticle"], "headline": "Talks &amp; trade", "datePublished": "2024-04-15T18:05:00+02:00",
             "author": [{"@id": "#anna"}, {"@type": "Person", "name": "Ben Okri"}], "publisher": {"@id": "#org"}},
            {"@type": "Person", "@id": "#anna", "name": "Anna Weiss"},
            {"@type": "Organization", "@id": "#org", "name": "The Border Post"}]}"##)
        .unwrap();
        assert_eq!(found.headline.as_deref(), Some("Talks & trade"));
        assert_eq!(found.authors, ["Anna Weiss", "Ben Okri"]);
        assert_eq!(found.publisher.as_deref(), Some("The Border Post"));
        assert_eq!(found.published.as_deref(), Some("2024-04-15T18:05:00+02:00"));
    }

    #[test]
    fn broken_or_foreign_scripts_say_nothing() {
        assert_eq!(of("{\"@type\": "), None);
        assert_eq!(of(r#"{"@type": "Organization", "name": "The Border Post"}"#), None);
        assert_eq!(of(&"[".repeat(100_000)), None);
        let broken_line = of("{\"@type\": \"NewsArticle\", \"headline\": \"Talks\nopen\"};").unwrap();
        assert_eq!(broken_line.headline.as_deref(), Some("Talks open"));
    }
}
