//! Any text as a question: it is refused in words, or its own words mean the same again and a record answers it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_store::{CountQuery, Cursor, DocumentQuery, EventQuery, Order, Paging, Store};

thread_local! {
    static STORE: Store = {
        let path = std::env::temp_dir().join(format!("masudi-fuzz-query-{}.db", std::process::id()));
        Store::open(&path).expect("a record in the folder for temporary files")
    };
}

fuzz_target!(|text: &str| {
    let words: Vec<&str> = text.split('\n').collect();
    let paging = Paging { order: Order::Newest, after: text.parse::<Cursor>().ok(), most: 3 };
    STORE.with(|store| {
        for query in [text.parse::<EventQuery>(), EventQuery::from_words(words.iter().copied())].into_iter().flatten() {
            assert_eq!(query.to_string().parse(), Ok(query.clone()));
            store.events(&query, &paging).expect("an answer on events");
            store.mentions(&query, &paging).expect("an answer on mentions");
            store.statements(&query, &paging).expect("an answer on statements");
            store.factors(&query, &paging).expect("an answer on factors");
            store.count_events(&CountQuery { events: query, ..CountQuery::default() }).expect("counts");
        }
        if let Ok(query) = DocumentQuery::from_words(words) {
            store.search(&query, 0, 3).expect("an answer on documents");
        }
    });
});
