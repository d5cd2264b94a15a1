//! Datelines and headlines are no part of the sentence beside them: "KYIV, May 3 (AP) - Troops ..." is parsed as "Troops
//! ...", and a headline as a sentence of its own.
//!
//! In: a text. Out: the same text, of the same length in bytes, with spaces where datelines stood and a stop at the end of
//! headlines, for the parser only: offsets stay right.

/// Longest dateline, in bytes.
const LONGEST: usize = 80;

/// Longest headline, in bytes.
const LONGEST_HEADLINE: usize = 200;

/// The text with its datelines blanked and its headlines ended; `None` when it has neither.
pub(crate) fn blanked(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let (mut start, mut below) = (0, false);
    for line in text.split_inclusive('\n') {
        let headline = is_headline(line, &text[start + line.len()..]);
        if headline {
            let end = start + line.trim_end().len();
            out.get_or_insert_with(|| text.to_owned()).replace_range(end..=end, ".");
        }
        if let Some(length) = dateline(line) {
            let out = out.get_or_insert_with(|| text.to_owned());
            out.replace_range(start..start + length, &" ".repeat(length));
            // The stop above took the end of a line: one here lets an empty line stay between.
            if below && length > 0 {
                out.replace_range(start..=start, "\n");
            }
        }
        below = headline || (below && line.trim().is_empty());
        start += line.len();
    }
    out
}

/// The places of the first dateline of a text: "NAIROBI/GOMA (Agency) - ..." is from Nairobi and Goma.
pub(crate) fn places(text: &str) -> impl Iterator<Item = &str> {
    let line = text.lines().find_map(|line| Some(&line[..dateline(line)?]));
    let head = line.unwrap_or_default().trim_start().trim_start_matches('(');
    let end = head.find([',', '(', ')', '-', '–', '—']).unwrap_or(head.len());
    head[..end].split('/').map(str::trim).filter(|place| !place.is_empty())
}

/// A short line that stands apart from what follows and does not end as a sentence does. The byte after its words is a
/// white space of one byte.
fn is_headline(line: &str, after: &str) -> bool {
    let words = line.trim_end();
    let apart = after.starts_with('\n') || after.starts_with("\r\n");
    let plain = words.ends_with(|c: char| c.is_alphanumeric())
        && line.as_bytes().get(words.len()).is_some_and(u8::is_ascii_whitespace);
    apart && plain && words.len() <= LONGEST_HEADLINE
}

/// Length of the dateline that a line begins with: a place in capitals, or one in brackets, then at most a date and an
/// agency, then a dash.
fn dateline(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let lead = line.len() - trimmed.len();
    let bracketed = trimmed.starts_with('(').then(|| trimmed.find(") ")).flatten();
    if let Some(end) = bracketed.filter(|end| *end < 40 && trimmed[1..*end].chars().all(|c| !c.is_ascii_digit())) {
        return Some(lead + end + 2);
    }
    let dash = [" - ", " – ", " — ", " -- "].iter().filter_map(|d| Some((trimmed.find(d)?, d.len()))).min()?;
    let head = trimmed.get(..dash.0).filter(|h| h.len() <= LONGEST)?;
    let place = head.split([',', '(']).next().unwrap_or(head).trim();
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() > 2 && !place.chars().any(char::is_lowercase);
    let rest = &head[place.len()..];
    let dated =
        rest.is_empty() || rest.contains('(') || rest.contains(|c: char| c.is_ascii_digit()) || rest.starts_with(',');
    (capitals && dated && head.split_whitespace().count() <= 9).then(|| lead + dash.0 + dash.1)
}

#[cfg(test)]
mod tests {
    use super::blanked;

    #[test]
    fn datelines_become_spaces_of_the_same_length() {
        for (text, rest) in [
            ("PRETORIA, November 2 - The two sides met.", "The two sides met."),
            ("BOGOTÁ (Reuters) – They met.", "They met."),
            ("(Washington) The president spoke.", "The president spoke."),
        ] {
            let blank = blanked(text).unwrap();
            assert_eq!(blank.len(), text.len());
            assert_eq!(blank.trim_start(), rest);
        }
    }

    #[test]
    fn a_dateline_says_where_it_was_written() {
        let of = |text| super::places(text).collect::<Vec<_>>();
        assert_eq!(of("NAIROBI/GOMA (Agency) - The two sides met."), ["NAIROBI", "GOMA"]);
        assert_eq!(of("Talks go on\n\n(Washington) The president spoke."), ["Washington"]);
        assert!(of("NATO met.").is_empty());
    }

    #[test]
    fn headlines_end_where_they_end() {
        let text = "Talks open in Lomé\n\nThe two sides met.\n\nWhat next\n\nThey left";
        let ended = "Talks open in Lomé.\nThe two sides met.\n\nWhat next.\nThey left";
        assert_eq!(blanked(text).as_deref(), Some(ended));
        let dated = "Protesters march over fall of Lomé\n\nLOMÉ - Protesters marched.";
        assert_eq!(
            blanked(dated).as_deref(),
            Some("Protesters march over fall of Lomé.\n\n       Protesters marched.")
        );
        for text in ["Who met?\n\nThe two sides.", "A line\nof verse\n", "Talks", "\n\n", "Talks\u{2003}\n\nopen."] {
            assert_eq!(blanked(text), None, "{text:?}");
        }
    }

    #[test]
    fn sentences_with_dashes_are_let_be() {
        for text in [
            "The UN - a body of states - met.",
            "NATO met.",
            "They met (in Rome) again.",
            "EU leaders - all of them - met.",
        ] {
            assert_eq!(blanked(text), None, "{text}");
        }
    }
}
