//! Documents come in over HTTP. They are kept as they are; then the server's renewer codes them and makes events anew.

use crate::app::App;
use crate::http::Problem;
use crate::http::token::Writer;
use crate::renewal::Renewed;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use masudi_duplicates::Signature;
use masudi_ingest::{JsonLines, Settings};
use masudi_record::Document;
use masudi_store::{NewDocument, NewRun, Put, Store};
use serde::Serialize;
use utoipa::ToSchema;

/// Documents of one request.
const MOST: usize = 1000;

const AT_ONCE: &str =
    "this server codes them now and makes events anew: /changes tells of each event, /healthz when it is done";
const BY_HAND: &str = "kept, not coded: `masudi recode --new` and `masudi reconcile` make events of them";

/// What became of the documents of a request.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Received {
    /// Ids of those that are new, in order.
    pub added: Vec<String>,
    /// How many were there already; where they were seen elsewhere, that was noted.
    pub known: usize,
    /// Lines that are no document, each with what was expected.
    pub refused: Vec<String>,
    /// How those that are new become events.
    pub next: &'static str,
}

/// Keeps documents: one JSON object a line with `text`, and `title`, `published`, `source`, `url`, `language`, `id` where
/// known. They are on the disk when the answer comes; what becomes of them then, `next` says. Needs the server's token.
#[utoipa::path(post, path = "/documents", tag = "record", security(("token" = [])),
    request_body(content = String, content_type = "text/plain", description = "JSON lines: a document a line, 1 MB and 1,000 documents at most"),
    responses((status = 200, body = Received), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Received)))]
pub async fn documents(
    writer: Writer,
    State(app): State<App>,
    body: Bytes,
) -> Result<(StatusCode, Json<Received>), Problem> {
    let next = match app.renewal().state() {
        Renewed::ByHand => BY_HAND,
        _ => AT_ONCE,
    };
    let mut received = Received { next, ..Received::default() };
    let mut new = Vec::new();
    for read in JsonLines::new(&body[..], "body", Settings::default()) {
        match read {
            Ok(document) => new.push(document),
            Err(error) => received.refused.push(error.to_string()),
        }
        if new.len() + received.refused.len() > MOST {
            return Err(Problem::bad_request("expected at most 1000 documents, but found more: send them in parts"));
        }
    }
    if new.is_empty() && received.refused.is_empty() {
        return Err(Problem::bad_request("expected a document a line, but found none"));
    }
    if new.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(received)));
    }
    let received = app.write(writer, move |store, now| keep(store, new, now, received)).await?;
    Ok((StatusCode::OK, Json(received)))
}

fn keep(store: &mut Store, new: Vec<Document>, now: &str, mut received: Received) -> Result<Received, Problem> {
    let new: Vec<NewDocument> = new
        .into_iter()
        .map(|document| {
            let signature = Some(Signature::of(&document.text));
            NewDocument { document, signature, ..NewDocument::default() }
        })
        .collect();
    let run = NewRun { version: env!("CARGO_PKG_VERSION").to_owned(), settings: "{}".to_owned(), ..NewRun::default() };
    let run = store.begin_run(&NewRun { started: now.to_owned(), ..run }).map_err(Problem::of_record)?;
    let put = store.put_batch(run, &new).map_err(Problem::of_record)?;
    let wrote = put.iter().any(|put| *put != Put::Known && *put != Put::Conflict);
    for (document, put) in new.into_iter().map(|new| new.document).zip(put) {
        match put {
            Put::Added | Put::Coded => received.added.push(document.id),
            Put::SeenAgain | Put::Known => received.known += 1,
            Put::Conflict => received
                .refused
                .push(format!("expected a new id, but found {}, under which the record has another text", document.id)),
        }
    }
    if wrote { store.end_run(run, now) } else { store.drop_run(run) }.map_err(Problem::of_record)?;
    Ok(received)
}
