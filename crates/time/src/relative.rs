//! Times counted from another time: "last year", "two days earlier", "the next morning".

use crate::dates;
use crate::point::{Grain, Point};
use crate::slots::Slots;
use crate::story::Story;
use crate::tense::Tense;
use masudi_lexicon::time::Slot;

/// What a counted time comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shifted {
    /// A time on the calendar.
    At(Point),
    /// Some time in the past.
    Past,
    /// Some time in the future.
    Future,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    pub sentence: usize,
    /// Its sentence begins with it.
    pub opens: bool,
}

/// Counts from publication, or from the last time named where the `anchor` slot says `text`.
pub(crate) fn shift(slots: Slots<'_>, story: &Story, at: At, tense: impl Fn() -> Option<Tense>) -> Option<Shifted> {
    match (slots.get(Slot::Anchor), slots.get(Slot::Unit)) {
        (Some("tense"), Some("WE")) => return weekend(story, tense()).map(Shifted::At),
        (Some("story"), Some("Q")) => return quarter(story, slots.number(Slot::Amount).unwrap_or(0)).map(Shifted::At),
        _ => {}
    }
    let text = slots.counts_from_text();
    let back = match (slots.dir(), slots.get(Slot::Sign)) {
        (Some(by), _) => by < 0,
        (None, sign) => sign == Some("-"),
    };
    let vague = if back { Shifted::Past } else { Shifted::Future };
    let Some((grain, size)) = slots.unit() else {
        // Hours and minutes away: the day is all that can be said, and only from a day.
        let near = if text { story.last_fine(Grain::Day).map(|t| t.point) } else { story.published };
        return near.filter(|_| slots.has(Slot::Unit)).map(|p| Shifted::At(p.at(None)));
    };
    let by = match (slots.dir(), slots.get(Slot::Amount)) {
        (_, Some("X")) => return Some(vague),
        (_, Some(amount)) => {
            let whole: f64 = amount.parse().ok()?;
            let by = (whole * size as f64).round() as i64;
            if back { -by } else { by }
        }
        (Some(dir), None) => dir * size,
        (None, None) => return Some(vague),
    };
    // Decades and centuries away are told in years.
    let (grain, by) = match grain {
        Grain::Decade if slots.has(Slot::Sign) => (Grain::Decade, by),
        Grain::Century if slots.has(Slot::Sign) => (Grain::Year, by * 100),
        other => (other, by),
    };
    if grain == Grain::Year && slots.has(Slot::Sign) && by.abs() == 1 && !story.narrative {
        return year_apart(story, at, by, text).map(Shifted::At);
    }
    let needed = grain.max(Grain::Week);
    // Two looks back, one sentence after the other, are from the same day.
    let looks_back = text && slots.get(Slot::Sign) == Some("-");
    let coarse = |told: crate::story::Told| {
        let other = looks_back && told.flashback && told.sentence < at.sentence;
        told.point.grain > needed && told.sentence + 1 >= at.sentence && !other
    };
    if text && slots.has(Slot::Sign) && story.last().is_some_and(coarse) {
        // "a month ago …; a week later": counted from a time that is too coarse.
        return None;
    }
    let present = looks_back.then(|| story.present(needed)).flatten().filter(|told| told.sentence < at.sentence);
    let from = match present {
        Some(told) => told.point,
        // "Three years later" lies after what was told, however far that was from the story, never after publication.
        None if text && slots.get(Slot::Sign) == Some("+") && story.last_fine(needed).is_none() => {
            story.told().last().filter(|told| told.sentence + 1 >= at.sentence).map(|told| told.point)?
        }
        None if text => story.then(needed)?,
        None => anchor(story)?,
    };
    if text && from.grain > grain.max(Grain::Week) {
        return None;
    }
    Some(Shifted::At(from.to_grain(grain)?.step(by)?.at(dates::clock(slots))))
}

/// "a year earlier", "a year ago" in news: in figures by quarters, the same quarter of that year. Where a sentence begins
/// with it ("One year earlier, …"), it looks back from the day or month that the story stands at.
fn year_apart(story: &Story, at: At, by: i64, text: bool) -> Option<Point> {
    let told = story.told().iter().rev().filter(|t| !t.counted);
    let near = |t: &&crate::story::Told, within: usize| t.sentence + within >= at.sentence;
    if let Some(quarter) = told.clone().find(|t| t.point.grain == Grain::Quarter && near(t, 8)) {
        return quarter.point.step(by * 4);
    }
    if text
        && at.opens
        && let Some(told) = story.present(Grain::Month).filter(|t| !t.counted)
    {
        return told.point.to_grain(Grain::Month)?.step(by * 12);
    }
    let from =
        if text { told.clone().find(|t| t.point.grain <= Grain::Year && near(t, 2)).map(|t| t.point) } else { None };
    from.or(story.published)?.to_grain(Grain::Year)?.step(by)
}

/// "the weekend": this week's, or last week's when it is told as past.
fn weekend(story: &Story, tense: Option<Tense>) -> Option<Point> {
    let now = anchor(story)?;
    let this = now.to_grain(Grain::Weekend)?;
    let begun = now.to_grain(Grain::Day)?.first() >= this.first();
    let ahead = matches!(tense, Some(Tense::Future | Tense::Present));
    if begun || ahead { Some(this) } else { this.step(-1) }
}

/// "the quarter": the one told of, else the last full one before publication.
fn quarter(story: &Story, by: i64) -> Option<Point> {
    let told = story.told().iter().rev().find(|t| t.point.grain == Grain::Quarter && !t.counted).map(|t| t.point);
    told.or_else(|| story.now()?.to_grain(Grain::Quarter)?.step(-1))?.step(by * 4)
}

/// What "last", "this", "next" and "ago" count from.
fn anchor(story: &Story) -> Option<Point> {
    if story.narrative { story.last().map(|t| t.point).or(story.published) } else { story.published }
}

/// The nth unit of a period: "the first week of May".
pub(crate) fn nth(slots: Slots<'_>, parent: Point) -> Option<Point> {
    let (grain, _) = slots.unit()?;
    if grain >= parent.grain {
        return None;
    }
    let n: i64 = slots.number(Slot::Freq)?;
    if n < 0 {
        let last = Point::on(parent.last()?, grain)?;
        return last.step(n + 1);
    }
    Point::on(parent.first()?, grain)?.step(n - 1)
}
