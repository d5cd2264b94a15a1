//! How things stand: processes, force levels, what decides them, and who says what.

use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use masudi_record::{Deployment, Factor, Process, Statement};
use masudi_store::Store;

/// Processes, a page of them.
#[utoipa::path(get, path = "/processes.json", tag = "record",
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
    responses((status = 200, body = List<Process>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn processes_json(State(app): State<App>, question: Question) -> Result<Json<List<Process>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::processes, |one: Process| one).await?))
}

/// Processes as CSV, a page of them.
#[utoipa::path(get, path = "/processes.csv", tag = "record",
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
pub async fn processes_csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&list::read(&app, &question, Store::processes, |one: Process| one).await?)
}

/// Force levels, a page of them.
#[utoipa::path(get, path = "/deployments.json", tag = "record",
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
    responses((status = 200, body = List<Deployment>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn deployments_json(State(app): State<App>, question: Question) -> Result<Json<List<Deployment>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::deployments, |one: Deployment| one).await?))
}

/// Force levels as CSV, a page of them.
#[utoipa::path(get, path = "/deployments.csv", tag = "record",
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
pub async fn deployments_csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&list::read(&app, &question, Store::deployments, |one: Deployment| one).await?)
}

/// Factors, a page of them.
#[utoipa::path(get, path = "/factors.json", tag = "record",
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
    responses((status = 200, body = List<Factor>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn factors_json(State(app): State<App>, question: Question) -> Result<Json<List<Factor>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::factors, |one: Factor| one).await?))
}

/// Factors as CSV, a page of them.
#[utoipa::path(get, path = "/factors.csv", tag = "record",
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
pub async fn factors_csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&list::read(&app, &question, Store::factors, |one: Factor| one).await?)
}

/// Statements, a page of them.
#[utoipa::path(get, path = "/statements.json", tag = "record",
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
    responses((status = 200, body = List<Statement>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn statements_json(State(app): State<App>, question: Question) -> Result<Json<List<Statement>>, Problem> {
    Ok(list::json(list::read(&app, &question, Store::statements, |one: Statement| one).await?))
}

/// Statements as CSV, a page of them.
#[utoipa::path(get, path = "/statements.csv", tag = "record",
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
pub async fn statements_csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&list::read(&app, &question, Store::statements, |one: Statement| one).await?)
}

/// A process with its history.
#[utoipa::path(get, path = "/processes/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the process")),
    responses((status = 200, body = Process), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn process(State(app): State<App>, Path(key): Path<String>) -> Result<Json<Process>, Problem> {
    let id = list::form(&key).0.to_owned();
    let found = app.read(move |store| store.process(&id).map_err(Problem::internal)).await?;
    found.map(Json).ok_or_else(|| Problem::not_found("there is no process of this id"))
}
