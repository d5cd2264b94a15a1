//! The index answers as the store does.

use super::dyads::folded;
use super::{Index, Record};
use crate::api::geojson::point;
use masudi_record::{CodedDocument, Days, Document, Event, Mention, Party, Place, SentenceSpan, Status};
use masudi_store::{
    Bucket, CountQuery, CountRow, Dimension, EventQuery, NewDocument, NewRun, Order, Paging, Store, StoreError,
    StoredDocument,
};
use std::sync::Arc;

/// Numbers that look like chance and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn maybe(&mut self, values: &[&str]) -> Option<String> {
        values.get(self.below(values.len() + 1)).map(|value| (*value).to_owned())
    }
}

fn event(number: usize, chance: &mut Chance) -> Event {
    let quad = ["verbal-conflict", "material-conflict", "verbal-cooperation", "material-cooperation"];
    let party = |chance: &mut Chance| Party {
        id: chance.maybe(&["q1", "q2"]),
        name: chance.maybe(&["Adala Ren", "ÉLAN", "adala ren", "USA"]),
        country: chance.maybe(&["USA", "IRQ", "IRN"]),
        code: chance.maybe(&["USAMIL", "IRQGOV"]),
        ..Party::default()
    };
    let parties = |chance: &mut Chance| (0..chance.below(4)).map(|_| party(chance)).collect();
    let day = |chance: &mut Chance| {
        format!("20{:02}-{:02}-{:02}", 20 + chance.below(4), 1 + chance.below(12), 1 + chance.below(28))
    };
    let from = (chance.below(8) > 0).then(|| day(chance));
    let to = if chance.below(3) > 0 { from.clone() } else { Some(day(chance)).filter(|_| chance.below(2) > 0) };
    let place = Place {
        name: chance.maybe(&["Erbil", "erbil", "Tower 22"]),
        country: chance.maybe(&["IRQ", "JOR"]),
        lat: Some([36.0, 36.5, 33.3][chance.below(3)]),
        lon: Some(44.0),
        precision: chance.maybe(&["city", "country", "site"]),
        relation: chance.maybe(&["in", "near"]),
        ..Place::default()
    };
    Event {
        id: format!("e{number:04}"),
        event_type: chance.maybe(&["ASSAULT", "CONSULT"]).unwrap_or_else(|| "AGREE".to_owned()),
        mode: chance.maybe(&["drone", "visit"]),
        quad: quad[chance.below(4)].to_owned(),
        status: [Status::Actual, Status::Alleged, Status::Future][chance.below(3)],
        score: [None, Some(-9.5), Some(3.25)][chance.below(3)],
        confidence: chance.below(10) as f32 / 10.0,
        contexts: ["military", "election", "cyber"].map(|c| chance.maybe(&[c])).into_iter().flatten().collect(),
        mentions: [number / 3, (number / 3).saturating_sub(1)]
            .map(|at| format!("m{number:04}/{at}"))
            .into_iter()
            .take(1 + usize::from(number % 3 < 2 && number >= 3))
            .collect(),
        sources: (0..chance.below(4)).map(|n| format!("outlet {n}")).collect(),
        actors: parties(chance),
        recipients: parties(chance),
        place: Some(place).filter(|_| chance.below(4) > 0),
        date: Some(Days { from, to, precision: None }),
        ..Event::default()
    }
}

/// Reports that tell events: one tells some of them, and some are told by several.
fn reports(events: &[Event]) -> Vec<NewDocument> {
    let sentences =
        ["Drones hit the base.", "They met in Erbil.", "The drones were seen.", "Talks went on, and drones."];
    let report = |(at, told): (usize, &[Event])| {
        let id = format!("d{at}");
        let mentions = told.iter().enumerate().flat_map(|(n, event)| {
            let of_event = event.mentions.iter().filter(|mention| mention.ends_with(&format!("/{at}"))).cloned();
            let text = sentences[(at + n) % sentences.len()].to_owned();
            let sentence = SentenceSpan { text, ..SentenceSpan::default() };
            let doc = id.clone();
            of_event.map(move |id| Mention { id, doc: doc.clone(), sentence: sentence.clone(), ..Mention::default() })
        });
        let coded = CodedDocument { mentions: mentions.collect(), ..CodedDocument::default() };
        let source = (at % 5 > 0).then(|| format!("{} {}", ["outlet", "Outlet"][at % 2], at % 5));
        let document = Document { id: id.clone(), source, text: format!("Report {at}"), ..Document::default() };
        NewDocument { document, coded: Some(coded), signature: None }
    };
    // Each window begins with what the one before ends with.
    (0..events.len().div_ceil(3)).map(|at| report((at, &events[at * 3..(at * 3 + 5).min(events.len())]))).collect()
}

fn record(events: &[Event]) -> (tempfile::TempDir, Record, Store) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.db");
    let mut store = Store::open(&file).unwrap();
    let run = store.begin_run(&NewRun::default()).unwrap();
    store.put_batch(run, &reports(events)).unwrap();
    store.end_run(run, "2024-04-16T11:00:00Z").unwrap();
    let revision = store.mentions_revision().unwrap();
    store.replace_reconciled(events, &[], revision, "2024-04-16T11:00:00Z").unwrap();
    let index = Index::read(&store).unwrap();
    (folder, Record::new(store, Arc::new(index)), Store::open_read_only(&file).unwrap())
}

const QUESTIONS: [&str; 36] = [
    "drones",
    "drones base",
    "\"the drones\" type=ASSAULT",
    "dro* type=ASSAULT,AGREE,CONSULT",
    "nowhere",
    "source=\"outlet 1\"",
    "source=\"OUTLET 1\",\"outlet 2\" talks from=2021",
    "source=\"outlet 9\"",
    "document=d3,d7",
    "document=d3 drones",
    "context=military",
    "context=military,election context=cyber",
    "near=36,44,100",
    "box=43,35,44,36 country=IRQ",
    "",
    "type=ASSAULT",
    "type=ASSAULT,AGREE mode=drone",
    "party=USA",
    "party=USA party=IRQ",
    "actor=IRQ,IRN recipient=USA",
    "actor=q1",
    "actor=\"ADALA REN\"",
    "recipient=usamil",
    "party=nobody",
    "country=IRQ",
    "place=ERBIL",
    "place=\"tower 22\" country=JOR,IRQ",
    "from=2021",
    "to=2022-06",
    "from=2021-03-05 to=2021-03-05",
    "on=2021-02..2022-07 status=alleged",
    "quad=material-conflict,verbal-conflict",
    "confidence=0.5 outlets=2",
    "disputed=no status=future",
    "disputed=yes",
    "party=ÉLAN from=2020 to=2023",
];

#[test]
fn the_index_answers_as_the_store_does() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let events: Vec<Event> = (0..700).map(|number| event(number, &mut chance)).collect();
    let (_folder, record, store) = record(&events);
    assert!(record.index.usable && record.index.len() == 700);
    let mut found = 0;
    for question in QUESTIONS {
        let query: EventQuery = question.parse().unwrap();
        assert!(record.index.select(&query, &record).unwrap().is_some(), "{question}");
        for order in [Order::Newest, Order::Oldest, Order::Recorded] {
            let mut paging = Paging { order, after: None, most: 37 };
            loop {
                let (ours, theirs) = (record.events(&query, &paging).unwrap(), store.events(&query, &paging).unwrap());
                assert_eq!(ours, theirs, "{question} {paging:?}");
                found += ours.rows.len();
                let Some(next) = ours.next else { break };
                paging.after = Some(next);
            }
        }
        for by in [
            vec![],
            vec![Dimension::Type],
            vec![Dimension::Actor],
            vec![Dimension::Dyad],
            vec![Dimension::Quad, Dimension::Dyad],
            vec![Dimension::Actor, Dimension::Recipient, Dimension::Status],
            vec![Dimension::Country, Dimension::Mode],
        ] {
            for bucket in [None, Some(Bucket::Day), Some(Bucket::Week), Some(Bucket::Month), Some(Bucket::Year)] {
                let dyad = by.contains(&Dimension::Dyad);
                let counted = CountQuery { events: query.clone(), bucket, by: by.clone() };
                let rows = record.index.select(&query, &record).unwrap().unwrap();
                let ours = record.index.count(&rows, &counted).unwrap();
                let theirs = store.count_events(&counted).unwrap();
                assert_eq!(ours.len(), theirs.len(), "{question} {bucket:?} {by:?}");
                for (ours, theirs) in ours.iter().zip(&theirs) {
                    let key = |row: &CountRow| (row.bucket.clone(), row.values.clone(), row.count);
                    assert_eq!(key(ours), key(theirs), "{question} {bucket:?} {by:?}");
                    // The store counts an unknown pair's score once for each of its parties.
                    let same = match (ours.score, theirs.score) {
                        (Some(one), Some(other)) => (one - other).abs() < 1e-6,
                        (one, other) => one.is_none() == other.is_none(),
                    };
                    assert!(same || (dyad && ours.values.contains(&None)), "{ours:?} {theirs:?}");
                }
            }
        }
    }
    assert!(found > 5000, "{found}");
}

#[test]
fn spots_are_those_of_the_events() {
    let mut chance = Chance(7);
    let events: Vec<Event> = (0..300).map(|number| event(number, &mut chance)).collect();
    let (_folder, record, _store) = record(&events);
    let exact = |event: &&Event| {
        let place = event.place.as_ref();
        place.is_some_and(|place| point(place).is_some() && place.name.is_some())
    };
    let spots = record.spots(&EventQuery::default(), 10).unwrap();
    assert!(!spots.cut);
    let counted: u64 = spots.counts.iter().map(|(_, n)| n).sum();
    assert_eq!(counted as usize, events.iter().filter(exact).count());
}

#[test]
fn pairs_are_those_of_the_counts() {
    let mut chance = Chance(11);
    let events: Vec<Event> = (0..500).map(|number| event(number, &mut chance)).collect();
    let (_folder, record, store) = record(&events);
    for question in QUESTIONS {
        let query: EventQuery = question.parse().unwrap();
        for bucket in [None, Some(Bucket::Month), Some(Bucket::Year)] {
            let counted = CountQuery { events: query.clone(), bucket, by: vec![Dimension::Dyad, Dimension::Quad] };
            let theirs = folded(&store.count_events(&counted).unwrap());
            assert_eq!(*record.dyads(&query, bucket).unwrap(), *theirs, "{question} {bucket:?}");
        }
    }
}

#[test]
fn what_is_coded_anew_is_learned() {
    let mut chance = Chance(5);
    let events: Vec<Event> = (0..90).map(|number| event(number, &mut chance)).collect();
    let (folder, record, store) = record(&events);
    let mut writer = Store::open(&folder.path().join("record.db")).unwrap();
    let coder = NewRun { version: "another".into(), ..NewRun::default() };
    let recoding = writer.begin_recoding(&coder).unwrap();
    let number_of = |id: &str| store.document(id).unwrap().map(|StoredDocument { number, .. }| number).unwrap();
    let anew = reports(&events).into_iter().map(|new| (number_of(&new.document.id), new.coded.unwrap()));
    let anew: Vec<_> = anew.collect();
    writer.stage(recoding.run, &anew).unwrap();
    writer.end_recoding(recoding.run, "2024-04-17T11:00:00Z").unwrap();
    let query: EventQuery = "drones".parse().unwrap();
    let all = Paging { order: Order::Newest, ..Paging::default() };
    assert!(record.events(&query, &all).unwrap().rows.is_empty(), "it knows the mentions that there were");
    record.index.learn(&store).unwrap();
    let ours = record.events(&query, &all).unwrap();
    assert_eq!(ours, store.events(&query, &all).unwrap());
    assert!(!ours.rows.is_empty());
}

#[test]
fn more_counts_than_anybody_reads_are_refused() {
    let mut chance = Chance(9);
    let events: Vec<Event> = (0..50).map(|number| event(number, &mut chance)).collect();
    let (_folder, record, _store) = record(&events);
    let by = vec![Dimension::Dyad; 6];
    let query = CountQuery { bucket: Some(Bucket::Day), by, ..CountQuery::default() };
    assert!(matches!(record.count_events(&query), Err(StoreError::TooMuch)));
}

#[test]
fn a_day_that_is_none_is_left_to_the_store() {
    let mut chance = Chance(3);
    let mut events: Vec<Event> = (0..5).map(|number| event(number, &mut chance)).collect();
    events[0].date = Some(Days { from: Some("2024-04".into()), to: None, precision: None });
    let (_folder, record, store) = record(&events);
    assert!(!record.index.usable);
    let query: EventQuery = "from=2020".parse().unwrap();
    let paging = Paging { order: Order::Newest, ..Paging::default() };
    assert_eq!(record.events(&query, &paging).unwrap(), store.events(&query, &paging).unwrap());
    assert_eq!(record.count_events(&CountQuery::default()).unwrap()[0].count, 5);
}
