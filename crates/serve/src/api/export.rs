//! A record, or what a question asks of it, as one file in a layout of others. Rows go out as they are read: memory does
//! not grow with their number, and a client that reads slowly is waited for, half a minute at most.

use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use masudi_export::{Exporter, Format, Profile, Tables, record};
use masudi_lexicon::DataFiles;
use masudi_store::{EventQuery, Store};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes of a piece, and pieces on their way.
const PIECE: usize = 1 << 16;
const PIECES: usize = 4;
/// So long a client may take for a piece.
const PATIENCE: Duration = Duration::from_secs(30);

static TABLES: LazyLock<Option<Tables>> = LazyLock::new(|| Tables::load(&DataFiles::built_in()).ok());

/// What a question asks, as one file.
#[utoipa::path(get, path = "/export/{file}", tag = "export",
    params(("file" = String, Path, description = "Layout and format, such as masudi.jsonl (PLOVER with all that Masudi knows), masudi.csv, masudi.geojson, masudi.parquet, polecat.tsv, acled.csv, icews.csv, gdelt2.csv; `masudi export --describe` names all"), crate::api::list::Conditions),
    responses((status = 200, description = "The file, as a stream", content((Vec<u8> = "application/jsonl"), (String = "text/csv"),
            (String = "text/tab-separated-values"), (Vec<u8> = "application/geo+json"), (Vec<u8> = "application/vnd.apache.parquet"))),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn file(State(app): State<App>, Path(name): Path<String>, question: Question) -> Result<Response, Problem> {
    let (profile, format) = named(&name)?;
    let query = question.events()?;
    let busy = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "other exports are under way: try again in a minute");
    let room = app.exports().try_acquire_owned().map_err(|_| busy())?;
    let tables = TABLES.as_ref().ok_or_else(|| Problem::internal("the tables of layouts cannot be read"))?;
    let db = app.settings().db.clone();
    let (sender, pieces) = channel(PIECES);
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let _room = room;
        let out = Pieces { sender: sender.clone(), handle: handle.clone(), piece: Vec::with_capacity(PIECE) };
        if let Err(error) = write(db, &query, profile, format, tables, out) {
            tracing::warn!(error, "an export ended early");
            // The connection breaks off, so that nobody takes the part for the whole.
            let _ = handle.block_on(sender.send_timeout(Err(io::Error::other("the export ended early")), PATIENCE));
        }
    });
    let disposition = format!("attachment; filename=\"{}.{}\"", profile.name, format.name());
    let head = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((head, Body::from_stream(stream::unfold(pieces, next))).into_response())
}

async fn next(mut pieces: Receiver<io::Result<Bytes>>) -> Option<(io::Result<Bytes>, Receiver<io::Result<Bytes>>)> {
    let piece = pieces.recv().await?;
    Some((piece, pieces))
}

/// `masudi.jsonl` as a layout and a format. Errors: 404 with those that there are.
fn named(name: &str) -> Result<(&'static Profile, Format), Problem> {
    let found = name.rsplit_once('.');
    let found = found.and_then(|(profile, format)| Some((masudi_export::profile(profile)?, Format::named(format)?)));
    found.ok_or_else(|| {
        let layouts = masudi_export::PROFILES.iter().map(|profile| profile.name).collect::<Vec<_>>().join(", ");
        let formats = Format::ALL.map(Format::name).join(", ");
        Problem::not_found(format!("expected LAYOUT.FORMAT, a layout of {layouts}, a format of {formats}"))
    })
}

fn write(
    db: PathBuf,
    query: &EventQuery,
    profile: &'static Profile,
    format: Format,
    tables: &Tables,
    out: Pieces,
) -> Result<(), String> {
    // A connection of its own: an export lasts longer than any answer may.
    let store = Store::open_read_only(&db).map_err(|error| error.to_string())?;
    let mut exporter = Exporter::new(profile, format, tables, out).map_err(|error| error.to_string())?;
    record::events(&store, query, &mut exporter).map_err(|error| error.to_string())?;
    exporter.finish().map(drop).map_err(|error| error.to_string())
}

/// Writes into the answer.
struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    handle: tokio::runtime::Handle,
    piece: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE)));
        let sent = self.handle.block_on(self.sender.send_timeout(Ok(piece), PATIENCE));
        sent.map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the client has gone, or takes too long"))
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    /// Pieces go out when they are full; the last one when the file is.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        // Whole or not: whether the file ended early is said after it.
        let _ = self.send();
    }
}
