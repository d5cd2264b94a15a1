//! Events on lanes over time, one lane a type or actor, with arrows from an event to what it led to. Where hours are told apart
//! an event stands at the one at which it was first told, upon a line of the days that it is known to.

use super::axis::{Axis, Hours, Tick, day, days_between, moment, round};
use crate::question::{Question, segment};
use crate::words;
use askama::Template;
use jiff::civil::Date;
use masudi_record::{Event, EventLink, EventLinkKind, Status};
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
    hours: Option<Hours>,
    marks: Vec<Mark>,
    /// The days of events whose marks stand at an hour.
    known: Vec<String>,
    /// Lines from an event to what it led to.
    pub arrows: Vec<Arrow>,
    ticks: Vec<Tick>,
    /// Events that are drawn.
    pub drawn: usize,
    /// Whether hours are told apart.
    pub fine: bool,
}

/// A line from an event to what it led to.
#[derive(Debug)]
pub struct Arrow {
    path: String,
    class: &'static str,
    title: String,
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

/// What a chart of lanes shows: days, or hours of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Hours of the first day, when it shows no more.
    pub hours: Option<Hours>,
}

impl Lanes {
    /// Of events of a window.
    pub fn new(events: &[Event], by: Lane, window: Window, question: &Question) -> Self {
        let Window { first, last, hours } = window;
        let axis = match hours {
            Some(hours) => Axis::hours(first, hours, LEFT, WIDTH - 10.0),
            None => Axis::new(first, last, LEFT, WIDTH - 10.0),
        };
        let shown: Vec<(&Event, Shown)> =
            events.iter().filter_map(|event| Some((event, shown(event, window, &axis)?))).collect();
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for (event, _) in &shown {
            *sizes.entry(lane(event, by)).or_default() += 1;
        }
        let mut order: Vec<(String, usize)> = sizes.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let names: Vec<String> = order.into_iter().take(MOST_LANES).map(|(name, _)| name).collect();
        let base = TOP + LANE * names.len() as f64;
        let mut taken: HashMap<(usize, i64), u8> = HashMap::new();
        let (mut marks, mut known) = (Vec::new(), Vec::new());
        let mut places: HashMap<&str, (f64, f64)> = HashMap::new();
        for (event, at) in shown {
            let Some(lane) = names.iter().position(|name| *name == lane(event, by)) else { continue };
            // Marks of one moment stand one above the other.
            let nth = taken.entry((lane, (at.middle / RADIUS) as i64)).or_default();
            let shift = f64::from([0, 1, -1, 2, -2][usize::from(*nth % 5)]) * 5.0;
            *nth = nth.wrapping_add(1);
            let y = round(TOP + LANE * (lane as f64 + 0.5) + shift);
            places.insert(&event.id, (at.middle, y));
            known.extend(at.days.map(|(left, right)| format!("M{left},{y}H{right}")));
            marks.push(Mark {
                x: round(at.middle - at.half - RADIUS),
                y: round(y - RADIUS),
                half: round(2.0 * (at.half + RADIUS)),
                radius: RADIUS,
                class: class(event),
                label: label(event),
                href: format!("/events/{}", segment(&event.id)),
            });
        }
        // A long one covers no short one.
        marks.sort_by(|a, b| b.half.total_cmp(&a.half));
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
            hours,
            fine: axis.is_fine(),
            width: WIDTH,
            height: base + BOTTOM,
            left: LEFT,
            right: WIDTH - 10.0,
            base,
            lanes: lanes.collect(),
            drawn: marks.len(),
            arrows: arrows(events, &places),
            known,
            marks,
            ticks: axis.ticks(),
        }
    }
}

/// Where an event stands on its lane.
struct Shown {
    middle: f64,
    half: f64,
    /// Its days, where the mark stands at an hour within them.
    days: Option<(f64, f64)>,
}

/// Where an event stands; `None` when it is not of the window.
fn shown(event: &Event, Window { first, last, hours }: Window, axis: &Axis) -> Option<Shown> {
    let (from, to) = span(event)?;
    let (from, to) = (from.max(first), to.min(last));
    if from > to {
        return None;
    }
    if !axis.is_fine() {
        let half = f64::from(days_between(from, to)) * axis.day_width() / 2.0;
        return Some(Shown { middle: round(axis.x(from) + half + axis.day_width() / 2.0), half, days: None });
    }
    let (left, right) = (axis.x(from), to.tomorrow().map_or(WIDTH - 10.0, |next| axis.x(next)));
    // An event is known to its day. The hour is the one at which it was first told, when that was on the same day.
    let told = event.first_seen.as_deref().and_then(moment).filter(|at| (from..=to).contains(&at.date()));
    match told {
        Some(at) if axis.holds(at) => Some(Shown { middle: axis.x_at(at), half: 0.0, days: Some((left, right)) }),
        Some(_) if hours.is_some() => None,
        _ => {
            let half = ((right - left) / 2.0 - RADIUS).max(0.0);
            Some(Shown { middle: round((left + right) / 2.0), half: round(half), days: None })
        }
    }
}

/// Lines from what was answered, interrupted or followed to what did so, between events that are drawn.
fn arrows(events: &[Event], places: &HashMap<&str, (f64, f64)>) -> Vec<Arrow> {
    let scores: HashMap<&str, f32> =
        events.iter().filter_map(|event| Some((event.id.as_str(), event.score?))).collect();
    let links = events.iter().flat_map(|event| event.links.iter().map(move |link| (event, link)));
    let arrow = |(event, link): (&Event, &EventLink)| {
        let (from, to) = (*places.get(link.event.as_str())?, *places.get(event.id.as_str())?);
        let worse = scores.get(link.event.as_str()).zip(event.score).is_some_and(|(before, now)| now < *before);
        Some(Arrow {
            path: curve(from, to),
            class: if worse { "chain worse" } else { "chain" },
            title: format!("{}: {}", words::label(&words::name(&link.kind)), label(event)),
        })
    };
    links.filter(|(_, link)| leads(link)).filter_map(arrow).collect()
}

/// Whether a link says that one event led to the other.
pub fn leads(link: &EventLink) -> bool {
    matches!(link.kind, EventLinkKind::RespondsTo | EventLinkKind::Interrupts | EventLinkKind::Follows)
}

/// From one mark to the edge of the other, around what lies between.
fn curve((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    let (mx, my) = ((x1 + x2) / 2.0, (y1 + y2) / 2.0 - 16.0);
    let long = (x2 - mx).hypot(y2 - my).max(1.0);
    let back = (RADIUS + 3.0) / long;
    let (x2, y2) = (round(x2 - (x2 - mx) * back), round(y2 - (y2 - my) * back));
    format!("M{x1},{y1}Q{},{} {x2},{y2}", round(mx), round(my))
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

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::Days;

    fn event(id: &str, day: &str, told: &str, score: f32, after: Option<&str>) -> Event {
        let link = |event: &str| EventLink { kind: EventLinkKind::RespondsTo, event: event.into(), mentions: vec![] };
        Event {
            id: id.into(),
            event_type: "ASSAULT".into(),
            score: Some(score),
            date: Some(Days { from: Some(day.into()), to: Some(day.into()), precision: None }),
            first_seen: Some(told.into()),
            links: after.map(link).into_iter().collect(),
            ..Event::default()
        }
    }

    fn lanes(events: &[Event], first: &str, last: &str, hours: Option<Hours>) -> Lanes {
        let window = Window { first: first.parse().unwrap(), last: last.parse().unwrap(), hours };
        Lanes::new(events, Lane::Type, window, &Question::default())
    }

    #[test]
    fn an_answer_has_an_arrow_and_a_harder_one_another() {
        let events = [
            event("a", "2024-01-28", "2024-01-28", -5.0, None),
            event("b", "2024-02-02", "2024-02-02", -9.0, Some("a")),
            event("c", "2024-02-10", "2024-02-10", -6.0, Some("b")),
            event("d", "2024-02-11", "2024-02-11", -6.0, Some("not drawn")),
        ];
        let chart = lanes(&events, "2024-01-01", "2024-03-01", None);
        let classes: Vec<&str> = chart.arrows.iter().map(|arrow| arrow.class).collect();
        assert_eq!(classes, ["chain worse", "chain"]);
        assert!(!chart.fine && chart.render().unwrap().contains("marker-end"));
    }

    #[test]
    fn hours_are_those_of_the_first_report() {
        let events = [
            event("a", "2024-01-28", "2024-01-28T05:30:00Z", -5.0, None),
            event("b", "2024-01-28", "2024-01-28T17:00:00Z", -5.0, None),
            event("c", "2024-01-28", "2024-01-29T08:00:00Z", -5.0, None),
        ];
        let day = lanes(&events, "2024-01-28", "2024-01-28", None);
        assert!(day.fine && day.drawn == 3);
        assert_eq!(day.known.len(), 2, "the one told a day later is known to its day alone");
        assert!(day.marks[0].half > 500.0 && day.marks[1].x < day.marks[2].x, "the long one lies below");
        let morning = lanes(&events, "2024-01-28", "2024-01-28", Some((5, 11)));
        assert_eq!(morning.drawn, 2, "what was told in the evening is not of the morning");
        assert!(morning.render().unwrap().contains("data-hours=\"5 11\""));
    }
}
