//! Bands: keys under which documents that may be copies of one another are found.
//!
//! In: a signature. Out: [`BANDS`] keys. Two documents that share a key may be copies; [`crate::Likeness`] decides. Bands
//! of the whole story find copies that are cut, edited or reordered; bands of the lead find a short version of a long
//! story, whose share in the whole is small.

use crate::Signature;
use crate::signature::{LEAD_VALUES, WHOLE_VALUES};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Values in a band of the whole.
const WHOLE_ROWS: usize = 3;
/// Values in a band of the lead.
const LEAD_ROWS: usize = 2;

/// Keys of a document.
pub const BANDS: usize = WHOLE_VALUES / WHOLE_ROWS + LEAD_VALUES / LEAD_ROWS;

/// The keys of a signature; none for a text without words. Keys of different bands never stand for the same thing, so
/// they can be kept in one column.
pub fn bands(signature: &Signature) -> Vec<u64> {
    if signature.shingles == 0 {
        return Vec::new();
    }
    let bands = signature.whole.chunks_exact(WHOLE_ROWS).chain(signature.lead.chunks_exact(LEAD_ROWS));
    bands.enumerate().map(|(number, band)| key(number, band)).collect()
}

fn key(number: usize, band: &[u32]) -> u64 {
    let mut bytes = [0; 4 * WHOLE_ROWS];
    for (to, value) in bytes.chunks_exact_mut(4).zip(band) {
        to.copy_from_slice(&value.to_le_bytes());
    }
    xxh3_64_with_seed(&bytes[..4 * band.len()], number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_band_has_a_key_of_its_own() {
        let keys = bands(&Signature::of("The envoys of both sides met in Geneva on Monday."));
        assert_eq!(keys.len(), BANDS);
        let distinct: std::collections::BTreeSet<u64> = keys.iter().copied().collect();
        assert_eq!(distinct.len(), BANDS);
        assert!(bands(&Signature::of(" \n")).is_empty());
    }
}
