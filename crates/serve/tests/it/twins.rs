//! Each page and its twins; and that the description names what there is.

use crate::record::{self, with_dossier};
use crate::{start, start_with};

#[tokio::test]
async fn every_page_and_its_twins_answer() {
    let sample = record::sample();
    let server = start_with(with_dossier(&sample.db)).await;
    for path in [
        "/",
        "/situation",
        "/dossiers",
        "/brief/attacks",
        "/brief/attacks?since=2024-04-01",
        "/decisions",
        "/session",
        "/timeline",
        "/timeline?lanes=actor",
        "/map",
        "/actors",
        "/actors/IRQ",
        "/events",
        "/events/e-attack",
        "/processes",
        "/documents",
        "/documents/report-1",
        "/documents/report-1?mention=m-visit",
        "/documents/report-1?sentence=0",
        "/search?text=drone",
        "/search",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(answer.body.starts_with("<!doctype html>"), "{path}");
        assert!(!answer.body.contains(" style="), "{path}: the content policy forbids styles in the page");
        assert!(answer.header("content-security-policy").unwrap().contains("script-src 'self'"));
    }
    for (path, column) in [
        ("/events.csv", "date.from"),
        ("/mentions.csv", "sentence.text"),
        ("/documents.csv", "title"),
        ("/deployments.csv", "min"),
        ("/counts.csv?by=type&bucket=month", "values.type"),
        ("/dyads.csv", "recipient"),
        ("/search.csv?text=drone", "snippet"),
        ("/events/e-attack.csv", "trigger.text"),
        ("/situation.csv", "section"),
        ("/dossiers.csv", "question"),
        ("/brief/attacks.csv", "ratio"),
        ("/timeline.csv?from=2024-01", "values.quad"),
        ("/map.csv", "events"),
        ("/actors.csv", "acted_on"),
        ("/actors/IRQ.csv", "party.country"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(answer.body.lines().next().unwrap().split(',').any(|name| name == column), "{path}: {}", answer.body);
    }
    assert_eq!(server.get("/events/none").await.status, 404);
    assert_eq!(server.get("/nowhere").await.status, 404);
}

#[tokio::test]
async fn what_is_described_is_what_there_is() {
    let sample = record::sample();
    let server = start_with(with_dossier(&sample.db)).await;
    let description = server.get("/openapi.json").await.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let ids = [
        ("/actors/", "IRQ"),
        ("/events/", "e-attack"),
        ("/mentions/", "m-attack"),
        ("/documents/", "report-1"),
        ("/processes/", "none"),
    ];
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 30, "{}", paths.len());
    for (path, methods) in paths {
        if methods.get("get").is_none() || path == "/changes" {
            continue;
        }
        let id = ids.iter().find(|(start, _)| path.starts_with(start)).map_or("", |(_, id)| id);
        let path = path
            .replace("{id}", id)
            .replace("{key}", id)
            .replace("{name}", "attacks")
            .replace("{file}", "masudi.jsonl");
        let answer = server.get(&path).await;
        let responses = methods["get"]["responses"].as_object().unwrap();
        assert!(responses.contains_key(&answer.status.to_string()), "{path}: {} {}", answer.status, answer.body);
        let said = &responses[&answer.status.to_string()]["content"];
        let kind = answer.header("content-type").unwrap().split(';').next().unwrap();
        assert!(said.get(kind).is_some(), "{path}: {kind} is not in {said}");
        assert!(answer.status == 200 || id == "none", "{path}: {}", answer.status);
    }
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let mut names: Vec<&str> = operations.filter_map(|operation| operation["operationId"].as_str()).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "each operation has a name of its own");
    // Every page names twins of its own, which answer and are described.
    for page in [
        "/",
        "/situation",
        "/dossiers",
        "/brief/attacks",
        "/timeline",
        "/map",
        "/actors",
        "/events",
        "/processes",
        "/documents",
        "/search?text=drone",
        "/decisions",
        "/events/e-attack",
        "/documents/report-1",
        "/actors/IRQ",
    ] {
        let body = server.get(page).await.body;
        let path = page.split('?').next().unwrap();
        let path = if path == "/" { "/brief/attacks" } else { path };
        for ending in ["json", "csv"] {
            let twin = format!("{path}.{ending}");
            assert!(body.contains(&format!("\"{twin}")), "{page} does not name {twin}");
            assert_eq!(server.get(&twin).await.status, 200, "{twin}");
        }
    }
    let list = server.get("/events").await.body;
    for twin in ["/events.json", "/events.csv", "/events.geojson", "/events.atom"] {
        assert!(list.contains(&format!("\"{twin}\"")) && paths.contains_key(twin), "{twin}");
    }
}

#[tokio::test]
async fn the_evidence_is_marked_by_role() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let page = server.get("/events/e-visit").await.body;
    assert!(page.contains("<mark class=\"actor\">Adala Ren</mark>"));
    assert!(page.contains("<mark class=\"trigger\">visited</mark>"));
    assert!(page.contains("<mark class=\"date\">Monday</mark>"));
    assert!(page.contains("en.consult.visited"));
    assert!(page.contains("/documents/report-1?mention=m-visit#told"));
    let article = server.get("/documents/report-1?mention=m-visit").await.body;
    assert!(article.contains("<mark class=\"actor\">Adala Ren</mark>") && article.contains("class=\"told\""));
    let disputed = server.get("/events/e-attack").await.body;
    assert!(disputed.contains("Sources disagree") && disputed.contains("3 (3 to 5)"));
}

#[tokio::test]
async fn pages_go_on_and_questions_are_kept() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let first = server.get("/events.json?limit=1").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let next = first["next"].as_str().unwrap();
    let second = server.get(&format!("/events.json?limit=1&after={next}")).await.json();
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!(second["next"], serde_json::Value::Null);
    let assaults = server.get("/events.json?type=ASSAULT&from=").await.json();
    assert_eq!(assaults["items"].as_array().unwrap().len(), 1);
    let page = server.get("/timeline?type=ASSAULT").await.body;
    assert!(page.contains("/map?type=ASSAULT"), "the views share the filters");
    let counts = server.get("/counts.json?by=dyad").await.json();
    assert!(counts["items"].as_array().unwrap().iter().any(|row| row["values"]["dyad"] == "SYR>IRQ"));
    let places = server.get("/events.geojson").await.json();
    assert_eq!(places["features"].as_array().unwrap().len(), 2);
    assert!(places["features"].as_array().unwrap().iter().any(|f| f["geometry"]["coordinates"][1] == 36.19));
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let answer = server.get("/events.json").await;
    let tag = answer.header("etag").unwrap().to_owned();
    assert_eq!(server.send("GET", "/events.json", &[("if-none-match", &tag)], "").await.status, 304);
    let mut store = masudi_store::Store::open(&sample.db).unwrap();
    store.put_dossier("d", "title = \"x\"", "2024-04-17T00:00:00Z").unwrap();
    let again = server.send("GET", "/events.json", &[("if-none-match", &tag)], "").await;
    assert_eq!(again.status, 200, "somebody has written");
    assert_ne!(again.header("etag"), Some(tag.as_str()));
}
