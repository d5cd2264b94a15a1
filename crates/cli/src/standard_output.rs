//! Standard output, of which a reader such as `head` may have had enough.

use crate::outcome::Outcome;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

/// A buffer before standard output, or before something else in tests.
pub struct Lines<W: Write> {
    out: BufWriter<W>,
    /// Why writing ended; a reader that closed its end is no failure.
    ended: Option<Outcome>,
}

impl Lines<io::Stdout> {
    /// Standard output.
    pub fn stdout() -> Self {
        Self { out: BufWriter::with_capacity(64 << 10, io::stdout()), ended: None }
    }
}

impl<W: Write> Lines<W> {
    /// Writes by `write`; breaks when there is no more use in writing.
    pub fn write(&mut self, write: impl FnOnce(&mut BufWriter<W>) -> io::Result<()>) -> ControlFlow<()> {
        if self.ended.is_some() {
            return ControlFlow::Break(());
        }
        match write(&mut self.out) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.ended = Some(match error.kind() {
                    io::ErrorKind::BrokenPipe => Outcome::Done,
                    _ => Outcome::nothing(format!("standard output: {error}")),
                });
                ControlFlow::Break(())
            }
        }
    }

    /// Writes one line.
    pub fn line(&mut self, line: impl std::fmt::Display) -> ControlFlow<()> {
        self.write(|out| writeln!(out, "{line}"))
    }

    /// Writes what is in the buffer. Out: how it went, if writing ended early.
    pub fn finish(mut self) -> Option<Outcome> {
        let _ = self.write(|out| out.flush());
        let (ended, out) = (self.ended, self.out);
        // What is left in the buffer after a failure must not be tried again.
        let _ = out.into_parts();
        ended
    }
}
