//! A record whose words would do harm: markup, directions of writing, endless names.

use crate::record::{Sample, country, event, mention, write};
use crate::start;
use masudi_record::{CodedDocument, Document, Party};
use masudi_store::NewDocument;

const MARKUP: &str = "<script>window.harm=1</script><img src=x onerror=\"window.harm=1\">'\"&";

/// The record.
pub fn hostile() -> Sample {
    let sentence = format!("{MARKUP} attacked \u{202e}nedlog\u{202c} مرحبا.");
    let document = Document {
        id: "../<b>?#%2f".into(),
        source: Some(MARKUP.into()),
        url: Some("javascript:window.harm=1".into()),
        title: Some(format!("</title>{MARKUP}")),
        published: Some("2024-04-16".into()),
        language: Some("\"><script>window.harm=1</script>".into()),
        text: sentence.clone(),
        ..Document::default()
    };
    let told = mention("m-\"><script>", &document.id, &sentence, &sentence, "attacked", "ASSAULT");
    let named = Party { name: Some(MARKUP.into()), country: Some("<i>".into()), ..Party::default() };
    let long = Party { name: Some("Ж".repeat(10_000)), ..country("IRQ") };
    let event = event("e-<script>", &told, vec![named], vec![long]);
    let coded = CodedDocument { mentions: vec![told], ..CodedDocument::default() };
    write(vec![NewDocument { document, coded: Some(coded), ..NewDocument::default() }], &[event])
}

#[tokio::test]
async fn words_of_the_news_are_never_markup() {
    let sample = hostile();
    let server = start(&sample.db).await;
    for path in [
        "/",
        "/events",
        "/events/e-%3Cscript%3E",
        "/documents",
        "/documents/..%2F%3Cb%3E%3F%23%252f",
        "/timeline",
        "/map",
        "/actors",
        "/search?text=attacked",
        "/search?text=%3Cscript%3Ealert(1)%3C/script%3E",
        "/events?party=%3Cscript%3E",
        "/documents/..%2F%3Cb%3E%3F%23%252f?mention=m-%22%3E%3Cscript%3E",
        "/events.atom",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        for harm in ["<script>window", "<script>alert", "<img", "onerror=\"", "href=\"javascript:", "</title>&lt;"] {
            assert!(!answer.body.contains(harm), "{path} has {harm}");
        }
    }
    let csv = server.get("/events.csv").await.body;
    assert!(!csv.lines().any(|line| line.starts_with('=')));
    let json = server.get("/events.json").await.json();
    assert_eq!(json["items"][0]["recipients"][0]["name"].as_str().unwrap().chars().count(), 10_000, "data stays whole");
}
