//! One actor: what it is called, with whom it acts, and its events.

use super::frame::Frame;
use super::html;
use super::row::{Row, Who, events_of};
use crate::api::list::form;
use crate::app::App;
use crate::chart::bars::Bars;
use crate::http::Problem;
use crate::index::Record;
use crate::question::Question;
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use masudi_record::{Event, Party};
use masudi_store::{EventQuery, Order, Paging};
use std::collections::BTreeMap;

/// Events that are looked at.
const LOOKED_AT: usize = 500;
const LISTED: usize = 25;
const PARTNERS: usize = 12;

#[derive(Template)]
#[template(path = "actor.html")]
struct Page {
    frame: Frame,
    name: String,
    names: Vec<(String, usize)>,
    countries: Vec<String>,
    partners: Vec<(Who, usize, usize)>,
    as_actor: usize,
    as_recipient: usize,
    more: bool,
    bars: Option<Bars>,
    rows: Vec<Row>,
    all: String,
    counts: String,
}

/// `GET /actors/{key}`: by country, id, code or name.
pub async fn page(
    State(app): State<App>,
    Path(key): Path<String>,
    question: Question,
) -> Result<Html<String>, Problem> {
    let key = form(&key).0.to_owned();
    let page = app.read(move |store| read(store, &key, &question)).await?;
    html(&page)
}

fn read(store: &Record, key: &str, question: &Question) -> Result<Page, Problem> {
    let mut query = EventQuery { parties: vec![vec![key.to_owned()]], ..EventQuery::default() };
    let paging = Paging { order: Order::Newest, after: None, most: LOOKED_AT };
    let found = store.events(&query, &paging).map_err(Problem::internal)?;
    let events: Vec<Event> = found.rows.into_iter().map(|stored| stored.event).collect();
    if events.is_empty() {
        return Err(Problem::not_found("nobody of this country, id, code or name takes part in an event"));
    }
    let is = |party: &Party| {
        let same = |value: &Option<String>| value.as_deref().is_some_and(|value| value.eq_ignore_ascii_case(key));
        same(&party.id) || same(&party.country) || same(&party.code) || same(&party.name)
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut countries: BTreeMap<String, usize> = BTreeMap::new();
    let mut partners: BTreeMap<&Party, (usize, usize)> = BTreeMap::new();
    for event in &events {
        let parties = || event.actors.iter().chain(&event.recipients);
        for party in parties().filter(|party| is(party)) {
            *names.entry(words::party(party)).or_default() += 1;
            countries.extend(party.country.as_deref().map(|code| (words::country(code), 1)));
        }
        let conflict = usize::from(event.quad.ends_with("-conflict"));
        for party in parties().filter(|party| !is(party)) {
            let counts = partners.entry(party).or_default();
            counts.0 += 1;
            counts.1 += conflict;
        }
    }
    let mut names: Vec<(String, usize)> = names.into_iter().collect();
    names.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    names.truncate(PARTNERS);
    let mut partners: Vec<(Who, usize, usize)> =
        partners.into_iter().map(|(party, (n, conflict))| (Who::of(party), n, conflict)).collect();
    partners.sort_by_key(|(_, n, _)| std::cmp::Reverse(*n));
    partners.truncate(PARTNERS);
    let name = words::country(key);
    let bar_question = question.clone();
    let days = super::timeline::days(store, &mut query)?;
    let bars = days.map(|days| super::timeline::chart(store, &query, days, 150.0, &bar_question)).transpose()?;
    Ok(Page {
        as_actor: events.iter().filter(|event| event.actors.iter().any(is)).count(),
        as_recipient: events.iter().filter(|event| event.recipients.iter().any(is)).count(),
        countries: countries.into_keys().collect(),
        more: found.next.is_some(),
        rows: Row::all(store, events.iter().take(LISTED))?,
        all: events_of(key),
        counts: crate::question::address("/counts.csv", [("party", key), ("by", "quad"), ("bucket", "month")]),
        frame: Frame { path: "", ..Frame::new(store, &name, "/actors", question)? },
        name,
        names,
        partners,
        bars,
    })
}
