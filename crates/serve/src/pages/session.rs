//! Where a person shows the token once, to write from the pages.

use super::frame::Frame;
use super::html;
use crate::app::App;
use crate::http::session::{same_origin, set_cookie};
use crate::http::token::{Rights, is_token};
use crate::http::{Problem, rate};
use crate::question::Question;
use askama::Template;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::net::SocketAddr;
use std::time::Instant;

#[derive(Template)]
#[template(path = "session.html")]
struct Page {
    frame: Frame,
    back: String,
    closed: bool,
}

/// `GET /session`
pub async fn page(State(app): State<App>, question: Question) -> Result<Html<String>, Problem> {
    let back = own(question.value("back")).to_owned();
    let closed = question.rights == Rights::Read;
    let frame = app.read(move |store| Frame::new(store, "Sign in", "", &question)).await?;
    html(&Page { frame, back, closed })
}

/// `POST /session`: `token`, and `back`, the page to go back to.
pub async fn begin(
    State(app): State<App>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
    from_here(&headers)?;
    // Guessing is slow: each wrong token takes as long as a second's requests.
    is_token(&app, field("token").trim()).inspect_err(|_| rate::charge(&app, address.ip()))?;
    let id = app.sessions().begin(Instant::now())?;
    Ok(back_to(field("back"), &set_cookie(&id, !app.loopback_only())))
}

/// `POST /session/end`
pub async fn end(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    from_here(&headers)?;
    app.sessions().end(&headers);
    Ok(back_to("/", &set_cookie("", !app.loopback_only())))
}

fn from_here(headers: &HeaderMap) -> Result<(), Problem> {
    let detail = "expected a form of this server's own page";
    same_origin(headers).then_some(()).ok_or_else(|| Problem::new(StatusCode::FORBIDDEN, detail))
}

fn back_to(back: &str, cookie: &str) -> Response {
    let place = [(header::LOCATION, own(back)), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::SEE_OTHER, place).into_response()
}

/// An address of this server; its first page for any other.
fn own(back: &str) -> &str {
    let plain = back.bytes().all(|byte| matches!(byte, b'!'..=b'~') && byte != b'\\');
    if plain && back.starts_with('/') && !back.starts_with("//") { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn nobody_is_led_away() {
        assert_eq!(own("/events/e1?x=1#y"), "/events/e1?x=1#y");
        for other in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nx: y", "javascript:1"] {
            assert_eq!(own(other), "/", "{other}");
        }
    }
}
