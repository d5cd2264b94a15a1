//! The days an expression can mean: its period, narrowed by "early" or "the end of", opened by "since" or "until".
//!
//! In: a point, its modifier, the word before it. Out: first and last day, either of them open.

use crate::point::{Grain, Point, civil_date, to_civil};
use jiff::ToSpan;
use masudi_doc::Civil;

/// First and last day.
pub(crate) type Interval = (Option<Civil>, Option<Civil>);

/// The interval of a point.
pub(crate) fn interval(
    point: Point,
    modifier: Option<&str>,
    signal: Option<&str>,
    published: Option<Point>,
) -> Interval {
    let Some((first, last)) = part(point, modifier) else { return (None, None) };
    let today = published.and_then(Point::first).map(to_civil);
    let day_before = || civil_date(first)?.checked_sub(1.day()).ok().map(to_civil);
    let day_after = || civil_date(last)?.checked_add(1.day()).ok().map(to_civil);
    match signal {
        // "before dawn on Friday" is on Friday.
        Some("before" | "after") if point.clock.is_some() => (Some(first), Some(last)),
        Some("since") => (Some(first), today.filter(|t| *t >= first)),
        Some("starting" | "earliest") => (Some(first), None),
        Some("after") => (day_after().or(Some(last)), None),
        Some("until") => (None, Some(last)),
        Some("by") => (None, Some(last)),
        Some("before") => (None, day_before().or(Some(first))),
        _ => (Some(first), Some(last)),
    }
}

/// A night that lasts into the morning after: the last day is the next one.
pub(crate) fn through_night((from, to): Interval) -> Interval {
    let next = |day: Civil| civil_date(day)?.checked_add(1.day()).ok().map(to_civil);
    (from, to.map(|day| next(day).unwrap_or(day)))
}

/// A length of time that ends on the day of publication: "over the past two days".
pub(crate) fn up_to(published: Option<Point>, length: &str) -> Interval {
    let read = || {
        let today = civil_date(to_civil(published?.first()?))?;
        let length = length.strip_prefix('P')?;
        let (amount, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
        let amount: i32 = amount.parse().ok().filter(|n| (0..10_000).contains(n))?;
        let span = match unit {
            "D" => amount.days(),
            "W" => amount.weeks(),
            "M" => amount.months(),
            "Y" => amount.years(),
            _ => return None,
        };
        Some((Some(to_civil(today.checked_sub(span).ok()?)), Some(to_civil(today))))
    };
    read().unwrap_or((None, None))
}

/// The part of a period that a modifier leaves: thirds for early, mid and late.
fn part(point: Point, modifier: Option<&str>) -> Option<(Civil, Civil)> {
    let (first, last) = (point.first()?, point.last()?);
    let days = (last - first).get_days();
    if point.grain == Grain::Day || days < 3 {
        return point.interval();
    }
    let third = |n: i32| first.checked_add(((days + 1) * n / 3).days()).ok();
    let before = |n: i32| third(n)?.checked_sub(1.day()).ok();
    let (from, to) = match modifier {
        Some("START") => (first, before(1)?),
        Some("MID") => (third(1)?, before(2)?),
        Some("END") => (third(2)?, last),
        _ => (first, last),
    };
    Some((to_civil(from), to_civil(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_that_ends_today() {
        let today = Point::civil(Civil { year: 2024, month: 4, day: 15 });
        let show = |length: &str| {
            let (from, to) = up_to(today, length);
            from.zip(to).map(|(from, to)| format!("{from}/{to}"))
        };
        assert_eq!(show("P2D").as_deref(), Some("2024-04-13/2024-04-15"));
        assert_eq!(show("P3M").as_deref(), Some("2024-01-15/2024-04-15"));
        for length in ["PXM", "PT3H", "P", "", "é"] {
            assert_eq!(show(length), None);
        }
    }

    #[test]
    fn parts_and_open_ends() {
        let month = Point::of(Grain::Month, 2024, 1);
        let show = |i: Interval| (i.0.map(|d| d.to_string()), i.1.map(|d| d.to_string()));
        let text = |a: &str, b: &str| {
            let day = |d: &str| (!d.is_empty()).then(|| d.to_owned());
            (day(a), day(b))
        };
        assert_eq!(show(interval(month, Some("MID"), None, None)), text("2024-01-11", "2024-01-20"));
        assert_eq!(show(interval(month, Some("END"), None, None)), text("2024-01-21", "2024-01-31"));
        assert_eq!(show(interval(month, None, Some("until"), None)), text("", "2024-01-31"));
        assert_eq!(show(interval(month, None, Some("before"), None)), text("", "2023-12-31"));
        assert_eq!(show(interval(month, None, Some("after"), None)), text("2024-02-01", ""));
        assert_eq!(show(interval(month, Some("MID"), Some("after"), None)), text("2024-01-21", ""));
    }
}
