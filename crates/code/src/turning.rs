//! What an act is when it is only spoken of: a refusal, a threat, a promise.
//!
//! In: an event as its frame reads it, what it embeds and what the text says of its reality. Out: the event that the
//! words are themselves. "Will not withdraw" is a REJECT, "said it would expel the envoy" a THREATEN, "will visit" an
//! AGREE. Whether the words are to be believed is no business of this module.

use crate::embedding::{self, Embedded};
use crate::factuality::Judgement;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::children_with;
use masudi_doc::{ActorEntity, ActorKind, TokenIdx};
use masudi_lexicon::frames::Frame;
use masudi_record::Status;
use smol_str::SmolStr;

/// An event as far as its words decide it.
pub(crate) struct Said {
    /// Its type.
    pub event_type: SmolStr,
    /// Its mode, where the words decide it.
    pub mode: Option<SmolStr>,
    /// Whether it happened.
    pub status: Status,
    /// Heads of its actors.
    pub actors: Vec<TokenIdx>,
    /// Heads of its recipients.
    pub recipients: Vec<TokenIdx>,
}

/// The event that the words are; `None` where they are none, since what they speak of will not be done.
pub(crate) fn turn(
    scene: &Scene<'_>,
    proposition: &Proposition,
    frame: &Frame,
    embedded: Option<&Embedded<'_>>,
    judged: &Judgement,
    mut said: Said,
) -> Option<Said> {
    let own = speaks_of_itself(scene, judged, &said.actors);
    let denied = embedded.filter(|e| is_negated(scene, proposition, e.head));
    if said.event_type == "THREATEN" && denied.is_some_and(|e| is_hostile(&e.event_type)) {
        // "announced that it would not attack"
        return None;
    }
    if judged.refused
        && let Some(mode) = refused(&said.event_type)
    {
        // "will not withdraw": the refusal is the event, and it has happened.
        if proposition.kind == Kind::Noun && judged.source.is_some() {
            // "There will be no talks with the rebels, the general said."
            said.recipients.append(&mut said.actors);
            said.actors.extend(judged.source);
        }
        said.become_act("REJECT", Some(mode.into()));
    } else if matches!(&*said.event_type, "AGREE" | "CONCEDE")
        && let Some(mode) = denied.and_then(|e| refused(&e.event_type))
    {
        // "vowed not to hand over its weapons"
        said.become_act("REJECT", Some(mode.into()));
    } else if said.event_type == "REJECT"
        && said.status == Status::Negated
        && let Some(embedded) = embedded.filter(|e| is_hostile(&e.event_type))
    {
        // "has not ruled out a strike on the port"
        said.become_act("THREATEN", embedded.mode_of("THREATEN"));
    } else if is_hostile(&said.event_type)
        && own
        && (judged.on_condition
            || (said.status == Status::Future
                && judged.source.is_some()
                && is_aimed(&said.event_type, &said.recipients)))
    {
        // "will resume attacks unless the army withdraws"; "said it would expel the envoy"
        let mode = embedding::mode("THREATEN", &said.event_type, frame.mode.as_deref());
        if said.actors.is_empty() {
            said.actors.extend(judged.source);
        }
        said.become_act("THREATEN", mode);
    } else if said.status == Status::Future
        && let Some(announced) = announced(&said.event_type, frame.mode.as_deref())
    {
        // An announced act is itself a promise or a concession.
        said.event_type = announced.into();
        if announced == "CONCEDE" || (judged.source.is_some() && own && !said.actors.is_empty()) {
            said.status = Status::Actual;
        }
    }
    Some(said)
}

impl Said {
    /// What was said is done by saying it.
    fn become_act(&mut self, event_type: &str, mode: Option<SmolStr>) {
        self.event_type = event_type.into();
        self.mode = mode;
        self.status = Status::Actual;
    }
}

/// Whether what is vowed or said is that something will not be done: "vowed not to hand over".
fn is_negated(scene: &Scene<'_>, proposition: &Proposition, verb: TokenIdx) -> bool {
    let doc = scene.doc;
    doc.head(verb) == proposition.head
        && matches!(doc.dep(verb), "ccomp" | "xcomp")
        && children_with(doc, verb, &["neg"]).next().is_some()
}

/// Whether the doer is the one who is cited, or nobody is. Of what will be done, one part of a government speaks for another,
/// and a government or an army says of itself what nobody named will do ("the envoy would be expelled").
fn speaks_of_itself(scene: &Scene<'_>, judged: &Judgement, actors: &[TokenIdx]) -> bool {
    let entity = |head: TokenIdx| scene.actors.at(head).map(|r| (r.entity, scene.actors.entity(r.entity)));
    match (judged.source.and_then(entity), actors.first().copied().and_then(entity)) {
        (None, doer) => doer.is_some(),
        (Some((_, speaker)), None) => judged.promised && actors.is_empty() && commands(speaker),
        (Some((speaker, who)), Some((doer, whose))) => {
            let governs = |e: &ActorEntity| commands(e) && e.country.is_some();
            speaker == doer || (judged.promised && governs(who) && governs(whose) && who.country == whose.country)
        }
    }
}

/// Whether an actor has the means of a state: a government, an army, an armed group.
fn commands(actor: &ActorEntity) -> bool {
    matches!(actor.kind, ActorKind::State | ActorKind::ArmedGroup)
        || matches!(actor.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "SPY" | "REB"))
}

/// Whether somebody is to suffer the act: an announced build-up is no threat by itself.
fn is_aimed(event_type: &str, recipients: &[TokenIdx]) -> bool {
    event_type != "MOBILIZE" && !recipients.is_empty()
}

/// Whether events of this type are deeds of conflict.
pub(crate) fn is_hostile(event_type: &str) -> bool {
    matches!(event_type, "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "PROTEST")
}

/// What an act of this type is while it lies ahead (PLOVER: a promise of cooperation, a concession).
fn announced(event_type: &str, mode: Option<&str>) -> Option<&'static str> {
    match event_type {
        "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" => Some("AGREE"),
        "RETREAT" if matches!(mode, Some("release" | "access" | "disarm")) => Some("AGREE"),
        "RETREAT" => Some("CONCEDE"),
        _ => None,
    }
}

/// The mode of the refusal to do an act of this type; `None` where a refusal is no event.
fn refused(event_type: &str) -> Option<&'static str> {
    match event_type {
        "RETREAT" | "CONCEDE" => Some("yield"),
        "CONSULT" => Some("meet"),
        "AID" | "COOPERATE" => Some("assist"),
        "AGREE" | "SUPPORT" => Some("change"),
        _ => None,
    }
}
