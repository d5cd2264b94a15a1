//! Markup as plain text: a line for each paragraph, heading, item and row.
//!
//! In: markup, such as an extractor or a feed gives. Out: its text, with a blank line between paragraphs.

use super::tokens::{Token, Tokens};
use html_escape::decode_html_entities;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// The text of markup.
///
/// ```
/// let text = masudi_ingest::page::plain("<p>Talks &amp; <b>trade</b></p><ul><li>One</li><li>Two</li></ul>");
/// assert_eq!(text, "Talks & trade\n\nOne\n\nTwo");
/// ```
pub fn plain(html: &str) -> String {
    let mut out = Lines::default();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => out.words(&decode_html_entities(text)),
            Token::Start { name, .. } | Token::End(name) => {
                let is = |known: &str| known.eq_ignore_ascii_case(name);
                if is("br") {
                    out.end("\n");
                } else if is("td") || is("th") {
                    out.space = true;
                } else if BLOCKS.iter().any(|block| is(block)) {
                    out.end("\n\n");
                }
            }
            Token::Raw { .. } | Token::Other => {}
        }
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Whether a space goes before the next word.
    space: bool,
    /// What goes before the next word instead, as a new line begins.
    gap: &'static str,
}

impl Lines {
    fn end(&mut self, gap: &'static str) {
        if gap.len() > self.gap.len() {
            self.gap = gap;
        }
    }

    fn words(&mut self, text: &str) {
        for (i, word) in text.split(char::is_whitespace).enumerate() {
            self.space |= i > 0;
            if word.is_empty() {
                continue;
            }
            if !self.text.is_empty() {
                let between = if self.space { " " } else { "" };
                self.text.push_str(if self.gap.is_empty() { between } else { self.gap });
            }
            self.text.push_str(word);
            (self.space, self.gap) = (false, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_apart_and_lines_follow_the_elements() {
        assert_eq!(plain("<h1>Talks</h1>\n <p>The <i>two</i> sides<br>met.\n</p>"), "Talks\n\nThe two sides\nmet.");
        assert_eq!(plain("<tr><td>a</td><td>b</td></tr> <p></p>"), "a b");
        assert_eq!(plain("fish&nbsp;&lt;b&gt; un<b>believ</b>able"), "fish <b> unbelievable");
        assert_eq!(plain(""), "");
    }
}
