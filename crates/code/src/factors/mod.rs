//! What a text names as deciding an outcome: factors to be weighed, conditions, aims, deadlines, what talks are about.
//!
//! In: a document with its coded events. Out: [`CodedFactor`]s, each a run of words of one sentence, with who names it
//! and the event whose outcome it decides. A list is split into its items.
//!
//! What this module does not do: it weighs nothing and ties nothing to a process; the crate `masudi-reconcile` does.

mod aims;
mod conditions;
mod deadlines;
mod items;
mod subjects;
mod weighed;

use crate::CodedEvent;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, child, children_with, subtree};
use masudi_doc::{Civil, TokenIdx, TokenSpan};

/// One factor, still in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedFactor {
    /// `factor`, `condition`, `aim`, `deadline` or `subject`.
    pub kind: &'static str,
    /// Its words.
    pub tokens: TokenSpan,
    /// Who names it.
    pub speaker: Option<TokenIdx>,
    /// Index of the event whose outcome it decides, or which it is the subject of.
    pub event: Option<usize>,
    /// The last day that a deadline leaves.
    pub due: Option<Civil>,
}

/// The factors of a document, in order of their words.
pub fn find(scene: &Scene<'_>, events: &[CodedEvent]) -> Vec<CodedFactor> {
    let mut found = weighed::find(scene);
    found.extend(conditions::find(scene, events));
    found.extend(aims::find(scene));
    found.extend(deadlines::find(scene, events));
    found.extend(subjects::find(scene, events));
    found.sort_by_key(|f| (f.tokens.start, std::cmp::Reverse(f.tokens.end), f.kind));
    let mut out: Vec<CodedFactor> = Vec::new();
    for factor in found {
        let within = |f: &CodedFactor| {
            f.kind == factor.kind && f.tokens.start <= factor.tokens.start && factor.tokens.end <= f.tokens.end
        };
        if !factor.tokens.is_empty() && !out.iter().any(within) {
            out.push(factor);
        }
    }
    out
}

/// Who says what stands at or below a word: the subject of the nearest verb of report above, else whom the sentence is
/// "according to".
fn speaker(scene: &Scene<'_>, at: TokenIdx) -> Option<TokenIdx> {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let says = |a: TokenIdx| {
        let proposition = scene.propositions.at(a)?;
        let reports = proposition.is_one_of(&operators.report) || proposition.is_one_of(&operators.claim);
        proposition.fillers("agent").find(|t| reports && scene.actors.at(*t).is_some())
    };
    let cited = || {
        ancestors(doc, at).flat_map(|a| children_with(doc, a, &["prep"])).find_map(|prep| {
            let to = operators.according_to.contains(&*lower(doc.word(prep)));
            let pobj = || doc.children(prep).iter().find_map(|to| child(doc, *to, &["pobj"]));
            pobj().filter(|t| to && scene.actors.at(*t).is_some())
        })
    };
    ancestors(doc, at).find_map(says).or_else(cited)
}

/// The event of a clause: the one whose trigger is its verb, is carried by it, or stands below it.
fn event_of(scene: &Scene<'_>, events: &[CodedEvent], verb: TokenIdx, without: Option<TokenIdx>) -> Option<usize> {
    let doc = scene.doc;
    let outside = without.map(|w| subtree(doc, w)).unwrap_or_default();
    let below = subtree(doc, verb);
    let carried = |e: &CodedEvent| scene.propositions.at(e.head).and_then(|p| p.support) == Some(verb);
    let own = events.iter().position(|e| e.head == verb || carried(e));
    own.or_else(|| events.iter().position(|e| below.contains(&e.head) && !outside.contains(&e.head)))
}

/// A span without punctuation and space at its ends, and without the article at its start.
fn trimmed(scene: &Scene<'_>, mut span: TokenSpan) -> TokenSpan {
    let doc = scene.doc;
    let loose = |t: u32| matches!(doc.pos(TokenIdx(t)), masudi_doc::Upos::Punct | masudi_doc::Upos::Space);
    let closes = |t: u32| matches!(doc.word(TokenIdx(t)), ")" | "]");
    let opens = |t: u32| matches!(doc.word(TokenIdx(t)), "(" | "[");
    while !span.is_empty() && loose(span.start) && !opens(span.start) {
        span.start += 1;
    }
    while !span.is_empty() && loose(span.end - 1) && !closes(span.end - 1) {
        span.end -= 1;
    }
    if span.len() > 1 && matches!(&*lower(doc.word(TokenIdx(span.start))), "the" | "a" | "an") {
        span.start += 1;
    }
    span
}

/// The sentence of a word.
fn sentence_of(scene: &Scene<'_>, at: TokenIdx) -> TokenSpan {
    scene.doc.sentence(scene.doc.sentence_of(at))
}
