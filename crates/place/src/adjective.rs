//! Adjectives of nationality: where they locate ("Turkish airspace", "the Syrian-Turkish border", "the Iraqi capital"),
//! and how often the document speaks of each country's people.

use crate::matches::{Scene, capital};
use crate::scan::Found;
use masudi_doc::{Iso3, PlaceRelation, TokenSpan};
use masudi_lexicon::place::CueKind;
use std::collections::HashMap;

/// The adjective at a token: where it ends, and its country.
fn adjective(scene: &Scene<'_>, at: usize) -> Option<(usize, Iso3)> {
    let two = scene.index.people(scene.keys.phrase(at, at + 2)).filter(|_| !scene.keys.word(at + 1).is_empty());
    two.map(|iso3| (at + 2, iso3)).or_else(|| Some((at + 1, scene.index.people(scene.keys.word(at))?)))
}

/// An adjective that locates.
pub(crate) fn found_at(scene: &mut Scene<'_>, at: usize) -> Option<Found> {
    let (end, iso3) = adjective(scene, at)?;
    let cues = &scene.index.cues;
    let mut after = end;
    while matches!(scene.word(after), "-" | "–" | "—" | "/" | "and") {
        match adjective(scene, after + 1) {
            Some((next, _)) => after = next,
            None => break,
        }
    }
    let noun = scene.keys.word(after);
    let relation = if cues.has(CueKind::Border, noun) {
        PlaceRelation::Border
    } else if after == end && cues.has(CueKind::LandNoun, noun) && !capital(scene.word(after)) {
        PlaceRelation::In
    } else {
        return None;
    };
    // "the Iraqi capital, Baghdad" and "the Syrian border town of X" name their place themselves.
    let next = scene.word(after + 1);
    let named = |at: usize| capital(scene.word(at));
    if relation == PlaceRelation::In && (named(after + 1) || matches!(next, "," | "of" | "(") && named(after + 2)) {
        return None;
    }
    let capital = noun == "capital";
    if capital && (next == "of" || next.starts_with(|c: char| c.is_lowercase()) && next.ends_with('s')) {
        return None;
    }
    let sense = scene.index.country(iso3, capital)?;
    let tokens = TokenSpan::new(at, if capital { after + 1 } else { end });
    let name = scene.intern(&format!("{iso3} {}", u8::from(capital)), || vec![sense]);
    Some(Found { tokens, name, rule: "adjective and land", after_comma: false, within: None, relation: Some(relation) })
}

/// How often adjectives and nouns for peoples speak of each country.
pub(crate) fn votes(scene: &Scene<'_>) -> Vec<(Iso3, f32)> {
    let mut votes: HashMap<Iso3, f32> = HashMap::new();
    for at in (0..scene.doc.len()).filter(|at| capital(scene.word(*at))) {
        if let Some((_, iso3)) = adjective(scene, at) {
            *votes.entry(iso3).or_default() += 1.0;
        }
    }
    let mut votes: Vec<(Iso3, f32)> = votes.into_iter().map(|(iso3, n)| (iso3, 1.0 + n.ln().min(2.0))).collect();
    votes.sort_by_key(|a| a.0);
    votes
}
