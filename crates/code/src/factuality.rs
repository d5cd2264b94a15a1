//! Did it happen? Negation, modals, conditions, status words and reports above and beside a predicate.
//!
//! In: a predicate in its tree. Out: a [`Status`] and who is cited. The nearest operator wins; negation of a
//! negation is not computed.

use crate::matcher::Scene;
use crate::proposition::Proposition;
use masudi_doc::tree::{ancestors, child, children_with};
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::{Effect, Operators};
use masudi_record::Status;

/// The status of a predicate, and the head word of the source that is cited for it.
pub fn judge(scene: &Scene<'_>, proposition: &Proposition) -> (Status, Option<TokenIdx>) {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let from = proposition.support.unwrap_or(proposition.head);
    let mut status = modifiers(doc, operators, proposition.head);
    if status == Status::Actual && from != proposition.head {
        status = modifiers(doc, operators, from);
    }
    let mut source = None;
    let mut below = from;
    for above in ancestors(doc, from).skip(1) {
        let link = doc.dep(below);
        let words = scene.propositions.at(above);
        let is = |set: &std::collections::HashSet<_>| words.is_some_and(|p| p.lemmas.iter().any(|l| set.contains(l)));
        if matches!(link, "ccomp" | "xcomp" | "pcomp" | "acl" | "pobj" | "dobj" | "parataxis" | "advcl") {
            let cited = words.and_then(|p| p.fillers("agent").next());
            if matches!(link, "ccomp" | "parataxis") && is(&operators.report) {
                source = source.or(cited);
            } else if matches!(link, "ccomp" | "xcomp" | "pcomp") && is(&operators.claim) {
                source = source.or(cited);
                status = at_least(status, Status::Alleged);
            } else if matches!(link, "xcomp" | "ccomp" | "pcomp" | "acl" | "dobj" | "pobj") {
                status = at_least(status, effect(doc, operators, above));
            }
        }
        if link == "advcl" {
            status = at_least(status, condition(doc, operators, below));
        }
        if matches!(link, "conj" | "xcomp" | "pcomp" | "ccomp" | "dobj") && !is(&operators.report) {
            status = at_least(status, modal(doc, operators, above));
        }
        below = above;
    }
    for root in ancestors(doc, from) {
        for prep in children_with(doc, root, &["prep"]) {
            if operators.according_to.contains(doc.word(prep).to_lowercase().as_str()) {
                source = source.or_else(|| doc.children(prep).iter().find_map(|to| child(doc, *to, &["pobj"])));
            }
        }
    }
    (status, source)
}

/// What modifies the predicate itself.
fn modifiers(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let mut status = modal(doc, operators, at);
    status = at_least(status, condition(doc, operators, at));
    for &c in doc.children(at) {
        let word = doc.word(c).to_lowercase();
        match doc.dep(c) {
            "neg" => status = Status::Negated,
            "det" if word == "no" => status = Status::Negated,
            "amod" | "advmod" | "compound" => status = at_least(status, effect(doc, operators, c)),
            _ => {}
        }
    }
    status
}

/// A conditional mark in the predicate's clause.
fn condition(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let conditional = children_with(doc, at, &["mark"])
        .any(|c| operators.conditional_marks.contains(doc.word(c).to_lowercase().as_str()));
    let purpose = doc.dep(at) == "advcl"
        && children_with(doc, at, &["aux"]).any(|c| doc.tag(c) == "TO")
        && child(doc, at, &["mark"]).is_none();
    if conditional || purpose { Status::Hypothetical } else { Status::Actual }
}

/// What auxiliaries say.
fn modal(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let mut status = Status::Actual;
    for aux in children_with(doc, at, &["aux", "neg"]) {
        let word = doc.word(aux).to_lowercase();
        if doc.dep(aux) == "neg" {
            return Status::Negated;
        }
        if operators.future_modals.contains(word.as_str()) {
            status = Status::Future;
        } else if operators.hypothetical_modals.contains(word.as_str()) {
            status = Status::Hypothetical;
        }
    }
    status
}

/// What a status word makes of the event below or beside it.
fn effect(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    match operators.status.get(doc.lemma(at).to_lowercase().as_str()) {
        Some(Effect::Future) => Status::Future,
        Some(Effect::Hypothetical) => Status::Hypothetical,
        Some(Effect::Negated) => Status::Negated,
        Some(Effect::Alleged) => Status::Alleged,
        Some(Effect::Actual) | None => Status::Actual,
    }
}

/// The first status that is not plain fact stays.
fn at_least(found: Status, next: Status) -> Status {
    if found == Status::Actual { next } else { found }
}
