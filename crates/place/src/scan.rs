//! Finds place names in a document.
//!
//! In: tokens and entities, and the index of names. Out: spans with their senses. Longest match from left to right over
//! capitalised words; then what stands around a match decides whether it is a place: the entity model, titles and given
//! names, the tail of a longer name ("Dallas Cowboys"), locative prepositions, "City, State".

use crate::index::{Index, Sense};
use crate::name_key;
use masudi_doc::{Doc, PlacePrecision, SmolStr, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::place::CueKind;
use std::collections::HashSet;

const LONGEST: usize = 6;

/// A name found.
pub(crate) struct Found {
    pub tokens: TokenSpan,
    pub key: String,
    pub senses: Vec<Sense>,
    pub rule: SmolStr,
    /// Stands right after the name before it and a comma.
    pub after_comma: bool,
}

/// What the whole document says before a name is judged.
struct Known {
    /// Last names of persons named in full.
    surnames: HashSet<String>,
    /// Names that are surely places somewhere in the document.
    places: HashSet<String>,
}

/// All place names, in order, not overlapping.
///
/// Two passes: what the first finds tells the second which doubtful names recur as places.
pub(crate) fn scan(doc: &Doc, index: &Index) -> Vec<Found> {
    let mut known = Known { surnames: surnames(doc), places: HashSet::new() };
    let first = pass(doc, index, &known);
    known.places = first.into_iter().filter(|f| !f.senses.is_empty()).map(|f| f.key).collect();
    pass(doc, index, &known)
}

fn pass(doc: &Doc, index: &Index, known: &Known) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < doc.len() {
        match match_at(doc, index, known, &out, at) {
            Some(found) => {
                at = found.tokens.end as usize;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// Last names of the persons that the entity model found.
fn surnames(doc: &Doc) -> HashSet<String> {
    let persons = doc.entities().iter().filter(|e| matches!(e.label.as_str(), "PERSON" | "PER") && e.tokens.len() > 1);
    persons.filter_map(|e| e.tokens.iter().next_back().map(|t| name_key(doc.word(t)))).collect()
}

fn word(doc: &Doc, at: usize) -> &str {
    doc.words(TokenSpan::new(at, at + 1))
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a name can begin here: a capital, or a lower-case article bound to a capital ("al-Tanf").
fn may_begin(doc: &Doc, at: usize) -> bool {
    let here = word(doc, at);
    if capital(here) {
        return true;
    }
    let lower = here.to_lowercase();
    let article = matches!(lower.as_str(), "al" | "el" | "as" | "ash" | "ar" | "at" | "an" | "ad" | "az");
    lower.starts_with("al-")
        || lower.starts_with("el-")
        || article && at + 2 < doc.len() && word(doc, at + 1) == "-" && capital(word(doc, at + 2))
}

fn match_at(doc: &Doc, index: &Index, known: &Known, before: &[Found], at: usize) -> Option<Found> {
    if !may_begin(doc, at) {
        return None;
    }
    let sentence_end = doc.sentence(doc.sentence_of(TokenIdx::from(at))).end as usize;
    let after_comma = at > 1
        && matches!(word(doc, at - 1), "," | "(")
        && before.last().is_some_and(|found| found.tokens.end as usize == at - 1);
    let found = |tokens, key, senses, rule: &str| Found { tokens, key, senses, rule: rule.into(), after_comma };
    let after_name = at > 1 && word(doc, at - 1) == "," && capital(word(doc, at - 2));
    if after_comma || after_name {
        for end in (at + 1..=(at + 2).min(sentence_end.max(at + 1)).min(doc.len())).rev() {
            let text = doc.words(TokenSpan::new(at, end));
            let key = name_key(text);
            let dotted =
                text.contains('.') && !text.contains(' ') || end < doc.len() && word(doc, end) == "." && text.len() > 2;
            let postal = after_comma && text.chars().all(char::is_uppercase);
            let spelt = dotted.then(|| index.abbreviation(&format!("{key}."))).flatten();
            let sense = spelt.or_else(|| postal.then(|| index.abbreviation(&key)).flatten());
            if let Some(sense) = sense {
                return Some(found(TokenSpan::new(at, end), format!("{key}."), vec![sense], "abbreviation"));
            }
        }
    }
    for end in (at + 1..=(at + LONGEST).min(sentence_end).min(doc.len())).rev() {
        let tokens = TokenSpan::new(at, end);
        let last = word(doc, end - 1);
        let text = doc.words(tokens);
        if !last.chars().next().is_some_and(char::is_alphanumeric)
            || text.contains(['\n', ',', '(']) && !text.contains("Washington, ")
        {
            continue;
        }
        let key = name_key(text);
        if key.is_empty() {
            continue;
        }
        let senses = index.senses(&key);
        if senses.is_empty() {
            continue;
        }
        return accept(doc, index, known, tokens, &key, &senses, after_comma)
            .map(|rule| found(tokens, key, senses, rule));
    }
    let entity = doc.entity_at(TokenIdx::from(at)).filter(|e| e.tokens.start as usize == at)?;
    if !matches!(entity.label.as_str(), "GPE" | "LOC") {
        return None;
    }
    let key = name_key(doc.words(entity.tokens));
    let plain = entity.tokens.iter().all(|t| capital(doc.word(t)) || doc.pos(t) == Upos::Punct);
    let usable = key.len() > 3 && plain && !index.cues.has(CueKind::Ordinary, &key) && !known.surnames.contains(&key);
    let previous = at.checked_sub(1).map(|p| word(doc, p).to_lowercase()).unwrap_or_default();
    let usable = usable && (after_comma || index.cues.has(CueKind::Locative, &previous));
    (usable && entity.label == "GPE").then(|| found(entity.tokens, key, Vec::new(), "entity"))
}

/// The rule by which a match is a place, or `None`.
fn accept(
    doc: &Doc,
    index: &Index,
    known: &Known,
    tokens: TokenSpan,
    key: &str,
    senses: &[Sense],
    after_comma: bool,
) -> Option<&'static str> {
    let cues = &index.cues;
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let text = doc.words(tokens);
    let own = senses.iter().any(|s| s.own);
    let sure = own || senses.iter().any(|s| s.prior > 7.0);
    let entity = tokens.iter().find_map(|t| doc.entity_at(t));
    let label = entity.map_or("", |e| e.label.as_str());
    let extra = |at: u32, word_at: &str| {
        at < end as u32 && matches!(word_at, "the" | "The") || matches!(word_at, "'s" | "’s" | "'" | "’")
    };
    let first = entity.is_some_and(|e| (e.tokens.start..tokens.start).all(|at| extra(at, word(doc, at as usize))));
    let longer =
        !first || entity.is_some_and(|e| (tokens.end..e.tokens.end).any(|at| !extra(at, word(doc, at as usize))));
    let longer = longer && entity.is_some();
    let repeat = known.places.contains(key);
    let placed = matches!(label, "GPE" | "LOC" | "FAC");
    let single = tokens.len() == 1;
    let previous = start.checked_sub(1).map(|at| word(doc, at)).unwrap_or("");
    let previous_lower = previous.to_lowercase();
    let next = if end < doc.len() { word(doc, end) } else { "" };
    let next_lower = next.to_lowercase();
    let locative = cues.has(CueKind::Locative, &previous_lower);

    // Short names count only in capitals, and "us" never in small letters.
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let shouting = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let trusted = own && (shouting || letters == 3 && placed);
    if letters <= 3 && !trusted {
        return None;
    }
    if single
        && matches!(doc.pos(TokenIdx::from(start)), Upos::Verb | Upos::Pron | Upos::Det | Upos::Adp | Upos::Aux)
        && !placed
    {
        return None;
    }
    if cues.has(CueKind::Ordinary, key) && !(own && placed) {
        return None;
    }
    // "City, State": what follows the comma is a division or country.
    let followed = next == "," && end + 1 < doc.len() && capital(word(doc, end + 1)) && {
        (end + 2..=(end + 3).min(doc.len())).any(|stop| {
            let after = name_key(doc.words(TokenSpan::new(end + 1, stop)));
            let coarse =
                |s: &Sense| s.own && matches!(s.place.precision, PlacePrecision::Admin1 | PlacePrecision::Country);
            index.abbreviation(&after).is_some()
                || index.abbreviation(&format!("{after}.")).is_some()
                || index.senses(&after).iter().any(coarse)
        })
    };
    if followed && !longer && !cues.has(CueKind::GivenName, &previous_lower) {
        return Some("city before its division");
    }
    // "X County", "Y Parish": the shape of the name says enough.
    let shaped = tokens.len() > 1 && cues.has(CueKind::AdminWord, &name_key(word(doc, end - 1)));
    if shaped
        && matches!(senses.first().map(|s| s.place.precision), Some(PlacePrecision::Admin1 | PlacePrecision::Admin2))
    {
        return Some("division by its shape");
    }
    // "a Winona resident", "James Doe of Winona".
    let surname = single && (known.surnames.contains(key) || cues.has(CueKind::GivenName, key));
    let lives = cues.has(CueKind::PeopleTail, &next_lower) && !capital(next);
    let hails = previous_lower == "of" && start > 1 && !capital(next) && {
        let named = word(doc, start - 2);
        named == "," || doc.entity_at(TokenIdx::from(start - 2)).is_some_and(|e| e.label == "PERSON")
    };
    if (lives || hails) && !longer && !surname && label != "NORP" && !capital(previous) {
        return Some(if lives { "place of people" } else { "place a person is of" });
    }
    // Persons: a title or given name before, a surname of someone the text names in full.
    if !after_comma {
        if cues.has(CueKind::Title, &previous_lower) && !locative {
            return None;
        }
        let shouted = text.len() > 3 && text.chars().all(|c| c.is_uppercase() || c == ' ');
        if shouted && matches!(next, "-" | "—" | "–") && doc.token(TokenIdx::from(start)).sent_start && sure {
            return Some("dateline");
        }
        let named_before = capital(previous) && cues.has(CueKind::GivenName, &previous_lower);
        let names_next = single && cues.has(CueKind::GivenName, key) && capital(next) && !placed;
        if (named_before || names_next) && label != "GPE" {
            return None;
        }
        if matches!(label, "PERSON" | "PER") {
            let article = matches!(previous_lower.as_str(), "a" | "an" | "the") && !capital(next);
            let place = !surname && (locative && !capital(next) || sure && article || repeat);
            return (place && !longer).then_some("name the model takes for a person's");
        }
        if single && known.surnames.contains(key) && !(placed && sure) {
            return None;
        }
    }
    if label == "NORP" && !own {
        return None;
    }
    // The head of a longer name of something else.
    let tail = capital(next) && cues.has(CueKind::SiteTail, &next_lower);
    if tail && !cues.has(CueKind::AdminWord, &next_lower) {
        return None;
    }
    let public = sure && capital(next) && cues.has(CueKind::PublicTail, &next_lower);
    if longer && matches!(label, "ORG" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "FAC" | "DATE" | "CARDINAL") {
        let outlet = entity.is_some_and(|e| {
            (tokens.end..e.tokens.end).any(|at| cues.has(CueKind::SiteTail, &word(doc, at as usize).to_lowercase()))
        });
        if outlet {
            return None;
        }
        let possessive = matches!(next, "'s" | "’s");
        let named = own && (first || possessive || locative) || first && (public || repeat);
        return named.then_some("name in a longer name");
    }
    let speaks = !own && doc.dep(TokenIdx::from(end - 1)) == "nsubj";
    if repeat && (!capital(next) || public) && !capital(previous) && !speaks {
        return Some("named before");
    }
    if public && (sure || repeat) {
        return Some("place of a public body");
    }
    // A capitalised word on either side that is no part of the match: some other name.
    if !own && !placed && !after_comma {
        let joined = |w: &str| capital(w) && w.len() > 1;
        if joined(next) || joined(previous) && start > 0 && !doc.token(TokenIdx::from(start)).sent_start {
            return None;
        }
        let listed = next == "," && end + 1 < doc.len() && {
            let after = name_key(word(doc, end + 1));
            index.abbreviation(&after).is_some() || index.abbreviation(&format!("{after}.")).is_some()
        };
        let article = sure && matches!(previous_lower.as_str(), "a" | "an" | "the") && label != "NORP";
        return (locative || listed || article).then_some("gazetteer name in place");
    }
    if !placed && !own && cues.has(CueKind::GivenName, key) {
        return None;
    }
    let coarse = senses.iter().any(|s| s.own && s.place.precision >= PlacePrecision::Admin1);
    Some(if placed {
        "entity and name"
    } else if coarse {
        "country, division or region"
    } else {
        "name"
    })
}
