//! One request, within bounds.
//!
//! In: an address that has been checked, and what is known of an earlier answer. Out: the bytes, that nothing has changed,
//! or where the host sends us on. Redirects are handed back and not followed here, so that each is checked like a first
//! request. Nothing of one host is sent to another: no cookie, no credential, no referrer.

use crate::FetchError;
use crate::destination::Destinations;
use flate2::read::MultiGzDecoder;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use rustls_platform_verifier::BuilderVerifierExt;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Bounds of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// From the start to the last byte.
    pub timeout: Duration,
    /// Bytes of a body, as sent and after decompression.
    pub largest: usize,
}

/// What a host said of its answer, to ask later whether it has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The address that it came from, after redirects.
    pub url: String,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// The contents, decompressed.
    pub body: Vec<u8>,
    /// To ask later whether it has changed.
    pub known: Known,
}

/// What came of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The contents.
    Arrived(Fetched),
    /// It is as it was.
    Unchanged,
    /// It is elsewhere: a `Location`, not checked yet.
    Moved(Url),
}

/// Makes requests.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    bounds: Bounds,
}

impl Client {
    /// A client that goes to `destinations` only, and names itself `agent` (with a contact, where there is one).
    ///
    /// Errors: the system's certificates cannot be used.
    pub fn new(agent: &str, contact: Option<&str>, destinations: Destinations, bounds: Bounds) -> Result<Self, String> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|tls| tls.with_platform_verifier())
            .map_err(|e| e.to_string())?
            .with_no_client_auth();
        let version = env!("CARGO_PKG_VERSION");
        let agent = contact.map_or(format!("{agent}/{version}"), |contact| format!("{agent}/{version} (+{contact})"));
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(destinations)
            .connect_timeout(bounds.timeout)
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|e| e.to_string())?;
        Ok(Self { http, bounds })
    }

    /// Asks for an address once.
    ///
    /// Errors: see [`FetchError`].
    pub async fn ask(&self, url: &Url, known: &Known) -> Result<Answer, FetchError> {
        let within = self.bounds.timeout;
        let slow = || FetchError::TooSlow { url: url.to_string(), within };
        tokio::time::timeout(within, self.exchange(url, known)).await.map_err(|_| slow())?
    }

    async fn exchange(&self, url: &Url, known: &Known) -> Result<Answer, FetchError> {
        let mut request = self.http.get(url.clone()).header(ACCEPT, "*/*").header(ACCEPT_ENCODING, "gzip");
        for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = request.send().await.map_err(|e| failure(url, &e))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        match status {
            304 => return Ok(Answer::Unchanged),
            301 | 302 | 303 | 307 | 308 => return moved(url, &headers),
            200 | 203 => {}
            _ => {
                let retry_after =
                    text(&headers, RETRY_AFTER).and_then(|t| t.trim().parse().ok()).map(Duration::from_secs);
                return Err(FetchError::Status { url: url.to_string(), status, retry_after });
            }
        }
        let too_large = |when| FetchError::TooLarge { url: url.to_string(), most: self.bounds.largest, when };
        if response.content_length().is_some_and(|n| n > self.bounds.largest as u64) {
            return Err(too_large("as sent"));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| failure(url, &e))? {
            if body.len() + chunk.len() > self.bounds.largest {
                return Err(too_large("as sent"));
            }
            body.extend_from_slice(&chunk);
        }
        let body = match text(&headers, CONTENT_ENCODING).map(|coding| coding.trim().to_lowercase()) {
            None => body,
            Some(coding) if coding.is_empty() || coding == "identity" => body,
            Some(coding) if coding == "gzip" || coding == "x-gzip" => {
                let found = |e: std::io::Error| FetchError::Coding {
                    url: url.to_string(),
                    found: format!("broken gzip ({e})"),
                };
                unzipped(&body, self.bounds.largest).map_err(found)?.ok_or_else(|| too_large("after decompression"))?
            }
            Some(coding) => {
                let found = coding.chars().take(40).collect();
                return Err(FetchError::Coding { url: url.to_string(), found });
            }
        };
        Ok(Answer::Arrived(Fetched {
            url: url.to_string(),
            content_type: text(&headers, CONTENT_TYPE).map(str::to_owned),
            body,
            known: Known {
                etag: text(&headers, ETAG).map(str::to_owned),
                last_modified: text(&headers, LAST_MODIFIED).map(str::to_owned),
            },
        }))
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn moved(url: &Url, headers: &HeaderMap) -> Result<Answer, FetchError> {
    let location = text(headers, LOCATION).unwrap_or("");
    let nowhere = || FetchError::Nowhere { url: url.to_string(), found: location.chars().take(200).collect() };
    if location.is_empty() {
        return Err(nowhere());
    }
    url.join(location).map(Answer::Moved).map_err(|_| nowhere())
}

/// `None` when more than `largest` bytes come out.
fn unzipped(body: &[u8], largest: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    MultiGzDecoder::new(body).take(largest as u64 + 1).read_to_end(&mut out)?;
    Ok((out.len() <= largest).then_some(out))
}

/// The deepest cause says most; a refusal of ours is told as it is.
fn failure(url: &Url, error: &reqwest::Error) -> FetchError {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        match deeper.downcast_ref::<FetchError>() {
            Some(FetchError::Private { host, address }) => {
                return FetchError::Private { host: host.clone(), address: *address };
            }
            Some(FetchError::Unknown { host, why }) => {
                return FetchError::Unknown { host: host.clone(), why: why.clone() };
            }
            _ => cause = deeper,
        }
    }
    FetchError::Connection { url: url.to_string(), why: cause.to_string() }
}
