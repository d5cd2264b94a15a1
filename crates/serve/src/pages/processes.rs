//! Negotiations, ceasefires, withdrawals and agreements, and how each stands.

use super::frame::Frame;
use super::html;
use super::row::{Row, Who, short};
use crate::api::list::{Form, form};
use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, address, segment};
use crate::{table, words};
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use masudi_record::{Evidence, Process};
use serde::Serialize;

#[derive(Template)]
#[template(path = "processes.html")]
struct Page {
    frame: Frame,
    processes: Vec<ProcessView>,
    next: Option<String>,
}

/// A process as a card.
#[derive(Debug)]
pub struct ProcessView {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub state: Option<String>,
    pub broken: bool,
    pub parties: Vec<Who>,
    pub subject: Option<String>,
    pub venue: Option<String>,
    pub deadline: Option<String>,
    pub aim: Option<(String, String)>,
    pub steps: Vec<Step>,
    /// Steps before those that are shown.
    pub before: usize,
    pub factors: Vec<FactorView>,
    pub events: usize,
}

/// A step of a process.
#[derive(Debug)]
pub struct Step {
    pub phase: String,
    pub day: String,
    pub href: Option<String>,
    pub broken: bool,
}

/// What a party names as deciding.
#[derive(Debug)]
pub struct FactorView {
    pub text: String,
    /// The sentence, where it says more than the text.
    pub sentence: String,
    pub kind: String,
    pub by: Vec<Who>,
    pub published: String,
    pub href: String,
}

/// Steps of a card.
const STEPS: usize = 8;
const FACTORS: usize = 6;

impl ProcessView {
    /// A process with its last steps.
    pub fn of(process: &Process) -> Self {
        Self::with(process, STEPS, FACTORS)
    }

    /// A process with all of its steps, and all that is named as deciding it.
    pub fn whole(process: &Process) -> Self {
        Self::with(process, usize::MAX, usize::MAX)
    }

    fn with(process: &Process, most_steps: usize, most_factors: usize) -> Self {
        let before = process.history.len().saturating_sub(most_steps);
        let steps = process.history.iter().skip(before).map(|change| Step {
            phase: words::phase(change.phase),
            day: change.date.as_ref().map(|days| words::days(Some(days))).unwrap_or_default(),
            href: change
                .event
                .as_deref()
                .map(|id| format!("/events/{}", segment(id)))
                .or_else(|| change.evidence.first().map(said)),
            broken: words::broken(change.phase),
        });
        Self {
            id: process.id.clone(),
            name: process.name.clone(),
            kind: words::process(process.kind),
            state: process.state.map(words::phase),
            broken: process.state.is_some_and(words::broken),
            parties: Who::all(&process.parties),
            subject: process.subject.clone(),
            venue: process.venue.as_ref().and_then(words::place),
            deadline: process.deadline.as_ref().map(|days| words::days(Some(days))),
            aim: process.aim.as_ref().map(|aim| (aim.text.clone(), said(&aim.evidence))),
            steps: steps.collect(),
            before,
            factors: process.factors.iter().take(most_factors).map(FactorView::of).collect(),
            events: process.events.len(),
        }
    }
}

impl FactorView {
    /// From a factor.
    pub fn of(factor: &masudi_record::Factor) -> Self {
        let said = &factor.evidence.words.text;
        Self {
            text: short(&factor.text),
            sentence: if said.trim() == factor.text.trim() { String::new() } else { short(said) },
            kind: factor.kind.clone(),
            by: Who::all(&factor.named_by),
            published: factor.published.clone().unwrap_or_default(),
            href: self::said(&factor.evidence),
        }
    }
}

/// Where words stand: the document, at the mention where it is one.
pub fn said(evidence: &Evidence) -> String {
    let path = format!("/documents/{}", segment(&evidence.doc));
    let at = match &evidence.mention {
        Some(mention) => ("mention", mention.clone()),
        None => ("sentence", evidence.sentence.to_string()),
    };
    format!("{}#told", address(&path, [(at.0, at.1.as_str())]))
}

#[derive(Template)]
#[template(path = "one-process.html")]
struct One {
    frame: Frame,
    process: ProcessView,
    events: Vec<Row>,
}

/// A line of a process in a table: a step, or what is named as deciding it.
#[derive(Serialize)]
struct ProcessRow {
    line: &'static str,
    kind: String,
    from: Option<String>,
    to: Option<String>,
    text: String,
    event: Option<String>,
    documents: Vec<String>,
    sentences: Vec<String>,
}

/// Events of a process that its page lists.
const EVENTS: usize = 50;

/// A process with its history.
#[utoipa::path(get, path = "/processes/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the process")),
    responses((status = 200, body = Process), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn any(State(app): State<App>, Path(key): Path<String>, question: Question) -> Result<Response, Problem> {
    let (id, form) = form(&key);
    let id = id.to_owned();
    let (process, page) = app
        .read(move |store| {
            let missing = || Problem::not_found("there is no process of this id");
            let process = store.process(&id).map_err(Problem::of_record)?.ok_or_else(missing)?;
            let page = match form {
                Form::Page => Some(one(store, &process, &question)?),
                _ => None,
            };
            Ok((process, page))
        })
        .await?;
    match (form, page) {
        (Form::Csv, _) => table::csv(&rows(&process)),
        (_, Some(page)) => html(&page).map(IntoResponse::into_response),
        _ => Ok(Json(process).into_response()),
    }
}

fn one(store: &Record, process: &Process, question: &Question) -> Result<One, Problem> {
    let mut events = Vec::new();
    for id in process.events.iter().rev().take(EVENTS) {
        events.extend(store.event(id).map_err(Problem::of_record)?.map(|stored| stored.event));
    }
    Ok(One {
        frame: Frame { path: "", ..Frame::new(store, &process.name, "/processes", question)? },
        process: ProcessView::whole(process),
        events: Row::all(store, &events)?,
    })
}

fn rows(process: &Process) -> Vec<ProcessRow> {
    let cited = |evidence: &[Evidence]| {
        let documents = evidence.iter().map(|evidence| evidence.doc.clone()).collect();
        (documents, evidence.iter().map(|evidence| evidence.words.text.clone()).collect())
    };
    let steps = process.history.iter().map(|step| {
        let (documents, sentences) = cited(&step.evidence);
        let days = step.date.clone().unwrap_or_default();
        let (line, kind, text) = ("step", words::name(&step.phase), String::new());
        ProcessRow { line, kind, from: days.from, to: days.to, text, event: step.event.clone(), documents, sentences }
    });
    let named = process.factors.iter().chain(&process.aim).map(|factor| {
        let (documents, sentences) = cited(std::slice::from_ref(&factor.evidence));
        let (from, to) = (factor.published.clone(), None);
        let (line, kind, text) = ("factor", factor.kind.clone(), factor.text.clone());
        ProcessRow { line, kind, from, to, text, event: None, documents, sentences }
    });
    steps.chain(named).collect()
}

/// `GET /processes`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let (query, paging) = (question.events()?, question.paging()?);
    let page = app.read(move |store: &Record| {
        let found = store.processes(&query, &paging).map_err(Problem::of_record)?;
        Ok(Page {
            processes: found.rows.iter().map(ProcessView::of).collect(),
            next: found.next.map(|cursor| question.next("/processes", &cursor.to_string())),
            frame: Frame::new(store, "Processes", "/processes", &question)?,
        })
    });
    html(&page.await?)
}
