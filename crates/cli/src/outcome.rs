//! How a command went, as the exit code says it.

use std::fmt::Display;
use std::process::ExitCode;

/// What a command did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything asked for.
    Done,
    /// The arguments make no sense.
    Usage,
    /// Nothing.
    Nothing,
    /// Some of it; each failure was said on standard error.
    Partly,
}

impl Outcome {
    /// From the number of inputs that went well and that failed.
    pub fn of(done: usize, failed: usize) -> Self {
        match (done, failed) {
            (_, 0) => Self::Done,
            (0, _) => Self::Nothing,
            _ => Self::Partly,
        }
    }

    /// Says on standard error why nothing could be done.
    pub fn nothing(why: impl Display) -> Self {
        eprintln!("masudi: {why}");
        Self::Nothing
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Usage => 1,
            Outcome::Nothing => 2,
            Outcome::Partly => 3,
        })
    }
}
