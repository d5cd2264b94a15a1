//! What people decided of events, in words; all of it as a list.

use super::frame::Frame;
use super::html;
use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, segment};
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use masudi_record::{Correction, Decision};
use masudi_store::StoredDecision;

/// Decisions of the page.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "decisions.html")]
struct Page {
    frame: Frame,
    decisions: Vec<DecisionView>,
    /// Whether events are to be made anew before all of it holds.
    waiting: bool,
    /// The event's page to come back to; none.
    undo_event: &'static str,
}

/// A decision in words.
#[derive(Debug)]
pub struct DecisionView {
    pub number: i64,
    pub day: String,
    pub what: String,
    pub text: String,
    /// Where the first of its mentions stands.
    pub href: String,
}

impl DecisionView {
    /// From a decision as it is kept.
    pub fn of(stored: &StoredDecision) -> Self {
        let (what, text) = match &stored.decision {
            Decision::Merge { mentions } => ("merged", format!("{} mentions tell one event", mentions.len())),
            Decision::Split { these, those } => {
                ("split", format!("{} mentions tell another event than {} others", these.len(), those.len()))
            }
            Decision::Pin { mentions, .. } => {
                ("kept as it is", format!("{} mentions, no more and no fewer", mentions.len()))
            }
            Decision::Correct { correction, .. } => ("corrected", corrected(correction)),
            Decision::Note { text, .. } => ("remark", text.clone()),
        };
        let first = stored.decision.anchors().first().map(|anchor| format!("/documents/{}", segment(&anchor.doc)));
        Self {
            number: stored.number,
            day: stored.decided.get(..10).unwrap_or(&stored.decided).to_owned(),
            what: what.to_owned(),
            text,
            href: first.unwrap_or_default(),
        }
    }
}

fn corrected(correction: &Correction) -> String {
    let list = |parties: &[masudi_record::Party]| match parties {
        [] => "nobody".to_owned(),
        parties => parties.iter().map(words::party).collect::<Vec<_>>().join(", "),
    };
    match correction {
        Correction::NoEvent => "nothing of the kind was told".to_owned(),
        Correction::Status { status } => format!("certainty: {}", words::name(status)),
        Correction::Type { event_type, mode: None, .. } => format!("what: {}", words::label(event_type)),
        Correction::Type { event_type, mode: Some(mode), .. } => {
            format!("what: {}, {mode}", words::label(event_type))
        }
        Correction::Place { place } => {
            format!("where: {}", place.as_ref().and_then(words::place).unwrap_or_else(|| "nobody knows".to_owned()))
        }
        Correction::Days { from, to } if from == to => format!("when: {from}"),
        Correction::Days { from, to } => format!("when: {from} – {to}"),
        Correction::Actors { parties } => format!("who acts: {}", list(parties)),
        Correction::Recipients { parties } => format!("to whom: {}", list(parties)),
    }
}

/// Whether mentions or decisions changed since events were last made.
pub fn waiting(store: &Record) -> Result<bool, Problem> {
    let made = store.reconciled_revision().map_err(Problem::of_record)?;
    let now = store.mentions_revision().map_err(Problem::of_record)?;
    Ok(made.is_some_and(|made| made != now))
}

/// `GET /decisions`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let page = app
        .read(move |store| {
            let decisions = store.decisions_on(&[], MOST).map_err(Problem::of_record)?;
            Ok(Page {
                decisions: decisions.iter().map(DecisionView::of).collect(),
                waiting: waiting(store)?,
                undo_event: "",
                frame: Frame::new(store, "Decisions", "/decisions", &question)?,
            })
        })
        .await?;
    html(&page)
}
