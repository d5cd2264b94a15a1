//! Events by place: countries shaded, towns as dots, and the table of both.

use super::frame::Frame;
use super::html;
use crate::api::places::LOOKED_AT;
use crate::app::App;
use crate::chart::axis;
use crate::chart::bars::{self, Bars};
use crate::chart::map::{Dot, Map};
use crate::http::Problem;
use crate::index::{Record, Spot};
use crate::question::Question;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use masudi_store::{CountQuery, Dimension, EventQuery};
use std::collections::BTreeMap;

/// Rows of the table.
const ROWS: usize = 60;

#[derive(Template)]
#[template(path = "map.html")]
struct Page {
    frame: Frame,
    map: Map,
    countries: Vec<CountryRow>,
    total: u64,
    nowhere: u64,
    cut: bool,
    /// All time, to choose from.
    bars: Option<Bars>,
    whole: Option<String>,
}

struct CountryRow {
    name: String,
    href: String,
    events: u64,
    places: Vec<(String, String, u64)>,
    in_towns: u64,
}

/// `GET /map`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let query = question.events()?;
    let page = app.read(move |store| read(store, &query, &question)).await?;
    html(&page)
}

fn read(store: &Record, query: &EventQuery, question: &Question) -> Result<Page, Problem> {
    let counted = CountQuery { events: query.clone(), bucket: None, by: vec![Dimension::Country] };
    let rows = store.count_events(&counted).map_err(Problem::of_record)?;
    let total = rows.iter().map(|row| row.count).sum();
    let by_country: BTreeMap<String, u64> =
        rows.iter().filter_map(|row| Some((row.values.first()?.clone()?, row.count))).collect();
    let spots = store.spots(query, LOOKED_AT).map_err(Problem::of_record)?;
    let mut dots: BTreeMap<(String, String, bool), Dot> = BTreeMap::new();
    for (Spot { name, country, lat, lon, near }, events) in spots.counts {
        dots.insert((country, name.clone(), near), Dot { name, lat, lon, events, near });
    }
    let mut countries: Vec<CountryRow> = by_country
        .iter()
        .map(|(code, events)| {
            let mut places: Vec<(String, String, u64)> = dots
                .iter()
                .filter(|((country, ..), _)| country == code)
                .map(|((_, name, near), dot)| {
                    let shown = if *near { format!("near {name}") } else { name.clone() };
                    let quoted = format!("\"{}\"", name.replace('"', ""));
                    (shown, question.with("/events", &[("place", &quoted)]), dot.events)
                })
                .collect();
            places.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            CountryRow {
                name: words::country(code),
                href: question.with("/events", &[("country", code)]),
                events: *events,
                in_towns: places.iter().map(|(_, _, n)| n).sum(),
                places,
            }
        })
        .collect();
    countries.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    countries.truncate(ROWS);
    let dots: Vec<Dot> = dots.into_values().collect();
    Ok(Page {
        map: Map::new(&by_country, &dots, question),
        nowhere: rows.iter().filter(|row| row.values.first().is_none_or(Option::is_none)).map(|row| row.count).sum(),
        cut: spots.cut,
        bars: bars(store, query, question)?,
        whole: (query.from.is_some() || query.to.is_some())
            .then(|| question.with("/map", &[("on", ""), ("from", ""), ("to", "")])),
        countries,
        total,
        frame: Frame::new(store, "Map", "/map", question)?,
    })
}

/// Events over all time, of the same question; each bar leads to the map of its days.
fn bars(store: &Record, query: &EventQuery, question: &Question) -> Result<Option<Bars>, Problem> {
    let mut always = EventQuery { from: None, to: None, ..query.clone() };
    let Some(days) = super::timeline::days(store, &mut always)? else { return Ok(None) };
    let bucket = bars::bucket(days.0, days.1);
    let counted = CountQuery { events: always, bucket: Some(bucket), by: vec![Dimension::Quad] };
    let rows = store.count_events(&counted).map_err(Problem::of_record)?;
    let bars = Bars::new(&rows, bucket, days, 92.0, question, "/map");
    let chosen = query.from.as_deref().or(query.to.as_deref()).and(Some((query.from.as_deref(), query.to.as_deref())));
    Ok(Some(match chosen {
        Some((from, to)) => {
            bars.choosing(from.and_then(axis::day).unwrap_or(days.0), to.and_then(axis::day).unwrap_or(days.1))
        }
        None => bars,
    }))
}
