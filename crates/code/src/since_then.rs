//! What has happened "since then", "has since" happened: from the time that the text named last until publication.
//!
//! In: the events of a document in order, some of them dated. Out: the same, with days for those told so that have none.

use crate::days::days_between;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::{CodedEvent, CountedDays, Origin};
use masudi_doc::tree::{ancestors, child, children_with};
use masudi_doc::{TimePrecision, TimexKind, TokenIdx, Upos};
use masudi_record::Status;

/// No further back than this many sentences.
const REACH: usize = 4;

/// Dates what has happened since the time named last.
pub(crate) fn since_then(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let Some(published) = scene.published else { return };
    let told = |e: &&mut CodedEvent| {
        e.time.is_none() && e.counted.is_none() && matches!(e.status, Status::Actual | Status::Alleged)
    };
    for event in events.iter_mut().filter(told) {
        let Some(since) = since(scene, event.head) else { continue };
        let sentence = scene.doc.sentence_of(since).get();
        let first = scene.doc.sentences()[sentence.saturating_sub(REACH)].start;
        let base = scene.times.iter().rposition(|t| {
            (first..since.0).contains(&t.tokens.start)
                && matches!(t.kind, TimexKind::Date | TimexKind::Time)
                && t.from.is_some_and(|from| days_between(from, published) > 0)
                && !matches!(t.signal.as_deref(), Some("until" | "before"))
        });
        if let Some((base, from)) = base.and_then(|i| Some((i, scene.times[i].from?))) {
            let precision = scene.times[base].precision.unwrap_or(TimePrecision::Day);
            event.time = Some(base);
            event.counted = Some(CountedDays { from, to: published, precision });
            event.origin = Origin::Carried;
        }
    }
}

/// The word "since" of an event's clause that stands for a time named before: "has since closed the port", "since then 40 have
/// been arrested".
fn since(scene: &Scene<'_>, event: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let is_verb = |t: &TokenIdx| matches!(doc.pos(*t), Upos::Verb | Upos::Aux);
    let own = ancestors(doc, event).find(is_verb)?;
    let perfect = |verb: TokenIdx| {
        children_with(doc, verb, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "has" | "have" | "'ve" | "’ve"))
    };
    // "has since taken over the courts and fined the traders": the second verb shares what the first one has.
    let verb = ancestors(doc, own).take_while(|t| *t == own || doc.dep(own) == "conj").take(2).find(|t| perfect(*t))?;
    children_with(doc, verb, &["advmod", "prep", "mark"]).find(|t| {
        let then = || {
            let next = TokenIdx(t.0 + 1);
            next.get() < doc.len() && lower(doc.word(next)) == "then"
        };
        &*lower(doc.word(*t)) == "since"
            && (then() || child(doc, *t, &["pobj", "pcomp"]).is_none() && doc.dep(*t) == "advmod")
    })
}
