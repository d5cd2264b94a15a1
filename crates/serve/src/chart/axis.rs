//! A time axis: days to units of a chart, and where its marks stand.

use jiff::civil::{Date, DateTime};

/// Marks at most.
const MOST_TICKS: usize = 9;

/// Hours of a day, the first and one past the last.
pub type Hours = (i8, i8);
/// From so many days on hours are not told apart.
const FINE: f64 = 3.0;

/// Days of a chart from its left to its right side, or hours of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    first: DateTime,
    days: f64,
    left: f64,
    right: f64,
}

/// A mark of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub x: f64,
    /// Its day, month or year.
    pub label: String,
}

impl Axis {
    /// From the beginning of `first` to the end of `last`.
    pub fn new(first: Date, last: Date, left: f64, right: f64) -> Self {
        let days = f64::from(days_between(first, last).max(0)) + 1.0;
        Self { first: first.at(0, 0, 0, 0), days, left, right }
    }

    /// Some hours of a day.
    pub fn hours(day: Date, (from, to): Hours, left: f64, right: f64) -> Self {
        let from = from.clamp(0, 23);
        Self { first: day.at(from, 0, 0, 0), days: f64::from((to - from).max(1)) / 24.0, left, right }
    }

    /// Whether hours are told apart.
    pub fn is_fine(&self) -> bool {
        self.days <= FINE
    }

    /// Whether a moment lies on it.
    pub fn holds(&self, at: DateTime) -> bool {
        (0.0..=self.days).contains(&self.after(at))
    }

    /// Days from its left side to a moment.
    fn after(&self, at: DateTime) -> f64 {
        at.duration_since(self.first).as_secs_f64() / 86_400.0
    }

    /// Where a day begins.
    pub fn x(&self, day: Date) -> f64 {
        self.x_at(day.at(0, 0, 0, 0))
    }

    /// Where a moment stands.
    pub fn x_at(&self, at: DateTime) -> f64 {
        let at = self.after(at) / self.days;
        round(self.left + at.clamp(0.0, 1.0) * (self.right - self.left))
    }

    /// Units of a day.
    pub fn day_width(&self) -> f64 {
        (self.right - self.left) / self.days
    }

    /// Marks at round days, months or years, few enough to be read.
    pub fn ticks(&self) -> Vec<Tick> {
        if self.is_fine() {
            return self.hour_ticks();
        }
        let days = self.days as usize;
        let months = days / 28 + 1;
        let last = self.last();
        let mut ticks = Vec::new();
        if days <= MOST_TICKS * 14 && months <= 4 {
            let step = [1, 2, 7, 14].into_iter().find(|step| days / step <= MOST_TICKS).unwrap_or(14);
            let mut day = Some(self.first.date());
            while let Some(at) = day.filter(|day| *day <= last) {
                ticks.push(self.tick(at, at.to_string()));
                day = later(at, step as i64);
            }
            return ticks;
        }
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]
            .into_iter()
            .find(|step| months / step <= MOST_TICKS)
            .unwrap_or(12_000);
        let month_of = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let (from, to) = (month_of(self.first.date()), month_of(last));
        let mut month = from.div_euclid(step as i64) * step as i64;
        while month <= to {
            let (year, in_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let day = i16::try_from(year).ok().and_then(|year| Date::new(year, in_year as i8, 1).ok());
            if let Some(day) = day.filter(|day| *day >= self.first.date()) {
                let label = if step >= 12 { year.to_string() } else { format!("{year}-{in_year:02}") };
                ticks.push(self.tick(day, label));
            }
            month += step as i64;
        }
        ticks
    }

    /// Marks at full hours; at midnight the day.
    fn hour_ticks(&self) -> Vec<Tick> {
        let hours = (self.days * 24.0).round() as i64;
        let step = [1, 2, 3, 6, 12].into_iter().find(|step| hours / step < MOST_TICKS as i64).unwrap_or(12);
        let at = |hour: i64| self.first.checked_add(jiff::Span::new().try_hours(hour).ok()?).ok();
        let begin = i64::from(self.first.hour());
        let full = (begin..begin + hours).filter(|hour| hour % step == 0);
        let tick = |hour: i64| {
            let at = at(hour - begin)?;
            let label = if at.hour() == 0 { at.date().to_string() } else { format!("{:02}:00", at.hour()) };
            Some(Tick { x: self.x_at(at), label })
        };
        full.filter_map(tick).collect()
    }

    fn tick(&self, day: Date, label: String) -> Tick {
        Tick { x: self.x(day), label }
    }

    fn last(&self) -> Date {
        later(self.first.date(), self.days as i64 - 1).unwrap_or(self.first.date())
    }
}

/// A day some days later; `None` beyond the calendar.
pub fn later(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Days from one to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

/// The day at the beginning of an ISO 8601 text: of a year or month its first.
pub fn day(text: &str) -> Option<Date> {
    match text.len() {
        4 => Date::new(text.parse().ok()?, 1, 1).ok(),
        7 => format!("{text}-01").parse().ok(),
        _ => text.get(..10)?.parse().ok(),
    }
}

/// The moment that an ISO 8601 text names by day and time, as it is written there; `None` for a day alone.
pub fn moment(text: &str) -> Option<DateTime> {
    text.get(..16)?.parse().ok()
}

/// Two digits are enough for a picture.
pub fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_hours_to_decades() {
        for (first, last) in [
            ("2024-04-15", "2024-04-15"),
            ("2024-04-01", "2024-04-30"),
            ("2023-10-01", "2025-09-30"),
            ("1948-01-01", "2026-01-01"),
            ("0001-01-01", "9999-12-31"),
        ] {
            let axis = Axis::new(first.parse().unwrap(), last.parse().unwrap(), 0.0, 100.0);
            let ticks = axis.ticks();
            assert!((1..=MOST_TICKS + 2).contains(&ticks.len()), "{first} {last}: {}", ticks.len());
            assert!(ticks.windows(2).all(|pair| pair[0].x < pair[1].x));
        }
        let monday: Date = "2024-04-15".parse().unwrap();
        for (hours, first, number) in [((0, 24), "2024-04-15", 8), ((5, 11), "05:00", 6), ((9, 10), "09:00", 1)] {
            let ticks = Axis::hours(monday, hours, 0.0, 100.0).ticks();
            assert_eq!((ticks[0].label.as_str(), ticks.len()), (first, number), "{hours:?}");
        }
        let axis = Axis::hours(monday, (6, 12), 0.0, 100.0);
        assert_eq!(axis.x_at(moment("2024-04-15T09:00:00Z").unwrap()), 50.0);
        assert!(axis.is_fine() && !axis.holds(monday.at(5, 0, 0, 0)) && moment("2024-04-15").is_none());
        assert_eq!(day("2024").unwrap().to_string(), "2024-01-01");
        assert_eq!(day("2024-04").unwrap().to_string(), "2024-04-01");
        assert_eq!(day("2024-04-15T10:00:00Z").unwrap().to_string(), "2024-04-15");
        assert_eq!(day("soon"), None);
    }
}
