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
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
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
    key.truncate(key.trim_end().len());
    key
}
