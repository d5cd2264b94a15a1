//! A map that says no more than is known: what is placed in a country shades the country, what is placed in a town is a dot
//! there, what is near a place is a ring. No place is moved or scattered.

use super::axis::round;
use super::projection::project;
use super::world;
use crate::question::Question;
use crate::words;
use askama::Template;
use std::collections::BTreeMap;

/// Least width of a view, so that one town does not fill it.
const LEAST_WIDTH: f64 = 24.0;
/// Height to width.
const RATIO: f64 = 0.52;
const WORLD: [f64; 2] = [1000.0, 486.7];
const WHOLE: [f64; 4] = [0.0, 0.0, WORLD[0], WORLD[1]];
/// Units that a view is wide at most when it is not the whole world.
const REGION: f64 = 200.0;

/// A town or site with events.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Its name.
    pub name: String,
    /// Degrees.
    pub lat: f64,
    pub lon: f64,
    /// Events placed there.
    pub events: u64,
    /// Whether they are only near it.
    pub near: bool,
}

/// The map.
#[derive(Debug, Template)]
#[template(path = "map.svg", ext = "svg")]
pub struct Map {
    view: [f64; 4],
    scale: f64,
    countries: Vec<Country>,
    dots: Vec<Mark>,
    /// Upper bounds of the shades.
    pub bounds: Vec<(usize, String)>,
    /// Events that lie outside of the view.
    pub outside: u64,
    label: String,
}

#[derive(Debug)]
struct Country {
    path: &'static str,
    title: String,
    href: Option<String>,
    shade: Option<usize>,
}

#[derive(Debug)]
struct Mark {
    x: f64,
    y: f64,
    radius: f64,
    class: &'static str,
    title: String,
    name: Option<String>,
    href: String,
}

impl Map {
    /// Of events by country and of those known to a town.
    pub fn new(by_country: &BTreeMap<String, u64>, dots: &[Dot], question: &Question) -> Self {
        let whole = question.get("view") == Some("world");
        let points: Vec<(f64, f64)> = dots.iter().map(|dot| project(dot.lat, dot.lon)).collect();
        let (view, outside) = if whole { (WHOLE, 0) } else { view(by_country) };
        let most = by_country.values().copied().max().unwrap_or(0);
        let inside =
            |b: &[f64; 4]| b[2] >= view[0] && b[0] <= view[0] + view[2] && b[3] >= view[1] && b[1] <= view[1] + view[3];
        let countries = world::shapes(view[2]).iter().filter(|shape| inside(&shape.r#box)).map(|shape| {
            let events = shape.code.as_ref().and_then(|code| by_country.get(code)).copied().unwrap_or(0);
            let href = shape.code.as_deref().filter(|_| events > 0);
            Country {
                path: &shape.path,
                title: format!(
                    "{}: {}",
                    shape.code.as_deref().map_or_else(|| shape.name.clone(), words::country),
                    events_words(events)
                ),
                href: href.map(|code| question.with("/events", &[("country", code)])),
                shade: (events > 0).then(|| shade(events, most)),
            }
        });
        let scale = view[2] / 960.0;
        let largest = dots.iter().map(|dot| dot.events).max().unwrap_or(1);
        let named = |dot: &Dot| dots.len() <= 25 || dot.events * 5 >= largest;
        let mut marks: Vec<Mark> = dots
            .iter()
            .zip(&points)
            .filter(|(_, (x, y))| inside(&[*x, *y, *x, *y]))
            .map(|(dot, (x, y))| Mark {
                x: round(*x),
                y: round(*y),
                radius: round(4.0 + 2.2 * (dot.events as f64).sqrt().min(8.0)),
                class: if dot.near { "mark near" } else { "mark" },
                title: format!("{}{}: {}", if dot.near { "near " } else { "" }, dot.name, events_words(dot.events)),
                name: named(dot).then(|| dot.name.clone()),
                href: question.with("/events", &[("place", &format!("\"{}\"", dot.name.replace('"', "")))]),
            })
            .collect();
        marks.sort_by(|a, b| b.radius.total_cmp(&a.radius));
        separate_names(&mut marks, scale);
        Self {
            view: view.map(round),
            scale: (scale * 1e4).round() / 1e4,
            countries: countries.collect(),
            dots: marks,
            bounds: bounds(most),
            outside,
            label: format!(
                "Map of {} countries and {} places with events; the table has the same figures",
                by_country.len(),
                dots.len()
            ),
        }
    }
}

/// Leaves out names that would lie on another.
fn separate_names(marks: &mut [Mark], scale: f64) {
    let mut kept: Vec<[f64; 4]> = Vec::new();
    for mark in marks {
        let Some(name) = &mark.name else { continue };
        let (x, y) = (mark.x / scale + mark.radius + 4.0, mark.y / scale);
        let room = [x, y - 8.0, x + 7.0 * name.chars().count() as f64, y + 8.0];
        let meets = |b: &[f64; 4]| room[0] < b[2] && b[0] < room[2] && room[1] < b[3] && b[1] < room[3];
        if name.chars().count() > 28 || kept.iter().any(meets) {
            mark.name = None;
        } else {
            kept.push(room);
        }
    }
}

fn events_words(n: u64) -> String {
    if n == 1 { "1 event".to_owned() } else { format!("{} events", words::number(n)) }
}

/// One of five shades, by the logarithm: a few events are seen beside many.
fn shade(events: u64, most: u64) -> usize {
    let part = (events as f64 + 1.0).ln() / (most as f64 + 1.0).ln();
    ((part * 5.0).ceil() as usize).clamp(1, 5) - 1
}

fn bounds(most: u64) -> Vec<(usize, String)> {
    let mut last = 0;
    let mut bounds = Vec::new();
    for n in 0..5 {
        let bound = ((most as f64 + 1.0).powf((n + 1) as f64 / 5.0) - 1.0).floor() as u64;
        let bound = if n == 4 { most } else { bound };
        if bound > last {
            let label = if bound == last + 1 { bound.to_string() } else { format!("{} to {bound}", last + 1) };
            bounds.push((n, label));
            last = bound;
        }
    }
    bounds
}

/// Left, top, width, height of the part of the world in which most of it happens: around the country with the most events,
/// and others, the most events first, as long as the view stays a region. And how many events lie outside of it.
fn view(by_country: &BTreeMap<String, u64>) -> ([f64; 4], u64) {
    let mut order: Vec<(&String, &u64)> = by_country.iter().collect();
    order.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut around: Option<[f64; 4]> = None;
    let mut outside = 0;
    for (code, events) in order {
        let Some(shape) = world::shape(code) else { continue };
        let joined = around.map_or(shape.r#box, |a| join(a, shape.r#box));
        if around.is_none() || joined[2] - joined[0] <= REGION {
            around = Some(joined);
        } else {
            outside += events;
        }
    }
    let Some([left, top, right, bottom]) = around else { return (WHOLE, 0) };
    let pad = 0.12 * (right - left).max(bottom - top);
    let width = (right - left + 2.0 * pad).max((bottom - top + 2.0 * pad) / RATIO).clamp(LEAST_WIDTH, WORLD[0]);
    let height = (width * RATIO).min(WORLD[1]);
    let (x, y) = ((left + right - width) / 2.0, (top + bottom - height) / 2.0);
    ([x.clamp(0.0, WORLD[0] - width), y.clamp(0.0, WORLD[1] - height), width, height], outside)
}

fn join(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_shaded_and_a_town_is_a_dot() {
        let by_country = BTreeMap::from([("IRQ".to_owned(), 9), ("SYR".to_owned(), 2), ("USA".to_owned(), 3)]);
        let dots = [Dot { name: "Erbil".into(), lat: 36.19, lon: 44.01, events: 4, near: false }];
        let map = Map::new(&by_country, &dots, &Question::default());
        let iraq = map.countries.iter().find(|country| country.title.starts_with("Iraq")).unwrap();
        assert_eq!((iraq.shade, iraq.href.as_deref()), (Some(4), Some("/events?country=IRQ")));
        assert!(map.view[2] < 100.0, "the view is the region, not the world: {:?}", map.view);
        assert_eq!((map.dots.len(), map.outside), (1, 3));
        let svg = map.render().unwrap();
        assert!(svg.contains("Erbil") && svg.contains("shade-4"));
        assert_eq!(Map::new(&BTreeMap::new(), &[], &Question::default()).view[2], WORLD[0]);
    }

    #[test]
    fn shades_cover_all_counts() {
        for most in [1, 2, 7, 100, 1_000_000] {
            assert!(bounds(most).last().unwrap().1.ends_with(&most.to_string()));
            assert_eq!(shade(most, most), 4);
        }
    }
}
