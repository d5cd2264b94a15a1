//! Operators and the event they govern: "agreed to withdraw", "demanded the release".
//!
//! In: a proposition whose frame has `embed` roles. Out: the embedded proposition, if some frame codes it. The outer
//! frame's `turns` table says what the embedded type makes of the outer type; the ontology says which mode follows.

use crate::matcher::{self, Scene};
use crate::proposition::Proposition;
use masudi_doc::TokenIdx;
use masudi_lexicon::frames::Frame;
use smol_str::SmolStr;

/// An event that is part of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded<'a> {
    /// Head word of its proposition.
    pub head: TokenIdx,
    /// Its type.
    pub event_type: SmolStr,
    /// The frame that codes it.
    pub frame: &'a Frame,
}

/// The first embedded event in the roles that the frame names.
pub fn find<'a>(scene: &Scene<'a>, outer: &Proposition, frame: &Frame) -> Option<Embedded<'a>> {
    let wanted = |inner: &&Frame| frame.embeds.is_empty() || frame.embeds.contains(&inner.event_type);
    frame.embed.iter().flat_map(|role| matcher::fillers(outer, frame, role)).find_map(|head| {
        let inner = scene.propositions.at(head).filter(|inner| inner.head != outer.head)?;
        let (found, _) = matcher::ranked(scene, inner);
        let found = found.first().copied().filter(wanted)?;
        Some(Embedded { head, event_type: found.event_type.clone(), frame: found })
    })
}

/// The type of the outer event, given what it embeds.
pub fn turned(frame: &Frame, embedded: Option<&Embedded<'_>>) -> SmolStr {
    embedded.and_then(|e| frame.turns.get(&e.event_type)).unwrap_or(&frame.event_type).clone()
}

/// Whether an event of this type takes the one it embeds into itself. An accusation does not: what somebody is
/// accused of stays an event of its own, alleged.
pub fn absorbs(event_type: &str) -> bool {
    event_type != "ACCUSE"
}

/// The mode that an embedded type gives to a verbal act; `None` where PLOVER has no modes for the type.
pub fn mode(event_type: &str, embedded: &str) -> Option<SmolStr> {
    let mode = match (event_type, embedded) {
        ("REQUEST" | "REJECT", "RETREAT" | "CONCEDE") => "yield",
        ("REQUEST" | "REJECT", "CONSULT") => "meet",
        ("REQUEST" | "REJECT", "AID" | "COOPERATE" | "SUPPORT") => "assist",
        ("REQUEST" | "REJECT", _) => "change",
        ("THREATEN", "ASSAULT" | "MOBILIZE") => "violence",
        ("THREATEN", "SANCTION") => "relations",
        ("THREATEN", "COERCE") => "restrict",
        _ => return None,
    };
    Some(mode.into())
}
