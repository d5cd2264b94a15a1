//! How closely a word belongs to a predicate, by the path between them.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, child, subtree_span};
use masudi_doc::{Doc, TokenIdx, TokenSpan, Upos};
use std::cmp::Reverse;

/// The head word of a span: the one that hangs on a word outside.
pub(crate) fn head_of(doc: &Doc, span: TokenSpan) -> TokenIdx {
    let tokens = (span.start..span.end).map(TokenIdx);
    tokens.clone().find(|t| doc.is_root(*t) || !span.has(doc.head(*t))).unwrap_or(TokenIdx(span.start))
}

/// How closely a word belongs to a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// In the sentence, but in no clause above or below.
    Sentence,
    /// In a clause that reports the predicate's ("said on Monday that").
    Report,
    /// In a clause above the predicate's.
    Above,
    /// Below the predicate, but in a clause of its own.
    Below,
    /// In the clause of the verb that governs the predicate.
    Clause,
    /// Below the predicate's object or another noun of its own.
    Object,
    /// Right below the predicate or the verb that carries it.
    Own,
}

/// The tie between a word and a predicate.
pub(crate) fn tie(scene: &Scene<'_>, word: TokenIdx, proposition: &Proposition) -> Tie {
    ranked_tie(scene, word, proposition).0
}

/// The tie between a word and a predicate, with the number of nouns on the path as the second key, fewest first.
pub(crate) fn ranked_tie(scene: &Scene<'_>, word: TokenIdx, proposition: &Proposition) -> (Tie, Reverse<usize>) {
    let doc = scene.doc;
    // A relative clause on an event noun tells of the event itself: "a strike which hit Damascus on Monday".
    let tells = |t: TokenIdx| {
        proposition.kind == Kind::Noun && matches!(doc.dep(t), "acl" | "relcl") && doc.head(t) == proposition.head
    };
    let is_event = |t: TokenIdx| t == proposition.head || Some(t) == proposition.support || tells(t);
    // Upwards from the word: nouns and prepositions passed, verbs passed.
    let (mut nouns, mut verbs) = (0, 0);
    let mut clause = None;
    for (steps, at) in ancestors(doc, word).enumerate() {
        if is_event(at) && clause.is_none_or(|c| first_beside(scene, c) != Some(at)) {
            let tie = match (verbs, nouns) {
                (0, 0) => Tie::Own,
                (0, _) => Tie::Object,
                // "when he returned last year, he was arrested": a clause of time dates its main clause.
                _ if clause.is_some_and(|c| doc.head(c) == at && is_time_clause(doc, c)) => Tie::Above,
                _ => Tie::Below,
            };
            return (tie, Reverse(nouns));
        }
        if steps == 0 {
            continue;
        }
        match doc.pos(at) {
            Upos::Verb | Upos::Aux => {
                verbs += 1;
                clause = clause.or(Some(at));
            }
            Upos::Noun | Upos::Propn | Upos::Pron => nouns += 1,
            _ => {}
        }
    }
    let Some(clause) = clause else { return (Tie::Sentence, Reverse(nouns)) };
    if is_beside(scene, clause, proposition) {
        return (Tie::Clause, Reverse(nouns));
    }
    // Upwards from the predicate to the clause that the word stands in.
    let from = proposition.support.unwrap_or(proposition.head);
    let mut crossed = usize::from(matches!(doc.pos(from), Upos::Verb | Upos::Aux));
    for at in ancestors(doc, from).skip(1) {
        if at == clause {
            let reports = scene.propositions.at(at).is_some_and(|p| p.is_one_of(&scene.frames.operators.report));
            let tie = match crossed {
                0 => Tie::Clause,
                1 if doc.dep(from) == "conj" || matches!(doc.dep(from), "xcomp") => Tie::Clause,
                _ if reports => Tie::Report,
                _ => Tie::Above,
            };
            return (tie, Reverse(nouns));
        }
        crossed += usize::from(matches!(doc.pos(at), Upos::Verb | Upos::Aux));
    }
    (Tie::Sentence, Reverse(nouns))
}

/// Whether a clause stands beside the event's and before it, with nothing between them but a comma, a semicolon or "and".
fn is_beside(scene: &Scene<'_>, clause: TokenIdx, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let from = proposition.support.unwrap_or(proposition.head);
    let Some(own) = ancestors(doc, from).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux)) else { return false };
    let top = |verb: TokenIdx| {
        let mut at = verb;
        while let Some(next) = first_beside(scene, at).or_else(|| (doc.dep(at) == "conj").then(|| doc.head(at))) {
            at = next;
        }
        at
    };
    let spliced = |verb: TokenIdx| ancestors(doc, verb).any(|t| first_beside(scene, t).is_some());
    clause < own && (spliced(clause) || spliced(own)) && top(clause) == top(own)
}

/// The verb that the parser hangs a first clause on which stands beside it: "A decreed a cut, B marched against it, and C fired".
pub(super) fn first_beside(scene: &Scene<'_>, verb: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let next = doc.head(verb);
    let of_report = || {
        let operators = &scene.frames.operators;
        scene.propositions.at(next).is_some_and(|p| p.is_one_of(&operators.report) || p.is_one_of(&operators.claim))
    };
    let joined = matches!(doc.dep(verb), "ccomp" | "parataxis") && verb < next && doc.tag(verb) == "VBD";
    let own_subject = |t: TokenIdx| child(doc, t, &["nsubj", "nsubjpass"]).is_some();
    let plain = joined && own_subject(verb) && own_subject(next) && child(doc, verb, &["mark"]).is_none();
    (plain && (crate::verbal::is_apart(doc, verb) || !of_report())).then_some(next)
}

fn is_time_clause(doc: &Doc, verb: TokenIdx) -> bool {
    let first = TokenIdx(subtree_span(doc, verb).start);
    doc.dep(verb) == "advcl" && matches!(&*lower(doc.word(first)), "when" | "as" | "while" | "after" | "once" | "since")
}
