//! The day a document gives for itself: a dateline, or a line of its head that is a date.
//!
//! In: the first times of a document, resolved without a publication date. Out: a day. What this module does not do: it
//! takes no date from the middle of the story; a date that it does not find stays unknown.

use masudi_doc::{Civil, Doc, TimePrecision, TimeRef};

/// How far into the text a head can reach, in bytes.
const HEAD: usize = 600;

/// The longest line that is nothing but a date with its label, in bytes.
const DATE_LINE: usize = 70;

/// The day that the head of a document names.
pub(crate) fn own_date(doc: &Doc, times: &[TimeRef]) -> Option<Civil> {
    let text = doc.text();
    times.iter().find_map(|time| {
        let span = doc.span(time.tokens);
        let (start, end) = (span.start as usize, span.end as usize);
        let day = time.from.filter(|_| matches!(time.precision, Some(TimePrecision::Day | TimePrecision::Time)))?;
        let year = format!("{:04}", day.year);
        if end > HEAD || !span.slice(text).contains(&year) {
            return None;
        }
        let before = text.get(..start)?;
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
        let rest = text.get(end..line_end)?.trim_start();
        let alone = line_end - line <= DATE_LINE && !rest.contains(['.', '!', '?']) && line_end < text.len();
        // "ERBIL, April 15, 2024 (Agency) -": few words before, a dash or bracket after.
        let dateline = start - line <= 60 && rest.starts_with(['(', '-', '\u{2013}', '\u{2014}', '/', '|', ':', '_']);
        (alone || dateline).then_some(day)
    })
}

/// The day in the path of an address, as news sites write it: `/2024/04/15/` or `/2024-04-15`.
///
/// ```
/// let day = masudi_time::date_in_url("https://news.example/world/2024/04/15/talks-open").unwrap();
/// assert_eq!(day.to_string(), "2024-04-15");
/// assert!(masudi_time::date_in_url("https://news.example/p/20240415123").is_none());
/// ```
pub fn date_in_url(url: &str) -> Option<Civil> {
    let bytes = url.as_bytes();
    (0..bytes.len().saturating_sub(10)).find_map(|at| {
        let (open, day) = (bytes.get(at)?, url.get(at + 1..at + 11)?);
        let sign = day.as_bytes().get(4)?;
        let separate = matches!(sign, b'/' | b'-') && day.as_bytes().get(7) == Some(sign);
        let ends = bytes.get(at + 11).is_none_or(|b| !b.is_ascii_digit());
        if !separate || !ends || open.is_ascii_digit() {
            return None;
        }
        let year: i16 = day.get(..4)?.parse().ok().filter(|y| (1990..=2100).contains(y))?;
        let (month, day) = (day.get(5..7)?.parse().ok()?, day.get(8..10)?.parse().ok()?);
        let civil = Civil { year, month, day };
        crate::point::civil_date(civil).map(|_| civil)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_day_only_in_full() {
        let day = |url: &str| date_in_url(url).map(|d| d.to_string());
        assert_eq!(day("https://a.example/2024-04-15-talks").as_deref(), Some("2024-04-15"));
        assert_eq!(day("https://a.example/2024/13/15/talks"), None);
        assert_eq!(day("https://a.example/12024/04/15"), None);
        assert_eq!(day("é2024/04/1é"), None);
    }
}
