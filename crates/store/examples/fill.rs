//! Fills a record with many events that are spread as those of a small one: for measuring.
//!
//! `fill SAMPLE.db OUT.db EVENTS`: the documents of the sample, with mentions, force levels, factors and statements, its events and,
//! in one of sixteen times, its processes come again and again, each time under new ids, moved in time by up to twenty years, and with the countries of some of its parties and places changed for others, so
//! that there are frequent and rare ones. The same on every run.
#![allow(clippy::unwrap_used)]

use masudi_record::{CodedDocument, Document, Event, Process};
use masudi_store::{DocumentQuery, EventQuery, NewDocument, NewRun, Paging, Store};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

/// Numbers that look like chance and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// Countries that take the place of the sample's, the first ones most often.
const COUNTRIES: [&str; 40] = [
    "RUS", "UKR", "ISR", "PSE", "SYR", "TUR", "CHN", "IND", "PAK", "AFG", "YEM", "SAU", "EGY", "SDN", "ETH", "ERI",
    "SOM", "KEN", "COD", "RWA", "NGA", "MLI", "NER", "BFA", "LBY", "TUN", "DZA", "MAR", "FRA", "GBR", "DEU", "POL",
    "COL", "VEN", "MEX", "MMR", "BGD", "PHL", "JPN", "KOR",
];
const DAYS: u64 = 20 * 365;
/// Copies of the sample in one transaction.
const BATCH: u64 = 24;
/// Of so many copies one has the sample's processes too: processes are fewer than what makes them.
const WITH_PROCESSES: u64 = 16;

struct Sample {
    documents: Vec<(Document, CodedDocument)>,
    events: Vec<Event>,
    processes: Vec<Process>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sample, out, events] = arguments.as_slice() else { panic!("expected SAMPLE.db OUT.db EVENTS") };
    let events: u64 = events.parse().unwrap();
    let sample = read(Path::new(sample));
    let mut store = Store::open(Path::new(out)).unwrap();
    let copies = events.div_ceil(sample.events.len() as u64);
    let start = Instant::now();
    let mut processes = Vec::new();
    let run = store.begin_run(&NewRun { started: "2025-01-01T00:00:00Z".into(), ..NewRun::default() }).unwrap();
    for first in (0..copies).step_by(BATCH as usize) {
        let (mut documents, mut told) = (Vec::new(), Vec::new());
        for copy in first..(first + BATCH).min(copies) {
            copy_into(&sample, copy, &mut documents, &mut told);
            if copy % WITH_PROCESSES == 0 {
                let moved = moved(copy);
                processes.extend(sample.processes.iter().map(|process| process_of(process, copy, moved)));
            }
        }
        store.put_batch(run, &documents).unwrap();
        store.replace_events(&BTreeSet::new(), &told, "2025-01-01T00:00:00Z").unwrap();
        if first % (BATCH * 32) == 0 {
            eprintln!("{} of {copies} copies, {:.0} s", first, start.elapsed().as_secs_f64());
        }
    }
    store.put_processes(&processes).unwrap();
    store.end_run(run, "2025-01-01T00:00:00Z").unwrap();
    eprintln!("{:?}", store.stats().unwrap());
}

fn read(path: &Path) -> Sample {
    let store = Store::open_read_only(path).unwrap();
    let all = Paging { most: 100_000, ..Paging::default() };
    let documents = store.documents(&DocumentQuery::default(), &all).unwrap().rows.into_iter().map(|row| {
        let of = EventQuery { documents: vec![row.document.id.clone()], ..EventQuery::default() };
        let mentions = store.mentions_of_document(&row.document.id).unwrap();
        let coded = CodedDocument {
            mentions: mentions.into_iter().map(|stored| stored.mention).collect(),
            deployments: store.deployments(&of, &all).unwrap().rows,
            factors: store.factors(&of, &all).unwrap().rows,
            statements: store.statements(&of, &all).unwrap().rows,
        };
        (row.document, coded)
    });
    let documents = documents.collect();
    let events = store.events(&EventQuery::default(), &all).unwrap().rows.into_iter().map(|row| row.event).collect();
    let processes = store.processes(&EventQuery::default(), &all).unwrap().rows;
    Sample { documents, events, processes }
}

/// The chance of a copy.
fn chance_of(copy: u64) -> Chance {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (copy + 1).wrapping_mul(0xd1b5_4a32_d192_ed03));
    for _ in 0..8 {
        chance.below(2);
    }
    chance
}

/// Days by which a copy is moved.
fn moved(copy: u64) -> i64 {
    -(chance_of(copy).below(DAYS) as i64)
}

fn process_of(process: &Process, copy: u64, days: i64) -> Process {
    let mut new = process.clone();
    new.id = format!("{}-{copy:x}", process.id);
    for step in &mut new.history {
        if let Some(date) = &mut step.date {
            (date.from, date.to) = (later(date.from.as_deref(), days), later(date.to.as_deref(), days));
        }
        for evidence in &mut step.evidence {
            evidence.doc = format!("{}-{copy:x}", evidence.doc);
        }
    }
    new
}

/// A copy of the sample: its ids, days and some of its countries are others.
fn copy_into(sample: &Sample, copy: u64, documents: &mut Vec<NewDocument>, events: &mut Vec<Event>) {
    let mut chance = chance_of(copy);
    let days = -(chance.below(DAYS) as i64);
    let mut others: HashMap<String, &str> = HashMap::new();
    let mut country = |code: &mut Option<String>, chance: &mut Chance| {
        let Some(code) = code else { return };
        let other = others.entry(code.clone()).or_insert_with(|| {
            // Squared: the first ones most often.
            let part = chance.below(1000) * chance.below(1000) / 1000;
            if chance.below(3) == 0 { "" } else { COUNTRIES[(part as usize * COUNTRIES.len()) / 1000] }
        });
        if !other.is_empty() {
            *code = (*other).to_owned();
        }
    };
    let id = |old: &str| format!("{old}-{copy:x}");
    for (document, coded) in &sample.documents {
        let mut new = document.clone();
        new.id = id(&document.id);
        new.published = later(document.published.as_deref(), days);
        new.duplicate_of = None;
        let mentions = coded.mentions.iter().map(|mention| {
            let mut new = mention.clone();
            (new.id, new.doc) = (id(&mention.id), id(&mention.doc));
            new.published = later(mention.published.as_deref(), days);
            for actor in new.actors.iter_mut().chain(&mut new.recipients) {
                country(&mut actor.country, &mut chance);
            }
            if let Some(place) = &mut new.place {
                country(&mut place.country, &mut chance);
            }
            if let Some(date) = &mut new.date {
                (date.from, date.to) = (later(date.from.as_deref(), days), later(date.to.as_deref(), days));
            }
            new
        });
        let mentions = mentions.collect();
        let mut coded = CodedDocument { mentions, ..coded.clone() };
        for one in &mut coded.deployments {
            (one.id, one.doc) = (id(&one.id), id(&one.doc));
            one.as_of = later(one.as_of.as_deref(), days);
        }
        for one in &mut coded.factors {
            (one.id, one.evidence.doc) = (id(&one.id), id(&one.evidence.doc));
            one.published = later(one.published.as_deref(), days);
        }
        for one in &mut coded.statements {
            (one.id, one.doc) = (id(&one.id), id(&one.doc));
            one.mentions = one.mentions.iter().map(|mention| id(mention)).collect();
            one.published = later(one.published.as_deref(), days);
        }
        documents.push(NewDocument { document: new, coded: Some(coded), ..NewDocument::default() });
    }
    for event in &sample.events {
        let mut new = event.clone();
        new.id = id(&event.id);
        new.mentions = event.mentions.iter().map(|mention| id(mention)).collect();
        for link in &mut new.links {
            link.event = id(&link.event);
            link.mentions = link.mentions.iter().map(|mention| id(mention)).collect();
        }
        for value in new.disputed.iter_mut().flat_map(|dispute| &mut dispute.values) {
            value.mentions = value.mentions.iter().map(|mention| id(mention)).collect();
        }
        for party in new.actors.iter_mut().chain(&mut new.recipients) {
            country(&mut party.country, &mut chance);
        }
        if let Some(place) = &mut new.place {
            country(&mut place.country, &mut chance);
        }
        if let Some(date) = &mut new.date {
            (date.from, date.to) = (later(date.from.as_deref(), days), later(date.to.as_deref(), days));
        }
        new.first_seen = later(event.first_seen.as_deref(), days);
        new.last_seen = later(event.last_seen.as_deref(), days);
        events.push(new);
    }
}

fn later(day: Option<&str>, days: i64) -> Option<String> {
    let day: jiff::civil::Date = day?.get(..10)?.parse().ok()?;
    day.checked_add(jiff::Span::new().days(days)).ok().map(|day| day.to_string())
}
