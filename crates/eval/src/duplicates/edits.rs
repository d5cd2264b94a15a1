//! What becomes of a story on its way: the edits from which pairs of copies are made, and what different stories of one
//! outlet have in common.
//!
//! In: a story and others to take words from. Out: a text. No chance is in it.

/// A story: heading and paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its name in reports.
    pub name: String,
    /// First paragraph.
    pub title: String,
    /// The others.
    pub paragraphs: Vec<String>,
}

impl Story {
    /// From a text whose first paragraph is its title.
    pub fn new(name: &str, text: &str) -> Self {
        let mut paragraphs = text.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).filter(|p| !p.is_empty());
        Self { name: name.to_owned(), title: paragraphs.next().unwrap_or_default(), paragraphs: paragraphs.collect() }
    }

    /// Title and paragraphs.
    pub fn text(&self) -> String {
        self.titled(&self.title, &self.paragraphs)
    }

    fn titled(&self, title: &str, paragraphs: &[String]) -> String {
        format!("{title}\n\n{}", paragraphs.join("\n\n"))
    }

    fn with(&self, paragraphs: &[String]) -> String {
        self.titled(&self.title, paragraphs)
    }
}

/// An edit: what it is called, and the text that it makes of a story, perhaps with words of others.
pub struct Edit {
    /// Its name in reports.
    pub name: &'static str,
    /// Makes the copy.
    pub make: fn(&Story, &[&Story]) -> String,
}

/// The edits of copies.
pub const EDITS: &[Edit] = &[
    Edit { name: "title of another story", make: |story, others| story.titled(&others[0].title, &story.paragraphs) },
    Edit { name: "another agency's line and credit", make: |story, _| story.with(&agency(&story.paragraphs)) },
    Edit { name: "house lines before and after", make: |story, _| house(&story.text()) },
    Edit { name: "other quotation marks, dashes and spaces; lines wrapped", make: |story, _| typeset(&story.text()) },
    Edit { name: "every number changed", make: |story, _| renumbered(&story.text()) },
    Edit { name: "paragraphs after the first in reverse order", make: |story, _| story.with(&reversed(story)) },
    Edit { name: "a paragraph added", make: |story, others| story.with(&extended(story, &others[..1])) },
    Edit { name: "three paragraphs added", make: |story, others| story.with(&extended(story, others)) },
    Edit { name: "a new first paragraph", make: |story, others| story.with(&led(story, others[0])) },
    Edit { name: "cut to 70 % of the words", make: |story, _| story.with(&cut(story, 70)) },
    Edit { name: "cut to 50 %", make: |story, _| story.with(&cut(story, 50)) },
    Edit { name: "cut to 30 %", make: |story, _| story.with(&cut(story, 30)) },
    Edit { name: "one word in 12 changed", make: |story, _| reworded(&story.text(), 12) },
    Edit { name: "one word in 8 changed", make: |story, _| reworded(&story.text(), 8) },
    Edit {
        name: "title, agency, numbers and one word in 20 changed, cut to 70 %",
        make: |story, others| {
            let paragraphs = agency(&cut(story, 70));
            house(&reworded(&renumbered(&story.titled(&others[0].title, &paragraphs)), 20))
        },
    },
];

/// What is given to different stories alike.
pub(super) const GIVEN: &[Edit] = &[
    Edit { name: "nothing", make: |story, _| story.text() },
    Edit { name: "the same title", make: |story, others| story.titled(&others[0].title, &story.paragraphs) },
    Edit { name: "the same house lines", make: |story, _| house(&story.text()) },
    Edit { name: "the same last paragraph", make: |story, _| format!("{}\n\n{BACKGROUND}", story.text()) },
];

const BACKGROUND: &str = "The conflict began eleven years ago, when the army fired at a procession in the capital. Since \
    then three rounds of talks have failed, and about two million people have fled to the neighbouring countries, most of \
    them by the road along the river. The United Nations called it the worst crisis in the world last year, and asked for \
    four billion dollars, of which it has received a third.";

fn agency(paragraphs: &[String]) -> Vec<String> {
    let mut paragraphs = paragraphs.to_vec();
    if let Some(first) = paragraphs.first_mut() {
        let rest = first.split_once(" - ").map_or(first.as_str(), |(_, rest)| rest);
        *first = format!("Vienna (Continental Press Service) – {rest}");
    }
    paragraphs.push("(Reporting by Ana Ruiz and Li Na; editing by Tom Okello)".to_owned());
    paragraphs
}

fn house(text: &str) -> String {
    format!(
        "Home | World | Africa\n\nListen to this article\n\n{text}\n\nSign up for our daily newsletter and never miss a \
         story from our reporters around the world.\n\nRead more: Ten pictures of the week\n\n© The Daily Continent. All \
         rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission."
    )
}

fn typeset(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    let mut open = false;
    for word in text.replace(" - ", " — ").replace("\n\n", " \n\n ").split(' ') {
        let word: String = word.chars().map(|c| curly(c, &mut open)).collect();
        width = if word.contains('\n') { 0 } else { width + word.chars().count() + 1 };
        let space = match width {
            0 => "",
            1..=60 => {
                if width % 7 == 0 {
                    "\u{a0}"
                } else {
                    " "
                }
            }
            _ => "\n",
        };
        width = if space == "\n" { 1 } else { width };
        out.push_str(space);
        out.push_str(&word);
    }
    out
}

fn curly(c: char, open: &mut bool) -> char {
    match c {
        '"' => {
            *open = !*open;
            if *open { '“' } else { '”' }
        }
        '\'' => '’',
        other => other,
    }
}

fn renumbered(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if let Ok(number) = std::mem::take(&mut digits).parse::<u64>() {
            out.push_str(&number.saturating_add(3).to_string());
        }
        out.push(c);
    }
    out
}

fn reversed(story: &Story) -> Vec<String> {
    let (first, rest) = story.paragraphs.split_at(story.paragraphs.len().min(1));
    first.iter().chain(rest.iter().rev()).cloned().collect()
}

/// The second paragraph of each of the others after the second one.
fn extended(story: &Story, others: &[&Story]) -> Vec<String> {
    let mut paragraphs = story.paragraphs.clone();
    let at = paragraphs.len().min(2);
    paragraphs.splice(at..at, others.iter().filter_map(|other| other.paragraphs.get(1)).cloned());
    paragraphs
}

fn led(story: &Story, next: &Story) -> Vec<String> {
    next.paragraphs.iter().take(1).chain(&story.paragraphs).cloned().collect()
}

/// The first sentences, to a share of the words.
fn cut(story: &Story, percent: usize) -> Vec<String> {
    let words = |text: &str| text.split_whitespace().count();
    let mut left = story.paragraphs.iter().map(|p| words(p)).sum::<usize>() * percent / 100;
    let mut kept = Vec::new();
    for paragraph in &story.paragraphs {
        let sentences: Vec<&str> = paragraph.split_inclusive(". ").collect();
        let mut taken = String::new();
        for sentence in sentences {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(words(sentence));
            taken.push_str(sentence);
        }
        kept.extend((!taken.is_empty()).then(|| taken.trim_end().to_owned()));
    }
    kept
}

/// Every so many words, one is replaced by one that stands elsewhere in the text.
fn reworded(text: &str, every: usize) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let plain: Vec<&str> = words.iter().copied().filter(|w| w.chars().all(char::is_lowercase)).collect();
    let mut out = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let replaced = at % every == every / 2 && !word.contains('\n') && !plain.is_empty();
        out.push(if replaced { plain[(at * 7 + 5) % plain.len()] } else { word });
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Story {
        let text = "Talks go on\n\nGENEVA, May 6 - The 2 envoys met. They said \"yes\".\n\nNobody left.\n\nIt was the 3rd time.";
        Story::new("talks", text)
    }

    #[test]
    fn edits_do_what_they_are_called() {
        let story = story();
        assert_eq!(story.with(&cut(&story, 50)), "Talks go on\n\nGENEVA, May 6 - The 2 envoys met. They said \"yes\".");
        assert!(renumbered(&story.text()).contains("May 9 - The 5 envoys") && renumbered("at 9").contains("12"));
        assert_eq!(reversed(&story)[1], "It was the 3rd time.");
        assert!(typeset(&story.text()).contains("“yes”"));
        assert!(agency(&story.paragraphs)[0].starts_with("Vienna (Continental Press Service) – The 2 envoys"));
        let other = Story::new("b", "B\n\nOne.\n\nTwo.\n\nThree.");
        assert_eq!(extended(&story, &[&other])[2], "Two.");
        assert_eq!(led(&story, &other)[0], "One.");
        let changed = reworded("one two three four five six seven eight", 4);
        assert_eq!(
            changed
                .split(' ')
                .zip("one two three four five six seven eight".split(' '))
                .filter(|(a, b)| a != b)
                .count(),
            2
        );
    }

    #[test]
    fn names_of_edits_are_distinct() {
        let names: std::collections::BTreeSet<&str> = EDITS.iter().chain(GIVEN).map(|edit| edit.name).collect();
        assert_eq!(names.len(), EDITS.len() + GIVEN.len());
    }
}
