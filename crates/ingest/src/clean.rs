//! Cleaning: what stands in a copied news text and is not news.
//!
//! In: text as it was copied or extracted. Out: the same lines without share buttons, captions, comment prompts, notes to
//! subscribers and bare addresses, and without runs of blank lines; and where in the source each line stood. A line is
//! dropped whole or kept whole; words are never changed. Which lines these are is data: `data/lang/LANG/residue.tsv`.

use masudi_lexicon::residue::{Framing, Residue};
use masudi_lexicon::{DataError, DataFiles};
use std::sync::{Arc, LazyLock};

/// A paragraph of at least so many bytes is one of an article, also after a heading that should be its end.
const PARAGRAPH: usize = 200;

/// Knows what is furniture. A copy shares what it knows.
///
/// ```
/// let text = "Talks open\r\n\r\n\r\nThe two sides met.\r\nShare this article\r\n";
/// assert_eq!(masudi_ingest::Cleaner::default().clean(text), "Talks open\n\nThe two sides met.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaner(Arc<Residue>);

impl Default for Cleaner {
    /// With the built-in lines of all languages; `masudi data lint` and the tests check that they load.
    fn default() -> Self {
        static BUILT_IN: LazyLock<Cleaner> =
            LazyLock::new(|| Cleaner::load(&DataFiles::built_in()).unwrap_or_else(|_| Cleaner(Arc::default())));
        BUILT_IN.clone()
    }
}

/// A cleaned text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// Where each kept line begins, in bytes: in the text, and in the source.
    lines: Vec<(usize, usize)>,
}

impl Cleaned {
    /// The place in the source of a place in the text, both in bytes.
    ///
    /// ```
    /// let source = "Talks open\n\nShare\n\n\nThey met.";
    /// let cleaned = masudi_ingest::Cleaner::default().cleaned(source);
    /// let here = cleaned.text.find("met").unwrap();
    /// assert_eq!(cleaned.source(here), source.find("met").unwrap());
    /// ```
    pub fn source(&self, place: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= place);
        let (start, source) = after.checked_sub(1).map_or((0, 0), |line| self.lines[line]);
        source + (place - start)
    }
}

impl Cleaner {
    /// With the lines of these data files. Errors: [`DataError`] with file and line.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        Residue::load(files).map(|residue| Self(Arc::new(residue)))
    }

    /// The text without residue. At most one blank line stands between two lines with words.
    pub fn clean(&self, text: &str) -> String {
        self.cleaned(text).text
    }

    /// As [`clean`](Self::clean), with the places of the lines in the source.
    pub fn cleaned(&self, source: &str) -> Cleaned {
        let mut out = Cleaned { text: String::with_capacity(source.len()), lines: Vec::new() };
        let mut blank = false;
        let mut at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for whole in source[at..].split_inclusive('\n') {
            let (start, line) = (at, whole.trim_end());
            at += whole.len();
            match self.framing(line) {
                _ if line.is_empty() => blank = true,
                // Nothing but short lines follow, as under the heading of a list of other articles.
                Some(Framing::Rest)
                    if start * 2 >= source.len() && !source[at..].lines().any(|l| l.len() >= PARAGRAPH) =>
                {
                    break;
                }
                Some(_) => {}
                None => {
                    if !out.text.is_empty() {
                        out.text.push_str(if blank { "\n\n" } else { "\n" });
                    }
                    out.lines.push((out.text.len(), start));
                    out.text.push_str(line);
                    blank = false;
                }
            }
        }
        out
    }

    /// Whether a line is furniture of the page: a known line, an address alone, or a reference to one.
    fn framing(&self, line: &str) -> Option<Framing> {
        let rest = self.0.behind_label(line);
        let address = ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start));
        if address && !rest.contains(char::is_whitespace) { Some(Framing::Line) } else { self.0.of(line) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(text: &str) -> String {
        Cleaner::default().clean(text)
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

    #[test]
    fn a_list_of_other_articles_ends_a_text_but_a_box_in_it_does_not() {
        let sentence = "The two sides met on Monday in the border town and spoke for three hours. ".repeat(3);
        let list = format!("{sentence}\n\nRelated articles\n\nBridge closed\n\nPrisoners freed");
        assert_eq!(clean(&list), sentence.trim());
        let inside = format!("{sentence}\n\nRelated articles\n\nBridge closed\n\n{sentence}");
        assert_eq!(clean(&inside), format!("{0}\n\nBridge closed\n\n{0}", sentence.trim()));
    }

    proptest! {
        #[test]
        fn every_kept_character_is_found_in_the_source(source in "(?s)(\\PC{0,12}|share|read more: x|http://a\\.b|\r\n|\n\n|\t){0,12}") {
            let cleaned = Cleaner::default().cleaned(&source);
            for (place, c) in cleaned.text.char_indices().filter(|(_, c)| *c != '\n') {
                prop_assert!(source[cleaned.source(place)..].starts_with(c));
            }
        }
    }
}
