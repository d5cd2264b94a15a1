//! Finds place names in a document.
//!
//! In: the known names and where they stand. Out: those that are places, with the rule that says so. Two passes: what the
//! first finds tells the second which doubtful names recur as places.

use crate::accept::{Known, accept, located};
use crate::adjective;
use crate::matches::{Scene, capital};
use masudi_doc::{Iso3, PlaceRelation, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::place::CueKind;
use std::collections::HashSet;

/// A place name found.
pub(crate) struct Found {
    pub tokens: TokenSpan,
    /// Its name in the scene.
    pub name: usize,
    pub rule: &'static str,
    /// Stands right after the name before it and a comma.
    pub after_comma: bool,
    /// The country said to hold it: "the Syrian city of X", "Syria's X".
    pub within: Option<Iso3>,
    /// The relation, where recognition already settles it.
    pub relation: Option<PlaceRelation>,
}

/// All place names, in order, not overlapping.
pub(crate) fn scan(scene: &mut Scene<'_>) -> Vec<Found> {
    let mut known = Known { surnames: surnames(scene), places: HashSet::new(), countries: HashSet::new() };
    let first = pass(scene, &known);
    let spoken = first.iter().filter_map(|f| scene.names[f.name].senses.first().filter(|s| s.own)?.place.country);
    known.countries = spoken.chain(adjective::votes(scene).into_iter().map(|(iso3, _)| iso3)).collect();
    known.places = first.into_iter().map(|f| f.name).filter(|n| !scene.names[*n].senses.is_empty()).collect();
    pass(scene, &known)
}

fn pass(scene: &mut Scene<'_>, known: &Known) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < scene.doc.len() {
        if !scene.may_begin(at) {
            at += 1;
            continue;
        }
        let found = found_at(scene, known, &out, at).or_else(|| adjective::found_at(scene, at));
        let found = found.or_else(|| respelled(scene, known, at));
        match found {
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
fn surnames(scene: &Scene<'_>) -> HashSet<String> {
    let entities = scene.doc.entities().iter();
    let persons = entities.filter(|e| matches!(e.label.as_str(), "PERSON" | "PER") && e.tokens.len() > 1);
    persons.map(|e| scene.keys.word(e.tokens.end as usize - 1).to_owned()).collect()
}

fn found_at(scene: &mut Scene<'_>, known: &Known, before: &[Found], at: usize) -> Option<Found> {
    let after_comma = at > 1
        && matches!(scene.word(at - 1), "," | "(")
        && before.last().is_some_and(|found| found.tokens.end as usize == at - 1);
    let listed = at > 1
        && matches!(scene.word(at - 1), "and" | "or" | "et" | "ou")
        && before.last().is_some_and(|found| found.tokens.end as usize == at - 1);
    let found = |tokens, name, rule| Found { tokens, name, rule, after_comma, within: None, relation: None };
    let after_name = at > 1 && scene.word(at - 1) == "," && capital(scene.word(at - 2));
    if (after_comma || after_name)
        && let Some((tokens, name)) = abbreviation(scene, at, after_comma)
    {
        return Some(found(tokens, name, "abbreviation"));
    }
    if let Some((tokens, name)) = scene.match_at(at) {
        let rule = accept(scene, known, tokens, name, after_comma, listed)?;
        let within = if after_comma { None } else { holder(scene, before, at) };
        return Some(Found { within, ..found(tokens, name, rule) });
    }
    let entity = scene.doc.entity_at(TokenIdx::from(at)).filter(|e| e.tokens.start as usize == at)?;
    if entity.label != "GPE" {
        return None;
    }
    let (doc, tokens) = (scene.doc, entity.tokens);
    let key = scene.keys.phrase(at, tokens.end as usize).to_owned();
    let plain = tokens.iter().all(|t| capital(doc.word(t)) || doc.pos(t) == Upos::Punct);
    let cues = &scene.index.cues;
    let usable = key.len() > 3 && plain && !cues.has(CueKind::Ordinary, &key) && !known.surnames.contains(&key);
    let previous = if at > 0 { scene.word(at - 1).to_lowercase() } else { String::new() };
    let usable = usable && scene.index.people(&key).is_none();
    (usable && (after_comma || cues.has(CueKind::Locative, &previous)))
        .then(|| found(tokens, scene.intern(&key, Vec::new), "entity"))
}

/// Another spelling of a known name, where a place is expected, in a country that the document speaks of.
fn respelled(scene: &mut Scene<'_>, known: &Known, at: usize) -> Option<Found> {
    if known.countries.is_empty() || scene.small || scene.match_at(at).is_some() || !located(scene, at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 5 && (capital(scene.word(end)) || scene.word(end) == "-" && capital(scene.word(end + 1))) {
        end += 1;
    }
    let tokens = TokenSpan::new(at, end.min(scene.doc.len()));
    let key = scene.keys.phrase(at, tokens.end as usize).to_owned();
    let other = scene.index.cues.has(CueKind::Ordinary, &key) || known.surnames.contains(&key);
    if other || scene.index.people(&key).is_some() {
        return None;
    }
    let sense =
        scene.index.respelled(&key).filter(|s| s.place.country.is_some_and(|c| known.countries.contains(&c)))?;
    let name = scene.intern(&key, || vec![sense]);
    Some(Found { tokens, name, rule: "other spelling", after_comma: false, within: None, relation: None })
}

/// "Ala." or "AL" after "City, ".
fn abbreviation(scene: &mut Scene<'_>, at: usize, after_comma: bool) -> Option<(TokenSpan, usize)> {
    let sentence = scene.doc.sentence(scene.doc.sentence_of(TokenIdx::from(at)));
    for end in (at + 1..=(at + 2).min(sentence.end as usize)).rev() {
        let tokens = TokenSpan::new(at, end);
        let (text, key) = (scene.doc.words(tokens), scene.keys.phrase(at, end));
        let dotted = text.contains('.') && !text.contains(' ') || scene.word(end) == "." && text.len() > 2;
        let postal = after_comma && text.chars().all(char::is_uppercase);
        let spelt = dotted.then(|| scene.index.abbreviation(&format!("{key}."))).flatten();
        if let Some(sense) = spelt.or_else(|| postal.then(|| scene.index.abbreviation(key)).flatten()) {
            let key = format!("{key}.");
            return Some((tokens, scene.intern(&key, || vec![sense])));
        }
    }
    None
}

/// The country said to hold the name at `at`: "the Syrian city of X", "the Syrian town X", "Syria's X".
fn holder(scene: &Scene<'_>, before: &[Found], at: usize) -> Option<Iso3> {
    let word = |back: usize| at.checked_sub(back).map_or("", |i| scene.keys.word(i));
    let noun = |back: usize| scene.index.cues.has(CueKind::PlaceNoun, word(back));
    if at > 1 && matches!(scene.word(at - 1), "'s" | "’s") {
        let owner = before.last().filter(|found| found.tokens.end as usize == at - 1)?;
        return scene.names[owner.name].senses.first().filter(|s| s.own).and_then(|s| s.place.country);
    }
    let skip = if word(1) == "of" { 2 } else { 1 };
    if !noun(skip) {
        return None;
    }
    (skip + 1..skip + 5).find_map(|back| {
        let one = scene.index.people(word(back));
        one.or_else(|| scene.index.people(scene.keys.phrase(at.checked_sub(back + 1)?, at.checked_sub(back - 1)?)))
    })
}
