//! Events over time as data: what the timeline draws.

use super::counts::Counted;
use super::list::Conditions;
use crate::app::App;
use crate::chart::bars;
use crate::http::Problem;
use crate::index::Record;
use crate::pages::timeline::{DRAWN, days};
use crate::question::Question;
use crate::table;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::Event;
use masudi_store::{Bucket, CountQuery, Dimension, EventQuery, Order, Paging};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Events over time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Timeline {
    /// First day; null when no report has a date.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Counts by quad class, in spans that fit the time.
    pub counts: Vec<Counted>,
    /// The latest events, at most as many as are drawn.
    pub events: Vec<Event>,
    /// Whether there are more.
    pub more: bool,
}

fn read(store: &Record, mut query: EventQuery) -> Result<Timeline, Problem> {
    let between = days(store, &mut query)?;
    let bucket = between.map(|(first, last)| bars::bucket(first, last));
    let counted =
        CountQuery { events: query.clone(), bucket: bucket.or(Some(Bucket::Month)), by: vec![Dimension::Quad] };
    let rows = store.count_events(&counted).map_err(Problem::of_record)?;
    let paging = Paging { order: Order::Newest, after: None, most: DRAWN };
    let found = store.events(&query, &paging).map_err(Problem::of_record)?;
    let counts = rows.iter().map(|row| Counted {
        bucket: row.bucket.clone(),
        values: BTreeMap::from([("quad".to_owned(), row.values.first().cloned().flatten())]),
        events: row.count,
        score: row.score,
    });
    Ok(Timeline {
        from: query.from,
        to: query.to,
        counts: counts.collect(),
        events: found.rows.into_iter().map(|stored| stored.event).collect(),
        more: found.next.is_some(),
    })
}

/// Events over time: counts by span and quad class, and the latest events.
#[utoipa::path(get, path = "/timeline.json", tag = "counts", params(Conditions),
    responses((status = 200, body = Timeline), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<Timeline>, Problem> {
    let query = question.events()?;
    Ok(Json(app.read(move |store| read(store, query)).await?))
}

/// Counts of events over time by span and quad class, as CSV.
#[utoipa::path(get, path = "/timeline.csv", tag = "counts", params(Conditions),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    let query = question.events()?;
    table::csv(&app.read(move |store| read(store, query)).await?.counts)
}
