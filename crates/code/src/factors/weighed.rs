//! What is to be weighed, and what an outcome depends on: "examine factors such as the threat", "depends on the talks".

use super::{CodedFactor, items, sentence_of, speaker, trimmed};
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, children_with, subtree, subtree_span};
use masudi_doc::{TokenIdx, TokenSpan, Upos};
use masudi_lexicon::frames::DependKind;

/// The factors and conditions that are listed, weighed or depended on.
pub(super) fn find(scene: &Scene<'_>) -> Vec<CodedFactor> {
    let doc = scene.doc;
    let mut out = Vec::new();
    for at in (0..doc.len()).map(TokenIdx::from) {
        match doc.pos(at) {
            Upos::Noun => out.extend(spelt_out(scene, at)),
            Upos::Verb | Upos::Adj | Upos::Aux => {
                out.extend(weighed(scene, at));
                out.extend(depended_on(scene, at));
            }
            _ => {}
        }
    }
    out
}

fn factors(
    kind: &'static str,
    speaker: Option<TokenIdx>,
    spans: impl IntoIterator<Item = TokenSpan>,
) -> Vec<CodedFactor> {
    let factor = |tokens| CodedFactor { kind, tokens, speaker, event: None, due: None };
    spans.into_iter().map(factor).collect()
}

/// "three factors: ...", "many points such as ..." below a verb of weighing; "conditions including ..." anywhere.
fn spelt_out(scene: &Scene<'_>, noun: TokenIdx) -> Vec<CodedFactor> {
    let (doc, cues) = (scene.doc, &scene.frames.factors);
    let lemma = lower(doc.lemma(noun));
    let kind = if cues.conditions.contains(&*lemma) {
        "condition"
    } else if cues.points.contains(&*lemma) && is_weighed(scene, noun) {
        "factor"
    } else {
        return Vec::new();
    };
    let sentence = sentence_of(scene, noun);
    let Some(from) = opened(scene, noun, sentence.end) else { return Vec::new() };
    factors(kind, speaker(scene, noun), items::of(scene, from, sentence.end))
}

/// The first word of the list that a noun announces: after an opener that follows it with no comma-parted clause between.
fn opened(scene: &Scene<'_>, noun: TokenIdx, end: u32) -> Option<u32> {
    let doc = scene.doc;
    for t in noun.0 + 1..end.min(noun.0 + 12) {
        let starts = scene.frames.factors.openers.iter().find_map(|opener| {
            let mut words = 0;
            opener
                .split(' ')
                .all(|word| {
                    let same = t + words < end && lower(doc.word(TokenIdx(t + words))) == word;
                    words += 1;
                    same
                })
                .then_some(t + words)
        });
        if starts.is_some_and(|from| from < end) {
            return starts;
        }
        if matches!(doc.word(TokenIdx(t)), "." | ";") || doc.pos(TokenIdx(t)) == Upos::Verb {
            return None;
        }
    }
    None
}

/// Whether a noun is the object of a verb of weighing, or such a verb governs its clause.
fn is_weighed(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    ancestors(doc, noun)
        .skip(1)
        .filter(|a| doc.pos(*a) == Upos::Verb)
        .take(2)
        .any(|a| scene.propositions.at(a).is_some_and(|p| p.is_one_of(&scene.frames.factors.weigh)))
}

/// The object of a verb of weighing that serves a decision: "will assess the threat to determine when it ends".
fn weighed(scene: &Scene<'_>, verb: TokenIdx) -> Vec<CodedFactor> {
    let (doc, cues) = (scene.doc, &scene.frames.factors);
    let Some(proposition) = scene.propositions.at(verb).filter(|p| p.is_one_of(&cues.weigh)) else {
        return Vec::new();
    };
    let decides = subtree(doc, verb).into_iter().find(|t| {
        *t != verb && doc.pos(*t) == Upos::Verb && cues.decide.contains(doc.lemma(*t)) && doc.tag(*t) == "VB"
    });
    let (Some(decides), Some(object)) = (decides, children_with(doc, verb, &["dobj"]).next()) else {
        return Vec::new();
    };
    let listed = cues.points.contains(doc.lemma(object)) || cues.conditions.contains(doc.lemma(object));
    let end = subtree_span(doc, decides).start;
    let start = subtree_span(doc, object).start;
    if listed || end <= start || !proposition.fillers("patient").any(|p| p == object) {
        return Vec::new();
    }
    factors("factor", speaker(scene, verb), items::of(scene, start, end))
}

/// "depends on", "contingent on", "determined by": of an outcome, not of somebody ("families depend on aid").
fn depended_on(scene: &Scene<'_>, word: TokenIdx) -> Vec<CodedFactor> {
    let (doc, cues) = (scene.doc, &scene.frames.factors);
    let lemma = lower(doc.lemma(word));
    let Some(cue) = cues.depend.iter().find(|cue| cue.words.contains(&*lemma)) else { return Vec::new() };
    let carrier = if matches!(doc.dep(word), "acomp" | "oprd") { doc.head(word) } else { word };
    let mut subjects = children_with(doc, carrier, &["nsubj", "nsubjpass", "csubj"])
        .chain(Some(doc.head(word)).filter(|h| matches!(doc.dep(word), "acl" | "relcl") && doc.pos(*h) == Upos::Noun));
    if subjects.any(|s| scene.actors.at(s).is_some()) {
        return Vec::new();
    }
    let passive = doc.tag(word) == "VBN";
    let kind = match cue.kind {
        DependKind::Factor => "factor",
        DependKind::Condition => "condition",
    };
    for prep in children_with(doc, word, &["prep", "agent"]) {
        let name = lower(doc.word(prep));
        if !cue.prepositions.contains(&*name) || (name == "by" && !passive) {
            continue;
        }
        let says = speaker(scene, word);
        if let Some(clause) = children_with(doc, prep, &["pcomp"]).find(|c| doc.tag(*c) != "VBG") {
            return factors(kind, says, [trimmed(scene, subtree_span(doc, clause))]);
        }
        if let Some(object) = children_with(doc, prep, &["pobj", "pcomp"]).next() {
            let from = subtree_span(doc, object).start.max(prep.0 + 1);
            return factors(kind, says, items::of(scene, from, sentence_of(scene, word).end));
        }
    }
    Vec::new()
}
