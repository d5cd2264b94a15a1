//! An error as a page, for who asks for pages.

use super::Problem;
use crate::app::App;
use crate::pages::frame::Frame;
use crate::question::Question;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

#[derive(Template)]
#[template(path = "problem.html")]
struct Page {
    frame: Frame,
    problem: Problem,
}

/// Turns a problem into a page when the request prefers HTML.
pub async fn for_browsers(State(_): State<App>, request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let wants_page = accept.split(',').next().is_some_and(|first| first.trim().starts_with("text/html"));
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().filter(|_| wants_page) else { return response };
    let frame = Frame { title: problem.title.to_string(), path: "", question: Question::default(), sequence: None };
    let page = Page { frame, problem: problem.clone() };
    match page.render() {
        Ok(html) => (StatusCode::from_u16(problem.status).unwrap_or_default(), Html(html)).into_response(),
        Err(_) => response,
    }
}
