//! Documents by their words: those whose title has them, then the latest.

use super::documents::DocumentConditions;
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use crate::table;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_store::{FoundDocument, Store};
use serde::Serialize;
use utoipa::ToSchema;

/// Ranked results are looked through from the first, so they end here.
const DEEPEST: usize = 1000;

/// A document that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Words around what was found, which stands between `[` and `]`.
    pub snippet: String,
    /// Mentions of events in it.
    pub mentions: u64,
}

impl From<FoundDocument> for Hit {
    fn from(found: FoundDocument) -> Self {
        let FoundDocument { document, snippet, mentions } = found;
        let masudi_record::Document { id, title, source, published, .. } = document;
        Self { id, title, source, published, snippet, mentions }
    }
}

/// What is found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hits {
    /// The documents: of the latest that have the words those first whose title has them, then the latest.
    pub items: Vec<Hit>,
    /// To be given as `after` for the next ones; null when there are no more.
    pub next: Option<String>,
    /// Whether earlier documents were not looked at: with `from` and `to` they are.
    pub cut: bool,
}

/// A page of what is found. `after` is how many to pass over.
pub fn find(store: &Store, question: &Question) -> Result<Hits, Problem> {
    let query = question.documents()?;
    let skip = match question.get("after").map(str::parse::<usize>) {
        None => 0,
        Some(Ok(skip)) if skip <= DEEPEST => skip,
        Some(_) => return Err(Problem::bad_request("after: expected a cursor that a page gave as its next")),
    };
    let most = crate::question::rows(question)?;
    let found = store.search(&query, skip, most).map_err(Problem::of_record)?;
    let next = (found.more && skip + most <= DEEPEST).then(|| (skip + most).to_string());
    Ok(Hits { items: found.documents.into_iter().map(Hit::from).collect(), next, cut: found.cut })
}

/// Documents by their words: those whose title has them, then the latest.
#[utoipa::path(get, path = "/search.json", tag = "record",
    params(DocumentConditions, ("after" = Option<u32>, Query, maximum = 1000, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page; 50 when not given")),
    responses((status = 200, body = Hits), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<Hits>, Problem> {
    Ok(Json(app.read(move |store| find(store, &question)).await?))
}

/// Documents by their words as CSV.
#[utoipa::path(get, path = "/search.csv", tag = "record",
    params(DocumentConditions, ("after" = Option<u32>, Query, maximum = 1000, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page; 50 when not given")),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    table::csv(&app.read(move |store| find(store, &question)).await?.items)
}
