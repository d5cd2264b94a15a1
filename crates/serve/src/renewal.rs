//! What is written becomes events: new documents are coded and events made anew, beside the requests, one time after the other.
//!
//! In: that something was written. Out: the record as it is then, whose changes readers see as those of any other program. How
//! it is done is the program's that runs the server ([`Renewer`]); this crate codes nothing.

use crate::app::App;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// So long more may be written before the work begins, which is the same for one document and for a hundred.
const GATHER: Duration = Duration::from_millis(500);

/// What codes the new documents of a record and makes its events anew.
#[derive(Clone)]
pub struct Renewer(Arc<dyn Fn() -> Result<(), String> + Send + Sync>);

impl Renewer {
    /// `work` may take long; it is called on a thread of its own, never twice at once. Its error goes to the log.
    pub fn new(work: impl Fn() -> Result<(), String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(work))
    }
}

impl fmt::Debug for Renewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renewer")
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Renewed {
    /// This server does not do it: `masudi recode` and `masudi reconcile` do.
    #[default]
    ByHand,
    /// Nothing is to be done.
    UpToDate,
    /// Something was written, and is being coded and reconciled.
    AtWork,
    /// It failed the last time, as the log says; the next writing tries again.
    Failed,
}

/// The work, and who waits for it.
#[derive(Debug, Default)]
pub struct Renewal {
    renewer: Option<Renewer>,
    asked: Notify,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    renewed: Renewed,
    /// How often it was asked for.
    asked: u64,
}

impl Renewal {
    /// By a renewer, where there is one.
    pub fn by(renewer: Option<Renewer>) -> Self {
        let renewed = if renewer.is_some() { Renewed::UpToDate } else { Renewed::ByHand };
        Self { renewer, asked: Notify::new(), state: Mutex::new(State { renewed, asked: 0 }) }
    }

    /// Something was written.
    pub fn ask(&self) {
        if self.renewer.is_some() {
            let mut state = self.lock();
            state.renewed = Renewed::AtWork;
            state.asked += 1;
            drop(state);
            self.asked.notify_one();
        }
    }

    /// How far it is.
    pub fn state(&self) -> Renewed {
        self.lock().renewed
    }

    /// What was asked for up to the `asked`th time is done; what was asked for since is not.
    fn done(&self, asked: u64, renewed: Renewed) {
        let mut state = self.lock();
        if state.asked == asked {
            state.renewed = renewed;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does the work whenever it is asked for, as long as the server runs.
pub async fn renew(app: App) {
    let renewal = app.renewal();
    let Some(Renewer(work)) = renewal.renewer.clone() else { return };
    loop {
        renewal.asked.notified().await;
        tokio::time::sleep(GATHER).await;
        let asked = renewal.lock().asked;
        let (done, waiting) = oneshot::channel();
        let work = Arc::clone(&work);
        // Not one of the runtime's threads: a server that stops need not wait for it.
        std::thread::spawn(move || done.send(work()));
        let renewed = match waiting.await {
            Ok(Ok(())) => Renewed::UpToDate,
            Ok(Err(why)) => {
                tracing::error!(why, "what was written could not be coded and reconciled");
                Renewed::Failed
            }
            Err(_) => {
                tracing::error!("a fault of the program while events were made anew");
                Renewed::Failed
            }
        };
        renewal.done(asked, renewed);
    }
}
