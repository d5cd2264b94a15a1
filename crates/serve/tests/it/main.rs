//! The server as its clients see it, on a record that is read from a file.
#![allow(missing_docs, clippy::unwrap_used)]

mod briefs;
mod exports;
mod forms;
mod hostile;
mod limits;
mod record;
mod twins;
mod writing;

use masudi_serve::{Server, Settings};
use std::net::SocketAddr;
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

/// A running server; it stops when this is dropped.
struct Running {
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

async fn start(db: &Path) -> Running {
    start_with(Settings::of(db)).await
}

async fn start_with(settings: Settings) -> Running {
    let server = Server::start(Settings { bind: "127.0.0.1:0".parse().unwrap(), ..settings }).await.unwrap();
    let address = server.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    Running { address, _stop: stop }
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
    bytes: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Running {
    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.address.port());
        let host = headers.iter().find(|(name, _)| *name == "host").map_or(host.as_str(), |(_, value)| value);
        let others = headers.iter().filter(|(name, _)| *name != "host");
        let lines: String = others.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        // HTTP/1.0: the body is not in chunks.
        let head = format!("{method} {path} HTTP/1.0\r\nhost: {host}\r\ncontent-length: {length}\r\n{lines}\r\n");
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(body.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&bytes)));
        let (head, body) = (String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes.split_off(end + 4));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        Answer { status, head, body: String::from_utf8_lossy(&body).into_owned(), bytes: body }
    }
}
