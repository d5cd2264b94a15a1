//! One event told by a verb and a noun together: "an attack killed three", "killed in an attack", "resumed talks".
//!
//! In: the events of a document, each from its own proposition. Out: the same with such pairs joined. The noun stays,
//! since it names the event; the verb's recipients, time and place go to it.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition, Propositions};
use crate::{CodedEvent, arguments, factuality};
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx};
use masudi_record::Phase;
use std::collections::HashSet;

/// Joins them.
pub(crate) fn merge(scene: &Scene<'_>, mut events: Vec<CodedEvent>) -> Vec<CodedEvent> {
    let propositions = scene.propositions;
    events.retain(|e| !only_ascribes(scene, e));
    interrupt(scene, &mut events);
    conclude(propositions, &mut events);
    launch(scene, &mut events);
    count_harm(scene, &mut events);
    say_once(scene, &mut events);
    let mut out: Vec<CodedEvent> = Vec::with_capacity(events.len());
    let nouns: HashSet<TokenIdx> = events
        .iter()
        .filter(|e| propositions.at(e.head).is_some_and(|p| p.kind == Kind::Noun))
        .map(|e| e.head)
        .collect();
    let mut moved: Vec<(TokenIdx, &str, CodedEvent)> = Vec::new();
    for event in events {
        let noun = propositions.at(event.head).filter(|p| p.kind == Kind::Verb).and_then(|p| {
            ["agent", "by", "patient", "in", "during", "with"].iter().find_map(|role| {
                let heads = p.fillers(role).map(|h| scene.lookups.counted(h).unwrap_or(h));
                heads.filter(|h| nouns.contains(h)).map(|h| (h, *role)).next()
            })
        });
        match noun {
            Some((noun, role)) => moved.push((noun, role, event)),
            None => out.push(event),
        }
    }
    for (noun, role, verb) in moved {
        let is_means = matches!(role, "agent" | "by");
        // "shot down nine drones during the attack": the defence is no attack.
        let intercepts = propositions
            .at(verb.head)
            .is_some_and(|p| p.lemmas.iter().any(|l| scene.frames.is_of_class("intercept", l)));
        let one = |e: &CodedEvent| {
            if intercepts && verb.recipients.iter().any(|r| e.actors.contains(r)) {
                return false;
            }
            let kin = is_means && is_material(&e.event_type) && is_material(&verb.event_type);
            e.head == noun && (e.event_type == verb.event_type || kin)
        };
        match out.iter_mut().find(|e| one(e)) {
            Some(event) => {
                // "killed in a gun battle with the army": who fights the victims is no victim.
                let fought = role == "in" && verb.actors.iter().any(|a| event.recipients.contains(a));
                if event.recipients.is_empty() || fought {
                    event.recipients = verb.recipients;
                }
                if event.actors.is_empty() && event.event_type == verb.event_type {
                    event.actors = verb.actors.into_iter().filter(|a| *a != noun).collect();
                }
                event.time = event.time.or(verb.time);
                event.place = event.place.or(verb.place);
            }
            None => out.push(verb),
        }
    }
    out.sort_by_key(|e| e.head);
    out
}

/// "A missile fired by rebels struck a tanker": who fired what struck is who struck.
fn launch(scene: &Scene<'_>, events: &mut Vec<CodedEvent>) {
    let doc = scene.doc;
    let mut gone: HashSet<TokenIdx> = HashSet::new();
    for at in 0..events.len() {
        let event = &events[at];
        let Some(own) = scene.propositions.at(event.head).filter(|p| p.kind == Kind::Verb) else { continue };
        let means = events.iter().find(|e| {
            e.head != event.head
                && e.event_type == event.event_type
                && is_material(&e.event_type)
                && doc.dep(e.head) == "acl"
                && own.fillers("agent").any(|thing| doc.head(e.head) == thing)
        });
        if let Some(means) = means {
            let (head, actors) = (means.head, means.actors.clone());
            gone.insert(head);
            let event = &mut events[at];
            if !actors.is_empty() && !event.actors.iter().any(|a| arguments::is_actor(scene, *a)) {
                event.actors = actors;
            }
        }
    }
    events.retain(|e| !gone.contains(&e.head));
}

/// What an attack did to people is no second event: "ambushed the column, wounding four", "stormed the post and killed seven", "were
/// killed when militants blew up two lorries". The figures and, where it has none that are people, the victims go to the attack.
fn count_harm(scene: &Scene<'_>, events: &mut Vec<CodedEvent>) {
    let doc = scene.doc;
    let mut gone: HashSet<TokenIdx> = HashSet::new();
    for at in 0..events.len() {
        let harm = &events[at];
        let Some(own) = scene.propositions.at(harm.head).filter(|p| p.kind == Kind::Verb) else { continue };
        let is_harm = own.lemmas.iter().any(|l| scene.frames.is_of_class("casualty", l));
        if harm.event_type != "ASSAULT" || !is_harm {
            continue;
        }
        let completes = doc.dep(harm.head) == "advcl" && doc.tag(harm.head) == "VBG";
        // "Stormed the post and killed seven", "strikes in which a woman was killed".
        let goes_on = doc.dep(harm.head) == "conj" && child(doc, harm.head, &["nsubj", "nsubjpass"]).is_none();
        let within = doc.dep(harm.head) == "relcl" && doc.children(harm.head).iter().any(|t| is_in_which(doc, *t));
        let when = |clause: &TokenIdx| {
            children_with(doc, *clause, &["advmod", "mark"])
                .any(|w| matches!(&*lower(doc.word(w)), "when" | "as" | "after"))
        };
        let attack = if completes || goes_on || within {
            Some(doc.head(harm.head))
        } else {
            children_with(doc, harm.head, &["advcl"]).find(|clause| harm.actors.is_empty() && when(clause))
        };
        let same_time = |e: &CodedEvent| e.time.zip(harm.time).is_none_or(|(attack, harm)| attack == harm);
        let is_attack = |e: &CodedEvent, head: TokenIdx| e.head == head && e.event_type == "ASSAULT" && same_time(e);
        let attack = attack.and_then(|head| events.iter().position(|e| is_attack(e, head)));
        if let Some(attack) = attack {
            let harm = events[at].clone();
            gone.insert(harm.head);
            let attack = &mut events[attack];
            if !attack.recipients.iter().any(|head| arguments::is_actor(scene, *head)) {
                attack.recipients = harm.recipients;
            }
            attack.counts.killed = attack.counts.killed.take().or(harm.counts.killed);
            attack.counts.injured = attack.counts.injured.take().or(harm.counts.injured);
            attack.time = attack.time.or(harm.time);
            attack.place = attack.place.or(harm.place);
        }
    }
    events.retain(|e| !gone.contains(&e.head));
}

/// "in which", "during which", "where".
fn is_in_which(doc: &Doc, link: TokenIdx) -> bool {
    let is = |t: TokenIdx, words: &[&str]| words.contains(&&*lower(doc.word(t)));
    is(link, &["where"])
        || (is(link, &["in", "during"]) && children_with(doc, link, &["pobj"]).any(|object| is(object, &["which"])))
}

/// One event in two words: conjoined nouns of one type with nothing to tell them apart ("air strikes and shelling by the
/// army"), a number of deeds ("a barrage of attacks"), a means and its use ("used gas to kill").
fn say_once(scene: &Scene<'_>, events: &mut Vec<CodedEvent>) {
    let doc = scene.doc;
    let is_noun = |head: TokenIdx| scene.propositions.at(head).is_some_and(|p| p.kind == Kind::Noun);
    let mut gone: HashSet<TokenIdx> = HashSet::new();
    let mut lent: Vec<(TokenIdx, CodedEvent)> = Vec::new();
    for event in events.iter().filter(|e| is_material(&e.event_type)) {
        let Some(own) = scene.propositions.at(event.head) else { continue };
        let same = |head: TokenIdx| events.iter().find(|e| e.head == head && e.event_type == event.event_type);
        if own.kind == Kind::Noun {
            let first = same(doc.head(event.head)).filter(|f| doc.dep(event.head) == "conj" && is_noun(f.head));
            let alike = |f: &CodedEvent| {
                event.recipients.iter().all(|r| f.recipients.contains(r))
                    && event.actors.iter().all(|a| f.actors.contains(a))
            };
            if first.is_some_and(alike) || own.fillers("of").any(|deed| same(deed).is_some() && is_noun(deed)) {
                gone.insert(event.head);
            }
        } else if doc.lemma(event.head) == "use" {
            let purpose = children_with(doc, event.head, &["xcomp", "advcl"]).find(|c| same(*c).is_some());
            if let Some(purpose) = purpose {
                gone.insert(event.head);
                lent.push((purpose, event.clone()));
            }
        }
    }
    events.retain(|e| !gone.contains(&e.head));
    for (to, means) in lent {
        if let Some(event) = events.iter_mut().find(|e| e.head == to) {
            event.mode = means.mode.or(event.mode.take());
            if event.actors.is_empty() {
                event.actors = means.actors;
            }
        }
    }
}

/// "the strike blamed on Israel": the participle says whose deed the noun is, and is no event of its own.
fn only_ascribes(scene: &Scene<'_>, event: &CodedEvent) -> bool {
    let doc = scene.doc;
    matches!(doc.dep(event.head), "acl" | "relcl")
        && factuality::ascribing(doc, doc.head(event.head), scene.frames, scene.propositions)
            .is_some_and(|(verb, _)| verb == event.head)
}

/// "signed an agreement", "announced a ceasefire": what is concluded is the verb's event.
fn conclude(propositions: &Propositions, events: &mut Vec<CodedEvent>) {
    let verbal = |e: &CodedEvent| matches!(e.event_type.as_str(), "AGREE" | "SUPPORT" | "CONCEDE");
    let mut gone: HashSet<TokenIdx> = HashSet::new();
    for at in 0..events.len() {
        let Some(verb) = propositions.at(events[at].head).filter(|p| p.kind == Kind::Verb && verbal(&events[at]))
        else {
            continue;
        };
        let object = events.iter().position(|noun| {
            (verbal(noun) || noun.mode.as_deref() == Some("ceasefire"))
                && propositions.at(noun.head).is_some_and(|p| p.kind == Kind::Noun)
                && verb.fillers("patient").any(|h| h == noun.head)
        });
        if let Some(object) = object {
            let (actors, recipients) = (events[object].actors.clone(), events[object].recipients.clone());
            gone.insert(events[object].head);
            if events[at].actors.is_empty() {
                events[at].actors = actors;
                events[at].recipients = recipients;
            }
        }
    }
    events.retain(|e| !gone.contains(&e.head));
}

/// "suspended the talks", "lifted the siege": the interruption is the event; who talks takes part in it.
fn interrupt(scene: &Scene<'_>, events: &mut Vec<CodedEvent>) {
    let propositions = scene.propositions;
    let mut gone: HashSet<TokenIdx> = HashSet::new();
    for at in 0..events.len() {
        let event = &events[at];
        if !matches!(event.event_type.as_str(), "SANCTION" | "REJECT" | "RETREAT" | "CONCEDE") {
            continue;
        }
        let lifts = |verb: &Proposition| {
            verb.lemmas.iter().any(|l| scene.frames.is_of_class("lifting", l))
                && matches!(event.event_type.as_str(), "RETREAT" | "CONCEDE")
        };
        let Some(verb) = propositions.at(event.head).filter(|p| p.kind == Kind::Verb) else { continue };
        // "put off the visit": one that was not paid.
        let not_held = |e: &CodedEvent| event.event_type == "REJECT" && e.event_type == "CONSULT";
        let noun = events.iter().position(|e| {
            let ends = matches!(e.phase, Some(Phase::Suspend | Phase::End)) || lifts(verb) || not_held(e);
            ends && e.head != verb.head && verb.fillers("patient").any(|h| h == e.head)
        });
        if let Some(noun) = noun {
            let (actors, phase, head) = (events[noun].actors.clone(), events[noun].phase, events[noun].head);
            gone.insert(head);
            let event = &mut events[at];
            event.phase = event.phase.or(phase);
            if event.actors.is_empty() {
                event.actors = actors;
            }
        }
    }
    events.retain(|e| !gone.contains(&e.head));
}

/// Whether events of this type are deeds of conflict, of which one can be the means of the other.
fn is_material(event_type: &str) -> bool {
    matches!(event_type, "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST")
}
