//! Documents by their words.

use super::frame::Frame;
use super::html;
use super::marked::Piece;
use crate::api;
use crate::app::App;
use crate::http::Problem;
use crate::question::{Question, segment};
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    asked: String,
    hits: Vec<HitView>,
    next: Option<String>,
    cut: bool,
    events: String,
}

struct HitView {
    href: String,
    title: String,
    source: String,
    published: String,
    mentions: u64,
    snippet: Vec<Piece>,
}

/// `GET /search`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let (list, frame) = app
        .read(move |store| {
            Ok((api::search::find(store, &question)?, Frame::new(store, "Search", "/search", &question)?))
        })
        .await?;
    let question = &frame.question;
    let hits = list.items.into_iter().map(|hit| HitView {
        href: format!("/documents/{}", segment(&hit.id)),
        title: hit.title.unwrap_or_else(|| hit.id.clone()),
        source: hit.source.unwrap_or_default(),
        published: hit.published.unwrap_or_else(|| "no date".to_owned()),
        mentions: hit.mentions,
        snippet: snippet(&hit.snippet),
    });
    let hits = hits.collect();
    let cut = list.cut;
    let next = list.next.map(|cursor| question.next("/search", &cursor));
    let (asked, events) = (question.value("text").to_owned(), question.link("/events"));
    html(&Page { frame, asked, hits, next, cut, events })
}

/// What was found stands between brackets.
fn snippet(text: &str) -> Vec<Piece> {
    let piece = |text: &str, found| Piece {
        text: text.to_owned(),
        class: if found { Some("trigger") } else { None },
        href: None,
        told: false,
        anchor: false,
    };
    let mut pieces = Vec::new();
    for part in text.split_inclusive(']') {
        match part.split_once('[').and_then(|(before, rest)| Some((before, rest.strip_suffix(']')?))) {
            Some((before, found)) => pieces.extend([piece(before, false), piece(found, true)]),
            None => pieces.push(piece(part, false)),
        }
    }
    pieces
}
