//! The main content of a page: its article, without menus, lists of other articles and comments.
//!
//! In: a prepared page. Out: its text, a line for each paragraph. The extractors are others' work; here they are chosen
//! between, kept from running for ever and from taking the program down with them. docs/methods/reading.md says what was
//! measured and why it is done so.

use super::plain::plain;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};

/// Characters of a text below which the careful extractor is asked too.
const SHORT: usize = 500;
/// Stack of an extractor: some of what it does to a tree recurses.
const STACK: usize = 32 << 20;
/// Extractors that ran out of time and still run; while there are so many, no further one is begun.
const MOST_LATE: usize = 2;

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The time is over.
    Late,
    /// The extractor gave up in an unforeseen way.
    Broke,
}

/// Runs extractors. A copy shares the count of late ones.
#[derive(Clone, Debug)]
pub(crate) struct Extractor {
    deadline: Duration,
    late: Arc<AtomicUsize>,
}

impl Extractor {
    pub(crate) fn new(deadline: Duration) -> Self {
        Self { deadline, late: Arc::default() }
    }

    /// The main content; empty when a page has none.
    pub(crate) fn run(&self, html: String) -> Result<String, Failure> {
        self.watch(move || main_content(&html))
    }

    fn watch(&self, work: impl FnOnce() -> String + Send + 'static) -> Result<String, Failure> {
        if self.late.load(Ordering::Acquire) >= MOST_LATE {
            return Err(Failure::Late);
        }
        let (give, take) = channel();
        let late = Arc::clone(&self.late);
        // Counted as late from the beginning, and no longer when it ends, however it ends.
        late.fetch_add(1, Ordering::AcqRel);
        let ended = Ended(late);
        let thread = std::thread::Builder::new().name("extractor".to_owned()).stack_size(STACK);
        let started = thread.spawn(move || {
            let ended = ended;
            let text = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            drop(ended);
            let _ = give.send(text.map_err(|_| Failure::Broke));
        });
        if started.is_err() {
            return Err(Failure::Broke);
        }
        match take.recv_timeout(self.deadline) {
            Ok(text) => text,
            Err(RecvTimeoutError::Timeout) => Err(Failure::Late),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::Broke),
        }
    }
}

struct Ended(Arc<AtomicUsize>);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The quick extractor's text where there is enough of it, else the careful one's.
fn main_content(html: &str) -> String {
    let quick = run(html, false);
    if quick.chars().take(SHORT).count() == SHORT {
        return quick;
    }
    let careful = run(html, true);
    if careful.is_empty() { quick } else { careful }
}

/// `careful` compares the result with those of two further methods.
fn run(html: &str, careful: bool) -> String {
    let options = Options::default()
        .with_focus(ExtractionFocus::Balanced)
        .with_fallback(careful)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    extract(html, &options).map(|found| plain(&found.content_html)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_too_long_or_breaks_is_left_behind() {
        let patient = Extractor::new(Duration::from_secs(60));
        assert_eq!(patient.watch(|| "text".to_owned()), Ok("text".to_owned()));
        assert_eq!(patient.watch(|| panic!("as an extractor might")), Err(Failure::Broke));
        let extractor = Extractor::new(Duration::from_millis(50));
        let slow = || {
            std::thread::sleep(Duration::from_millis(600));
            String::new()
        };
        for _ in 0..3 {
            assert_eq!(extractor.watch(slow), Err(Failure::Late));
        }
        assert_eq!(extractor.late.load(Ordering::Acquire), MOST_LATE, "the third was not begun");
        std::thread::sleep(Duration::from_millis(800));
        assert_eq!(extractor.watch(|| "text".to_owned()), Ok("text".to_owned()));
    }
}
