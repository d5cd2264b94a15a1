//! Whether the server can answer.

use crate::app::App;
use crate::http::Problem;
use crate::renewal::Renewed;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

/// How it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: &'static str,
    /// Version of Masudi.
    pub version: &'static str,
    /// Whether what was written to this server has become events.
    pub written: Renewed,
}

/// Whether the record can be read.
#[utoipa::path(get, path = "/healthz", tag = "server",
    responses((status = 200, body = Health), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn health(State(app): State<App>) -> Result<Json<Health>, Problem> {
    let unread = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "the record cannot be read");
    app.record_version().ok_or_else(unread)?;
    Ok(Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION"), written: app.renewal().state() }))
}
