//! Where things stand, as data.

use crate::app::App;
use crate::http::Problem;
use crate::pages::situation::{self, Situation};
use axum::Json;
use axum::extract::State;
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

/// Where things stand.
#[utoipa::path(get, path = "/situation.json", tag = "record", responses((status = 200, body = Standing)))]
pub async fn json(State(app): State<App>) -> Result<Json<Standing>, Problem> {
    let Situation {
        as_of,
        documents,
        events,
        lately,
        before,
        conflict,
        conflict_before,
        processes,
        latest,
        disputed,
        deployments,
        factors,
        statements,
    } = app.read(situation::read).await?;
    Ok(Json(Standing {
        as_of,
        documents,
        events,
        lately,
        before,
        conflict,
        conflict_before,
        processes,
        latest,
        disputed,
        deployments,
        factors,
        statements,
    }))
}
