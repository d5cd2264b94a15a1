//! Aims of talks and agreements: "the objective of the talks is to reach", "talks aimed at", "a deal which would".

use super::{CodedFactor, speaker, trimmed};
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{child, children_with, subtree, subtree_span};
use masudi_doc::{TokenIdx, TokenSpan, Upos};

/// Classes of what has an aim of interest here.
const CLASSES: [&str; 3] = ["talks", "agreement", "ceasefire"];

/// The aims that a document names.
pub(super) fn find(scene: &Scene<'_>) -> Vec<CodedFactor> {
    let doc = scene.doc;
    let aim = |at: TokenIdx| {
        let span = match doc.pos(at) {
            Upos::Noun => named(scene, at).or_else(|| promised(scene, at)),
            Upos::Verb => aimed(scene, at),
            _ => None,
        }?;
        let tokens = trimmed(scene, without_to(scene, span));
        Some(CodedFactor { kind: "aim", tokens, speaker: speaker(scene, at), event: None, due: None })
    };
    (0..doc.len()).map(TokenIdx::from).filter_map(aim).collect()
}

fn is_process(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let lemma = lower(scene.doc.lemma(noun));
    CLASSES.iter().any(|class| scene.frames.is_of_class(class, &lemma))
}

fn without_to(scene: &Scene<'_>, span: TokenSpan) -> TokenSpan {
    let to = !span.is_empty() && scene.doc.tag(TokenIdx(span.start)) == "TO";
    TokenSpan { start: span.start + u32::from(to), end: span.end }
}

/// "The objective of the talks is to reach an agreement."
fn named(scene: &Scene<'_>, noun: TokenIdx) -> Option<TokenSpan> {
    let doc = scene.doc;
    let is_aim = scene.frames.factors.aims.nouns.contains(&*lower(doc.lemma(noun))) && doc.dep(noun) == "nsubj";
    let verb = Some(doc.head(noun)).filter(|v| is_aim && doc.lemma(*v) == "be")?;
    let said = child(doc, verb, &["xcomp", "ccomp", "attr", "advcl"])?;
    let of = subtree(doc, noun).into_iter().any(|t| is_process(scene, t));
    let to = subtree(doc, said).into_iter().any(|t| is_process(scene, t));
    (of || to).then(|| subtree_span(doc, said))
}

/// "talks aimed at ending the war", "the deal seeks to open the border".
fn aimed(scene: &Scene<'_>, verb: TokenIdx) -> Option<TokenSpan> {
    let doc = scene.doc;
    if !scene.frames.factors.aims.verbs.contains(&*lower(doc.lemma(verb))) {
        return None;
    }
    let whose = match doc.dep(verb) {
        "acl" | "relcl" => Some(doc.head(verb)),
        _ => child(doc, verb, &["nsubj", "nsubjpass"]),
    };
    whose.filter(|noun| is_process(scene, *noun))?;
    let clause = child(doc, verb, &["xcomp"]).filter(|c| doc.tag(*c) == "VB");
    let at = || {
        let prep = children_with(doc, verb, &["prep"]).find(|p| matches!(&*lower(doc.word(*p)), "at" | "for"))?;
        child(doc, prep, &["pcomp", "pobj"])
    };
    clause.or_else(at).map(|said| subtree_span(doc, said))
}

/// "an agreement which would make it possible to keep troops there": the whole phrase.
fn promised(scene: &Scene<'_>, noun: TokenIdx) -> Option<TokenSpan> {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let lemma = lower(doc.lemma(noun));
    if !(scene.frames.is_of_class("agreement", &lemma) || scene.frames.is_of_class("ceasefire", &lemma)) {
        return None;
    }
    let ahead = |clause: &TokenIdx| {
        children_with(doc, *clause, &["aux"]).any(|aux| {
            let word = lower(doc.word(aux));
            operators.past_future_modals.contains(&*word) || operators.future_modals.contains(&*word)
        })
    };
    children_with(doc, noun, &["relcl"]).find(ahead)?;
    Some(subtree_span(doc, noun))
}
