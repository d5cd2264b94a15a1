//! Which of several copies is the original.
//!
//! In: documents with their dates, and which of them are copies of a document. Out: for each the earlier one that it
//! repeats. The answer depends on the documents alone, not on the order in which they came in: the link of a document
//! always goes to the earliest of those that it is itself a copy of.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz::Offset};
use std::cmp::Ordering;

/// A document and when it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<'a> {
    /// Its id.
    pub id: &'a str,
    /// ISO date, or date and time with zone.
    pub published: Option<&'a str>,
}

impl Dated<'_> {
    /// A day counts from its first moment in UTC; what cannot be read is unknown.
    fn moment(&self) -> Option<Timestamp> {
        let text = self.published?.trim();
        let start = |day: &str| Offset::UTC.to_timestamp(day.parse::<Date>().ok()?.to_datetime(Time::midnight())).ok();
        text.parse().ok().or_else(|| start(text.get(..10)?))
    }
}

/// The earlier one is less; without a date it comes last; of two at the same moment the one with the lesser id is less.
impl Ord for Dated<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (self.moment(), other.moment());
        one.is_none().cmp(&two.is_none()).then(one.cmp(&two)).then_with(|| self.id.cmp(other.id))
    }
}

impl PartialOrd for Dated<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A document and the one that it repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Link<'a> {
    /// The later document.
    pub document: &'a str,
    /// The earlier one.
    pub original: &'a str,
    /// Their resemblance, 0 to 1.
    pub similarity: f32,
}

/// A document that is a copy of a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy<'a> {
    /// The document.
    pub document: Dated<'a>,
    /// The original that it links to so far.
    pub original: Option<Dated<'a>>,
    /// Resemblance of the document and the new one.
    pub similarity: f32,
}

/// The links that a new document makes: its own to the earliest of its copies, if that is earlier, and those of later
/// copies that linked to nothing or to a later document than the new one.
pub fn links<'a>(new: &Dated<'a>, copies: &[Copy<'a>]) -> Vec<Link<'a>> {
    let own = copies.iter().filter(|copy| copy.document < *new).min_by(|a, b| a.document.cmp(&b.document));
    let own = own.map(|copy| Link { document: new.id, original: copy.document.id, similarity: copy.similarity });
    let later = copies.iter().filter(|copy| copy.document > *new && copy.original.as_ref().is_none_or(|o| o > new));
    let later = later.map(|copy| Link { document: copy.document.id, original: new.id, similarity: copy.similarity });
    own.into_iter().chain(later).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const DOCUMENTS: [(&str, Option<&str>); 4] = [
        ("d", Some("2024-04-15")),
        ("a", Some("2024-04-15T23:30:00-05:00")),
        ("c", Some("2024-04-16T01:00:00Z")),
        ("b", None),
    ];

    /// Links of documents that all are copies of one another, put in one after another.
    fn linked(order: &[usize]) -> BTreeMap<&'static str, &'static str> {
        let dated = |n: usize| Dated { id: DOCUMENTS[n].0, published: DOCUMENTS[n].1 };
        let by_id = |id: &str| dated(DOCUMENTS.iter().position(|d| d.0 == id).unwrap());
        let mut originals: BTreeMap<&str, &str> = BTreeMap::new();
        for (at, n) in order.iter().enumerate() {
            let copies: Vec<Copy> = order[..at]
                .iter()
                .map(|m| {
                    let document = dated(*m);
                    let original = originals.get(document.id).map(|id| by_id(id));
                    Copy { document, original, similarity: 1.0 }
                })
                .collect();
            for link in links(&dated(*n), &copies) {
                originals.insert(link.document, link.original);
            }
        }
        originals
    }

    #[test]
    fn the_earliest_is_the_original_in_whatever_order_they_come() {
        let expected = BTreeMap::from([("a", "d"), ("b", "d"), ("c", "d")]);
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
            assert_eq!(linked(&order), expected, "{order:?}");
        }
    }

    #[test]
    fn moments_are_compared_across_zones() {
        let dated = |n: usize| Dated { id: DOCUMENTS[n].0, published: DOCUMENTS[n].1 };
        assert!(dated(2) < dated(1), "01:00 UTC comes before 23:30 in Lima the evening before");
    }
}
