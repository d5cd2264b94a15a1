//! What the server refuses.

use crate::{record, start, start_with};
use masudi_serve::{Server, Settings};

#[tokio::test]
async fn questions_that_make_no_sense_say_what_was_expected() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let long = format!("/events.json?text={}", "x".repeat(600));
    let many = format!("/events.json?{}", "party=a&".repeat(50));
    for path in [
        "/events.json?typ=ASSAULT",
        "/events.json?limit=0",
        "/events.json?limit=100000",
        "/events.json?after=x",
        "/events.json?order=best",
        "/counts.json?by=colour",
        "/counts.json?bucket=hour",
        "/events.json?from=soon",
        "/search.json?after=999999",
        "/events.json?text=%22",
        "/timeline?lanes=colour",
        "/timeline?from=2024-01-01&hours=5-11",
        "/timeline?on=2024-04-15&hours=11-5",
        "/events.json?text=a*",
        "/search.json?text=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u",
        "/events.json?from=2024&from=2024",
        "/changes.json?after=-1",
        &long,
        &many,
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
        let problem = answer.json();
        assert_eq!((problem["status"].as_u64(), problem["type"].as_str()), (Some(400), Some("about:blank")));
        assert!(problem["detail"].as_str().unwrap().contains("expected"), "{path}: {problem}");
    }
    let page = server.send("GET", "/events?typ=1", &[("accept", "text/html")], "").await;
    assert!(page.status == 400 && page.body.starts_with("<!doctype html>"), "a browser gets a page");
}

#[tokio::test]
async fn nothing_but_the_record_and_the_assets_is_served() {
    let sample = record::sample();
    std::fs::write(sample.folder.path().join("secret.txt"), "secret").unwrap();
    let server = start(&sample.db).await;
    for path in [
        "/assets/1/../../../../etc/passwd",
        "/assets/1/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/1/%2e%2e%2fCargo.toml",
        "/documents/..%2f..%2fsecret.txt",
        "/events/..%2fsecret.txt",
        "/secret.txt",
        "/record.db",
        "//etc/passwd",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("root:") && !answer.body.contains("secret.txt\n"), "{path}");
    }
    for words in ["%27%20OR%201%3D1--", "x%22%3B%20DROP%20TABLE%20events%3B--", "%29%20UNION%20SELECT%201"] {
        for path in ["/events.json?party=", "/events.json?text=", "/documents.json?source=", "/search.json?text="] {
            let answer = server.get(&format!("{path}{words}")).await;
            let empty = answer.status == 200 && answer.json()["items"].as_array().unwrap().is_empty();
            assert!(empty || answer.status == 400, "{path}{words}: {}", answer.body);
        }
    }
    assert_eq!(
        server.get("/events.json").await.json()["items"].as_array().unwrap().len(),
        2,
        "the record is as it was"
    );
}

#[tokio::test]
async fn other_names_for_this_machine_are_turned_away() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let answer = server.send("GET", "/events.json", &[("host", "evil.example")], "").await;
    assert_eq!(answer.status, 421);
    assert!(!answer.body.contains("e-attack"));
}

#[tokio::test]
async fn who_asks_too_often_waits() {
    let sample = record::sample();
    let server = start_with(Settings { requests_a_second: 5, ..Settings::of(&sample.db) }).await;
    let mut statuses = Vec::new();
    for _ in 0..15 {
        statuses.push(server.get("/healthz").await);
    }
    let refused = statuses.iter().find(|answer| answer.status == 429).expect("some are refused");
    assert!(refused.header("retry-after").is_some());
    assert!(statuses[..10].iter().all(|answer| answer.status == 200));
}

#[tokio::test]
async fn a_server_that_others_reach_needs_a_token() {
    let sample = record::sample();
    let open = Settings { bind: "0.0.0.0:0".parse().unwrap(), ..Settings::of(&sample.db) };
    let refused = Server::start(open).await.unwrap_err().to_string();
    assert!(refused.contains("token"), "{refused}");
    let missing = Server::start(Settings { bind: "127.0.0.1:0".parse().unwrap(), ..Settings::of("nowhere.db") }).await;
    assert!(missing.unwrap_err().to_string().contains("nowhere.db"));
}

#[tokio::test]
async fn health_and_metrics() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    assert_eq!(server.get("/healthz").await.json()["status"], "ok");
    server.get("/events/e-attack").await;
    let metrics = server.get("/metrics").await.body;
    assert!(
        metrics.contains("masudi_http_requests_total{route=\"/events/{id}\",method=\"GET\",status=\"200\"} 1"),
        "{metrics}"
    );
    assert!(metrics.contains("masudi_http_seconds_bucket{route=\"/events/{id}\",le=\"+Inf\"} 1"));
}

#[tokio::test]
async fn answers_are_packed_for_who_takes_them_so() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let plain = server.get("/events.json").await;
    assert_eq!(plain.header("content-encoding"), None);
    let packed = server.send("GET", "/events.json", &[("accept-encoding", "gzip")], "").await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.bytes.starts_with(&[0x1f, 0x8b]) && packed.bytes.len() < plain.bytes.len());
}

#[tokio::test]
async fn every_question_is_a_feed() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let all = server.get("/events.atom").await;
    assert_eq!(all.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert_eq!(all.body.matches("<entry>").count(), 2, "{}", all.body);
    let one = server.get("/events.atom?type=ASSAULT").await.body;
    assert_eq!(one.matches("<entry>").count(), 1, "{one}");
    assert!(one.contains("urn:masudi:event:e-attack") && one.contains("/events?type=ASSAULT"), "{one}");
}

#[tokio::test]
async fn a_beginning_that_too_many_words_have_is_refused_and_says_so() {
    let text = (0..101).map(|at| format!("contact{at}")).collect::<Vec<_>>().join(" ");
    let document = masudi_record::Document { id: "d".into(), text, ..Default::default() };
    let sample = record::write(vec![masudi_store::NewDocument { document, ..Default::default() }], &[]);
    let server = start(&sample.db).await;
    for path in ["/search.json?text=con*", "/documents.json?text=contact*", "/search.csv?text=contact1+cont*"] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        assert!(answer.json()["detail"].as_str().unwrap().contains("more letters"), "{path}");
    }
    let found = server.get("/search.json?text=contact10*").await.json();
    assert_eq!((found["items"].as_array().unwrap().len(), &found["cut"]), (1, &false.into()));
    let snippet = found["items"][0]["snippet"].as_str().unwrap();
    assert!(snippet.contains("contact9 [contact10] contact11"), "{snippet}");
    let page = server.send("GET", "/search?text=contact1&from=2024", &[("accept", "text/html")], "").await.body;
    assert!(page.contains("No report has these words") && page.contains(r#"name="text" value="contact1""#), "{page}");
    let page = server.send("GET", "/search?text=con*", &[("accept", "text/html")], "").await;
    assert!(page.status == 400 && page.body.contains("more letters"));
}
