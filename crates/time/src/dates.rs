//! Calendar dates from their parts, with missing parts taken from the story.
//!
//! In: groups of a match, the story, the tense. Out: a point; `None` where an anchor is missing or there is no such
//! day.

use crate::calendars;
use crate::holiday;
use crate::point::{Clock, DAY_PARTS, Grain, Point, SEASONS};
use crate::slots::Slots;
use crate::story::Story;
use crate::tense::Tense;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use masudi_lexicon::time::Slot;

/// The year a date names; `None` when it names none.
pub(crate) fn year(slots: Slots<'_>, story: &Story) -> Option<i16> {
    if let Some(year) = slots.number::<i16>(Slot::Year) {
        return Some(if slots.get(Slot::Era) == Some("BC") { 1 - year } else { year });
    }
    if let Some(two) = slots.number::<i16>(Slot::Year2) {
        let now = story.now().or(story.published).map_or(2000, |p| p.year);
        let century = slots.number::<i16>(Slot::Base).unwrap_or(now).div_euclid(100) * 100;
        let year = century + two;
        // A short year is not far ahead of its anchor.
        return Some(if !slots.has(Slot::Base) && year > now + 15 { year - 100 } else { year });
    }
    if slots.get(Slot::Unit) == Some("Y") {
        let by = i16::try_from(slots.dir()?).ok()?;
        let that = || story.last_year().or(story.published).filter(|_| by == 0);
        let from = if slots.counts_from_text() { that().or_else(|| story.then(Grain::Year))? } else { story.now()? };
        return from.year.checked_add(by);
    }
    None
}

/// A date of any grain.
pub(crate) fn date(
    slots: Slots<'_>,
    story: &Story,
    sentence: usize,
    tense: impl Fn() -> Option<Tense>,
) -> Option<Point> {
    let mut point = bare_date(slots, story, sentence, tense)?;
    if slots.get(Slot::Unit) == Some("W") && slots.dir().is_none() && !slots.has(Slot::Freq) {
        // "the week of March 6"
        point = point.to_grain(Grain::Week)?;
    }
    Some(point.at(clock(slots).or(point.clock)))
}

fn bare_date(slots: Slots<'_>, story: &Story, sentence: usize, tense: impl Fn() -> Option<Tense>) -> Option<Point> {
    let year = year(slots, story);
    if let Some(decade) = slots.number::<i16>(Slot::Decade) {
        return decade_point(slots, decade, story);
    }
    if let Some(century) = slots.number::<i16>(Slot::Century).filter(|c| (1..=99).contains(c)) {
        let year = if slots.get(Slot::Era) == Some("BC") { 2 - century * 100 } else { (century - 1) * 100 };
        return Some(Point::of(Grain::Century, year, 0));
    }
    if let Some(calendar) = slots.get(Slot::Calendar) {
        return foreign(slots, calendar, year, story);
    }
    let direction = || {
        let said = slots.dir().filter(|_| slots.get(Slot::Unit) != Some("Y"));
        Direction::new(said, tense())
    };
    if let Some(name) = slots.get(Slot::Holiday) {
        let near = |day: Point| Some((day.first()? - holiday::day(name, day.year)?).get_days().abs() < 8);
        // "31 August 2013 – Labor Day weekend"
        let beside = story.day_in(sentence).filter(|day| near(*day) == Some(true)).map(|day| day.year);
        let year = year.or(beside);
        return placed(year, slots.counts_from_text(), story, direction, &|year| {
            Some(Point::day(holiday::day(name, year)?))
        });
    }
    if let Some(month) = slots.within(Slot::Month, 1, 12) {
        let Some(day) = slots.within(Slot::Day, 1, 31) else {
            return placed(year, slots.counts_from_text(), story, direction, &|year| {
                Some(Point::of(Grain::Month, year, month))
            });
        };
        let build = |year: i16| {
            let point = Point { grain: Grain::Day, year, n: month, day, clock: None };
            point.first().map(|_| point)
        };
        if let (None, None, Some(weekday), Some(now)) = (year, slots.dir(), weekday(slots), story.now()) {
            let fits = |year: &i16| build(*year).and_then(Point::first).is_some_and(|d| d.weekday() == weekday);
            if let Some(year) = [now.year, now.year - 1, now.year + 1].iter().find(|y| fits(y)) {
                return build(*year);
            }
        }
        return placed(year, slots.counts_from_text(), story, direction, &build);
    }
    if let Some(quarter) = slots.within(Slot::Quarter, 1, 4) {
        // Firms report on quarters that are over, in whatever tense.
        let direction = || {
            let said = slots.dir().filter(|_| slots.get(Slot::Unit) != Some("Y"));
            Direction::new(said, tense().filter(|t| *t == Tense::Future).or(Some(Tense::Past)))
        };
        return placed(year, slots.counts_from_text(), story, direction, &|year| {
            Some(Point::of(Grain::Quarter, year, quarter))
        });
    }
    let numbered = [(Slot::Half, Grain::Half, 2), (Slot::Week, Grain::Week, 53)];
    for (slot, grain, most) in numbered {
        if let Some(n) = slots.within(slot, 1, most) {
            return placed(year, slots.counts_from_text(), story, direction, &|year| Some(Point::of(grain, year, n)));
        }
    }
    if let Some(season) = slots.get(Slot::Season).and_then(|s| SEASONS.iter().position(|k| *k == s)) {
        return placed(year, slots.counts_from_text(), story, direction, &|year| {
            Some(Point::of(Grain::Season, year, season as u8))
        });
    }
    if let Some(weekday) = weekday(slots) {
        return on_weekday(slots, story, weekday, direction());
    }
    if let Some(day) = slots.within(Slot::Day, 1, 31) {
        // "the 22nd": in the month told of.
        let month = story.then(Grain::Month)?;
        let point = Point { grain: Grain::Day, year: month.year, n: month.to_grain(Grain::Month)?.n, day, clock: None };
        return point.first().map(|_| point);
    }
    year.filter(|y| (-9000..=9000).contains(y)).map(Point::year)
}

fn decade_point(slots: Slots<'_>, decade: i16, story: &Story) -> Option<Point> {
    let mut year = decade;
    if decade >= 1000 && decade % 10 != 0 {
        // "1981's": the year, possessive.
        return Some(Point::year(decade));
    }
    if decade < 100 {
        let now = story.now().or(story.published).map_or(2000, |p| p.year);
        year = now.div_euclid(100) * 100 + decade;
        if year > now {
            year -= 100;
        }
    }
    if slots.get(Slot::Era) == Some("BC") {
        year = -year;
    }
    // "the 1900s", "the 1800s" are centuries.
    let grain = if decade >= 1000 && decade % 100 == 0 && decade < 2000 { Grain::Century } else { Grain::Decade };
    Some(Point::of(grain, year.div_euclid(10) * 10, 0))
}

fn foreign(slots: Slots<'_>, calendar: &str, year: Option<i16>, story: &Story) -> Option<Point> {
    let (month, day) = (slots.within(Slot::Month, 1, 12), slots.within(Slot::Day, 1, 31));
    match (calendar, month, day) {
        ("julian", Some(month), Some(day)) => Some(Point::day(calendars::julian(year?, month, day)?)),
        ("hijri", Some(month), Some(day)) => match year {
            Some(year) => Some(Point::day(calendars::hijri(year, month, day)?)),
            None => Some(Point::day(calendars::hijri_in(story.now()?.year, month, day)?)),
        },
        _ => None,
    }
}

/// Which of several periods of the same name is meant.
#[derive(Clone, Copy, Debug)]
struct Direction {
    /// "last" -1, "this" 0, "next" 1.
    said: Option<i64>,
    tense: Option<Tense>,
}

impl Direction {
    fn new(said: Option<i64>, tense: Option<Tense>) -> Self {
        Self { said, tense }
    }
}

/// A period of the year, in the year it names or in the one the story suggests.
fn placed(
    year: Option<i16>,
    text: bool,
    story: &Story,
    direction: impl Fn() -> Direction,
    build: &dyn Fn(i16) -> Option<Point>,
) -> Option<Point> {
    if let Some(year) = year {
        return build(year);
    }
    let now = if text { story.then(Grain::Year)? } else { story.now()? };
    let direction = direction();
    let here = now.first()?;
    let candidates = [now.year - 1, now.year, now.year.checked_add(1)?].map(build);
    let mut points = candidates.iter().flatten().copied();
    match direction.said {
        Some(-1) => return points.rev().find(|p| p.last().is_some_and(|last| last < here)),
        Some(1) => return points.find(|p| p.first().is_some_and(|first| first > here)),
        Some(_) => {
            let holding = points.clone().find(|p| p.first() <= Some(here) && Some(here) <= p.last());
            return holding.or(candidates[1]);
        }
        None => {}
    }
    if story.narrative {
        return candidates[1].or(candidates[2]);
    }
    let distance = |p: &Point| -> Option<i64> {
        let (first, last) = (p.first()?, p.last()?);
        let days = |a: Date, b: Date| i64::from((b - a).get_days());
        Some(if last < here {
            -days(last, here)
        } else if first > here {
            days(here, first)
        } else {
            0
        })
    };
    // Days away, with what lies against the tense counted as farther.
    let cost = |p: &Point| -> Option<i64> {
        let d = distance(p)?;
        Some(match (direction.tense, d) {
            (Some(Tense::Past), 1..) => d * 14,
            (Some(Tense::Future), ..=-1) => -d * if p.grain == Grain::Quarter { 6 } else { 16 },
            (Some(Tense::Present) | None, 1..) => d * 3,
            _ => d.abs() * 2,
        })
    };
    points.filter_map(|p| cost(&p).map(|c| (c, p))).min_by_key(|(c, _)| *c).map(|(_, p)| p)
}

fn weekday(slots: Slots<'_>) -> Option<Weekday> {
    Weekday::from_monday_one_offset(slots.number(Slot::Weekday)?).ok()
}

fn on_weekday(slots: Slots<'_>, story: &Story, weekday: Weekday, direction: Direction) -> Option<Point> {
    let text = slots.counts_from_text();
    let now = if text { story.then(Grain::Day)? } else { story.now()? };
    let now = now.to_grain(Grain::Day)?.first()?;
    let ahead = i64::from(now.weekday().until(weekday));
    let day = |by: i64| Some(Point::day(now.checked_add(by.days()).ok()?));
    let week = i64::from(slots.number::<i8>(Slot::Week).unwrap_or(0));
    if week != 0 {
        // "Friday of next week": counted from the week's Monday.
        let monday = i64::from(Weekday::Monday.until(now.weekday()));
        return day(week * 7 - monday + i64::from(Weekday::Monday.until(weekday)));
    }
    match (direction.said, direction.tense) {
        (Some(-1), _) => day(if ahead == 0 { -7 } else { ahead - 7 }),
        (Some(1), _) => day(if ahead == 0 { 7 } else { ahead }),
        (Some(_), tense) => day(if tense == Some(Tense::Past) && ahead > 0 { ahead - 7 } else { ahead }),
        (None, _) if ahead == 0 => day(0),
        (None, _) if story.narrative => day(ahead),
        (None, Some(Tense::Future | Tense::Present)) => day(ahead),
        (None, _) => day(ahead - 7),
    }
}

/// The time of day named.
pub(crate) fn clock(slots: Slots<'_>) -> Option<Clock> {
    if let Some(hour) = slots.within(Slot::Hour, 0, 24) {
        let minute = slots.within(Slot::Minute, 0, 59).unwrap_or(0);
        let hour = match slots.get(Slot::Meridiem) {
            Some("pm") if hour < 12 => hour + 12,
            Some("am") if hour == 12 => 0,
            _ => hour,
        };
        return Some(match slots.within(Slot::Second, 0, 59) {
            Some(second) => Clock::Second(hour, minute, second),
            None => Clock::Minute(hour, minute),
        });
    }
    let part = slots.get(Slot::Tod)?;
    DAY_PARTS.iter().find(|p| **p == part).map(|p| Clock::Part(p))
}
