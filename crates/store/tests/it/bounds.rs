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
            let id = format!("{at:05}");
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
    let few = EventQuery::from_words(["document=00007"]).unwrap();
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
    // A phrase is as much work as its words are.
    assert!(wrong(&format!("\"{}\"", "of ".repeat(41))).contains("at most 40 words"));
    assert!(format!("\"{}\"", "of ".repeat(40)).parse::<EventQuery>().is_ok());
}

/// A record of reports whose texts are given, each of which has one mention with that sentence.
fn told(texts: &[String]) -> crate::sample::Sample {
    let mut sample = empty();
    let one = |(at, text): (usize, &String)| {
        let id = format!("t{at:04}");
        let mut new = report(&id, "Example Times", 0);
        new.document.title = None;
        new.document.text.clone_from(text);
        new.coded = Some(CodedDocument { mentions: vec![strike(&id, text)], ..CodedDocument::default() });
        new
    };
    let reports: Vec<NewDocument> = texts.iter().enumerate().map(one).collect();
    sample.store.put_batch(sample.run, &reports).unwrap();
    sample
}

fn found(store: &Store, words: &str) -> Result<Vec<String>, StoreError> {
    let query = DocumentQuery::from_pairs([("text", words)]).unwrap();
    Ok(store.search(&query, 0, 200)?.documents.into_iter().map(|found| found.document.id).collect())
}

#[test]
fn a_beginning_stands_for_so_many_words_and_no_more() {
    let mut texts: Vec<String> = (0..100).map(|at| format!("They spoke of conter{at} there.")).collect();
    texts.push("Une évacuation, ÉVACUÉE à temps.".into());
    texts.push("The Évacuees came back.".into());
    texts.push("They spoke of contraband, conters and contracts there.".into());
    let sample = told(&texts);
    let search = |words: &str| found(&sample.store, words);
    let sentences = |words: &str| sample.store.mentions_with(&words.parse::<EventQuery>().unwrap().text, None);
    assert_eq!(search("evacu*").unwrap().len(), 2, "case and accents do not matter");
    assert_eq!(search("ÉVACUÉ*").unwrap().len(), 2);
    assert_eq!(search("\"spoke of contra\"*").unwrap(), search("contra* conters").unwrap());
    assert_eq!(search("contra*").unwrap().len(), 1);
    assert_eq!(search("nothing* spoke").unwrap().len(), 0);
    for many in ["con*", "cont*", "conter*", "\"of conter\"*", "spoke conte*"] {
        for refused in [search(many).map(drop), sentences(many).map(drop)] {
            let error = refused.unwrap_err();
            assert!(matches!(error, StoreError::ManyWords { .. }), "{many}");
            assert!(error.to_string().contains("more letters"), "{error}");
        }
    }
    assert_eq!(search("conter1*").unwrap().len(), 11, "of ten and one words");
}

#[test]
fn words_that_most_texts_have_are_refused_unless_one_is_rare() {
    let mut texts: Vec<String> = (0..300).map(|at| format!("The drone of the week {at}.")).collect();
    texts.extend((0..40).map(|at| format!("A talk of the week {at}, the last.")));
    let mut sample = told(&texts);
    let known = || std::sync::Arc::new(masudi_store::KnownWords::with_most(100));
    sample.store.share_words(&known());
    let long = |words: &str| format!("\"{}\"", [words; 8].join(" "));
    // Words that too many have; and none of which is rare, so many that only going through all would tell that none has them.
    for common in ["drone", "the", "\"of the\"", "the of", "week drone \"the week\"", "dro*", &long("the of")] {
        assert!(matches!(found(&sample.store, common), Err(StoreError::TooMuch)), "{common}");
        assert!(matches!(found(&sample.store, common), Err(StoreError::TooMuch)), "{common}: and again");
    }
    assert!(found(&sample.store, &long("the talk")).unwrap().is_empty());
    for rare in ["talk", "talk the of", "\"talk of the week\"", "tal* week"] {
        assert_eq!(found(&sample.store, rare).unwrap().len(), 40, "{rare}");
    }
}

#[test]
fn what_is_known_of_words_knows_what_came_since() {
    let mut sample = told(&["Drones hit the base.".into(), "They met.".into()]);
    let known = std::sync::Arc::new(masudi_store::KnownWords::default());
    let mut others = [Store::open_read_only(&sample.path()).unwrap(), Store::open_read_only(&sample.path()).unwrap()];
    others.iter_mut().for_each(|store| store.share_words(&known));
    let asked = |store: &Store, words: &str| {
        let query = words.parse::<EventQuery>().unwrap();
        let newest = Paging { order: Order::Newest, ..Paging::default() };
        let page = store.mentions(&query, &newest).unwrap();
        (page.rows.len(), store.mentions_with(&query.text, None).unwrap().len(), found(store, words).unwrap().len())
    };
    for store in &others {
        assert_eq!(asked(store, "drone*"), (1, 1, 1));
        assert_eq!(asked(store, "met"), (1, 1, 1));
    }
    let new = |id: &str, text: &str| {
        let mut new = report(id, "Other Post", 0);
        new.document.text = text.into();
        new.coded = Some(CodedDocument { mentions: vec![strike(id, text)], ..CodedDocument::default() });
        new
    };
    // A word that begins so, which no text had before; and one of the old ones.
    sample.store.put_batch(sample.run, &[new("x", "A droned base."), new("y", "They met once more.")]).unwrap();
    for store in others.iter().rev() {
        assert_eq!(asked(store, "drone*"), (2, 2, 2));
        assert_eq!(asked(store, "met"), (2, 2, 2));
        assert_eq!(asked(store, "met drone*"), (0, 0, 0));
    }
}

#[test]
fn the_patient_look_for_new_rows_when_told_to() {
    let mut sample = told(&["Drones hit the base.".into()]);
    let known = std::sync::Arc::new(masudi_store::KnownWords::patient());
    let mut store = Store::open_read_only(&sample.path()).unwrap();
    store.share_words(&known);
    assert_eq!(found(&store, "drones").unwrap().len(), 1);
    sample.store.put_batch(sample.run, &[report("x", "Other Post", 0)]).unwrap();
    assert_eq!(found(&store, "drones").unwrap().len(), 1);
    assert_eq!(found(&store, "erbil").unwrap().len(), 1, "what nobody asked for before is looked for in all");
    known.look_again();
    assert_eq!(found(&store, "drones").unwrap().len(), 2);
}

#[test]
fn a_search_with_days_looks_at_those_days() {
    let mut sample = empty();
    // Kept in an order that is not the one of their days.
    let reports: Vec<NewDocument> = (0..5000)
        .map(|at| {
            let mut new = report(&format!("{at}"), "Example Times", 0);
            new.document.published = Some(format!("20{:02}-06-01", 24 - at / 250));
            new.document.title = Some(if at % 250 == 7 { "Drones again" } else { "Nothing new" }.into());
            NewDocument { coded: None, ..new }
        })
        .collect();
    sample.store.put_batch(sample.run, &reports).unwrap();
    let search = |pairs: &[(&str, &str)], skip| {
        let query = DocumentQuery::from_pairs(pairs.iter().copied()).unwrap();
        sample.store.search(&query, skip, 50).unwrap()
    };
    let all = search(&[("text", "drones")], 0);
    assert!(all.cut && all.more && all.documents.len() == 50);
    let ids: Vec<&str> = all.documents.iter().map(|found| found.document.id.as_str()).collect();
    let named: Vec<String> = (0..8).map(|year| format!("{}", year * 250 + 7)).collect();
    assert_eq!(ids[..8], named, "those with the word in the title first, the latest first, of the latest 2,000");
    assert_eq!(all.documents[8].document.published.as_deref(), Some("2024-06-01"));
    let old = search(&[("text", "drones"), ("from", "2006"), ("to", "2006")], 200);
    assert_eq!((old.documents.len(), old.more, old.cut), (50, false, false));
    assert!(old.documents.iter().all(|found| found.document.published.as_deref() == Some("2006-06-01")));
}

#[test]
fn statements_of_a_party_fill_a_page_among_many_of_others() {
    let mut sample = empty();
    let statement = |id: String, country: &str, speaker: &str, day: usize| masudi_record::Statement {
        id,
        kind: "denial".into(),
        speaker: Some(masudi_record::Actor {
            text: speaker.into(),
            name: Some(speaker.into()),
            country: Some(country.into()),
            ..Default::default()
        }),
        published: Some(format!("2024-{:02}-{:02}", 1 + day / 28 % 12, 1 + day % 28)),
        ..Default::default()
    };
    // One in a hundred is of IRN, more than are looked at one by one; one in all is of somebody.
    let reports: Vec<NewDocument> = (0..1200)
        .map(|at| {
            let mut new = report(&format!("{at}"), "Example Times", 0);
            let statements = (0..100).map(|n| match (at, n) {
                (600, 1) => statement(format!("{at}-{n}"), "JOR", "Adala Ren", at),
                (_, 0) => statement(format!("{at}-{n}"), "IRN", "Tehran", at),
                _ => statement(format!("{at}-{n}"), "USA", "Washington", at),
            });
            new.coded = Some(CodedDocument { statements: statements.collect(), ..CodedDocument::default() });
            new
        })
        .collect();
    for some in reports.chunks(200) {
        sample.store.put_batch(sample.run, some).unwrap();
    }
    let newest = Paging { order: Order::Newest, after: None, most: 50 };
    for days in ["", " to=2024-06-30", " from=2024-03-01 to=2024-05-31"] {
        let query: EventQuery = format!("party=IRN{days}").parse().unwrap();
        let page = sample.store.statements(&query, &newest).unwrap();
        assert_eq!(page.rows.len(), 50, "{days}");
        assert!(page.next.is_some());
        let of = |one: &masudi_record::Statement| one.speaker.as_ref().and_then(|speaker| speaker.country.clone());
        assert!(page.rows.iter().all(|one| of(one).as_deref() == Some("IRN")));
    }
    let one = sample.store.statements(&"party=\"adala ren\"".parse().unwrap(), &newest).unwrap();
    assert_eq!((one.rows.len(), one.next), (1, None));
}
