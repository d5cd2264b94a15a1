//! A brief as Markdown and as HTML. Words of the record are escaped in both; only addresses of http and https are linked.

use crate::lines;
use askama::Template;
use masudi_record::{Brief, BriefLine, CitedSentence, Deployment, FactorTrend, LevelPoint, NamedFactor, Trend};

#[derive(Template)]
#[template(path = "brief.html")]
struct HtmlPage<'a> {
    brief: &'a Brief,
}

#[derive(Template)]
#[template(path = "brief.md", escape = "none")]
struct MarkdownPage<'a> {
    brief: &'a Brief,
}

/// A brief as one HTML page without scripts.
pub fn html(brief: &Brief) -> String {
    // A template over values in memory fails only where a value's own formatting does.
    HtmlPage { brief }.render().unwrap_or_default()
}

/// A brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    let text = MarkdownPage { brief }.render().unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    // No more than one empty line in a row.
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Words on one line in which Markdown and HTML find no marks.
fn md(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// " [3] [12]".
fn marks(cites: &[usize]) -> String {
    cites.iter().map(|n| format!(" [{n}]")).collect()
}

/// The sentences of a figure.
fn cites_of<'a>(point: &'a LevelPoint, figure: &usize) -> &'a [usize] {
    point.cites.get(*figure).map_or(&[], Vec::as_slice)
}

fn given(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// "2025-09-30 (passed)": a day, and whether the brief's own day is past it.
fn due(day: &str, as_of: &Option<String>) -> String {
    let passed = as_of.as_deref().is_some_and(|now| now > day);
    format!("{day}{}", if passed { " (passed)" } else { "" })
}

fn level(deployment: &Deployment) -> String {
    lines::level(deployment)
}

fn word(value: &impl serde::Serialize) -> String {
    lines::name(value).replace('-', " ")
}

/// "(United States, Iraq; 3 times)".
fn named_by(factor: &NamedFactor) -> String {
    match (factor.named_by.is_empty(), factor.times) {
        (true, 1) => String::new(),
        (true, n) => format!("({n} times)"),
        (false, 1) => format!("({})", factor.named_by.join(", ")),
        (false, n) => format!("({}; {n} times)", factor.named_by.join(", ")),
    }
}

/// The ratio with its interval; nothing where there is nothing to compare.
fn ratio(factor: &FactorTrend) -> String {
    match factor.recent + factor.before {
        0 => String::new(),
        _ => format!("{} ({}–{})", number(&factor.ratio), number(&factor.low), number(&factor.high)),
    }
}

fn trend(factor: &FactorTrend) -> &'static str {
    match factor.trend {
        _ if factor.recent + factor.before == 0 => "no events",
        Trend::More => "more than before",
        Trend::Fewer => "fewer than before",
        Trend::Unclear => "no clear change",
    }
}

fn number(value: &f64) -> String {
    match *value {
        v if v >= 100.0 => "over 100".to_owned(),
        v => format!("{v:.2}"),
    }
}

fn score(value: &f64) -> String {
    // An empty sum is a negative zero.
    format!("{:+.1}", if *value == 0.0 { 0.0 } else { *value })
}

/// An address that may be linked.
fn link(source: &CitedSentence) -> Option<&str> {
    source.url.as_deref().filter(|url| {
        let lower = url.to_ascii_lowercase();
        (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains(char::is_whitespace)
    })
}

/// "Tigris Wire, 2024-01-28, sentence 3".
fn origin(source: &CitedSentence) -> String {
    let name = source.source.clone().or_else(|| source.title.clone()).unwrap_or_else(|| source.doc.clone());
    let day = source.published.as_deref().map(|d| format!(", {}", d.get(..10).unwrap_or(d))).unwrap_or_default();
    format!("{name}{day}, sentence {}", source.sentence + 1)
}

/// "2024-01-28 **suspended** “The talks were suspended.” values [3]".
fn md_line(line: &BriefLine) -> String {
    let date = line.date.as_ref().map(|d| format!("{} ", period(d))).unwrap_or_default();
    let words = line.words.as_ref().map(|w| format!(" “{}”", md(w))).unwrap_or_default();
    let text = if line.text.is_empty() { String::new() } else { format!(" — {}", md(&line.text)) };
    let text = if words.is_empty() { text.replacen(" — ", " ", 1) } else { text };
    format!("{date}**{}**{words}{text}{}", md(kind(&line.kind)), marks(&line.cites))
}

/// "2023-10-17 to 2023-12-08".
fn period(date: &str) -> String {
    date.replacen('/', " to ", 1)
}

/// "leaders met", "assault".
fn kind(kind: &str) -> String {
    kind.replace('-', " ").to_lowercase()
}

/// The days of a point, and how often its figure is given.
fn days_of(point: &LevelPoint) -> String {
    let first = point.as_of.clone().unwrap_or_default();
    let until = point.until.as_ref().map(|last| format!(" to {last}")).unwrap_or_default();
    let times = if point.times > 1 { format!(" ({} reports)", point.times) } else { String::new() };
    format!("{first}{until}{times}")
}

/// What more of a factor does.
fn direction(factor: &FactorTrend) -> &'static str {
    match factor.direction.as_str() {
        "toward" => "nearer",
        "away" => "further off",
        _ => "not known",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hostile() -> Brief {
        let line = BriefLine {
            kind: "<b>".to_owned(),
            text: "<script>alert(1)</script> *x* [y](javascript:z)".to_owned(),
            cites: vec![1],
            ..BriefLine::default()
        };
        Brief {
            title: "<img src=x>".to_owned(),
            timeline: vec![line],
            sources: vec![CitedSentence {
                words: "</li><script>".to_owned(),
                url: Some("javascript:alert(1)".to_owned()),
                ..CitedSentence::default()
            }],
            ..Brief::default()
        }
    }

    #[test]
    fn no_word_of_the_record_becomes_markup() {
        let page = html(&hostile());
        assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "{page}");
        for bad in ["<script>", "<img", "<b>", "javascript:alert(1)\""] {
            assert!(!page.contains(bad), "{bad} in {page}");
        }
        let text = markdown(&hostile());
        assert!(!text.contains("<script>") && !text.contains("<img") && !text.contains("[y]("), "{text}");
    }
}
