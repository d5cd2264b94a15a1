//! Documents.

use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::Document;

/// A page of documents.
pub async fn read(app: &App, question: &Question) -> Result<List<Document>, Problem> {
    let (query, paging) = (question.documents()?, question.paging()?);
    let page = app.read(move |store| store.documents(&query, &paging).map_err(Problem::internal)).await?;
    Ok(List::of(page, |stored| stored.document))
}

/// Documents, a page of them.
#[utoipa::path(get, path = "/documents.json", tag = "record",
    params(
        ("text" = Option<String>, Query, description = "Words and quoted phrases of title or text"),
        ("source" = Option<String>, Query, description = "Outlet"),
        ("language" = Option<String>, Query, description = "ISO 639-1 code"),
        ("from" = Option<String>, Query, description = "Published on this day or later"),
        ("to" = Option<String>, Query, description = "Published on this day or earlier"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page"),
    ),
    responses((status = 200, body = List<Document>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Document>>, Problem> {
    Ok(list::json(read(&app, &question).await?))
}

/// Documents as CSV, a page of them.
#[utoipa::path(get, path = "/documents.csv", tag = "record",
    params(
        ("text" = Option<String>, Query, description = "Words and quoted phrases of title or text"),
        ("source" = Option<String>, Query, description = "Outlet"),
        ("language" = Option<String>, Query, description = "ISO 639-1 code"),
        ("from" = Option<String>, Query, description = "Published on this day or later"),
        ("to" = Option<String>, Query, description = "Published on this day or earlier"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page"),
    ),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&read(&app, &question).await?)
}
