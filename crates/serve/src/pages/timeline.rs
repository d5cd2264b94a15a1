//! Events over time: bars, and below them the events themselves on lanes while they can be told apart.

use super::frame::Frame;
use super::html;
use super::row::Row;
use crate::app::App;
use crate::chart::axis::{Hours, day};
use crate::chart::bars::{self, Bars};
use crate::chart::chains::{Chain, chains};
use crate::chart::lanes::{Lane, Lanes, Window};
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, refuse};
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use jiff::civil::Date;
use masudi_record::Event;
use masudi_store::{CountQuery, Dimension, EventQuery, Order, Paging};

/// Events on lanes at most.
pub const DRAWN: usize = 400;
/// Rows of the table below.
const LISTED: usize = 30;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page {
    frame: Frame,
    bars: Option<Bars>,
    lanes: Option<Lanes>,
    chains: Vec<Chain>,
    more: bool,
    rows: Vec<Row>,
    by_type: String,
    by_actor: String,
    by: Lane,
    wider: Vec<(&'static str, String)>,
    all: String,
    earlier: u64,
}

/// The days that a chart shows: those asked for, else those in which the documents were published; and events before.
pub fn days(store: &Record, query: &mut EventQuery) -> Result<Option<(Date, Date)>, Problem> {
    let published = store.published().map_err(Problem::of_record)?;
    let (first, last) = published.unzip();
    let from = query.from.as_deref().or(first.as_deref()).and_then(day);
    let to = query.to.as_deref().or(last.as_deref()).and_then(day);
    let Some((from, to)) = from.zip(to) else { return Ok(None) };
    let to = to.max(from);
    query.from = Some(from.to_string());
    query.to = Some(to.to_string());
    Ok(Some((from, to)))
}

/// Bars of what a query asks for.
pub fn chart(
    store: &Record,
    query: &EventQuery,
    days: (Date, Date),
    height: f64,
    question: &Question,
) -> Result<Bars, Problem> {
    let bucket = bars::bucket(days.0, days.1);
    let counted = CountQuery { events: query.clone(), bucket: Some(bucket), by: vec![Dimension::Quad] };
    let rows = store.count_events(&counted).map_err(Problem::of_record)?;
    Ok(Bars::new(&rows, bucket, days, height, question, "/events"))
}

/// `GET /timeline`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let query = question.events()?;
    let by = match question.get("lanes") {
        None | Some("type") => Lane::Type,
        Some("actor") => Lane::Actor,
        Some(found) => return Err(refuse("lanes", "type or actor", found)),
    };
    let hours = question.get("hours").map(hours).transpose()?;
    let page = app.read(move |store| read(store, query, by, hours, &question)).await?;
    html(&page)
}

fn read(
    store: &Record,
    mut query: EventQuery,
    by: Lane,
    hours: Option<Hours>,
    question: &Question,
) -> Result<Page, Problem> {
    let asked_from = query.from.is_some();
    let days = days(store, &mut query)?;
    if let (Some(_), true) = (hours, days.is_none_or(|(first, last)| first != last)) {
        return Err(Problem::bad_request("hours: expected hours of one day: give it with on, or as both from and to"));
    }
    let paging = Paging { order: Order::Newest, after: None, most: DRAWN };
    let found = store.events(&query, &paging).map_err(Problem::of_record)?;
    let events: Vec<Event> = found.rows.into_iter().map(|stored| stored.event).collect();
    let earlier = match (&query.from, asked_from) {
        (Some(from), false) => {
            let before = from.parse::<Date>().ok().and_then(|day| day.yesterday().ok());
            let query = EventQuery { from: None, to: before.map(|day| day.to_string()), ..query.clone() };
            let counted = store.count_events(&CountQuery { events: query, ..CountQuery::default() });
            counted.map_err(Problem::of_record)?.iter().map(|row| row.count).sum()
        }
        _ => 0,
    };
    let window = days.map(|(first, last)| Window { first, last, hours });
    let spans = window.map(|window| spans(window, question)).unwrap_or_default();
    Ok(Page {
        bars: days.map(|days| chart(store, &query, days, 210.0, question)).transpose()?,
        lanes: window.map(|window| Lanes::new(&events, by, window, question)).filter(|lanes| lanes.drawn > 0),
        chains: chains(&events),
        more: found.next.is_some(),
        rows: Row::all(store, events.iter().take(LISTED))?,
        by_type: question.with("/timeline", &[("lanes", "")]),
        by_actor: question.with("/timeline", &[("lanes", "actor")]),
        by,
        wider: spans,
        all: question.link("/events"),
        earlier,
        frame: Frame::new(store, "Timeline", "/timeline", question)?,
    })
}

/// `5-11`: from five to eleven o'clock.
fn hours(text: &str) -> Result<Hours, Problem> {
    let hour = |text: &str| text.parse::<i8>().ok().filter(|hour| (0..=24).contains(hour));
    let found = text.split_once('-').and_then(|(from, to)| hour(from).zip(hour(to))).filter(|(from, to)| from < to);
    found.ok_or_else(|| refuse("hours", "hours of a day such as 5-11", text))
}

/// The same view of other spans: half as long, twice, before, after; from decades to an hour.
fn spans(window: Window, question: &Question) -> Vec<(&'static str, String)> {
    use crate::chart::axis::{days_between, later};
    let Window { first, last, hours } = window;
    let link = |from: Option<Date>, to: Option<Date>| {
        let (from, to) = (from?.to_string(), to?.to_string());
        Some(question.with("/timeline", &[("on", ""), ("hours", ""), ("from", &from), ("to", &to)]))
    };
    let within = |from: i8, to: i8| {
        let (day, hours) = (first.to_string(), format!("{from}-{to}"));
        let hours = if (from, to) == (0, 24) { "" } else { hours.as_str() };
        Some(question.with("/timeline", &[("on", ""), ("from", &day), ("to", &day), ("hours", hours)]))
    };
    let length = i64::from(days_between(first, last)) + 1;
    let (half, quarter) = (length / 2, length / 4);
    let all = match hours {
        Some((from, to)) => {
            let long = to - from;
            let part = (long / 4).max(1);
            let wider = ((from - long / 2).max(0), (to + (long / 2).max(1)).min(24));
            [
                ("Earlier", if from >= long { within(from - long, to - long) } else { None }),
                ("Zoom in", if long > 2 { within(from + part, to - part) } else { None }),
                ("Zoom out", within(wider.0, wider.1)),
                ("Later", if to + long <= 24 { within(from + long, to + long) } else { None }),
            ]
        }
        None => [
            ("Earlier", link(later(first, -half.max(1)), later(last, -half.max(1)))),
            (
                "Zoom in",
                match length {
                    1 => within(6, 18),
                    2 => link(Some(first), Some(first)),
                    _ => link(later(first, quarter.max(1)), later(last, -quarter.max(1))),
                },
            ),
            ("Zoom out", link(later(first, -half.max(1)), later(last, half.max(1)))),
            ("Later", link(later(first, half.max(1)), later(last, half.max(1)))),
        ],
    };
    all.into_iter().filter_map(|(name, href)| Some((name, href?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_goes_from_decades_to_hours_and_back() {
        let mut window = Window { first: Date::constant(1990, 1, 1), last: Date::constant(2024, 12, 31), hours: None };
        let mut steps = 0;
        loop {
            let links = spans(window, &Question::default());
            let Some((_, href)) = links.iter().find(|(name, _)| *name == "Zoom in") else { break };
            let pairs = url::form_urlencoded::parse(href.split_once('?').unwrap().1.as_bytes()).into_owned();
            for (key, value) in pairs {
                match key.as_str() {
                    "from" => window.first = value.parse().unwrap(),
                    "to" => window.last = value.parse().unwrap(),
                    _ => window.hours = Some(hours(&value).unwrap()),
                }
            }
            steps += 1;
            assert!(steps < 30, "{window:?}");
        }
        let (from, to) = window.hours.unwrap();
        assert!(window.first == window.last && to - from <= 2, "{window:?}");
        assert!(spans(window, &Question::default()).iter().any(|(name, _)| *name == "Zoom out"));
        for wrong in ["5", "11-5", "-1-3", "5-25", "x-y"] {
            assert_eq!(hours(wrong).unwrap_err().status, 400, "{wrong}");
        }
    }
}
