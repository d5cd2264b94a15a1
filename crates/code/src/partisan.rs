//! One side's word: a deed that is told only by those it was done to, by their state, or by people who saw it.
//!
//! In: an event that the text reports, and who is cited. Out: whether it rests on one side's word against another. What a
//! side says of its own deeds is taken for fact, and so is what bodies that stand above the sides report.

use crate::matcher::Scene;
use crate::{arguments, lower::lower};
use masudi_doc::TokenIdx;

/// Whether the source speaks of another's deed as a party or as a witness.
pub(crate) fn is_one_sided(scene: &Scene<'_>, event_type: &str, source: Option<TokenIdx>, actors: &[TokenIdx]) -> bool {
    let Some(source) = source.filter(|_| matches!(event_type, "ASSAULT" | "COERCE" | "RETREAT" | "MOBILIZE" | "AID"))
    else {
        return false;
    };
    let entity = |head: TokenIdx| scene.actors.at(head).map(|r| r.entity);
    if actors.iter().any(|doer| *doer == source || entity(*doer).is_some_and(|e| entity(source) == Some(e))) {
        return false;
    }
    if scene.frames.is_of_class("witness", &lower(scene.doc.lemma(source))) {
        return true;
    }
    let sector = entity(source).and_then(|e| scene.actors.entity(e).sector.as_deref());
    let party = matches!(sector, Some("GOV" | "MIL" | "REB" | "OPP" | "PTY" | "SPY"));
    let countries = arguments::country(scene, source).zip(actors.first().and_then(|a| arguments::country(scene, *a)));
    party && countries.is_some_and(|(own, other)| own != other)
}
