//! One mention.

use super::list;
use crate::app::App;
use crate::http::Problem;
use axum::Json;
use axum::extract::{Path, State};
use masudi_record::Mention;

/// A mention.
#[utoipa::path(get, path = "/mentions/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the mention")),
    responses((status = 200, body = Mention), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn one(State(app): State<App>, Path(key): Path<String>) -> Result<Json<Mention>, Problem> {
    let id = list::form(&key).0.to_owned();
    let found = app.read(move |store| store.mention(&id).map_err(Problem::of_record)).await?;
    found.map(|stored| Json(stored.mention)).ok_or_else(|| Problem::not_found("there is no mention of this id"))
}
