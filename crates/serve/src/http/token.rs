//! Who may write: whoever shows the token that the server was started with.

use super::Problem;
use crate::app::App;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};

/// Proof that the request showed the token. A handler that takes one writes; no other does.
#[derive(Clone, Copy, Debug)]
pub struct Writer(());

impl FromRequestParts<App> for Writer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(token) = app.settings().token.as_deref() else {
            let detail = "this server was started without a token, so nothing can be written";
            return Err(Problem::new(StatusCode::FORBIDDEN, detail));
        };
        let shown = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        match shown.and_then(|value| value.strip_prefix("Bearer ")) {
            Some(shown) if same(shown.as_bytes(), token.as_bytes()) => Ok(Self(())),
            Some(_) => Err(Problem::new(StatusCode::FORBIDDEN, "this is not the server's token")),
            None => Err(Problem::new(StatusCode::UNAUTHORIZED, "expected Authorization: Bearer TOKEN")),
        }
    }
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
