//! A time on the calendar at some grain, its TIMEX3 value, its days and its neighbours.
//!
//! In: grain and numbers. Out: text ("2024-W04"), first and last day, the point so many units away. All is proleptic
//! Gregorian; other calendars are converted before. What this module does not do: it knows no text.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use masudi_doc::{Civil, TimePrecision};
use smol_str::{SmolStr, format_smolstr};

/// How coarse a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// `MO`, `MI`, `AF`, `EV`, `NI`, `DT`.
    Part(&'static str),
    /// Hour and minute, 24 hours; 24:00 ends the day.
    Minute(u8, u8),
    /// Hour, minute, second.
    Second(u8, u8, u8),
}

/// A time on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub grain: Grain,
    /// Astronomical year (0 is 1 BC); ISO year for weeks; first year for decades and centuries.
    pub year: i16,
    /// Month, ISO week, quarter, half, or season (0 spring to 3 winter).
    pub n: u8,
    pub day: u8,
    pub clock: Option<Clock>,
}

/// The names of seasons in TIMEX3.
pub(crate) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Names of the parts of a day in TIMEX3.
pub(crate) const DAY_PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

impl Point {
    pub(crate) fn day(date: Date) -> Self {
        Self { grain: Grain::Day, year: date.year(), n: date.month() as u8, day: date.day() as u8, clock: None }
    }

    pub(crate) fn civil(date: Civil) -> Option<Self> {
        Some(Self::day(civil_date(date)?))
    }

    pub(crate) fn year(year: i16) -> Self {
        Self { grain: Grain::Year, year, n: 0, day: 0, clock: None }
    }

    pub(crate) fn of(grain: Grain, year: i16, n: u8) -> Self {
        Self { grain, year, n, day: 0, clock: None }
    }

    pub(crate) fn at(self, clock: Option<Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The first day. `None` where the calendar ends.
    pub(crate) fn first(self) -> Option<Date> {
        let (year, n) = (self.year, self.n as i8);
        match self.grain {
            Grain::Day => Date::new(year, n, self.day as i8).ok(),
            Grain::Week => week(year, n),
            Grain::Weekend => week(year, n)?.checked_add(5.days()).ok(),
            Grain::Month => Date::new(year, n, 1).ok(),
            Grain::Season => Date::new(year, [3, 6, 9, 12][usize::from(self.n.min(3))], 1).ok(),
            Grain::Quarter => Date::new(year, n * 3 - 2, 1).ok(),
            Grain::Half => Date::new(year, if n == 1 { 1 } else { 7 }, 1).ok(),
            Grain::Year | Grain::Decade | Grain::Century => Date::new(year, 1, 1).ok(),
        }
    }

    /// The last day.
    pub(crate) fn last(self) -> Option<Date> {
        let length: Span = match self.grain {
            Grain::Day => return self.first(),
            Grain::Weekend => 2.days(),
            Grain::Week => 7.days(),
            Grain::Month => 1.month(),
            Grain::Season | Grain::Quarter => 3.months(),
            Grain::Half => 6.months(),
            Grain::Year => 1.year(),
            Grain::Decade => 10.years(),
            Grain::Century => 100.years(),
        };
        self.first()?.checked_add(length).ok()?.checked_sub(1.day()).ok()
    }

    /// The same time seen at another grain: its first day decides.
    pub(crate) fn to_grain(self, grain: Grain) -> Option<Self> {
        if grain == self.grain {
            return Some(self.at(None));
        }
        if grain < self.grain && matches!(grain, Grain::Day | Grain::Week | Grain::Weekend | Grain::Month) {
            return Self::on(self.first()?, grain);
        }
        if matches!(grain, Grain::Year | Grain::Decade | Grain::Century) {
            let size = match grain {
                Grain::Decade => 10,
                Grain::Century => 100,
                _ => 1,
            };
            return Some(Self::of(grain, self.year.div_euclid(size) * size, 0));
        }
        Self::on(self.first()?, grain)
    }

    /// The period of a grain that a day lies in; the weekend of its week.
    pub(crate) fn on(date: Date, grain: Grain) -> Option<Self> {
        let (year, month) = (date.year(), date.month() as u8);
        Some(match grain {
            Grain::Day => Self::day(date),
            Grain::Week | Grain::Weekend => {
                let iso = date.iso_week_date();
                Self::of(grain, iso.year(), iso.week() as u8)
            }
            Grain::Month => Self::of(grain, year, month),
            // Winter has the year it begins in: January belongs to the winter before.
            Grain::Season => match month {
                3..=5 => Self::of(grain, year, 0),
                6..=8 => Self::of(grain, year, 1),
                9..=11 => Self::of(grain, year, 2),
                12 => Self::of(grain, year, 3),
                _ => Self::of(grain, year.checked_sub(1)?, 3),
            },
            Grain::Quarter => Self::of(grain, year, month.div_ceil(3)),
            Grain::Half => Self::of(grain, year, if month <= 6 { 1 } else { 2 }),
            Grain::Year => Self::of(grain, year, 0),
            Grain::Decade => Self::of(grain, year.div_euclid(10) * 10, 0),
            Grain::Century => Self::of(grain, year.div_euclid(100) * 100, 0),
        })
    }

    /// The period of the same grain, so many further.
    pub(crate) fn step(self, by: i64) -> Option<Self> {
        if by.unsigned_abs() > 1_000_000 {
            return None;
        }
        let years = |size: i64| {
            let year = i16::try_from(i64::from(self.year) + by * size).ok()?;
            (-9998..=9998).contains(&year).then_some(Self { year, clock: None, ..self })
        };
        let cyclic = |count: i64, base: i64| {
            let all = i64::from(self.year) * count + i64::from(self.n) - base + by;
            let year = i16::try_from(all.div_euclid(count)).ok()?;
            (-9998..=9998).contains(&year).then_some(Self {
                year,
                n: (all.rem_euclid(count) + base) as u8,
                clock: None,
                ..self
            })
        };
        match self.grain {
            Grain::Day => Some(Self::day(self.first()?.checked_add(Span::new().try_days(by).ok()?).ok()?)),
            Grain::Week | Grain::Weekend => {
                Self::on(self.first()?.checked_add(Span::new().try_weeks(by).ok()?).ok()?, self.grain)
            }
            Grain::Month => cyclic(12, 1),
            Grain::Season => cyclic(4, 0),
            Grain::Quarter => cyclic(4, 1),
            Grain::Half => cyclic(2, 1),
            Grain::Year => years(1),
            Grain::Decade => years(10),
            Grain::Century => years(100),
        }
    }

    /// TIMEX3 `value`.
    pub(crate) fn value(self) -> SmolStr {
        let year = year_text(self.year);
        let n = self.n;
        let day = match self.grain {
            Grain::Day => format_smolstr!("{year}-{n:02}-{:02}", self.day),
            Grain::Week => format_smolstr!("{year}-W{n:02}"),
            Grain::Weekend => format_smolstr!("{year}-W{n:02}-WE"),
            Grain::Month => format_smolstr!("{year}-{n:02}"),
            Grain::Season => format_smolstr!("{year}-{}", SEASONS[usize::from(n.min(3))]),
            Grain::Quarter => format_smolstr!("{year}-Q{n}"),
            Grain::Half => format_smolstr!("{year}-H{n}"),
            Grain::Year => year,
            Grain::Decade => year.get(..year.len() - 1).unwrap_or("").into(),
            Grain::Century => year.get(..year.len() - 2).unwrap_or("").into(),
        };
        match self.clock {
            None => day,
            Some(Clock::Part(part)) => format_smolstr!("{day}T{part}"),
            Some(Clock::Minute(h, m)) => format_smolstr!("{day}T{h:02}:{m:02}"),
            Some(Clock::Second(h, m, s)) => format_smolstr!("{day}T{h:02}:{m:02}:{s:02}"),
        }
    }

    /// First and last day.
    pub(crate) fn interval(self) -> Option<(Civil, Civil)> {
        Some((to_civil(self.first()?), to_civil(self.last()?)))
    }

    /// How finely the time is known.
    pub(crate) fn precision(self) -> TimePrecision {
        match self.grain {
            _ if self.clock.is_some() => TimePrecision::Time,
            Grain::Day => TimePrecision::Day,
            Grain::Weekend | Grain::Week => TimePrecision::Week,
            Grain::Month => TimePrecision::Month,
            Grain::Season | Grain::Quarter | Grain::Half => TimePrecision::Season,
            Grain::Year => TimePrecision::Year,
            Grain::Decade => TimePrecision::Decade,
            Grain::Century => TimePrecision::Century,
        }
    }
}

/// A year as TIMEX3 writes it: four digits, `BC` before years before the common era.
fn year_text(year: i16) -> SmolStr {
    if year > 0 { format_smolstr!("{year:04}") } else { format_smolstr!("BC{:04}", 1 - i32::from(year)) }
}

fn week(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// A day of the shared type as a date of the calendar; `None` when there is no such day.
pub(crate) fn civil_date(day: Civil) -> Option<Date> {
    Date::new(day.year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// A date of the calendar as the shared type.
pub(crate) fn to_civil(date: Date) -> Civil {
    Civil { year: date.year(), month: date.month() as u8, day: date.day() as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i16, m: i8, d: i8) -> Date {
        Date::new(y, m, d).unwrap()
    }

    #[test]
    fn values_and_days() {
        let weekend = Point::on(day(2024, 1, 24), Grain::Weekend).unwrap();
        assert_eq!(weekend.value(), "2024-W04-WE");
        assert_eq!((weekend.first(), weekend.last()), (Some(day(2024, 1, 27)), Some(day(2024, 1, 28))));
        assert_eq!(Point::of(Grain::Decade, 1990, 0).value(), "199");
        assert_eq!(Point::year(-240).value(), "BC0241");
        assert_eq!(Point::on(day(2024, 2, 3), Grain::Season).unwrap().value(), "2023-WI");
    }

    #[test]
    fn steps_cross_years_and_stop_at_the_end() {
        assert_eq!(Point::of(Grain::Month, 2024, 1).step(-1).unwrap().value(), "2023-12");
        assert_eq!(Point::of(Grain::Quarter, 2024, 1).step(-1).unwrap().value(), "2023-Q4");
        assert_eq!(Point::of(Grain::Season, 2023, 3).step(1).unwrap().value(), "2024-SP");
        assert_eq!(Point::day(day(2024, 2, 28)).step(2).unwrap().value(), "2024-03-01");
        assert!(Point::year(9990).step(100).is_none());
    }
}
