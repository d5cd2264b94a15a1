//! Counts of events by time, type, country and dyad.

use super::list::{Conditions, List};
use crate::app::App;
use crate::http::Problem;
use crate::index::{DyadCount, Record};
use crate::question::{Question, refuse};
use crate::table;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_store::{Bucket, CountQuery, CountRow, Dimension, StoreError};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What counts are kept apart by, at most.
const MOST_DIMENSIONS: usize = 3;

/// What is counted. A description only: [`Question`] reads it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code)]
pub struct CountsOf {
    /// What counts are kept apart by: up to three, joined with commas.
    #[param(
        pattern = r"^(type|mode|quad|status|country|actor|recipient|dyad)(,(type|mode|quad|status|country|actor|recipient|dyad)){0,2}$"
    )]
    by: Option<String>,
    /// Spans of time.
    #[param(pattern = "^(day|week|month|year)$")]
    bucket: Option<String>,
}

/// A count.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counted {
    /// The span of time, `2024-04-15`, `2024-04` or `2024`; null without one, or for what has no date.
    pub bucket: Option<String>,
    /// The value of each dimension asked for; null where unknown.
    pub values: BTreeMap<String, Option<String>>,
    /// How many events.
    pub events: u64,
    /// Mean of their scores, -10 to 10.
    pub score: Option<f64>,
}

/// What one country did to another in a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dyad {
    /// Country that acts, ISO 3166-1 alpha-3.
    pub actor: String,
    /// Country it is done to.
    pub recipient: String,
    /// The month, or the year when those were asked for; null for what has no date.
    pub month: Option<String>,
    /// How many events.
    pub events: u64,
    /// How many of them are of conflict.
    pub conflict: u64,
}

/// Counts rows of the record.
async fn count(app: &App, query: CountQuery) -> Result<Arc<[CountRow]>, Problem> {
    app.read(move |store| store.count_events(&query).map_err(Problem::of_record)).await
}

async fn counted(app: &App, question: &Question) -> Result<List<Counted>, Problem> {
    let bucket = question.get("bucket").map(|found| {
        let known = Bucket::ALL.iter().find(|(name, _)| *name == found).map(|(_, bucket)| *bucket);
        known.ok_or_else(|| refuse("bucket", "day, week, month or year", found))
    });
    let names: Vec<&str> = question.get("by").map(|by| by.split(',').collect()).unwrap_or_default();
    if names.len() > MOST_DIMENSIONS {
        return Err(refuse("by", "at most three dimensions", &names.join(",")));
    }
    let by = names.iter().map(|found| {
        let known = Dimension::ALL.iter().find(|(name, _)| name == found).copied();
        let all = Dimension::ALL.map(|(name, _)| name).join(", ");
        known.ok_or_else(|| refuse("by", &all, found))
    });
    let by: Vec<(&str, Dimension)> = by.collect::<Result<_, _>>()?;
    let query = CountQuery {
        events: question.events()?,
        bucket: bucket.transpose()?,
        by: by.iter().map(|(_, dimension)| *dimension).collect(),
    };
    let rows = count(app, query).await?;
    let counted = |row: &CountRow| Counted {
        bucket: row.bucket.clone(),
        values: by.iter().map(|(name, _)| (*name).to_owned()).zip(row.values.iter().cloned()).collect(),
        events: row.count,
        score: row.score,
    };
    Ok(List { items: rows.iter().map(counted).collect(), next: None })
}

/// Pairs of countries by month or year.
async fn dyads(app: &App, question: &Question) -> Result<List<Dyad>, Problem> {
    let (query, asked) = (question.events()?, span(question)?);
    let read = move |store: &Record| match store.dyads(&query, asked.or(Some(Bucket::Month))) {
        // Of decades nobody asked for months.
        Err(StoreError::TooMuch) if asked.is_none() => store.dyads(&query, Some(Bucket::Year)),
        counted => counted,
    };
    let counts = app.read(move |store| read(store).map_err(Problem::of_record)).await?;
    let dyad = |DyadCount { bucket, actor, recipient, events, conflict }: DyadCount| Dyad {
        actor,
        recipient,
        month: bucket,
        events,
        conflict,
    };
    Ok(List { items: counts.iter().cloned().map(dyad).collect(), next: None })
}

/// The spans that pairs are to be counted by.
fn span(question: &Question) -> Result<Option<Bucket>, Problem> {
    match question.get("bucket") {
        None => Ok(None),
        Some("month") => Ok(Some(Bucket::Month)),
        Some("year") => Ok(Some(Bucket::Year)),
        Some(found) => Err(refuse("bucket", "month or year", found)),
    }
}

/// Counts of events.
#[utoipa::path(get, path = "/counts.json", tag = "counts",
    params(CountsOf, Conditions),
    responses((status = 200, body = List<Counted>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Counted>>, Problem> {
    Ok(Json(counted(&app, &question).await?))
}

/// Counts of events as CSV.
#[utoipa::path(get, path = "/counts.csv", tag = "counts",
    params(CountsOf, Conditions),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    table::csv(&counted(&app, &question).await?.items)
}

/// What countries did to one another, by month.
#[utoipa::path(get, path = "/dyads.json", tag = "counts", params(("bucket" = Option<String>, Query, pattern = "^(month|year)$", description = "Spans of time; when not given months, or years where months would be too many"), Conditions),
    responses((status = 200, body = List<Dyad>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn dyads_json(State(app): State<App>, question: Question) -> Result<Json<List<Dyad>>, Problem> {
    Ok(Json(dyads(&app, &question).await?))
}

/// What countries did to one another, by month, as CSV.
#[utoipa::path(get, path = "/dyads.csv", tag = "counts", params(("bucket" = Option<String>, Query, pattern = "^(month|year)$", description = "Spans of time; when not given months, or years where months would be too many"), Conditions),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn dyads_csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    table::csv(&dyads(&app, &question).await?.items)
}
