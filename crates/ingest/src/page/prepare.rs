//! What of a page an extractor gets to see.
//!
//! In: the text of a page. Out: its markup without scripts, styles, drawings and comments, no deeper and with no longer
//! attributes than extractors bear, and beside it what the page says of itself. One pass.

use super::facts::Facts;
use super::tokens::{Attributes, Token, Tokens};

/// Elements in one another. Real pages have fewer than a hundred.
const DEEPEST: usize = 200;
/// Open elements of emphasis at a time: a parser repeats them in every paragraph that follows.
const MOST_EMPHASIS: usize = 3;
/// Bytes of an attribute's value; a longer one is a picture or a program.
const LONGEST_VALUE: usize = 1 << 10;
/// Elements of a page; the marks of further ones are left out, their text is kept.
const MOST_ELEMENTS: usize = 100_000;

/// Elements without contents.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that the next of their kind closes; they stand in one another only where a counted one stands between.
const CLOSED_BY_NEXT: &[&str] =
    &["dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];
const EMPHASIS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// A page that is ready for an extractor.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// Its markup.
    pub html: String,
    /// What it says of itself.
    pub facts: Facts,
}

/// Prepares a page.
pub(crate) fn prepare(page: &str) -> Prepared {
    let mut out = Prepared { html: String::with_capacity(page.len() / 2), facts: Facts::default() };
    out.html.push_str("<!DOCTYPE html>");
    let mut open = Open::default();
    for token in Tokens::new(page) {
        match token {
            Token::Text(text) => out.html.push_str(text),
            Token::Start { name, rest } => {
                out.facts.see(name, rest);
                if open.enter(name) {
                    start(&mut out.html, name, rest);
                }
            }
            Token::End(name) => {
                if open.leave(name) {
                    out.html.push_str("</");
                    out.html.push_str(name);
                    out.html.push('>');
                }
            }
            Token::Raw { name: "title", contents, .. } => {
                out.facts.title(contents);
                out.html.push_str("<title>");
                out.html.push_str(contents);
                out.html.push_str("</title>");
            }
            Token::Raw { name, rest, contents } => {
                out.facts.script(name, rest, contents);
                // What stood before and after does not grow together.
                out.html.push(' ');
            }
            Token::Other => {}
        }
    }
    out
}

/// Writes an opening tag without what is too long.
fn start(html: &mut String, name: &str, rest: &str) {
    html.push('<');
    html.push_str(name);
    if rest.len() <= LONGEST_VALUE {
        html.push_str(rest);
    } else {
        for (attribute, value) in Attributes(rest).filter(|(name, value)| name.len() + value.len() <= LONGEST_VALUE) {
            let quote = if value.contains('"') { '\'' } else { '"' };
            html.push(' ');
            html.push_str(attribute);
            html.push('=');
            html.push(quote);
            html.push_str(value);
            html.push(quote);
        }
    }
    html.push('>');
}

/// How deep a page is, near enough.
#[derive(Default)]
struct Open {
    depth: usize,
    emphasis: usize,
    /// Opening tags left out whose closing tags are to come.
    omitted: usize,
    omitted_emphasis: usize,
    elements: usize,
}

impl Open {
    /// Whether an opening tag is kept.
    fn enter(&mut self, name: &str) -> bool {
        self.elements += 1;
        let has = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(name));
        if self.elements > MOST_ELEMENTS || name.eq_ignore_ascii_case("plaintext") {
            return false;
        }
        if has(VOID) || has(CLOSED_BY_NEXT) {
            return true;
        }
        let (open, omitted, most) = match has(EMPHASIS) {
            true => (&mut self.emphasis, &mut self.omitted_emphasis, MOST_EMPHASIS),
            false => (&mut self.depth, &mut self.omitted, DEEPEST),
        };
        if *open >= most {
            *omitted += 1;
            return false;
        }
        *open += 1;
        true
    }

    /// Whether a closing tag is kept.
    fn leave(&mut self, name: &str) -> bool {
        let has = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(name));
        if has(CLOSED_BY_NEXT) {
            return self.elements <= MOST_ELEMENTS;
        }
        let (open, omitted) = match has(EMPHASIS) {
            true => (&mut self.emphasis, &mut self.omitted_emphasis),
            false => (&mut self.depth, &mut self.omitted),
        };
        if *omitted > 0 {
            *omitted -= 1;
            return false;
        }
        *open = open.saturating_sub(1);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_comments_go_and_text_stays() {
        let page =
            "<p class=\"lead\">Talks<!-- no --> opened<script>x<y</script>on Monday.</p><svg><text>no</text></svg>";
        let html = prepare(page).html;
        assert_eq!(html, "<!DOCTYPE html><p class=\"lead\">Talks opened on Monday.</p> ");
    }

    #[test]
    fn depth_emphasis_attributes_and_number_of_elements_are_bounded() {
        let deep = format!("{}They met.{}<p>They left.</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let html = prepare(&deep).html;
        assert_eq!(html.matches("<div>").count(), DEEPEST);
        assert!(html.contains("They met.") && html.contains("They left."));
        let bold = prepare(&"<b><p>a".repeat(50_000)).html;
        assert_eq!(bold.matches("<b>").count(), MOST_EMPHASIS);
        let long = format!("<img src=\"data:{}\" alt='a \"b\"'>Talks", "A".repeat(10 << 20));
        assert_eq!(prepare(&long).html, "<!DOCTYPE html><img alt='a \"b\"'>Talks");
        let many = prepare(&"<p>a".repeat(200_000)).html;
        assert!(many.matches("<p>").count() == MOST_ELEMENTS && many.matches('a').count() == 200_000);
    }
}
