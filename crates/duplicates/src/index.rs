//! An index of documents in memory: for collections that fit, and for measuring.
//!
//! In: ids and signatures. Out: the documents that are copies of a new one, found by their bands.

use crate::{Likeness, Signature, bands};
use std::collections::{BTreeSet, HashMap};

/// Documents under their bands.
#[derive(Default)]
pub struct Index {
    documents: Vec<(String, Signature)>,
    by_band: HashMap<u64, Vec<u32>>,
}

impl Index {
    /// Documents that share a band with a signature, with their likeness, in the order in which they were put in.
    pub fn candidates(&self, signature: &Signature) -> Vec<(&str, Likeness)> {
        let found: BTreeSet<u32> =
            bands(signature).iter().filter_map(|key| self.by_band.get(key)).flatten().copied().collect();
        let of = |n: u32| self.documents.get(n as usize).map(|(id, other)| (id.as_str(), signature.likeness(other)));
        found.into_iter().filter_map(of).collect()
    }

    /// Documents that are copies of a signature's text.
    ///
    /// ```
    /// use masudi_duplicates::{Index, Signature};
    /// let mut index = Index::default();
    /// let story = "The envoys of both sides met in Geneva on Monday to speak of the exchange of prisoners.";
    /// index.insert("a", Signature::of(story));
    /// let copies = index.copies(&Signature::of(&format!("Envoys meet\n\n{story}")));
    /// assert_eq!(copies.len(), 1);
    /// ```
    pub fn copies(&self, signature: &Signature) -> Vec<(&str, Likeness)> {
        let mut found = self.candidates(signature);
        found.retain(|(_, likeness)| likeness.is_copy());
        found
    }

    /// Puts a document in.
    pub fn insert(&mut self, id: &str, signature: Signature) {
        let number = self.documents.len() as u32;
        for key in bands(&signature) {
            self.by_band.entry(key).or_default().push(number);
        }
        self.documents.push((id.to_owned(), signature));
    }
}
