//! What became of events: as a list, and as a stream of what is new.

use super::list::List;
use crate::app::App;
use crate::http::Problem;
use crate::question::{Question, refuse, rows};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use masudi_record::Change;
use std::collections::VecDeque;
use std::convert::Infallible;
use tokio::sync::{OwnedSemaphorePermit, watch};

/// Changes that are read at once.
const AT_ONCE: usize = 200;

fn after(question: &Question) -> Result<u64, Problem> {
    let Some(text) = question.get("after") else { return Ok(0) };
    text.parse().map_err(|_| refuse("after", "a sequence number", text))
}

/// Changes after a sequence number.
#[utoipa::path(get, path = "/changes.json", tag = "changes",
    params(("after" = Option<u64>, Query, description = "The last sequence number that is known"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "Items of a page; 50 when not given")),
    responses((status = 200, body = List<Change>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<Change>>, Problem> {
    let (after, most) = (after(&question)?, rows(&question)?);
    let items = app.read(move |store| store.changes(after, most).map_err(Problem::of_record)).await?;
    let next = items.last().filter(|_| items.len() == most).map(|change| change.sequence.to_string());
    Ok(Json(List { items, next }))
}

struct Waiting {
    app: App,
    seen: watch::Receiver<i64>,
    sequence: u64,
    ready: VecDeque<Change>,
    _room: OwnedSemaphorePermit,
}

/// Changes as they come (Server-Sent Events). `Last-Event-ID` or `after` says where to begin.
#[utoipa::path(get, path = "/changes", tag = "changes",
    params(("after" = Option<u64>, Query, description = "The last sequence number that is known")),
    responses((status = 200, body = String, content_type = "text/event-stream"), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    question: Question,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let sequence = match last {
        Some(sequence) => sequence,
        None => after(&question)?,
    };
    let room = app.streams().try_acquire_owned();
    let room = room.map_err(|_| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too many streams are open"))?;
    let mut seen = app.seen();
    seen.mark_changed();
    let waiting = Waiting { app, seen, sequence, ready: VecDeque::new(), _room: room };
    Ok(Sse::new(stream::unfold(waiting, next)).keep_alive(KeepAlive::default()))
}

/// The next change, when there is one; the end when the server stops.
async fn next(mut waiting: Waiting) -> Option<(Result<Event, Infallible>, Waiting)> {
    loop {
        if let Some(change) = waiting.ready.pop_front() {
            waiting.sequence = change.sequence;
            let data = serde_json::to_string(&change).unwrap_or_default();
            let event = Event::default().event("change").id(change.sequence.to_string()).data(data);
            return Some((Ok(event), waiting));
        }
        waiting.seen.changed().await.ok()?;
        let after = waiting.sequence;
        let read = waiting.app.read(move |store| store.changes(after, AT_ONCE).map_err(Problem::of_record)).await;
        waiting.ready = read.unwrap_or_default().into();
        if waiting.ready.len() == AT_ONCE {
            waiting.seen.mark_changed();
        }
    }
}
