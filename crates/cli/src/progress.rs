//! How far a command has come, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::IsTerminal;
use std::time::Duration;

/// Counts of what was done and what failed, shown on standard error while it goes on.
pub struct Progress {
    bar: ProgressBar,
    /// Documents done.
    pub done: usize,
    /// Documents or inputs that failed.
    pub failed: usize,
    /// Events found.
    pub events: usize,
}

impl Progress {
    /// Shows nothing where standard error is no terminal.
    pub fn start() -> Self {
        let target = match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(5),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} documents, {per_sec}{msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, done: 0, failed: 0, events: 0 }
    }

    /// One more document.
    pub fn document(&mut self, events: usize) {
        self.done += 1;
        self.events += events;
        self.bar.inc(1);
        if self.events > 0 {
            self.bar.set_message(format!(", {} events", self.events));
        }
    }

    /// Something failed, and why.
    pub fn failure(&mut self, why: impl Display) {
        self.failed += 1;
        self.note(why);
    }

    /// Something to say that is no failure.
    pub fn note(&self, what: impl Display) {
        self.bar.suspend(|| eprintln!("masudi: {what}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
