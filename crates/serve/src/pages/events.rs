//! Events as a list.

use super::frame::Frame;
use super::html;
use super::row::Row;
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "events.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    next: Option<String>,
    feed: String,
}

/// `GET /events`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let (query, paging) = (question.events()?, question.paging()?);
    let page = app
        .read(move |store| {
            let found = store.events(&query, &paging).map_err(Problem::of_record)?;
            Ok(Page {
                rows: Row::all(store, found.rows.iter().map(|stored| &stored.event))?,
                next: found.next.map(|cursor| question.next("/events", &cursor.to_string())),
                feed: question.link("/events.atom"),
                frame: Frame::new(store, "Events", "/events", &question)?,
            })
        })
        .await?;
    html(&page)
}
