//! An event dated by how long another came after or before it: "two days after rebels captured the town".
//!
//! In: the events of a document with their times. Out: for those behind such a length of time, the days that it comes to,
//! counted from the time of the main clause, else from publication. "Days after", which gives no number, dates nothing.

use super::head_of;
use crate::CodedEvent;
use crate::days::on_calendar;
use crate::event::CountedDays;
use crate::lower::lower;
use crate::matcher::Scene;
use jiff::ToSpan;
use jiff::civil::Date;
use masudi_doc::tree::{ancestors, child};
use masudi_doc::{Civil, Doc, TimePrecision, TimeRef, TimexKind, TokenIdx, Upos};

/// Dates the events that stand behind a length of time.
pub(crate) fn count_apart(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    for at in 0..events.len() {
        let head = events[at].head;
        let Some((marker, after)) = marker_of(scene.doc, head) else { continue };
        let measures = |t: &TimeRef| {
            // "the first visit in six years since the quarrel": how long there had been none.
            let before = t.tokens.start.checked_sub(1).map(|at| lower(scene.doc.word(TokenIdx(at))));
            t.kind == TimexKind::Duration && !before.is_some_and(|b| matches!(&*b, "in" | "for" | "within"))
        };
        let length = scene.times.iter().position(|t| t.tokens.end == marker.0 && measures(t));
        let Some(length) = length else { continue };
        let Some(value) = scene.times[length].value.as_deref() else { continue };
        let coarse = !value.starts_with("PT") && value.ends_with(['M', 'Y']);
        let counted = base(scene, events, at, marker, coarse).and_then(|base| count(base, value, after));
        if counted.is_some() {
            events[at].time = Some(length);
            events[at].counted = counted;
        }
    }
}

/// The word "after" or "before" that an event's clause or phrase hangs on, and whether it is "after".
fn marker_of(doc: &Doc, head: TokenIdx) -> Option<(TokenIdx, bool)> {
    for at in ancestors(doc, head).take(4) {
        let above = doc.head(at);
        let marker =
            if doc.dep(at) == "pobj" || doc.dep(at) == "pcomp" { Some(above) } else { child(doc, at, &["mark"]) };
        if let Some(marker) = marker.filter(|m| matches!(&*lower(doc.word(*m)), "after" | "before")) {
            return Some((marker, lower(doc.word(marker)) == "after"));
        }
        // "after fighters stormed the town and killed ten": the second clause shares the first one's word.
        if matches!(doc.pos(at), Upos::Verb | Upos::Aux) && doc.dep(at) != "conj" {
            return None;
        }
    }
    None
}

/// The day that the length counts from: a time of the sentence outside the event's own clause, the time of another event
/// there, else the day of publication.
fn base(scene: &Scene<'_>, events: &[CodedEvent], at: usize, marker: TokenIdx, coarse: bool) -> Option<Civil> {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(marker));
    let outside = |word: TokenIdx| word < marker || !ancestors(doc, word).any(|t| t == marker || t == events[at].head);
    // Days are counted from a day only, months and years from a month as well.
    let day = |i: usize| {
        let time = &scene.times[i];
        time.from.filter(|from| coarse || time.to == Some(*from))
    };
    let named = (0..scene.times.len()).find_map(|i| {
        let time = &scene.times[i];
        let fits = time.tokens.overlaps(sentence) && outside(head_of(doc, time.tokens));
        day(i).filter(|_| fits)
    });
    let other = || {
        let others = events.iter().filter(|e| sentence.has(e.head) && e.head < marker);
        others.filter_map(|e| day(e.time?)).next_back()
    };
    named.or_else(other).or(scene.published)
}

/// The days at a distance from a day; `None` where the length says no number.
fn count(base: Civil, length: &str, after: bool) -> Option<CountedDays> {
    let one_day = |day: Date, precision| CountedDays { from: civil(day), to: civil(day), precision };
    let base = on_calendar(base)?;
    if length.strip_prefix("PT").is_some_and(|rest| rest.ends_with(['H', 'M', 'S'])) {
        return Some(one_day(base, TimePrecision::Day));
    }
    let length = length.strip_prefix('P')?;
    let (amount, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
    let amount: i32 = amount.parse().ok().filter(|n| (0..1000).contains(n))?;
    let amount = if after { -amount } else { amount };
    let moved = |span| base.checked_add(span).ok();
    Some(match unit {
        "D" => one_day(moved(amount.days())?, TimePrecision::Day),
        "W" => {
            let middle = moved(amount.weeks())?;
            let (from, to) = (middle.checked_sub(3.days()).ok()?, middle.checked_add(3.days()).ok()?);
            CountedDays { from: civil(from), to: civil(to), precision: TimePrecision::Week }
        }
        "M" => {
            let middle = moved(amount.months())?;
            let (from, to) = (middle.first_of_month(), middle.last_of_month());
            CountedDays { from: civil(from), to: civil(to), precision: TimePrecision::Month }
        }
        "Y" => {
            let middle = moved(amount.years())?;
            let (from, to) = (middle.first_of_year(), middle.last_of_year());
            CountedDays { from: civil(from), to: civil(to), precision: TimePrecision::Year }
        }
        _ => return None,
    })
}

fn civil(day: Date) -> Civil {
    Civil { year: day.year(), month: day.month() as u8, day: day.day() as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_from_a_day() {
        let base = Civil { year: 2024, month: 2, day: 1 };
        let show = |length: &str, after: bool| count(base, length, after).map(|c| format!("{}/{}", c.from, c.to));
        assert_eq!(show("P2D", true).as_deref(), Some("2024-01-30/2024-01-30"));
        assert_eq!(show("P1D", false).as_deref(), Some("2024-02-02/2024-02-02"));
        assert_eq!(show("PT5H", true).as_deref(), Some("2024-02-01/2024-02-01"));
        assert_eq!(show("P1M", true).as_deref(), Some("2024-01-01/2024-01-31"));
        assert_eq!(show("P21Y", true).as_deref(), Some("2003-01-01/2003-12-31"));
        assert_eq!(show("P1W", true).as_deref(), Some("2024-01-22/2024-01-28"));
        for length in ["PXD", "P", "", "é", "P99999D"] {
            assert_eq!(show(length, true), None);
        }
    }
}
