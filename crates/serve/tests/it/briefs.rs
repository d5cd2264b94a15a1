//! The first page is the answer to a dossier, as the record is now.

use crate::record::{self, with_dossier};
use crate::start_with;
use masudi_store::Store;

#[tokio::test]
async fn the_brief_is_that_of_the_whole_record() {
    let sample = record::sample();
    let settings = with_dossier(&sample.db);
    let (_, dossier) = settings.dossiers[0].clone();
    let all = Store::open_read_only(&sample.db).unwrap().situation().unwrap();
    let server = start_with(settings).await;
    for since in [None, Some("2024-04-10")] {
        let expected = serde_json::to_string(&masudi_brief::brief(&dossier, &all, since)).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
        let query = since.map(|day| format!("?since={day}")).unwrap_or_default();
        assert_eq!(server.get(&format!("/brief/attacks.json{query}")).await.json(), expected, "{since:?}");
    }
    for since in ["soon", "2024-13-01", "2024"] {
        assert_eq!(server.get(&format!("/brief/attacks.json?since={since}")).await.status, 400, "{since}");
    }
    assert_eq!(server.get("/brief/other").await.status, 404);
}

#[tokio::test]
async fn the_first_page_answers_the_question_and_leads_to_sentences() {
    let sample = record::sample();
    let server = start_with(with_dossier(&sample.db)).await;
    let page = server.get("/").await.body;
    assert!(page.contains("<h1>Who attacks whom?</h1>"), "{page}");
    assert!(page.contains("attacks in Iraq") && page.contains("class=\"interval"));
    assert!(page.contains("/events/e-attack") && page.contains("/documents/report-1?sentence=0#told"));
    assert!(
        page.contains("href=\"/events?type=ASSAULT&#38;country=IRQ")
            || page.contains("/events?type=ASSAULT&amp;country=IRQ")
    );
    let article = server.get("/documents/report-1?sentence=0").await.body;
    assert!(article.contains("id=\"told\""), "the sentence is marked");
    assert!(server.get("/situation").await.body.contains("Where things stand"));
    let plain = crate::start(&sample.db).await;
    assert!(plain.get("/").await.body.contains("Where things stand"), "without a dossier the record as a whole");
}

#[tokio::test]
async fn what_is_new_comes_within_seconds() {
    let sample = record::sample();
    let server = start_with(with_dossier(&sample.db)).await;
    assert!(server.get("/").await.body.contains("/events/e-attack"));
    let mut store = Store::open(&sample.db).unwrap();
    let revision = store.mentions_revision().unwrap();
    store.replace_reconciled(&[], &[], revision, "2024-04-17T00:00:00Z").unwrap();
    for _ in 0..100 {
        if !server.get("/").await.body.contains("/events/e-attack") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("the first page is as it was after twenty seconds");
}
