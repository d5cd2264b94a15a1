//! Entity tags: an answer is the same as long as the record, the program and the question are the same. So the tag is made
//! of them before any work is done, and a client that has the answer already costs nothing.

use super::token::Rights;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers 304 to a client that has this version; else tags the answer.
pub async fn tag(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let Some(version) = app.record_version() else {
        return next.run(request).await;
    };
    // The question is part of the tag's scope (RFC 9110: a tag is compared for one target only).
    // Who may write sees forms that others do not.
    let forms = if Rights::of(&app, request.headers()) == Rights::Write { "-w" } else { "" };
    let tag = format!("W/\"{}-{version}{forms}\"", env!("CARGO_PKG_VERSION"));
    let Ok(value) = HeaderValue::from_str(&tag) else {
        return next.run(request).await;
    };
    if has(request.headers(), &tag) {
        return with_tag(StatusCode::NOT_MODIFIED.into_response(), value);
    }
    let response = next.run(request).await;
    if response.status() == StatusCode::OK && !response.headers().contains_key(header::CACHE_CONTROL) {
        return with_tag(response, value);
    }
    response
}

fn with_tag(mut response: Response, tag: HeaderValue) -> Response {
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// Whether the client has the answer of this tag.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let all = headers.get_all(header::IF_NONE_MATCH);
    let mut tags = all.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.any(|shown| shown.trim() == tag)
}
