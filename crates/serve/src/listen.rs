//! The server: listening, and stopping without cutting off who is being answered.

use crate::app::App;
use crate::settings::{Settings, SettingsError};
use crate::{renewal, routes};
use masudi_store::{Store, StoreError};
use std::future::Future;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// So long the answers under way may take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often it looks whether somebody has written.
const LOOK: Duration = Duration::from_secs(1);

/// Why a server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The settings are unsafe.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The record cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened on.
    #[error("{address}: {why}; is another server there? choose one with --bind ADDRESS:PORT")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        why: std::io::Error,
    },
    /// It failed while it ran.
    #[error("the server stopped: {0}")]
    Run(#[from] std::io::Error),
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    app: App,
    store: Store,
    saw: watch::Sender<i64>,
}

impl Server {
    /// Opens the record and listens.
    ///
    /// Errors: [`ServeError`].
    pub async fn start(settings: Settings) -> Result<Self, ServeError> {
        settings.check()?;
        let store = Store::open_read_only(&settings.db)?;
        let address = settings.bind;
        let listener = TcpListener::bind(address).await.map_err(|why| ServeError::Bind { address, why })?;
        let run = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let (saw, seen) = watch::channel(0);
        let app = App::open(settings, format!("{run:x}"), seen)?;
        app.renew_index().await;
        app.briefs().renew(&app).await;
        Ok(Self { listener, app, store, saw })
    }

    /// Where it listens; with port 0 the system chose one.
    ///
    /// Errors: what the system says.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` is done; then no new connection is taken and those under way are finished.
    ///
    /// Errors: [`ServeError::Run`]; [`ServeError::Store`] when the record cannot be read at the beginning.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let Self { listener, app, store, saw } = self;
        let (told, mut stopping) = watch::channel(false);
        if store.stats()?.uncoded > 0 {
            // Written before the server was last stopped.
            app.renewal().ask();
        }
        let watching = tokio::spawn(look(app.clone(), store, saw));
        let renewing = tokio::spawn(renewal::renew(app.clone()));
        let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
        let stopped = async move {
            stop.await;
            // Ends the streams, which would never end by themselves.
            watching.abort();
            renewing.abort();
            let _ = told.send(true);
        };
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopped);
        tokio::select! {
            served = serving => Ok(served?),
            () = async {
                let _ = stopping.wait_for(|stop| *stop).await;
                tokio::time::sleep(FAREWELL).await;
            } => Ok(()),
        }
    }
}

/// Tells the streams when somebody has written, and keeps the first page at hand.
async fn look(app: App, store: Store, saw: watch::Sender<i64>) {
    let mut every = tokio::time::interval(LOOK);
    loop {
        every.tick().await;
        if let Ok(version) = store.data_version() {
            saw.send_if_modified(|last| std::mem::replace(last, version) != version);
        }
        app.renew_index().await;
        app.briefs().renew(&app).await;
    }
}
