//! Manners towards hosts: one request at a time, with a pause between two; a host in trouble is left alone.
//!
//! In: an address and what is known of it. Out: its contents, after as many redirects as are followed; each is checked, asked
//! of its host's robots.txt, and waits for its host's turn.

use crate::destination::Destinations;
use crate::robots::Robots;
use crate::transfer::{Answer, Client, Fetched, Known};
use crate::{Config, FetchError};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

/// A host is left alone no longer than this after a fault, unless it asks for more.
const LONGEST_BACK_OFF: Duration = Duration::from_secs(3600);
/// And no longer than this if it does.
const LONGEST_ASKED: Duration = Duration::from_secs(24 * 3600);
/// A longer wait is handed back to the caller, who has other hosts to visit.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What is known of one host.
#[derive(Debug, Default)]
struct HostState {
    /// Not before this is it asked again.
    next: Option<Instant>,
    /// Faults since it last answered.
    faults: u32,
    robots: Option<(Instant, Arc<Robots>)>,
}

/// Fetches with manners. One for all tasks.
#[derive(Debug)]
pub struct Visitor {
    client: Client,
    destinations: Destinations,
    agent: String,
    delay: Duration,
    redirects: usize,
    hosts: Mutex<HashMap<String, Arc<Mutex<HostState>>>>,
}

impl Visitor {
    /// Visits as a feeds file says. Errors: the system's certificates cannot be used.
    pub fn new(config: &Config) -> Result<Self, String> {
        let settings = &config.watch;
        let bounds = crate::Bounds {
            timeout: Duration::from_secs(settings.timeout_seconds),
            largest: settings.largest_mib << 20,
        };
        Ok(Self {
            client: Client::new(&settings.agent, settings.contact.as_deref(), config.destinations(), bounds)?,
            destinations: config.destinations(),
            agent: settings.agent.clone(),
            delay: Duration::from_secs(settings.delay_seconds),
            redirects: settings.redirects,
            hosts: Mutex::default(),
        })
    }

    /// Fetches; `None` when nothing has changed.
    ///
    /// Errors: see [`FetchError`].
    pub async fn visit(&self, url: &str, known: &Known) -> Result<Option<Fetched>, FetchError> {
        self.follow(url, known, true).await
    }

    async fn follow(&self, asked: &str, known: &Known, by_robots: bool) -> Result<Option<Fetched>, FetchError> {
        let mut url = self.destinations.check(asked)?;
        for _ in 0..=self.redirects {
            match self.ask_in_turn(&url, known, by_robots).await? {
                Answer::Arrived(fetched) => return Ok(Some(fetched)),
                Answer::Unchanged => return Ok(None),
                Answer::Moved(to) => url = self.destinations.check(to.as_str())?,
            }
        }
        Err(FetchError::Redirects { url: asked.to_owned(), most: self.redirects })
    }

    async fn ask_in_turn(&self, url: &Url, known: &Known, by_robots: bool) -> Result<Answer, FetchError> {
        let mut delay = self.delay;
        if by_robots {
            let robots = self.robots(url).await?;
            if !robots.allow(url.as_str()) {
                return Err(FetchError::NotAllowed { url: url.to_string(), agent: self.agent.clone() });
            }
            delay = delay.max(robots.delay().unwrap_or_default());
        }
        let host = self.host(url).await;
        // Held during the request: a host gets one at a time.
        let mut state = host.lock().await;
        wait_for_turn(url, &state).await?;
        let answer = self.client.ask(url, known).await;
        let pause = match &answer {
            Err(fault) if fault.backs_off() => {
                state.faults = state.faults.saturating_add(1);
                let asked = if let FetchError::Status { retry_after, .. } = fault { *retry_after } else { None };
                back_off(delay, state.faults, asked)
            }
            _ => {
                state.faults = 0;
                delay
            }
        };
        state.next = Some(Instant::now() + with_jitter(pause, url));
        answer
    }

    /// The rules of the host, asked for once a day. A fault of the connection is told as such, not as a refusal.
    async fn robots(&self, url: &Url) -> Result<Arc<Robots>, FetchError> {
        let host = self.host(url).await;
        if let Some((until, robots)) = &host.lock().await.robots
            && *until > Instant::now()
        {
            return Ok(Arc::clone(robots));
        }
        let mut address = url.clone();
        address.set_path("/robots.txt");
        address.set_query(None);
        address.set_fragment(None);
        let answer = Box::pin(self.follow(address.as_str(), &Known::default(), false)).await;
        if let Err(fault @ (FetchError::LeftAlone { .. } | FetchError::Private { .. } | FetchError::Unknown { .. })) =
            answer
        {
            return Err(fault);
        }
        let contents = answer.as_ref().map(|fetched| fetched.as_ref().map_or(&[][..], |f| f.body.as_slice()));
        let robots = Arc::new(Robots::of(&self.agent, contents));
        host.lock().await.robots = Some((Instant::now() + robots.holds(), Arc::clone(&robots)));
        Ok(robots)
    }

    async fn host(&self, url: &Url) -> Arc<Mutex<HostState>> {
        let name = format!("{}:{}", url.host_str().unwrap_or(""), url.port_or_known_default().unwrap_or(0));
        Arc::clone(self.hosts.lock().await.entry(name).or_default())
    }
}

async fn wait_for_turn(url: &Url, state: &HostState) -> Result<(), FetchError> {
    let Some(next) = state.next else { return Ok(()) };
    let wait = next.saturating_duration_since(Instant::now());
    if wait > LONGEST_WAIT && state.faults > 0 {
        return Err(FetchError::LeftAlone { host: url.host_str().unwrap_or("").to_owned(), wait });
    }
    tokio::time::sleep(wait).await;
    Ok(())
}

/// Twice as long after every fault, up to an hour; as long as the host asks, where it does, up to a day.
fn back_off(delay: Duration, faults: u32, asked: Option<Duration>) -> Duration {
    let doubled = delay.max(Duration::from_secs(1)).saturating_mul(1 << faults.min(12));
    doubled.min(LONGEST_BACK_OFF).max(asked.unwrap_or_default().min(LONGEST_ASKED))
}

/// Up to a quarter longer, so that many feeds are not asked for in step. From the address: the same on every run.
fn with_jitter(pause: Duration, url: &Url) -> Duration {
    let part = (xxh3_64(url.as_str().as_bytes()) % 1024) as u32;
    pause + pause * part / 4096
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let second = Duration::from_secs(1);
        assert_eq!(back_off(second, 1, None), second * 2);
        assert_eq!(back_off(second, 3, None), second * 8);
        assert_eq!(back_off(second, 3, Some(second * 100)), second * 100);
        assert_eq!(back_off(second, u32::MAX, None), LONGEST_BACK_OFF);
        assert_eq!(back_off(second, 1, Some(Duration::MAX)), LONGEST_ASKED);
    }

    #[test]
    fn jitter_lengthens_by_a_quarter_at_most() {
        for path in 0..200 {
            let url = Url::parse(&format!("https://news.example/{path}")).unwrap();
            let pause = with_jitter(Duration::from_secs(4), &url);
            assert!((4.0..5.0).contains(&pause.as_secs_f64()));
        }
    }
}
