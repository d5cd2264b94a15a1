//! The dossiers that the server answers.

use super::frame::Frame;
use super::html;
use crate::api::brief::{DossierItem, dossiers};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "dossiers.html")]
struct Page {
    frame: Frame,
    dossiers: Vec<View>,
}

struct View {
    dossier: DossierItem,
    parties: Vec<String>,
    /// State of each process that it follows.
    states: Vec<(String, String)>,
    as_of: Option<String>,
}

/// `GET /dossiers`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let mut views = Vec::new();
    for (number, dossier) in dossiers(&app).items.into_iter().enumerate() {
        let brief = app.briefs().of(&app, number, None).await?;
        let state =
            |process: &masudi_record::BriefProcess| Some((process.name.clone(), process.state.map(words::phase)?));
        views.push(View {
            parties: dossier.parties.iter().map(|party| words::country(party)).collect(),
            states: brief.brief.processes.iter().filter_map(state).collect(),
            as_of: brief.brief.as_of.clone(),
            dossier,
        });
    }
    let frame = app.read(move |store| Frame::new(store, "Dossiers", "/dossiers", &question)).await?;
    html(&Page { frame, dossiers: views })
}
