//! The wish that a command that goes on for ever should end: SIGINT (Ctrl-C) or SIGTERM.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Whether it has been asked for; a copy knows the same.
#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Listens from now on, in a thread of its own. Errors: what the system says.
    pub fn listen() -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let stop = Self::default();
        let (asked, (ready, begun)) = (stop.clone(), std::sync::mpsc::channel());
        std::thread::spawn(move || {
            runtime.block_on(async {
                let signal = signal();
                let _ = ready.send(());
                signal.await;
            });
            *asked.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
            asked.0.1.notify_all();
        });
        begun.recv().map_err(|error| error.to_string())?;
        Ok(stop)
    }

    /// Whether to end.
    pub fn asked(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, but not when it is asked to end. Out: whether to end.
    pub fn wait(&self, time: Duration) -> bool {
        let asked = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.1.wait_timeout_while(asked, time, |asked| !*asked);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Comes to pass when the program is asked to end; it is heard from the call on. Within a runtime.
pub fn signal() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    #[cfg(unix)]
    let interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    async move {
        #[cfg(unix)]
        match (term, interrupt) {
            (Ok(mut term), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = term.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            _ => std::future::pending().await,
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
