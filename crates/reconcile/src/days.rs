//! Dates as numbers of days, and the window of days in which a mention's event may lie.

use crate::phrases::{self, is_dated_elsewhere, is_lasting, is_told_again};
use crate::wording::is_definite;
use jiff::civil::Date;
use masudi_lexicon::event_words::EventWords;
use masudi_record::{Mention, Status};

/// A day: its number, counted from 1970-01-01.
pub(crate) type Day = i32;

/// Days for which a mention published without a date of its own may still tell.
const RECENT: Day = 6;
/// The same where the coder found no date at all.
const PAST: Day = 30;
/// Days by which a day taken from another sentence may be too late.
const ASIDE: Day = 2;
/// Days for which something that lasts may have lasted, where no beginning is told.
const YEARS: Day = 1000;
/// Days for which one may refer back to what is known ("the attack on the base").
const KNOWN: Day = 100;
/// Days from which a report looks back on what it tells.
const BACK: Day = 10;
/// Days ahead that an announcement without a date may mean.
const AHEAD: Day = 14;

/// The day of an ISO date or date-time.
pub(crate) fn day(text: &str) -> Option<Day> {
    let date: Date = text.get(..10)?.parse().ok()?;
    Date::constant(1970, 1, 1).until(date).ok().map(|span| span.get_days())
}

/// How well the days of a mention are known, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// The text names the day.
    Certain,
    /// The text names a longer time that the day lies in.
    Within,
    /// The words for the day stand in another sentence or clause: most likely its day, but maybe that of another happening.
    Supposed,
    /// It follows from the publication date.
    Published,
    /// Nothing is known.
    Unknown,
}

/// First and last day of the time in which the event may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub from: Day,
    pub to: Day,
    pub certainty: Certainty,
}

impl Window {
    /// Any day.
    const ALWAYS: Self = Self { from: Day::MIN / 2, to: Day::MAX / 2, certainty: Certainty::Unknown };

    /// The window of a mention.
    pub fn of(words: &EventWords, mention: &Mention) -> Self {
        let published = mention.published.as_deref().and_then(day);
        let date = mention.date.as_ref();
        let from = date.and_then(|d| day(d.from.as_deref()?));
        let to = date.and_then(|d| day(d.to.as_deref()?));
        let precision = date.and_then(|d| d.precision.as_deref());
        let named = date.is_some_and(|d| d.text.is_some()) && precision != Some("published");
        // What is still to come when it is told was not before: a day of another clause is that of the promise.
        let announced = mention.status == Status::Future && named && is_dated_elsewhere(words, mention);
        if let Some(day) = published.filter(|day| announced && to.or(from) <= Some(*day)) {
            return Self::around(day, mention.status, 0, Certainty::Published);
        }
        if is_lasting(words, mention) {
            let to = published.or(to).or(from).unwrap_or(Day::MAX / 2);
            let from = from.filter(|_| named).unwrap_or(to - YEARS).min(to);
            return Self { from, to, certainty: if named { Certainty::Within } else { Certainty::Published } };
        }
        // What is told first does not take its day from what is told long after it.
        if phrases::is_dated_far_behind(mention)
            && let Some(day) = published
        {
            let back = if is_definite(words, mention) { KNOWN } else { RECENT };
            return Self::around(day, mention.status, back, Certainty::Published);
        }
        // "the first attack since May": the time is that of the others.
        if is_told_again(words, mention) {
            return published
                .map_or(Self::ALWAYS, |day| Self::around(day, mention.status, RECENT, Certainty::Published));
        }
        if let Some(day) = published.filter(|_| is_looked_back_on(words, mention)) {
            return Self::around(day, mention.status, KNOWN, Certainty::Published);
        }
        if let Some((first, last)) =
            from.or(to).zip(to.or(from)).filter(|_| named && is_dated_elsewhere(words, mention))
        {
            let back = if is_definite(words, mention) { RECENT } else { ASIDE };
            // What is told first takes its day from what is told of it later, or of something else.
            let open = is_definite(words, mention) || phrases::is_dated_behind(mention);
            let end = published.filter(|_| open).unwrap_or(last + 1).max(last + 1);
            return Self { from: first - back, to: end, certainty: Certainty::Supposed };
        }
        let back = if is_definite(words, mention) { KNOWN } else { 0 };
        // A time of day is one of the day or of the night that leads to the next.
        let night = date.and_then(|d| d.timex.as_deref()).is_some_and(|value| value.ends_with("TNI"));
        match (from, to) {
            (Some(from), Some(to)) if night => Self { from, to: to + 1, certainty: Certainty::Within },
            (None, Some(to)) if precision == Some("time") => {
                Self { from: to - 1, to: to + 1, certainty: Certainty::Within }
            }
            (Some(from), Some(to)) if named && from == to => Self { from, to, certainty: Certainty::Certain },
            (Some(from), Some(to)) if named => Self { from, to: to.max(from), certainty: Certainty::Within },
            (Some(from), None) if named => {
                Self { from, to: published.unwrap_or(from).max(from), certainty: Certainty::Within }
            }
            (None, Some(to)) if named => Self { from: to - PAST, to, certainty: Certainty::Within },
            (Some(day), _) => Self::around(day, mention.status, back.max(RECENT), Certainty::Published),
            (None, _) => match published {
                Some(day) => Self::around(day, mention.status, back.max(PAST), Certainty::Unknown),
                None => Self::ALWAYS,
            },
        }
    }

    fn around(day: Day, status: Status, back: Day, certainty: Certainty) -> Self {
        match status {
            Status::Future | Status::Hypothetical => Self { from: day, to: day + AHEAD, certainty },
            _ => Self { from: day - back, to: day, certainty },
        }
    }

    /// How many days it holds.
    pub fn length(self) -> Day {
        self.to - self.from + 1
    }

    /// The days of what two accounts tell together: those that both have, or of a series all of them. `None` where they
    /// have none in common.
    pub fn together(self, other: Self, series: bool) -> Option<Self> {
        let shared = self.shared(other)?;
        let certain = self.certainty == Certainty::Certain || other.certainty == Certainty::Certain;
        if certain || !series {
            return Some(shared);
        }
        Some(Self { from: self.from.min(other.from), to: self.to.max(other.to), ..shared })
    }

    /// The days of both.
    pub fn shared(self, other: Self) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then(|| Self { from, to, certainty: self.certainty.min(other.certainty) })
    }
}

/// Whether a noun that refers to what is known ("the capture of the city") has a day of long before its report, whose
/// words stand in another sentence: these most likely date what that sentence looks back on.
pub(crate) fn is_looked_back_on(words: &EventWords, mention: &Mention) -> bool {
    let published = mention.published.as_deref().and_then(day);
    let start = mention.date.as_ref().and_then(|date| date.start);
    let sentence = &mention.sentence;
    let elsewhere = start.is_some_and(|at| at < sentence.start || at >= sentence.end) && sentence.end > sentence.start;
    let long_before = published.zip(named(mention)).is_some_and(|(day, (_, last))| last + BACK < day);
    elsewhere && long_before && is_definite(words, mention)
}

/// The days that a mention's date names, wherever its words stand; `None` where no words name any.
pub(crate) fn named(mention: &Mention) -> Option<(Day, Day)> {
    let date = mention.date.as_ref().filter(|d| d.text.is_some() && d.precision.as_deref() != Some("published"))?;
    let (from, to) = (date.from.as_deref().and_then(day), date.to.as_deref().and_then(day));
    let (first, last) = (from.or(to)?, to.or(from)?);
    Some((first, last.max(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::DateValue;

    fn window(mention: &Mention) -> Window {
        Window::of(&EventWords::load(&masudi_lexicon::DataFiles::built_in()).unwrap(), mention)
    }

    fn mention(text: Option<&str>, from: &str, to: &str, precision: &str) -> Mention {
        let date = DateValue {
            text: text.map(str::to_owned),
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
            precision: Some(precision.to_owned()),
            ..DateValue::default()
        };
        Mention { published: Some("2024-02-05".to_owned()), date: Some(date), ..Mention::default() }
    }

    #[test]
    fn only_a_named_day_is_certain() {
        let named = window(&mention(Some("January 28"), "2024-01-28", "2024-01-28", "day"));
        assert_eq!((named.certainty, Some(named.from)), (Certainty::Certain, day("2024-01-28")));
        let published = window(&mention(None, "2024-02-05", "2024-02-05", "published"));
        assert_eq!((published.certainty, published.length()), (Certainty::Published, RECENT + 1));
        let month = window(&mention(Some("January"), "2024-01-01", "2024-01-31", "month"));
        assert_eq!((month.certainty, month.length()), (Certainty::Within, 31));
        assert!(month.shared(named).is_some() && published.shared(named).is_none());
    }

    #[test]
    fn a_day_of_another_clause_is_only_supposed() {
        let told = |text: &str, trigger: &str, words: &str| {
            let (at, start) = (text.find(trigger).unwrap(), text.find(words).unwrap());
            let mut mention = mention(Some(words), "2024-02-03", "2024-02-03", "day");
            mention.sentence =
                masudi_record::SentenceSpan { end: text.len(), text: text.to_owned(), ..Default::default() };
            (mention.trigger.start, mention.trigger.end) = (at, at + trigger.len());
            mention.trigger.text = trigger.to_owned();
            mention.trigger.lemma = trigger.trim_end_matches("ed").to_owned();
            let date = mention.date.as_mut().unwrap();
            (date.start, date.end) = (Some(start), Some(start + words.len()));
            window(&mention)
        };
        assert_eq!(told("Rockets killed two on Saturday.", "killed", "Saturday").certainty, Certainty::Certain);
        let said = told("He said on Saturday that rockets killed two.", "killed", "Saturday");
        assert_eq!((said.certainty, said.length()), (Certainty::Supposed, ASIDE + 2));
        let known = told("It stopped on Saturday after the attack.", "attack", "Saturday");
        assert_eq!((known.certainty, known.to), (Certainty::Supposed, day("2024-02-05").unwrap()));
    }

    #[test]
    fn what_is_to_come_was_not_before_it_was_told() {
        let told = |text: &str| {
            let at = text.find("talks").unwrap();
            let mut talks = mention(Some("Monday"), "2024-02-05", "2024-02-05", "day");
            talks.sentence =
                masudi_record::SentenceSpan { end: text.len(), text: text.to_owned(), ..Default::default() };
            (talks.trigger.start, talks.trigger.end) = (at, at + 5);
            talks.trigger.text = "talks".to_owned();
            talks.status = Status::Future;
            let day = talks.date.as_mut().unwrap();
            (day.start, day.end) = (text.find("Monday"), text.find("Monday").map(|at| at + 6));
            window(&talks)
        };
        let promised = told("They agreed on Monday to hold talks.");
        assert_eq!((promised.certainty, promised.length()), (Certainty::Published, AHEAD + 1));
        assert_eq!(told("They will hold talks later on Monday.").certainty, Certainty::Certain);
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(day("2024-03-01").zip(day("2024-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(day("2024-01-01T12:00:00Z").zip(day("2023-12-31")).map(|(a, b)| a - b), Some(1));
        assert_eq!((day("2024-13-01"), day("soon"), day("")), (None, None, None));
    }
}
