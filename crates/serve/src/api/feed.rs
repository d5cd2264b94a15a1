//! Events as an Atom feed (RFC 4287), for alerts: every query is a feed of its own.

use crate::app::App;
use crate::chart::lanes;
use crate::http::Problem;
use crate::index::Record;
use crate::question::{Question, segment};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use masudi_store::{Order, Paging};

#[derive(Template)]
#[template(path = "feed.xml", ext = "xml")]
struct Feed {
    title: String,
    id: String,
    updated: String,
    page: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    updated: String,
    link: String,
    sentence: String,
}

/// Events as an Atom feed, the newest first.
#[utoipa::path(get, path = "/events.atom", tag = "record", params(super::list::Conditions),
    responses((status = 200, body = String, content_type = "application/atom+xml"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn events(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    let query = question.events()?;
    let title = format!("Masudi: events {query}");
    let entries = app
        .read(move |store| {
            let paging = Paging { order: Order::Newest, after: None, most: 50 };
            let page = store.events(&query, &paging).map_err(Problem::of_record)?;
            page.rows.into_iter().map(|stored| entry(store, stored.event)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let updated = entries.iter().map(|e: &Entry| e.updated.clone()).max();
    let page = question.link("/events");
    let feed = Feed {
        title: xml(&title),
        id: xml(&format!("urn:masudi:events{}", page.trim_start_matches("/events"))),
        updated: updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
        page,
        entries,
    };
    let text = feed.render().map_err(Problem::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
}

fn entry(store: &Record, event: masudi_record::Event) -> Result<Entry, Problem> {
    let mention = event.mentions.first().map(|id| store.mention(id)).transpose().map_err(Problem::of_record)?;
    let sentence = mention.flatten().map(|stored| stored.mention.sentence.text).unwrap_or_default();
    let seen = event.last_seen.as_deref().or(event.first_seen.as_deref()).unwrap_or("1970-01-01");
    Ok(Entry {
        id: xml(&format!("urn:masudi:event:{}", segment(&event.id))),
        title: xml(&lanes::label(&event)),
        updated: format!("{}T00:00:00Z", seen.get(..10).unwrap_or("1970-01-01")),
        link: format!("/events/{}", segment(&event.id)),
        sentence: xml(&sentence),
    })
}

/// Without the characters that XML 1.0 cannot hold.
fn xml(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
