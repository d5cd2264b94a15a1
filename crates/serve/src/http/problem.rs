//! The one shape of an error: `application/problem+json` (RFC 9457), or a page for who asks for one.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use masudi_store::StoreError;
use serde::Serialize;
use std::borrow::Cow;

/// Something that went wrong, as RFC 9457 writes it. `type` is `about:blank`: the status says what kind it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `about:blank`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The HTTP status in words.
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// What was expected, what was found, what to do.
    pub detail: String,
}

impl Problem {
    /// A problem of a status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: Cow::Borrowed(status.canonical_reason().unwrap_or("Error")),
            status: status.as_u16(),
            detail: detail.into(),
        }
    }

    /// The request makes no sense.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// What kept the record from answering: a question that asks for too much is the client's, all else a fault of the server.
    pub fn of_record(cause: StoreError) -> Self {
        match cause {
            StoreError::TooMuch | StoreError::ManyWords { .. } => Self::bad_request(cause.to_string()),
            fault => Self::internal(fault),
        }
    }

    /// A fault of the server; what it was goes to the log, not to the network.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the server failed; its log says why")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        // The page around turns it into HTML for a browser.
        response.extensions_mut().insert(self);
        response
    }
}
