//! The items of a list in running text: "the threat from the group, support for the army and the delivery of arms".
//!
//! In: where the list begins and where its sentence ends. Out: its items. Commas and the last "and" part them, not the
//! tree: a parser hangs the later items of a long list almost anywhere. The list ends where a clause of its own begins
//! (", they said", ", which", "and the army will").

use super::trimmed;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, child, children_with, subtree_span};
use masudi_doc::{TokenIdx, TokenSpan, Upos};

/// The items between `from` and `to`.
pub(super) fn of(scene: &Scene<'_>, from: u32, to: u32) -> Vec<TokenSpan> {
    let to = end(scene, from, to);
    let mut items: Vec<TokenSpan> = Vec::new();
    let mut start = from;
    for comma in commas(scene, from, to).into_iter().chain([to]) {
        items.push(TokenSpan { start, end: comma });
        start = comma + 1;
    }
    let many = items.len() > 1;
    let ended = items.iter().skip(1).position(|item| !begins_item(scene, *item)).map_or(items.len(), |at| at + 1);
    items.truncate(ended);
    let doc = scene.doc;
    let joint = |t: &u32| matches!(&*lower(doc.word(TokenIdx(*t))), "and" | "or");
    if let Some(last) = items.pop() {
        let starts_joined = last.start < last.end && joint(&last.start);
        let cut = (last.start + 1..last.end).rev().find(joint).filter(|_| !starts_joined);
        match cut.filter(|cut| many || joins_items(scene, last, *cut)) {
            Some(cut) => {
                items.push(TokenSpan { start: last.start, end: cut });
                items.push(TokenSpan { start: cut + 1, end: last.end });
            }
            None => items.push(last),
        }
    }
    let whole = |item: TokenSpan| {
        let start = item.start + u32::from(item.start < item.end && joint(&item.start));
        trimmed(scene, TokenSpan { start, end: item.end })
    };
    items.into_iter().map(whole).filter(|item| !item.is_empty()).collect()
}

/// Where the list ends: before a closing quotation mark, a dash, or the subject of a clause of its own.
fn end(scene: &Scene<'_>, from: u32, to: u32) -> u32 {
    let doc = scene.doc;
    for t in (from..to).map(TokenIdx) {
        if t.0 > from && matches!(doc.word(t), "\"" | "”" | "—" | "–" | "''" | ".") {
            return t.0;
        }
        let clause = matches!(doc.pos(t), Upos::Verb | Upos::Aux)
            && matches!(doc.tag(t), "VBD" | "VBZ" | "VBP" | "MD" | "VB" | "VBN" | "VBG")
            && matches!(doc.dep(t), "ROOT" | "conj" | "ccomp" | "parataxis" | "advcl");
        let subject = children_with(doc, t, &["nsubj", "nsubjpass", "mark"]).find(|s| s.0 > from && *s < t);
        // A clause inside an item ("whether the army is ready") hangs on a word of the list.
        let inside = doc.dep(t) == "advcl" && ancestors(doc, t).skip(1).take(1).any(|a| a.0 >= from);
        if let Some(subject) = subject.filter(|_| clause && !inside) {
            let mut start = subtree_span(doc, subject).start.max(from);
            while start > from && matches!(doc.pos(TokenIdx(start - 1)), Upos::Punct | Upos::Cconj | Upos::Space) {
                start -= 1;
            }
            return start;
        }
    }
    to
}

/// Commas and semicolons outside brackets.
fn commas(scene: &Scene<'_>, from: u32, to: u32) -> Vec<u32> {
    let mut depth = 0i32;
    let mut out = Vec::new();
    for t in from..to {
        match scene.doc.word(TokenIdx(t)) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "," | ";" if depth <= 0 && t > from => out.push(t),
            _ => {}
        }
    }
    out
}

/// Whether words after a comma can be an item: they open with a noun phrase or a gerund.
fn begins_item(scene: &Scene<'_>, item: TokenSpan) -> bool {
    let doc = scene.doc;
    let first = item.iter().find(|t| !matches!(doc.pos(*t), Upos::Cconj | Upos::Space | Upos::Punct));
    first.is_some_and(|t| {
        let nominal = matches!(doc.pos(t), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
            || matches!(doc.tag(t), "VBG" | "PRP$")
            // "and guarantees for civilians": a plural that the tagger took for a verb.
            || (doc.tag(t) == "VBZ" && child(doc, t, &["nsubj", "nsubjpass", "dobj", "aux", "attr"]).is_none());
        nominal && !matches!(doc.tag(t), "WDT" | "WP" | "WP$" | "WRB")
    }) && item.iter().any(|t| matches!(doc.pos(t), Upos::Noun | Upos::Propn) || matches!(doc.tag(t), "VBG" | "VBZ"))
}

/// Whether an "and" in a list without commas parts two items: the second hangs on the head of the first.
fn joins_items(scene: &Scene<'_>, list: TokenSpan, and: u32) -> bool {
    let doc = scene.doc;
    let head = crate::circumstances::head_of(doc, list);
    children_with(doc, head, &["conj"]).any(|c| c.0 > and && list.has(c)) && doc.head(TokenIdx(and)) == head
}
