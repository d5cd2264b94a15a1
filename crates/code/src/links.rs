//! Relations between the events of one document: "in response to", "in retaliation", "after", "suspended when".
//!
//! In: the coded events and the link words of their language. Out: for each event its links, as indices of the other
//! events.

use crate::CodedEvent;
use crate::circumstances::{Setting, setting_of};
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, children_with, subtree, subtree_span};
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::LinkCue;
use masudi_record::{LinkKind, Phase};

/// A relation from one event to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLink {
    /// What relation.
    pub kind: LinkKind,
    /// Index of the other event.
    pub to: usize,
    /// The words that say so, first to last.
    pub cue: Vec<TokenIdx>,
}

/// The links of each event, in the order of the events.
pub fn find(scene: &Scene<'_>, events: &[CodedEvent]) -> Vec<Vec<EventLink>> {
    (0..events.len()).map(|at| of_event(scene, events, at)).collect()
}

fn of_event(scene: &Scene<'_>, events: &[CodedEvent], at: usize) -> Vec<EventLink> {
    let doc = scene.doc;
    let event = &events[at];
    let mut out: Vec<EventLink> = Vec::new();
    let mut add = |kind: LinkKind, to: Option<usize>, cue: Vec<TokenIdx>| {
        if let Some(to) = to.filter(|to| *to != at && !out.iter().any(|l| l.to == *to)) {
            out.push(EventLink { kind, to, cue });
        }
    };
    let carrier = scene.propositions.at(event.head).and_then(|p| p.support).unwrap_or(event.head);
    for cue in &scene.frames.links {
        let Some(kind) = kind(cue) else { continue };
        for head in [event.head, carrier] {
            for prep in children_with(doc, head, &["prep"]) {
                if cue.prepositions.contains(&*lower(doc.lemma(prep))) {
                    add(kind, within(doc, events, at, prep), vec![prep]);
                }
                for noun in children_with(doc, prep, &["pobj"]) {
                    if cue.nouns.contains(doc.lemma(noun)) {
                        let to = within(doc, events, at, noun).or_else(|| before(scene, events, at));
                        let last = children_with(doc, noun, &["prep"]).next_back();
                        add(kind, to, [Some(prep), Some(noun), last].into_iter().flatten().collect());
                    }
                }
            }
            for clause in children_with(doc, head, &["advcl"]) {
                // "when on Monday a bomb killed": the parser may hang the mark on the phrase behind it.
                let first = TokenIdx(subtree_span(doc, clause).start);
                let mut marks = children_with(doc, clause, &["mark", "advmod"]).chain([first]);
                let mark = marks.find(|m| cue.marks.contains(&*lower(doc.word(*m))));
                if let Some(mark) = mark {
                    let interrupted = matches!(event.phase, Some(Phase::Suspend | Phase::End));
                    let kind = if interrupted { LinkKind::Interrupts } else { kind };
                    add(kind, within(doc, events, at, clause), vec![mark]);
                }
            }
        }
    }
    out
}

/// The first other event at or below a word.
fn within(doc: &Doc, events: &[CodedEvent], own: usize, word: TokenIdx) -> Option<usize> {
    let below = subtree(doc, word);
    events.iter().enumerate().find(|(i, e)| *i != own && below.contains(&e.head)).map(|(i, _)| i)
}

/// Where the words name no other event ("In retaliation, ..."): the last event before it that was done to its actors,
/// else the last deed of the sentence before.
fn before(scene: &Scene<'_>, events: &[CodedEvent], at: usize) -> Option<usize> {
    let doc = scene.doc;
    let event = &events[at];
    let sentence = doc.sentence_of(event.head).get();
    let entity = |t: &TokenIdx| scene.actors.at(*t).and_then(|r| scene.actors.entity(r.entity).country);
    let mine: Vec<_> = event.actors.iter().filter_map(entity).collect();
    let recent = || {
        events[..at].iter().enumerate().rev().filter(|(_, e)| {
            setting_of(&e.event_type) != Setting::Words
                && sentence - doc.sentence_of(e.head).get() <= 1
                && !ancestors(doc, event.head).any(|a| a == e.head)
        })
    };
    let suffered = recent().find(|(_, e)| e.recipients.iter().filter_map(entity).any(|c| mine.contains(&c)));
    suffered.or_else(|| recent().next()).map(|(i, _)| i)
}

fn kind(cue: &LinkCue) -> Option<LinkKind> {
    Some(match cue.kind.as_str() {
        "responds-to" => LinkKind::RespondsTo,
        "in-retaliation-for" => LinkKind::InRetaliationFor,
        "after" => LinkKind::After,
        "in-support-of" => LinkKind::InSupportOf,
        "interrupts" => LinkKind::Interrupts,
        _ => return None,
    })
}
