//! Actors and recipients of an event.
//!
//! In: a proposition and its frame. Out: head words that refer to actors, in the order of the frame's roles: the first
//! role that is filled by an actor counts, and all its conjuncts are taken. Where a role is filled by a thing, the
//! actor behind the thing is taken: its owner, its nationality, its author.

use crate::embedding::Embedded;
use crate::lower::lower;
use crate::matcher::{self, Scene};
use crate::proposition::{Proposition, with_conjuncts};
use crate::{doers, understood};
use masudi_doc::tree::{child, children_with};
use masudi_doc::{ActorKind, Iso3, RefForm, TokenIdx, Upos};
use masudi_lexicon::frames::Frame;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Actors and recipients of an event that may embed another.
pub fn find(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    embedded: Option<&Embedded>,
) -> (Vec<TokenIdx>, Vec<TokenIdx>) {
    let mut actors = first_filled(scene, proposition, frame, &frame.actor, &[]);
    if actors.is_empty() {
        actors = doers::find(scene, proposition, frame);
    }
    if let Some(embedded) = embedded.filter(|e| actors.is_empty() && e.event_type == frame.event_type)
        && let Some(inner) = scene.propositions.at(embedded.head)
        && proposition.fillers("agent").any(|head| head == embedded.head)
    {
        // "clashes between herders and farmers left four dead"
        actors = first_filled(scene, inner, embedded.frame, &embedded.frame.actor, &[]);
    }
    let mut recipients = first_filled(scene, proposition, frame, &frame.recipient, &actors);
    if recipients.is_empty()
        && let Some(embedded) = embedded
        && let Some(inner) = scene.propositions.at(embedded.head)
    {
        // "refused to give arms to the rebels": the rebels are refused.
        let mut taken = actors.clone();
        taken.extend(first_filled(scene, inner, embedded.frame, &embedded.frame.actor, &[]));
        // "demanded that Turkey stop bombing the Kurds": Turkey is asked.
        let asked = if frame.event_type == "REQUEST" {
            first_filled(scene, inner, embedded.frame, &embedded.frame.actor, &actors)
        } else {
            Vec::new()
        };
        recipients = if asked.is_empty() {
            first_filled(scene, inner, embedded.frame, &embedded.frame.recipient, &taken)
        } else {
            asked
        };
    }
    if !recipients.iter().any(|head| is_actor(scene, *head)) {
        let understood = understood::recipients(scene, proposition, &frame.event_type, &actors);
        if !understood.is_empty() {
            recipients = understood;
        }
    }
    if recipients.is_empty() {
        recipients = things(scene, proposition, frame, &actors);
    }
    if frame.event_type == "THREATEN" {
        recipients.retain(|head| !is_own_arm(scene, *head, &actors));
    }
    (actors, recipients)
}

/// Whether a word names by whom a threat would be carried out: the state or army of those who threaten, as the subject of what
/// they say ("warned that the army would step in").
fn is_own_arm(scene: &Scene<'_>, head: TokenIdx, actors: &[TokenIdx]) -> bool {
    let sector = scene.actors.at(head).and_then(|r| scene.actors.entity(r.entity).sector.as_deref());
    let own = country(scene, head).filter(|own| actors.iter().any(|actor| country(scene, *actor) == Some(*own)));
    // "said the governor should be in jail", "that Niger would face consequences": those are threatened.
    let suffers = scene.frames.is_of_class("suffering", &lower(scene.doc.lemma(scene.doc.head(head))));
    let arm = matches!(sector, Some("GOV" | "MIL" | "COP" | "SPY" | "PRM"));
    own.is_some() && scene.doc.dep(head) == "nsubj" && arm && !suffers
}

/// What an event was done to where that is nobody: "bombed a hospital".
fn things(scene: &Scene<'_>, proposition: &Proposition, frame: &Frame, taken: &[TokenIdx]) -> Vec<TokenIdx> {
    let roles = frame.recipient.iter().filter(|role| match role.as_str() {
        "patient" | "on" | "against" => true,
        "to" => frame.event_type == "ASSAULT",
        _ => false,
    });
    let is_thing = |head: &TokenIdx| {
        matches!(scene.doc.pos(*head), Upos::Noun | Upos::Propn)
            && !taken.contains(head)
            && !is_own(scene, *head, taken)
            && *head != proposition.head
            && scene.propositions.at(*head).is_none()
            && !scene.times.iter().any(|t| t.tokens.has(*head))
            && !scene.frames.is_of_class("munition", &lower(scene.doc.lemma(*head)))
    };
    roles
        .map(|role| matcher::fillers(proposition, frame, role).filter(is_thing).collect::<Vec<_>>())
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

pub(crate) fn first_filled(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    roles: &[SmolStr],
    taken: &[TokenIdx],
) -> Vec<TokenIdx> {
    let referring = |refer: &dyn Fn(&Scene<'_>, TokenIdx) -> Option<TokenIdx>| {
        roles.iter().find_map(|role| {
            let mut found: Vec<TokenIdx> = matcher::fillers(proposition, frame, role)
                .filter(|head| *head != proposition.head)
                .filter_map(|head| refer(scene, head))
                .flat_map(|head| listed(scene, head))
                .filter(|head| !taken.contains(head) && !is_own(scene, *head, taken))
                .collect();
            found.dedup();
            // "Ethiopia began a military operation": who is named goes before the adjective of a calling.
            if found.iter().any(|head| !is_calling(scene, *head)) {
                found.retain(|head| !is_calling(scene, *head));
            }
            let found = by_best_word(scene, found);
            (!found.is_empty()).then_some(found)
        })
    };
    // Near words that are nobody ("a short winter campaign") hide nobody further off.
    let far = || {
        let far = proposition.far.iter().filter(|r| roles.contains(&r.name)).map(|r| r.head);
        let found = far.filter(|head| *head != proposition.head);
        let found: Vec<TokenIdx> = found.filter_map(|head| named(scene, head)).filter(|h| !taken.contains(h)).collect();
        (!found.is_empty()).then(|| by_best_word(scene, found))
    };
    let near = referring(&named);
    if near.as_ref().is_some_and(|found| !found.iter().all(|head| is_calling(scene, *head))) {
        return near.unwrap_or_default();
    }
    far().or(near).or_else(|| referring(&behind)).unwrap_or_default()
}

/// Whether a word only refers back to those who act, or is a thing or mission of theirs: "its" in "cut its grant", "closed its
/// airspace", "closed its embassy".
fn is_own(scene: &Scene<'_>, head: TokenIdx, actors: &[TokenIdx]) -> bool {
    let doc = scene.doc;
    let whom = |at: TokenIdx| scene.actors.at(at).map(|r| scene.actors.everybody(r.entity));
    let acting: Vec<_> = actors.iter().filter_map(|actor| whom(*actor)).flatten().collect();
    let refers_back = |at: TokenIdx| {
        let pronoun = scene.actors.at(at).is_some_and(|r| r.form == RefForm::Pronoun);
        pronoun && whom(at).is_some_and(|meant| meant.iter().all(|entity| acting.contains(entity)))
    };
    // "a president set conditions on an American withdrawal": his own state
    let own_state = scene.actors.at(head).is_some_and(|r| {
        let entity = scene.actors.entity(r.entity);
        r.form == RefForm::Adjective
            && entity.kind == ActorKind::State
            && actors.iter().any(|actor| country(scene, *actor) == entity.country)
    });
    if own_state {
        return true;
    }
    let itself = doc.word(head).ends_with("self") || doc.word(head).ends_with("selves");
    let thing = scene.actors.at(head).is_none() || scene.frames.is_of_class("legation", &lower(doc.lemma(head)));
    !itself && (refers_back(head) || thing && children_with(doc, head, &["poss"]).any(refers_back))
}

/// One word for each entity, a name before a pronoun ("Algeria expressed its readiness").
fn by_best_word(scene: &Scene<'_>, found: Vec<TokenIdx>) -> Vec<TokenIdx> {
    let reference = |head: &TokenIdx| scene.actors.at(*head);
    let is_pronoun = |head: &TokenIdx| reference(head).is_some_and(|r| r.form == RefForm::Pronoun);
    let same = |one: &TokenIdx, other: &TokenIdx| {
        one != other && reference(one).zip(reference(other)).is_some_and(|(a, b)| a.entity == b.entity)
    };
    let named = |head: &TokenIdx| found.iter().any(|other| same(head, other) && !is_pronoun(other));
    found.iter().copied().filter(|head| !(is_pronoun(head) && named(head))).collect()
}

/// Whether a word is an adjective that names no nation and no group ("military", "naval").
fn is_calling(scene: &Scene<'_>, head: TokenIdx) -> bool {
    matches!(scene.doc.dep(head), "amod" | "compound")
        && scene.actors.at(head).is_some_and(|r| scene.actors.entity(r.entity).kind == ActorKind::Role)
}

/// Whether a word refers to an actor, known or only named.
pub(crate) fn is_actor(scene: &Scene<'_>, at: TokenIdx) -> bool {
    scene.actors.at(at).is_some()
        || scene
            .doc
            .entity_at(at)
            .is_some_and(|e| matches!(e.label.as_str(), "PERSON" | "ORG" | "NORP") && e.tokens.end == at.0 + 1)
}

/// The country of the actor that a word refers to.
pub(crate) fn country(scene: &Scene<'_>, at: TokenIdx) -> Option<Iso3> {
    scene.actors.at(at).and_then(|r| scene.actors.entity(r.entity).country)
}

/// The actors of one noun phrase: those that its coordinated nationalities name ("Saudi, Egyptian and Jordanian forces"),
/// those that follow in apposition but are somebody else ("the minister, Lavrov, and his counterpart"), else itself.
pub(crate) fn listed(scene: &Scene<'_>, head: TokenIdx) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let country = |at: TokenIdx| country(scene, at);
    let mut nations: Vec<TokenIdx> = Vec::new();
    for part in children_with(doc, head, &["amod", "compound", "nmod"]) {
        nations.extend(with_conjuncts(doc, part).filter(|t| country(*t).is_some()));
    }
    let different = nations.iter().filter_map(|t| country(*t)).collect::<BTreeSet<_>>().len();
    if different > 1 {
        // "Saudi, Egyptian and Jordanian forces", where the last are known by name.
        if country(head).is_some_and(|own| !nations.iter().any(|t| country(*t) == Some(own))) {
            nations.push(head);
        }
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
pub(crate) fn named(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    let is_actor = |at: &TokenIdx| is_actor(scene, *at);
    let appositive = || child(scene.doc, head, &["appos"]).filter(is_actor);
    scene.lookups.counted(head).filter(is_actor).or_else(|| Some(head).filter(is_actor)).or_else(appositive)
}

/// The actor behind a thing: "Israel's decision", "Iranian warplanes", "a proposal by the junta", "the policies of
/// Hungary".
pub(crate) fn behind(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let is_actor = |at: &TokenIdx| scene.actors.at(*at).is_some();
    let beside = ["poss", "amod", "compound", "nmod"];
    let owner = beside.iter().find_map(|label| children_with(doc, head, &[label]).find(is_actor));
    // "a Greek-operated tanker"
    let owner = owner.or_else(|| {
        let mut by = children_with(doc, head, &["amod"]).flat_map(|part| children_with(doc, part, &["npadvmod"]));
        by.find(is_actor)
    });
    let owner = owner.or_else(|| {
        children_with(doc, head, &["prep", "agent"])
            .filter(|p| matches!(&*lower(doc.word(*p)), "by" | "of" | "from" | "against" | "on"))
            .find_map(|p| child(doc, p, &["pobj"]).filter(is_actor))
    });
    // "a missile fired by the rebels", "drones launched from Iran"
    owner.or_else(|| {
        children_with(doc, head, &["acl"])
            .filter(|participle| doc.tag(*participle) == "VBN")
            .flat_map(|participle| children_with(doc, participle, &["agent", "prep"]).collect::<Vec<_>>())
            .filter(|p| matches!(&*lower(doc.word(*p)), "by" | "from"))
            .find_map(|p| child(doc, p, &["pobj"]).filter(is_actor))
    })
}
