//! Days of a question: `2024`, `2024-03`, `2024-03-05`, a span `2024-03..2024-05`.

use super::{QueryError, refuse};
use jiff::civil::Date;

const EXPECTED: &str = "a day, month or year such as 2024-04-15, 2024-04 or 2024";

/// First and last day of what a text names.
pub(super) fn days(key: &'static str, text: &str) -> Result<(String, String), QueryError> {
    if let Some((first, last)) = text.split_once("..") {
        return Ok((days(key, first)?.0, days(key, last)?.1));
    }
    let found = named(text.trim()).ok_or_else(|| refuse(key, EXPECTED, text))?;
    Ok((found.0.to_string(), found.1.to_string()))
}

fn named(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let year: i16 = parts.first().filter(|y| digits(y, 4))?.parse().ok()?;
    let month: Option<i8> = match parts.get(1) {
        Some(month) if digits(month, 2) => Some(month.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    match (month, parts.get(2)) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) if digits(day, 2) && parts.len() == 3 => {
            let day = Date::new(year, month, day.parse().ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_spans() {
        let span = |text| days("on", text).map(|(a, b)| format!("{a}/{b}"));
        assert_eq!(span("2024-02").unwrap(), "2024-02-01/2024-02-29");
        assert_eq!(span("2023").unwrap(), "2023-01-01/2023-12-31");
        assert_eq!(span("2024-04-15").unwrap(), "2024-04-15/2024-04-15");
        assert_eq!(span("2024-03..2024-05-02").unwrap(), "2024-03-01/2024-05-02");
        for bad in
            ["", "24", "2024-13", "2023-02-29", "2024-1-1", "2024-04-15T10", "yesterday", "-2024", "2024-04-15-1"]
        {
            assert!(span(bad).is_err(), "{bad}");
        }
    }
}
