//! Times that stand apart from the verb they belong to.
//!
//! In: a time and an event of its sentence. Out: whether the time heads the entry that the event is told in, stands behind a
//! relative clause though the parser puts it higher, or says when what is arranged will be done.

use super::ties::head_of;
use super::when::is_over;
use crate::matcher::Scene;
use crate::proposition::Proposition;
use masudi_doc::tree::{ancestors, children_with, subtree_span};
use masudi_doc::{Doc, TimeRef, TokenIdx, TokenSpan, Upos};

/// How long the head of an entry may be, in words.
const ENTRY_HEAD: usize = 12;

/// "28 May 2025: Police broke up a rally", "Monday — The court opens", "- February and April 2011: …": the time is that of the
/// whole entry.
pub(super) fn heads_an_entry(scene: &Scene<'_>, time: &TimeRef) -> bool {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(TokenIdx(time.tokens.start)));
    let closes = |t: &TokenIdx| *t > TokenIdx(sentence.start) && matches!(doc.word(*t), ":" | "–" | "—" | "-" | "|");
    let within = |t: TokenIdx| scene.times.iter().any(|other| other.tokens.has(t));
    let Some(end) = sentence.iter().take(ENTRY_HEAD).find(|t| closes(t) && !within(*t)) else { return false };
    let joins = |t: TokenIdx| {
        matches!(doc.pos(t), Upos::Punct | Upos::Space | Upos::Num)
            || matches!(doc.word(t), "to" | "and" | "or" | "from")
    };
    let head = sentence.iter().take_while(|t| *t < end);
    time.tokens.end <= end.0 && head.into_iter().all(|t| within(t) || joins(t))
}

/// A sentence together with the head of its entry where that was taken for a sentence of its own.
pub(super) fn with_head(scene: &Scene<'_>, sentence: TokenSpan) -> TokenSpan {
    let doc = scene.doc;
    let before = sentence.start.checked_sub(1).map(|last| doc.sentence(doc.sentence_of(TokenIdx(last))));
    let is_head = |span: &TokenSpan| {
        let mut times = scene.times.iter().filter(|t| t.tokens.overlaps(*span));
        matches!(doc.word(TokenIdx(span.end - 1)), ":" | "–" | "—") && times.any(|t| heads_an_entry(scene, t))
    };
    before.filter(is_head).map_or(sentence, |head| TokenSpan { start: head.start, end: sentence.end })
}

/// "Ask those whose agents killed the engineer, in November 2020, who sent them": a past time right behind a relative clause, which the
/// parser hangs on a main verb that tells of no past.
pub(super) fn is_behind_clause(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let is_verb = |t: &TokenIdx| matches!(doc.pos(*t), Upos::Verb | Upos::Aux);
    let Some(clause) = ancestors(doc, proposition.head).find(|t| doc.dep(*t) == "relcl") else { return false };
    let head = head_of(doc, time.tokens);
    let Some(main) = ancestors(doc, head).skip(1).find(is_verb) else { return false };
    let auxiliary = |tag: &str| children_with(doc, main, &["aux"]).any(|a| doc.tag(a) == tag);
    let not_past = matches!(doc.tag(main), "VBZ" | "VBP") || auxiliary("MD");
    let first = if doc.dep(head) == "pobj" { doc.head(head) } else { head };
    let end = subtree_span(doc, clause).end;
    let adjacent = first.0 == end || (first.0 == end + 1 && doc.word(TokenIdx(end)) == ",");
    is_over(scene, time) && not_past && adjacent && matches!(doc.tag(clause), "VBD" | "VBN")
}

/// Whether only infinitives lie between a time and the event: "is set to open a consulate on Friday".
pub(super) fn is_of_infinitive(doc: &Doc, time: &TimeRef, proposition: &Proposition) -> bool {
    let mut below = ancestors(doc, head_of(doc, time.tokens)).take_while(|t| *t != proposition.head);
    below.all(|t| !doc.tag(t).starts_with('V') || (doc.dep(t) == "xcomp" && doc.tag(t) == "VB"))
}
