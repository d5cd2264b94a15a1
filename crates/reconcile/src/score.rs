//! How likely two mentions tell one event: a sum of grounds, each with its weight, or a bar that keeps them apart.

use crate::days::Certainty;
use crate::features::Features;
use crate::places::Nearness;
use crate::sides::{Match, common};

/// A sum from which two mentions tell one event. Hundredths, so that sums do not depend on the order of adding.
pub(crate) const TOGETHER: i32 = 400;

/// Why two mentions never tell one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bar {
    /// The texts name different days, or times that share no day.
    Days,
    /// One sums up several happenings, the other tells one.
    Aggregate,
    /// One is told, the other only thought of.
    Thought,
    /// One begins or suspends what the other resumes or ends.
    Phase,
    /// The types differ, and so do the words.
    Type,
}

/// What speaks for or against two mentions telling one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The texts name the same day.
    SameDay,
    /// Their times overlap.
    DaysOverlap,
    /// One was published soon after the day of the other.
    PublishedSoonAfter,
    /// One was published some days after the day of the other.
    PublishedLater,
    /// No day is known of either, nor of their documents.
    NoDays,
    /// The same word for it.
    SameWord,
    /// Words of one root.
    SameRoot,
    /// Different words.
    OtherWord,
    /// One tells in the same sentence what the other did.
    Outcome,
    /// One refers back to what the same document told before.
    RefersBack,
    /// Different event types.
    OtherType,
    /// The same mode.
    SameMode,
    /// Different modes.
    OtherMode,
    /// The same parties act.
    SameActors,
    /// Parties of the same countries act.
    ActorsOfSameCountry,
    /// Others act.
    OtherActors,
    /// It is done to the same parties.
    SameRecipients,
    /// It is done to parties of the same countries.
    RecipientsOfSameCountry,
    /// It is done to others.
    OtherRecipients,
    /// The same parties, without telling who acts.
    SameParties,
    /// The same town or site, or one nearby.
    SamePlace,
    /// The same country.
    SameCountry,
    /// Different places.
    OtherPlace,
    /// The same numbers of dead or wounded.
    SameToll,
    /// Different numbers.
    OtherToll,
    /// The same sentence, word for word.
    SameSentence,
    /// Sentences that share words.
    SharedWords,
    /// Their documents tell the same story.
    SameStory,
    /// Their documents speak of the same names.
    SameNames,
    /// Their documents have no name in common.
    OtherNames,
}

/// Compares two mentions; `sink` hears each ground with its weight. Symmetric.
pub(crate) fn compare(a: &Features, b: &Features, mut sink: impl FnMut(Ground, i32)) -> Result<i32, Bar> {
    if let Some(bar) = bar(a, b) {
        return Err(bar);
    }
    let mut sum = 0;
    let mut add = |ground, weight| {
        sum += weight;
        sink(ground, weight);
    };
    days(a, b, &mut add);
    what(a, b, &mut add);
    who(a, b, &mut add);
    place(a, b, &mut add);
    toll(a, b, &mut add);
    wording(a, b, &mut add);
    Ok(sum)
}

/// The sum alone.
pub(crate) fn score(a: &Features, b: &Features) -> Option<i32> {
    compare(a, b, |_, _| ()).ok()
}

/// What keeps two mentions apart whatever else speaks for them.
pub(crate) fn bar(a: &Features, b: &Features) -> Option<Bar> {
    let type_differs = a.event_type != b.event_type && (a.family != b.family || a.lemma != b.lemma);
    let phase_differs = a.phase.zip(b.phase).is_some_and(|(p, q)| p != q);
    [
        (a.window.shared(b.window).is_none(), Bar::Days),
        (a.aggregate != b.aggregate, Bar::Aggregate),
        (a.reality != b.reality, Bar::Thought),
        (phase_differs, Bar::Phase),
        (type_differs, Bar::Type),
    ]
    .into_iter()
    .find_map(|(holds, bar)| holds.then_some(bar))
}

fn days(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    use Certainty::{Certain, Published, Unknown, Within};
    let (better, other) = if a.window.certainty <= b.window.certainty { (a, b) } else { (b, a) };
    match (better.window.certainty, other.window.certainty) {
        (Certain, Certain) => add(Ground::SameDay, 220),
        (Certain | Within, Within) => {
            let length = better.window.length().max(other.window.length());
            add(Ground::DaysOverlap, if length <= 10 { 160 } else { 90 });
        }
        (Certain | Within, Published) => match other.published.map(|day| day - better.window.to) {
            Some(..=1) => add(Ground::PublishedSoonAfter, 150),
            Some(2..=3) => add(Ground::PublishedSoonAfter, 70),
            _ => add(Ground::PublishedLater, -60),
        },
        (Published | Unknown, Published | Unknown) => {
            let apart = a.published.zip(b.published).map_or(i32::MAX, |(p, q)| (p - q).abs());
            match apart {
                0..=1 => add(Ground::PublishedSoonAfter, 120),
                2..=3 => add(Ground::PublishedSoonAfter, 40),
                i32::MAX if a.published.is_none() && b.published.is_none() => add(Ground::NoDays, 120),
                i32::MAX => {}
                _ => add(Ground::PublishedLater, -80),
            }
        }
        _ => {}
    }
}

fn what(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    match (a.lemma == b.lemma, a.root == b.root) {
        (true, _) => add(Ground::SameWord, 90),
        (_, true) => add(Ground::SameRoot, 70),
        _ if a.outcome || b.outcome => {}
        _ => add(Ground::OtherWord, -90),
    }
    if a.event_type != b.event_type {
        add(Ground::OtherType, -80);
    }
    match (a.mode, b.mode) {
        (Some(p), Some(q)) if p == q => add(Ground::SameMode, 60),
        (Some(_), Some(_)) => add(Ground::OtherMode, -70),
        _ => {}
    }
}

fn who(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    if a.mutual && b.mutual {
        match a.all.compare(&b.all) {
            Match::Same | Match::Code => add(Ground::SameParties, 200),
            Match::Country => add(Ground::SameParties, 150),
            Match::Part => add(Ground::OtherActors, -60),
            Match::Different => add(Ground::OtherActors, -250),
            Match::Unknown => {}
        }
        return;
    }
    match a.actors.compare(&b.actors) {
        Match::Same | Match::Code => add(Ground::SameActors, 120),
        Match::Country => add(Ground::ActorsOfSameCountry, 80),
        Match::Part => add(Ground::OtherActors, -20),
        Match::Different => add(Ground::OtherActors, -200),
        Match::Unknown => {}
    }
    match a.recipients.compare(&b.recipients) {
        Match::Same | Match::Code => add(Ground::SameRecipients, 120),
        Match::Country => add(Ground::RecipientsOfSameCountry, 80),
        Match::Part => add(Ground::OtherRecipients, -20),
        Match::Different => add(Ground::OtherRecipients, -200),
        Match::Unknown => {}
    }
}

fn place(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    match a.spot.compare(b.spot) {
        Nearness::Same | Nearness::Near => add(Ground::SamePlace, 130),
        Nearness::Country => add(Ground::SameCountry, 50),
        Nearness::Far | Nearness::Abroad => add(Ground::OtherPlace, -220),
        Nearness::Unknown => {}
    }
}

fn toll(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    for (p, q) in [(a.killed, b.killed), (a.injured, b.injured)] {
        let Some((p, q)) = p.zip(q) else { continue };
        match p.0.max(q.0) <= p.1.min(q.1) {
            true => add(Ground::SameToll, 100),
            false => add(Ground::OtherToll, -40),
        }
    }
}

fn wording(a: &Features, b: &Features, add: &mut impl FnMut(Ground, i32)) {
    if a.doc == b.doc {
        add(Ground::SameStory, 180);
        let apart = a.sentence_index.abs_diff(b.sentence_index);
        let later = if a.sentence_index < b.sentence_index { b } else { a };
        if apart == 0 && a.outcome != b.outcome {
            add(Ground::Outcome, 160);
        } else if apart > 0 && apart <= 4 && later.definite {
            add(Ground::RefersBack, 120);
        }
        return;
    }
    if a.story.is_some() && a.story == b.story {
        add(Ground::SameStory, 180);
    } else if a.names.len() > 4 && b.names.len() > 4 {
        match a.names.likeness(&b.names) {
            share if share >= 0.12 => add(Ground::SameNames, (400.0 * share.min(0.4)) as i32),
            share if share < 0.04 => add(Ground::OtherNames, -100),
            _ => {}
        }
    }
    if a.sentence == b.sentence {
        add(Ground::SameSentence, 300);
        return;
    }
    let both = common(&a.words, &b.words);
    let either = a.words.len() + b.words.len() - both;
    if both > 1 {
        add(Ground::SharedWords, (400 * both / either.max(1)) as i32);
    }
}

impl std::fmt::Display for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Days => "their days differ",
            Self::Aggregate => "one sums up several happenings",
            Self::Thought => "one is only thought of",
            Self::Phase => "they are different phases",
            Self::Type => "they are of different types",
        })
    }
}

impl std::fmt::Display for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SameDay => "same day",
            Self::DaysOverlap => "times overlap",
            Self::PublishedSoonAfter => "published soon after",
            Self::PublishedLater => "published later",
            Self::NoDays => "no days known",
            Self::SameWord => "same word",
            Self::SameRoot => "same root",
            Self::OtherWord => "different words",
            Self::Outcome => "outcome in the same sentence",
            Self::RefersBack => "refers back",
            Self::OtherType => "different types",
            Self::SameMode => "same mode",
            Self::OtherMode => "different modes",
            Self::SameActors => "same actors",
            Self::ActorsOfSameCountry => "actors of the same country",
            Self::OtherActors => "different actors",
            Self::SameRecipients => "same recipients",
            Self::RecipientsOfSameCountry => "recipients of the same country",
            Self::OtherRecipients => "different recipients",
            Self::SameParties => "same parties",
            Self::SamePlace => "same place",
            Self::SameCountry => "same country",
            Self::OtherPlace => "different places",
            Self::SameToll => "same toll",
            Self::OtherToll => "different tolls",
            Self::SameSentence => "same sentence",
            Self::SharedWords => "shared words",
            Self::SameStory => "same story",
            Self::SameNames => "documents on the same names",
            Self::OtherNames => "documents on different names",
        })
    }
}
