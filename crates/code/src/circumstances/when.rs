//! When: which time of its sentence belongs to an event.
//!
//! In: the times of the sentence, each with its tie to the event. Out: the one that belongs to it most closely. Times of
//! other events ("denied a part in March's attack"), of comparisons and of whole ages ("the massacre of the century") are
//! nobody's here.

use super::set_off::{heads_an_entry, is_behind_clause, is_of_infinitive, with_head};
use super::telling::{goes_on, is_compared, is_past_perfect, is_perfect, is_simple_present};
use super::ties::{Tie, first_beside, head_of, tie};
use super::whereabouts::Setting;
use crate::days::days_between;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with, subtree_span};
use masudi_doc::{Doc, TimePrecision, TimeRef, TimexKind, TokenIdx, Upos};
use std::cmp::Reverse;

/// Index of the event's time among the document's times; `None` where no time of the sentence belongs to it.
pub(crate) fn time(scene: &Scene<'_>, proposition: &Proposition, background: bool, setting: Setting) -> Option<usize> {
    let doc = scene.doc;
    let sentence = with_head(scene, doc.sentence(doc.sentence_of(proposition.head)));
    // The time of one clause is that of the clauses beside it.
    let in_story = proposition.kind == Kind::Verb && !background && !is_aside(doc, proposition);
    let present = is_simple_present(doc, proposition);
    let perfect = is_perfect(doc, proposition);
    let arranged = is_arranged(scene, proposition);
    scene
        .times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.tokens.overlaps(sentence) && t.kind != TimexKind::Set)
        .filter(|(_, t)| t.from.is_some() || t.to.is_some())
        .filter(|(_, t)| !is_of_nobody(doc, t) || hangs_on(doc, t, proposition))
        .filter(|(_, t)| !is_of_other(scene, t, proposition, setting))
        .filter(|(_, t)| !is_of_what_it_is_about(scene, t, proposition))
        .filter(|(_, t)| setting != Setting::Words || arranged || !is_of_content(scene, t, proposition))
        .map(|(i, t)| (tie_of(scene, t, proposition, setting), i, t))
        // "the visit comes amid the war since October": the nearer event has lasted since then.
        .filter(|(tie, _, t)| {
            let nearer =
                |p: &Proposition| p.head > proposition.head && p.head.0 < t.tokens.start && p.kind == Kind::Noun;
            t.signal.as_deref() != Some("since") || *tie > Tie::Clause || !scene.propositions.iter().any(nearer)
        })
        // "remanded until December": nobody did it then.
        .filter(|(_, _, t)| !is_end_to_come(scene, t, proposition))
        // "Along the front, which has not moved since spring, drones hit a port": the spring is the front's.
        .filter(|(tie, _, t)| t.signal.as_deref() != Some("since") || !matches!(tie, Tie::Sentence | Tie::Report))
        // What is told in the present did not happen in the year that another clause names.
        .filter(|(tie, _, t)| {
            *tie >= Tie::Object || !is_over(scene, t) || !(present || perfect && !is_of_late(scene, t))
        })
        // "Rhodesia armed them; the two sides signed in October": a time behind the semicolon.
        .filter(|(_, _, t)| !is_of_later_clause(scene, t, proposition))
        // "Norway finances purchases for the winter, and London confirmed": a time within a phrase is that of its own clause, and
        // so is a length of time, or one to come beside what has happened.
        .filter(|(tie, _, t)| *tie >= Tie::Clause || !(is_by_the_way(scene, t) || t.kind == TimexKind::Duration))
        .filter(|(tie, _, t)| *tie >= Tie::Object || !is_ahead(scene, t) || doc.tag(proposition.head) != "VBD")
        .filter(|(tie, _, t)| match tie {
            Tie::Below if arranged => is_of_infinitive(doc, t, proposition),
            Tie::Below => is_promised_then(scene, t, proposition),
            Tie::Sentence | Tie::Report => in_story && (!is_described(doc, t) || is_of_late(scene, t)),
            // "fled in August after her generals had declined to shoot"
            Tie::Above => !is_aside(doc, proposition) && !is_past_perfect(doc, proposition.head),
            Tie::Clause => !is_ground(doc, proposition),
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
    if heads_an_entry(scene, time) || is_behind_clause(scene, time, proposition) {
        return Tie::Own;
    }
    if hangs_on(doc, time, proposition) {
        return Tie::Own;
    }
    tie(scene, head_of(doc, time.tokens), proposition)
}

/// "in April, when the president fired", "the worst since last spring, when rebels took the port": the clause tells of the time.
fn hangs_on(doc: &Doc, time: &TimeRef, proposition: &Proposition) -> bool {
    let mut clauses = ancestors(doc, proposition.head).filter(|t| doc.dep(*t) == "relcl");
    clauses.next().is_some_and(|clause| time.tokens.has(doc.head(clause)))
}

/// Whether a time stands in a clause that describes something: "the envoy whom it sent home last year".
fn is_described(doc: &Doc, time: &TimeRef) -> bool {
    let clause = ancestors(doc, head_of(doc, time.tokens)).find(|t| is_verb(doc, *t));
    clause.is_some_and(|verb| matches!(doc.dep(verb), "relcl" | "acl"))
}

/// "Charged 45 people over the attack": what somebody is charged over was not done then.
fn is_ground(doc: &Doc, proposition: &Proposition) -> bool {
    let path = ancestors(doc, proposition.head).take_while(|t| !is_verb(doc, *t));
    proposition.kind == Kind::Noun
        && path.into_iter().any(|t| doc.dep(t) == "pobj" && lower(doc.word(doc.head(t))) == "over")
}

/// Whether the event stands in a clause of its own that only describes somebody: the main clause's time is not its.
fn is_aside(doc: &Doc, proposition: &Proposition) -> bool {
    let from = proposition.support.unwrap_or(proposition.head);
    ancestors(doc, from).any(|t| doc.dep(t) == "acl" || (doc.dep(t) == "relcl" && !goes_on(doc, t)))
}

/// Whether a time dates nothing: in a comparison, or an age that something is the greatest of.
fn is_of_nobody(doc: &Doc, time: &TimeRef) -> bool {
    let head = head_of(doc, time.tokens);
    let ages = time.precision.is_some_and(|p| matches!(p, TimePrecision::Decade | TimePrecision::Century));
    let of = doc.dep(head) == "pobj" && lower(doc.word(doc.head(head))) == "of";
    let next = TokenIdx(time.tokens.end);
    let than = next.get() < doc.len() && lower(doc.word(next)) == "than";
    (ages && of) || than || is_compared(doc, head) || only_counts(doc, time)
}

/// "the first attack since 2014", "the worst violence since last spring", "the 24th this year", "so far this month": how
/// long nothing like it had happened, or in which time such things are counted.
fn only_counts(doc: &Doc, time: &TimeRef) -> bool {
    let sentence = doc.sentence(doc.sentence_of(TokenIdx(time.tokens.start)));
    let from = time.tokens.start.saturating_sub(10).max(sentence.start);
    let words = (from..time.tokens.start).rev().map(TokenIdx);
    let in_phrase = |t: &TokenIdx| !matches!(doc.tag(*t), "VBD" | "VBZ" | "VBP") && doc.word(*t) != ",";
    let outstanding = |t: TokenIdx| {
        let word = lower(doc.word(t));
        doc.tag(t) == "JJS" || matches!(&*word, "first" | "only" | "most" | "best" | "worst") || is_ordinal(&word)
    };
    let far = |t: TokenIdx| lower(doc.word(t)) == "far" && t.0 > 0 && lower(doc.word(TokenIdx(t.0 - 1))) == "so";
    if time.tokens.start > 0 && far(TokenIdx(time.tokens.start - 1)) {
        return true;
    }
    let first = lower(doc.word(TokenIdx(time.tokens.start)));
    // "the heaviest bombardment of the year"
    let head = head_of(doc, time.tokens);
    let of_the = &*first == "the" && doc.dep(head) == "pobj" && lower(doc.word(doc.head(head))) == "of";
    // "for the second time in four years"
    let before = time.tokens.start.checked_sub(1).map(|at| lower(doc.word(TokenIdx(at))));
    let in_length = time.kind == TimexKind::Duration && before.as_deref() == Some("in");
    (&*first == "this" || of_the || in_length || time.signal.as_deref() == Some("since"))
        && words.take_while(in_phrase).any(outstanding)
}

/// "second", "seventieth", "31st".
fn is_ordinal(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ends = |end: &str| word.ends_with(end);
    matches!(word, "second" | "third" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth" | "twelfth")
        || (word.len() > 6 && (ends("teenth") || ends("tieth")))
        || (!figures.is_empty() && figures.len() < word.len() && ["st", "nd", "rd", "th"].iter().any(|e| ends(e)))
}

/// Whether a time only bounds what it is said of ("since spring", "by midday"), so that it is not when the story goes on.
pub(crate) fn is_bound(time: &TimeRef) -> bool {
    matches!(time.signal.as_deref(), Some("since" | "until" | "by" | "before" | "after" | "starting" | "earliest"))
        || time.from.is_none()
        || time.to.is_none()
}

/// "two weeks ago", "in early May": a week, month or season of late is named by the way; the news goes on in the present.
pub(crate) fn is_near_span(scene: &Scene<'_>, time: &TimeRef) -> bool {
    let spans = time.precision.is_some_and(|p| (TimePrecision::Week..TimePrecision::Year).contains(&p));
    let near = time.to.zip(scene.published).is_some_and(|(to, now)| (8..=92).contains(&days_between(to, now)));
    spans && near
}

/// "this year": nothing more is said by it of what follows.
pub(crate) fn is_present_year(scene: &Scene<'_>, time: &TimeRef) -> bool {
    let ahead = time.to.zip(scene.published).is_some_and(|(to, now)| to > now);
    ahead && time.precision.is_some_and(|p| p >= TimePrecision::Year)
}

/// Whether a time is the end, still to come, of what a past deed brought about.
fn is_end_to_come(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let ahead = time.to.zip(scene.published).is_some_and(|(to, now)| to > now);
    ahead && time.signal.as_deref() == Some("until") && matches!(scene.doc.tag(proposition.head), "VBD" | "VBN")
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

/// Whether a time is that of a deed that the event is about: "were charged over the attack in March", "pardoned for the coup
/// of 2016".
fn is_of_what_it_is_about(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let above: Vec<TokenIdx> = ancestors(doc, proposition.head).collect();
    // "Bombed for twelve days in June": a length of time is no deed.
    let is_deed = |t: TokenIdx| {
        scene.propositions.at(t).is_some_and(|p| p.kind == Kind::Noun)
            && !scene.times.iter().any(|time| time.tokens.has(t))
    };
    let deed = ancestors(doc, head_of(doc, time.tokens))
        .skip(1)
        .take_while(|t| !above.contains(t) && Some(*t) != proposition.support)
        .find(|t| is_deed(*t));
    let about = |link: TokenIdx| {
        matches!(&*lower(doc.word(link)), "over" | "for" | "about" | "against" | "since" | "before" | "from")
    };
    if let Some(noun) = deed {
        return doc.dep(noun) == "pobj" && about(doc.head(noun));
    }
    // The parser may hang the time on the verb: "charged [over the attack on the embassy] [in 2022]".
    let head = head_of(doc, time.tokens);
    let preposition = doc.head(head);
    !is_of_late(scene, time)
        && doc.dep(head) == "pobj"
        && children_with(doc, proposition.head, &["prep"]).any(|link| {
            let phrase = subtree_span(doc, link);
            about(link) && phrase.end == preposition.0 && phrase.iter().any(is_deed)
        })
}

/// Whether a time is a day of the month before publication.
fn is_of_late(scene: &Scene<'_>, time: &TimeRef) -> bool {
    time.precision.is_some_and(|p| p <= TimePrecision::Day)
        && time.to.zip(scene.published).is_some_and(|(to, now)| (0..=31).contains(&days_between(to, now)))
}

/// Whether a time stands within a phrase ("the sabotage in September 2022") and is not a day of late ("Monday's raid"), so
/// that nothing around it need have happened then.
pub(crate) fn is_by_the_way(scene: &Scene<'_>, time: &TimeRef) -> bool {
    let doc = scene.doc;
    let phrase = ancestors(doc, head_of(doc, time.tokens)).skip(1).take_while(|t| !is_verb(doc, *t));
    let mut nouns = phrase.filter(|t| matches!(doc.pos(*t), Upos::Noun | Upos::Propn));
    // "A slip on 3 November 2016 cost him his post": the subject's time is that of its clause.
    let of_subject = |noun: TokenIdx| matches!(doc.dep(noun), "nsubj" | "nsubjpass");
    !is_of_late(scene, time) && nouns.next().is_some_and(|noun| !of_subject(noun) || nouns.next().is_some())
}

fn is_verb(doc: &Doc, word: TokenIdx) -> bool {
    matches!(doc.pos(word), Upos::Verb | Upos::Aux)
}

/// Whether a time stands in a clause behind the event's, parted by a comma or semicolon only.
fn is_of_later_clause(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let from = proposition.support.unwrap_or(proposition.head);
    let first = ancestors(doc, from).find(|t| first_beside(scene, *t).is_some());
    first.is_some_and(|clause| {
        let above = ancestors(doc, head_of(doc, time.tokens)).any(|t| t == clause);
        time.tokens.start > clause.0 && !above
    })
}

/// Whether a predicate says that something is arranged: "is due to visit", "plans to withdraw". Then it lies ahead, and has the time that is
/// arranged.
pub(crate) fn is_arranged(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    proposition.lemmas.iter().any(|lemma| scene.frames.is_of_class("arranging", lemma))
}

/// Whether a time begins after the day of publication.
fn is_ahead(scene: &Scene<'_>, time: &TimeRef) -> bool {
    time.from.zip(scene.published).is_some_and(|(from, now)| from > now)
}

/// Whether a time to come is that of what was said, not of saying it: "announce an end of the mission by September".
fn is_of_content(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let ahead = time.from.or(time.to).zip(scene.published).is_some_and(|(from, now)| from > now);
    let to_be_said = || children_with(doc, proposition.head, &["aux"]).any(|a| matches!(doc.tag(a), "MD" | "TO"));
    ahead && proposition.kind == Kind::Verb && !to_be_said()
}

/// Whether a time lies before the day of publication.
pub(super) fn is_over(scene: &Scene<'_>, time: &TimeRef) -> bool {
    time.to.or(time.from).zip(scene.published).is_some_and(|(to, now)| to < now)
}

/// "promised to set up a court in January": a time that is past dates the promise as well.
fn is_promised_then(scene: &Scene<'_>, time: &TimeRef, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let below = ancestors(doc, head_of(doc, time.tokens)).take_while(|t| *t != proposition.head);
    is_over(scene, time)
        && below.filter(|t| doc.tag(*t).starts_with('V')).all(|t| doc.dep(t) == "xcomp" && doc.tag(t) == "VB")
}
