//! When: which time of its sentence belongs to an event.
//!
//! In: the times of the sentence, each with its tie to the event. Out: the one that belongs to it most closely. Times of
//! other events ("denied a part in March's attack"), of comparisons and of whole ages ("the massacre of the century") are
//! nobody's here.

use super::telling::{is_compared, is_simple_present};
use super::ties::{Tie, head_of, tie};
use super::whereabouts::Setting;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with};
use masudi_doc::{Doc, TimePrecision, TimeRef, TimexKind, TokenIdx, Upos};
use std::cmp::Reverse;

/// Index of the event's time among the document's times; `None` where no time of the sentence belongs to it.
pub(crate) fn time(scene: &Scene<'_>, proposition: &Proposition, background: bool, setting: Setting) -> Option<usize> {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(proposition.head));
    // The time of one clause is that of the clauses beside it.
    let in_story = proposition.kind == Kind::Verb && !background && !is_aside(doc, proposition);
    let present = is_simple_present(doc, proposition);
    scene
        .times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.tokens.overlaps(sentence) && t.kind != TimexKind::Set)
        .filter(|(_, t)| t.from.is_some() || t.to.is_some())
        .filter(|(_, t)| !is_of_nobody(doc, t) && !is_of_other(scene, t, proposition, setting))
        .filter(|(_, t)| setting != Setting::Words || !is_of_content(scene, t, proposition))
        .map(|(i, t)| (tie_of(scene, t, proposition, setting), i, t))
        // "the visit comes amid the war since October": the nearer event has lasted since then.
        .filter(|(tie, _, t)| {
            let nearer =
                |p: &Proposition| p.head > proposition.head && p.head.0 < t.tokens.start && p.kind == Kind::Noun;
            t.signal.as_deref() != Some("since") || *tie > Tie::Clause || !scene.propositions.iter().any(nearer)
        })
        // "Along the front, which has not moved since spring, drones hit a port": the spring is the front's.
        .filter(|(tie, _, t)| t.signal.as_deref() != Some("since") || !matches!(tie, Tie::Sentence | Tie::Report))
        // What is told in the present did not happen in the year that another clause names.
        .filter(|(tie, _, t)| *tie >= Tie::Object || !present || !is_over(scene, t))
        .filter(|(tie, _, t)| match tie {
            Tie::Below => is_promised_then(scene, t, proposition),
            Tie::Sentence | Tie::Report => in_story,
            Tie::Above => !is_aside(doc, proposition),
            _ => true,
        })
        .map(|(tie, i, t)| (tie, t.kind != TimexKind::Duration, i))
        .max_by_key(|(tie, dated, i)| (*tie, *dated, Reverse(*i)))
        .map(|(_, _, i)| i)
}

/// The tie of a time, which is close where the event's clause hangs on it: "in April, when the president fired".
fn tie_of(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition, setting: Setting) -> Tie {
    let doc = scene.doc;
    let head = head_of(doc, time.tokens);
    // "the announcement on Monday that troops would leave": what is announced is news of that day.
    let announced =
        ancestors(doc, proposition.head).find(|t| matches!(doc.dep(*t), "acl" | "ccomp")).map(|t| doc.head(t));
    let above = if doc.dep(head) == "pobj" { doc.head(doc.head(head)) } else { doc.head(head) };
    if setting == Setting::Words && announced == Some(above) && doc.pos(above) == Upos::Noun {
        return Tie::Own;
    }
    let mut clauses = ancestors(doc, proposition.head).filter(|t| doc.dep(*t) == "relcl");
    if clauses.next().is_some_and(|clause| time.tokens.has(doc.head(clause))) {
        return Tie::Own;
    }
    tie(scene, head_of(doc, time.tokens), proposition)
}

/// Whether the event stands in a clause of its own that only describes somebody: the main clause's time is not its.
fn is_aside(doc: &Doc, proposition: &Proposition) -> bool {
    let from = proposition.support.unwrap_or(proposition.head);
    ancestors(doc, from).any(|t| matches!(doc.dep(t), "relcl" | "acl"))
}

/// Whether a time dates nothing: in a comparison, or an age that something is the greatest of.
fn is_of_nobody(doc: &Doc, time: &TimeRef) -> bool {
    let head = head_of(doc, time.tokens);
    let ages = time.precision.is_some_and(|p| matches!(p, TimePrecision::Decade | TimePrecision::Century));
    let of = doc.dep(head) == "pobj" && lower(doc.word(doc.head(head))) == "of";
    let next = TokenIdx(time.tokens.end);
    let than = next.get() < doc.len() && lower(doc.word(next)) == "than";
    (ages && of) || than || is_compared(doc, head)
}

/// Whether a time stands before the noun of another event: "Monday's attack", "the 2015 intervention". An event told
/// by where it was said or done ("announced at Monday's meeting") has that time all the same.
fn is_of_other(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition, setting: Setting) -> bool {
    let doc = scene.doc;
    let head = head_of(doc, time.tokens);
    let noun = doc.head(head);
    let before =
        matches!(doc.dep(head), "det" | "poss" | "nummod" | "compound" | "amod" | "nmod" | "npadvmod") && noun > head;
    if !before || noun == proposition.head || scene.propositions.at(noun).is_none_or(|p| p.kind != Kind::Noun) {
        return false;
    }
    let prep = doc.head(noun);
    let said = setting == Setting::Words;
    let with: &[&str] =
        if said { &["at", "during", "after"] } else { &["at", "in", "during", "by", "through", "after"] };
    let at = doc.dep(noun) == "pobj" && with.contains(&&*lower(doc.word(prep)));
    let own = doc.head(prep) == proposition.head || Some(doc.head(prep)) == proposition.support;
    !(at && own || ancestors(doc, proposition.head).any(|t| t == noun))
}

/// Whether a time to come is that of what was said, not of saying it: "announce an end of the mission by September".
fn is_of_content(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let ahead = time.from.or(time.to).zip(scene.published).is_some_and(|(from, now)| from > now);
    let to_be_said = || children_with(doc, proposition.head, &["aux"]).any(|a| matches!(doc.tag(a), "MD" | "TO"));
    ahead && proposition.kind == Kind::Verb && !to_be_said()
}

/// Whether a time lies before the day of publication.
fn is_over(scene: &Scene<'_>, time: &TimeRef) -> bool {
    time.to.or(time.from).zip(scene.published).is_some_and(|(to, now)| to < now)
}

/// "promised to set up a court in January": a time that is past dates the promise as well.
fn is_promised_then(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let below = ancestors(doc, head_of(doc, time.tokens)).take_while(|t| *t != proposition.head);
    is_over(scene, time)
        && below.filter(|t| doc.tag(*t).starts_with('V')).all(|t| doc.dep(t) == "xcomp" && doc.tag(t) == "VB")
}
