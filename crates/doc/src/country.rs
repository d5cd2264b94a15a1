//! Countries as ISO 3166-1 alpha-3 codes.

use std::fmt;

/// An ISO 3166-1 alpha-3 code, or a code in its shape for an entity that ISO does not list (`XKX` Kosovo).
///
/// ```
/// use masudi_doc::Iso3;
/// assert_eq!(Iso3::new("IRQ").map(|c| c.to_string()).as_deref(), Some("IRQ"));
/// assert_eq!(Iso3::new("Iraq"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// The code, if `code` is three ASCII capitals.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
