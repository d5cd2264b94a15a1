//! Events over time: bars, and below them the events themselves on lanes while they can be told apart.

use super::frame::Frame;
use super::html;
use super::row::Row;
use crate::app::App;
use crate::chart::axis::day;
use crate::chart::bars::{self, Bars};
use crate::chart::lanes::{Lane, Lanes};
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
const DRAWN: usize = 400;
/// Rows of the table below.
const LISTED: usize = 30;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page {
    frame: Frame,
    bars: Option<Bars>,
    lanes: Option<Lanes>,
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
    let published = store.published().map_err(Problem::internal)?;
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
    let rows = store.count_events(&counted).map_err(Problem::internal)?;
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
    let page = app.read(move |store| read(store, query, by, &question)).await?;
    html(&page)
}

fn read(store: &Record, mut query: EventQuery, by: Lane, question: &Question) -> Result<Page, Problem> {
    let asked_from = query.from.is_some();
    let days = days(store, &mut query)?;
    let paging = Paging { order: Order::Newest, after: None, most: DRAWN };
    let found = store.events(&query, &paging).map_err(Problem::internal)?;
    let events: Vec<Event> = found.rows.into_iter().map(|stored| stored.event).collect();
    let earlier = match (&query.from, asked_from) {
        (Some(from), false) => {
            let before = from.parse::<Date>().ok().and_then(|day| day.yesterday().ok());
            let query = EventQuery { from: None, to: before.map(|day| day.to_string()), ..query.clone() };
            let counted = store.count_events(&CountQuery { events: query, ..CountQuery::default() });
            counted.map_err(Problem::internal)?.iter().map(|row| row.count).sum()
        }
        _ => 0,
    };
    let spans = days.map(|(first, last)| spans(first, last, question)).unwrap_or_default();
    Ok(Page {
        bars: days.map(|days| chart(store, &query, days, 210.0, question)).transpose()?,
        lanes: days.map(|(first, last)| Lanes::new(&events, by, first, last, question)).filter(|lanes| lanes.drawn > 0),
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

/// The same view of other spans: twice as long, half, before, after.
fn spans(first: Date, last: Date, question: &Question) -> Vec<(&'static str, String)> {
    use crate::chart::axis::{days_between, later};
    let length = i64::from(days_between(first, last)) + 1;
    let link = |from: Option<Date>, to: Option<Date>| {
        let (from, to) = (from?.to_string(), to?.to_string());
        Some(question.with("/timeline", &[("on", ""), ("from", &from), ("to", &to)]))
    };
    let half = length / 2;
    let quarter = length / 4;
    let all = [
        ("Earlier", link(later(first, -half.max(1)), later(last, -half.max(1)))),
        ("Zoom in", if length > 2 { link(later(first, quarter), later(last, -quarter)) } else { None }),
        ("Zoom out", link(later(first, -half.max(1)), later(last, half.max(1)))),
        ("Later", link(later(first, half.max(1)), later(last, half.max(1)))),
    ];
    all.into_iter().filter_map(|(name, href)| Some((name, href?))).collect()
}
