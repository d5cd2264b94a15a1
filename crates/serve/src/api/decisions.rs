//! What people decide of events: that mentions tell one event, or two, or that a value is another. It holds from the next
//! `masudi reconcile` on.

use crate::app::App;
use crate::http::Problem;
use crate::http::token::Writer;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use masudi_record::Decision;
use masudi_store::Store;
use serde::Serialize;
use utoipa::ToSchema;

/// A decision that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Its number, by which it can be taken back.
    pub number: i64,
}

/// Keeps a decision. Needs the server's token.
#[utoipa::path(post, path = "/decisions", tag = "decisions", request_body = Decision, security(("token" = [])),
    responses((status = 201, body = Kept), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 415, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn decide(
    _: Writer,
    State(app): State<App>,
    decision: Result<Json<Decision>, JsonRejection>,
) -> Result<(StatusCode, Json<Kept>), Problem> {
    let Json(decision) = decision.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let file = app.settings().db.clone();
    let now = jiff::Timestamp::now().to_string();
    let kept = tokio::task::spawn_blocking(move || Store::open(&file)?.decide(&decision, &now)).await;
    let number = kept.map_err(Problem::internal)?.map_err(Problem::internal)?;
    Ok((StatusCode::CREATED, Json(Kept { number })))
}
