//! Plain text: one document an input.
//!
//! In: UTF-8, or UTF-16 with a byte order mark. Out: one cleaned document.

use crate::document::from_text;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending};
use masudi_record::Document;
use std::io::Read;

/// See the module.
pub(crate) struct PlainText;

impl Format for PlainText {
    fn recognises(&self, head: &Head<'_>) -> bool {
        is_utf16(head.bytes) || !head.bytes.contains(&0)
    }

    fn read(&self, input: Input) -> Documents {
        Box::new(std::iter::once(Pending::work(move || document(input))))
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

fn document(input: Input) -> Result<Document, InputError> {
    let (name, settings) = (input.name.clone(), input.settings.clone());
    let document = from_text(&whole(input)?, &settings, &name);
    if document.text.is_empty() {
        return Err(InputError::of(&name, "text", "none"));
    }
    Ok(document)
}

/// The whole input as text.
///
/// Errors: it cannot be read, is too large, or is not in UTF-8 nor marked as UTF-16.
pub(crate) fn whole(input: Input) -> Result<String, InputError> {
    let name = input.name.clone();
    let read = whole_bytes(input)?;
    match read.get(..2) {
        Some([0xff, 0xfe]) => Ok(utf16(&read, u16::from_le_bytes)),
        Some([0xfe, 0xff]) => Ok(utf16(&read, u16::from_be_bytes)),
        _ => String::from_utf8(read).map_err(|e| {
            let line = 1 + e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count();
            InputError::at(&name, line, "text in UTF-8 (iconv converts)", "bytes that are not")
        }),
    }
}

/// The whole input. Errors: it cannot be read, or is too large.
pub(crate) fn whole_bytes(input: Input) -> Result<Vec<u8>, InputError> {
    let Input { name, bytes, settings, .. } = input;
    let mut read = Vec::new();
    let most = settings.largest as u64;
    bytes.take(most + 1).read_to_end(&mut read).map_err(|e| InputError::of(&name, "a readable file", e))?;
    if read.len() > settings.largest {
        return Err(InputError::of(&name, settings.expected_size(), "a larger one"));
    }
    Ok(read)
}

/// Text after a byte order mark; what is no character becomes U+FFFD.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
