//! What talks are about: "talks on the future of the mission", "launched talks to discuss the withdrawal".

use super::{CodedFactor, speaker, trimmed};
use crate::CodedEvent;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{child, children_with, subtree_span};
use masudi_doc::{TimeRef, TokenIdx, TokenSpan, Upos};

/// The subjects of the talks and agreements among the events.
pub(super) fn find(scene: &Scene<'_>, events: &[CodedEvent]) -> Vec<CodedFactor> {
    let doc = scene.doc;
    let subject = |(index, event): (usize, &CodedEvent)| {
        let lemma = lower(doc.lemma(event.head));
        let process = ["talks", "agreement"].iter().any(|class| scene.frames.is_of_class(class, &lemma));
        let support = scene.propositions.at(event.head).and_then(|p| p.support);
        let said = if process && doc.pos(event.head) == Upos::Noun {
            [Some(event.head), support].into_iter().flatten().find_map(|word| about(scene, word))
        } else if event.event_type == "CONSULT" && scene.frames.factors.discuss.contains(&*lemma) {
            child(doc, event.head, &["dobj"])
        } else {
            None
        }?;
        // Whom they meet about is no subject.
        if scene.actors.at(said).is_some() || doc.pos(said) == Upos::Pron {
            return None;
        }
        let tokens = trimmed(scene, without_time(scene, subtree_span(doc, said)));
        Some(CodedFactor {
            kind: "subject",
            tokens,
            speaker: speaker(scene, event.head),
            event: Some(index),
            due: None,
        })
    };
    events.iter().enumerate().filter_map(subject).collect()
}

fn about(scene: &Scene<'_>, word: TokenIdx) -> Option<TokenIdx> {
    let (doc, cues) = (scene.doc, &scene.frames.factors);
    // "The future" is a time, but a subject too.
    let is_time = |t: &TokenIdx| scene.times.iter().any(|time| time.tokens.has(*t) && time.to.is_some());
    // A parser often hangs "on" on whom they talk with: "talks with Washington on the mission".
    let with = children_with(doc, word, &["prep"]).flat_map(|p| children_with(doc, p, &["pobj"]));
    let below = [word].into_iter().chain(with.filter(|t| scene.actors.at(*t).is_some()));
    let preps = below.flat_map(|w| children_with(doc, w, &["prep"])).collect::<Vec<_>>();
    let mut preps = preps.into_iter().filter(|p| cues.subjects.contains(&*lower(doc.word(*p))));
    let on = preps.find_map(|p| child(doc, p, &["pobj"]).filter(|t| !is_time(t)));
    on.or_else(|| {
        let discuss = children_with(doc, word, &["advcl", "acl", "xcomp", "relcl"]);
        let mut discuss = discuss.filter(|v| cues.discuss.contains(&*lower(doc.lemma(*v))));
        discuss.find_map(|v| child(doc, v, &["dobj"]))
    })
}

/// The span without a time at its end: "the future of the mission | in February".
fn without_time(scene: &Scene<'_>, mut span: TokenSpan) -> TokenSpan {
    let doc = scene.doc;
    let ends = |time: &&TimeRef| time.tokens.end == span.end && time.tokens.start > span.start && time.to.is_some();
    let last = scene.times.iter().find(ends);
    if let Some(time) = last {
        span.end = time.tokens.start;
        if span.len() > 1 && doc.pos(TokenIdx(span.end - 1)) == Upos::Adp {
            span.end -= 1;
        }
    }
    span
}
