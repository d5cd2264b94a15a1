//! Events.

use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::Event;
use masudi_store::{Store, StoredEvent};

/// Events, a page of them.
#[utoipa::path(get, path = "/events.json", tag = "record",
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
    responses((status = 200, body = List<Event>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Event>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::events, |stored: StoredEvent| stored.event).await?))
}

/// Events as CSV, a page of them.
#[utoipa::path(get, path = "/events.csv", tag = "record",
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
    list::csv(&list::read(&app, &question, Store::events, |stored: StoredEvent| stored.event).await?)
}
