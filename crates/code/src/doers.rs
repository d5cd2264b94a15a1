//! Who did what an event's own phrase gives no doer, where the sentence tells all the same.
//!
//! In: an event without an actor. Out: head words of those whom a careful reader understands as the actors: who laid the siege that
//! is lifted, who holds the captives that were taken, the armed people in the clause beside those who were hurt, and who announces
//! a deed of their own. Nothing is taken from outside the sentence.

use crate::arguments::{first_filled, named};
use crate::lower::lower;
use crate::matcher::{self, Scene};
use crate::proposition::{Kind, Proposition};
use crate::{nominal, verbal};
use masudi_doc::TokenIdx;
use masudi_doc::tree::children_with;
use masudi_lexicon::frames::Frame;

/// The actors of an event that names none; empty where the sentence does not tell.
pub(crate) fn find(scene: &Scene<'_>, event: &Proposition, frame: &Frame) -> Vec<TokenIdx> {
    let event_type = frame.event_type.as_str();
    if event_type == "RETREAT" && verbal::is_passive(scene.doc, event.head) {
        return laid(scene, event);
    }
    if event.kind == Kind::Noun {
        return announcers(scene, event, event_type);
    }
    let found = match event_type {
        "ASSAULT" | "COERCE" => keepers(scene, event),
        _ => Vec::new(),
    };
    if found.is_empty() && event_type == "ASSAULT" { assailants(scene, event) } else { found }
}

/// Who did what a verb puts an end to: "the siege of the town by the rebels was lifted".
fn laid(scene: &Scene<'_>, proposition: &Proposition) -> Vec<TokenIdx> {
    let deeds = proposition.fillers("patient").filter_map(|head| scene.propositions.at(head));
    let found = deeds.filter(|p| p.kind == Kind::Noun).find_map(|deed| {
        let frame = matcher::ranked(scene, deed).next().filter(|f| f.event_type == "ASSAULT")?;
        let actors = first_filled(scene, deed, frame, &frame.actor, &[]);
        (!actors.is_empty()).then_some(actors)
    });
    found.unwrap_or_default()
}

/// Who took the captives that a clause on them tells of: those who hold them or let them go ("freed two men seized in May").
fn keepers(scene: &Scene<'_>, taking: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let clause = matches!(doc.dep(taking.head), "acl" | "relcl") && verbal::is_passive(doc, taking.head);
    let takes = taking.lemmas.iter().any(|l| scene.frames.is_of_class("taking", l));
    let captives = doc.head(taking.head);
    let keeps = scene
        .propositions
        .at(doc.head(captives))
        .filter(|p| doc.dep(captives) == "dobj" && p.lemmas.iter().any(|l| scene.frames.is_of_class("keeping", l)));
    let keepers = keeps.filter(|_| clause && takes).map(|p| p.fillers("agent").collect::<Vec<_>>());
    keepers.unwrap_or_default().into_iter().filter_map(|head| named(scene, head)).collect()
}

/// Who did it, where a clause on a passive tells of armed people in action: "were killed when soldiers broke up the march".
fn assailants(scene: &Scene<'_>, harm: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let hurts = harm.lemmas.iter().any(|l| scene.frames.is_of_class("harm_done", l));
    let suffers = verbal::is_passive(doc, harm.head) || harm.lemmas.iter().any(|l| l == "die");
    if harm.kind != Kind::Verb || !hurts || !suffers {
        return Vec::new();
    }
    let when = |clause: &TokenIdx| {
        children_with(doc, *clause, &["advmod", "mark"])
            .any(|w| matches!(&*lower(doc.word(w)), "when" | "as" | "after"))
    };
    let deed = children_with(doc, harm.head, &["advcl"]).find(when).and_then(|verb| scene.propositions.at(verb));
    let Some(deed) = deed else { return Vec::new() };
    let armed = |head: &TokenIdx| {
        let sector = scene.actors.at(*head).and_then(|r| scene.actors.entity(r.entity).sector.as_deref());
        matches!(sector, Some("MIL" | "REB" | "COP" | "PRM" | "UAF" | "SPY" | "CRM"))
    };
    let found: Vec<TokenIdx> = deed.fillers("agent").filter_map(|head| named(scene, head)).filter(armed).collect();
    let suffering: Vec<TokenIdx> = harm.fillers("patient").collect();
    found.into_iter().filter(|head| !suffering.contains(head)).collect()
}

/// Who announces a deed of their own: "the army announced the capture of a town", "London confirmed the delivery of guns".
fn announcers(scene: &Scene<'_>, deed: &Proposition, event_type: &str) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let own = match event_type {
        "ASSAULT" => deed.lemmas.iter().any(|l| scene.frames.is_of_class("conquest", l)),
        "AID" | "RETREAT" | "COERCE" | "MOBILIZE" | "CONCEDE" | "SANCTION" => true,
        _ => false,
    };
    let top = nominal::governed(doc, deed.head, scene.frames);
    let verb = scene
        .propositions
        .at(doc.head(top))
        .filter(|p| own && doc.dep(top) == "dobj" && p.lemmas.iter().any(|l| scene.frames.is_of_class("proclaim", l)));
    let official = |head: &TokenIdx| {
        let sector = scene.actors.at(*head).and_then(|r| scene.actors.entity(r.entity).sector.as_deref());
        matches!(sector, Some("GOV" | "MIL" | "REB" | "PRM" | "COP" | "SPY" | "LEG" | "UAF"))
    };
    let speakers = verb.map(|p| p.fillers("agent").collect::<Vec<_>>()).unwrap_or_default();
    speakers.into_iter().filter_map(|head| named(scene, head)).filter(official).collect()
}
