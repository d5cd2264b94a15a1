//! Which language a text is in.

use masudi_doc::Lang;
use whatlang::{Detector, Lang as Code};

/// The language of a text among those with a pipeline; `None` when the text has no letters to tell by.
///
/// ```
/// use masudi_doc::Lang;
/// assert_eq!(masudi_nlp::detect_language("Les deux présidents se sont rencontrés à Bagdad."), Some(Lang::Fr));
/// ```
pub fn detect_language(text: &str) -> Option<Lang> {
    let end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
    match Detector::with_allowlist(vec![Code::Eng, Code::Fra]).detect_lang(&text[..end])? {
        Code::Fra => Some(Lang::Fr),
        _ => Some(Lang::En),
    }
}
