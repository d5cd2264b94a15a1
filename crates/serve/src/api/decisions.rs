//! What people decide of events: that mentions tell one event, or two, that a value is another; and remarks. A decision
//! holds from the next `masudi reconcile` on. Writing takes proof of the token.

use super::list::{self, List};
use crate::app::App;
use crate::decide::{self, Asked};
use crate::http::Problem;
use crate::http::token::Writer;
use crate::question::{Question, rows, segment};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use masudi_record::Decision;
use masudi_store::StoredDecision;
use serde::Serialize;
use utoipa::ToSchema;

/// A decision that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Its number, by which it can be taken back.
    pub number: i64,
}

/// A decision with its turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Its number, by which it can be taken back.
    pub number: i64,
    /// When it was taken (ISO 8601, UTC).
    pub decided: String,
    /// The decision.
    pub decision: Decision,
}

impl From<StoredDecision> for Decided {
    fn from(stored: StoredDecision) -> Self {
        let StoredDecision { number, decided, decision } = stored;
        Self { number, decided, decision }
    }
}

/// What was decided, the latest first.
#[utoipa::path(get, path = "/decisions.json", tag = "decisions",
    params(("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items at most; 50 when not given")),
    responses((status = 200, body = List<Decided>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Decided>>, Problem> {
    let most = rows(&question)?;
    let found = app.read(move |store| store.decisions_on(&[], most).map_err(Problem::of_record)).await?;
    Ok(list::json(List { items: found.into_iter().map(Decided::from).collect(), next: None }))
}

/// What was decided as CSV, the latest first.
#[utoipa::path(get, path = "/decisions.csv", tag = "decisions",
    params(("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items at most; 50 when not given")),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(app: State<App>, question: Question) -> Result<Response, Problem> {
    let Json(list) = json(app, question).await?;
    list::csv(&list)
}

/// Keeps a decision. Needs the server's token.
#[utoipa::path(post, path = "/decisions", tag = "decisions", request_body = Decision, security(("token" = [])),
    responses((status = 201, body = Kept), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 415, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn decide(
    writer: Writer,
    State(app): State<App>,
    decision: Result<Json<Decision>, JsonRejection>,
) -> Result<(StatusCode, Json<Kept>), Problem> {
    let Json(decision) = decision.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let decision = decide::check(decision)?;
    let number = app.write(writer, move |store, now| store.decide(&decision, now).map_err(Problem::of_record)).await?;
    Ok((StatusCode::CREATED, Json(Kept { number })))
}

/// `POST /events/{id}/decisions`: a form of the event's page.
pub async fn of_event(
    writer: Writer,
    State(app): State<App>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked = Asked::read(&body)?;
    let event = id.clone();
    app.write(writer, move |store, now| {
        let decision = asked.decision(store, &event)?;
        store.decide(&decision, now).map_err(Problem::of_record)
    })
    .await?;
    Ok(see(&format!("/events/{}#decisions", segment(&id))))
}

/// `POST /decisions/{number}/undo`: a form that takes a decision back.
pub async fn undo(
    writer: Writer,
    State(app): State<App>,
    Path(number): Path<i64>,
    body: Bytes,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("there is no decision of this number; it may have been taken back");
    let there = app.write(writer, move |store, _| store.undecide(number).map_err(Problem::of_record)).await?;
    there.then_some(()).ok_or_else(missing)?;
    let event = url::form_urlencoded::parse(&body).find(|(key, _)| key == "event").map(|(_, id)| segment(&id));
    Ok(see(&event.map_or_else(|| "/decisions".to_owned(), |id| format!("/events/{id}#decisions"))))
}

/// Takes a decision back. Needs the server's token.
#[utoipa::path(delete, path = "/decisions/{number}", tag = "decisions", security(("token" = [])),
    params(("number" = i64, Path, description = "Number of the decision")),
    responses((status = 204), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn remove(writer: Writer, State(app): State<App>, Path(number): Path<String>) -> Result<StatusCode, Problem> {
    let number: i64 =
        number.parse().map_err(|_| Problem::bad_request("expected the number of a decision in the address"))?;
    let there = app.write(writer, move |store, _| store.undecide(number).map_err(Problem::of_record)).await?;
    let missing = || Problem::not_found("there is no decision of this number");
    there.then_some(StatusCode::NO_CONTENT).ok_or_else(missing)
}

/// Shows a page after a form.
fn see(place: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}
