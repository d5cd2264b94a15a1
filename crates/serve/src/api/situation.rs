//! Where things stand, as data.

use crate::app::App;
use crate::http::Problem;
use crate::pages::situation;
use crate::{table, words};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::{Deployment, Event, Factor, Process, Statement};
use serde::Serialize;
use utoipa::ToSchema;

/// Where things stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standing {
    /// Day of the last report (ISO 8601); "lately" counts back from it.
    pub as_of: Option<String>,
    /// Documents of the record.
    pub documents: u64,
    /// Events of the record.
    pub events: u64,
    /// Events of the 30 days before the last report.
    pub lately: u64,
    /// Events of the 30 days before those.
    pub before: u64,
    /// Material conflict among `lately`.
    pub conflict: u64,
    /// Material conflict among `before`.
    pub conflict_before: u64,
    /// The processes with the longest history of those that moved last.
    pub processes: Vec<Process>,
    /// What happened last.
    pub latest: Vec<Event>,
    /// The last events on which sources disagree.
    pub disputed: Vec<Event>,
    /// Force levels.
    pub deployments: Vec<Deployment>,
    /// What parties named last as deciding.
    pub factors: Vec<Factor>,
    /// Who said what last.
    pub statements: Vec<Statement>,
}

/// A line of the situation in a table.
#[derive(Debug, Default, Serialize)]
struct Line {
    section: &'static str,
    id: String,
    date: Option<String>,
    kind: String,
    text: String,
    figure: Option<u64>,
}

impl Standing {
    fn lines(&self) -> Vec<Line> {
        let figures = [
            ("documents", self.documents),
            ("events", self.events),
            ("events of 30 days", self.lately),
            ("events of the 30 days before", self.before),
            ("material conflict of 30 days", self.conflict),
            ("material conflict of the 30 days before", self.conflict_before),
        ];
        let figures = figures.into_iter().map(|(kind, figure)| Line {
            section: "figure",
            date: self.as_of.clone(),
            kind: kind.to_owned(),
            figure: Some(figure),
            ..Line::default()
        });
        let process = |process: &Process| Line {
            section: "process",
            id: process.id.clone(),
            date: process.history.last().and_then(|step| step.date.clone()?.from),
            kind: process.state.as_ref().map(words::name).unwrap_or_default(),
            text: process.name.clone(),
            figure: None,
        };
        let event = |section| {
            move |event: &Event| Line {
                section,
                id: event.id.clone(),
                date: event.date.as_ref().and_then(|days| days.from.clone()),
                kind: event.event_type.clone(),
                text: crate::chart::lanes::label(event),
                figure: None,
            }
        };
        let deployment = |deployment: &Deployment| Line {
            section: "force level",
            id: deployment.id.clone(),
            date: deployment.as_of.clone(),
            kind: deployment.actor.clone().unwrap_or_default(),
            text: deployment.quote.text.clone(),
            figure: Some(deployment.min),
        };
        let factor = |factor: &Factor| Line {
            section: "factor",
            id: factor.id.clone(),
            date: factor.published.clone(),
            kind: factor.kind.clone(),
            text: factor.text.clone(),
            figure: None,
        };
        let statement = |statement: &Statement| Line {
            section: "statement",
            id: statement.id.clone(),
            date: statement.published.clone(),
            kind: statement.kind.clone(),
            text: statement.content.text.clone(),
            figure: None,
        };
        figures
            .chain(self.processes.iter().map(process))
            .chain(self.latest.iter().map(event("latest")))
            .chain(self.disputed.iter().map(event("disputed")))
            .chain(self.deployments.iter().map(deployment))
            .chain(self.factors.iter().map(factor))
            .chain(self.statements.iter().map(statement))
            .collect()
    }
}

/// Where things stand.
#[utoipa::path(get, path = "/situation.json", tag = "situation", responses((status = 200, body = Standing)))]
pub async fn json(State(app): State<App>) -> Result<Json<Standing>, Problem> {
    Ok(Json(app.read(situation::read).await?))
}

/// Where things stand, a line for each figure, process, event, force level, factor and statement.
#[utoipa::path(get, path = "/situation.csv", tag = "situation", responses((status = 200, body = String, content_type = "text/csv")))]
pub async fn csv(State(app): State<App>) -> Result<Response, Problem> {
    table::csv(&app.read(situation::read).await?.lines())
}
