//! How many requests of one address are answered: a bucket of tokens each, refilled by time.

use super::Problem;
use crate::app::App;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Addresses remembered at once; the fullest buckets are forgotten first, which costs their owners nothing.
const MOST_ADDRESSES: usize = 10_000;
/// Seconds' worth of requests that may come at once.
const BURST_SECONDS: f64 = 2.0;

/// The buckets of all addresses.
#[derive(Debug)]
pub struct RateLimit {
    a_second: f64,
    buckets: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl RateLimit {
    /// So many requests of one address a second.
    pub fn new(a_second: u32) -> Self {
        Self { a_second: f64::from(a_second.max(1)), buckets: Mutex::default() }
    }

    /// Takes one request of `address` at `now`; else how long to wait.
    pub fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let full = self.a_second * BURST_SECONDS;
        let level = |&(tokens, at): &(f64, Instant)| {
            (tokens + now.saturating_duration_since(at).as_secs_f64() * self.a_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_ADDRESSES && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| level(bucket) < full);
            if buckets.len() >= MOST_ADDRESSES {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(address).or_insert((full, now));
        let tokens = level(bucket);
        *bucket = (tokens, now);
        if tokens < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - tokens) / self.a_second));
        }
        bucket.0 = tokens - 1.0;
        Ok(())
    }
}

/// Takes a second's worth of requests from an address.
pub fn charge(app: &App, address: IpAddr) {
    for _ in 0..app.settings().requests_a_second {
        let _ = app.rate().take(address, Instant::now());
    }
}

/// Answers 429 to an address that asks too often.
pub async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if let Some(Err(wait)) = address.map(|address| app.rate().take(address, Instant::now())) {
        let detail = "too many requests of this address: wait as long as Retry-After says";
        let mut response = Problem::new(StatusCode::TOO_MANY_REQUESTS, detail).into_response();
        let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_the_rate() {
        let limit = RateLimit::new(10);
        let (one, other) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let start = Instant::now();
        assert!((0..20).all(|_| limit.take(one, start).is_ok()), "two seconds' worth at once");
        assert_eq!(limit.take(one, start), Err(Duration::from_millis(100)));
        assert_eq!(limit.take(other, start), Ok(()), "addresses do not share");
        assert_eq!(limit.take(one, start + Duration::from_millis(101)), Ok(()));
        assert!(limit.take(one, start + Duration::from_millis(102)).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let limit = RateLimit::new(1);
        let now = Instant::now();
        for n in 0..(MOST_ADDRESSES as u32 + 100) {
            let _ = limit.take(IpAddr::from((n + 1).to_be_bytes()), now);
        }
        assert!(limit.buckets.lock().unwrap().len() <= MOST_ADDRESSES);
    }
}
