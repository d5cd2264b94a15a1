//! One actor: what it is called, with whom it acts, and its events.

use super::frame::Frame;
use super::html;
use super::row::{Row, Who, events_of};
use crate::api::actors::ActorView;
use crate::api::list::{Form, form};
use crate::app::App;
use crate::chart::bars::Bars;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, segment};
use crate::{api, table};
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use masudi_record::Event;
use masudi_store::EventQuery;

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
    twin: String,
}

/// Somebody who takes part: by country, id, code or name. As CSV: with whom.
#[utoipa::path(get, path = "/actors/{key}.json", tag = "record", params(("key" = String, Path, description = "Country, id, code or name")),
    responses((status = 200, body = ActorView), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn any(State(app): State<App>, Path(key): Path<String>, question: Question) -> Result<Response, Problem> {
    let (key, form) = form(&key);
    let key = key.to_owned();
    let (view, page) = app
        .read(move |store| {
            let (view, events) = api::actors::view(store, &key)?;
            let page = (form == Form::Page).then(|| read(store, &view, &events, &question)).transpose()?;
            Ok((view, page))
        })
        .await?;
    match (form, page) {
        (Form::Csv, _) => table::csv(&view.partners),
        (_, Some(page)) => html(&page).map(IntoResponse::into_response),
        _ => Ok(Json(view).into_response()),
    }
}

fn read(store: &Record, view: &ActorView, events: &[Event], question: &Question) -> Result<Page, Problem> {
    let key = view.key.as_str();
    let mut query = EventQuery { parties: vec![vec![key.to_owned()]], ..EventQuery::default() };
    let bar_question = question.clone();
    let days = super::timeline::days(store, &mut query)?;
    let bars = days.map(|days| super::timeline::chart(store, &query, days, 150.0, &bar_question)).transpose()?;
    Ok(Page {
        as_actor: view.acts,
        as_recipient: view.acted_on,
        countries: view.countries.clone(),
        more: view.more,
        rows: Row::all(store, events.iter().take(LISTED))?,
        all: events_of(key),
        counts: crate::question::address("/counts.csv", [("party", key), ("by", "quad"), ("bucket", "month")]),
        frame: Frame { path: "", ..Frame::new(store, &view.name, "/actors", question)? },
        name: view.name.clone(),
        names: view.names.iter().take(PARTNERS).map(|named| (named.name.clone(), named.events)).collect(),
        partners: view.partners.iter().take(PARTNERS).map(|p| (Who::of(&p.party), p.events, p.conflict)).collect(),
        twin: format!("/actors/{}", segment(key)),
        bars,
    })
}
