//! Any bytes as a compact file of word vectors: vectors whose file reads as the same vectors, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_lexicon::WordVectors;

fuzz_target!(|bytes: &[u8]| {
    // The mark at the beginning is no puzzle worth the fuzzer's time.
    let marked = [b"MSDWVEC1", bytes].concat();
    let Ok(vectors) = WordVectors::parse(&marked) else { return };
    let mut sum = vec![0.0; vectors.dimensions().min(1 << 16)];
    for row in 0..=vectors.words() as u32 {
        vectors.add(row, 1.0, &mut sum);
    }
    assert_eq!(WordVectors::parse(&vectors.bytes()), Ok(vectors));
});
