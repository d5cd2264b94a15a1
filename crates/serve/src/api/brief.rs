//! Dossiers and briefs as data.

use super::list::{self, List};
use crate::app::App;
use crate::http::Problem;
use crate::question::segment;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::{Brief, BriefLine};
use serde::Serialize;
use utoipa::ToSchema;

/// A dossier that the server answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct DossierItem {
    /// Its name, as its addresses have it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: Option<String>,
    /// Who it is about.
    pub parties: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Names of its factors.
    pub factors: Vec<String>,
    /// The address of its brief.
    pub brief: String,
}

/// The dossiers.
pub fn dossiers(app: &App) -> List<DossierItem> {
    let item = |(name, dossier): &(String, masudi_brief::Dossier)| DossierItem {
        title: dossier.title.clone(),
        question: dossier.question.clone(),
        parties: dossier.parties.clone(),
        from: dossier.from.clone(),
        to: dossier.to.clone(),
        factors: dossier.factors.iter().map(|factor| factor.name.clone()).collect(),
        brief: format!("/brief/{}", segment(name)),
        name: name.clone(),
    };
    List { items: app.settings().dossiers.iter().map(item).collect(), next: None }
}

/// The dossiers that the server answers.
#[utoipa::path(get, path = "/dossiers.json", tag = "situation", responses((status = 200, body = List<DossierItem>)))]
pub async fn json(State(app): State<App>) -> Json<List<DossierItem>> {
    list::json(dossiers(&app))
}

/// The dossiers that the server answers, as CSV.
#[utoipa::path(get, path = "/dossiers.csv", tag = "situation",
    responses((status = 200, body = String, content_type = "text/csv")))]
pub async fn csv(State(app): State<App>) -> Result<Response, Problem> {
    list::csv(&dossiers(&app))
}

/// A line of a brief in a table.
#[derive(Debug, Default, Serialize)]
pub struct BriefRow {
    /// process, factor, level, timeline, statement, dispute or change.
    pub section: &'static str,
    /// Of what the line is: the process, the factor, the force and its host.
    pub of: String,
    /// Day, or first and last day joined with `/`.
    pub date: Option<String>,
    /// What kind of line.
    pub kind: String,
    /// Values and words of the record.
    pub text: String,
    /// Id of what it tells.
    pub id: String,
    /// Of a factor: events of the recent period, and of the one before.
    pub recent: Option<u64>,
    /// See `recent`.
    pub before: Option<u64>,
    /// Of a factor: the ratio of the rates, with its 90 percent interval. Of a level: the figure's ends.
    pub ratio: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Ids of the documents, and the sentences that are cited.
    pub documents: Vec<String>,
    /// See `documents`.
    pub sentences: Vec<String>,
}

impl BriefRow {
    /// All lines of a brief.
    pub fn all(brief: &Brief) -> Vec<Self> {
        let mut rows = Vec::new();
        for process in &brief.processes {
            rows.extend(process.history.iter().map(|step| Self::line(brief, "process", &process.name, step)));
        }
        for factor in &brief.factors {
            rows.push(Self {
                section: "factor",
                of: factor.name.clone(),
                kind: factor.direction.clone(),
                recent: Some(factor.recent),
                before: Some(factor.before),
                ratio: Some(factor.ratio),
                low: Some(factor.low),
                high: Some(factor.high),
                ..Self::default()
            });
            rows.extend(factor.events.iter().map(|event| Self::line(brief, "factor", &factor.name, event)));
        }
        for series in &brief.levels {
            let of = crate::chart::levels::name(series);
            for point in &series.points {
                for (figure, cites) in point.figures.iter().zip(&point.cites) {
                    let line = BriefLine {
                        date: point.as_of.clone(),
                        kind: if point.conflict { "figures differ" } else { "figure" }.to_owned(),
                        text: crate::chart::levels::said(figure),
                        id: figure.id.clone(),
                        cites: cites.clone(),
                        ..BriefLine::default()
                    };
                    let (low, high) = (Some(figure.min as f64), figure.max.map(|max| max as f64));
                    rows.push(Self { low, high, ..Self::line(brief, "level", &of, &line) });
                }
            }
        }
        let sections = [
            ("timeline", &brief.timeline),
            ("statement", &brief.statements),
            ("dispute", &brief.disputes),
            ("change", &brief.changes),
        ];
        for (section, lines) in sections {
            rows.extend(lines.iter().map(|line| Self::line(brief, section, "", line)));
        }
        rows
    }

    fn line(brief: &Brief, section: &'static str, of: &str, line: &BriefLine) -> Self {
        let cited = || line.cites.iter().filter_map(|number| brief.sources.get(number.checked_sub(1)?));
        Self {
            section,
            of: of.to_owned(),
            date: line.date.clone(),
            kind: line.kind.clone(),
            text: line.text.clone(),
            id: line.id.clone(),
            documents: cited().map(|source| source.doc.clone()).collect(),
            sentences: cited().map(|source| source.words.clone()).collect(),
            ..Self::default()
        }
    }
}
