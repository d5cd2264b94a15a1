//! Bytes to Unicode code points, at the border to the public formats.

use crate::ByteSpan;

/// Converts byte offsets of one text to code point offsets and back, in constant time for ASCII text and
/// logarithmic time otherwise.
///
/// ```
/// let offsets = masudi_doc::CharOffsets::new("naïve talks");
/// assert_eq!(offsets.to_char(7), 6);
/// assert_eq!(offsets.to_byte(6), 7);
/// ```
#[derive(Clone, Debug)]
pub struct CharOffsets {
    /// (byte offset, code point offset) just after each multi-byte character; empty for ASCII text.
    steps: Vec<(u32, u32)>,
}

impl CharOffsets {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        if !text.is_ascii() {
            for (chars, (byte, c)) in text.char_indices().enumerate() {
                let width = c.len_utf8();
                if width > 1 {
                    steps.push(((byte + width) as u32, chars as u32 + 1));
                }
            }
        }
        Self { steps }
    }

    /// Code points before the byte offset (which should lie on a character boundary).
    pub fn to_char(&self, byte: usize) -> usize {
        let at = self.steps.partition_point(|step| step.0 as usize <= byte);
        match at.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(b, c)) => byte - b as usize + c as usize,
            None => byte,
        }
    }

    /// The byte offset of a code point offset.
    pub fn to_byte(&self, char: usize) -> usize {
        let at = self.steps.partition_point(|step| step.1 as usize <= char);
        match at.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(b, c)) => char - c as usize + b as usize,
            None => char,
        }
    }

    /// Start and end of a byte span in code points.
    pub fn span(&self, span: ByteSpan) -> (usize, usize) {
        (self.to_char(span.start as usize), self.to_char(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_characters() {
        for text in ["", "plain", "é", "a😀b", "العربية and English", "mi\u{301}x"] {
            let offsets = CharOffsets::new(text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.to_char(byte), chars, "{text:?} byte {byte}");
                assert_eq!(offsets.to_byte(chars), byte, "{text:?} char {chars}");
            }
            assert_eq!(offsets.to_char(text.len()), text.chars().count());
        }
    }
}
