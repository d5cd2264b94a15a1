//! Those who take part: countries with their numbers of events, and one of them with whom it acts.

use super::list::{self, Conditions, List};
use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use crate::question::Question;
use crate::words;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::{Event, Party};
use masudi_store::{CountQuery, Dimension, EventQuery, Order, Paging};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Events of an actor that are looked at, and names and partners that are given.
pub const LOOKED_AT: usize = 500;
const MOST: usize = 50;

/// A country that takes part.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActorCount {
    /// ISO 3166-1 alpha-3, or a code of an organisation; `/actors/KEY` tells more.
    pub key: String,
    /// Its English name.
    pub name: String,
    /// Events in which it acts.
    pub acts: u64,
    /// Events in which it is acted on.
    pub acted_on: u64,
}

/// Somebody who takes part.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActorView {
    /// By what it was asked for: country, id, code or name.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What reports call it, the most frequent first.
    pub names: Vec<Named>,
    /// Countries that it belongs to.
    pub countries: Vec<String>,
    /// With whom it takes part, the most frequent first.
    pub partners: Vec<Partner>,
    /// Events in which it acts, of those looked at.
    pub acts: usize,
    /// Events in which it is acted on, of those looked at.
    pub acted_on: usize,
    /// Events that were looked at: the latest ones.
    pub looked_at: usize,
    /// Whether there are more.
    pub more: bool,
}

/// A name with how often it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Events.
    pub events: usize,
}

/// Somebody who takes part in the same events.
#[derive(Debug, Serialize, ToSchema)]
pub struct Partner {
    /// Who.
    pub party: Party,
    /// Events.
    pub events: usize,
    /// Those of them that are of conflict.
    pub conflict: usize,
}

async fn counted(app: &App, question: &Question) -> Result<List<ActorCount>, Problem> {
    let query = question.events()?;
    let counts = app
        .read(move |store| {
            let mut found: BTreeMap<String, (u64, u64)> = BTreeMap::new();
            for by in [Dimension::Actor, Dimension::Recipient] {
                let query = CountQuery { events: query.clone(), bucket: None, by: vec![by] };
                for row in store.count_events(&query).map_err(Problem::of_record)?.iter() {
                    let Some(Some(key)) = row.values.first() else { continue };
                    let counts = found.entry(key.clone()).or_default();
                    *(if by == Dimension::Actor { &mut counts.0 } else { &mut counts.1 }) += row.count;
                }
            }
            Ok(found)
        })
        .await?;
    let actor = |(key, (acts, acted_on)): (String, (u64, u64))| {
        let name = words::country(&key);
        ActorCount { key, name, acts, acted_on }
    };
    let mut items: Vec<ActorCount> = counts.into_iter().map(actor).collect();
    items.sort_by_key(|actor| Reverse(actor.acts + actor.acted_on));
    Ok(List { items, next: None })
}

/// Countries that take part, the most frequent first.
#[utoipa::path(get, path = "/actors.json", tag = "counts", params(Conditions),
    responses((status = 200, body = List<ActorCount>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<ActorCount>>, Problem> {
    Ok(list::json(counted(&app, &question).await?))
}

/// Countries that take part as CSV.
#[utoipa::path(get, path = "/actors.csv", tag = "counts", params(Conditions),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    list::csv(&counted(&app, &question).await?)
}

/// What the latest events tell of an actor, and those events. Errors: 404 when it takes part in none.
pub fn view(store: &Record, key: &str) -> Result<(ActorView, Vec<Event>), Problem> {
    let query = EventQuery { parties: vec![vec![key.to_owned()]], ..EventQuery::default() };
    let paging = Paging { order: Order::Newest, after: None, most: LOOKED_AT };
    let found = store.events(&query, &paging).map_err(Problem::of_record)?;
    let events: Vec<Event> = found.rows.into_iter().map(|stored| stored.event).collect();
    if events.is_empty() {
        return Err(Problem::not_found("nobody of this country, id, code or name takes part in an event"));
    }
    let is = |party: &Party| {
        let same = |value: &Option<String>| value.as_deref().is_some_and(|value| value.eq_ignore_ascii_case(key));
        same(&party.id) || same(&party.country) || same(&party.code) || same(&party.name)
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut countries: BTreeSet<String> = BTreeSet::new();
    let mut partners: BTreeMap<&Party, (usize, usize)> = BTreeMap::new();
    for event in &events {
        let parties = || event.actors.iter().chain(&event.recipients);
        for party in parties().filter(|party| is(party)) {
            *names.entry(words::party(party)).or_default() += 1;
            countries.extend(party.country.as_deref().map(words::country));
        }
        let conflict = usize::from(event.quad.ends_with("-conflict"));
        for party in parties().filter(|party| !is(party)) {
            let counts = partners.entry(party).or_default();
            counts.0 += 1;
            counts.1 += conflict;
        }
    }
    let mut names: Vec<Named> = names.into_iter().map(|(name, events)| Named { name, events }).collect();
    names.sort_by_key(|named| Reverse(named.events));
    names.truncate(MOST);
    let partner = |(party, (events, conflict)): (&Party, (usize, usize))| {
        let party = party.clone();
        Partner { party, events, conflict }
    };
    let mut partners: Vec<Partner> = partners.into_iter().map(partner).collect();
    partners.sort_by_key(|partner| Reverse(partner.events));
    partners.truncate(MOST);
    let view = ActorView {
        key: key.to_owned(),
        name: words::country(key),
        names,
        countries: countries.into_iter().collect(),
        partners,
        acts: events.iter().filter(|event| event.actors.iter().any(is)).count(),
        acted_on: events.iter().filter(|event| event.recipients.iter().any(is)).count(),
        looked_at: events.len(),
        more: found.next.is_some(),
    };
    Ok((view, events))
}
