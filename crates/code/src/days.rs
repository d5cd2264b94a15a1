//! Days on the calendar.

use jiff::civil::Date;
use masudi_doc::Civil;

/// A day as the calendar has it; `None` where it has none ("2023-02-30").
pub(crate) fn on_calendar(day: Civil) -> Option<Date> {
    Date::new(day.year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// Days from one day to another, negative where the other lies before; 0 where one is not on the calendar.
pub(crate) fn days_between(from: Civil, to: Civil) -> i32 {
    let distance = on_calendar(from).zip(on_calendar(to)).and_then(|(from, to)| to.since(from).ok());
    distance.map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_any_length_are_counted_in_days() {
        let day = |year, month, day| Civil { year, month, day };
        assert_eq!(days_between(day(2024, 2, 28), day(2024, 3, 1)), 2);
        assert_eq!(days_between(day(2024, 3, 1), day(2023, 3, 1)), -366);
        assert_eq!(days_between(day(2023, 2, 30), day(2024, 3, 1)), 0);
    }
}
