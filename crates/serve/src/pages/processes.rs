//! Negotiations, ceasefires, withdrawals and agreements, and how each stands.

use super::frame::Frame;
use super::html;
use super::row::{Who, short};
use crate::app::App;
use crate::http::Problem;
use crate::question::{Question, address, segment};
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use masudi_record::{Evidence, Process};
use masudi_store::Store;

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
    /// From a process.
    pub fn of(process: &Process) -> Self {
        let before = process.history.len().saturating_sub(STEPS);
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
            factors: process.factors.iter().take(FACTORS).map(FactorView::of).collect(),
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
    match &evidence.mention {
        Some(mention) => format!("{}#told", address(&path, [("mention", mention.as_str())])),
        None => path,
    }
}

/// `GET /processes`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let (query, paging) = (question.events()?, question.paging()?);
    let page = app.read(move |store: &Store| {
        let found = store.processes(&query, &paging).map_err(Problem::internal)?;
        Ok(Page {
            processes: found.rows.iter().map(ProcessView::of).collect(),
            next: found.next.map(|cursor| question.next("/processes", &cursor.to_string())),
            frame: Frame::new(store, "Processes", "/processes", &question)?,
        })
    });
    html(&page.await?)
}
