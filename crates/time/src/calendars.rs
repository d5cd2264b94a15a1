//! Days of the Julian and the tabular Islamic calendar as Gregorian days.
//!
//! In: year, month and day of the other calendar. Out: the Gregorian day. The Islamic calendar here is the civil
//! tabular one; sightings of the moon can differ by a day or two.

use jiff::civil::Date;

/// The Gregorian date of a Julian Day Number.
fn from_jdn(jdn: i64) -> Option<Date> {
    // JDN 2440588 is 1970-01-01.
    let days = i32::try_from(jdn.checked_sub(2_440_588)?).ok()?;
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A day of the Julian calendar.
pub(crate) fn julian(year: i16, month: u8, day: u8) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let a = (14 - i64::from(month)) / 12;
    let y = i64::from(year) + 4800 - a;
    let m = i64::from(month) + 12 * a - 3;
    from_jdn(i64::from(day) + (153 * m + 2) / 5 + 365 * y + y.div_euclid(4) - 32083)
}

/// A day of the tabular Islamic calendar.
pub(crate) fn hijri(year: i16, month: u8, day: u8) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let (y, m) = (i64::from(year), i64::from(month));
    let days = i64::from(day) + (59 * (m - 1) + 1) / 2 + (y - 1) * 354 + (3 + 11 * y).div_euclid(30);
    from_jdn(days + 1_948_439)
}

/// The first such day of the Islamic calendar that falls in a Gregorian year.
pub(crate) fn hijri_in(gregorian: i16, month: u8, day: u8) -> Option<Date> {
    let near = (i32::from(gregorian) - 622) * 33 / 32;
    (near - 1..=near + 2)
        .find_map(|year| hijri(i16::try_from(year).ok()?, month, day).filter(|d| d.year() == gregorian))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(julian(1917, 10, 25).map(|d| d.to_string()).as_deref(), Some("1917-11-07"));
        assert_eq!(hijri(1445, 9, 1).map(|d| d.to_string()).as_deref(), Some("2024-03-11"));
        assert_eq!(hijri_in(2024, 10, 1).map(|d| d.to_string()).as_deref(), Some("2024-04-10"));
    }
}
