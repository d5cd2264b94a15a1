//! Holidays, fixed and moving.
//!
//! In: a holiday's name in the data (`easter`, `easter+39`, `11-4-4`, `12-25`, …) and a year. Out: its day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day of a holiday in a year. Forms: `MM-DD`; `MM-N-W` for the Nth weekday W (1 is Monday; N = 5 is the last);
/// `MM-N-W+D` so many days after it; `easter+D`, `easter-D`; `hijri:MM-DD`.
pub(crate) fn day(name: &str, year: i16) -> Option<Date> {
    if let Some(offset) = name.strip_prefix("easter") {
        let days: i32 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
        return easter(year)?.checked_add(days.days()).ok();
    }
    if let Some(islamic) = name.strip_prefix("hijri:") {
        let (month, day) = islamic.split_once('-')?;
        return crate::calendars::hijri_in(year, month.parse().ok()?, day.parse().ok()?);
    }
    let (name, extra) = name.split_once('+').unwrap_or((name, "0"));
    let mut parts = name.split('-').map(|part| part.parse::<i8>().ok());
    let (month, second) = (parts.next()??, parts.next()??);
    let Some(weekday) = parts.next() else { return Date::new(year, month, second).ok() };
    let weekday = Weekday::from_monday_one_offset(weekday?).ok()?;
    let nth = if second == 5 { -1 } else { second };
    Date::new(year, month, 1)
        .ok()?
        .nth_weekday_of_month(nth, weekday)
        .ok()?
        .checked_add(extra.parse::<i32>().ok()?.days())
        .ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_holidays() {
        for (name, year, expected) in [
            ("easter", 2024, "2024-03-31"),
            ("easter", 2025, "2025-04-20"),
            ("easter-2", 1998, "1998-04-10"),
            ("11-4-4", 2023, "2023-11-23"),
            ("5-5-1", 2024, "2024-05-27"),
            ("11-1-1+1", 2024, "2024-11-05"),
            ("12-25", 2024, "2024-12-25"),
        ] {
            assert_eq!(day(name, year).map(|d| d.to_string()), Some(expected.to_owned()), "{name}");
        }
    }
}
