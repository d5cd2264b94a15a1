//! Feeds as users watch them: an own little server, the command, its memory, its refusals.

use crate::masudi;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Serves a feed with one article; gives its port and how many requests it answered.
fn server() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answered = Arc::new(AtomicUsize::new(0));
    let count = answered.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            lines.read_line(&mut request).unwrap();
            let mut line = String::new();
            while lines.read_line(&mut line).unwrap_or(0) > 2 {
                line.clear();
            }
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>Lake News</title><item><title>Ferry returns</title>\
                 <link>http://127.0.0.1:{port}/ferry</link><guid>ferry</guid>\
                 <pubDate>Mon, 06 May 2024 08:00:00 GMT</pubDate></item></channel></rss>"
            );
            let page = "<html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>\
                        <p>The ferry between the two shores sails again after three months in the dock, its company said on \
                        Monday. It carries forty cars and leaves every second hour.</p><p>Fishermen on the far shore had asked \
                        for the line to be opened again before the summer, when most of the visitors come.</p></article></body>\
                        </html>";
            let (status, kind, body) = match request.split(' ').nth(1) {
                Some("/rss") => ("200 OK", "application/rss+xml", feed.as_str()),
                Some("/ferry") => ("200 OK", "text/html", page),
                _ => ("404 Not Found", "text/plain", ""),
            };
            count.fetch_add(1, Ordering::SeqCst);
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    (port, answered)
}

fn watch(feeds: &Path) -> (i32, String, String) {
    masudi(Path::new("/no/models"), &["watch", feeds.to_str().unwrap(), "--once"])
}

#[test]
fn new_articles_are_printed_once() {
    let (work, (port, answered)) = (tempfile::tempdir().unwrap(), server());
    let feeds = work.path().join("feeds.toml");
    let settings = format!(
        "[watch]\ncontact = \"desk@paper.example\"\ndelay_seconds = 0\nallow_private = [\"127.0.0.1\"]\n\n\
         [[feed]]\nurl = \"http://127.0.0.1:{port}/rss\"\n"
    );
    std::fs::write(&feeds, settings).unwrap();
    let (code, out, error) = watch(&feeds);
    assert_eq!(code, 0, "{error}");
    let document: serde_json::Value = serde_json::from_str(out.trim()).unwrap();
    assert!(document["text"].as_str().unwrap().contains("forty cars"), "{document}");
    assert_eq!((document["source"].as_str(), document["title"].as_str()), (Some("Lake News"), Some("Ferry returns")));
    assert!(document["published"].as_str().unwrap().starts_with("2024-05-06"), "{document}");
    assert!(work.path().join("feeds.toml.memory").is_file());
    let asked = answered.load(Ordering::SeqCst);
    let (code, out, error) = watch(&feeds);
    assert!(code == 0 && out.is_empty(), "{out}{error}");
    assert_eq!(answered.load(Ordering::SeqCst), asked, "the feed is not due again");
}

#[test]
fn private_addresses_and_faults_of_the_file_are_refused() {
    let (work, (port, answered)) = (tempfile::tempdir().unwrap(), server());
    let feeds = work.path().join("feeds.toml");
    std::fs::write(
        &feeds,
        format!("[watch]\ncontact = \"a@b.example\"\n[[feed]]\nurl = \"http://127.0.0.1:{port}/rss\"\n"),
    )
    .unwrap();
    let (code, out, error) = watch(&feeds);
    assert!(code == 2 && out.is_empty() && error.contains("127.0.0.1"), "{code} {error}");
    assert_eq!(answered.load(Ordering::SeqCst), 0, "nothing was asked");
    std::fs::write(&feeds, "[watch]\nevery_minuets = 5\n").unwrap();
    let (code, _, error) = watch(&feeds);
    assert!(code == 2 && error.contains("feeds.toml") && error.contains("every_minuets"), "{error}");
    let (code, _, error) = watch(&work.path().join("none.toml"));
    assert!(code == 2 && error.contains("none.toml"), "{error}");
}
