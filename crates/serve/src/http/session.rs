//! How a person at a browser shows the token: once, for a cookie that no script reads and no other site's page sends.
//!
//! The cookie holds a random number that only this run of the server knows, for twelve hours; it is not the token. It is
//! `HttpOnly` and `SameSite=Strict`; and a request that writes by it must come from a page of this server.

use super::Problem;
use axum::http::{HeaderMap, header};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const COOKIE: &str = "masudi-session";
const LASTS: Duration = Duration::from_secs(12 * 3600);
/// Sessions at once; the oldest gives way.
const MOST: usize = 64;

/// Those who have shown the token.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<String, Instant>>);

impl Sessions {
    /// Begins one. Out: the cookie's value. Errors: the system gives no random numbers.
    pub fn begin(&self, now: Instant) -> Result<String, Problem> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(Problem::internal)?;
        let id: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, began| now.saturating_duration_since(*began) < LASTS);
        if open.len() >= MOST
            && let Some(oldest) = open.iter().min_by_key(|(_, began)| **began).map(|(id, _)| id.clone())
        {
            open.remove(&oldest);
        }
        open.insert(id.clone(), now);
        Ok(id)
    }

    /// Whether the request is of one that is open.
    pub fn holds(&self, headers: &HeaderMap, now: Instant) -> bool {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cookies(headers).any(|id| open.get(id).is_some_and(|began| now.saturating_duration_since(*began) < LASTS))
    }

    /// Ends those of the request.
    pub fn end(&self, headers: &HeaderMap) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for id in cookies(headers) {
            open.remove(id);
        }
    }
}

/// The header that sets the cookie, or takes it away when `id` is empty. `secure`: only over TLS.
pub fn set_cookie(id: &str, secure: bool) -> String {
    let age = if id.is_empty() { 0 } else { LASTS.as_secs() };
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={id}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}")
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, value)| *name == COOKIE && !value.is_empty()).map(|(_, value)| value)
}

/// Whether a page of this server sent the request. A browser says so itself; the pages of others cannot write these headers.
pub fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), ..) => site == "same-origin",
        (None, Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, name)| name == host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_session_lasts_twelve_hours_and_can_be_ended() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let id = sessions.begin(now).unwrap();
        let with = headers(&[("cookie", &format!("a=b; {COOKIE}={id}"))]);
        assert!(sessions.holds(&with, now) && !sessions.holds(&with, now + LASTS));
        for other in ["", "0", &id[1..], &format!("{id}0")] {
            assert!(!sessions.holds(&headers(&[("cookie", &format!("{COOKIE}={other}"))]), now));
        }
        sessions.end(&with);
        assert!(!sessions.holds(&with, now));
        for _ in 0..MOST + 5 {
            sessions.begin(now).unwrap();
        }
        assert_eq!(sessions.0.lock().unwrap().len(), MOST);
    }

    #[test]
    fn only_pages_of_this_server_write_by_the_cookie() {
        let host = ("host", "127.0.0.1:8080");
        for own in [("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")] {
            assert!(same_origin(&headers(&[host, own])), "{own:?}");
        }
        for other in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
            ("origin", "http://127.0.0.1:8081"),
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("x-anything", "1"),
        ] {
            assert!(!same_origin(&headers(&[host, other])), "{other:?}");
        }
        let lies = [host, ("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")];
        assert!(!same_origin(&headers(&lies)), "what the browser says of the page counts");
    }
}
