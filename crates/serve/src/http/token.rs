//! Who may write: whoever shows the token that the server was started with, as a header or once for a session.

use super::{Problem, session};
use crate::app::App;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use std::time::Instant;

/// Proof that the request may write. A handler that takes one writes; no other does.
#[derive(Clone, Copy, Debug)]
pub struct Writer(());

impl FromRequestParts<App> for Writer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let headers = &parts.headers;
        let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        match shown.and_then(|value| value.strip_prefix("Bearer ")) {
            Some(shown) => is_token(app, shown).map(|()| Self(())),
            None if Rights::of(app, headers) == Rights::Write && session::same_origin(headers) => Ok(Self(())),
            None if app.settings().token.is_none() => Err(no_token()),
            None => {
                let detail = "expected Authorization: Bearer TOKEN, or a form of this server's own page after /session";
                Err(Problem::new(StatusCode::UNAUTHORIZED, detail))
            }
        }
    }
}

/// What a reader of a page may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rights {
    /// Read: the server takes no writing.
    #[default]
    Read,
    /// Read, and write after the token was shown.
    SignIn,
    /// Read and write.
    Write,
}

impl Rights {
    /// Of a request.
    pub fn of(app: &App, headers: &HeaderMap) -> Self {
        match app.settings().token.is_some() {
            true if app.sessions().holds(headers, Instant::now()) => Self::Write,
            true => Self::SignIn,
            false => Self::Read,
        }
    }
}

/// Whether these words are the token. Errors: 403.
pub fn is_token(app: &App, shown: &str) -> Result<(), Problem> {
    let token = app.settings().token.as_deref().ok_or_else(no_token)?;
    match same(shown.as_bytes(), token.as_bytes()) {
        true => Ok(()),
        false => Err(Problem::new(StatusCode::FORBIDDEN, "this is not the server's token")),
    }
}

fn no_token() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "this server was started without a token, so nothing can be written")
}

/// Compares in a time that says nothing of where they differ.
fn same(shown: &[u8], token: &[u8]) -> bool {
    let differences = shown.iter().zip(token).fold(0, |all, (a, b)| all | (a ^ b));
    shown.len() == token.len() && std::hint::black_box(differences) == 0
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn only_the_token_itself() {
        assert!(same(b"secret-secret-se", b"secret-secret-se"));
        for shown in [&b""[..], b"secret", b"secret-secret-sE", b"secret-secret-se0"] {
            assert!(!same(shown, b"secret-secret-se"));
        }
    }
}
