//! Which language a text is in.

use masudi_doc::Lang;
use whatlang::{Detector, Lang as Code};

/// Little words that one language has and the other has not; in a short text they tell more than letters do.
const ENGLISH: [&str; 60] = [
    "the", "of", "and", "to", "in", "for", "is", "was", "said", "by", "with", "that", "from", "at", "has", "have",
    "it", "its", "were", "are", "be", "would", "their", "after", "an", "as", "not", "but", "this", "who", "he", "she",
    "his", "her", "they", "we", "will", "near", "over", "into", "says", "out", "up", "no", "new", "been", "had", "or",
    "when", "against", "two", "monday", "tuesday", "friday", "sunday", "off", "than", "about", "all", "three",
];
const FRENCH: [&str; 39] = [
    "le", "la", "les", "des", "du", "et", "une", "est", "dans", "que", "qui", "pour", "sur", "au", "aux", "par", "ses",
    "ce", "avec", "été", "son", "sa", "ont", "il", "ne", "pas", "se", "elle", "ils", "nous", "leur", "mais", "lundi",
    "mardi", "jeudi", "samedi", "en", "ou", "cette",
];

/// The language of a text among those with a pipeline; `None` when the text has no letters to tell by.
///
/// ```
/// use masudi_doc::Lang;
/// assert_eq!(masudi_nlp::detect_language("Les deux présidents se sont rencontrés à Bagdad."), Some(Lang::Fr));
/// assert_eq!(masudi_nlp::detect_language("Algeria authorities suspended publication of Liberté."), Some(Lang::En));
/// assert_eq!(masudi_nlp::detect_language("Bandits attacked a convoy near Karachi."), Some(Lang::En));
/// assert_eq!(masudi_nlp::detect_language("12:30 ..."), None);
/// ```
pub fn detect_language(text: &str) -> Option<Lang> {
    let end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end)?;
    let (mut english, mut french) = (0, 0);
    for word in head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && w.len() < 8) {
        let word = word.to_lowercase();
        english += usize::from(ENGLISH.contains(&word.as_str()));
        french += usize::from(FRENCH.contains(&word.as_str()));
    }
    match english.cmp(&french) {
        std::cmp::Ordering::Greater => Some(Lang::En),
        std::cmp::Ordering::Less => Some(Lang::Fr),
        std::cmp::Ordering::Equal => {
            // Letters alone tell little of a short text: French has to be sure, or to have its accents.
            let guess = Detector::with_allowlist(vec![Code::Eng, Code::Fra]).detect(head)?;
            let accents = || head.contains(['é', 'è', 'ê', 'à', 'ç', 'ù', 'œ']);
            let french = guess.lang() == Code::Fra && (guess.is_reliable() || accents());
            Some(if french { Lang::Fr } else { Lang::En })
        }
    }
}
