//! Scripts and styles, built from `web/` and embedded.

use crate::http::Problem;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::fmt::Write;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// Begins the hash of all assets: part of their addresses, so that they can be kept for ever.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = [0_u8; 8];
    for name in Assets::iter() {
        let bytes = Assets::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default();
        hash.iter_mut().zip(bytes).for_each(|(all, byte)| *all = all.rotate_left(3) ^ byte);
    }
    hash.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
});

/// The text of an asset of ours.
pub fn text(name: &str) -> Option<String> {
    Assets::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

/// `GET /assets/{version}/{name}`
pub async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, Problem> {
    // The list holds what is embedded; nothing is read from the disk.
    let file = Assets::get(&name).ok_or_else(|| Problem::not_found("there is no such asset"))?;
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "application/json",
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, file.data.into_owned()).into_response())
}
