//! The living brief: a dossier answered from the record as it is now. The first page when the server was given a dossier.
//!
//! Each line leads to its event, and each number in brackets to the sentence that it stands on.

use super::frame::Frame;
use super::html;
use super::processes::ProcessView;
use crate::api::brief::BriefRow;
use crate::api::list::{Form, form};
use crate::app::App;
use crate::briefs::Answer;
use crate::chart::interval::Interval;
use crate::chart::levels::{self, Levels};
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, address, refuse, segment};
use crate::{table, words};
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use masudi_brief::{Dossier, FactorQuery};
use masudi_record::{Brief, BriefLine, Deployment, FactorTrend, NamedFactor, Period, Trend};
use std::sync::Arc;

/// What is new that the page shows at once.
const CHANGES: usize = 14;
/// Events of the timeline that it shows at once.
const EVENTS: usize = 12;
/// Lines of a list that it has at most; the others are in the brief's JSON and CSV.
const LINES: usize = 60;
/// Claims that it shows at once.
const CLAIMS: usize = 8;
/// Processes, lines of a factor, and sentences of a line.
const PROCESSES: usize = 8;
const OF_FACTOR: usize = 12;
const CITES: usize = 8;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page {
    frame: Frame,
    name: String,
    brief: Arc<Answer>,
    documents: String,
    others: Vec<(String, String)>,
    since: Option<String>,
    changes: Vec<Line>,
    earlier_changes: Vec<Line>,
    processes: Vec<ProcessView>,
    factors: Vec<Factor>,
    levels: Option<Levels>,
    series: Vec<Series>,
    timeline: Vec<Line>,
    earlier: Vec<Line>,
    statements: Vec<Line>,
    earlier_statements: Vec<Line>,
    disputes: Vec<Line>,
    /// Lines of the brief that the page does not have.
    left_out: usize,
}

/// A sentence that a line stands on.
struct Cite {
    number: usize,
    href: String,
    words: String,
}

struct Line {
    date: String,
    kind: String,
    quad: String,
    text: String,
    /// The sentence that tells it best.
    words: Option<String>,
    href: String,
    cites: Vec<Cite>,
}

struct Factor {
    name: String,
    direction: &'static str,
    recent: u64,
    before: u64,
    trend: &'static str,
    class: &'static str,
    interval: Interval,
    all: Option<String>,
    events: Vec<Line>,
    named: Vec<Line>,
}

struct Series {
    number: usize,
    name: String,
    latest: String,
    as_of: String,
    conflict: bool,
    figures: usize,
    cites: Vec<Cite>,
}

/// `GET /`: the first dossier's brief; the whole record where there is none.
pub async fn first(state: State<App>, question: Question) -> Result<Response, Problem> {
    let dossier = state.0.settings().dossiers.first().map(|(name, _)| name.clone());
    match dossier {
        Some(name) => any(state, Path(name), question).await,
        None => Ok(super::situation::page(state, question).await?.into_response()),
    }
}

/// The answer to a dossier.
#[utoipa::path(get, path = "/brief/{name}.json", tag = "situation",
    params(("name" = String, Path, description = "Name of the dossier, as /dossiers.json gives it"),
        ("since" = Option<String>, Query, format = Date, description = "Say what is new from this day on, and compare counts since then with those before")),
    responses((status = 200, body = Brief), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn any(State(app): State<App>, Path(key): Path<String>, question: Question) -> Result<Response, Problem> {
    let (name, form) = form(&key);
    let missing = || Problem::not_found("there is no dossier of this name; /dossiers lists those that there are");
    let number = app.settings().dossiers.iter().position(|(known, _)| known == name).ok_or_else(missing)?;
    let since = question.get("since").map(|day| match day.parse::<jiff::civil::Date>() {
        Ok(day) => Ok(day.to_string()),
        Err(_) => Err(refuse("since", "a day such as 2024-04-15", day)),
    });
    let since = since.transpose()?;
    let briefs = app.briefs();
    let mut response = match form {
        Form::Json => Json(&briefs.of(&app, number, since).await?.brief).into_response(),
        Form::Csv => table::csv(&BriefRow::all(&briefs.of(&app, number, since).await?.brief))?,
        Form::Page => {
            let brief = briefs.of(&app, number, None).await?;
            let since = since.or_else(|| briefs.lately(number));
            let new = briefs.of(&app, number, since.clone()).await?;
            let (name, dossier) = app.settings().dossiers[number].clone();
            let others = app.settings().dossiers.iter().filter(|(other, _)| *other != name);
            let others = others.map(|(name, d)| (d.title.clone(), format!("/brief/{}", segment(name)))).collect();
            let of = Of { name, dossier, brief, new, others, since };
            html(&app.read(move |store| page(store, of, &question)).await?)?.into_response()
        }
    };
    // Somewhat older than the record: no version of the record stands for it.
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

struct Of {
    name: String,
    dossier: Dossier,
    brief: Arc<Answer>,
    new: Arc<Answer>,
    others: Vec<(String, String)>,
    since: Option<String>,
}

fn page(store: &Record, of: Of, question: &Question) -> Result<Page, Problem> {
    let Of { name, dossier, brief: answer, new, others, since } = of;
    let brief = &answer.brief;
    let mut processes = Vec::new();
    for process in brief.processes.iter().take(PROCESSES) {
        processes.extend(store.process(&process.id).map_err(Problem::of_record)?.as_ref().map(ProcessView::of));
    }
    let latest_changes = new.brief.changes.iter().rev().take(LINES);
    let mut changes: Vec<Line> =
        latest_changes.map(|change| line(&new.brief, change, change.kind != "force level")).collect();
    let earlier_changes = changes.split_off(changes.len().min(CHANGES));
    let mut timeline: Vec<Line> =
        brief.timeline.iter().rev().take(LINES).map(|event| line(brief, event, true)).collect();
    let earlier = timeline.split_off(timeline.len().min(EVENTS));
    let statements = brief.statements.iter().rev().take(LINES).map(|said| line(brief, said, false));
    let mut statements: Vec<Line> = statements.collect();
    let earlier_statements = statements.split_off(statements.len().min(CLAIMS));
    let told = |deployment: &Deployment| sentence(&deployment.doc, deployment.sentence);
    let series = brief.levels.iter().take(levels::MOST).enumerate();
    let factor = |(factor, query)| trend(brief, factor, query, &dossier);
    Ok(Page {
        changes,
        earlier_changes,
        processes,
        factors: brief.factors.iter().zip(&dossier.factors).map(factor).collect(),
        levels: Levels::new(&brief.levels, told),
        series: series.filter_map(|(number, of)| latest(brief, number, of)).collect(),
        timeline,
        earlier,
        left_out: [
            brief.processes.len().saturating_sub(PROCESSES),
            new.brief.changes.len().saturating_sub(LINES),
            brief.timeline.len().saturating_sub(LINES),
            brief.statements.len().saturating_sub(LINES),
            brief.disputes.len().saturating_sub(LINES),
        ]
        .iter()
        .sum(),
        statements,
        earlier_statements,
        disputes: brief.disputes.iter().take(LINES).map(|dispute| line(brief, dispute, true)).collect(),
        frame: Frame { path: "/", ..Frame::new(store, &brief.title, "/", question)? },
        documents: words::number(brief.documents as u64),
        brief: Arc::clone(&answer),
        name: format!("/brief/{}", segment(&name)),
        others,
        since,
    })
}

/// The address of a sentence in its document.
fn sentence(doc: &str, number: usize) -> String {
    format!("{}#told", address(&format!("/documents/{}", segment(doc)), [("sentence", number.to_string().as_str())]))
}

fn cites(brief: &Brief, numbers: &[usize]) -> Vec<Cite> {
    let cite = |number: &usize| {
        let source = brief.sources.get(number.checked_sub(1)?)?;
        let of = source.source.as_deref().or(source.title.as_deref()).unwrap_or("a report");
        let day = source.published.as_deref().and_then(|day| day.get(..10)).unwrap_or("no date");
        let words = format!("{of}, {day}: {}", super::row::short(&source.words));
        Some(Cite { number: *number, href: sentence(&source.doc, source.sentence), words })
    };
    numbers.iter().take(CITES).filter_map(cite).collect()
}

/// A line with its links. `is_event`: its id is that of an event, which has a page of its own; else it leads to its sentence.
fn line(brief: &Brief, line: &BriefLine, is_event: bool) -> Line {
    let cites = cites(brief, &line.cites);
    let known = words::ONTOLOGY.as_ref().and_then(|ontology| ontology.event_type(&line.kind));
    let first = cites.first().map_or_else(String::new, |cite| cite.href.clone());
    Line {
        date: line.date.as_deref().unwrap_or("no date").replace('/', " – "),
        kind: words::label(&line.kind),
        quad: known.map(|kind| kind.quad.as_str().to_owned()).unwrap_or_default(),
        text: line.text.clone(),
        words: line.words.as_deref().map(super::row::short),
        href: if is_event && !line.id.is_empty() { format!("/events/{}", segment(&line.id)) } else { first },
        cites,
    }
}

fn named(brief: &Brief, factor: &NamedFactor) -> Line {
    let cites = cites(brief, &factor.cites);
    let by = if factor.named_by.is_empty() { String::new() } else { format!(" — {}", factor.named_by.join(", ")) };
    let times = if factor.times > 1 { format!(", {} times", factor.times) } else { String::new() };
    Line {
        date: String::new(),
        kind: words::label(&factor.kind),
        quad: String::new(),
        text: format!("{}{by}{times}", factor.text),
        words: None,
        href: cites.first().map_or_else(String::new, |cite| cite.href.clone()),
        cites,
    }
}

fn trend(brief: &Brief, factor: &FactorTrend, query: &FactorQuery, dossier: &Dossier) -> Factor {
    let (trend, class) = match factor.trend {
        Trend::More => ("more than before", "more"),
        Trend::Fewer => ("fewer than before", "fewer"),
        Trend::Unclear => ("no clear change", "unclear"),
    };
    Factor {
        name: factor.name.clone(),
        direction: match factor.direction.as_str() {
            "toward" => "more of it brings it nearer",
            "away" => "more of it puts it off",
            _ => "what it does is open",
        },
        recent: factor.recent,
        before: factor.before,
        trend,
        class,
        interval: Interval::new(factor.low, factor.ratio, factor.high, class),
        all: events_of(query, dossier, brief.recent.as_ref()),
        events: factor.events.iter().take(OF_FACTOR).map(|event| line(brief, event, true)).collect(),
        named: factor.named.iter().take(OF_FACTOR).map(|factor| named(brief, factor)).collect(),
    }
}

/// The events that a factor counts, as an address; `None` where no question of events says the same.
fn events_of(query: &FactorQuery, dossier: &Dossier, recent: Option<&Period>) -> Option<String> {
    let countries = |names: &[String]| names.iter().all(|name| name.len() == 3 && *name == name.to_uppercase());
    if !query.words.is_empty() || !countries(&query.places) || !dossier.places.iter().all(|p| p.len() == 3) {
        return None;
    }
    let conditions = [
        ("type", &query.types),
        ("mode", &query.modes),
        ("actor", &query.actors),
        ("recipient", &query.recipients),
        ("country", &query.places),
        ("party", &dossier.parties),
    ];
    let mut pairs: Vec<(&str, String)> = conditions
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(key, values)| (key, values.join(",")))
        .collect();
    pairs.push(("status", "actual,alleged,historical".to_owned()));
    pairs.extend(recent.into_iter().flat_map(|period| [("from", period.from.clone()), ("to", period.to.clone())]));
    Some(address("/events", pairs.iter().map(|(key, value)| (*key, value.as_str()))))
}

fn latest(brief: &Brief, number: usize, series: &masudi_record::LevelSeries) -> Option<Series> {
    let last = series.points.iter().rev().find(|point| point.figures.iter().any(|figure| !figure.planned));
    let last = last.or(series.points.last())?;
    let said: Vec<String> = last.figures.iter().map(levels::said).collect();
    Some(Series {
        number,
        name: levels::name(series),
        latest: said.join(" / "),
        as_of: last.until.clone().or(last.as_of.clone()).unwrap_or_else(|| "no date".to_owned()),
        conflict: last.conflict,
        figures: series.points.iter().map(|point| point.figures.len()).sum(),
        cites: last.cites.iter().flat_map(|numbers| cites(brief, numbers)).collect(),
    })
}
