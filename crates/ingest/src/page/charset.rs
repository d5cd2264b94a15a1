//! In which encoding a page is.
//!
//! In: its bytes, and what the server said. Out: its text. Labels are often wrong, so bytes that are UTF-8 are taken for
//! it whatever is said of them, and a label under which many bytes stand for nothing is not believed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes in which a page says its encoding.
const HEAD: usize = 4 << 10;
/// Bytes that a guess is made from.
const SAMPLE: usize = 256 << 10;
/// Of a thousand characters, so many may be damaged before a label is not believed.
const DAMAGED: usize = 2;

/// The text of a page. `label` is the charset of the HTTP header.
///
/// What stands for no character becomes U+FFFD; a byte order mark is left out, and so are NULs.
pub(crate) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => unmarked(bytes, label),
        },
    };
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text }
}

fn unmarked<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    if bearable(&text) {
        return text;
    }
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let head = &bytes[..bytes.len().min(HEAD)];
    for encoding in [said, meta(head)].into_iter().flatten() {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        if !damaged || bearable(&text) {
            return text;
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    let (text, damaged) = guess.decode_without_bom_handling(bytes);
    if damaged && !bearable(&text) { WINDOWS_1252.decode_without_bom_handling(bytes).0 } else { text }
}

/// Whether few enough characters are damaged. Where the text is of ASCII else, a handful is borne too.
fn bearable(text: &str) -> bool {
    let (mut damaged, mut other) = (0, 0);
    for c in text.chars() {
        damaged += usize::from(c == char::REPLACEMENT_CHARACTER);
        other += usize::from(!c.is_ascii());
    }
    damaged * 1000 <= DAMAGED * text.len() && damaged * 4 <= other
}

/// The encoding that a page names in its head.
fn meta(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let mut from = 0;
    while let Some(n) = find(&lower[from..], b"charset") {
        from += n + 7;
        let rest = lower[from..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:".contains(b))).unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value[..end]) {
            // A page that can be read so far is not in UTF-16, whatever it says.
            return Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
        }
    }
    None
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Der Präsident traf die Außenministerin zu Gesprächen über die Grenze.";

    #[test]
    fn what_the_bytes_say_goes_before_what_is_said_of_them() {
        assert_eq!(decode(SENTENCE.as_bytes(), Some("iso-8859-1")), SENTENCE);
        let latin = WINDOWS_1252.encode(SENTENCE).0;
        assert_eq!(decode(&latin, Some("utf-8")), SENTENCE);
        assert_eq!(decode(&latin, None), SENTENCE);
        let utf16: Vec<u8> = "\u{feff}They met.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, Some("utf-8")), "They met.");
    }

    #[test]
    fn a_page_names_its_encoding() {
        let russian = "<meta http-equiv=content-type content='text/html; charset=windows-1251'>Стороны встретились.";
        let bytes = encoding_rs::WINDOWS_1251.encode(russian).0;
        assert_eq!(decode(&bytes, None), russian);
        let chinese = "<meta charset=\"gbk\">双方举行了会谈。";
        assert_eq!(decode(&encoding_rs::GBK.encode(chinese).0, None), chinese);
        let lying = "<meta charset=utf-16>Präsident".to_owned();
        assert_eq!(decode(&WINDOWS_1252.encode(&lying).0, None), lying);
    }

    #[test]
    fn a_few_broken_bytes_leave_the_rest_as_it_is() {
        let mut bytes = SENTENCE.repeat(40).into_bytes();
        bytes.insert(100, 0xff);
        bytes.push(0);
        let text = decode(&bytes, None);
        assert!(text.ends_with(SENTENCE) && text.matches('\u{fffd}').count() <= 3 && !text.contains('\0'), "{text}");
    }
}
