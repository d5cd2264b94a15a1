//! A record that reconciling went on with, batch by batch, is the record of all documents at once.

use crate::sample::run;
use masudi_lexicon::DataFiles;
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::stories::{self, Text};
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{
    Actor, Anchor, CodedDocument, Count, Counts, DateValue, Decision, Document, Event, Link, LinkKind, Mention, Place,
    SentenceSpan, Trigger,
};
use masudi_store::{DocumentQuery, EventQuery, Making, NewDocument, NewRun, Order, Paging, RunKind, Store};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

const NOW: &str = "2024-04-16T00:00:00Z";
const ALL: Paging = Paging { order: Order::Recorded, after: None, most: 10_000 };

fn words() -> Arc<EventWords> {
    static WORDS: OnceLock<Arc<EventWords>> = OnceLock::new();
    WORDS.get_or_init(|| Arc::new(EventWords::load(&DataFiles::built_in()).unwrap())).clone()
}

/// What a made-up mention tells, as numbers: word, actor, recipient, place, day, killed, what it answers, whether it sums up.
type Told = (usize, usize, usize, usize, u8, Option<u64>, Option<usize>, bool);

fn any_told() -> impl Strategy<Value = Told> {
    let killed = prop::option::weighted(0.3, 1..4_u64);
    let answers = prop::option::weighted(0.2, 0..4_usize);
    (0..3_usize, 0..4_usize, 0..4_usize, 0..3_usize, 1..6_u8, killed, answers, prop::bool::weighted(0.1))
}

fn mention(doc: usize, at: usize, told: &Told) -> Mention {
    let (word, actor, recipient, place, day, killed, answers, sums) = *told;
    let party = |which: usize| {
        let (country, code) = [("USA", "USAMIL"), ("IRQ", "IRQGOV"), ("IRN", "IRNMIL")].get(which).copied()?;
        Some(Actor { country: Some(country.to_owned()), code: Some(code.to_owned()), ..Actor::default() })
    };
    let date = |day: u8| Some(format!("2024-01-{day:02}"));
    let (from, to) = if sums { (date(1), date(20)) } else { (date(day), date(day)) };
    let lemma = ["attack", "strike", "meet"][word];
    let text = format!("Report {doc} told in line {at} of an {lemma} there.");
    let start = 100 * at + text.find(lemma).unwrap();
    Mention {
        id: format!("m{doc}-{at}"),
        doc: format!("d{doc}"),
        published: date(day + 1),
        event_type: ["ASSAULT", "ASSAULT", "CONSULT"][word].to_owned(),
        sentence: SentenceSpan { index: at, start: 100 * at, end: 100 * at + text.len(), text },
        trigger: Trigger { text: lemma.to_owned(), start, end: start + lemma.len(), lemma: lemma.to_owned() },
        actors: party(actor).into_iter().collect(),
        recipients: party(recipient).into_iter().collect(),
        place: (place < 2).then(|| Place {
            name: Some(["Erbil", "Baghdad"][place].to_owned()),
            geonames: Some([95446, 98182][place]),
            country: Some("IRQ".to_owned()),
            precision: Some("city".to_owned()),
            lat: Some([36.19, 33.34][place]),
            lon: Some([44.01, 44.4][place]),
            ..Place::default()
        }),
        date: Some(DateValue {
            text: Some("that day".to_owned()),
            start: Some(100 * at),
            end: Some(100 * at + 4),
            from,
            to,
            precision: Some(if sums { "range" } else { "day" }.to_owned()),
            ..DateValue::default()
        }),
        counts: Counts {
            killed: killed.map(|n| Count { min: Some(n), max: Some(n), text: n.to_string() }),
            events: sums.then(|| Count { min: Some(24), max: None, text: "dozens".to_owned() }),
            ..Counts::default()
        },
        links: answers
            .map(|other| Link { kind: LinkKind::RespondsTo, mention: format!("m{doc}-{other}"), cue: String::new() })
            .into_iter()
            .collect(),
        ..Mention::default()
    }
}

fn document(doc: usize, told: &[Told]) -> NewDocument {
    let lines = told.iter().enumerate();
    let mentions: Vec<Mention> = lines.map(|(at, told)| mention(doc, at, told)).collect();
    let names = ["Erbil and Duhok", "Basra and Kut", "Mosul and Tikrit"][doc % 3];
    let text = format!("Officials in {names} spoke of {} things on day {doc}.", told.len());
    let document = Document {
        id: format!("d{doc}"),
        source: Some(format!("Outlet {}", doc % 4)),
        published: Some(format!("2024-01-{:02}", 2 + doc % 5)),
        language: Some("en".to_owned()),
        text,
        ..Document::default()
    };
    NewDocument { document, coded: Some(CodedDocument { mentions, ..CodedDocument::default() }), signature: None }
}

/// Makes the events of a record: goes on, or begins anew. Out: whether it went on.
fn reconcile(store: &mut Store) -> bool {
    let documents = store.documents(&DocumentQuery::default(), &ALL).unwrap().rows;
    let texts: Vec<Text<'_>> = documents
        .iter()
        .map(|d| Text { id: &d.document.id, published: d.document.published.as_deref(), text: &d.document.text })
        .collect();
    let ids = documents.iter().map(|d| d.document.id.clone());
    let stories: BTreeMap<String, String> = ids.zip(stories::names(&texts, &words())).collect();
    let decisions: Vec<Decision> = store.decisions().unwrap().into_iter().map(|(_, decision)| decision).collect();
    let making = Making { words: words(), stories: &stories, decisions: &decisions, made_by: "this".to_owned() };
    let revision = store.mentions_revision().unwrap();
    if store.go_on(&making, revision, NOW).unwrap().is_some() {
        return true;
    }
    let mut reconciler = Reconciler::new(words());
    for document in &documents {
        let mentions = store.mentions_of_document(&document.document.id).unwrap().into_iter().map(|row| row.mention);
        let story = Some(stories[&document.document.id].clone());
        reconciler.add(
            Reported::all(mentions, &document.document, &words()).map(|told| Reported { story: story.clone(), ..told }),
        );
    }
    reconciler.decide(decisions.clone());
    store.replace_reconciled(&reconciler.events(), &[], revision, NOW).unwrap();
    store.keep_standings(reconciler.standings(), &making).unwrap();
    false
}

fn events(store: &Store) -> BTreeMap<String, Event> {
    let events = store.events(&EventQuery::default(), &ALL).unwrap().rows;
    events.into_iter().map(|row| (row.event.id.clone(), row.event)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn batches_make_the_record_that_all_at_once_makes(
        told in prop::collection::vec(prop::collection::vec(any_told(), 1..5), 2..24),
        cuts in prop::collection::vec(prop::bool::weighted(0.4), 5),
        recoded in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("grown.db")).unwrap();
        let number = store.begin_run(&run()).unwrap();
        for (doc, lines) in told.iter().enumerate() {
            store.put_batch(number, &[document(doc, lines)]).unwrap();
            if cuts[doc % cuts.len()] {
                reconcile(&mut store);
            }
        }
        reconcile(&mut store);
        // A user joins two mentions, and thinks better of it later.
        let anchor = |doc: usize| Anchor::of(&mention(doc, 0, &told[doc][0]));
        store.decide(&Decision::Merge { mentions: vec![anchor(0), anchor(told.len() - 1)] }, NOW).unwrap();
        reconcile(&mut store);
        let ends = ["m0-0".to_owned(), format!("m{}-0", told.len() - 1)];
        prop_assert!(events(&store).values().any(|event| ends.iter().all(|id| event.mentions.contains(id))));
        let decision = store.decisions().unwrap()[0].0;
        // One document is coded anew, and tells less than before.
        let doc = recoded.index(told.len());
        let fewer = &told[doc][..told[doc].len() / 2];
        let recoding = store.begin_recoding(&NewRun { kind: RunKind::Recode, version: "0.2.0".into(), ..run() }).unwrap();
        let stored = store.document(&format!("d{doc}")).unwrap().unwrap();
        let mentions = fewer.iter().enumerate().map(|(at, told)| mention(doc, at, told)).collect();
        store.stage(recoding.run, &[(stored.number, CodedDocument { mentions, ..CodedDocument::default() })]).unwrap();
        store.end_recoding(recoding.run, NOW).unwrap();
        store.undecide(decision).unwrap();
        reconcile(&mut store);

        let mut whole = Store::open(&folder.path().join("whole.db")).unwrap();
        let number = whole.begin_run(&run()).unwrap();
        for (at, lines) in told.iter().enumerate().rev() {
            let mut new = document(at, lines);
            if at == doc {
                new.coded = new.coded.map(|mut coded| { coded.mentions.truncate(fewer.len()); coded });
            }
            whole.put_batch(number, &[new]).unwrap();
        }
        prop_assert!(!reconcile(&mut whole));
        prop_assert_eq!(events(&store), events(&whole));
        prop_assert!(reconcile(&mut store), "what is as it was needs no beginning anew");
    }
}
