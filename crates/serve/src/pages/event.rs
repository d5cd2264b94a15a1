//! The evidence of an event: what its sources say, sentence by sentence, with the words that each value came from.

use super::decisions::{DecisionView, waiting};
use super::frame::Frame;
use super::html;
use super::marked::{self, Piece};
use super::row::{Row, Who};
use crate::api::list::{Form, form};
use crate::app::App;
use crate::chart::lanes;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, address, segment};
use crate::{table, words};
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use masudi_record::{Event, Mention};
use masudi_store::StoredMention;
use serde::Serialize;
use utoipa::ToSchema;

/// Mentions that a page shows, and decisions that are looked through.
const SHOWN: usize = 60;
const DECISIONS: usize = 500;
/// Events of a chain.
const CHAIN: usize = 12;

/// An event with all its mentions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Evidence {
    /// The event.
    pub event: Event,
    /// Its mentions, in order of publication.
    pub mentions: Vec<Mention>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Page {
    frame: Frame,
    event: Event,
    kind: String,
    day: String,
    status: String,
    place: Option<String>,
    precision: Option<String>,
    actors: Vec<Who>,
    recipients: Vec<Who>,
    counts: Vec<(&'static str, String)>,
    mentions: Vec<MentionView>,
    more: usize,
    links: Vec<(String, Row)>,
    definition: Option<String>,
    twin: String,
    decisions: Vec<DecisionView>,
    /// Whether events are to be made anew before all of it holds.
    waiting: bool,
    undo_event: String,
}

struct MentionView {
    id: String,
    source: String,
    published: String,
    title: Option<String>,
    document: String,
    copy_of: Option<String>,
    pieces: Vec<Piece>,
    actors: String,
    recipients: String,
    status: String,
    counts: Vec<(&'static str, String)>,
    says: Vec<String>,
    mention: Mention,
}

/// An event with all its mentions.
#[utoipa::path(get, path = "/events/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the event")),
    responses((status = 200, body = Evidence), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn any(State(app): State<App>, Path(key): Path<String>, question: Question) -> Result<Response, Problem> {
    let (id, form) = form(&key);
    let id = id.to_owned();
    let (event, mentions, page) = app
        .read(move |store| {
            let missing =
                || Problem::not_found("there is no event of this id; it may have been merged: /changes.json says so");
            let event = store.event(&id).map_err(Problem::of_record)?.ok_or_else(missing)?.event;
            let mentions = store.mentions_of_event(&id).map_err(Problem::of_record)?;
            let page = match form {
                Form::Page => Some(page(store, &event, &mentions, &question)?),
                _ => None,
            };
            Ok((event, mentions, page))
        })
        .await?;
    let mentions = mentions.into_iter().map(|stored| stored.mention);
    match (form, page) {
        (Form::Csv, _) => table::csv(&mentions.collect::<Vec<_>>()),
        (_, Some(page)) => html(&page).map(IntoResponse::into_response),
        _ => Ok(Json(Evidence { event, mentions: mentions.collect() }).into_response()),
    }
}

fn page(store: &Record, event: &Event, mentions: &[StoredMention], question: &Question) -> Result<Page, Problem> {
    let links = chain(store, event)?;
    let ranges = &event.counts;
    let counts = [
        ("killed", &ranges.killed),
        ("injured", &ranges.injured),
        ("abducted", &ranges.abducted),
        ("arrested", &ranges.arrested),
        ("troops", &ranges.troops),
        ("happenings", &ranges.events),
    ];
    let known = words::ONTOLOGY.as_ref().and_then(|ontology| ontology.event_type(&event.event_type));
    Ok(Page {
        frame: Frame { path: "", ..Frame::new(store, &lanes::label(event), "/events", question)? },
        kind: words::label(&event.event_type),
        day: words::days(event.date.as_ref()),
        status: words::name(&event.status),
        place: event.place.as_ref().and_then(words::place),
        precision: event.place.as_ref().and_then(|place| place.precision.clone()),
        actors: Who::all(&event.actors),
        recipients: Who::all(&event.recipients),
        counts: counts.into_iter().filter_map(|(name, range)| Some((name, words::range(range.as_ref()?)))).collect(),
        more: mentions.len().saturating_sub(SHOWN),
        mentions: mentions.iter().take(SHOWN).map(view).collect(),
        links,
        definition: known.map(|kind| kind.definition.clone()),
        twin: format!("/events/{}", segment(&event.id)),
        decisions: decided(store, mentions)?,
        waiting: waiting(store)?,
        undo_event: event.id.clone(),
        event: event.clone(),
    })
}

/// What the event answers, follows or interrupts, what that answers, and so on; the nearest first.
fn chain(store: &Record, event: &Event) -> Result<Vec<(String, Row)>, Problem> {
    let mut known = std::collections::HashSet::from([event.id.clone()]);
    let mut open: std::collections::VecDeque<_> = event.links.iter().cloned().map(|link| (1, link)).collect();
    let mut chain = Vec::new();
    while let Some((steps, link)) = open.pop_front().filter(|_| chain.len() < CHAIN) {
        if !known.insert(link.event.clone()) {
            continue;
        }
        let Some(other) = store.event(&link.event).map_err(Problem::of_record)? else { continue };
        let kind = words::label(&words::name(&link.kind));
        let far = if steps > 1 { format!(", {steps} steps back") } else { String::new() };
        chain.push((format!("{kind}{far}"), Row::of(store, &other.event)?));
        open.extend(other.event.links.into_iter().map(|link| (steps + 1, link)));
    }
    Ok(chain)
}

/// What was decided of some mentions.
fn decided(store: &Record, mentions: &[StoredMention]) -> Result<Vec<DecisionView>, Problem> {
    let documents: Vec<&str> = mentions.iter().map(|stored| stored.mention.doc.as_str()).collect();
    let all = store.decisions_on(&documents, DECISIONS).map_err(Problem::of_record)?;
    let told = |anchor: &masudi_record::Anchor| {
        let trigger = |m: &Mention| m.trigger.start < anchor.end && anchor.start < m.trigger.end;
        mentions.iter().any(|stored| stored.mention.doc == anchor.doc && trigger(&stored.mention))
    };
    let ours = all.iter().filter(|stored| stored.decision.anchors().into_iter().any(told));
    Ok(ours.map(DecisionView::of).collect())
}

fn view(stored: &StoredMention) -> MentionView {
    let mention = &stored.mention;
    let list = |actors: &[masudi_record::Actor]| actors.iter().map(words::actor).collect::<Vec<_>>().join(", ");
    let counts = &mention.counts;
    let counts = [
        ("killed", &counts.killed),
        ("injured", &counts.injured),
        ("abducted", &counts.abducted),
        ("arrested", &counts.arrested),
        ("troops", &counts.troops),
        ("events", &counts.events),
    ];
    MentionView {
        id: mention.id.clone(),
        source: stored.source.clone().unwrap_or_else(|| "unnamed outlet".to_owned()),
        published: mention.published.clone().unwrap_or_else(|| "no date".to_owned()),
        title: stored.title.clone(),
        document: address(&format!("/documents/{}", segment(&mention.doc)), [("mention", mention.id.as_str())]),
        copy_of: stored.duplicate_of.as_deref().map(|id| format!("/documents/{}", segment(id))),
        pieces: marked::sentence(mention),
        actors: list(&mention.actors),
        recipients: list(&mention.recipients),
        status: words::name(&mention.status),
        counts: counts.into_iter().filter_map(|(name, count)| Some((name, words::count(count.as_ref()?)))).collect(),
        says: mention.attribution.iter().map(|source| source.text.clone()).collect(),
        mention: mention.clone(),
    }
}
