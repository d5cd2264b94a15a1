//! Bars over time, each made of the four quad classes; every bar leads to its events.

use super::axis::{Axis, Tick, day, days_between, later, round};
use crate::question::Question;
use crate::words;
use askama::Template;
use jiff::civil::Date;
use masudi_store::{Bucket, CountRow};
use std::collections::BTreeMap;

const WIDTH: f64 = 960.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 22.0;
/// The quad classes, conflict below.
pub const QUADS: [&str; 4] = ["material-conflict", "verbal-conflict", "verbal-cooperation", "material-cooperation"];

/// The chart.
#[derive(Debug, Template)]
#[template(path = "bars.svg", ext = "svg")]
pub struct Bars {
    /// First and last day.
    pub from: String,
    pub to: String,
    /// What a bar stands for.
    pub unit: &'static str,
    /// How many events in all.
    pub total: u64,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    base: f64,
    bars: Vec<Bar>,
    ticks: Vec<Tick>,
    rules: Vec<Rule>,
    /// Left side and width of the days that are chosen.
    chosen: Option<(f64, f64)>,
    axis: Axis,
}

#[derive(Debug)]
struct Bar {
    x: f64,
    width: f64,
    label: String,
    href: String,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    y: f64,
    height: f64,
    class: &'static str,
}

/// A line across, with its figure.
#[derive(Debug)]
pub struct Rule {
    pub y: f64,
    pub label: String,
}

/// The spans that fit a time best.
pub fn bucket(first: Date, last: Date) -> Bucket {
    match days_between(first, last) {
        ..=70 => Bucket::Day,
        71..=1100 => Bucket::Week,
        1101..=6000 => Bucket::Month,
        _ => Bucket::Year,
    }
}

fn name(bucket: Bucket) -> &'static str {
    Bucket::ALL.iter().find(|(_, b)| *b == bucket).map_or("", |(name, _)| name)
}

fn last_day(bucket: Bucket, first: Date) -> Date {
    let last = match bucket {
        Bucket::Day => Some(first),
        Bucket::Week => later(first, 6),
        Bucket::Month => Some(first.last_of_month()),
        Bucket::Year => Some(first.last_of_year()),
    };
    last.unwrap_or(first)
}

impl Bars {
    /// From counts by quad class in `bucket`s between two days, whose bars lead to `path` with `question`.
    pub fn new(
        rows: &[CountRow],
        bucket: Bucket,
        (first, last): (Date, Date),
        height: f64,
        question: &Question,
        path: &str,
    ) -> Self {
        let mut counts: BTreeMap<Date, [u64; 4]> = BTreeMap::new();
        for row in rows {
            let Some(start) = row.bucket.as_deref().and_then(day) else { continue };
            let quad = row.values.first().and_then(Option::as_deref);
            if let Some(at) = quad.and_then(|quad| QUADS.iter().position(|q| *q == quad)) {
                counts.entry(start).or_default()[at] += row.count;
            }
        }
        let first = counts.keys().next().map_or(first, |start| first.min(*start));
        let axis = Axis::new(
            first,
            counts.keys().next_back().map_or(last, |start| last.max(last_day(bucket, *start))),
            LEFT,
            WIDTH,
        );
        let most = counts.values().map(|n| n.iter().sum::<u64>()).max().unwrap_or(0).max(1);
        let (step, top) = rules(most);
        let base = height - BOTTOM;
        let y = |n: u64| round(base - n as f64 / top as f64 * (base - TOP));
        let bars = counts.iter().map(|(start, n)| {
            let end = last_day(bucket, *start);
            let days = f64::from(days_between(*start, end) + 1);
            let width = round((days * axis.day_width() - 1.0).max(1.5));
            let mut below = 0;
            let parts = QUADS.into_iter().zip(n).filter(|(_, n)| **n > 0).map(|(class, n)| {
                let part = Part { y: y(below + n), height: round(y(below) - y(below + n)), class };
                below += n;
                part
            });
            let parts = parts.collect();
            let said = QUADS.iter().zip(n).filter(|(_, n)| **n > 0);
            let said = said.map(|(quad, n)| format!("{n} {}", quad.replace('-', " "))).collect::<Vec<_>>().join(", ");
            let (from, to) = (start.to_string(), end.to_string());
            let when = if from == to { from.clone() } else { format!("{from} to {to}") };
            Bar {
                x: axis.x(*start),
                width,
                label: format!("{when}: {said}"),
                href: question.with(path, &[("on", ""), ("from", &from), ("to", &to)]),
                parts,
            }
        });
        let bars = bars.collect();
        let rules = (1..=top / step).map(|n| Rule { y: y(n * step), label: words::number(n * step) }).collect();
        Self {
            from: first.to_string(),
            to: last.to_string(),
            unit: name(bucket),
            total: counts.values().flatten().sum(),
            width: WIDTH,
            height,
            left: LEFT,
            right: WIDTH,
            base,
            bars,
            ticks: axis.ticks(),
            rules,
            chosen: None,
            axis,
        }
    }

    /// The same with some days marked as those that are chosen.
    pub fn choosing(mut self, first: Date, last: Date) -> Self {
        let left = self.axis.x(first);
        let right = round((self.axis.x(last) + self.axis.day_width()).min(self.right));
        self.chosen = Some((left, round((right - left).max(2.0))));
        self
    }
}

/// The step between lines, and the highest line, for a chart up to `most`.
pub fn rules(most: u64) -> (u64, u64) {
    let mut step = 1;
    for factor in [2_u64, 5, 10].into_iter().cycle() {
        if most.div_ceil(step) <= 4 {
            break;
        }
        let power = 10_u64.pow(step.ilog10());
        step = power * factor;
    }
    (step, most.div_ceil(step) * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let steps = [1, 4, 5, 9, 23, 100, 999, 4001].map(rules);
        assert_eq!(steps, [(1, 1), (1, 4), (2, 6), (5, 10), (10, 30), (50, 100), (500, 1000), (2000, 6000)]);
    }

    #[test]
    fn a_bar_leads_to_its_events() {
        let row = |quad: &str, count| CountRow {
            bucket: Some("2024-04".into()),
            values: vec![Some(quad.into())],
            count,
            score: None,
        };
        let rows = [row("material-conflict", 3), row("verbal-cooperation", 2)];
        let (first, last) = ("2024-01-01".parse().unwrap(), "2024-12-31".parse().unwrap());
        let bars = Bars::new(&rows, Bucket::Month, (first, last), 200.0, &Question::default(), "/events");
        assert_eq!(bars.bars[0].href, "/events?from=2024-04-01&to=2024-04-30");
        assert_eq!(bars.bars[0].label, "2024-04-01 to 2024-04-30: 3 material conflict, 2 verbal cooperation");
        assert_eq!(bars.total, 5);
        assert!(bars.render().unwrap().contains("class=\"bar material-conflict\""));
    }
}
