//! Names to look-up keys: letters folded, marks and full stops dropped, hyphens as spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key that spellings of one name share.
///
/// ```
/// assert_eq!(masudi_place::name_key("Aïn al-Assad"), "ain al assad");
/// assert_eq!(masudi_place::name_key("U.S."), "us");
/// ```
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold(name, &mut key);
    key.truncate(key.trim_end().len());
    key
}

/// Appends the folded form of `text`; a space never follows a space or stands first.
pub(crate) fn fold(text: &str, key: &mut String) {
    if text.is_ascii() {
        text.chars().for_each(|c| push(c, key));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push(c, key));
    }
}

fn push(c: char, key: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => key.push(c),
        'A'..='Z' => key.push(c.to_ascii_lowercase()),
        '.' | '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | 'ʼ' => {}
        'ı' => key.push('i'),
        'ł' | 'Ł' => key.push('l'),
        'ø' | 'Ø' => key.push('o'),
        'ß' => key.push_str("ss"),
        'æ' | 'Æ' => key.push_str("ae"),
        c if c.is_alphanumeric() => key.extend(c.to_lowercase()),
        _ if !key.ends_with(' ') && !key.is_empty() => key.push(' '),
        _ => {}
    }
}
