//! Who may write, and what the streams tell of it.

use crate::{record, start, start_with};
use masudi_serve::Settings;
use masudi_store::Store;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const TOKEN: &str = "a-token-of-the-tests";

fn decision() -> String {
    let anchor = serde_json::json!({"doc": "report-1", "start": 1, "end": 2, "type": "ASSAULT"});
    serde_json::json!({"decision": "merge", "mentions": [anchor, anchor]}).to_string()
}

#[tokio::test]
async fn only_the_token_writes() {
    let sample = record::sample();
    let closed = start(&sample.db).await;
    let json = ("content-type", "application/json");
    let right = format!("Bearer {TOKEN}");
    assert_eq!(closed.send("POST", "/decisions", &[json, ("authorization", &right)], &decision()).await.status, 403);
    let open = start_with(Settings { token: Some(TOKEN.into()), ..Settings::of(&sample.db) }).await;
    assert_eq!(open.send("POST", "/decisions", &[json], &decision()).await.status, 401);
    for wrong in ["Bearer a-token-of-the-test", "Bearer ", "Basic YTpi", "Bearer a-token-of-the-tests2"] {
        let answer = open.send("POST", "/decisions", &[json, ("authorization", wrong)], &decision()).await;
        assert!(matches!(answer.status, 401 | 403), "{wrong}: {}", answer.status);
    }
    assert!(Store::open_read_only(&sample.db).unwrap().decisions().unwrap().is_empty());
    let kept = open.send("POST", "/decisions", &[json, ("authorization", &right)], &decision()).await;
    assert_eq!((kept.status, kept.json()["number"].as_i64()), (201, Some(1)), "{}", kept.body);
    assert_eq!(Store::open_read_only(&sample.db).unwrap().decisions().unwrap().len(), 1);
    let bad = open.send("POST", "/decisions", &[json, ("authorization", &right)], "{\"kind\": 1}").await;
    assert!(matches!(bad.status, 400 | 422), "{}", bad.status);
    let large = "x".repeat(2 << 20);
    let large = open.send("POST", "/decisions", &[json, ("authorization", &right)], &large).await;
    assert_eq!(large.status, 413);
    for path in ["/events.json", "/events/e-attack", "/"] {
        assert_eq!(open.send("DELETE", path, &[("authorization", &right)], "").await.status, 405, "{path}");
    }
}

#[tokio::test]
async fn a_stream_tells_what_is_new() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let known = server.get("/changes.json").await.json();
    let last = known["items"].as_array().unwrap().last().unwrap()["sequence"].as_u64().unwrap();
    let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
    let port = server.address.port();
    let ask = format!("GET /changes?after={last} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut store = Store::open(&sample.db).unwrap();
    let revision = store.mentions_revision().unwrap();
    store.replace_reconciled(&[], &[], revision, "2024-04-17T00:00:00Z").unwrap();
    let told = tokio::time::timeout(Duration::from_secs(10), async {
        let mut text = String::new();
        let mut bytes = [0; 4096];
        while !text.contains("withdrawn") {
            let n = stream.read(&mut bytes).await.unwrap();
            assert!(n > 0, "the stream ended: {text}");
            text.push_str(&String::from_utf8_lossy(&bytes[..n]));
        }
        text
    });
    let told = told.await.expect("the change comes within seconds");
    assert!(told.contains("event: change") && told.contains("text/event-stream"), "{told}");
}

/// A server that is told to stop takes nothing new, and finishes what is under way.
#[tokio::test]
async fn who_is_being_answered_is_not_cut_off() {
    let sample = record::sample();
    let server = start_with(Settings { token: Some(TOKEN.into()), ..Settings::of(&sample.db) }).await;
    let (address, document) = (server.address, "{\"id\": \"late\", \"text\": \"They met.\"}");
    let (first, second) = document.split_at(9);
    let length = document.len();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /documents HTTP/1.0\r\nhost: 127.0.0.1:{}\r\nauthorization: Bearer {TOKEN}\r\ncontent-length: {length}\r\n\r\n",
        address.port()
    );
    stream.write_all(format!("{head}{first}").as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(server);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody new is let in");
    stream.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.0 200") && answer.contains("late"), "{answer}");
    assert!(Store::open_read_only(&sample.db).unwrap().document("late").unwrap().is_some());
}
