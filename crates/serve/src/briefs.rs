//! The answers to the dossiers, kept at hand.
//!
//! In: the dossiers that the server was started with, and the record. Out: a [`Brief`], at most some seconds older than the
//! record: while somebody writes, the first page is not made anew for each reader. Memory and work are bounded, however
//! large the record is: a brief looks at the latest events of its dossier, and says from which day on.

use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use masudi_brief::Dossier;
use masudi_record::{Brief, Situation};
use masudi_store::{EventQuery, Order, Paging};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Events of a dossier that are looked at, and processes, force levels, factors and statements of each.
const LOOKED_AT: usize = 2000;
const STATES: usize = 600;
/// So old a brief may be while the record changes, and so old while the next one is being made.
const FRESH: Duration = Duration::from_secs(5);
const STALE: Duration = Duration::from_secs(120);
/// Of the server's time so much at most goes into making briefs anew: one part of so many.
const PART_OF_TIME: u32 = 40;
/// Briefs at hand, besides those that pages begin with.
const MOST: usize = 6;

/// Number of the dossier, and the day from which what is new is asked for.
type Key = (usize, Option<String>);

#[derive(Debug)]
struct Kept {
    version: String,
    made: Instant,
    /// How long it took.
    took: Duration,
    answer: Arc<Answer>,
}

/// A brief, and from which day on it looks when there is more than it looks at.
#[derive(Debug)]
pub struct Answer {
    /// The brief.
    pub brief: Brief,
    /// The first day of the events that it looks at, where earlier ones are left out.
    pub cut: Option<String>,
}

/// The briefs at hand.
#[derive(Debug, Default)]
pub struct Briefs(Mutex<HashMap<Key, Kept>>);

impl Briefs {
    /// The answer to a dossier, by its number; what is new since a day.
    ///
    /// Errors: the record cannot be read.
    pub async fn of(&self, app: &App, number: usize, since: Option<String>) -> Result<Arc<Answer>, Problem> {
        match self.kept(app, &(number, since.clone()), STALE) {
            Some(answer) => Ok(answer),
            None => self.make(app, number, since).await,
        }
    }

    /// Makes those anew that pages begin with and that the record has outgrown.
    pub async fn renew(&self, app: &App) {
        for number in 0..app.settings().dossiers.len() {
            if self.is_fresh(app, number) {
                continue;
            }
            if let Err(problem) = self.make(app, number, None).await {
                tracing::warn!(detail = problem.detail, "a brief could not be made");
            }
        }
    }

    /// Whether the one that a page begins with is new enough.
    fn is_fresh(&self, app: &App, number: usize) -> bool {
        let version = app.record_version();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(number, None)).is_some_and(|found| {
            Some(&found.version) == version.as_ref() || found.made.elapsed() < FRESH.max(found.took * PART_OF_TIME)
        })
    }

    /// The day from which a page says what is new when it is not asked: thirty days before the brief's.
    pub fn lately(&self, number: usize) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lately(&kept.get(&(number, None))?.answer.brief)
    }

    fn kept(&self, app: &App, key: &Key, oldest: Duration) -> Option<Arc<Answer>> {
        let version = app.record_version();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(key)?;
        (Some(&found.version) == version.as_ref() || found.made.elapsed() < oldest).then(|| Arc::clone(&found.answer))
    }

    /// Makes the answer to a dossier; without a day also the one of what is new lately, which a page shows beside it.
    async fn make(&self, app: &App, number: usize, since: Option<String>) -> Result<Arc<Answer>, Problem> {
        let missing = || Problem::not_found("there is no dossier of this name; /dossiers lists those that there are");
        let (_, dossier) = app.settings().dossiers.get(number).cloned().ok_or_else(missing)?;
        let version = app.record_version().unwrap_or_default();
        let begun = Instant::now();
        let asked = since.clone();
        let answers = app.read(move |store| answers(store, dossier, asked)).await?;
        let took = begun.elapsed();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST + 2 * app.settings().dossiers.len() {
            all.retain(|(_, since), _| since.is_none());
        }
        let mut made = None;
        for (since, answer) in answers {
            let answer = Arc::new(answer);
            made.get_or_insert_with(|| Arc::clone(&answer));
            all.insert((number, since), Kept { version: version.clone(), made: Instant::now(), took, answer });
        }
        made.ok_or_else(missing)
    }
}

/// The day thirty days before a brief's.
fn lately(brief: &Brief) -> Option<String> {
    let day = crate::chart::axis::day(brief.as_of.as_deref()?)?;
    crate::chart::axis::later(day, -crate::pages::situation::LATELY).map(|day| day.to_string())
}

/// Reads what a dossier asks for, and answers it: the answer that was asked for comes first.
fn answers(
    store: &Record,
    mut dossier: Dossier,
    since: Option<String>,
) -> Result<Vec<(Option<String>, Answer)>, Problem> {
    let parties = if dossier.parties.is_empty() { Vec::new() } else { vec![dossier.parties.clone()] };
    let query = EventQuery { parties, from: dossier.from.clone(), to: dossier.to.clone(), ..EventQuery::default() };
    let newest = Paging { order: Order::Newest, after: None, most: LOOKED_AT };
    let page = store.events(&query, &newest).map_err(Problem::of_record)?;
    let events = page.rows.into_iter().map(|row| row.event).collect();
    let situation = store.situation_of(events, STATES).map_err(Problem::of_record)?;
    let cut = page.next.and_then(|_| first_whole_day(&situation));
    if cut.is_some() {
        dossier.from.clone_from(&cut);
    }
    let documents = usize::try_from(store.rows("documents").map_err(Problem::of_record)?).unwrap_or(usize::MAX);
    let answer = |since: Option<&str>| Answer {
        brief: Brief { documents, ..masudi_brief::brief(&dossier, &situation, since) },
        cut: cut.clone(),
    };
    let first = answer(since.as_deref());
    let lately = if since.is_none() { lately(&first.brief) } else { None };
    let mut all = vec![(since, first)];
    all.extend(lately.map(|day| (Some(day.clone()), answer(Some(&day)))));
    Ok(all)
}

/// The day after the earliest: of the earliest one some events may be missing.
fn first_whole_day(situation: &Situation) -> Option<String> {
    let days = situation.events.iter().filter_map(|event| event.date.as_ref()?.from.as_deref());
    let first = crate::chart::axis::day(days.min()?)?;
    crate::chart::axis::later(first, 1).map(|day| day.to_string())
}
