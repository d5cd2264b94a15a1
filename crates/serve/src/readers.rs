//! Connections that read the record: a few, each used by one request at a time.

use crate::http::Problem;
use crate::index::{Indexes, Record};
use axum::http::StatusCode;
use masudi_store::{KnownWords, Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Reads at once for each core. More would only wait for the same cores, and take memory meanwhile.
const FOR_EACH_CORE: usize = 2;

/// Steps of SQLite for one answer: a second or two of one core. What would need more is refused.
const STEPS: u32 = 30_000_000;

/// How often words are looked for in what has come to a large record.
const OFTEN: Duration = Duration::from_secs(1);

/// Mebibytes of the file that each connection keeps.
const PAGES: u32 = 4;

/// The connections.
#[derive(Debug)]
pub struct Readers {
    file: PathBuf,
    idle: Arc<Mutex<Vec<Store>>>,
    room: Arc<Semaphore>,
    indexes: Arc<Indexes>,
    words: Arc<KnownWords>,
    /// When words were last looked for in what had come.
    looked: Arc<Mutex<Instant>>,
    /// Only asked whether somebody has written.
    watching: Mutex<Store>,
}

impl Readers {
    /// Errors: [`StoreError`] when the file is no record.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self {
            file: file.to_owned(),
            idle: Arc::default(),
            room: Arc::new(Semaphore::new(cores * FOR_EACH_CORE)),
            indexes: Arc::default(),
            words: Arc::new(KnownWords::patient()),
            looked: Arc::new(Mutex::new(Instant::now())),
            watching: Mutex::new(Store::open_read_only(file)?),
        })
    }

    /// Tells one state of what is answered from another: what was written, and what the index knows of it.
    pub fn version(&self) -> Option<String> {
        let written = self.watching.lock().unwrap_or_else(PoisonError::into_inner).data_version().ok()?;
        Some(format!("{written}-{}", self.indexes.sequence()))
    }

    /// Makes the index of events anew when they have changed. Errors: the record cannot be read.
    pub async fn renew_index(&self) -> Result<(), Problem> {
        let (indexes, file) = (Arc::clone(&self.indexes), self.file.clone());
        let working = tokio::task::spawn_blocking(move || {
            let store = open(&file).map_err(Problem::internal)?;
            indexes.renew(&store).map(drop).map_err(Problem::internal)
        });
        working.await.map_err(Problem::internal)?
    }

    /// Does `work` on a connection, and interrupts it after `most`.
    pub async fn read<T, F>(&self, most: Duration, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Record) -> Result<T, Problem> + Send + 'static,
    {
        let permit = Arc::clone(&self.room).acquire_owned().await.map_err(Problem::internal)?;
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut store = match taken {
            Some(store) => store,
            None => {
                let mut store = open(&self.file).map_err(Problem::internal)?;
                store.share_words(&self.words);
                store
            }
        };
        store.limit_work(Some(STEPS)).map_err(Problem::internal)?;
        let lease = Arc::new(Lease::of(&store));
        let (idle, indexes) = (Arc::clone(&self.idle), Arc::clone(&self.indexes));
        let (words, looked) = (Arc::clone(&self.words), Arc::clone(&self.looked));
        // The work is interrupted too when the client goes away and this future is dropped.
        let guard = InterruptOnDrop(Arc::clone(&lease));
        let mut working = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let (done, store) = match indexes.of(&store) {
                Ok(index) => {
                    let mut looked = looked.lock().unwrap_or_else(PoisonError::into_inner);
                    if index.is_small() || looked.elapsed() >= OFTEN {
                        *looked = Instant::now();
                        words.look_again();
                    }
                    drop(looked);
                    let record = Record::new(store, index);
                    (work(&record), record.into_store())
                }
                Err(error) => (Err(Problem::internal(error)), store),
            };
            lease.end();
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            done
        });
        match tokio::time::timeout(most, &mut working).await {
            Ok(done) => done.map_err(Problem::internal)?,
            Err(_) => {
                drop(guard);
                Err(Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the answer took too long: ask for a shorter time or fewer types",
                ))
            }
        }
    }
}

/// A connection that keeps little of the file in memory: the system does that for all of them.
fn open(file: &Path) -> Result<Store, StoreError> {
    let store = Store::open_read_only(file)?;
    store.keep_pages(PAGES)?;
    Ok(store)
}

/// The time in which a connection works for one request. Once it has ended nothing interrupts the connection for this
/// request's sake: it may work for another by then.
struct Lease(Mutex<Option<masudi_store::Interrupt>>);

impl Lease {
    fn of(store: &Store) -> Self {
        Self(Mutex::new(Some(store.interrupt_handle())))
    }

    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn interrupt(&self) {
        // Under the lock, so that the lease cannot end in between.
        if let Some(interrupt) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            interrupt.interrupt();
        }
    }
}

/// Stops the work of a request that nobody waits for any more.
struct InterruptOnDrop(Arc<Lease>);

impl Drop for InterruptOnDrop {
    fn drop(&mut self) {
        self.0.interrupt();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_store::EventQuery;

    /// Clients that go away at any moment disturb no other that gets the same connection.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_goes_away_interrupts_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record.db");
        drop(Store::open(&file).unwrap());
        let readers = Arc::new(Readers::open(&file).unwrap());
        let read = |readers: Arc<Readers>| async move {
            let work = |store: &Record| {
                for _ in 0..40 {
                    store
                        .events(&EventQuery::default(), &masudi_store::Paging::default())
                        .map_err(Problem::internal)?;
                }
                Ok(())
            };
            readers.read(Duration::from_secs(20), work).await
        };
        for round in 0..300_u64 {
            let leaving = tokio::time::timeout(Duration::from_micros(round * 7), read(Arc::clone(&readers)));
            let (_, stayed) = tokio::join!(leaving, read(Arc::clone(&readers)));
            stayed.unwrap();
        }
    }
}
