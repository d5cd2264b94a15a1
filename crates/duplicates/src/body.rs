//! The words of a text that tell its story.
//!
//! In: a document's text. Out: its words, lower case and NFKC, without headings, datelines, and the lines that a page or
//! an agency puts around a story. What it does not do: it knows no outlet, and leaves text alone that is all of that kind.

use unicode_normalization::UnicodeNormalization;

/// A line without an end of sentence is a heading, a caption or a menu when it has fewer words than this.
const HEADING: usize = 16;

/// A paragraph with a phrase of the house is dropped when it has fewer words than this; a longer one tells something.
const HOUSE_LINE: usize = 45;

/// A dateline ends within so many bytes of the paragraph.
const DATELINE: usize = 80;

/// Phrases by which outlets and agencies speak of themselves, lower case.
const HOUSE: &[&str] = &[
    "all rights reserved",
    "additional reporting",
    "click here",
    "cookie policy",
    "copyright ©",
    "droits réservés",
    "edited by",
    "editing by",
    "follow us",
    "may not be published, broadcast, rewritten",
    "newsletter",
    "privacy policy",
    "read more:",
    "reporting by",
    "sign up",
    "subscribe",
    "terms of use",
    "this article was originally published",
    "this story was originally published",
    "lire aussi",
    "abonnez-vous",
    "writing by",
    "©",
];

/// The words of the story.
pub(crate) fn words(text: &str) -> Vec<String> {
    let paragraphs = paragraphs(text);
    let mut story: Vec<String> =
        paragraphs.iter().filter(|p| tells(p)).flat_map(|p| split(after_dateline(p))).collect();
    if story.is_empty() {
        story = split(text);
    }
    story
}

/// Blocks between blank lines; where there is no blank line, lines.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            blocks.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    blocks.push(&text[start.min(text.len())..]);
    blocks.retain(|block| !block.trim().is_empty());
    if blocks.len() > 1 { blocks } else { text.lines().filter(|line| !line.trim().is_empty()).collect() }
}

/// Whether a paragraph belongs to the story.
fn tells(paragraph: &str) -> bool {
    let paragraph = paragraph.trim();
    let count = paragraph.split_whitespace().count();
    let ends = paragraph
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', ' ', '\u{a0}'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '।', '։']);
    if !ends && count < HEADING && !unspaced(paragraph) {
        return false;
    }
    count >= HOUSE_LINE || {
        let lower = paragraph.to_lowercase();
        !HOUSE.iter().any(|phrase| lower.contains(phrase))
    }
}

/// Whether a script without spaces between words makes the number of words say nothing.
fn unspaced(paragraph: &str) -> bool {
    paragraph.chars().filter(|c| alone(*c)).count() > 2 * HEADING
}

/// What follows the place and agency at the start: "PRETORIA, November 2 (News Service) - ".
fn after_dateline(paragraph: &str) -> &str {
    let paragraph = paragraph.trim_start();
    let end = paragraph.char_indices().map(|(at, _)| at).take_while(|at| *at <= DATELINE).last().unwrap_or(0);
    let head = &paragraph[..end];
    let dashes = [" - ", " – ", " — ", " -- ", ": "];
    let dash = dashes.iter().filter_map(|dash| head.find(dash).map(|at| (at, at + dash.len()))).min();
    let Some((at, rest)) = dash else { return paragraph };
    // A dateline begins with a place in capitals, or names an agency in brackets, and holds no sentence.
    let head = &head[..at];
    let first = head.split([',', ' ', '(']).next().unwrap_or("");
    let shouted = first.chars().count() > 1 && !first.chars().any(char::is_lowercase);
    let bracketed = head.contains('(') && head.ends_with(')');
    if shouted || bracketed { &paragraph[rest..] } else { paragraph }
}

/// Words: runs of letters and digits, joined over apostrophes; a character of a script without spaces is a word.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if alone(c) {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            words.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.push(c);
        } else if !matches!(c, '\'' | '’' | '\u{ad}') {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// Letters of scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
fn alone(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        words(text).join(" ")
    }

    #[test]
    fn headings_datelines_and_house_lines_are_left_out() {
        let text = "Talks go on\n\nBy Ana Ruiz\n\nGENEVA, May 6 (News Service) — The envoys’ talks went on.\n\n\
                    Sign up for our newsletter to get the story first.\n\n(Reporting by Ana Ruiz; editing by Li Na.)";
        assert_eq!(joined(text), "the envoys talks went on");
    }

    #[test]
    fn a_sentence_with_a_dash_keeps_its_beginning() {
        assert_eq!(joined("The two sides - both of them - agreed."), "the two sides both of them agreed");
        assert_eq!(joined("KABUL - A blast was heard."), "a blast was heard");
        assert_eq!(joined("Kabul (AFP) - A blast was heard."), "a blast was heard");
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        assert_eq!(joined("First line\nsecond line.\n\nThird\nline."), "first line second line third line");
        assert_eq!(joined("A heading\nThe story has begun."), "the story has begun");
    }

    #[test]
    fn what_is_all_headings_stays() {
        assert_eq!(joined("Blast in Kabul"), "blast in kabul");
        assert_eq!(joined(""), "");
    }

    #[test]
    fn scripts_without_spaces_are_split_by_character() {
        assert_eq!(words("両国は合意。"), ["両", "国", "は", "合", "意"]);
    }
}
