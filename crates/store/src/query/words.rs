//! Words of a question: where one ends, which is a key with its value, and which values stand in it.

use super::QueryError;

/// So many values are looked for at once.
const MOST_VALUES: usize = 200;

/// Splits a question at its blanks; what stands in quotation marks stays together.
pub(super) fn split(text: &str) -> Result<Vec<&str>, QueryError> {
    pieces(text, char::is_whitespace)
}

/// The values of a key: split at commas, and without their quotation marks; empty ones are none.
pub(super) fn values(text: &str) -> Result<Vec<String>, QueryError> {
    let bare = |piece: &str| match piece.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => piece.to_owned(),
    };
    let pieces = pieces(text, |c| c == ',')?;
    let values = pieces.into_iter().map(|piece| bare(piece.trim())).filter(|value| !value.is_empty());
    Ok(values.collect())
}

/// A value in the words of a question.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c == ',' || c == '"' || c == '=');
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "\"\"")) }
}

/// Key and value, where a word has a key: letters and hyphens before the first `=`.
pub(super) fn pair(word: &str) -> Option<(&str, &str)> {
    let (key, value) = word.split_once('=')?;
    let letters = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    letters.then_some((key, value))
}

fn pieces(text: &str, parts: impl Fn(char) -> bool) -> Result<Vec<&str>, QueryError> {
    let mut pieces = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quote = if quote.is_some() { None } else { Some(at) };
        } else if quote.is_none() && parts(c) {
            pieces.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    if let Some(at) = quote {
        return Err(QueryError::Quote(text[at..].chars().take(40).collect()));
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.is_empty());
    if pieces.len() > MOST_VALUES { Err(QueryError::TooMany { most: MOST_VALUES }) } else { Ok(pieces) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_together() {
        assert_eq!(split("a  b=\"c d\" \"e f\"").unwrap(), ["a", "b=\"c d\"", "\"e f\""]);
        assert_eq!(
            values("IRN, \"Washington, D.C.\",,\"a \"\"b\"\"\"").unwrap(),
            ["IRN", "Washington, D.C.", "a \"b\""]
        );
        assert!(split("a \"b c").unwrap_err().to_string().contains("closing"));
        for value in ["Erbil", "El Obeid", "a,b", "a\"b", "x=y"] {
            assert_eq!(values(&quoted(value)).unwrap(), [value]);
        }
        assert_eq!(pair("place=El Obeid"), Some(("place", "El Obeid")));
        assert_eq!(pair("\"a=b\""), None);
    }
}
