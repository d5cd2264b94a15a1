//! What all requests share.

use crate::briefs::Briefs;
use crate::http::Problem;
use crate::http::metrics::Metrics;
use crate::http::rate::RateLimit;
use crate::http::session::Sessions;
use crate::http::token::Writer;
use crate::index::Record;
use crate::readers::Readers;
use crate::renewal::Renewal;
use crate::settings::Settings;
use masudi_store::{Store, StoreError};
use std::sync::Arc;
use tokio::sync::{Mutex, Semaphore, watch};

/// Streams of what is new that are open at once.
const MOST_STREAMS: usize = 64;
/// Exports under way at once.
const MOST_EXPORTS: usize = 2;

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
    exports: Arc<Semaphore>,
    sessions: Sessions,
    briefs: Briefs,
    renewal: Renewal,
    /// One writes at a time: others wait without a thread.
    writing: Mutex<()>,
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
        let exports = Arc::new(Semaphore::new(MOST_EXPORTS));
        let metrics = Metrics::default();
        let (sessions, briefs) = (Sessions::default(), Briefs::default());
        let renewal = Renewal::by(settings.renewer.clone());
        let shared = Shared {
            settings,
            readers,
            rate,
            metrics,
            run,
            streams,
            exports,
            sessions,
            briefs,
            renewal,
            writing: Mutex::default(),
            seen,
        };
        Ok(Self(Arc::new(shared)))
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

    /// Those who have shown the token.
    pub fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    /// Answers to the dossiers.
    pub fn briefs(&self) -> &Briefs {
        &self.0.briefs
    }

    /// What makes events of what is written.
    pub fn renewal(&self) -> &Renewal {
        &self.0.renewal
    }

    /// Writes to the record, away from the threads that serve. Only a handler with a [`Writer`](crate::http::token::Writer)
    /// calls it, and shows it.
    ///
    /// Errors: what `work` gives; a problem of the server when the record cannot be written.
    pub async fn write<T, F>(&self, _: Writer, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store, &str) -> Result<T, Problem> + Send + 'static,
    {
        let _turn = self.0.writing.lock().await;
        let file = self.0.settings.db.clone();
        let now = jiff::Timestamp::now().to_string();
        let working = tokio::task::spawn_blocking(move || {
            let mut store = Store::open(&file).map_err(Problem::internal)?;
            work(&mut store, &now)
        });
        let done = working.await.map_err(Problem::internal)?;
        if done.is_ok() {
            self.0.renewal.ask();
        }
        done
    }

    /// Reads the record away from the threads that serve. Work that takes longer than an answer may is interrupted.
    ///
    /// Errors: what `work` gives; a problem of the server when the record cannot be read.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Record) -> Result<T, Problem> + Send + 'static,
    {
        self.0.readers.read(self.0.settings.timeout, work).await
    }

    /// Names the state of the record; `None` when it cannot be read now.
    pub fn record_version(&self) -> Option<String> {
        self.0.readers.version().map(|version| format!("{}-{version}", self.0.run))
    }

    /// Makes the index of events anew when they have changed; takes seconds for a million.
    pub async fn renew_index(&self) {
        if let Err(problem) = self.0.readers.renew_index().await {
            tracing::warn!(detail = problem.detail, "the index of events could not be made anew");
        }
    }

    /// The record's version, for those who wait for the next.
    pub fn seen(&self) -> watch::Receiver<i64> {
        self.0.seen.clone()
    }

    /// Room for one more export.
    pub fn exports(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.exports)
    }

    /// Room for one more stream.
    pub fn streams(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.streams)
    }
}
