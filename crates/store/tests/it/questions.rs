//! Questions of any kind are refused in words or answered, never by an error of SQL.

use crate::sample::three_reports;
use masudi_store::{DocumentQuery, EventQuery, Order, Paging};

const PIECES: &[&str] = &[
    "actor=",
    "party=",
    "recipient=",
    "type=",
    "mode=",
    "status=",
    "actual",
    "near=",
    "36.19,44.01,50",
    "box=",
    "44,36,45,37",
    "from=",
    "to=",
    "on=",
    "2024",
    "-04",
    "..",
    "source=",
    "Example",
    "place=",
    "Erbil",
    "country=",
    "IRQ",
    "text=",
    "air base",
    "\"",
    "*",
    "'",
    ";",
    "--",
    "OR",
    "AND",
    "NEAR(",
    ")",
    "%",
    "_",
    "?",
    ",",
    "=",
    " ",
    " ",
    "\u{0}",
    "é",
    "中",
    "\n",
    "{",
    "^",
    ":",
    "outlets=",
    "3",
    "disputed=",
    "yes",
    "confidence=",
    "0.5",
    "context=",
    "military",
    "document=",
    "a",
    "NaN",
    "-1",
    "1e999",
];

#[test]
fn any_question_is_answered_or_refused() {
    let sample = three_reports();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let (mut answered, mut refused) = (0, 0);
    for round in 0..20_000 {
        let text: String = (0..1 + below(9)).map(|_| PIECES[below(PIECES.len())]).collect();
        let words: Vec<&str> = text.split('\n').collect();
        for query in [text.parse::<EventQuery>(), EventQuery::from_words(words.iter().copied())] {
            let Ok(query) = query else {
                refused += 1;
                continue;
            };
            answered += 1;
            assert_eq!(query.to_string().parse(), Ok(query.clone()), "{text:?}");
            let order = [Order::Recorded, Order::Oldest, Order::Newest][round % 3];
            let paging = Paging { order, most: 2, ..Paging::default() };
            sample.store.mentions(&query, &paging).unwrap();
            sample.store.events(&query, &paging).unwrap();
            sample.store.statements(&query, &paging).unwrap();
            sample.store.factors(&query, &paging).unwrap();
            sample.store.deployments(&query, &paging).unwrap();
            sample.store.processes(&query, &paging).unwrap();
        }
        if let Ok(query) = DocumentQuery::from_words(words) {
            sample.store.search(&query, 0, 2).unwrap();
        }
    }
    assert!(answered > 4000 && refused > 4000, "{answered} answered, {refused} refused");
}
