//! Mentions.

use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use masudi_record::Mention;
use masudi_store::{Store, StoredMention};

/// Mentions, a page of them.
#[utoipa::path(get, path = "/mentions.json", tag = "record",
    params(
        ("type" = Option<String>, Query, description = "Event types, joined with commas"),
        ("party" = Option<String>, Query, description = "Who takes part: country, id, code or name"),
        ("country" = Option<String>, Query, description = "Country of the place, ISO 3166-1 alpha-3"),
        ("from" = Option<String>, Query, description = "First day, month or year"),
        ("to" = Option<String>, Query, description = "Last day, month or year"),
        ("text" = Option<String>, Query, description = "Words and quoted phrases of the sentence"),
        ("status" = Option<String>, Query, description = "actual, alleged, future, historical, hypothetical, negated"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page"),
        ("order" = Option<String>, Query, description = "newest, oldest or recorded"),
    ),
    responses((status = 200, body = List<Mention>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Mention>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::mentions, |stored: StoredMention| stored.mention).await?))
}

/// Mentions as CSV, a page of them.
#[utoipa::path(get, path = "/mentions.csv", tag = "record",
    params(
        ("type" = Option<String>, Query, description = "Event types, joined with commas"),
        ("party" = Option<String>, Query, description = "Who takes part: country, id, code or name"),
        ("country" = Option<String>, Query, description = "Country of the place, ISO 3166-1 alpha-3"),
        ("from" = Option<String>, Query, description = "First day, month or year"),
        ("to" = Option<String>, Query, description = "Last day, month or year"),
        ("text" = Option<String>, Query, description = "Words and quoted phrases of the sentence"),
        ("status" = Option<String>, Query, description = "actual, alleged, future, historical, hypothetical, negated"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page"),
        ("order" = Option<String>, Query, description = "newest, oldest or recorded"),
    ),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&list::read(&app, &question, Store::mentions, |stored: StoredMention| stored.mention).await?)
}

/// A mention.
#[utoipa::path(get, path = "/mentions/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the mention")),
    responses((status = 200, body = Mention), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn one(State(app): State<App>, Path(key): Path<String>) -> Result<Json<Mention>, Problem> {
    let id = list::form(&key).0.to_owned();
    let found = app.read(move |store| store.mention(&id).map_err(Problem::internal)).await?;
    found.map(|stored| Json(stored.mention)).ok_or_else(|| Problem::not_found("there is no mention of this id"))
}
