//! An article with the words of its events marked; of one mention by role, of the others as links.

use super::frame::Frame;
use super::html;
use super::marked::{self, Piece, Span};
use crate::api::list::{Form, form};
use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, address, segment};
use crate::words;
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use masudi_record::{Document, Mention};
use masudi_store::{EventQuery, Paging};
use serde::Serialize;
use utoipa::ToSchema;

/// A document with its mentions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Told {
    /// The document.
    pub document: Document,
    /// What it tells, in order of its text.
    pub mentions: Vec<Mention>,
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    frame: Frame,
    document: Document,
    /// Where it was published, when that is an address of the web.
    out: Option<String>,
    pieces: Vec<Piece>,
    chosen: Option<Mention>,
    events: Vec<MentionLink>,
    copy_of: Option<String>,
    twin: String,
}

struct MentionLink {
    href: String,
    here: String,
    quad: String,
    kind: String,
    words: String,
    chosen: bool,
}

/// A document with its mentions.
#[utoipa::path(get, path = "/documents/{id}.json", tag = "record", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Told), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn any(State(app): State<App>, Path(key): Path<String>, question: Question) -> Result<Response, Problem> {
    let (id, form) = form(&key);
    let id = id.to_owned();
    let (document, mentions, page) = app
        .read(move |store| {
            let missing = || Problem::not_found("there is no document of this id");
            let document = store.document(&id).map_err(Problem::of_record)?.ok_or_else(missing)?.document;
            let stored = store.mentions_of_document(&id).map_err(Problem::of_record)?;
            let mentions: Vec<Mention> = stored.into_iter().map(|stored| stored.mention).collect();
            let page = match form {
                Form::Page => Some(page(store, &document, &mentions, &question)?),
                _ => None,
            };
            Ok((document, mentions, page))
        })
        .await?;
    match (form, page) {
        (Form::Csv, _) => crate::table::csv(&mentions),
        (_, Some(page)) => html(&page).map(IntoResponse::into_response),
        _ => Ok(Json(Told { document, mentions }).into_response()),
    }
}

fn page(store: &Record, document: &Document, mentions: &[Mention], question: &Question) -> Result<Page, Problem> {
    let path = format!("/documents/{}", segment(&document.id));
    let chosen = question.get("mention").and_then(|id| mentions.iter().find(|mention| mention.id == id));
    let here = |mention: &Mention| format!("{}#told", address(&path, [("mention", mention.id.as_str())]));
    let mut spans: Vec<Span> = mentions
        .iter()
        .map(|mention| Span {
            start: mention.trigger.start,
            end: mention.trigger.end,
            class: "other",
            href: Some(here(mention)),
        })
        .collect();
    spans.extend(chosen.map(marked::roles).unwrap_or_default());
    let told = match (chosen, question.get("sentence").map(str::parse)) {
        (Some(mention), _) => Some((mention.sentence.start, mention.sentence.end)),
        (None, Some(Ok(number))) => sentence(store, document, mentions, number)?,
        _ => None,
    };
    let mut events = Vec::new();
    for mention in mentions {
        let ids = store.events_of_mention(&mention.id).map_err(Problem::of_record)?;
        events.push(MentionLink {
            href: ids.first().map_or_else(|| here(mention), |id| format!("/events/{}", segment(id))),
            here: here(mention),
            quad: mention.quad.clone(),
            kind: words::label(&mention.event_type),
            words: mention.trigger.text.clone(),
            chosen: chosen.is_some_and(|chosen| chosen.id == mention.id),
        });
    }
    let title = document.title.clone().unwrap_or_else(|| "Document".to_owned());
    let web = document.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let web = web.filter(|url| matches!(url.scheme(), "http" | "https"));
    Ok(Page {
        frame: Frame { path: "", ..Frame::new(store, &title, "/documents", question)? },
        out: web.map(|url| outside(&url, chosen)),
        pieces: marked::pieces(&document.text, 0, &spans, told),
        chosen: chosen.cloned(),
        events,
        copy_of: document.duplicate_of.as_ref().map(|copy| format!("/documents/{}", segment(&copy.document))),
        twin: path,
        document: document.clone(),
    })
}

/// First code point of a sentence, and one past its last: of one that tells an event, a force level or a factor.
fn sentence(
    store: &Record,
    document: &Document,
    mentions: &[Mention],
    number: usize,
) -> Result<Option<(usize, usize)>, Problem> {
    if let Some(mention) = mentions.iter().find(|mention| mention.sentence.index == number) {
        return Ok(Some((mention.sentence.start, mention.sentence.end)));
    }
    let query = EventQuery { documents: vec![document.id.clone()], ..EventQuery::default() };
    let all = Paging::default();
    let factors = store.factors(&query, &all).map_err(Problem::of_record)?.rows.into_iter();
    let deployments = store.deployments(&query, &all).map_err(Problem::of_record)?.rows.into_iter();
    let statements = store.statements(&query, &all).map_err(Problem::of_record)?.rows.into_iter();
    let said = factors
        .map(|factor| (factor.evidence.sentence, factor.evidence.words))
        .chain(deployments.map(|deployment| (deployment.sentence, deployment.quote)))
        .chain(statements.map(|statement| (statement.sentence, statement.content)));
    let mut said = said.filter(|(of, words)| *of == number && words.start < words.end);
    Ok(said.next().map(|(_, words)| (words.start, words.end)))
}

/// The address of the article, at the sentence (a text fragment) where one is chosen.
fn outside(url: &url::Url, chosen: Option<&Mention>) -> String {
    let Some(mention) = chosen else { return url.to_string() };
    let start: String = mention.sentence.text.chars().take(120).collect();
    let fragment = segment(&start).replace('-', "%2D");
    format!("{}#:~:text={fragment}", url.as_str().split('#').next().unwrap_or_default())
}
