//! However large the record is, a page costs so much and no more.

use crate::sample::{empty, report, strike};
use masudi_record::{CodedDocument, Status};
use masudi_store::{DocumentQuery, EventQuery, NewDocument, Order, Page, Paging, Store, StoreError};
use std::collections::BTreeSet;

/// A record of many reports, of which one in a thousand and one tells something alleged.
fn many(n: usize) -> crate::sample::Sample {
    let mut sample = empty();
    let reports: Vec<NewDocument> = (0..n)
        .map(|at| {
            let id = format!("{at}");
            let mut mention = strike(&id, "Drones hit the air base.");
            mention.id = format!("{id}-strike");
            if at % 1001 == 7 {
                mention.status = Status::Alleged;
            }
            let coded = CodedDocument { mentions: vec![mention], ..CodedDocument::default() };
            let mut new = report(&id, if at % 5000 == 3 { "Rare Post" } else { "Example Times" }, 0);
            new.document.text = format!("Report {at}. {}", new.document.text);
            NewDocument { coded: Some(coded), signature: None, ..new }
        })
        .collect();
    for some in reports.chunks(4000) {
        sample.store.put_batch(sample.run, some).unwrap();
    }
    sample
}

/// All pages, and how many of them were short though more came.
fn pages<T>(page: impl Fn(&Paging) -> Page<T>, order: Order) -> (Vec<T>, usize) {
    let mut paging = Paging { order, after: None, most: 50 };
    let (mut rows, mut short) = (Vec::new(), 0);
    loop {
        let page = page(&paging);
        short += usize::from(page.rows.len() < 50 && page.next.is_some());
        rows.extend(page.rows);
        let Some(next) = page.next else { return (rows, short) };
        paging.after = Some(next);
    }
}

#[test]
fn what_is_rare_among_many_is_found_page_by_page() {
    let sample = many(24_000);
    let alleged = EventQuery::from_words(["status=alleged", "type=ASSAULT"]).unwrap();
    for order in [Order::Recorded, Order::Newest, Order::Oldest] {
        let (rows, short) = pages(|paging| sample.store.mentions(&alleged, paging).unwrap(), order);
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.mention.id.as_str()).collect();
        assert_eq!((rows.len(), ids.len()), (24, 24), "{order:?}");
        assert!(rows.iter().all(|row| row.mention.status == Status::Alleged));
        assert!(short >= 2, "the rows are gone through some thousand at a time");
        let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
        assert!(numbers.windows(2).all(|two| (two[0] < two[1]) == (order != Order::Newest)), "{order:?}");
    }
    // An index says at once where the few are.
    let rare = EventQuery::from_words(["source=rare post", "air base", "party=IRN"]).unwrap();
    let (rows, short) = pages(|paging| sample.store.mentions(&rare, paging).unwrap(), Order::Newest);
    assert_eq!((rows.len(), short), (5, 0));
    let rare = DocumentQuery::from_words(["source=RARE POST", "report"]).unwrap();
    let (rows, short) = pages(|paging| sample.store.documents(&rare, paging).unwrap(), Order::Newest);
    assert_eq!((rows.len(), short), (5, 0));
    let common = DocumentQuery::from_words(["source=Example Times", "drones"]).unwrap();
    let page = sample.store.documents(&common, &Paging { order: Order::Newest, after: None, most: 50 }).unwrap();
    assert!(page.rows.len() == 50 && page.next.is_some());
}

#[test]
fn work_has_a_limit_when_one_is_set() {
    let sample = many(3000);
    let mut store = Store::open_read_only(&sample.path()).unwrap();
    let all = EventQuery::from_words(["near=36.19,44.01,5000"]).unwrap();
    let count =
        |store: &Store| store.count_mentions(&masudi_store::CountQuery { events: all.clone(), ..Default::default() });
    store.limit_work(Some(20_000)).unwrap();
    assert!(matches!(count(&store), Err(StoreError::TooMuch)));
    let few = EventQuery::from_words(["document=7"]).unwrap();
    store.limit_work(Some(20_000)).unwrap();
    assert_eq!(store.mentions(&few, &Paging::default()).unwrap().rows.len(), 1, "the connection can be used on");
    store.limit_work(None).unwrap();
    assert_eq!(count(&store).unwrap()[0].count, 3000);
}

#[test]
fn words_are_few_and_long_enough_to_go_on() {
    let wrong = |words: &str| words.parse::<EventQuery>().unwrap_err().to_string();
    assert!(wrong("dr*").contains("three letters"), "{}", wrong("dr*"));
    assert!("dro*".parse::<EventQuery>().is_ok());
    assert!(wrong(&"word ".repeat(21)).contains("at most 20"));
    assert!(DocumentQuery::from_pairs([("text", "a b*")]).is_err());
}
