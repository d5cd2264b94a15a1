//! Mentions and events are asked for, and events change.

use crate::sample::{empty, event, report, strike, talks, three_reports, whole};
use masudi_record::{Anchor, ChangeKind, Decision, Event, Process};
use masudi_store::{Bucket, CountQuery, Cursor, Dimension, DocumentQuery, EventQuery, Order, Page, Paging, Store};
use std::collections::BTreeSet;

fn ids(store: &Store, words: &[&str]) -> Vec<String> {
    let query = EventQuery::from_words(words.iter().copied()).unwrap();
    let page = store.mentions(&query, &Paging::default()).unwrap();
    page.rows.into_iter().map(|row| row.mention.id).collect()
}

fn events() -> Vec<Event> {
    vec![event("E1", &["a-strike", "b-strike"], &strike("a", "")), event("E2", &["b-talks", "c-talks"], &talks("b"))]
}

#[test]
fn each_condition_of_a_question_is_kept() {
    let mut sample = three_reports();
    let strikes = ["a-strike", "b-strike"];
    let all_talks = ["b-talks", "c-talks"];
    let cases: &[(&[&str], &[&str])] = &[
        (&["type=assault"], &strikes),
        (&["mode=drone", "quad=material-conflict"], &strikes),
        (&["status=future,alleged"], &all_talks),
        (&["actor=IRN"], &strikes),
        (&["actor=tehran"], &strikes),
        (&["recipient=IRN"], &[]),
        (&["party=IRQ", "party=usagov"], &all_talks),
        (&["country=irq"], &strikes),
        (&["place=ERBIL"], &strikes),
        (&["near=36.2,44,5"], &strikes),
        (&["near=33.3,44.4,300"], &[]),
        (&["box=44.01,36.19,44.01,36.19"], &strikes),
        (&["box=44.02,36,45,37"], &[]),
        (&["from=2024-05-20"], &all_talks),
        (&["to=2024-04"], &strikes),
        (&["on=2024-04-08..2024-05"], &["a-strike", "b-strike", "b-talks", "c-talks"]),
        (&["context=military"], &strikes),
        (&["source=other post", "type=ASSAULT"], &["b-strike"]),
        (&["document=c"], &["c-talks"]),
        (&["air base", "monday"], &["a-strike"]),
        (&["confidence=0.7"], &strikes),
        (&["actor=' OR 1=1 --"], &[]),
    ];
    for (words, expected) in cases {
        assert_eq!(ids(&sample.store, words), *expected, "mentions of {words:?}");
    }
    sample.store.replace_reconciled(&events(), &[], 1, "2024-04-16T00:00:00Z").unwrap();
    for (words, mentions) in cases {
        let query = EventQuery::from_words(words.iter().copied()).unwrap();
        let found = sample.store.events(&query, &Paging::default()).unwrap().rows;
        let found: Vec<&str> = found.iter().map(|row| row.event.id.as_str()).collect();
        let expected: Vec<Event> =
            events().into_iter().filter(|e| e.mentions.iter().any(|m| mentions.contains(&m.as_str()))).collect();
        assert_eq!(found, expected.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), "events of {words:?}");
    }
    assert_eq!(sample.store.mentions_of_event("E1").unwrap().len(), 2);
    assert_eq!(sample.store.events_of_mention("c-talks").unwrap(), ["E2"]);
    assert_eq!(sample.store.event("E1").unwrap().unwrap().event, events()[0]);
}

#[test]
fn pages_hold_every_row_once_in_every_order() {
    let sample = three_reports();
    for order in [Order::Recorded, Order::Oldest, Order::Newest] {
        let mut paging = Paging { order, most: 1, ..Paging::default() };
        let mut days = Vec::new();
        loop {
            let page = sample.store.mentions(&EventQuery::default(), &paging).unwrap();
            days.extend(
                page.rows.into_iter().map(|row| (row.mention.date.unwrap().from.unwrap(), row.mention.id, row.number)),
            );
            match page.next {
                Some(next) => paging.after = Some(next.to_string().parse().unwrap()),
                None => break,
            }
        }
        let mut expected = days.clone();
        match order {
            Order::Recorded => expected.sort_by_key(|(_, _, number)| *number),
            Order::Oldest => expected.sort(),
            Order::Newest => expected.sort_by(|a, b| b.cmp(a)),
        }
        assert_eq!((days.len(), &days), (4, &expected), "{order:?}");
    }
}

/// The ids of all that is listed by day, page by page.
fn listed(store: &Store, order: Order) -> Vec<String> {
    let (all, documents) = (EventQuery::default(), DocumentQuery::default());
    let mut ids = Vec::new();
    for list in 0..6 {
        let mut paging = Paging { order, after: None, most: 2 };
        loop {
            let (found, next) = match list {
                0 => of(store.documents(&documents, &paging).unwrap(), |row| row.document.id),
                1 => of(store.mentions(&all, &paging).unwrap(), |row| row.mention.id),
                2 => of(store.events(&all, &paging).unwrap(), |row| row.event.id),
                3 => of(store.deployments(&all, &paging).unwrap(), |one| one.id),
                4 => of(store.factors(&all, &paging).unwrap(), |one| one.id),
                _ => of(store.statements(&all, &paging).unwrap(), |one| one.id),
            };
            ids.extend(found);
            let Some(next) = next else { break };
            paging.after = Some(next);
        }
    }
    ids
}

fn of<T>(page: Page<T>, id: impl Fn(T) -> String) -> (Vec<String>, Option<Cursor>) {
    (page.rows.into_iter().map(id).collect(), page.next)
}

#[test]
fn the_same_reports_list_the_same_however_they_came() {
    let reports = || ["a", "b", "c", "d", "e"].map(|id| report(id, "Example Times", 1));
    let told = || ["E1", "E2", "E3", "E4", "E5"].map(|id| event(id, &["a-strike"], &strike("a", "")));
    let (mut one, mut other) = (empty(), empty());
    one.store.put_batch(one.run, &reports()).unwrap();
    one.store.replace_reconciled(&told(), &[], 1, "2024-04-16T00:00:00Z").unwrap();
    // The last first, one at a time, and an event that comes when the others are there.
    for new in reports().into_iter().rev() {
        other.store.put_batch(other.run, &[new]).unwrap();
    }
    let [first, others @ ..] = told();
    other.store.replace_reconciled(&others, &[], 1, "2024-04-16T00:00:00Z").unwrap();
    other.store.replace_events(&BTreeSet::new(), &[first], "2024-04-17T00:00:00Z").unwrap();
    let oldest = listed(&one.store, Order::Oldest);
    assert_eq!(oldest.len(), 5 * 7);
    assert_eq!(oldest, listed(&other.store, Order::Oldest));
    assert_eq!(listed(&one.store, Order::Newest), listed(&other.store, Order::Newest));
    assert_ne!(oldest, listed(&one.store, Order::Newest));
}

#[test]
fn where_the_last_row_of_a_page_is_gone_its_day_comes_again() {
    let mut sample = three_reports();
    let told = ["E1", "E2", "E3"].map(|id| event(id, &["a-strike"], &strike("a", "")));
    sample.store.replace_events(&BTreeSet::new(), &told, "2024-04-16T00:00:00Z").unwrap();
    for order in [Order::Oldest, Order::Newest] {
        let mut paging = Paging { order, after: None, most: 2 };
        paging.after = sample.store.events(&EventQuery::default(), &paging).unwrap().next;
        sample.store.replace_events(&BTreeSet::from(["E2".to_owned()]), &[], "2024-04-17T00:00:00Z").unwrap();
        let (ids, _) = of(sample.store.events(&EventQuery::default(), &paging).unwrap(), |row| row.event.id);
        let mut expected = ["E1", "E3"];
        if order == Order::Newest {
            expected.reverse();
        }
        assert_eq!(ids, expected, "{order:?}");
        sample.store.replace_events(&BTreeSet::new(), &told[1..2], "2024-04-18T00:00:00Z").unwrap();
    }
}

#[test]
fn counts_by_time_and_kind() {
    let sample = three_reports();
    let count = |bucket, by: &[Dimension]| {
        let query = CountQuery { bucket, by: by.to_vec(), ..CountQuery::default() };
        let rows = sample.store.count_mentions(&query).unwrap();
        let text = |row: &masudi_store::CountRow| {
            let values: Vec<_> = row.values.iter().map(|v| v.as_deref().unwrap_or("-")).collect();
            format!("{} {} {}", row.bucket.as_deref().unwrap_or("-"), values.join("/"), row.count)
        };
        rows.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(count(Some(Bucket::Month), &[Dimension::Type]), ["2024-04 ASSAULT 2", "2024-05 CONSULT 2"]);
    assert_eq!(count(Some(Bucket::Week), &[]), ["2024-04-08  2", "2024-04-29  2"]);
    // Two recipients of one country are one dyad.
    assert_eq!(count(None, &[Dimension::Dyad]), ["- - 2", "- IRN>USA 2"]);
    assert_eq!(count(None, &[Dimension::Actor]), ["- IRN 2", "- IRQ 2", "- USA 2"]);
    let score = sample.store.count_mentions(&CountQuery::default()).unwrap()[0].score.unwrap();
    assert!((score - (-9.5 + 3.0) / 2.0).abs() < 1e-6);
}

#[test]
fn states_are_found() {
    let sample = three_reports();
    let query = |words: &[&str]| EventQuery::from_words(words.iter().copied()).unwrap();
    let all = Paging::default();
    let deployments = |words: &[&str]| sample.store.deployments(&query(words), &all).unwrap().rows.len();
    assert_eq!((deployments(&["actor=USA", "country=IRQ"]), deployments(&["actor=FRA"])), (3, 0));
    let factors = |words: &[&str]| sample.store.factors(&query(words), &all).unwrap().rows.len();
    assert_eq!(
        (factors(&["party=usa"]), factors(&["party=IRN"]), factors(&["country=IRQ", "to=2024-04-10"])),
        (3, 0, 1)
    );
    let statements = |words: &[&str]| sample.store.statements(&query(words), &all).unwrap().rows.len();
    assert_eq!((statements(&["party=IRN", "source=Other Post"]), statements(&["party=Tehran"])), (1, 3));
}

#[test]
fn what_became_of_events_is_written_down() {
    let mut sample = three_reports();
    let store = &mut sample.store;
    assert_eq!(store.reconciled_revision().unwrap(), None);
    let revision = store.mentions_revision().unwrap();
    let mut put = |events: &[Event], at: &str| {
        let process = Process { id: "P".into(), name: "talks".into(), ..Process::default() };
        let changes = store.replace_reconciled(events, &[process], revision, at).unwrap();
        changes.into_iter().map(|c| (c.kind, c.event, c.others.join("+"), c.at)).collect::<Vec<_>>()
    };
    let at = "2024-04-16T00:00:00Z".to_owned();
    let change = |kind, event: &str, others: &str| (kind, event.to_owned(), others.to_owned(), at.clone());
    let first = put(&events(), &at);
    assert_eq!(first, [change(ChangeKind::Added, "E1", ""), change(ChangeKind::Added, "E2", "")]);
    assert_eq!(put(&events(), "2024-04-17T00:00:00Z"), []);
    let a = event("E3", &["a-strike"], &strike("a", ""));
    let b = event("E4", &["b-strike"], &strike("a", ""));
    let mut shorter = events().remove(1);
    shorter.mentions.pop();
    // The clock went back by days; the changes do not.
    let second = put(&[a.clone(), b, shorter], "2020-01-01T00:00:00Z");
    let expected = [
        change(ChangeKind::Split, "E1", "E3+E4"),
        change(ChangeKind::Changed, "E2", ""),
        change(ChangeKind::Added, "E3", "E1"),
        change(ChangeKind::Added, "E4", "E1"),
    ];
    assert_eq!(second, expected);
    let joined = event("E3", &["a-strike", "b-strike"], &strike("a", ""));
    let third = put(&[joined], &at);
    let expected = [
        change(ChangeKind::Withdrawn, "E2", ""),
        change(ChangeKind::Merged, "E4", "E3"),
        change(ChangeKind::Changed, "E3", ""),
    ];
    assert_eq!(third, expected);
    let all = store.changes(0, 100).unwrap();
    assert_eq!(all.iter().map(|c| c.sequence).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
    assert_eq!(store.changes(6, 100).unwrap().len(), 3);
    assert_eq!(store.processes(&EventQuery::default(), &Paging::default()).unwrap().rows[0].id, "P");
    assert_eq!(store.reconciled_revision().unwrap(), Some(revision));
    assert_eq!(store.stats().unwrap().events_outdated, Some(false));
    let anchors = [strike("a", ""), strike("b", "")].iter().map(Anchor::of).collect();
    let decision = Decision::Merge { mentions: anchors };
    let number = store.decide(&decision, &at).unwrap();
    assert_eq!(store.decisions().unwrap(), [(number, decision)]);
    assert_eq!(store.stats().unwrap().events_outdated, Some(true));
    assert!(store.undecide(number).unwrap() && !store.undecide(number).unwrap());
    store.put_dossier("iraq", "title = 'x'", &at).unwrap();
    assert_eq!(store.dossier("iraq").unwrap().as_deref(), Some("title = 'x'"));
    whole(&sample.path());
}
