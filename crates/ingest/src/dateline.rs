//! Where and when a report says that it was written: its dateline, or a line of its head that is a date.
//!
//! In: a document. Out: the same with its dateline, and with a day of publication where it had none and its text names a whole one.
//! A day without a year is none: the year is not guessed.

use crate::dates::{self, WORDS};
use masudi_record::Document;

/// Lines of the head that are looked at, empty ones not counted.
const HEAD: usize = 5;
/// Bytes of a dateline.
const LONGEST: usize = 100;
/// Words of a place.
const MOST_WORDS: usize = 5;
/// The document with what its head says.
pub(crate) fn completed(mut document: Document) -> Document {
    if document.dateline.is_some() && document.published.is_some() {
        return document;
    }
    let lines = document.text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD);
    let found = lines.map(|line| (dateline(line), date_alone(line))).collect::<Vec<_>>();
    let (place, day) = found.iter().find_map(|(dateline, _)| dateline.clone()).unzip();
    let alone = found.into_iter().find_map(|(_, date)| date);
    document.dateline = document.dateline.or(place);
    document.published = document.published.or(day.flatten()).or(alone);
    document
}

/// Place and day of the dateline that a line begins with: a place in capitals, or one with a day or an agency in brackets
/// behind it, then a dash.
fn dateline(line: &str) -> Option<(String, Option<String>)> {
    let dash = [" - ", " – ", " — ", " -- "].iter().filter_map(|dash| Some((line.find(dash)?, dash.len()))).min()?;
    let (head, after) =
        (line.get(..dash.0).filter(|head| head.len() <= LONGEST)?, line[dash.0 + dash.1..].trim_start());
    let agency = head.ends_with(')').then(|| head.rfind('(')).flatten();
    let before = head[..agency.unwrap_or(head.len())].trim();
    let parts: Vec<&str> = before.split(',').map(str::trim).collect();
    let places: Vec<&str> =
        parts.iter().copied().take_while(|part| !part.contains(|c: char| c.is_ascii_digit())).collect();
    let first = *places.first()?;
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 2 && !first.chars().any(char::is_lowercase);
    let named = first.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let words = first.split_whitespace().count();
    let dated = places.len() < parts.len();
    // "NATO - an alliance of states - met." is no dateline.
    let told = agency.is_some() || dated || capitals && after.starts_with(|c: char| !c.is_lowercase());
    let plain = letters > 2 && words <= MOST_WORDS && !before.contains([':', ';', '"', '?', '!']);
    if !(plain && told && (capitals || named)) {
        return None;
    }
    Some((places.join(", "), dates::iso(&parts[places.len()..].join(", "))))
}

/// The day that a line names and beside which it says nothing.
fn date_alone(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = line.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let beside = |word: &str| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.is_empty()
            || matches!(letters, "t" | "z")
            || WORDS.is_beside(letters)
            || WORDS.is_ordinal(letters)
            || WORDS.is_between(letters)
            || WORDS.month(letters).is_some()
    };
    if words().all(beside) { dates::iso(line).or_else(|| dates::iso(after_label(line))) } else { None }
}

/// What stands behind "Published:" and the like.
fn after_label(line: &str) -> &str {
    line.split_once(": ").map_or(line, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, String) {
        let document = completed(Document { text: text.to_owned(), ..Document::default() });
        (document.dateline.unwrap_or_default(), document.published.unwrap_or_default())
    }

    #[test]
    fn datelines_give_place_and_day() {
        for (text, place, day) in [
            ("Bridge opens\n\nLAKE TOWN, April 15, 2024 (Wire) - The bridge opened.", "LAKE TOWN", "2024-04-15"),
            ("LOMÉ, 15 avril 2024 – Le pont a rouvert.", "LOMÉ", "2024-04-15"),
            ("PRETORIA, South Africa (Wire) — The two sides met.", "PRETORIA, South Africa", ""),
            ("Nairobi, May 3 - The two sides met.", "Nairobi", ""),
            ("BAGHDAD - Iraq said on Monday that talks had begun.", "BAGHDAD", ""),
            ("Port Harbour (Wire) -- Ships came back.", "Port Harbour", ""),
        ] {
            assert_eq!(of(text), (place.to_owned(), day.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_line_that_is_a_date_gives_the_day() {
        for line in
            ["April 15, 2024", "Published: Monday, 15 April 2024 at 6:05 pm", "2024-04-15", "Lundi 15 avril 2024"]
        {
            assert_eq!(of(&format!("Bridge opens\n\n{line}\n\nThe bridge opened.")).1, "2024-04-15", "{line}");
        }
    }

    #[test]
    fn sentences_are_no_datelines_and_no_dates() {
        for text in [
            "NATO - an alliance of states - met.",
            "The talks - begun on April 15, 2024 - were broken off.",
            "On April 15, 2024 the bridge was opened by the mayor.",
            "Three demands: more pay - and less work.",
            "The ceasefire of 15 April 2024",
            "04/05/2024",
            "May 3",
            "",
        ] {
            assert_eq!(of(text), Default::default(), "{text}");
        }
        let given = Document {
            text: "LOMÉ, 15 avril 2024 – Le pont.".into(),
            published: Some("2024-04-16".into()),
            ..Document::default()
        };
        assert_eq!(completed(given).published.as_deref(), Some("2024-04-16"));
    }
}
