//! A reader of gzip that knows where each member begins.
//!
//! In: compressed bytes, one member or many. Out: their contents, one after the other, and the places of the members:
//! archives of the web have one for each record, and a place by which a record is found again without reading the rest.

use crate::compressed::Counted;
use flate2::bufread::GzDecoder;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// Members ahead of the reader of contents; more than fit in what is read ahead.
const MOST_AHEAD: usize = 1 << 14;

/// Where members begin: in the contents, and in the compressed bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members(Arc<Mutex<VecDeque<(u64, u64)>>>);

impl Members {
    fn add(&self, contents: u64, compressed: u64) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() == MOST_AHEAD {
            places.pop_front();
        }
        places.push_back((contents, compressed));
    }

    /// The compressed place of the member in which a place of the contents lies. Places are asked for in order.
    pub(crate) fn of(&self, contents: u64) -> Option<u64> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while places.get(1).is_some_and(|(start, _)| *start <= contents) {
            places.pop_front();
        }
        places.front().filter(|(start, _)| *start <= contents).map(|(_, compressed)| *compressed)
    }
}

/// See the module.
pub(crate) struct Gzip<R> {
    state: State<R>,
    given: u64,
    members: Members,
}

enum State<R> {
    Between(BufReader<Counted<R>>),
    Within(Box<GzDecoder<BufReader<Counted<R>>>>),
    Over,
}

impl<R: Read> Gzip<R> {
    pub(crate) fn new(source: BufReader<Counted<R>>, members: Members) -> Self {
        Self { state: State::Between(source), given: 0, members }
    }
}

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(mut source) => {
                    // Zeros after the last member fill up a tape's block.
                    if source.fill_buf()?.first().is_none_or(|byte| *byte == 0) {
                        return Ok(0);
                    }
                    let place = source.get_ref().taken() - source.buffer().len() as u64;
                    self.members.add(self.given, place);
                    self.state = State::Within(Box::new(GzDecoder::new(source)));
                }
                State::Within(mut decoder) => {
                    let n = decoder.read(out)?;
                    self.given += n as u64;
                    if n > 0 {
                        self.state = State::Within(decoder);
                        return Ok(n);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}
