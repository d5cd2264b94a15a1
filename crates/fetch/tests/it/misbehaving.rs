//! Fetching from a real server that misbehaves in each of the ways that servers do.

use crate::server::{Request, Server, reply};
use flate2::Compression;
use flate2::write::GzEncoder;
use masudi_fetch::{Config, FetchError, Known, Visitor};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A visitor that may go to 127.0.0.1, with small bounds.
fn visitor(settings: &str) -> Visitor {
    let text = format!(
        "[watch]\nallow_private = ['127.0.0.1']\ndelay_seconds = 0\ntimeout_seconds = 2\nlargest_mib = 1\n{settings}\n\
         [[feed]]\nurl = 'https://news.example/rss'\n"
    );
    Visitor::new(&Config::parse(&text).unwrap()).unwrap()
}

fn only(path: &'static str, answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Server {
    Server::start(
        move |request, stream| {
            if request.path.starts_with(path) { answer(request, stream) } else { reply(stream, 404, "", b"") }
        },
    )
}

#[tokio::test]
async fn a_page_arrives_and_says_who_asks() {
    let server = only("/page", |_, stream| {
        reply(
            stream,
            200,
            "ETag: \"v1\"\r\nContent-Type: text/html; charset=utf-8\r\nSet-Cookie: a=b\r\n",
            b"<p>Talks.</p>",
        );
    });
    let visitor = visitor("contact = 'desk@news.example'");
    let fetched = visitor.visit(&server.url("/page"), &Known::default()).await.unwrap().unwrap();
    assert_eq!(
        (fetched.body.as_slice(), fetched.content_type.as_deref()),
        (&b"<p>Talks.</p>"[..], Some("text/html; charset=utf-8"))
    );
    assert_eq!(fetched.known.etag.as_deref(), Some("\"v1\""));
    visitor.visit(&server.url("/page/2"), &Known::default()).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].header("user-agent").unwrap().starts_with("masudi/"));
    assert!(requests[0].header("user-agent").unwrap().contains("desk@news.example"));
    assert!(requests.iter().all(|r| r.header("cookie").is_none() && r.header("authorization").is_none()));
    assert_eq!(server.robots(), 1, "robots.txt is asked for once");
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let server = only("/feed", |request, stream| match request.header("if-none-match") {
        Some("\"v1\"") => reply(stream, 304, "", b""),
        _ => reply(stream, 200, "ETag: \"v1\"\r\n", b"<rss/>"),
    });
    let visitor = visitor("");
    let first = visitor.visit(&server.url("/feed"), &Known::default()).await.unwrap().unwrap();
    assert_eq!(visitor.visit(&server.url("/feed"), &first.known).await.unwrap(), None);
}

#[tokio::test]
async fn robots_are_obeyed() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, 200, "", b"User-agent: *\nDisallow: /private\nCrawl-delay: 0.3\n"),
        _ => reply(stream, 200, "", b"open"),
    });
    let visitor = visitor("");
    let refused = visitor.visit(&server.url("/private/a"), &Known::default()).await.unwrap_err();
    assert!(matches!(refused, FetchError::NotAllowed { .. }), "{refused}");
    visitor.visit(&server.url("/a"), &Known::default()).await.unwrap();
    visitor.visit(&server.url("/b"), &Known::default()).await.unwrap();
    let times: Vec<Instant> = server.requests().iter().map(|r| r.at).collect();
    assert_eq!(times.len(), 2, "the forbidden page was not asked for");
    assert!(times[1] - times[0] >= Duration::from_millis(290), "the delay that the host asks for is kept");
}

#[tokio::test]
async fn a_host_without_an_answer_about_robots_is_left_alone() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, 503, "", b""),
        _ => reply(stream, 200, "", b"open"),
    });
    let refused = visitor("").visit(&server.url("/a"), &Known::default()).await.unwrap_err();
    assert!(matches!(refused, FetchError::NotAllowed { .. }), "{refused}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn redirects_are_checked_one_by_one() {
    for to in [
        "http://127.0.0.2/inside",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/inside",
        "http://localhost/inside",
        "http://2130706434/inside",
    ] {
        let server = only("/start", move |_, stream| reply(stream, 302, &format!("Location: {to}\r\n"), b""));
        let refused = visitor("").visit(&server.url("/start"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::Private { .. }), "{to}: {refused}");
    }
    for to in ["file:///etc/passwd", "ftp://news.example/a", "http://user:secret@127.0.0.1/a"] {
        let server = only("/start", move |_, stream| reply(stream, 302, &format!("Location: {to}\r\n"), b""));
        let refused = visitor("").visit(&server.url("/start"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::Unfit { .. }), "{to}: {refused}");
    }
    let server = only("/start", |_, stream| reply(stream, 302, "", b""));
    let refused = visitor("").visit(&server.url("/start"), &Known::default()).await.unwrap_err();
    assert!(matches!(refused, FetchError::Nowhere { .. }), "{refused}");
}

#[tokio::test]
async fn redirects_end() {
    let server = only("/loop", |_, stream| reply(stream, 301, "Location: /loop\r\n", b""));
    let refused = visitor("redirects = 3").visit(&server.url("/loop"), &Known::default()).await.unwrap_err();
    assert!(matches!(refused, FetchError::Redirects { most: 3, .. }), "{refused}");
    assert_eq!(server.requests().len(), 4);
    let server = only("/", |request, stream| match request.path.as_str() {
        "/old" => reply(stream, 308, "Location: new?a=b\r\n", b""),
        "/new?a=b" => reply(stream, 200, "", b"moved"),
        _ => reply(stream, 404, "", b""),
    });
    let fetched = visitor("").visit(&server.url("/old"), &Known::default()).await.unwrap().unwrap();
    assert_eq!((fetched.url, fetched.body), (server.url("/new?a=b"), b"moved".to_vec()));
}

#[tokio::test]
async fn bodies_are_bounded() {
    let stated = only("/a", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\nx");
    });
    let endless = only("/a", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = [&b"10000\r\n"[..], &[b'x'; 0x10000], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
    });
    for server in [stated, endless] {
        let refused = visitor("").visit(&server.url("/a"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::TooLarge { when: "as sent", .. }), "{refused}");
    }
}

#[tokio::test]
async fn bombs_are_cut_off() {
    let bomb = only("/a", |_, stream| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![0; 64 << 20]).unwrap();
        reply(stream, 200, "Content-Encoding: gzip\r\n", &encoder.finish().unwrap());
    });
    let refused = visitor("").visit(&bomb.url("/a"), &Known::default()).await.unwrap_err();
    assert!(matches!(refused, FetchError::TooLarge { when: "after decompression", .. }), "{refused}");
    for coding in ["br", "gzip, gzip", "gzip"] {
        let server =
            only("/a", move |_, stream| reply(stream, 200, &format!("Content-Encoding: {coding}\r\n"), b"not so"));
        let refused = visitor("").visit(&server.url("/a"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::Coding { .. }), "{coding}: {refused}");
    }
}

#[tokio::test]
async fn slow_hosts_are_given_up() {
    let dripping = only("/a", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let silent = only("/a", |_, _| std::thread::sleep(Duration::from_secs(30)));
    for server in [dripping, silent] {
        let start = Instant::now();
        let refused = visitor("").visit(&server.url("/a"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::TooSlow { .. }), "{refused}");
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}

#[tokio::test]
async fn broken_answers_are_errors() {
    for bytes in [
        &b""[..],
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"\x00\xff\x00\xff garbage",
        b"HTTP/1.1 200 X\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let server = only("/a", move |_, stream| {
            let _ = stream.write_all(bytes);
        });
        let refused = visitor("").visit(&server.url("/a"), &Known::default()).await.unwrap_err();
        assert!(matches!(refused, FetchError::Connection { .. }), "{refused}");
    }
}

#[tokio::test]
async fn a_host_in_trouble_is_left_alone() {
    let server = only("/a", |_, stream| reply(stream, 429, "Retry-After: 120\r\n", b""));
    let visitor = visitor("");
    let first = visitor.visit(&server.url("/a"), &Known::default()).await.unwrap_err();
    assert!(matches!(first, FetchError::Status { status: 429, .. }), "{first}");
    let second = visitor.visit(&server.url("/a"), &Known::default()).await.unwrap_err();
    assert!(matches!(&second, FetchError::LeftAlone { wait, .. } if *wait > Duration::from_secs(100)), "{second}");
    assert_eq!(server.requests().len(), 1, "it was not asked again");
}

#[tokio::test]
async fn one_host_gets_one_request_at_a_time() {
    let server = only("/", |request, stream| {
        std::thread::sleep(Duration::from_millis(if request.path == "/robots.txt" { 0 } else { 150 }));
        reply(stream, 200, "", b"");
    });
    let visitor = std::sync::Arc::new(visitor(""));
    let tasks: Vec<_> = (0..4)
        .map(|i| {
            let (visitor, url) = (std::sync::Arc::clone(&visitor), server.url(&format!("/{i}")));
            tokio::spawn(async move { visitor.visit(&url, &Known::default()).await.map(|_| ()) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let mut times: Vec<Instant> = server.requests().iter().map(|r| r.at).collect();
    times.sort();
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(140)), "{times:?}");
}
