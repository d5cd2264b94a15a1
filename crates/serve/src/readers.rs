//! Connections that read the record: a few, each used by one request at a time.

use crate::http::Problem;
use axum::http::StatusCode;
use masudi_store::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Reads at once. More would only wait for the same cores.
const MOST: usize = 8;

/// The connections.
#[derive(Debug)]
pub struct Readers {
    file: PathBuf,
    idle: Arc<Mutex<Vec<Store>>>,
    room: Arc<Semaphore>,
    /// Only asked whether somebody has written.
    watching: Mutex<Store>,
}

impl Readers {
    /// Errors: [`StoreError`] when the file is no record.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            file: file.to_owned(),
            idle: Arc::default(),
            room: Arc::new(Semaphore::new(MOST)),
            watching: Mutex::new(Store::open_read_only(file)?),
        })
    }

    /// A number that changes when somebody has written.
    pub fn version(&self) -> Option<i64> {
        self.watching.lock().unwrap_or_else(PoisonError::into_inner).data_version().ok()
    }

    /// Does `work` on a connection, and interrupts it after `most`.
    pub async fn read<T, F>(&self, most: Duration, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
    {
        let permit = Arc::clone(&self.room).acquire_owned().await.map_err(Problem::internal)?;
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = match taken {
            Some(store) => store,
            None => Store::open_read_only(&self.file).map_err(Problem::internal)?,
        };
        let interrupt = store.interrupt_handle();
        let idle = Arc::clone(&self.idle);
        let mut working = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let done = work(&store);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            done
        });
        // The work is interrupted too when the client goes away and this future is dropped.
        let guard = InterruptOnDrop(Some(interrupt));
        match tokio::time::timeout(most, &mut working).await {
            Ok(done) => {
                guard.finished();
                done.map_err(Problem::internal)?
            }
            Err(_) => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "the answer took too long: ask for a shorter time or fewer types",
            )),
        }
    }
}

/// Stops the work of a request that nobody waits for any more.
struct InterruptOnDrop(Option<masudi_store::Interrupt>);

impl InterruptOnDrop {
    fn finished(mut self) {
        self.0 = None;
    }
}

impl Drop for InterruptOnDrop {
    fn drop(&mut self) {
        if let Some(interrupt) = &self.0 {
            interrupt.interrupt();
        }
    }
}
