//! Who acts on whom: a matrix of countries, whose cells lead to their events.

use super::frame::Frame;
use super::html;
use crate::api::counts::dyads;
use crate::app::App;
use crate::chart::axis::days_between;
use crate::http::Problem;
use crate::question::{Question, segment};
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use std::collections::BTreeMap;

/// Rows and columns of the matrix.
const MOST: usize = 14;
/// From so many days on the network goes by years.
const YEARS_FROM: i32 = 3000;

#[derive(Template)]
#[template(path = "actors.html")]
struct Page {
    frame: Frame,
    heads: Vec<(String, String)>,
    rows: Vec<MatrixRow>,
    pairs: Vec<Pair>,
    others: usize,
    /// The steps of the network.
    span: &'static str,
}

struct MatrixRow {
    name: String,
    href: String,
    cells: Vec<Cell>,
}

struct Cell {
    class: String,
    href: Option<String>,
    events: u64,
    label: String,
}

struct Pair {
    actor: String,
    recipient: String,
    href: String,
    events: u64,
    conflict: u64,
}

/// `GET /actors`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let mut cells: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for dyad in dyads(&app, &question, None).await?.items {
        let cell = cells.entry((dyad.actor, dyad.recipient)).or_default();
        cell.0 += dyad.events;
        cell.1 += dyad.conflict;
    }
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for ((actor, recipient), (events, _)) in &cells {
        *sizes.entry(actor).or_default() += events;
        *sizes.entry(recipient).or_default() += events;
    }
    let mut order: Vec<(&str, u64)> = sizes.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let others = order.len().saturating_sub(MOST);
    let codes: Vec<&str> = order.into_iter().take(MOST).map(|(code, _)| code).collect();
    let most = cells.values().map(|(events, _)| *events).max().unwrap_or(0);
    let events = |actor: &str, recipient: &str| question.with("/events", &[("actor", actor), ("recipient", recipient)]);
    let cell = |actor: &str, recipient: &str| {
        let (n, conflict) = cells.get(&(actor.to_owned(), recipient.to_owned())).copied().unwrap_or_default();
        let names = format!("{} to {}", words::country(actor), words::country(recipient));
        Cell {
            class: class(actor == recipient, n, conflict, most),
            href: (n > 0).then(|| events(actor, recipient)),
            events: n,
            label: format!("{names}: {n} events, {conflict} of conflict"),
        }
    };
    let rows = codes.iter().map(|actor| MatrixRow {
        name: words::country(actor),
        href: format!("/actors/{}", segment(actor)),
        cells: codes.iter().map(|recipient| cell(actor, recipient)).collect(),
    });
    let rows = rows.collect();
    let heads = codes.iter().map(|code| (words::country(code), format!("/actors/{}", segment(code)))).collect();
    let mut pairs: Vec<Pair> = cells
        .iter()
        .map(|((actor, recipient), (n, conflict))| Pair {
            actor: words::country(actor),
            recipient: words::country(recipient),
            href: events(actor, recipient),
            events: *n,
            conflict: *conflict,
        })
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.events));
    pairs.truncate(15);
    let mut query = question.events()?;
    let (frame, days) = app
        .read(move |store| {
            let days = super::timeline::days(store, &mut query)?;
            Ok((Frame::new(store, "Actors", "/actors", &question)?, days))
        })
        .await?;
    let long = days.is_some_and(|(first, last)| days_between(first, last) > YEARS_FROM);
    html(&Page { frame, heads, rows, pairs, others, span: if long { "year" } else { "month" } })
}

/// The look of a cell: conflict or cooperation by what there is more of, in three steps.
fn class(itself: bool, events: u64, conflict: u64, most: u64) -> String {
    if events == 0 {
        return if itself { "self".to_owned() } else { String::new() };
    }
    let part = (events as f64).ln_1p() / (most as f64).ln_1p();
    let step = ((part * 3.0).ceil() as usize).clamp(1, 3) - 1;
    let kind = if conflict * 2 >= events { "conflict" } else { "cooperation" };
    format!("{kind}-{step}{}", if step == 2 { " hot" } else { "" })
}
