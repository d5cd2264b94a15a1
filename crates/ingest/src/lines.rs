//! Lines of bounded length.
//!
//! In: a reader. Out: one line at a time, in memory of the caller; of a line that is too long only its end is sought.

use std::io::{self, BufRead, Read};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line, with its line feed if it has one.
    Read,
    /// A line of more bytes than allowed, passed over.
    TooLong,
    /// No more lines.
    End,
}

/// Lines of a reader.
pub(crate) struct Lines<R> {
    reader: R,
    longest: usize,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        Self { reader, longest, number: 0, ended: false }
    }

    /// Number of the last line, from 1.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// Puts the next line into `line`. Errors: what the reader said; after that there are no more lines.
    pub(crate) fn next(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        line.clear();
        if self.ended {
            return Ok(Line::End);
        }
        self.number += 1;
        let found = self.read(line);
        self.ended = !matches!(found, Ok(Line::Read | Line::TooLong));
        found
    }

    fn read(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        let n = (&mut self.reader).take(self.longest as u64 + 1).read_until(b'\n', line)?;
        if n == 0 {
            return Ok(Line::End);
        }
        if n <= self.longest || line.last() == Some(&b'\n') {
            return Ok(Line::Read);
        }
        line.clear();
        self.reader.skip_until(b'\n')?;
        Ok(Line::TooLong)
    }
}
