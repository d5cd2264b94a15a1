//! Dates of publication as pages, feeds and exports write them.
//!
//! In: words such as `2024-04-15T18:05:00+0200`, `Mon, 15 Apr 2024 18:05:00 GMT`, `April 15, 2024 Monday` or `15 avril
//! 2024`. Out: an ISO date; with the time where the zone is given too, since a time without one is not known. What this
//! does not do: it does not guess between day and month; `04/05/2024` is no date here, `15/04/2024` is.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal::Pieces};
use masudi_lexicon::DataFiles;
use masudi_lexicon::published::PublicationWords;
use std::sync::LazyLock;

/// The words beside dates, as built in: `data/lang/LANG/published.tsv`, which the linter and the tests check.
pub(crate) static WORDS: LazyLock<PublicationWords> =
    LazyLock::new(|| PublicationWords::load(&DataFiles::built_in()).unwrap_or_default());

/// The date in `text`, as the record writes it; `None` when there is none, or only part of one.
///
/// ```
/// use masudi_ingest::dates::iso;
/// assert_eq!(iso("2024-04-15T18:05:00.000+0200").as_deref(), Some("2024-04-15T18:05:00+02:00"));
/// assert_eq!(iso("2024-04-15 18:05").as_deref(), Some("2024-04-15"));
/// assert_eq!(iso("Mon, 15 Apr 2024 18:05:00 GMT").as_deref(), Some("2024-04-15T18:05:00Z"));
/// assert_eq!(iso("April 15, 2024 Monday").as_deref(), Some("2024-04-15"));
/// assert_eq!(iso("April 2024"), None);
/// ```
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    // No date is longer; what is, is not looked at.
    if text.len() > 100 {
        return None;
    }
    from_iso(text).or_else(|| from_mail(text)).or_else(|| from_words(text)).filter(|date| plausible(date))
}

/// Whether a page of this date can be: the press is older than the web, but not that old.
fn plausible(date: &str) -> bool {
    date.get(..4).and_then(|year| year.parse::<i32>().ok()).is_some_and(|year| (1600..=2200).contains(&year))
}

fn from_iso(text: &str) -> Option<String> {
    let day: Date = text.get(..10)?.parse().ok()?;
    let time = text.get(10..)?.trim_start_matches(['T', 't', ' ']);
    let clock =
        time.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.' || c == ',')).map_or(time, |n| &time[..n]);
    let zone = time[clock.len()..].trim();
    let hms: Vec<&str> = clock.split(['.', ',']).next()?.split(':').collect();
    let (hour, minute, second) = match hms[..] {
        [hour, minute] => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return Some(day.to_string()),
    };
    let Some(zone) = offset(zone) else { return Some(day.to_string()) };
    let whole = format!("{day}T{hour:0>2}:{minute:0>2}:{second:0>2}{zone}");
    // A clock that goes to 25 hours is none.
    Some(if Pieces::parse(&whole).is_ok() { whole } else { day.to_string() })
}

/// `Z`, `+02:00`, `+0200` or `+02`, as the first two are written.
fn offset(zone: &str) -> Option<String> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = zone.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))?;
    let digits: String = zone.chars().skip(1).filter(|c| *c != ':').collect();
    let whole = digits.chars().all(|c| c.is_ascii_digit()) && matches!(digits.len(), 2 | 4);
    let sign = if sign == '+' { '+' } else { '-' };
    whole.then(|| format!("{sign}{}:{}", &digits[..2], digits.get(2..4).unwrap_or("00")))
}

fn from_mail(text: &str) -> Option<String> {
    let when = rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok()?;
    let seconds = when.strftime("%Y-%m-%dT%H:%M:%S");
    let zone = when.offset().seconds();
    Some(if zone == 0 { format!("{seconds}Z") } else { format!("{seconds}{}", when.strftime("%:z")) })
}

/// A day in words, or with the day first where that is plain.
fn from_words(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
        let ending = &part[digits.len()..];
        let plain = ending.is_empty() || WORDS.is_ordinal(ending);
        (plain && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<i16>().ok()).flatten()
    };
    let triple = |at: usize| -> Option<Date> {
        let [a, b, c] = [*parts.get(at)?, *parts.get(at + 1)?, *parts.get(at + 2)?];
        let (day, month, year) = match (number(a), number(b), number(c)) {
            (None, Some(day), Some(year)) => (day, WORDS.month(a)?, year),
            (Some(day), None, Some(year)) => (day, WORDS.month(b)?, year),
            (Some(day), Some(month @ 1..=12), Some(year)) if day > 12 || day == month => (day, month as i8, year),
            _ => return None,
        };
        (year > 1600).then(|| Date::new(year, month, i8::try_from(day).ok()?).ok()).flatten()
    };
    // "15 de abril de 2024".
    let short: Vec<&str> = parts.iter().copied().filter(|part| !WORDS.is_between(part)).collect();
    if short.len() < parts.len() {
        return from_words(&short.join(" "));
    }
    (0..parts.len()).find_map(triple).map(|day| day.to_string())
}

/// The day that an address names, as in `/2024/04/15/` or `/2024-04-15-talks`.
///
/// ```
/// assert_eq!(masudi_ingest::dates::in_address("https://a.example/2024/04/15/talks").as_deref(), Some("2024-04-15"));
/// ```
pub fn in_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let path = path.split_once('/')?.1;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let day = parts.windows(3).find_map(|part| {
        let whole = part[0].len() == 4 && (1..=2).contains(&part[1].len()) && (1..=2).contains(&part[2].len());
        let number = |part: &str| part.parse::<i16>().ok();
        let (year, month, day) = (number(part[0])?, number(part[1])?, number(part[2])?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (whole && (1990..=2200).contains(&year)).then_some(date)
    });
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_world_writes_them() {
        let day = Some("2024-04-15".to_owned());
        for text in [
            "2024-04-15",
            "2024-04-15T25:61:00Z",
            "15 April 2024",
            "15 avril 2024",
            "15. April 2024",
            "Monday, April 15th, 2024",
            "15 de abril de 2024",
            "15/04/2024",
            "15.04.2024",
            "April 15, 2024 Monday 6:05 PM",
            "lundi 15 avril 2024",
            "15 kwietnia 2024",
        ] {
            assert_eq!(iso(text), day, "{text}");
        }
        assert_eq!(iso("2024-04-15T18:05-05:00").as_deref(), Some("2024-04-15T18:05:00-05:00"));
        assert_eq!(iso("2024-04-15 18:05:09 +0000").as_deref(), Some("2024-04-15T18:05:09+00:00"));
        assert_eq!(iso("Mon, 15 Apr 2024 18:05:00 +0530").as_deref(), Some("2024-04-15T18:05:00+05:30"));
    }

    #[test]
    fn what_is_no_whole_day_is_none() {
        for text in
            ["", "soon", "04/05/2024", "2024", "31 February 2024", "0001-01-01", "15 Apr 24", "２０２４-04-15", "é"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
        assert_eq!(in_address("https://a.example/2024/13/01/x"), None);
        assert_eq!(in_address("https://a.example/news/2024-04-15-talks").as_deref(), Some("2024-04-15"));
    }
}
