//! The longest time to an answer's head. A stream's body may last longer; what it reads is bounded by its own limit.

use super::Problem;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers 503 when the time is over.
pub async fn deadline(State(app): State<App>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(app.settings().timeout, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let detail = "the answer took too long: ask for a shorter time or fewer types";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail).into_response()
        }
    }
}
