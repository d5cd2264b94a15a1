//! How well near duplicates are found.
//!
//! In: stories that are all different. Out: for each kind of edit, how many of the edited copies are found and held for
//! copies of their own story; how many pairs of different stories are held for copies when they are given the same title,
//! the same house lines or the same background; and, of texts in which nobody knows the copies, the pairs that are held
//! for copies with the part of the shorter one that stands word for word in the longer one.

mod edits;
mod report;
mod verbatim;

pub use edits::{EDITS, Edit, Story};
pub use report::markdown;
pub use verbatim::verbatim;

use masudi_duplicates::{Index, Signature};

/// How many of the copies made by one edit are found.
#[derive(Clone, Debug, PartialEq)]
pub struct EditFigures {
    /// Its name.
    pub edit: &'static str,
    /// Copies made.
    pub made: usize,
    /// Copies that share a band with their story.
    pub found: usize,
    /// Copies that are held for copies of their story.
    pub held: usize,
    /// Copies that are held for copies of another story.
    pub mistaken: usize,
    /// Mean resemblance to their story.
    pub resemblance: f32,
}

/// How many pairs of different stories are held for copies.
#[derive(Clone, Debug, PartialEq)]
pub struct ApartFigures {
    /// What the two were given in common.
    pub given: &'static str,
    /// Pairs.
    pub pairs: usize,
    /// Pairs held for copies, by the names of the stories.
    pub mistaken: Vec<(String, String)>,
}

/// Two texts that are held for copies.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldPair {
    /// The one.
    pub first: String,
    /// The other.
    pub second: String,
    /// Estimated resemblance.
    pub resemblance: f32,
    /// Estimated containment.
    pub containment: f32,
    /// Part of the shorter one in runs of words that stand in the longer one too, 0 to 1.
    pub verbatim: f32,
}

/// The figures of every edit.
pub fn edited(stories: &[Story]) -> Vec<EditFigures> {
    let mut index = Index::default();
    for story in stories {
        index.insert(&story.name, Signature::of(&story.text()));
    }
    EDITS.iter().map(|edit| of_edit(edit, stories, &index)).collect()
}

fn of_edit(edit: &Edit, stories: &[Story], index: &Index) -> EditFigures {
    let mut figures = EditFigures { edit: edit.name, made: 0, found: 0, held: 0, mistaken: 0, resemblance: 0.0 };
    for (n, story) in stories.iter().enumerate() {
        let others: [&Story; 3] = std::array::from_fn(|k| &stories[(n + 1 + k) % stories.len()]);
        let copy = Signature::of(&(edit.make)(story, &others));
        let candidates = index.candidates(&copy);
        figures.made += 1;
        figures.found += usize::from(candidates.iter().any(|(name, _)| *name == story.name));
        for (name, _) in candidates.iter().filter(|(_, likeness)| likeness.is_copy()) {
            let own = *name == story.name;
            figures.held += usize::from(own);
            figures.mistaken += usize::from(!own);
        }
        figures.resemblance += copy.likeness(&Signature::of(&story.text())).resemblance;
    }
    figures.resemblance /= figures.made.max(1) as f32;
    figures
}

/// The figures of pairs of different stories.
pub fn apart(stories: &[Story]) -> Vec<ApartFigures> {
    edits::GIVEN
        .iter()
        .map(|given| {
            let texts: Vec<(&str, Signature)> =
                stories.iter().map(|s| (s.name.as_str(), Signature::of(&(given.make)(s, &[&stories[0]])))).collect();
            let pairs = texts.iter().enumerate().flat_map(|(n, one)| texts[n + 1..].iter().map(move |two| (one, two)));
            let mut figures = ApartFigures { given: given.name, pairs: 0, mistaken: Vec::new() };
            for (one, two) in pairs {
                figures.pairs += 1;
                if one.1.likeness(&two.1).is_copy() {
                    figures.mistaken.push((one.0.to_owned(), two.0.to_owned()));
                }
            }
            figures
        })
        .collect()
}

/// The pairs among texts (name, text) that are held for copies, the most alike first.
pub fn held<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<HeldPair> {
    let mut index = Index::default();
    let mut pairs = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (name, text) in texts {
        let signature = Signature::of(text);
        for (other, likeness) in index.copies(&signature) {
            let other_text = seen.iter().find(|(id, _)| *id == other).map_or("", |(_, text)| text);
            pairs.push(HeldPair {
                first: other.to_owned(),
                second: name.to_owned(),
                resemblance: likeness.resemblance,
                containment: likeness.containment,
                verbatim: verbatim(other_text, text),
            });
        }
        index.insert(name, signature);
        seen.push((name, text));
    }
    pairs.sort_by(|a, b| b.verbatim.total_cmp(&a.verbatim));
    pairs
}
