//! Exports of press databases as text: many articles a file.
//!
//! In: what Factiva (with its two-letter labels, or without) and LexisNexis (old and Nexis Uni) save as plain text. Out: a
//! document an article, with title, byline, outlet, date, language and text, as far as the export gives them. Articles are
//! read one at a time. Which kind an export is, its beginning says.

use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use crate::lines::{Line, Lines};
use crate::{InputError, Pending, Settings, dates};
use masudi_record::{Document, Origin};
use std::str::Lines as TextLines;

/// See the module.
pub(crate) struct Press;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `HD Headline`, `PD 15 April 2024`, …, `AN Document REUT000…`.
    FactivaLabels,
    /// The same without labels, known by its last line and by the line with the number of words.
    Factiva,
    /// `1 of 20 DOCUMENTS` before an article, or `End of Document` after it.
    Lexis,
}

impl Format for Press {
    fn recognises(&self, head: &Head<'_>) -> bool {
        matches!(head.ending, "" | "txt" | "text" | "asc") && kind(&String::from_utf8_lossy(head.bytes)).is_some()
    }

    fn read(&self, mut input: Input) -> Documents {
        let head = std::io::BufRead::fill_buf(&mut input.bytes).map(|head| String::from_utf8_lossy(head).into_owned());
        let kind = head.ok().and_then(|head| kind(&head)).unwrap_or(Kind::Lexis);
        let lines = Lines::new(input.bytes, input.settings.largest);
        let articles = Articles { kind, lines, name: input.name, settings: input.settings, ended: false };
        Box::new(articles.map(Pending::from))
    }
}

fn kind(head: &str) -> Option<Kind> {
    let lines = || head.lines().map(str::trim);
    let labels = |label: &str| head.lines().any(|line| label_of(line).is_some_and(|(found, _)| found == label));
    if labels("HD") && labels("PD") && (labels("SN") || labels("WC")) {
        return Some(Kind::FactivaLabels);
    }
    if lines().any(is_counter) || (lines().any(|l| l == "Body") && lines().any(|l| l.starts_with("Length:"))) {
        return Some(Kind::Lexis);
    }
    let words = lines().position(is_words)?;
    let date = lines().skip(words + 1).find(|line| !line.is_empty())?;
    dates::iso(date).map(|_| Kind::Factiva)
}

/// `12 of 200 DOCUMENTS` or `Document 12 of 200`.
fn is_counter(line: &str) -> bool {
    let lower = line.to_lowercase();
    let plain = lower.strip_suffix(" documents").or_else(|| lower.strip_prefix("document ")).unwrap_or_default();
    plain
        .split_once(" of ")
        .is_some_and(|(a, b)| [a, b].iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())))
}

/// `1,234 words`.
fn is_words(line: &str) -> bool {
    let number = line.strip_suffix(" words").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// `Document REUT000020240415ek4f00abc`: the last line of an article of Factiva.
fn is_accession(line: &str) -> bool {
    let number = line.strip_prefix("Document ").unwrap_or_default().trim();
    number.len() > 15 && number.bytes().all(|b| b.is_ascii_alphanumeric()) && number.bytes().any(|b| b.is_ascii_digit())
}

/// A label of Factiva and what follows it.
fn label_of(line: &str) -> Option<(&str, &str)> {
    const LABELS: &[&str] = &[
        "AN", "ART", "AU", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DLN", "ED", "ET", "HD", "IN", "IPC", "IPD",
        "LA", "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "SC", "SE", "SN", "TD", "VOL", "WC",
    ];
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    let (label, rest) = line.split_at(end);
    LABELS.contains(&label).then(|| (label, rest.trim()))
}

struct Articles<R> {
    kind: Kind,
    lines: Lines<R>,
    name: String,
    settings: Settings,
    ended: bool,
}

impl<R: std::io::BufRead> Articles<R> {
    /// The text of the next article and the line on which it begins.
    fn article(&mut self) -> Option<Result<(String, usize), InputError>> {
        let (mut text, mut bytes) = (String::new(), Vec::new());
        let mut begin = self.lines.number() + 1;
        while !self.ended {
            let read = self.lines.next(&mut bytes);
            let at = |number: usize, expected: String, found: String| {
                Some(Err(InputError::at(&self.name, number, expected, found)))
            };
            match read {
                Ok(Line::Read) => {}
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    return at(self.lines.number(), self.settings.expected_size(), "a longer line".to_owned());
                }
                Err(error) => {
                    self.ended = true;
                    return at(self.lines.number(), "a readable file".to_owned(), error.to_string());
                }
            }
            let line = String::from_utf8_lossy(&bytes);
            let line = line.trim_start_matches('\u{c}');
            let plain = line.trim();
            let (before, after) = match self.kind {
                Kind::FactivaLabels => (false, label_of(plain).is_some_and(|(label, _)| label == "AN")),
                Kind::Factiva => (false, is_accession(plain)),
                Kind::Lexis => (is_counter(plain), plain == "End of Document"),
            };
            if text.is_empty() && plain.is_empty() {
                begin = self.lines.number() + 1;
                continue;
            }
            if !before {
                text.push_str(line.trim_end());
                text.push('\n');
            }
            if text.len() > self.settings.largest {
                return at(begin, self.settings.expected_size(), "more without the end of an article".to_owned());
            }
            if (before || after) && !text.is_empty() {
                return Some(Ok((text, begin)));
            }
        }
        let rest = !text.trim().is_empty();
        rest.then_some(Ok((text, begin)))
    }

    fn document(&self, article: &str, begin: usize) -> Result<Option<Document>, InputError> {
        let parts = match self.kind {
            Kind::FactivaLabels => factiva_labels(article),
            Kind::Factiva => factiva(article),
            Kind::Lexis => lexis(article),
        };
        let text = self.settings.cleaner.clean(&parts.text);
        // What stands before the first article or after the last one is no article: a list of hits, a legal note.
        if text.is_empty() {
            let some = parts.published.is_some() || parts.title.is_some() && self.kind != Kind::Lexis;
            return if some {
                Err(InputError::at(&self.name, begin, "an article with a text", "one without"))
            } else {
                Ok(None)
            };
        }
        Ok(Some(Document {
            id: content_id(&text),
            published: parts.published.or_else(|| self.settings.published.clone()),
            origin: Some(Origin { file: Some(self.name.clone()), offset: Some(begin.to_string()), retrieved: None }),
            text,
            ..parts
        }))
    }
}

impl<R: std::io::BufRead> Iterator for Articles<R> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.article()?.and_then(|(text, begin)| self.document(&text, begin)) {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn without_by(text: &str) -> Option<String> {
    let text = text.trim();
    some(text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).unwrap_or(text))
}

/// The code of a language that is named in English or by its code.
fn language(name: &str) -> Option<String> {
    let lower = name.trim().to_lowercase();
    let first = lower.split([';', ',', ' ']).next().unwrap_or_default();
    let code = match first {
        "english" => "en",
        "french" | "français" => "fr",
        "german" | "deutsch" => "de",
        "spanish" | "español" => "es",
        "arabic" => "ar",
        "russian" => "ru",
        "portuguese" => "pt",
        "italian" => "it",
        "chinese" => "zh",
        "turkish" => "tr",
        code if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) => code,
        _ => return None,
    };
    Some(code.to_owned())
}

fn factiva_labels(article: &str) -> Document {
    let mut out = Document::default();
    let mut body = String::new();
    let mut label = "";
    let mut value = String::new();
    let mut take = |label: &str, value: &str| match label {
        "HD" => out.title = some(value),
        "BY" | "AU" => out.byline = without_by(value),
        "PD" => out.published = dates::iso(value.trim()),
        "SN" => out.source = some(value),
        "LA" => out.language = language(value),
        "DLN" => out.dateline = some(value),
        "LP" | "TD" => {
            body.push_str(value.trim());
            body.push_str("\n\n");
        }
        _ => {}
    };
    for line in article.lines() {
        // A line of a text may begin with two capitals; a label stands apart from what follows it.
        let apart = |found: &str| {
            line.len() == found.len()
                || line[found.len()..].starts_with(['\t'])
                || line[found.len()..].starts_with("  ")
        };
        match label_of(line).filter(|(found, _)| !matches!(label, "LP" | "TD") || apart(found)) {
            Some((found, rest)) => {
                take(label, &value);
                label = found;
                value = format!("{rest}\n");
            }
            None => {
                value.push_str(line);
                value.push('\n');
            }
        }
    }
    take(label, &value);
    out.text = body;
    out
}

fn factiva(article: &str) -> Document {
    let mut out = Document::default();
    let mut lines = article.lines();
    let mut head: Vec<&str> = Vec::new();
    for line in lines.by_ref().map(str::trim) {
        if is_words(line) {
            break;
        }
        if !line.is_empty() {
            head.push(line);
        }
    }
    out.byline = head
        .iter()
        .position(|line| line.starts_with("By ") || line.starts_with("BY "))
        .and_then(|at| without_by(head.remove(at)));
    out.title = some(&head.join(" "));
    for line in lines.by_ref().map(str::trim) {
        // The notice of copyright ends the head.
        if line.starts_with("(c) ") || line.starts_with("Copyright") || line.starts_with('©') {
            break;
        }
        if let Some(found) = language(line).filter(|_| line.len() > 2) {
            out.language = Some(found);
        } else if let Some(day) = dates::iso(line) {
            out.published = out.published.or(Some(day));
        } else if out.source.is_none() && line.contains(char::is_alphabetic) && !line.contains(':') {
            out.source = some(line);
        }
    }
    out.text = lines.filter(|line| !is_accession(line.trim())).collect::<Vec<_>>().join("\n");
    out
}

fn lexis(article: &str) -> Document {
    let mut out = Document::default();
    let mut lines: TextLines<'_> = article.lines();
    let mut head: Vec<&str> = Vec::new();
    let mut begun = false;
    for line in lines.by_ref().map(str::trim) {
        let upper = line.to_uppercase();
        let value = |label: &str| upper.starts_with(label).then(|| &line[label.len().min(line.len())..]);
        if let Some(name) = value("BYLINE:") {
            out.byline = without_by(name);
        } else if let Some(place) = value("DATELINE:") {
            out.dateline = some(place);
        } else if let Some(title) = value("HEADLINE:") {
            out.title = some(title);
        } else if line == "BODY:" || line == "Body" {
            begun = true;
            break;
        } else if value("LENGTH:").is_some() || value("SECTION:").is_some() || value("HIGHLIGHT:").is_some() {
        } else if upper.starts_with("COPYRIGHT") || line.is_empty() {
            continue;
        } else if out.published.is_none() && dates::iso(line).is_some() {
            out.published = dates::iso(line);
        } else {
            head.push(line);
        }
    }
    if !begun {
        return Document::default();
    }
    // Old exports begin with the outlet, new ones with the title; a date between them was taken out.
    if out.title.is_some() {
        out.source = head.first().and_then(|line| some(line));
    } else {
        let new = article.lines().any(|line| line.trim() == "Body");
        let (title, source) = if new { (head.first(), head.get(1)) } else { (head.last(), head.first()) };
        out.title = title.and_then(|line| some(line));
        out.source = source.and_then(|line| some(line));
    }
    let mut text = String::new();
    for line in lines {
        let plain = line.trim();
        let upper = plain.to_uppercase();
        if let Some(name) = upper.strip_prefix("LANGUAGE:") {
            out.language = language(name);
        }
        let foot =
            ["LOAD-DATE:", "LANGUAGE:", "PUBLICATION-TYPE:", "JOURNAL-CODE:", "GRAPHIC:", "SUBJECT:", "CLASSIFICATION"];
        begun &= !(foot.iter().any(|label| upper.starts_with(label)) || plain == "End of Document");
        if begun {
            text.push_str(plain);
            text.push('\n');
        }
    }
    out.text = text;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Result<Document, InputError>> {
        assert!(Press.recognises(&Head { bytes: text.as_bytes(), ending: "txt" }), "{text}");
        Press.read(Input::of_bytes("a.txt", text.as_bytes(), Settings::default())).map(Pending::finish).collect()
    }

    fn parts(document: &Document) -> [&str; 5] {
        [&document.title, &document.byline, &document.source, &document.published, &document.language]
            .map(|part| part.as_deref().unwrap_or("-"))
    }

    const BODY: &str = "The two sides met in the border town on Monday.\n\nIN the evening they parted.";

    #[test]
    fn factiva_with_labels() {
        let one = |title: &str| {
            format!(
                "HD  {title}\nBY  By Anna Weiss\nWC  120 words\nPD  15 April 2024\nET  18:05\nSN  Border Post\nSC  BOPO\nLA  English\n\
                 CY  (c) 2024\nLP  BORDER TOWN (Agency) - Envoys arrived.\n\nTD  {BODY}\n\nNS  gdip : Diplomacy\nAN  Document BOPO000020240415ek4f0001t\n\n"
            )
        };
        let read = read(&format!("{}{}", one("Talks open"), one("Talks end\nwithout a word")));
        let first = read[0].as_ref().unwrap();
        assert_eq!(parts(first), ["Talks open", "Anna Weiss", "Border Post", "2024-04-15", "en"]);
        assert!(
            first.text.starts_with("BORDER TOWN (Agency) - Envoys arrived.\n\nThe two sides")
                && !first.text.contains("gdip"),
            "{}",
            first.text
        );
        let second = read[1].as_ref().unwrap();
        assert_eq!(second.title.as_deref(), Some("Talks end without a word"));
        assert_eq!(second.origin.as_ref().unwrap().offset.as_deref(), Some("19"));
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn factiva_without_labels() {
        let text = format!(
            "Talks open\n\nBy Anna Weiss\n120 words\n15 April 2024\n18:05\nBorder Post\nBOPO\nEnglish\n(c) 2024 Border Post\n\n{BODY}\n\n\
             Document BOPO000020240415ek4f0001t\n\nSearch Summary\nDate All Dates\n"
        );
        let read = read(&text);
        let document = read[0].as_ref().unwrap();
        assert_eq!(parts(document), ["Talks open", "Anna Weiss", "Border Post", "2024-04-15", "en"]);
        assert!(document.text.ends_with("they parted."), "{}", document.text);
        assert!(read.len() == 1 || read[1].is_err(), "{read:?}");
    }

    #[test]
    fn lexis_old_and_new() {
        let old = |n: u8| {
            format!(
                "                     {n} of 2 DOCUMENTS\n\n             The Border Post\n\n         April 15, 2024 Monday\n\nTalks open\n\n\
                 BYLINE: By ANNA WEISS\n\nSECTION: Pg. 1\n\nLENGTH: 120 words\n\nDATELINE: BORDER TOWN\n\nBODY:\n\n   {BODY}\n\n\
                 LOAD-DATE: April 16, 2024\n\nLANGUAGE: ENGLISH\n\n       Copyright 2024 The Border Post\n\n"
            )
        };
        let both = read(&format!("{}{}", old(1), old(2)));
        assert_eq!(both.len(), 2, "{both:?}");
        for document in both {
            let document = document.unwrap();
            assert_eq!(parts(&document), ["Talks open", "ANNA WEISS", "The Border Post", "2024-04-15", "en"]);
            assert_eq!(document.dateline.as_deref(), Some("BORDER TOWN"));
            assert!(document.text.ends_with("they parted."), "{}", document.text);
        }
        let new = format!(
            "Talks open\nThe Border Post\nApril 15, 2024 Monday\n\nCopyright 2024 The Border Post All Rights Reserved\n\nSection: NEWS\n\
             Length: 120 words\nByline: Anna Weiss\n\nBody\n\n{BODY}\n\nLoad-Date: April 16, 2024\n\nEnd of Document\n"
        );
        let read = read(&new.repeat(2));
        assert_eq!(read.len(), 2, "{read:?}");
        assert_eq!(
            parts(read[1].as_ref().unwrap()),
            ["Talks open", "Anna Weiss", "The Border Post", "2024-04-15", "-"]
        );
    }

    #[test]
    fn plain_texts_are_none() {
        for text in [BODY, "He wrote 120 words\nof it.", "HD television sets were sold.", "Document 5 shows it."] {
            assert!(!Press.recognises(&Head { bytes: text.as_bytes(), ending: "txt" }), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_lines_are_read_or_refused(lines in "((HD|PD|SN|LP|TD|AN|BODY:|Body|Length:|1 of 2 DOCUMENTS|End of Document|120 words|15 April 2024)?( \\PC{0,8})?\n){0,12}") {
            for kind in [Kind::FactivaLabels, Kind::Factiva, Kind::Lexis] {
                let lines = Lines::new(lines.as_bytes(), 60);
                let articles = Articles { kind, lines, name: "a".into(), settings: Settings::default(), ended: false };
                prop_assert!(articles.take(100).count() < 100);
            }
        }
    }
}
