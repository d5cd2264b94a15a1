//! A fixed share of the documents, kept apart: chosen by a hash of the document's id, so that it is the same in every
//! run and whatever else the gold holds.

use xxhash_rust::xxh3::xxh3_64;

/// Which documents are held out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HeldOut {
    share: f64,
}

impl HeldOut {
    /// A share of the documents, 0 to 1. Errors: the number, when it is outside.
    pub fn new(share: f64) -> Result<Self, f64> {
        if (0.0..=1.0).contains(&share) { Ok(Self { share }) } else { Err(share) }
    }

    /// Whether a document is held out.
    ///
    /// ```
    /// let quarter = masudi_eval::HeldOut::new(0.25).unwrap();
    /// let held = (0..1000).filter(|n| quarter.has(&format!("document-{n}"))).count();
    /// assert!((200..300).contains(&held));
    /// ```
    pub fn has(&self, doc: &str) -> bool {
        ((xxh3_64(doc.as_bytes()) >> 11) as f64) < self.share * (1u64 << 53) as f64
    }

    /// Whether none is.
    pub fn is_none(&self) -> bool {
        self.share <= 0.0
    }
}
