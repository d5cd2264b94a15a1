//! Links that open a page at a sentence.

use std::fmt::Write;

/// Words at each end of the sentence that the link names.
const WORDS: usize = 5;

/// The address with a text fragment (WICG scroll-to-text-fragment) of the sentence: browsers scroll to it and mark it. `None`
/// for an address that is not of the web or a sentence without words.
///
/// ```
/// let link = masudi_export::text_fragment("https://example.org/a", "They met.").unwrap();
/// assert_eq!(link, "https://example.org/a#:~:text=They%20met%2E");
/// ```
pub fn text_fragment(url: &str, sentence: &str) -> Option<String> {
    let web = url.starts_with("http://") || url.starts_with("https://");
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if !web || words.is_empty() {
        return None;
    }
    let mut link = url.to_owned();
    link.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    if words.len() <= 2 * WORDS {
        encode(&mut link, &words);
    } else {
        encode(&mut link, &words[..WORDS]);
        link.push(',');
        encode(&mut link, &words[words.len() - WORDS..]);
    }
    Some(link)
}

fn encode(out: &mut String, words: &[&str]) {
    for byte in words.join(" ").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_named_by_their_ends() {
        let link =
            text_fragment("http://a.org/#top", "one two three four five six seven eight nine ten eleven").unwrap();
        assert_eq!(
            link,
            "http://a.org/#top:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
        );
        assert_eq!(text_fragment("javascript:alert(1)", "They met."), None);
        assert_eq!(text_fragment("https://a.org", " "), None);
    }
}
