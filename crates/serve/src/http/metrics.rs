//! Counts of requests, for Prometheus and the log.

use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Upper bounds of the histogram's buckets, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Clone, Copy, Debug, Default)]
struct Histogram {
    within: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// Requests by route, method and status, and their times by route.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, MethodName, u16), u64>>,
    times: Mutex<BTreeMap<String, Histogram>>,
}

/// A method as a word that can be ordered.
type MethodName = &'static str;

impl Metrics {
    fn record(&self, route: &str, method: MethodName, status: StatusCode, time: Duration) {
        let seconds = time.as_secs_f64();
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), method, status.as_u16())).or_default() += 1;
        drop(requests);
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = times.entry(route.to_owned()).or_default();
        histogram.count += 1;
        histogram.seconds += seconds;
        for (n, bound) in histogram.within.iter_mut().zip(BOUNDS) {
            *n += u64::from(seconds <= bound);
        }
    }

    /// In Prometheus' text format.
    pub fn text(&self) -> String {
        let mut out = String::from(
            "# HELP masudi_http_requests_total Requests answered.\n# TYPE masudi_http_requests_total counter\n",
        );
        for ((route, method, status), n) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
            let _ = writeln!(out, "masudi_http_requests_total{{{labels}}} {n}");
        }
        out.push_str("# HELP masudi_http_seconds Time to an answer's head.\n# TYPE masudi_http_seconds histogram\n");
        for (route, histogram) in &*self.times.lock().unwrap_or_else(PoisonError::into_inner) {
            for (bound, n) in BOUNDS.iter().zip(histogram.within) {
                let _ = writeln!(out, "masudi_http_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}} {n}");
            }
            let Histogram { count, seconds, .. } = histogram;
            let _ = writeln!(out, "masudi_http_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}");
            let _ = writeln!(out, "masudi_http_seconds_sum{{route=\"{route}\"}} {seconds}");
            let _ = writeln!(out, "masudi_http_seconds_count{{route=\"{route}\"}} {count}");
        }
        out
    }
}

/// The known methods; others share one name, so that a client cannot make series without end.
fn word(method: &Method) -> MethodName {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Counts and logs a request.
pub async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = word(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let (status, time) = (response.status(), start.elapsed());
    app.metrics().record(&route, method, status, time);
    tracing::info!(method, path, route, status = status.as_u16(), micros = time.as_micros() as u64, "request");
    response
}

/// `GET /metrics`
pub async fn metrics(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics().text())
}
