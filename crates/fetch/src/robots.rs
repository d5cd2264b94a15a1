//! What a host's robots.txt allows.
//!
//! In: the answer to the request for it. Out: which addresses may be fetched, and how long to wait between two requests.
//! As RFC 9309 says: no such file allows all; a host in trouble allows nothing until it can be asked again.

use crate::FetchError;
use std::time::Duration;
use texting_robots::Robot;

/// Longer delays than this are not waited for by one request after another; the host is visited as seldom as that.
const LONGEST_DELAY: Duration = Duration::from_secs(600);
/// Bytes of a robots.txt that are read.
const READ: usize = 512 << 10;

/// The rules of one host.
#[derive(Debug)]
pub(crate) enum Robots {
    /// No file: all is allowed.
    Absent,
    /// The host could not say: nothing is allowed.
    Silent,
    /// Its rules.
    Rules(Box<Robot>),
}

impl Robots {
    /// From what came of the request: the contents, or the status of an error.
    pub(crate) fn of(agent: &str, answer: Result<&[u8], &FetchError>) -> Self {
        match answer {
            Ok(text) => {
                let text = &text[..text.len().min(READ)];
                Robot::new(agent, text).map_or(Self::Silent, |rules| Self::Rules(Box::new(rules)))
            }
            Err(FetchError::Status { status, .. }) if (400..500).contains(status) && *status != 429 => Self::Absent,
            Err(_) => Self::Silent,
        }
    }

    /// Whether an address may be fetched.
    pub(crate) fn allow(&self, url: &str) -> bool {
        match self {
            Self::Absent => true,
            Self::Silent => false,
            Self::Rules(rules) => rules.allowed(url),
        }
    }

    /// The delay that the host asks for.
    pub(crate) fn delay(&self) -> Option<Duration> {
        let Self::Rules(rules) = self else { return None };
        let seconds = rules.delay.filter(|s| s.is_finite() && *s >= 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(LONGEST_DELAY.as_secs_f32())))
    }

    /// How long the answer holds.
    pub(crate) fn holds(&self) -> Duration {
        match self {
            Self::Silent => Duration::from_secs(600),
            _ => Duration::from_secs(24 * 3600),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> FetchError {
        FetchError::Status { url: String::new(), status, retry_after: None }
    }

    #[test]
    fn rules_are_of_the_agent_itself() {
        let text = b"User-agent: *\nDisallow: /\n\nUser-agent: masudi\nDisallow: /private\nCrawl-delay: 7\n";
        let rules = Robots::of("masudi", Ok(text));
        assert!(rules.allow("https://news.example/story"));
        assert!(!rules.allow("https://news.example/private/a"));
        assert_eq!(rules.delay(), Some(Duration::from_secs(7)));
        assert!(!Robots::of("another", Ok(text)).allow("https://news.example/story"));
    }

    #[test]
    fn no_file_allows_all_and_trouble_nothing() {
        assert!(Robots::of("masudi", Err(&refused(404))).allow("https://news.example/"));
        assert!(!Robots::of("masudi", Err(&refused(503))).allow("https://news.example/"));
        assert!(!Robots::of("masudi", Err(&refused(429))).allow("https://news.example/"));
    }

    #[test]
    fn a_delay_without_end_is_bounded() {
        let rules = Robots::of("masudi", Ok(b"User-agent: *\nCrawl-delay: 1e30\n"));
        assert!(rules.delay().is_none_or(|delay| delay <= LONGEST_DELAY));
        let _ = Robots::of("masudi", Ok(b"User-agent: *\nCrawl-delay: -3\nDisallow: /\xff\xfe*$**$$\n")).delay();
    }
}
