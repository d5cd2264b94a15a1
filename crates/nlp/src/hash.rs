//! spaCy's string ids and thinc's embedding rows.

use crate::symbols;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

const M: u64 = 0xc6a4_a793_5bd1_e995;

/// A map whose keys are hashes or small numbers already.
pub(crate) type IdMap<V> = HashMap<u64, V, BuildHasherDefault<Mixer>>;

/// Mixes numbers that are hashes or small already.
#[derive(Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}

/// MurmurHash64A of the bytes with seed 1.
pub(crate) fn murmur64a(bytes: &[u8]) -> u64 {
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut k = u64::from_le_bytes(chunk.try_into().unwrap_or([0; 8])).wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let tail = chunks.remainder();
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        h = (h ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(M);
    h ^ (h >> 47)
}

/// The 64-bit id of a string: 0 for none, a small number for reserved words, else a hash.
pub(crate) fn string_id(text: &str) -> u64 {
    if text.is_empty() { 0 } else { symbols::reserved(text).unwrap_or_else(|| murmur64a(text.as_bytes())) }
}

fn fmix(mut k: u64) -> u64 {
    k = (k ^ (k >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    k = (k ^ (k >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    k ^ (k >> 33)
}

/// The four 32-bit keys of a feature value, before the modulus.
pub(crate) fn embed_keys(value: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = value.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = fmix(h1);
    h2 = fmix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_keep_their_numbers() {
        assert_eq!((string_id(""), string_id("NOUN"), string_id("ORTH")), (0, 92, 65));
        assert_eq!(string_id("coffee"), 3_197_928_453_018_144_401);
    }
}
