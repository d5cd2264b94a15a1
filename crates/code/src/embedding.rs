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

impl Embedded<'_> {
    /// The mode that it gives to a verbal act of some type.
    pub fn mode_of(&self, event_type: &str) -> Option<SmolStr> {
        mode(event_type, &self.event_type, self.frame.mode.as_deref())
    }
}

/// The first embedded event in the roles that the frame names.
pub fn find<'a>(scene: &Scene<'a>, outer: &Proposition, frame: &Frame) -> Option<Embedded<'a>> {
    let wanted = |inner: &&Frame| frame.embeds.is_empty() || frame.embeds.contains(&inner.event_type);
    frame.embed.iter().flat_map(|role| matcher::fillers(outer, frame, role)).find_map(|head| {
        let inner = scene.propositions.at(head).filter(|inner| inner.head != outer.head)?;
        let found = matcher::ranked(scene, inner).next().filter(wanted)?;
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

/// The mode that an embedded event gives to a verbal act; `None` where PLOVER has no modes for the type, or where the words
/// tell more than the embedded type does.
pub fn mode(event_type: &str, embedded: &str, embedded_mode: Option<&str>) -> Option<SmolStr> {
    let mode = match (event_type, embedded, embedded_mode) {
        ("REQUEST" | "REJECT", "RETREAT" | "CONCEDE", _) => "yield",
        ("REQUEST" | "REJECT", "CONSULT", _) => "meet",
        ("REQUEST" | "REJECT", "AID" | "COOPERATE" | "SUPPORT", _) => "assist",
        ("THREATEN", "ASSAULT" | "MOBILIZE", _) => "violence",
        ("THREATEN", "COERCE", Some("arrest")) => "arrest",
        ("THREATEN", "COERCE", Some("deport")) | ("THREATEN", "SANCTION", Some("expel")) => "expel",
        ("THREATEN", "COERCE", _) => "restrict",
        ("THREATEN", "SANCTION", Some("withdraw")) => "relations",
        _ => return None,
    };
    Some(mode.into())
}

/// The mode where neither the embedded type nor the words decide.
pub fn usual_mode(event_type: &str, embedded: &str) -> Option<SmolStr> {
    match (event_type, embedded) {
        ("REJECT", _) => Some("change".into()),
        ("THREATEN", "SANCTION") => Some("relations".into()),
        _ => None,
    }
}
