//! Documents as a list.

use super::frame::Frame;
use super::html;
use crate::api;
use crate::app::App;
use crate::http::Problem;
use crate::question::{Question, segment};
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "documents.html")]
struct Page {
    frame: Frame,
    rows: Vec<DocumentRow>,
    next: Option<String>,
}

struct DocumentRow {
    href: String,
    title: String,
    source: String,
    published: String,
    language: String,
    copy: bool,
}

/// `GET /documents`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let list = api::documents::read(&app, &question).await?;
    let rows = list.items.into_iter().map(|document| DocumentRow {
        href: format!("/documents/{}", segment(&document.id)),
        title: document.title.unwrap_or_else(|| super::row::short(&document.text)),
        source: document.source.unwrap_or_default(),
        published: document.published.unwrap_or_else(|| "no date".to_owned()),
        language: document.language.unwrap_or_default(),
        copy: document.duplicate_of.is_some(),
    });
    let rows = rows.collect();
    let next = list.next.map(|cursor| question.next("/documents", &cursor));
    let frame = app.read(move |store| Frame::new(store, "Documents", "/documents", &question)).await?;
    html(&Page { frame, rows, next })
}
