//! Strings that spaCy numbers by hand instead of hashing them.

mod table;

/// The number of a reserved string.
pub(crate) fn reserved(text: &str) -> Option<u64> {
    let at = table::SYMBOLS.binary_search_by(|(name, _)| name.as_bytes().cmp(text.as_bytes())).ok()?;
    Some(u64::from(table::SYMBOLS[at].1))
}
