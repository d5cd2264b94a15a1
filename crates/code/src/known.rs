//! Mentions of well-known happenings: "the annexation of Crimea", "the man who killed Rabin".
//!
//! In: the events of a document, and the happenings of the language. Out: days and country for those events that are one of them and
//! whose text gives neither. An event is one where its word tells the happening, and its phrase or its parties have the
//! names. The text goes first: what it dates is left as it is.

use crate::circumstances::is_simple_present;
use crate::days::days_between;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use crate::recurrence::phrase;
use crate::{CodedEvent, CountedDays, Origin};
use masudi_doc::tree::children_with;
use masudi_doc::{TimeRef, TokenIdx};
use masudi_lexicon::frames::KnownEvent;
use masudi_record::Status;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// So many days after a happening, what is told without a time is the happening itself and no news of its kind.
const PAST: i32 = 21;
/// A day and month that lie so many days back are read as part of a name where they are one.
const NAMED_BY_DAY: i32 = 60;
/// Prepositions behind which nobody stands who takes part.
const BESIDE: &[&str] = &["like", "unlike", "than", "as", "since", "after", "before"];

/// Dates and places the events that are well known. What the text dates keeps its date, and its country is known where the two dates meet.
pub(crate) fn recognise(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    for event in events.iter_mut().filter(|e| matches!(e.status, Status::Actual | Status::Alleged)) {
        let Some(proposition) = scene.propositions.at(event.head) else { continue };
        let Some((known, by_day)) = known(scene, proposition) else { continue };
        // "The attacks of September 11": the name has a day in it, and that was not last year's.
        let misread = |time: &TimeRef| {
            by_day && time.to.zip(scene.published).is_some_and(|(to, now)| days_between(to, now) > NAMED_BY_DAY)
        };
        let own = event.time.map(|at| &scene.times[at]).filter(|time| !misread(time));
        match own {
            Some(time) if time.from.is_none_or(|from| from > known.to) || time.to.is_none_or(|to| to < known.from) => {
                continue;
            }
            Some(_) => {}
            None if event.counted.is_some() => continue,
            None => {
                let to = scene.published.map_or(known.to, |now| known.to.min(now));
                event.time = None;
                event.counted = Some(CountedDays { from: known.from, to, precision: known.precision });
                event.origin = Origin::Known;
            }
        }
        event.known = Some(known.name.clone());
        if event.place.is_none() {
            event.country = known.country;
        }
    }
}

/// The happening that a predicate tells; of several, the one of which most names stand there, then the latest.
/// Also whether a name with a figure in it says so.
fn known<'s>(scene: &Scene<'s>, proposition: &Proposition) -> Option<(&'s KnownEvent, bool)> {
    let lemma = lower(scene.doc.lemma(proposition.head));
    let mut rows = scene.frames.known_events.told_by(&lemma).peekable();
    rows.peek()?;
    let words = words_around(scene, proposition);
    let has = |name: &str| words.contains(&format!(" {name} "));
    let matched = |row: &KnownEvent| {
        let named = |names: &&Vec<_>| names.iter().all(|name: &SmolStr| has(name));
        let most = row.with.iter().filter(named).map(Vec::len).max();
        most.or_else(|| row.with.is_empty().then_some(0)).filter(|_| !row.without.iter().any(|name| has(name)))
    };
    rows.filter(|row| is_past(scene, proposition, row))
        .filter_map(|row| Some((matched(row)?, row)))
        .max_by_key(|(names, row)| (*names, row.from))
        .map(|(_, row)| {
            // Not a year alone.
            let figures = |name: &SmolStr| name.len() != 4 && name.contains(|c: char| c.is_ascii_digit()) && has(name);
            (row, row.with.iter().flatten().any(figures))
        })
}

/// Whether a happening was over long enough before publication for a mention of it to be no news; one that still goes on may be told by
/// a noun with "the" ("the operation in Afrin"), not by a verb.
fn is_past(scene: &Scene<'_>, proposition: &Proposition, row: &KnownEvent) -> bool {
    let doc = scene.doc;
    let Some(now) = scene.published else { return true };
    let definite = || {
        proposition.kind == Kind::Noun
            && children_with(doc, proposition.head, &["det", "poss"])
                .any(|d| !matches!(&*lower(doc.word(d)), "a" | "an" | "any" | "another" | "no"))
    };
    let ago = |day| days_between(day, now);
    (ago(row.to) > PAST && !(proposition.kind == Kind::Verb && is_simple_present(doc, proposition)))
        || (ago(row.from) > PAST && ago(row.to) <= 0 && definite())
}

/// The words of a predicate's phrase and of its parties in lower case, hyphens as blanks, with blanks around each run of them.
fn words_around(scene: &Scene<'_>, proposition: &Proposition) -> String {
    let doc = scene.doc;
    let taking_part = proposition.roles.iter().filter(|role| !BESIDE.contains(&role.name.as_str()));
    let heads = taking_part.map(|role| role.head);
    let of_noun = (proposition.kind == Kind::Noun).then_some(proposition.head);
    let tokens: BTreeSet<TokenIdx> = heads.chain(of_noun).flat_map(|head| phrase(doc, head)).collect();
    let mut out = String::from(" ");
    let mut last = None;
    for token in tokens {
        if last.is_some_and(|last: TokenIdx| last.0 + 1 != token.0) {
            out.push_str("| ");
        }
        last = Some(token);
        for piece in lower(doc.word(token)).split(['-', '–']).filter(|piece| !piece.is_empty()) {
            out.push_str(piece);
            out.push(' ');
        }
    }
    out
}
