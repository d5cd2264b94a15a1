//! Stories: documents that mainly report the same happening.
//!
//! In: texts with their dates. Out: groups of them ([`group`]). Words and names are weighed by how rare they are (TF-IDF);
//! documents that are alike enough are joined by average linkage, group by group. Documents published more than
//! [`APART`] days from each other are never alike. The order of the texts changes nothing.
//!
//! What it does not do: it reads no events. A new document shifts the weights of all words a little, so stories are made
//! anew from the texts; nothing of an earlier run is kept.

mod average_link;
mod candidates;
mod terms;

use crate::days::{Day, day};
use masudi_lexicon::event_words::EventWords;
use terms::Weighed;

/// Days from which two documents tell different stories.
pub const APART: i32 = 14;
/// Cosine from which two groups are one story, on average over their documents.
const ALIKE: f32 = 0.165;

/// A document as it is grouped.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The document's id.
    pub id: &'a str,
    /// Publication date.
    pub published: Option<&'a str>,
    /// Title and text.
    pub text: &'a str,
}

/// Groups documents by the happening that they mainly report. Shape: positions in `texts`, each group and the list of
/// groups in order of the ids; a document like no other is a group of its own.
///
/// ```
/// use masudi_lexicon::{DataFiles, event_words::EventWords};
/// use masudi_reconcile::stories::{Text, group};
/// let words = EventWords::load(&DataFiles::built_in()).unwrap();
/// let texts = [
///     ("a", "Rockets hit the Asad base in Anbar. Five soldiers were wounded at Asad."),
///     ("b", "Parliament in Dakar passed the budget after a long debate in Dakar."),
///     ("c", "Five soldiers were hurt when rockets hit the Asad base in Anbar."),
///     ("d", "The budget was passed by parliament in Dakar."),
/// ];
/// let texts: Vec<Text> = texts.iter().map(|(id, text)| Text { id, published: None, text }).collect();
/// assert_eq!(group(&texts, &words), [vec![0, 2], vec![1, 3]]);
/// ```
pub fn group(texts: &[Text], words: &EventWords) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| (texts[*at].id, texts[*at].text));
    let documents = terms::weigh(order.iter().map(|at| texts[*at].text), words);
    let days: Vec<Option<Day>> = order.iter().map(|at| texts[*at].published.and_then(day)).collect();
    let alike = |a: usize, b: usize| match days[a].zip(days[b]) {
        Some((p, q)) if (p - q).abs() > APART => 0.0,
        _ => documents[a].cosine(&documents[b]),
    };
    let mut groups: Vec<Vec<usize>> = candidates::components(&documents, ALIKE, &alike)
        .into_iter()
        .flat_map(|members| average_link::link(&members, ALIKE, &alike))
        .map(|group| group.into_iter().map(|at| order[at]).collect())
        .collect();
    groups.sort_by_key(|group: &Vec<usize>| group.first().map(|at| texts[*at].id));
    groups
}

/// Names the story of each document. Shape: one name a text; the first id of the group, which changes when an earlier
/// document joins it.
pub fn names(texts: &[Text], words: &EventWords) -> Vec<String> {
    let mut names = vec![String::new(); texts.len()];
    for group in group(texts, words) {
        let name = texts[group[0]].id;
        group.into_iter().for_each(|at| names[at] = name.to_owned());
    }
    names
}

/// The words that say what a group of documents is about, the weightiest first: those of its names and words that the
/// others of `texts` have least.
pub fn keywords(texts: &[Text], groups: &[Vec<usize>], words: &EventWords, n: usize) -> Vec<Vec<String>> {
    let documents: Vec<Weighed> = terms::weigh(texts.iter().map(|text| text.text), words);
    let names = terms::names(texts.iter().map(|text| text.text), words);
    groups.iter().map(|group| terms::weightiest(group.iter().map(|at| &documents[*at]), &names, n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_changes_nothing_and_time_separates() {
        let words = EventWords::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
        let told = [
            ("a", "2024-01-28", "A drone killed three American soldiers at Tower 22 in Jordan near Syria."),
            ("b", "2024-01-29", "Three American soldiers were killed by a drone at Tower 22 in Jordan."),
            ("c", "2024-06-01", "A drone killed three American soldiers at Tower 22 in Jordan near Syria."),
            ("d", "2024-01-29", "Farmers in Brittany blocked roads with tractors over diesel taxes."),
        ];
        let of = |order: [usize; 4]| {
            let texts: Vec<Text> = order
                .iter()
                .map(|at| Text { id: told[*at].0, published: Some(told[*at].1), text: told[*at].2 })
                .collect();
            let groups = group(&texts, &words);
            groups
                .into_iter()
                .map(|g| g.into_iter().map(|at| texts[at].id.to_owned()).collect())
                .collect::<Vec<Vec<_>>>()
        };
        let expected = of([0, 1, 2, 3]);
        assert_eq!(expected, [vec!["a", "b"], vec!["c"], vec!["d"]]);
        assert_eq!(of([3, 1, 0, 2]), expected);
        assert!(group(&[], &words).is_empty());
    }
}
