//! Signatures: what is kept of a text to compare it with others.
//!
//! In: a text. Out: the MinHash of its word shingles, of the whole and of the lead, and their number. The seeds are fixed,
//! so that signatures of different runs and machines can be compared. What it does not do: no comparison.

use crate::body;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Words of the story that are its lead.
const LEAD: usize = 60;
/// Values for the whole story.
pub(crate) const WHOLE_VALUES: usize = 120;
/// Values for the lead.
pub(crate) const LEAD_VALUES: usize = 32;
const VALUES: usize = WHOLE_VALUES + LEAD_VALUES;
/// First byte of the written form; another one when any number above, or what a word is, changes.
const FORM: u8 = 1;

/// What is kept of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Least hash of the shingles under each of the fixed permutations.
    pub(crate) whole: [u32; WHOLE_VALUES],
    /// The same of the first words.
    pub(crate) lead: [u32; LEAD_VALUES],
    /// Number of distinct shingles.
    pub(crate) shingles: u32,
    /// Hash of all words in order: equal for texts that differ in title, spacing and marks only.
    pub(crate) exact: u64,
}

/// Bytes that are no signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a signature of {} bytes in form {FORM}, but found {length} bytes in form {form:?}: it has to be made anew",
    Signature::BYTES
)]
pub struct SignatureError {
    /// Number of bytes found.
    pub length: usize,
    /// First byte found.
    pub form: Option<u8>,
}

impl Signature {
    /// Length of the written form, in bytes.
    pub const BYTES: usize = 1 + 8 + 4 + 4 * VALUES;

    /// The signature of a document's text.
    ///
    /// Title, dateline, captions, and lines in which an outlet speaks of itself are not looked at, unless the text has
    /// nothing else.
    pub fn of(text: &str) -> Self {
        let words = body::words(text);
        let hashes: Vec<u64> = words.iter().map(|word| xxh3_64(word.as_bytes())).collect();
        let exact = xxh3_64(&hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect::<Vec<u8>>());
        let mut whole = shingles(&hashes);
        let lead = shingles(&hashes[..hashes.len().min(LEAD)]);
        whole.sort_unstable();
        whole.dedup();
        Self { whole: least(&whole, 0), lead: least(&lead, WHOLE_VALUES), shingles: whole.len() as u32, exact }
    }

    /// The number of distinct shingles of three words.
    pub fn shingles(&self) -> usize {
        self.shingles as usize
    }

    /// The written form, [`Self::BYTES`] long, little endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::BYTES);
        bytes.push(FORM);
        bytes.extend(self.exact.to_le_bytes());
        bytes.extend(self.shingles.to_le_bytes());
        bytes.extend(self.whole.iter().chain(&self.lead).flat_map(|value| value.to_le_bytes()));
        bytes
    }

    /// Reads the written form.
    ///
    /// Errors: [`SignatureError`] where the bytes are of another length or were written in another form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SignatureError> {
        let refuse = || SignatureError { length: bytes.len(), form: bytes.first().copied() };
        let rest = bytes.strip_prefix(&[FORM]).filter(|_| bytes.len() == Self::BYTES).ok_or_else(refuse)?;
        let (exact, rest) = rest.split_first_chunk::<8>().ok_or_else(refuse)?;
        let (shingles, rest) = rest.split_first_chunk::<4>().ok_or_else(refuse)?;
        let mut values = rest.as_chunks::<4>().0.iter().map(|value| u32::from_le_bytes(*value));
        let mut next = || values.next().unwrap_or(u32::MAX);
        Ok(Self {
            exact: u64::from_le_bytes(*exact),
            shingles: u32::from_le_bytes(*shingles),
            whole: std::array::from_fn(|_| next()),
            lead: std::array::from_fn(|_| next()),
        })
    }
}

/// The hash of every run of [`SHINGLE`] words; of all words where there are fewer.
fn shingles(words: &[u64]) -> Vec<u64> {
    let hash = |run: &[u64]| run.iter().fold(run.len() as u64, |hash, word| mix(hash.rotate_left(23) ^ word));
    match words.len() {
        0 => Vec::new(),
        1..SHINGLE => vec![hash(words)],
        _ => words.windows(SHINGLE).map(hash).collect(),
    }
}

/// For each permutation the least value of the shingles. A permutation is a multiplication by an odd number and an
/// addition, of which the upper half is kept.
fn least<const N: usize>(shingles: &[u64], first: usize) -> [u32; N] {
    let seeds: [(u64, u64); N] = std::array::from_fn(|i| {
        let name = ((first + i) as u64).to_le_bytes();
        (xxh3_64_with_seed(&name, 1) | 1, xxh3_64_with_seed(&name, 2))
    });
    let mut least = [u32::MAX; N];
    for shingle in shingles {
        for (value, (factor, term)) in least.iter_mut().zip(&seeds) {
            *value = (*value).min((shingle.wrapping_mul(*factor).wrapping_add(*term) >> 32) as u32);
        }
    }
    least
}

/// Spreads the bits of a number (the finaliser of splitmix64).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signatures_stay_what_they_are() {
        // Kept signatures are compared with new ones: when these change, FORM has to change.
        let signature = Signature::of("The envoys of both sides met in Geneva on Monday.");
        assert_eq!(signature.shingles(), 8);
        assert_eq!(xxh3_64(&signature.to_bytes()), 9_738_938_459_884_719_974);
    }

    #[test]
    fn other_bytes_are_refused() {
        let mut bytes = Signature::of("They met.").to_bytes();
        assert_eq!(bytes.len(), Signature::BYTES);
        assert!(Signature::from_bytes(&bytes[1..]).is_err());
        bytes[0] = 9;
        assert!(Signature::from_bytes(&bytes).unwrap_err().to_string().contains("made anew"));
        assert!(Signature::from_bytes(&[]).is_err());
    }

    proptest! {
        #[test]
        fn any_text_has_a_signature_that_is_read_back(text in any::<String>()) {
            let signature = Signature::of(&text);
            prop_assert_eq!(Signature::from_bytes(&signature.to_bytes()), Ok(signature));
        }
    }
}
