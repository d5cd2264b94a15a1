//! Which way a bare weekday or month points: the tense of the verb that governs it.
//!
//! In: a document and the expression's tokens. Out: past, future or nothing said. The tree is used where there is
//! one; without it the nearest verb of the sentence before the expression, then after it, speaks.

use masudi_doc::{Doc, Lang, TokenIdx, TokenSpan, Upos};

/// Where a time lies, seen from the publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
}

/// The tense around an expression.
pub(crate) fn tense(doc: &Doc, at: TokenSpan) -> Option<Tense> {
    by_tree(doc, at).or_else(|| by_distance(doc, at))
}

fn by_tree(doc: &Doc, span: TokenSpan) -> Option<Tense> {
    let mut at = span.iter().find(|t| !span.has(doc.head(*t)))?;
    for _ in 0..24 {
        if is_verb(doc, at)
            && let Some(tense) = verb_tense(doc, at)
        {
            return Some(tense);
        }
        let head = doc.head(at);
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

fn is_verb(doc: &Doc, at: TokenIdx) -> bool {
    matches!(doc.pos(at), Upos::Verb | Upos::Aux)
        || (doc.language() == Lang::Fr && doc.children(at).iter().any(|c| doc.pos(*c) == Upos::Aux))
}

/// The tense of a verb with its auxiliaries. `None` for infinitives and participles that stand alone.
fn verb_tense(doc: &Doc, verb: TokenIdx) -> Option<Tense> {
    let auxiliaries = doc.children(verb).iter().filter(|c| doc.pos(**c) == Upos::Aux);
    let mut seen = None;
    for at in auxiliaries.copied().chain([verb]) {
        match own_tense(doc, at) {
            Some(Tense::Future) => return Some(Tense::Future),
            Some(tense) => seen = seen.or(Some(tense)),
            None => {}
        }
    }
    // "has met", "a rencontré": a present auxiliary with a past participle tells of the past.
    let perfect = match doc.language() {
        Lang::En => doc.tag(verb) == "VBN" && doc.children(verb).iter().any(|c| doc.lemma(*c) == "have"),
        Lang::Fr => {
            doc.token(verb).morph.contains("VerbForm=Part")
                && doc.token(verb).morph.contains("Tense=Past")
                && !doc.children(verb).iter().any(|c| doc.dep(*c) == "aux:pass")
        }
    };
    if perfect && seen == Some(Tense::Present) { Some(Tense::Past) } else { seen }
}

fn own_tense(doc: &Doc, at: TokenIdx) -> Option<Tense> {
    match doc.language() {
        Lang::En => match doc.tag(at) {
            "VBD" => Some(Tense::Past),
            "VBP" | "VBZ" => Some(Tense::Present),
            "MD" => match doc.word(at).to_ascii_lowercase().as_str() {
                "will" | "'ll" | "\u{2019}ll" | "shall" | "wo" | "may" | "can" | "must" | "should" | "might" | "ca" => {
                    Some(Tense::Future)
                }
                _ => None,
            },
            _ => None,
        },
        Lang::Fr => {
            let morph = &doc.token(at).morph;
            if morph.contains("Tense=Fut") {
                Some(Tense::Future)
            } else if !morph.contains("VerbForm=Fin") {
                None
            } else if morph.contains("Tense=Past") || morph.contains("Tense=Imp") {
                Some(Tense::Past)
            } else if morph.contains("Tense=Pres") {
                Some(Tense::Present)
            } else {
                None
            }
        }
    }
}

fn by_distance(doc: &Doc, span: TokenSpan) -> Option<Tense> {
    let sentence = doc.sentences().get(doc.sentence_of(TokenIdx(span.start)).get())?;
    let before = (sentence.start..span.start).rev().map(TokenIdx);
    let after = (span.end..sentence.end).map(TokenIdx);
    before.chain(after).find_map(|at| own_tense(doc, at))
}
