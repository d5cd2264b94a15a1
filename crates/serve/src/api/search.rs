//! Documents by their words, the best first.

use super::documents::DocumentConditions;
use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_store::FoundDocument;
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

/// A page of what is found. `after` is how many to pass over.
pub async fn find(app: &App, question: &Question) -> Result<List<Hit>, Problem> {
    let query = question.documents()?;
    let skip = match question.get("after").map(str::parse::<usize>) {
        None => 0,
        Some(Ok(skip)) if skip <= DEEPEST => skip,
        Some(_) => return Err(Problem::bad_request("after: expected a cursor that a page gave as its next")),
    };
    let most = crate::question::rows(question)?;
    let found = app.read(move |store| store.search(&query, skip, most + 1).map_err(Problem::of_record)).await?;
    let next = (found.len() > most && skip + most <= DEEPEST).then(|| (skip + most).to_string());
    Ok(List { items: found.into_iter().take(most).map(Hit::from).collect(), next })
}

/// Documents by their words, the best first.
#[utoipa::path(get, path = "/search.json", tag = "record",
    params(DocumentConditions, ("after" = Option<u32>, Query, maximum = 1000, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page; 50 when not given")),
    responses((status = 200, body = List<Hit>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Hit>>, Problem> {
    Ok(list::json(find(&app, &question).await?))
}

/// Documents by their words as CSV.
#[utoipa::path(get, path = "/search.csv", tag = "record",
    params(DocumentConditions, ("after" = Option<u32>, Query, maximum = 1000, description = "The `next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page; 50 when not given")),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&find(&app, &question).await?)
}
