//! The same event told again: a later mention of an event takes the time and place that an earlier one gave.
//!
//! In: the events of one document, in order. Out: the same events, with times and places filled in where a mention has
//! none of its own and an earlier mention is of the same event: the same type, the same word or a definite noun
//! ("the attack"), and no actor that speaks against it.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::Kind;
use crate::{CodedEvent, circumstances};
use masudi_doc::tree::{ancestors, children_with, subtree};
use masudi_doc::{Doc, TimexKind, TokenIdx, Upos};

/// No further back than this many events.
const REACH: usize = 12;

/// Fills in times and places.
pub(crate) fn share(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    for at in 1..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some(event) = rest.first_mut() else { continue };
        if event.time.is_some() && event.place.is_some() {
            continue;
        }
        let same: Vec<&CodedEvent> = before.iter().rev().take(REACH).filter(|e| is_same(scene, e, event)).collect();
        event.time = event.time.or_else(|| same.iter().find_map(|e| e.time));
        event.place = event.place.or_else(|| same.iter().find_map(|e| e.place));
    }
}

/// An event takes the time of one that it is told as a part of: one in its own phrases ("took part in the defence
/// against the attack"), or the one whose clause it completes ("struck the port, using drones to sink a ship").
pub(crate) fn within(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let doc = scene.doc;
    let known: Vec<(TokenIdx, Option<usize>)> = events.iter().map(|e| (e.head, e.time)).collect();
    let time_of = |head: TokenIdx| known.iter().find(|(h, _)| *h == head).and_then(|(_, time)| *time);
    for _ in 0..2 {
        for at in 0..events.len() {
            let event = &events[at];
            if event.time.is_some() {
                continue;
            }
            let phrases = ["in", "during", "against"];
            let part = scene.propositions.at(event.head).and_then(|p| {
                let roles = p.roles.iter().filter(|r| phrases.contains(&r.name.as_str()));
                roles.flat_map(|r| phrase(doc, r.head)).find_map(time_of)
            });
            let whole = || {
                let mut below = event.head;
                ancestors(doc, event.head).skip(1).find_map(|above| {
                    let completes = matches!(doc.dep(below), "advcl" | "xcomp");
                    below = above;
                    completes.then(|| events.iter().find(|e| e.head == above)?.time).flatten()
                })
            };
            let found = part.or_else(whole);
            events[at].time = found;
        }
    }
}

/// The words below one that no verb parts from it.
fn phrase(doc: &Doc, head: TokenIdx) -> Vec<TokenIdx> {
    let parted = |word: TokenIdx| {
        ancestors(doc, word).skip(1).take_while(|a| *a != head).any(|a| matches!(doc.pos(a), Upos::Verb | Upos::Aux))
    };
    subtree(doc, head).into_iter().filter(|word| *word == head || !parted(*word)).collect()
}

/// A story goes on in the time of the sentence before: what is told in the simple past and has no time of its own takes
/// the last day or period named there, unless that lies ahead.
pub(crate) fn carry_on(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let doc = scene.doc;
    for event in events.iter_mut().filter(|e| e.time.is_none() && !e.background) {
        let past = scene.propositions.at(event.head).is_some_and(|p| circumstances::is_simple_past(doc, p));
        let Some(before) = doc.sentence_of(event.head).get().checked_sub(1).filter(|_| past) else { continue };
        let sentence = doc.sentences()[before];
        event.time = scene.times.iter().rposition(|t| {
            t.tokens.overlaps(sentence)
                && matches!(t.kind, TimexKind::Date | TimexKind::Time)
                && t.from.is_some_and(|from| scene.published.is_none_or(|p| from <= p))
                && circumstances::is_of_main_clause(doc, t.tokens)
        });
    }
}

fn is_same(scene: &Scene<'_>, known: &CodedEvent, event: &CodedEvent) -> bool {
    let doc = scene.doc;
    let same_word = doc.lemma(known.head).eq_ignore_ascii_case(doc.lemma(event.head));
    let is_noun = scene.propositions.at(event.head).is_some_and(|p| p.kind == Kind::Noun);
    let definite = is_noun
        && children_with(doc, event.head, &["det", "poss"])
            .any(|d| matches!(&*lower(doc.lemma(d)), "the" | "that" | "this" | "these" | "those"));
    let plural = |t: TokenIdx| doc.tag(t).ends_with('S') && doc.tag(t).starts_with("NN");
    known.event_type == event.event_type
        && (definite || (is_noun && same_word))
        && plural(known.head) == plural(event.head)
        && agree(scene, known, event)
}

/// Whether the mention names nobody, or somebody that the earlier one names too.
fn agree(scene: &Scene<'_>, known: &CodedEvent, event: &CodedEvent) -> bool {
    let entities = |e: &CodedEvent| -> Vec<_> {
        e.actors.iter().chain(&e.recipients).filter_map(|t| scene.actors.at(*t).map(|r| r.entity)).collect()
    };
    let (named, known) = (entities(event), entities(known));
    named.is_empty() || named.iter().any(|e| known.contains(e))
}
