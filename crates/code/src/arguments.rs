//! Actors and recipients of an event.
//!
//! In: a proposition and its frame. Out: head words that refer to actors, in the order of the frame's roles: the first
//! role that is filled by an actor counts, and all its conjuncts are taken. Where a role is filled by a thing, the
//! actor behind the thing is taken: its owner, its nationality, its author.

use crate::matcher::{self, Scene};
use crate::proposition::{Proposition, with_conjuncts};
use masudi_doc::TokenIdx;
use masudi_doc::tree::{child, children_with};
use masudi_lexicon::frames::Frame;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Actors and recipients.
pub fn find(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame) -> (Vec<TokenIdx>, Vec<TokenIdx>) {
    let actors = first_filled(scene, proposition, frame, &frame.actor, &[]);
    let recipients = first_filled(scene, proposition, frame, &frame.recipient, &actors);
    (actors, recipients)
}

fn first_filled(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    roles: &[SmolStr],
    taken: &[TokenIdx],
) -> Vec<TokenIdx> {
    let referring = |refer: &dyn Fn(&Scene<'_>, TokenIdx) -> Option<TokenIdx>| {
        roles.iter().find_map(|role| {
            let mut found: Vec<TokenIdx> = matcher::fillers(proposition, frame, role)
                .into_iter()
                .filter(|head| *head != proposition.head)
                .filter_map(|head| refer(scene, head))
                .flat_map(|head| listed(scene, head))
                .filter(|head| !taken.contains(head))
                .collect();
            found.dedup();
            (!found.is_empty()).then_some(found)
        })
    };
    referring(&named).or_else(|| referring(&behind)).unwrap_or_default()
}

/// The actors of one noun phrase: those that its coordinated nationalities name ("US, British and French forces"),
/// those that follow in apposition but are somebody else ("the minister, Lavrov, and his counterpart"), else itself.
fn listed(scene: &Scene<'_>, head: TokenIdx) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let country = |at: TokenIdx| scene.actors.at(at).and_then(|r| scene.actors.entity(r.entity).country);
    let mut nations: Vec<TokenIdx> = Vec::new();
    for part in children_with(doc, head, &["amod", "compound", "nmod"]) {
        nations.extend(with_conjuncts(doc, part).into_iter().filter(|t| country(*t).is_some()));
    }
    let different = nations.iter().filter_map(|t| country(*t)).collect::<BTreeSet<_>>().len();
    if different > 1 {
        return nations;
    }
    let mut out = vec![head];
    let mut at = head;
    for depth in 0..6 {
        let Some(next) = child(doc, at, &["appos"]) else { break };
        // The first apposition names the head itself; what follows it in a list is somebody else.
        let others = children_with(doc, next, &["conj"]).chain(Some(next).filter(|_| depth > 0));
        out.extend(others.filter(|t| country(*t).is_some() && country(*t) != country(head)));
        at = next;
    }
    out
}

/// The actor that a filler refers to: itself, the noun below a quantity ("dozens of soldiers"), or the name in
/// apposition ("one member of the cell, Adama Diallo").
fn named(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    let is_actor = |at: &TokenIdx| scene.actors.at(*at).is_some();
    let appositive = || child(scene.doc, head, &["appos"]).filter(is_actor);
    matcher::counted(scene, head).filter(is_actor).or_else(|| Some(head).filter(is_actor)).or_else(appositive)
}

/// The actor behind a thing: "Israel's decision", "Iranian warplanes", "a proposal by the junta", "the policies of
/// Hungary".
fn behind(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let is_actor = |at: &TokenIdx| scene.actors.at(*at).is_some();
    let beside = ["poss", "amod", "compound", "nmod"];
    let owner = beside.iter().find_map(|label| children_with(doc, head, &[label]).find(is_actor));
    owner.or_else(|| {
        children_with(doc, head, &["prep", "agent"])
            .filter(|p| matches!(doc.word(*p).to_lowercase().as_str(), "by" | "of" | "from" | "against" | "on"))
            .find_map(|p| child(doc, p, &["pobj"]).filter(is_actor))
    })
}
