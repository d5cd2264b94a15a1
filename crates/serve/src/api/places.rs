//! Where events happened: countries, and the towns and sites that they are known to.

use super::list::{self, Conditions, List};
use crate::app::App;
use crate::http::Problem;
use crate::index::{Record, Spot};
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_store::{CountQuery, Dimension, EventQuery};
use serde::Serialize;
use std::cmp::Reverse;
use utoipa::ToSchema;

/// Events whose places are looked at where the index does not know them.
pub const LOOKED_AT: usize = 2000;

/// A place with its events.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceCount {
    /// ISO 3166-1 alpha-3; null for what is placed nowhere.
    pub country: Option<String>,
    /// Name of the town or site; null for the country, whose events are all that lie in it.
    pub name: Option<String>,
    /// Degrees north, of a town or site.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Whether they are only near it.
    pub near: bool,
    /// Events.
    pub events: u64,
}

/// Countries, the most events first, then towns and sites.
fn read(store: &Record, query: &EventQuery) -> Result<Vec<PlaceCount>, Problem> {
    let counted = CountQuery { events: query.clone(), bucket: None, by: vec![Dimension::Country] };
    let counts = store.count_events(&counted).map_err(Problem::of_record)?;
    let country = |row: &masudi_store::CountRow| PlaceCount {
        country: row.values.first().cloned().flatten(),
        name: None,
        lat: None,
        lon: None,
        near: false,
        events: row.count,
    };
    let mut places: Vec<PlaceCount> = counts.iter().map(country).collect();
    let spots = store.spots(query, LOOKED_AT).map_err(Problem::of_record)?;
    let mut towns: Vec<PlaceCount> = spots
        .counts
        .into_iter()
        .map(|(Spot { name, country, lat, lon, near }, events)| PlaceCount {
            country: Some(country).filter(|code| !code.is_empty()),
            name: Some(name),
            lat: Some(lat),
            lon: Some(lon),
            near,
            events,
        })
        .collect();
    towns.sort_by_key(|town| Reverse(town.events));
    places.extend(towns);
    Ok(places)
}

async fn counted(app: &App, question: &Question) -> Result<List<PlaceCount>, Problem> {
    let query = question.events()?;
    Ok(List { items: app.read(move |store| read(store, &query)).await?, next: None })
}

/// Countries with their events, then the towns and sites that events are known to.
#[utoipa::path(get, path = "/map.json", tag = "counts", params(Conditions),
    responses((status = 200, body = List<PlaceCount>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<PlaceCount>>, Problem> {
    Ok(list::json(counted(&app, &question).await?))
}

/// Countries, towns and sites with their events as CSV.
#[utoipa::path(get, path = "/map.csv", tag = "counts", params(Conditions),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&counted(&app, &question).await?)
}
