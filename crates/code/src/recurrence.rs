//! The same event told again: a later mention of an event takes the time and place that an earlier one gave.
//!
//! In: the events of one document, in order. Out: the same events, with times and places filled in where a mention has
//! none of its own and an earlier mention is of the same event: the same type, the same word or a definite noun
//! ("the attack"), and no actor that speaks against it.

use crate::circumstances::{Setting, setting_of};
use crate::days::days_between;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::Kind;
use crate::{CodedEvent, Origin, circumstances};
use masudi_doc::tree::{ancestors, children_with, subtree};
use masudi_doc::{Doc, TimePrecision, TimeRef, TimexKind, TokenIdx, TokenSpan, Upos};
use masudi_record::Status;

/// No further back than this many events.
const REACH: usize = 12;

/// Fills in times and places.
pub(crate) fn share(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    for at in 1..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some(event) = rest.first_mut() else { continue };
        let dated = event.time.is_some() || event.status == Status::Hypothetical;
        if dated && event.place.is_some() {
            continue;
        }
        let same: Vec<&CodedEvent> = before.iter().rev().take(REACH).filter(|e| is_same(scene, e, event)).collect();
        if let Some(time) = same.iter().find_map(|e| e.time).filter(|_| !dated) {
            (event.time, event.origin) = (Some(time), Origin::Retold);
        }
        event.place = event.place.or_else(|| same.iter().find_map(|e| e.place));
    }
    // What the first sentence only names is dated further down.
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at + 1);
        let Some(event) = before.last_mut().filter(|e| is_open(e) && !e.background) else { continue };
        // "have died after an attack" is news, and no attack of last year.
        let news = !is_definite(scene.doc, event.head)
            && leaves_the_story(scene, scene.doc.sentence(scene.doc.sentence_of(event.head)));
        let fits = |time: &usize| !news || is_within(scene, &scene.times[*time], 62);
        let later = rest.iter().take(REACH).filter(|later| is_same(scene, event, later)).find_map(|later| later.time);
        if let Some(time) = later.filter(fits) {
            (event.time, event.origin) = (Some(time), Origin::Retold);
        }
    }
}

/// An event takes the time of one that it is told as a part of: one in its own phrases ("took part in the defence
/// against the attack"), or the one whose clause it completes ("struck the port, using drones to sink a ship").
pub(crate) fn within(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let doc = scene.doc;
    let known: Vec<(TokenIdx, Option<usize>)> = events.iter().map(|e| (e.head, e.time)).collect();
    let time_of = |head: TokenIdx| known.iter().find(|(h, _)| *h == head).and_then(|(_, time)| *time);
    for _ in 0..2 {
        for at in 0..events.len() {
            let event = &events[at];
            if !is_open(event) {
                continue;
            }
            let phrases = ["in", "during", "against"];
            // What is said of an event is not said at its time: "denied a part in March's attack".
            let said = setting_of(&event.event_type) == Setting::Words;
            let part = scene.propositions.at(event.head).filter(|_| !said).and_then(|p| {
                // "acted in response to the strike": later than the strike.
                let answers = |head| scene.frames.is_of_class("reaction", &lower(doc.lemma(head)));
                let roles = p.roles.iter().filter(|r| phrases.contains(&r.name.as_str()) && !answers(r.head));
                roles.flat_map(|r| phrase(doc, r.head)).find_map(time_of)
            });
            let whole = || {
                let mut below = event.head;
                ancestors(doc, event.head).skip(1).find_map(|above| {
                    let completes = matches!(doc.dep(below), "advcl" | "xcomp");
                    below = above;
                    completes.then(|| events.iter().find(|e| e.head == above)?.time).flatten()
                })
            };
            let found = part.or_else(whole).or_else(|| time_of(described_in(doc, event.head)?));
            if found.is_some() {
                (events[at].time, events[at].origin) = (found, Origin::Retold);
            }
        }
    }
}

/// The event noun that a clause describes from within: "a raid in which rebels killed two guards".
fn described_in(doc: &Doc, event: TokenIdx) -> Option<TokenIdx> {
    let clause = ancestors(doc, event).find(|t| doc.dep(*t) == "relcl")?;
    let which = |t: &TokenIdx| matches!(&*lower(doc.word(*t)), "which" | "where" | "when");
    let inside = subtree(doc, clause).into_iter().filter(which).any(|t| match doc.dep(t) {
        "pobj" => matches!(&*lower(doc.word(doc.head(t))), "in" | "during"),
        label => label == "advmod",
    });
    inside.then(|| doc.head(clause))
}

/// The words below one that no verb parts from it.
pub(crate) fn phrase(doc: &Doc, head: TokenIdx) -> Vec<TokenIdx> {
    let parted = |word: TokenIdx| {
        ancestors(doc, word).skip(1).take_while(|a| *a != head).any(|a| matches!(doc.pos(a), Upos::Verb | Upos::Aux))
    };
    subtree(doc, head).into_iter().filter(|word| *word == head || !parted(*word)).collect()
}

/// Whether an event has no time yet and could have one: what only might be has none but its own.
fn is_open(event: &CodedEvent) -> bool {
    event.time.is_none() && event.counted.is_none() && event.status != Status::Hypothetical
}

/// What somebody will do or is to do ("would reconvene") was on no day that other sentences name as past, and has none where its
/// own names none.
pub(crate) fn leave_open(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let to_be_done = |e: &&mut CodedEvent| e.status == Status::Future && scene.doc.tag(e.head) == "VB";
    for event in events.iter_mut().filter(to_be_done) {
        let is_past =
            |time: usize| scene.times[time].to.zip(scene.published).is_some_and(|(to, now)| days_between(to, now) > 0);
        // "12:10 Germany will send two batteries": the time of the entry, not of the sending.
        let clock = |time: usize| scene.times[time].precision == Some(TimePrecision::Time) && is_today(scene, time);
        let own = |time: usize| event.origin == Origin::Words && !clock(time);
        event.time = event.time.filter(|time| own(*time) || !(is_past(*time) || clock(*time)));
        event.background |= event.time.is_none();
    }
}

/// Whether a time is on the day of publication.
fn is_today(scene: &Scene<'_>, time: usize) -> bool {
    scene.times[time].from.is_some() && scene.times[time].from == scene.published
}

/// How many sentences a story goes on without naming its time again, where the document does not look back as a whole.
const STORY: usize = 5;

/// A story goes on in the time that it named last: what is told in the simple past and has no time of its own takes the
/// last day or period that a main clause named before it, or that of a deed told before it, unless that lies ahead, or the story has been left since for
/// the present or for what somebody said. What is said is news, and belongs to no story of weeks ago.
pub(crate) fn carry_on(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let doc = scene.doc;
    let is_main = |head: TokenIdx| {
        let word = TokenSpan { start: head.0, end: head.0 + 1 };
        circumstances::is_of_main_clause(doc, word) && !is_quoted(scene, doc.sentence(doc.sentence_of(head)), word)
    };
    let is_deed = |e: &&CodedEvent| setting_of(&e.event_type) == Setting::Ground && !e.background && is_main(e.head);
    let deeds = events.iter().filter(is_deed).filter_map(|e| Some((e.head, e.time?)));
    let deeds: Vec<_> = deeds.filter(|(_, time)| scene.times[*time].kind != TimexKind::Duration).collect();
    let retrospect = is_retrospect(scene);
    for event in events.iter_mut().filter(|e| is_open(e) && !e.background) {
        let past = scene.propositions.at(event.head).is_some_and(|p| circumstances::is_simple_past(doc, p));
        if !past {
            continue;
        }
        let here = doc.sentence_of(event.head).get();
        let new = leaves_the_story(scene, doc.sentences()[here]);
        for back in 1..=if retrospect { here } else { STORY.min(here) } {
            let sentence = doc.sentences()[here - back];
            event.time = scene.times.iter().rposition(|t| {
                t.tokens.overlaps(sentence)
                    && matches!(t.kind, TimexKind::Date | TimexKind::Time)
                    && t.from.is_some_and(|from| scene.published.is_none_or(|p| from <= p))
                    && !circumstances::is_bound(t)
                    && !circumstances::is_present_year(scene, t)
                    && !circumstances::is_near_span(scene, t)
                    && !circumstances::is_by_the_way(scene, t)
                    && circumstances::is_of_main_clause(doc, t.tokens)
                    && !is_quoted(scene, sentence, t.tokens)
            });
            let told = || deeds.iter().rev().find(|(head, _)| sentence.has(*head)).map(|(_, time)| *time);
            event.time = event.time.or_else(|| told().filter(|_| !new));
            if event.time.is_some() || leaves_the_story(scene, sentence) {
                break;
            }
        }
        let is_said = setting_of(&event.event_type) == Setting::Words;
        let tied = || retrospect || comes_next(scene, event.head);
        event.time = event.time.filter(|i| !is_said || is_within(scene, &scene.times[*i], 10) || tied());
        if event.time.is_some() {
            event.origin = Origin::Carried;
        }
    }
}

/// Whether a document names no day of the week before publication: it looks back, and what was said is part of its story.
fn is_retrospect(scene: &Scene<'_>) -> bool {
    let of_late = |t: &TimeRef| {
        let day = t.precision.is_some_and(|p| p <= TimePrecision::Day);
        let ago = t.to.zip(scene.published).map(|(to, now)| days_between(to, now));
        day && ago.is_some_and(|days| (-1..=8).contains(&days))
    };
    !scene.times.iter().any(of_late)
}

/// "He withdrew the decree within five days", "then", "later": words that tie a clause to the story before it.
fn comes_next(scene: &Scene<'_>, event: TokenIdx) -> bool {
    let doc = scene.doc;
    let Some(verb) = ancestors(doc, event).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux)) else {
        return false;
    };
    children_with(doc, verb, &["advmod", "prep"]).any(|t| {
        let word = lower(doc.word(t));
        let length = || scene.times.iter().any(|time| time.kind == TimexKind::Duration && time.tokens.start == t.0 + 1);
        scene.frames.is_of_class("next_in_story", &word) || (&*word == "within" && length())
    })
}

/// Whether a sentence is told in the present, or tells what somebody said.
fn leaves_the_story(scene: &Scene<'_>, sentence: TokenSpan) -> bool {
    let doc = scene.doc;
    let Some(root) = sentence.iter().find(|t| doc.is_root(*t) && matches!(doc.pos(*t), Upos::Verb | Upos::Aux)) else {
        return false;
    };
    let present = |t: TokenIdx| matches!(doc.tag(t), "VBP" | "VBZ");
    let says = scene.propositions.at(root).is_some_and(|p| p.is_one_of(&scene.frames.operators.report));
    says || present(root) || children_with(doc, root, &["aux", "auxpass"]).any(present)
}

/// Whether words stand between quotation marks in a sentence that says who spoke them.
fn is_quoted(scene: &Scene<'_>, sentence: TokenSpan, tokens: TokenSpan) -> bool {
    let doc = scene.doc;
    let is_mark = |t: &TokenIdx| matches!(doc.word(*t), "\"" | "“" | "”" | "``" | "''");
    let opened = sentence.iter().take_while(|t| t.0 < tokens.start).filter(is_mark).count() % 2 == 1;
    let closes = sentence.iter().filter(|t| t.0 >= tokens.end).any(|t| is_mark(&t));
    opened && closes
}

/// Whether a time lies less than so many days before publication.
fn is_within(scene: &Scene<'_>, time: &TimeRef, days: i32) -> bool {
    time.to.or(time.from).zip(scene.published).is_none_or(|(then, now)| days_between(then, now) < days)
}

fn is_same(scene: &Scene<'_>, known: &CodedEvent, event: &CodedEvent) -> bool {
    let doc = scene.doc;
    let same_word = doc.lemma(known.head).eq_ignore_ascii_case(doc.lemma(event.head));
    let is_noun = scene.propositions.at(event.head).is_some_and(|p| p.kind == Kind::Noun);
    let definite = is_noun && is_definite(doc, event.head);
    let plural = |t: TokenIdx| doc.tag(t).ends_with('S') && doc.tag(t).starts_with("NN");
    // "the war" is no other word for a raid told before.
    let lasts = is_noun && scene.frames.is_of_class("lasting", &lower(doc.lemma(event.head)));
    known.event_type == event.event_type
        && ((definite && !lasts) || (is_noun && same_word))
        && plural(known.head) == plural(event.head)
        && agree(scene, known, event)
}

/// "The attack", "that attack".
fn is_definite(doc: &Doc, noun: TokenIdx) -> bool {
    children_with(doc, noun, &["det", "poss"])
        .any(|d| matches!(&*lower(doc.lemma(d)), "the" | "that" | "this" | "these" | "those"))
}

/// Whether the mention names nobody, or somebody that the earlier one names too.
fn agree(scene: &Scene<'_>, known: &CodedEvent, event: &CodedEvent) -> bool {
    let entities = |e: &CodedEvent| -> Vec<_> {
        e.actors.iter().chain(&e.recipients).filter_map(|t| scene.actors.at(*t).map(|r| r.entity)).collect()
    };
    let (named, known) = (entities(event), entities(known));
    named.is_empty() || named.iter().any(|e| known.contains(e))
}
