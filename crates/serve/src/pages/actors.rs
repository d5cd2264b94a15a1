//! Who acts on whom: a matrix of countries, whose cells lead to their events.

use super::frame::Frame;
use super::html;
use crate::app::App;
use crate::chart::axis::days_between;
use crate::http::Problem;
use crate::index::{DyadCount, Record};
use crate::question::{Question, segment};
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use masudi_store::EventQuery;
use std::collections::{BTreeMap, HashMap};

/// Rows and columns of the matrix.
const MOST: usize = 14;
/// Pairs of the list.
const LISTED: usize = 15;
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
    let query = question.events()?;
    let page = app.read(move |store| read(store, query, &question)).await?;
    html(&page)
}

fn read(store: &Record, mut query: EventQuery, question: &Question) -> Result<Page, Problem> {
    let pairs = store.dyads(&query, None).map_err(Problem::of_record)?;
    let cells: HashMap<(&str, &str), (u64, u64)> = pairs
        .iter()
        .map(|pair| ((pair.actor.as_str(), pair.recipient.as_str()), (pair.events, pair.conflict)))
        .collect();
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for pair in pairs.iter() {
        *sizes.entry(&pair.actor).or_default() += pair.events;
        *sizes.entry(&pair.recipient).or_default() += pair.events;
    }
    let mut order: Vec<(&str, u64)> = sizes.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let others = order.len().saturating_sub(MOST);
    let codes: Vec<&str> = order.into_iter().take(MOST).map(|(code, _)| code).collect();
    let most = cells.values().map(|(events, _)| *events).max().unwrap_or(0);
    let events = |actor: &str, recipient: &str| question.with("/events", &[("actor", actor), ("recipient", recipient)]);
    let cell = |actor: &str, recipient: &str| {
        let (n, conflict) = cells.get(&(actor, recipient)).copied().unwrap_or_default();
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
    let mut most_first: Vec<&DyadCount> = pairs.iter().collect();
    most_first.sort_by_key(|pair| std::cmp::Reverse(pair.events));
    let listed = most_first.into_iter().take(LISTED).map(|pair| Pair {
        actor: words::country(&pair.actor),
        recipient: words::country(&pair.recipient),
        href: events(&pair.actor, &pair.recipient),
        events: pair.events,
        conflict: pair.conflict,
    });
    let pairs = listed.collect();
    let days = super::timeline::days(store, &mut query)?;
    let frame = Frame::new(store, "Actors", "/actors", question)?;
    let long = days.is_some_and(|(first, last)| days_between(first, last) > YEARS_FROM);
    Ok(Page { frame, heads, rows, pairs, others, span: if long { "year" } else { "month" } })
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
