//! Dates of office: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as the first or the last day they can mean.

use masudi_doc::Civil;

/// Reads a date as its first (`last` false) or last possible day; `None` when it is no such date.
///
/// ```
/// use masudi_lexicon::actors::dates::day;
/// assert_eq!(day("2022-10", true).unwrap().to_string(), "2022-10-31");
/// ```
pub fn day(text: &str, last: bool) -> Option<Civil> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
    let month = month.unwrap_or(if last { 12 } else { 1 });
    let length = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    let day = day.unwrap_or(if last { length } else { 1 });
    (parts.next().is_none() && (1..=length).contains(&day)).then_some(Civil { year, month, day })
}
