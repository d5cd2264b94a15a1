//! Conditions: "only if the rebels disarm", "unless", "on condition that", "will not leave until".

use super::{CodedFactor, event_of, speaker, trimmed};
use crate::CodedEvent;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, child, children_with, subtree_span};
use masudi_doc::{TokenIdx, TokenSpan, Upos};

/// A clause that states a condition.
struct Condition {
    clause: TokenIdx,
    /// First word after the conjunction.
    from: u32,
}

/// The conditions of a document; a clause joined by "and" with a subject of its own is one more.
pub(super) fn find(scene: &Scene<'_>, events: &[CodedEvent]) -> Vec<CodedFactor> {
    let doc = scene.doc;
    let mut out = Vec::new();
    for at in (0..doc.len()).map(TokenIdx::from) {
        let Some(Condition { clause, from }) = condition(scene, events, at) else { continue };
        let main = main_of(scene, clause);
        let event = main.and_then(|main| event_of(scene, events, main, Some(clause)));
        let says = speaker(scene, main.unwrap_or(clause));
        let whole = subtree_span(doc, clause);
        let mut starts = vec![from];
        let own = |c: &TokenIdx| child(doc, *c, &["nsubj", "nsubjpass", "expl"]).is_some();
        starts.extend(children_with(doc, clause, &["conj"]).filter(own).map(|c| subtree_span(doc, c).start));
        let ends = starts.iter().skip(1).copied().chain([whole.end]).collect::<Vec<_>>();
        for (start, end) in starts.into_iter().zip(ends) {
            let mut end = end;
            while end > start && doc.pos(TokenIdx(end - 1)) == Upos::Cconj {
                end -= 1;
            }
            let tokens = trimmed(scene, TokenSpan { start, end });
            out.push(CodedFactor { kind: "condition", tokens, speaker: says, event, due: None });
        }
    }
    out
}

/// The condition that a conjunction, "condition" or "provided" opens.
fn condition(scene: &Scene<'_>, events: &[CodedEvent], at: TokenIdx) -> Option<Condition> {
    let (doc, marks) = (scene.doc, &scene.frames.factors.marks);
    let word = lower(doc.word(at));
    let head = doc.head(at);
    if doc.dep(at) == "mark" {
        let before = |n: u32| at.0.checked_sub(n).map(|t| lower(doc.word(TokenIdx(t))));
        if before(1).as_deref() == Some("even") {
            return None;
        }
        let two = before(1).map(|first| format!("{first} {word}"));
        let long = word == "as" && before(1).as_deref() == Some("long") && marks.strict.contains("as long as");
        let only = children_with(doc, head, &["advmod"]).any(|a| lower(doc.word(a)) == "only" && a < at);
        let only = (only && marks.strict.contains(&*format!("only {word}")))
            || two.is_some_and(|two| marks.strict.contains(&*two));
        let strict = marks.strict.contains(&*word) || long || only;
        let open = || marks.open.contains(&*word) && is_ahead(scene, events, head);
        let negated = || marks.negated.contains(&*word) && denies(scene, head);
        let found = matches!(doc.dep(head), "advcl" | "pcomp" | "ccomp" | "acl" | "relcl") || only;
        return (found && (strict || open() || negated())).then_some(Condition { clause: head, from: at.0 + 1 });
    }
    if word == "condition" && doc.dep(at) == "pobj" && lower(doc.word(head)) == "on" {
        let clause = children_with(doc, at, &["acl", "ccomp", "relcl"]).next()?;
        let that = children_with(doc, clause, &["mark"]).next().map(|m| m.0 + 1);
        return Some(Condition { clause, from: that.unwrap_or_else(|| subtree_span(doc, clause).start) });
    }
    if marks.strict.contains(&*word) && matches!(doc.dep(at), "advcl" | "prep") {
        let clause = children_with(doc, at, &["ccomp", "pcomp"]).next()?;
        let that = children_with(doc, clause, &["mark"]).next().map(|m| m.0 + 1);
        return Some(Condition { clause, from: that.unwrap_or_else(|| subtree_span(doc, clause).start) });
    }
    None
}

/// The verb that a conditional clause hangs on.
fn main_of(scene: &Scene<'_>, clause: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    ancestors(doc, clause).skip(1).find(|a| matches!(doc.pos(*a), Upos::Verb | Upos::Aux))
}

/// Whether the main clause tells an event that is yet to come.
fn is_ahead(scene: &Scene<'_>, events: &[CodedEvent], clause: TokenIdx) -> bool {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let Some(main) = main_of(scene, clause) else { return false };
    let modal = children_with(doc, main, &["aux"]).any(|aux| {
        let word = lower(doc.word(aux));
        operators.future_modals.contains(&*word) || operators.past_future_modals.contains(&*word)
    });
    modal && event_of(scene, events, main, Some(clause)).is_some()
}

/// Whether the main clause is negated: "will not leave until".
fn denies(scene: &Scene<'_>, clause: TokenIdx) -> bool {
    let doc = scene.doc;
    main_of(scene, clause).is_some_and(|main| {
        child(doc, main, &["neg"]).is_some()
            || children_with(doc, main, &["dobj", "nsubj", "nsubjpass", "attr"])
                .any(|n| children_with(doc, n, &["det"]).any(|d| lower(doc.word(d)) == "no"))
    })
}
