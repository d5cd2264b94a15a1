//! What all requests share.

use crate::http::Problem;
use crate::http::metrics::Metrics;
use crate::http::rate::RateLimit;
use crate::readers::Readers;
use crate::settings::Settings;
use masudi_store::{Store, StoreError};
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};

/// Streams of what is new that are open at once.
const MOST_STREAMS: usize = 64;

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    settings: Settings,
    readers: Readers,
    rate: RateLimit,
    metrics: Metrics,
    /// Tells this run of the program from others: the record's version counts from its start.
    run: String,
    streams: Arc<Semaphore>,
    /// The record's version as last seen; closed when the server stops.
    seen: watch::Receiver<i64>,
}

impl App {
    /// Opens the record. `run` differs from one start of the server to the next.
    ///
    /// Errors: [`StoreError`] when the file is no record.
    pub fn open(settings: Settings, run: String, seen: watch::Receiver<i64>) -> Result<Self, StoreError> {
        let readers = Readers::open(&settings.db)?;
        let rate = RateLimit::new(settings.requests_a_second);
        let streams = Arc::new(Semaphore::new(MOST_STREAMS));
        let metrics = Metrics::default();
        Ok(Self(Arc::new(Shared { settings, readers, rate, metrics, run, streams, seen })))
    }

    /// What the server was told.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Whether only this machine reaches it.
    pub fn loopback_only(&self) -> bool {
        self.0.settings.bind.ip().is_loopback()
    }

    /// Limits by address.
    pub fn rate(&self) -> &RateLimit {
        &self.0.rate
    }

    /// Counts of requests.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Reads the record away from the threads that serve. Work that takes longer than an answer may is interrupted.
    ///
    /// Errors: what `work` gives; a problem of the server when the record cannot be read.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
    {
        self.0.readers.read(self.0.settings.timeout, work).await
    }

    /// Names the state of the record; `None` when it cannot be read now.
    pub fn record_version(&self) -> Option<String> {
        self.0.readers.version().map(|version| format!("{}-{version}", self.0.run))
    }

    /// The record's version, for those who wait for the next.
    pub fn seen(&self) -> watch::Receiver<i64> {
        self.0.seen.clone()
    }

    /// Room for one more stream.
    pub fn streams(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.streams)
    }
}
