//! Deadlines: "the withdrawal must be completed by 31 December", "a deadline of 30 June for".

use super::{CodedFactor, event_of, speaker, trimmed};
use crate::CodedEvent;
use crate::circumstances::head_of;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, child, children_with, subtree_span};
use masudi_doc::{Civil, TimeRef, TokenIdx, TokenSpan, Upos};

/// The deadlines of a document: days that lay ahead when it was published.
pub(super) fn find(scene: &Scene<'_>, events: &[CodedEvent]) -> Vec<CodedFactor> {
    scene.times.iter().filter_map(|time| deadline(scene, events, time, due(scene, time)?)).collect()
}

/// The last day that a time leaves, if it lies ahead. A day without a year ("by 31 December") is the next such day.
fn due(scene: &Scene<'_>, time: &TimeRef) -> Option<Civil> {
    let to = time.to?;
    let Some(published) = scene.published else { return Some(to) };
    if to > published {
        return Some(to);
    }
    let names_year = time.tokens.iter().any(|t| scene.doc.word(t).len() == 4 && scene.doc.pos(t) == Upos::Num);
    let next = Civil { year: to.year + 1, ..to };
    let named = time.value.as_ref().is_some_and(|v| v.len() >= 7);
    (named && !names_year && next > published && to.year + 1 - published.year <= 1).then_some(next)
}

fn deadline(scene: &Scene<'_>, events: &[CodedEvent], time: &TimeRef, due: Civil) -> Option<CodedFactor> {
    let (doc, cues) = (scene.doc, &scene.frames.factors.deadlines);
    let at = head_of(doc, time.tokens);
    let noun = ancestors(doc, at).skip(1).take(4).find(|a| cues.nouns.contains(&*lower(doc.lemma(*a))));
    if let Some(noun) = noun {
        let tokens = trimmed(scene, subtree_span(doc, noun));
        return Some(CodedFactor {
            kind: "deadline",
            tokens,
            speaker: speaker(scene, noun),
            event: None,
            due: Some(due),
        });
    }
    // "no later than" and "by": the word just before the time.
    let before = (time.tokens.start > 0).then(|| TokenIdx(time.tokens.start - 1));
    let before = before.and_then(|t| if doc.pos(t) == Upos::Det { t.0.checked_sub(1).map(TokenIdx) } else { Some(t) });
    let prep = before.filter(|t| cues.prepositions.contains(&*lower(doc.word(*t))))?;
    let later = || prep.0 > 0 && lower(doc.word(TokenIdx(prep.0 - 1))) == "later";
    if lower(doc.word(prep)) == "than" && !later() {
        return None;
    }
    let verb = ancestors(doc, prep).skip(1).find(|a| doc.pos(*a) == Upos::Verb)?;
    let bound = doc.tag(verb) == "VB" || children_with(doc, verb, &["aux"]).any(|aux| doc.tag(aux) == "MD");
    let event = event_of(scene, events, verb, None);
    let ends = scene.frames.operators.aspect.get(doc.lemma(verb)).is_some_and(|phase| phase == "end");
    if !bound || (event.is_none() && !ends) {
        return None;
    }
    let subject = child(doc, verb, &["nsubj", "nsubjpass"]);
    let start = subject.map_or(verb.0, |s| subtree_span(doc, s).start.min(verb.0));
    let tokens = trimmed(scene, TokenSpan { start, end: time.tokens.end.max(verb.0 + 1) });
    Some(CodedFactor { kind: "deadline", tokens, speaker: speaker(scene, verb), event, due: Some(due) })
}
