//! Datelines are no part of their sentence: "KYIV, May 3 (AP) - Troops ..." is parsed as "Troops ...".
//!
//! In: a text. Out: the same text, of the same length in bytes, with spaces where datelines stood, for the parser only:
//! offsets stay right.

/// Longest dateline, in bytes.
const LONGEST: usize = 80;

/// The text with its datelines blanked; `None` when it has none.
pub(crate) fn blanked(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(length) = dateline(line) {
            let out = out.get_or_insert_with(|| text.to_owned());
            out.replace_range(start..start + length, &" ".repeat(length));
        }
        start += line.len();
    }
    out
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
