//! The pages: what a request asks, read from the record, as HTML. Text of the record is escaped by the templates.

pub mod actor;
pub mod actors;
pub mod brief;
pub mod decisions;
pub mod document;
pub mod documents;
pub mod dossiers;
pub mod event;
pub mod events;
pub mod frame;
pub mod map;
pub mod marked;
pub mod processes;
pub mod row;
pub mod search;
pub mod session;
pub mod situation;
pub mod timeline;

use crate::http::Problem;
use askama::Template;
use axum::response::Html;

/// A page as an answer.
fn html(page: &impl Template) -> Result<Html<String>, Problem> {
    page.render().map(Html).map_err(Problem::internal)
}
