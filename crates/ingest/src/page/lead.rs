//! The first paragraph of an article, where an extractor takes it for a caption or a heading.
//!
//! In: a prepared page, and the text that was extracted from it. Out: the text with its lead. Newsrooms describe an
//! article by its lead in the page's head; so a paragraph of the page that begins as the description does is the
//! article's.

use super::plain::plain;
use super::prepare::Prepared;

const DESCRIPTION: &[&str] = &["og:description", "description", "twitter:description"];
/// Characters of a description that a paragraph must begin with; a shorter one may say anything.
const ENOUGH: usize = 50;
/// Bytes of a paragraph.
const LONGEST: usize = 2000;

/// The lead of a page, if its head gives it.
#[derive(Debug, Default)]
pub(crate) struct Lead(Option<String>);

impl Lead {
    pub(crate) fn of(page: &Prepared) -> Self {
        let Some(beginning) = page.facts.meta(DESCRIPTION).and_then(beginning) else { return Self(None) };
        // Most pages that do not repeat their description are told apart without a look at every paragraph.
        let text = plain(&page.html);
        let paragraph = text.lines().find(|line| line.len() <= LONGEST && begins(line, &beginning));
        Self(paragraph.map(str::to_owned))
    }

    /// The text with the lead before it, if it lacks it.
    pub(crate) fn restored(self, text: String) -> String {
        match self.0 {
            Some(lead) if !text.is_empty() && !text.contains(&lead[..lead.len().min(floor(&lead))]) => {
                format!("{lead}\n\n{text}")
            }
            _ => text,
        }
    }
}

/// The first words of a description, as they are compared.
fn beginning(description: &str) -> Option<String> {
    let letters: String = compared(description).take(ENOUGH).collect();
    (letters.chars().count() == ENOUGH).then_some(letters)
}

fn begins(line: &str, beginning: &str) -> bool {
    let mut letters = compared(line);
    beginning.chars().all(|c| letters.next() == Some(c))
}

/// Letters and digits only: quotes and spaces differ between head and body.
fn compared(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// End of the first hundred bytes or so, between characters.
fn floor(text: &str) -> usize {
    (0..=text.len().min(100)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::prepare::prepare;
    use super::*;

    const LEAD: &str =
        "The two sides met in the border town on Monday, for the first time since the bridge was closed.";

    fn restored(description: &str, text: &str) -> String {
        let page =
            format!("<meta name=description content=\"{description}\"><p>Menu<p class=intro>{LEAD}<p>They spoke.");
        Lead::of(&prepare(&page)).restored(text.to_owned())
    }

    #[test]
    fn a_lead_that_the_head_repeats_is_restored_once() {
        let cut = "The two sides met in the border town on Monday, for the first time since ...";
        assert_eq!(restored(cut, "They spoke."), format!("{LEAD}\n\nThey spoke."));
        let there = format!("{LEAD}\n\nThey spoke.");
        assert_eq!(restored(cut, &there), there);
    }

    #[test]
    fn other_descriptions_add_nothing() {
        for other in [
            "",
            "The two sides met.",
            "News, sport and weather from the border region, every day and every hour of it.",
        ] {
            assert_eq!(restored(other, "They spoke."), "They spoke.");
        }
        assert_eq!(restored(LEAD, ""), "");
    }
}
