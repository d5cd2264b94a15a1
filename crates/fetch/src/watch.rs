//! Feeds, visited again and again.
//!
//! In: the feeds file and what is remembered. Out: the new documents of each feed, visit by visit. What a visit brought is
//! remembered only when the caller says that it has been kept, so that whatever is lost on the way comes again.

use crate::memory::{FeedMemory, Memory};
use crate::transfer::{Fetched, Known};
use crate::{Config, Feed, FetchError, Visitor};
use masudi_ingest::{About, Cleaner, Pages};
use masudi_record::{Document, Origin};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Feeds that are visited at the same time; of one host there is one request at a time anyway.
const AT_ONCE: usize = 16;
/// After faults a feed is visited this many times as seldom, at most.
const SELDOM: u32 = 6;

/// Feeds under watch.
#[derive(Debug)]
pub struct Watch {
    config: Config,
    visitor: Arc<Visitor>,
    pages: Pages,
    memory: Memory,
}

/// What one visit of a feed brought.
#[derive(Debug)]
pub struct Visit {
    /// The feed's address.
    pub feed: String,
    /// The new documents, in the order of the feed.
    pub documents: Vec<Document>,
    /// What failed, as sentences that name the address. The visit as a whole failed when `reached` is false.
    pub faults: Vec<String>,
    /// Whether the feed itself was read, or said that nothing has changed.
    pub reached: bool,
    /// For the next visit; none while entries are left that could not be fetched, so that the feed is read again.
    known: Option<Known>,
    /// Entries that need not come again once the documents are kept.
    done: Vec<String>,
}

impl Watch {
    /// `cleaner`: what knows the lines that are thrown away. Errors: the system's certificates cannot be used.
    pub fn new(config: Config, memory: Memory, cleaner: Cleaner) -> Result<Self, String> {
        let visitor = Arc::new(Visitor::new(&config)?);
        Ok(Self { config, visitor, pages: Pages::new(cleaner), memory })
    }

    /// What is to be remembered.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// When the next feed is to be visited, in seconds since 1970.
    pub fn next(&self) -> i64 {
        self.config.feeds.iter().map(|feed| self.memory.of(&feed.url).map_or(0, |m| m.next)).min().unwrap_or(0)
    }

    /// Visits each feed whose time has come at `now` (seconds since 1970); `retrieved` is the same moment in ISO 8601, for the
    /// documents' origin. `keep` gets each visit as soon as it is over, and says whether its documents have been kept; then
    /// the memory with it is to be written.
    pub async fn round(&mut self, now: i64, retrieved: &str, mut keep: impl FnMut(&Visit, &Memory) -> bool) {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        let mut visits = JoinSet::new();
        for feed in &self.config.feeds {
            let memory = self.memory.of(&feed.url).cloned().unwrap_or_default();
            if memory.next > now {
                continue;
            }
            let one = Round {
                visitor: Arc::clone(&self.visitor),
                pages: self.pages.clone(),
                feed: feed.clone(),
                memory,
                most: self.config.watch.pages_per_visit,
                retrieved: retrieved.to_owned(),
            };
            let places = Arc::clone(&places);
            visits.spawn(async move {
                let _place = places.acquire().await;
                one.visit().await
            });
        }
        while let Some(visit) = visits.join_next().await {
            let Ok(visit) = visit else { continue };
            let before = self.memory.clone();
            self.remember(&visit, now);
            if !keep(&visit, &self.memory) {
                self.memory = before;
            }
        }
    }

    fn remember(&mut self, visit: &Visit, now: i64) {
        let minutes = i64::try_from(self.config.watch.every_minutes).unwrap_or(i64::MAX / 600);
        let feed = self.memory.feed(&visit.feed);
        feed.faults = if visit.reached { 0 } else { feed.faults.saturating_add(1) };
        let times = i64::from(feed.faults.clamp(1, SELDOM));
        feed.next = now.saturating_add(minutes.saturating_mul(60).saturating_mul(times));
        feed.known = visit.known.clone().unwrap_or_default();
        for key in &visit.done {
            feed.saw(key);
        }
    }
}

/// One visit to come.
struct Round {
    visitor: Arc<Visitor>,
    pages: Pages,
    feed: Feed,
    memory: FeedMemory,
    most: usize,
    retrieved: String,
}

impl Round {
    async fn visit(self) -> Visit {
        let mut visit = Visit {
            feed: self.feed.url.clone(),
            documents: Vec::new(),
            faults: Vec::new(),
            reached: true,
            known: Some(self.memory.known.clone()),
            done: Vec::new(),
        };
        let fetched = match self.visitor.visit(&self.feed.url, &self.memory.known).await {
            Ok(Some(fetched)) => fetched,
            Ok(None) => return visit,
            Err(fault) => {
                visit.faults.push(fault.to_string());
                visit.reached = false;
                return visit;
            }
        };
        let items = match masudi_ingest::feed::items(&fetched.body, self.pages.cleaner()) {
            Ok(items) => items,
            Err(fault) => {
                visit.faults.push(format!("{}: {fault}", self.feed.url));
                visit.reached = false;
                return visit;
            }
        };
        visit.known = Some(fetched.known);
        let new = items.into_iter().map(|item| (key(&item), item)).filter(|(key, _)| !self.memory.has_seen(key));
        for (i, (key, item)) in new.enumerate() {
            if i >= self.most {
                visit.known = None;
                break;
            }
            match self.document(item).await {
                Ok(document) => visit.documents.push(document),
                Err(Fault::Passing(why)) => {
                    visit.known = None;
                    visit.faults.push(why);
                    continue;
                }
                Err(Fault::Lasting(why)) => visit.faults.push(why),
            }
            visit.done.push(key);
        }
        visit
    }

    async fn document(&self, item: Document) -> Result<Document, Fault> {
        let mut document = match item.url.clone().filter(|_| self.feed.pages) {
            None => item,
            Some(url) => self.page(&url, item).await?,
        };
        document.source = self.feed.source.clone().or(document.source);
        document.origin = Some(Origin {
            file: Some(self.feed.url.clone()),
            offset: document.url.clone(),
            retrieved: Some(self.retrieved.clone()),
        });
        Ok(document)
    }

    /// The article of an item; what its page does not say of itself, the feed does.
    async fn page(&self, url: &str, item: Document) -> Result<Document, Fault> {
        let fetched = self.visitor.visit(url, &Known::default()).await;
        let fetched = fetched.map_err(|fault| Fault::of(&fault))?;
        let Some(Fetched { url, content_type, body, .. }) = fetched else {
            return Err(Fault::Lasting(format!("{url}: expected a page, but found that nothing has changed")));
        };
        let about = About { charset: content_type.as_deref().and_then(charset), url: Some(&url) };
        let page = self.pages.read(&body, about).map_err(|fault| Fault::Lasting(format!("{url}: {fault}")))?;
        Ok(Document {
            title: page.title.or(item.title),
            byline: page.byline.or(item.byline),
            published: page.published.or(item.published),
            language: page.language.or(item.language),
            source: item.source.or(page.source),
            url: Some(url),
            ..page
        })
    }
}

/// Why an entry gave no document: for now, or for good.
enum Fault {
    Passing(String),
    Lasting(String),
}

impl Fault {
    fn of(fault: &FetchError) -> Self {
        let passing = fault.backs_off() || matches!(fault, FetchError::LeftAlone { .. });
        if passing { Self::Passing(fault.to_string()) } else { Self::Lasting(fault.to_string()) }
    }
}

/// What an entry is known by: its address, or its text where it has none.
fn key(item: &Document) -> String {
    item.url.clone().unwrap_or_else(|| item.id.clone())
}

fn charset(content_type: &str) -> Option<&str> {
    let value = content_type.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="))?;
    Some(value.trim_matches(['"', '\'', ' ']))
}
