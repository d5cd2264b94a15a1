//! Events on lanes over time, one lane a type or actor, with lines from an event to what it answers.

use super::axis::{Axis, Tick, day, days_between, round};
use crate::question::{Question, segment};
use crate::words;
use askama::Template;
use jiff::civil::Date;
use masudi_record::{Event, EventLinkKind, Status};
use std::collections::{BTreeMap, HashMap};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 150.0;
const LANE: f64 = 34.0;
const TOP: f64 = 6.0;
const BOTTOM: f64 = 22.0;
const RADIUS: f64 = 5.5;
/// Lanes at most; the rest share the last one.
const MOST_LANES: usize = 16;

/// What a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// An event type.
    Type,
    /// A country that acts.
    Actor,
}

/// The chart.
#[derive(Debug, Template)]
#[template(path = "lanes.svg", ext = "svg")]
pub struct Lanes {
    from: String,
    to: String,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    base: f64,
    lanes: Vec<LaneView>,
    marks: Vec<Mark>,
    chains: Vec<String>,
    ticks: Vec<Tick>,
    /// Events that are drawn.
    pub drawn: usize,
    /// Lines that are drawn.
    pub links: usize,
}

#[derive(Debug)]
struct LaneView {
    y: f64,
    text_y: f64,
    label: String,
    href: String,
}

#[derive(Debug)]
struct Mark {
    x: f64,
    y: f64,
    /// Half its width: an event of several days is long.
    half: f64,
    radius: f64,
    class: String,
    label: String,
    href: String,
}

impl Lanes {
    /// Of events between two days.
    pub fn new(events: &[Event], by: Lane, first: Date, last: Date, question: &Question) -> Self {
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for event in events {
            *sizes.entry(lane(event, by)).or_default() += 1;
        }
        let mut order: Vec<(String, usize)> = sizes.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let names: Vec<String> = order.into_iter().take(MOST_LANES).map(|(name, _)| name).collect();
        let base = TOP + LANE * names.len() as f64;
        let axis = Axis::new(first, last, LEFT, WIDTH - 10.0);
        let mut taken: HashMap<(usize, i64), u8> = HashMap::new();
        let mut marks = Vec::new();
        let mut places: HashMap<&str, (f64, f64)> = HashMap::new();
        for event in events {
            let Some(at) = names.iter().position(|name| *name == lane(event, by)) else { continue };
            let Some((from, to)) = span(event) else { continue };
            let (from, to) = (from.max(first), to.min(last));
            if from > to {
                continue;
            }
            let half = f64::from(days_between(from, to)) * axis.day_width() / 2.0;
            let x = round(axis.x(from) + half + axis.day_width() / 2.0);
            // Marks of one moment stand one above the other.
            let nth = taken.entry((at, (x / RADIUS) as i64)).or_default();
            let shift = f64::from([0, 1, -1, 2, -2][usize::from(*nth % 5)]) * 5.0;
            *nth = nth.wrapping_add(1);
            let y = round(TOP + LANE * (at as f64 + 0.5) + shift);
            places.insert(&event.id, (x, y));
            marks.push(Mark {
                x: round(x - half - RADIUS),
                y: round(y - RADIUS),
                half: round(2.0 * (half + RADIUS)),
                radius: RADIUS,
                class: class(event),
                label: label(event),
                href: format!("/events/{}", segment(&event.id)),
            });
        }
        let chains: Vec<String> = events
            .iter()
            .flat_map(|event| event.links.iter().map(move |link| (event, link)))
            .filter(|(_, link)| {
                matches!(link.kind, EventLinkKind::RespondsTo | EventLinkKind::Interrupts | EventLinkKind::Follows)
            })
            .filter_map(|(event, link)| Some((*places.get(link.event.as_str())?, *places.get(event.id.as_str())?)))
            .map(|((x1, y1), (x2, y2))| {
                let (mx, my) = (round((x1 + x2) / 2.0), round((y1 + y2) / 2.0 - 14.0));
                format!("M{x1},{y1}Q{mx},{my} {x2},{y2}")
            })
            .collect();
        let lanes = names.iter().enumerate().map(|(n, name)| LaneView {
            y: TOP + LANE * (n as f64 + 1.0),
            text_y: TOP + LANE * (n as f64 + 0.5) + 4.0,
            label: match by {
                Lane::Type => words::label(name),
                Lane::Actor => words::country(name),
            },
            href: match by {
                Lane::Type => question.with("/timeline", &[("type", name)]),
                Lane::Actor => question.with("/timeline", &[("actor", name)]),
            },
        });
        Self {
            from: first.to_string(),
            to: last.to_string(),
            width: WIDTH,
            height: base + BOTTOM,
            left: LEFT,
            right: WIDTH - 10.0,
            base,
            lanes: lanes.collect(),
            drawn: marks.len(),
            links: chains.len(),
            marks,
            chains,
            ticks: axis.ticks(),
        }
    }
}

fn lane(event: &Event, by: Lane) -> String {
    match by {
        Lane::Type => event.event_type.clone(),
        Lane::Actor => {
            let countries = event.actors.iter().filter_map(|party| party.country.clone());
            countries.into_iter().next().unwrap_or_else(|| "others".to_owned())
        }
    }
}

/// First and last day of an event.
pub fn span(event: &Event) -> Option<(Date, Date)> {
    let days = event.date.as_ref()?;
    let from = days.from.as_deref().or(days.to.as_deref()).and_then(day)?;
    let to = days.to.as_deref().and_then(day).unwrap_or(from);
    Some((from, to))
}

fn class(event: &Event) -> String {
    let sure = matches!(event.status, Status::Actual | Status::Historical);
    format!("{}{}", event.quad, if sure { "" } else { " unsure" })
}

/// An event in one line.
pub fn label(event: &Event) -> String {
    let list = |parties: &[masudi_record::Party]| parties.iter().map(words::party).collect::<Vec<_>>().join(", ");
    let mut line = format!("{}: {}", words::days(event.date.as_ref()), words::label(&event.event_type));
    if let Some(mode) = &event.mode {
        line += &format!(" ({mode})");
    }
    if !event.actors.is_empty() {
        line += &format!(", {}", list(&event.actors));
    }
    if !event.recipients.is_empty() {
        line += &format!(" → {}", list(&event.recipients));
    }
    if event.status != Status::Actual {
        line += &format!(", {}", words::name(&event.status));
    }
    line
}
