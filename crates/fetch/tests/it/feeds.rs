//! Feeds of a real server, visited several times.

use crate::server::{Server, reply};
use masudi_fetch::{Config, Memory, Watch};
use masudi_ingest::Cleaner;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn article(title: &str) -> String {
    let body =
        "<p>The two sides met in the border town on Monday to speak of the bridge and of the prisoners.</p>".repeat(4);
    format!(
        "<html><head><title>{title}</title></head><body><nav>News Sports</nav><article>{body}<p>{title}.</p></article></body></html>"
    )
}

fn feed(port: u16) -> String {
    let item = |name: &str| {
        format!(
            "<item><title>{name}</title><link>http://127.0.0.1:{port}/{name}</link>\
             <pubDate>Mon, 15 Apr 2024 18:05:00 GMT</pubDate></item>"
        )
    };
    let items: String = ["first", "second", "gone", "inside"].map(item).concat();
    format!("<rss version='2.0'><channel><title>The Border Post</title>{items}</channel></rss>")
}

/// A paper whose second page is in trouble at first, whose third is gone, and whose fourth leads to an address of the house.
fn paper(mended: Arc<AtomicBool>) -> Server {
    Server::start(move |request, stream| match request.path.as_str() {
        "/rss" if request.header("if-none-match") == Some("\"v1\"") => reply(stream, 304, "", b""),
        "/rss" => {
            let port: u16 = request.header("host").unwrap().rsplit(':').next().unwrap().parse().unwrap();
            reply(stream, 200, "ETag: \"v1\"\r\n", feed(port).as_bytes());
        }
        "/first" => reply(stream, 200, "Content-Type: text/html\r\n", article("first").as_bytes()),
        "/second" if mended.load(Ordering::SeqCst) => {
            reply(stream, 200, "Content-Type: text/html\r\n", article("second").as_bytes());
        }
        "/second" => reply(stream, 503, "Retry-After: 0\r\n", b""),
        "/inside" => reply(stream, 302, "Location: http://169.254.169.254/latest/\r\n", b""),
        _ => reply(stream, 404, "", b""),
    })
}

fn config(port: u16) -> Config {
    let text = format!(
        "[watch]\nallow_private = ['127.0.0.1']\ndelay_seconds = 0\n[[feed]]\nurl = 'http://127.0.0.1:{port}/rss'\n"
    );
    Config::parse(&text).unwrap()
}

#[tokio::test]
async fn what_is_kept_does_not_come_again_and_what_failed_does() {
    let mended = Arc::new(AtomicBool::new(false));
    let server = paper(Arc::clone(&mended));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory");
    let mut watch = Watch::new(config(server.port), Memory::default(), Cleaner::default()).unwrap();
    let mut titles = Vec::new();
    watch
        .round(1_000, "2024-04-15T19:00:00Z", |visit, memory| {
            assert!(visit.reached);
            assert_eq!(visit.faults.len(), 3, "{:?}", visit.faults);
            titles.extend(visit.documents.iter().map(|d| d.title.clone().unwrap()));
            let document = &visit.documents[0];
            assert_eq!(document.source.as_deref(), Some("The Border Post"));
            assert_eq!(document.published.as_deref(), Some("2024-04-15T18:05:00Z"));
            assert_eq!(document.origin.as_ref().unwrap().retrieved.as_deref(), Some("2024-04-15T19:00:00Z"));
            memory.write(&path).is_ok()
        })
        .await;
    assert_eq!(titles, ["first"]);
    // Another run, later; the page that was in trouble is well again.
    mended.store(true, Ordering::SeqCst);
    let mut watch = Watch::new(config(server.port), Memory::read(&path).unwrap(), Cleaner::default()).unwrap();
    watch.round(1_100, "2024-04-15T19:01:40Z", |_, _| panic!("it is too early")).await;
    for round in 0..2 {
        let mut visits = 0;
        let now = watch.next();
        watch
            .round(now, "2024-04-15T19:30:00Z", |visit, _| {
                visits += 1;
                let titles: Vec<_> = visit.documents.iter().map(|d| d.title.clone().unwrap()).collect();
                assert_eq!(titles, if round == 0 { vec!["second"] } else { vec![] });
                true
            })
            .await;
        assert_eq!(visits, 1);
    }
    let asked = |path: &str| server.requests().iter().filter(|r| r.path == path).count();
    assert_eq!((asked("/first"), asked("/gone"), asked("/second")), (1, 1, 2));
}

#[tokio::test]
async fn what_was_not_kept_comes_again() {
    let server = paper(Arc::new(AtomicBool::new(true)));
    let mut watch = Watch::new(config(server.port), Memory::default(), Cleaner::default()).unwrap();
    watch.round(1_000, "2024-04-15T19:00:00Z", |_, _| false).await;
    let mut titles = Vec::new();
    watch
        .round(1_000, "2024-04-15T19:00:00Z", |visit, _| {
            titles.extend(visit.documents.iter().map(|d| d.title.clone().unwrap()));
            true
        })
        .await;
    assert_eq!(titles, ["first", "second"]);
}

#[tokio::test]
async fn a_feed_that_is_none_is_visited_more_seldom() {
    let server = Server::start(|_, stream| reply(stream, 200, "", b"<html>not a feed</html>"));
    let mut watch = Watch::new(config(server.port), Memory::default(), Cleaner::default()).unwrap();
    let mut waits = Vec::new();
    for _ in 0..3 {
        let now = watch.next();
        watch
            .round(now, "2024-04-15T19:00:00Z", |visit, _| {
                assert!(!visit.reached && visit.documents.is_empty() && visit.faults.len() == 1);
                true
            })
            .await;
        waits.push(watch.next() - now);
    }
    assert!(waits[0] < waits[1] && waits[1] < waits[2], "{waits:?}");
}
