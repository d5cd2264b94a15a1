//! Actors and recipients of an event.
//!
//! In: a proposition and its frame. Out: head words that refer to actors, in the order of the frame's roles: the first
//! role that is filled by an actor counts, and all its conjuncts are taken.

use crate::matcher::{self, Scene};
use crate::proposition::{Kind, Proposition};
use masudi_doc::TokenIdx;
use masudi_lexicon::frames::Frame;
use smol_str::SmolStr;

/// Actors and recipients.
pub fn find(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame) -> (Vec<TokenIdx>, Vec<TokenIdx>) {
    let actors = first_filled(scene, proposition, frame, &frame.actor, &[]);
    let recipients = first_filled(scene, proposition, frame, &frame.recipient, &actors);
    if proposition.kind == Kind::Noun && recipients.is_empty() && actors.len() > 1 {
        return (actors, recipients);
    }
    (actors, recipients)
}

fn first_filled(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    roles: &[SmolStr],
    taken: &[TokenIdx],
) -> Vec<TokenIdx> {
    for role in roles {
        let found: Vec<TokenIdx> = matcher::fillers(proposition, frame, role)
            .filter(|head| !taken.contains(head))
            .filter_map(|head| reference(scene, head))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The actor that a filler refers to: itself, or the noun below a quantity ("dozens of soldiers").
fn reference(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    if scene.actors.at(head).is_some() {
        return Some(head);
    }
    let of = masudi_doc::tree::children_with(scene.doc, head, &["prep"])
        .find(|p| scene.doc.word(*p).eq_ignore_ascii_case("of"))?;
    masudi_doc::tree::child(scene.doc, of, &["pobj"]).filter(|inner| scene.actors.at(*inner).is_some())
}
