use super::*;
use crate::Score;
use masudi_record::{SentenceSpan, Trigger};
use std::fs::write;
use tempfile::TempDir;

const ARTICLES: &str = r#"{"id": "n1", "date": "2023-05-02", "sentences": ["Chad's president met the Libyan envoy in N’Djamena.", "Rebels shelled a depot."]}
{"id": "n2", "date": "2023-05-03", "sentences": ["Nobody came."]}
"#;
const EVENTS: &str = r#"{"doc": "n1", "sent": 0, "trigger": "met", "type": "CONSULT", "mode": null, "actors": [{"text": "Chad's president", "country": "TCD"}], "recipients": [], "place": {"country": "TCD"}, "date": "2023-05-02", "status": "actual", "core": true}
{"doc": "n1", "sent": 1, "trigger": "shelled", "type": "ASSAULT", "mode": "heavy-weapons", "actors": null, "recipients": null, "place": null, "date": null, "status": "actual"}
"#;

fn articles() -> (TempDir, Gold) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path().join("articles.jsonl"), ARTICLES).unwrap();
    write(folder.path().join("events.jsonl"), EVENTS).unwrap();
    let gold = Gold::read(folder.path()).unwrap();
    (folder, gold)
}

fn mention(doc: &str, start: usize, text: &str, event_type: &str) -> Mention {
    Mention {
        doc: doc.to_owned(),
        trigger: Trigger { text: text.to_owned(), start, end: start + text.len(), lemma: text.to_owned() },
        event_type: event_type.to_owned(),
        ..Mention::default()
    }
}

#[test]
fn sentences_are_laid_out_in_code_points() {
    let (_folder, gold) = articles();
    let Gold::Events { documents, events } = &gold else { unreachable!() };
    // The apostrophe of N’Djamena is one code point and three bytes.
    assert_eq!(documents[0].sentences[1].0, 52);
    assert_eq!(documents[0].text().chars().skip(59).take(7).collect::<String>(), "shelled");
    assert!(events[0].core && !events[1].core);
    let run =
        [mention("n1", 59, "shelled", "ASSAULT"), mention("n2", 7, "came", "CONSULT"), mention("x", 0, "a", "AID")];
    let items = located(documents, &run);
    assert_eq!(items.iter().map(|i| i.sentence).collect::<Vec<_>>(), [Some(1), Some(0)]);
    let score = Score::of(&compare_some(&items, events, |_| true));
    assert_eq!((score.predicted, score.gold, score.typed), (2, 2, 1));
    let only_second = Score::of(&compare_some(&items, events, |doc| doc == "n2"));
    assert_eq!((only_second.predicted, only_second.gold), (1, 0));
}

#[test]
fn a_run_is_its_own_gold() {
    let mut one = mention("d", 12, "met", "CONSULT");
    one.sentence = SentenceSpan { index: 0, start: 0, end: 30, text: "…".to_owned() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.jsonl");
    write(&path, serde_json::to_string(&one).unwrap()).unwrap();
    let mut gold = Gold::read(&path).unwrap();
    gold.add_documents(["d".to_owned(), "empty".to_owned()]);
    let Gold::Events { documents, events } = &gold else { unreachable!() };
    let items = located(documents, &[one, mention("empty", 3, "met", "CONSULT")]);
    let score = Score::of(&compare_some(&items, events, |_| true));
    assert_eq!((score.predicted, score.gold, score.typed), (2, 1, 1));
}

#[test]
fn mentions_by_sentence_number_alone() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path().join("g.jsonl"),
        r#"{"doc": "d", "sentence": {"index": 4}, "trigger": {"text": "met"}, "type": "CONSULT"}"#,
    )
    .unwrap();
    let gold = Gold::read(folder.path()).unwrap();
    let Gold::Events { documents, events } = &gold else { unreachable!() };
    let mut run = mention("d", 900, "met", "CONSULT");
    run.sentence = SentenceSpan { index: 4, start: 880, end: 950, text: String::new() };
    let items = located(documents, &[run]);
    assert_eq!(Score::of(&compare_some(&items, events, |_| true)).typed, 1);
}

#[test]
fn faults_name_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.jsonl");
    write(&path, "\n{\"doc\": \"d\", \"trigger\": {\"text\": \"met\"}}\n").unwrap();
    let error = read_run(&path).unwrap_err().to_string();
    assert!(error.ends_with("run.jsonl:2: expected a mention with type, but found none"), "{error}");
    write(&path, "{\"doc\": 1}\n").unwrap();
    assert!(read_run(&path).unwrap_err().to_string().contains("run.jsonl:1: expected a mention as masudi code"));
    write(&path, "{\"name\": \"x\"}\n").unwrap();
    assert!(matches!(Gold::read(&path), Err(EvalError::Format(_))));
}
