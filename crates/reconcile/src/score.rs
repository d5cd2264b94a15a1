//! How likely two mentions tell one event: a sum of grounds, each with its weight.

use crate::bars::{Bar, bar};
use crate::days::Certainty;
use crate::features::Features;
use crate::grounds::Ground;
use crate::places::Nearness;
use crate::sides::{Match, common};

/// A sum from which two mentions tell one event. Hundredths, so that sums do not depend on the order of adding.
pub(crate) const TOGETHER: i32 = 400;
/// Sentences over which a definite noun refers back, at most.
const REFERENCE: usize = 6;
/// The last sentence of the beginning of a report.
const LEAD: usize = 1;
/// A ground that holds entirely.
const WHOLE: i32 = 100;

/// Compares two mentions; `sink` hears each ground with its weight. Symmetric.
pub(crate) fn compare(a: &Features, b: &Features, sink: impl FnMut(Ground, i32)) -> Result<i32, Bar> {
    compare_until(a, b, i32::MIN, sink)
}

/// The same, but leaves out the words of the sentences where even with them the sum would be below `least`.
fn compare_until(a: &Features, b: &Features, least: i32, mut sink: impl FnMut(Ground, i32)) -> Result<i32, Bar> {
    if let Some(bar) = bar(a, b) {
        return Err(bar);
    }
    let mut sum = 0;
    let mut add = |ground: Ground, part: i32| {
        let weight = ground.weight() * part / WHOLE;
        sum += weight;
        sink(ground, weight);
    };
    days(a, b, &mut add);
    what(a, b, &mut add);
    who(a, b, &mut add);
    place(a, b, &mut add);
    toll(a, b, &mut add);
    match a.doc == b.doc {
        true => reference(a, b, &mut add),
        false => story(a, b, &mut add),
    }
    let hopeful = sum.saturating_add(Ground::SharedWords.weight()) >= least;
    if hopeful
        && a.doc != b.doc
        && let Some((ground, part)) = wording(a, b)
    {
        let weight = ground.weight() * part / WHOLE;
        sum += weight;
        sink(ground, weight);
    }
    Ok(sum)
}

/// The sum, where two mentions tell one event by themselves.
pub(crate) fn strong(a: &Features, b: &Features) -> Option<i32> {
    compare_until(a, b, TOGETHER, |_, _| ()).ok().filter(|sum| *sum >= TOGETHER)
}

/// The sum alone.
pub(crate) fn score(a: &Features, b: &Features) -> Option<i32> {
    compare(a, b, |_, _| ()).ok()
}

/// Whether both may sum up several happenings, and one does.
fn is_series(a: &Features, b: &Features) -> bool {
    let may_be = |f: &Features| f.aggregate || f.is_open();
    (a.aggregate || b.aggregate) && may_be(a) && may_be(b)
}

fn days(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    use Certainty::{Certain, Published, Supposed, Unknown, Within};
    if is_series(a, b) {
        let dated = |f: &Features| !f.aggregate || f.window.certainty <= Certainty::Within;
        return add(Ground::SameSeries, if dated(a) && dated(b) { WHOLE } else { WHOLE / 2 });
    }
    let (better, other) = if a.window.certainty <= b.window.certainty { (a, b) } else { (b, a) };
    match (better.window.certainty, other.window.certainty) {
        (Certain, Certain) => add(Ground::SameDay, WHOLE),
        (Certain | Within, Within) => {
            // Of a night that lies between two days, the second is told of more often.
            let eve = other.window.length() == 2 && better.window.to == other.window.from;
            let length = better.window.length().max(other.window.length());
            add(if eve || length > 10 { Ground::LongTimesOverlap } else { Ground::DaysOverlap }, WHOLE);
        }
        (Certain | Within | Supposed, Supposed) => {
            let (Some(p), Some(q)) = (better.named, other.named) else { return };
            match p.0.max(q.0) - p.1.min(q.1) {
                // What one takes from the other says nothing of both.
                ..=0 if a.doc == b.doc && a.dated_at == b.dated_at && (a.dated_behind || b.dated_behind) => {
                    add(Ground::SameWordsForDay, WHOLE)
                }
                ..=0 if p.0 == p.1 && q.0 == q.1 => add(Ground::SameSupposedDay, WHOLE),
                ..=0 => add(Ground::LongTimesOverlap, WHOLE),
                1 => {}
                _ => add(Ground::DaysDiffer, WHOLE),
            }
        }
        (Certain | Within | Supposed, Published) => {
            let last =
                if better.window.certainty == Supposed { better.named.map(|d| d.1) } else { Some(better.window.to) };
            match other.published.zip(last).map(|(p, last)| p - last) {
                Some(..=1) => add(Ground::PublishedSoonAfter, WHOLE),
                Some(2..=3) => add(Ground::PublishedDaysAfter, WHOLE),
                _ if other.definite => {}
                _ => add(Ground::PublishedLater, WHOLE),
            }
        }
        (Published | Unknown, Published | Unknown) => {
            let apart = a.published.zip(b.published).map_or(i32::MAX, |(p, q)| (p - q).abs());
            match apart {
                0..=1 => add(Ground::PublishedTogether, WHOLE),
                2..=3 => {}
                i32::MAX if a.published.is_none() && b.published.is_none() => add(Ground::NoDays, WHOLE),
                i32::MAX => {}
                _ => add(Ground::PublishedApart, WHOLE),
            }
        }
        _ => {}
    }
}

/// Whether two mentions are known to be told in different languages, so that words and names differ in any case.
fn in_other_languages(a: &Features, b: &Features) -> bool {
    a.language.zip(b.language).is_some_and(|(p, q)| p != q)
}

/// Whether a report tells them far from each other, and neither where it begins: harm is hardly of a deed told so.
fn are_scattered(a: &Features, b: &Features) -> bool {
    let (p, q) = (a.sentence_index, b.sentence_index);
    a.doc == b.doc && p.abs_diff(q) > 1 && p.min(q) > LEAD
}

fn what(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    match (a.lemma == b.lemma, a.root == b.root) {
        (true, _) => add(Ground::SameWord, WHOLE),
        (_, true) => add(Ground::SameRoot, WHOLE),
        _ if a.taking != b.taking && a.event_type == b.event_type => add(Ground::NotTaken, WHOLE),
        // "took", "captured", "the fall of": which place it was says more than which word.
        _ if a.taking && b.taking => {}
        _ if (a.outcome || b.outcome) && are_scattered(a, b) => add(Ground::OtherWord, WHOLE),
        _ if a.outcome || b.outcome => {}
        // "claimed the attack" names no deed of its own.
        _ if a.owned || b.owned => {}
        _ if in_other_languages(a, b) => {}
        _ if a.event_type == b.event_type => add(Ground::OtherWord, WHOLE),
        _ => {}
    }
    if a.event_type != b.event_type {
        // One word may be read as either ("protesters attacked the embassy").
        add(Ground::OtherType, if a.lemma == b.lemma { WHOLE / 2 } else { WHOLE });
    }
    if a.number.zip(b.number).is_some_and(|(p, q)| p != q) {
        add(Ground::OtherNumber, WHOLE);
    }
    match (a.mode, b.mode) {
        (Some(p), Some(q)) if p == q => add(Ground::SameMode, WHOLE),
        (Some(_), Some(_)) => add(Ground::OtherMode, WHOLE),
        _ => {}
    }
}

fn who(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    if a.mutual && b.mutual {
        match a.all.compare(&b.all) {
            Match::Same | Match::Code => add(Ground::SameParties, WHOLE),
            Match::Country => add(Ground::PartiesOfSameCountry, WHOLE),
            Match::Part => add(Ground::SomeOthers, WHOLE),
            Match::Different => add(Ground::OtherParties, WHOLE),
            Match::Unknown => {}
        }
        return;
    }
    match a.actors.compare(&b.actors) {
        Match::Same | Match::Code => add(Ground::SameActors, WHOLE),
        Match::Country => add(Ground::ActorsOfSameCountry, WHOLE),
        Match::Part => add(Ground::SomeOthers, WHOLE),
        Match::Different => add(Ground::OtherActors, WHOLE),
        Match::Unknown => {}
    }
    // Of one attack one account tells who was hit, another what.
    let outcomes = a.outcome || b.outcome;
    match a.recipients.compare(&b.recipients) {
        Match::Different if outcomes => add(Ground::OtherSufferers, WHOLE),
        Match::Same | Match::Code => add(Ground::SameRecipients, WHOLE),
        Match::Country => add(Ground::RecipientsOfSameCountry, WHOLE),
        Match::Part => add(Ground::SomeOthers, WHOLE),
        Match::Different => add(Ground::OtherRecipients, WHOLE),
        Match::Unknown => {}
    }
    if a.actors.is_within(&b.recipients) || b.actors.is_within(&a.recipients) {
        add(Ground::Reversed, WHOLE);
    }
}

fn place(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    let supposed = a.spot.supposed || b.spot.supposed;
    // Of two towns each is taken by itself.
    let taken = a.taking && b.taking && !a.aggregate && !b.aggregate;
    if taken && !supposed && a.spot.is_other_town(b.spot) {
        return add(Ground::OtherPlace, WHOLE);
    }
    // A report that names two towns tells them apart.
    if a.doc == b.doc && !supposed && a.spot.is_other_town(b.spot) {
        return add(Ground::OtherPlace, WHOLE / 2);
    }
    match a.spot.compare(b.spot) {
        Nearness::Same => add(if supposed { Ground::SameSupposedPlace } else { Ground::SamePlace }, WHOLE),
        Nearness::Near => add(Ground::NearPlace, WHOLE),
        Nearness::Country => add(if supposed { Ground::SameSupposedCountry } else { Ground::SameCountry }, WHOLE),
        // What happens again and again happens in many places.
        Nearness::Far | Nearness::Abroad if is_series(a, b) => {}
        Nearness::Far | Nearness::Abroad => add(Ground::OtherPlace, WHOLE),
        Nearness::Unknown => {}
    }
}

fn toll(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    for (p, q) in [(a.killed, b.killed), (a.injured, b.injured)] {
        let Some((p, q)) = p.zip(q) else { continue };
        match p.0.max(q.0) <= p.1.min(q.1) {
            true => add(Ground::SameToll, WHOLE),
            false => add(Ground::OtherToll, WHOLE),
        }
    }
}

/// Whether "the attack in Jordan" may mean what was told before: a place of its own must fit, and the number of the noun.
fn may_refer(later: &Features, earlier: &Features) -> bool {
    let place = later.spot.supposed || later.spot.country == 0 || later.spot.country == earlier.spot.country;
    let general = later.lemma == earlier.lemma || earlier.number.is_none() || later.general;
    // What takes its day from the noun is told apart from it.
    let borrowed = earlier.dated_behind && earlier.dated_at == later.dated_at;
    // What the police do to a crowd is no attack.
    let attack = !(later.general && earlier.dispersal);
    place && general && attack && !borrowed && later.number.zip(earlier.number).is_none_or(|(p, q)| p == q)
}

/// What one document tells twice.
fn reference(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    let apart = a.sentence_index.abs_diff(b.sentence_index);
    // A sentence that tells twice seldom tells the same.
    let twice = apart == 0 && !a.outcome && !b.outcome;
    let again = apart == 0 && (if a.at < b.at { b } else { a }).again;
    add(
        match (again, twice) {
            (true, _) => Ground::ToldAgain,
            (_, true) => Ground::SameSentenceTwice,
            _ => Ground::SameDocument,
        },
        WHOLE,
    );
    // A day that both name in words of their own says more.
    let named = a.window.certainty == Certainty::Certain && b.window.certainty == Certainty::Certain;
    if a.by_distance != b.by_distance && (if a.by_distance { a.at > b.at } else { b.at > a.at }) && !named {
        add(Ground::AtADistance, WHOLE);
    }
    let (earlier, later) = if a.sentence_index < b.sentence_index { (a, b) } else { (b, a) };
    if apart == 1 && earlier.sentence_index == 0 {
        add(Ground::Headline, WHOLE);
    }
    // "the attack"; and harm told without a day is that of the deed told before.
    let refers = later.definite || later.outcome && later.window.certainty == Certainty::Unknown;
    if apart == 0 && (a.outcome || b.outcome) {
        add(Ground::Outcome, WHOLE);
    } else if apart > 0 && apart <= REFERENCE && refers && may_refer(later, earlier) {
        // What the headline or the first sentence tells is what a report speaks of.
        let lead = if earlier.sentence_index <= LEAD { 8 * apart as i32 } else { 0 };
        // A place of its own leads to what happened there; and what is news, not to what the report looks back on.
        let elsewhere = later.spot.is_named() && !earlier.spot.is_named();
        let astray = earlier.past && !later.past && !later.spot.is_named();
        let part = WHOLE - 8 * apart as i32 + lead;
        if !astray && !elsewhere {
            add(Ground::RefersBack, part);
        }
    }
}

/// Whether two documents are about the same.
fn story(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    if a.story.is_some() && a.story == b.story {
        add(Ground::SameStory, WHOLE);
    } else if a.names.len() > 4 && b.names.len() > 4 {
        match a.names.likeness(&b.names) {
            share if share >= 0.12 => add(Ground::SameNames, (share.min(0.4) * WHOLE as f32) as i32),
            share if share < 0.04 && !in_other_languages(a, b) => add(Ground::OtherNames, WHOLE),
            _ => {}
        }
    }
}

/// Words that the sentences of two documents share, and how many of them.
fn wording(a: &Features, b: &Features) -> Option<(Ground, i32)> {
    if a.sentence == b.sentence {
        return Some((Ground::SameSentence, WHOLE));
    }
    let both = common(&a.words, &b.words);
    let either = a.words.len() + b.words.len() - both;
    (both > 1).then(|| (Ground::SharedWords, (WHOLE as usize * both / either.max(1)) as i32))
}
