//! Cleaning: what stands in a copied news text and is not news.
//!
//! In: text as it was copied or extracted. Out: the same lines without share buttons, comment prompts and bare
//! addresses, and without runs of blank lines. A line is dropped whole or kept whole; words are never changed.

/// Whole lines, in lower case, that a page puts around an article.
const RESIDUE: &[&str] = &[
    "advertisement",
    "copy link",
    "facebook",
    "leave a comment",
    "leave a reply",
    "listen to this article",
    "print",
    "read more",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "tweet",
    "whatsapp",
];

/// The text without residue. At most one blank line stands between two lines with words.
///
/// ```
/// let text = "Talks open\r\n\r\n\r\nThe two sides met.\r\nShare this article\r\n";
/// assert_eq!(masudi_ingest::clean(text), "Talks open\n\nThe two sides met.");
/// ```
pub fn clean(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() || is_residue(line) {
            blank |= line.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = false;
    }
    out
}

/// Whether a line is furniture of the page: a known prompt, an address alone, or a reference to one.
fn is_residue(line: &str) -> bool {
    let lower = line.trim().trim_end_matches([':', '.', '!']).to_lowercase();
    let rest = ["reference:", "source:", "link:"].iter().find_map(|label| lower.strip_prefix(label)).unwrap_or(&lower);
    let rest = rest.trim();
    let address = ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start));
    RESIDUE.binary_search(&lower.as_str()).is_ok() || (address && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(RESIDUE.is_sorted());
    }

    #[test]
    fn furniture_goes_and_sentences_stay() {
        let text = "\u{feff}Ceasefire holds\n\n\n\nShares fell.\nSHARE\nLeave a Comment\nreference: www.example.org/a\n\
                    Print\nThe army said: read more at www.example.org today.";
        let kept = "Ceasefire holds\n\nShares fell.\nThe army said: read more at www.example.org today.";
        assert_eq!(clean(text), kept);
        assert_eq!(clean(kept), kept, "cleaning twice changes nothing");
        assert_eq!(clean(" \n\n"), "");
    }
}
