//! Documents.

use super::list::{self, List, PageOf};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::Document;
use utoipa::IntoParams;

/// The conditions that documents are asked by; all that are given must hold. A description only: [`Question`] reads them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code)]
pub struct DocumentConditions {
    /// Words and quoted phrases of title or text, all of them; `word*` may go on.
    #[param(max_length = 500)]
    text: Option<String>,
    /// Outlet.
    #[param(max_length = 500, pattern = r#"^[^",\s]+$"#)]
    source: Option<String>,
    /// ISO 639-1 code.
    #[param(pattern = "^[a-z]{2}$")]
    language: Option<String>,
    /// Published on this day or later.
    #[param(pattern = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$")]
    from: Option<String>,
    /// Published on this day or earlier.
    #[param(pattern = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$")]
    to: Option<String>,
}

/// A page of documents.
pub async fn read(app: &App, question: &Question) -> Result<List<Document>, Problem> {
    let (query, paging) = (question.documents()?, question.paging()?);
    let page = app.read(move |store| store.documents(&query, &paging).map_err(Problem::of_record)).await?;
    Ok(List::of(page, |stored| stored.document))
}

/// Documents, a page of them.
#[utoipa::path(get, path = "/documents.json", tag = "record",
    params(DocumentConditions, PageOf),
    responses((status = 200, body = List<Document>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Document>>, Problem> {
    Ok(list::json(read(&app, &question).await?))
}

/// Documents as CSV, a page of them.
#[utoipa::path(get, path = "/documents.csv", tag = "record",
    params(DocumentConditions, PageOf),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&read(&app, &question).await?)
}
