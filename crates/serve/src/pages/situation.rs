//! Where things stand in the whole record: how the processes are, what decides them, force levels, what happened last. The
//! first page when the server was given no dossier.

use super::frame::Frame;
use super::html;
use super::processes::{FactorView, ProcessView, said};
use super::row::{Row, Who, short};
use super::timeline;
use crate::api::situation::Standing;
use crate::app::App;
use crate::chart::axis::{day, later};
use crate::chart::bars::Bars;
use crate::chart::levels;
use crate::chart::spark::Spark;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, address, segment};
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use jiff::civil::Date;
use masudi_record::{Deployment, Statement};
use masudi_store::{CountQuery, Dimension, EventQuery, Order, Paging};
use std::collections::BTreeMap;

/// The days that "lately" means, counted back from the last report.
pub const LATELY: i64 = 30;
const PROCESSES: usize = 3;
const LATEST: usize = 8;
const DISPUTED: usize = 4;
const FORCES: usize = 8;
const FACTORS: usize = 8;
const STATEMENTS: usize = 6;

/// Reads it.
pub fn read(store: &Record) -> Result<Standing, Problem> {
    let rows = |table: &str| store.rows(table).map_err(Problem::of_record);
    let published = store.published().map_err(Problem::of_record)?;
    let as_of = published.as_ref().map(|(_, last)| last.get(..10).unwrap_or(last).to_owned());
    let last = as_of.as_deref().and_then(day);
    let span = |back: i64| last.and_then(|last| Some((later(last, -back - LATELY + 1)?, later(last, -back)?)));
    let (lately, conflict) = counts(store, span(0))?;
    let (before, conflict_before) = counts(store, span(LATELY))?;
    let every = EventQuery::default();
    let newest = |most| Paging { order: Order::Newest, after: None, most };
    let events = |query: &EventQuery, most| {
        let found = store.events(query, &newest(most)).map_err(Problem::of_record)?;
        Ok::<_, Problem>(found.rows.into_iter().map(|stored| stored.event).collect::<Vec<_>>())
    };
    // What is announced for later is not what happened last.
    let happened = EventQuery { to: as_of.clone(), ..EventQuery::default() };
    let mut processes = store.processes(&every, &newest(PROCESSES * 4)).map_err(Problem::of_record)?.rows;
    processes.sort_by_key(|process| std::cmp::Reverse(process.history.len()));
    processes.truncate(PROCESSES);
    Ok(Standing {
        documents: rows("documents")?,
        events: rows("events")?,
        lately,
        before,
        conflict,
        conflict_before,
        processes,
        latest: events(&happened, LATEST)?,
        disputed: events(&EventQuery { disputed: Some(true), ..happened.clone() }, DISPUTED)?,
        deployments: store.deployments(&every, &newest(200)).map_err(Problem::of_record)?.rows,
        factors: store.factors(&every, &newest(FACTORS)).map_err(Problem::of_record)?.rows,
        statements: store.statements(&every, &newest(STATEMENTS)).map_err(Problem::of_record)?.rows,
        as_of,
    })
}

/// All events of a span, and those of material conflict.
fn counts(store: &Record, span: Option<(Date, Date)>) -> Result<(u64, u64), Problem> {
    let Some((from, to)) = span else { return Ok((0, 0)) };
    let events = EventQuery { from: Some(from.to_string()), to: Some(to.to_string()), ..EventQuery::default() };
    let counted = store.count_events(&CountQuery { events, bucket: None, by: vec![Dimension::Quad] });
    let rows = counted.map_err(Problem::of_record)?;
    let conflict =
        rows.iter().filter(|row| row.values.first().is_some_and(|v| v.as_deref() == Some("material-conflict")));
    Ok((rows.iter().map(|row| row.count).sum(), conflict.map(|row| row.count).sum()))
}

#[derive(Template)]
#[template(path = "situation.html")]
struct Page {
    frame: Frame,
    as_of: Option<String>,
    figures: Vec<Figure>,
    bars: Option<Bars>,
    processes: Vec<ProcessView>,
    latest: Vec<Row>,
    disputed: Vec<Row>,
    forces: Vec<Force>,
    factors: Vec<FactorView>,
    statements: Vec<StatementView>,
}

struct Figure {
    name: &'static str,
    value: String,
    note: String,
    href: String,
}

/// The latest of a series of force levels.
struct Force {
    whose: Who,
    place: String,
    level: String,
    as_of: String,
    spark: Option<Spark>,
    href: String,
    quote: String,
}

struct StatementView {
    who: String,
    kind: String,
    content: String,
    published: String,
    href: String,
}

/// `GET /situation`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let page = app.read(move |store| {
        let situation = read(store)?;
        let mut query = EventQuery::default();
        let days = timeline::days(store, &mut query)?;
        let bars = days.map(|days| timeline::chart(store, &query, days, 190.0, &question)).transpose()?;
        Ok(Page {
            figures: figures(&situation),
            bars,
            processes: situation.processes.iter().map(ProcessView::of).collect(),
            latest: Row::all(store, &situation.latest)?,
            disputed: Row::all(store, &situation.disputed)?,
            forces: forces(&situation.deployments),
            factors: situation.factors.iter().map(FactorView::of).collect(),
            statements: situation.statements.iter().map(statement).collect(),
            as_of: situation.as_of,
            frame: Frame::new(store, "Situation", "/situation", &question)?,
        })
    });
    html(&page.await?)
}

fn figures(situation: &Standing) -> Vec<Figure> {
    let last = situation.as_of.as_deref().and_then(day);
    let from = last.and_then(|last| later(last, 1 - LATELY)).map(|day| day.to_string()).unwrap_or_default();
    let to = situation.as_of.clone().unwrap_or_default();
    let span = [("from", from.as_str()), ("to", to.as_str())];
    let conflict = [span[0], span[1], ("quad", "material-conflict")];
    let than = |now: u64, before: u64| match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("▲ {} in the 30 days before", words::number(before)),
        std::cmp::Ordering::Less => format!("▼ {} in the 30 days before", words::number(before)),
        std::cmp::Ordering::Equal => "as in the 30 days before".to_owned(),
    };
    vec![
        Figure {
            name: "events in the last 30 days",
            value: words::number(situation.lately),
            note: than(situation.lately, situation.before),
            href: address("/events", span),
        },
        Figure {
            name: "of them material conflict",
            value: words::number(situation.conflict),
            note: than(situation.conflict, situation.conflict_before),
            href: address("/events", conflict),
        },
        Figure {
            name: "events in all",
            value: words::number(situation.events),
            note: "each told by one or more reports".to_owned(),
            href: "/events".to_owned(),
        },
        Figure {
            name: "reports read",
            value: words::number(situation.documents),
            note: situation.as_of.as_ref().map(|day| format!("the last of {day}")).unwrap_or_default(),
            href: "/documents".to_owned(),
        },
    ]
}

fn forces(deployments: &[Deployment]) -> Vec<Force> {
    let mut series: BTreeMap<(String, String), Vec<&Deployment>> = BTreeMap::new();
    for deployment in deployments {
        let Some(actor) = &deployment.actor else { continue };
        let place = deployment.place.as_ref().and_then(words::place).unwrap_or_else(|| "place not said".to_owned());
        series.entry((actor.clone(), place)).or_default().push(deployment);
    }
    let mut forces: Vec<(usize, Force)> = Vec::new();
    for ((actor, place), mut of) in series {
        of.sort_by(|a, b| a.as_of.cmp(&b.as_of));
        let Some(last) = of.last() else { continue };
        let points: Vec<(Date, u64)> =
            of.iter().filter_map(|d| Some((d.as_of.as_deref().and_then(day)?, levels::best(d) as u64))).collect();
        let whose = Who { name: words::country(&actor), href: format!("/actors/{}", segment(&actor)) };
        let force = Force {
            spark: Spark::new(&points, &format!("{} in {place}", whose.name)),
            level: levels::said(last),
            as_of: last.as_of.clone().unwrap_or_else(|| "no date".to_owned()),
            href: format!("/documents/{}", segment(&last.doc)),
            quote: short(&last.quote.text),
            whose,
            place,
        };
        forces.push((of.len(), force));
    }
    forces.sort_by_key(|(reports, _)| std::cmp::Reverse(*reports));
    forces.into_iter().take(FORCES).map(|(_, force)| force).collect()
}

fn statement(statement: &Statement) -> StatementView {
    let evidence = masudi_record::Evidence {
        doc: statement.doc.clone(),
        mention: statement.mentions.first().cloned(),
        ..masudi_record::Evidence::default()
    };
    StatementView {
        who: statement.speaker.as_ref().map_or_else(|| "somebody".to_owned(), words::actor),
        kind: statement.kind.clone(),
        content: short(&statement.content.text),
        published: statement.published.clone().unwrap_or_default(),
        href: said(&evidence),
    }
}
