//! Asks a running server many questions at once, and says how long each kind took: for measuring.
//!
//! `load ADDRESS CLIENTS SECONDS PAUSE-MS SERVER`: each client asks one question after the other, of all kinds in turn, with types,
//! countries and days that change, and pauses in between as a person does. No client says what it knows already. Before, one
//! client alone asks some of each kind, for the processor time that the process SERVER takes for one: other programs on the
//! machine do not change that.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const TYPES: [&str; 8] = ["ASSAULT", "CONSULT", "ACCUSE", "COERCE", "AGREE", "SUPPORT", "RETREAT", "MOBILIZE"];
const COUNTRIES: [&str; 12] = ["USA", "IRQ", "IRN", "SYR", "RUS", "UKR", "ISR", "YEM", "CHN", "MLI", "KOR", "BGD"];
const WORDS: [&str; 12] = [
    "drone",
    "withdrawal",
    "coalition",
    "\"air base\"",
    "talks",
    "commission",
    "minister",
    "troops",
    "rockets wounded",
    "\"prime minister\"",
    "attack of the",
    "sanctions",
];
/// Beginnings of words.
const BEGINNINGS: [&str; 6] = ["con*", "dro*", "withdr*", "commi*", "\"air bas\"*", "att* mil*"];

/// Outlets of the sample, as an address has them.
const OUTLETS: [&str; 3] = ["Tigris+Wire", "Levant+Monitor", "Potomac+Courier"];

/// Kinds of questions, with what each is to be called.
const KINDS: [&str; 36] = [
    "/",
    "/situation",
    "/timeline",
    "/timeline?from&to&party",
    "/map",
    "/map?type&from&to",
    "/actors",
    "/actors/KEY",
    "/events",
    "/events?type&country&from",
    "/events/ID",
    "/documents/ID",
    "/search?text",
    "/events.json?party&type",
    "/counts.json?by&bucket",
    "/dyads.json?from&to",
    "/events.geojson?country",
    "/documents",
    "/documents?text&from",
    "/events?text",
    "/events?text&type&from",
    "/events?source&type",
    "/events?near",
    "/mentions.json?party",
    "/mentions.json?party&type",
    "/mentions.json?text",
    "/mentions.json?source",
    "/deployments.json?party",
    "/statements.json?party&from&to",
    "/processes",
    "/search?text*",
    "/search?text&from&to",
    "/events?text*",
    "/mentions.json?text*",
    "/statements.json?party",
    "/factors.json?party&from",
];

/// Numbers that look like chance and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn of<'a>(&mut self, values: &[&'a str]) -> &'a str {
        values[self.below(values.len())]
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// An address of a kind.
fn address(kind: &str, chance: &mut Chance, ids: &Ids) -> String {
    let year = 2004 + chance.below(21);
    let days = format!("from={year}-{:02}-01&to={}-06-30", 1 + chance.below(12), year + 1 + chance.below(3));
    let (party, kind_of, country) = (chance.of(&COUNTRIES), chance.of(&TYPES), chance.of(&COUNTRIES));
    match kind {
        "/timeline?from&to&party" => format!("/timeline?{days}&party={party}"),
        "/map?type&from&to" => format!("/map?type={kind_of}&{days}"),
        "/actors/KEY" => format!("/actors/{party}"),
        "/events?type&country&from" => format!("/events?type={kind_of}&country={country}&from={year}-01-01"),
        "/events/ID" => format!("/events/{}", ids.events[chance.below(ids.events.len())]),
        "/documents/ID" => format!("/documents/{}", ids.documents[chance.below(ids.documents.len())]),
        "/search?text" => format!("/search?text={}", words(chance)),
        "/events.json?party&type" => format!("/events.json?party={party}&type={kind_of}"),
        "/counts.json?by&bucket" => format!("/counts.json?by=type,status&bucket=month&party={party}&{days}"),
        "/dyads.json?from&to" => format!("/dyads.json?{days}"),
        "/events.geojson?country" => format!("/events.geojson?country={country}&limit=100"),
        "/documents?text&from" => format!("/documents?text={}&from={year}-01-01&to={year}-12-31", words(chance)),
        "/events?text" => format!("/events?text={}", words(chance)),
        "/events?text&type&from" => format!("/events?text={}&type={kind_of}&from={year}-01-01", words(chance)),
        "/events?source&type" => format!("/events?source={}&type={kind_of}", chance.of(&OUTLETS)),
        "/events?near" => format!("/events?near={},{},150", 30 + chance.below(8), 40 + chance.below(8)),
        "/mentions.json?party" => format!("/mentions.json?party={party}"),
        "/mentions.json?party&type" => format!("/mentions.json?party={party}&type={kind_of}"),
        "/mentions.json?text" => format!("/mentions.json?text={}", words(chance)),
        "/mentions.json?source" => format!("/mentions.json?source={}", chance.of(&OUTLETS)),
        "/deployments.json?party" => format!("/deployments.json?party={party}"),
        "/statements.json?party&from&to" => format!("/statements.json?party={party}&{days}"),
        "/search?text*" => format!("/search?text={}", escaped(chance.of(&BEGINNINGS))),
        "/search?text&from&to" => format!("/search?text={}&{days}", words(chance)),
        "/events?text*" => format!("/events?text={}", escaped(chance.of(&BEGINNINGS))),
        "/mentions.json?text*" => format!("/mentions.json?text={}", escaped(chance.of(&BEGINNINGS))),
        "/statements.json?party" => format!("/statements.json?party={party}"),
        "/factors.json?party&from" => format!("/factors.json?party={party}&from={year}-01-01"),
        other => other.to_owned(),
    }
}

/// Words to look for, as an address has them.
fn words(chance: &mut Chance) -> String {
    escaped(chance.of(&WORDS))
}

fn escaped(words: &str) -> String {
    words.replace('"', "%22").replace(' ', "+")
}

struct Ids {
    events: Vec<String>,
    documents: Vec<String>,
}

/// A connection that is kept.
struct Client {
    stream: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

impl Client {
    async fn open(host: &str) -> Self {
        let stream = TcpStream::connect(host).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, host: host.to_owned(), buffer: Vec::new() }
    }

    /// Out: status and body, when the last byte of the answer was there.
    async fn get(&mut self, path: &str) -> (u16, Vec<u8>) {
        let ask = format!("GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\n\r\n", self.host);
        self.stream.write_all(ask.as_bytes()).await.unwrap();
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_lowercase();
        let status = text.split(' ').nth(1).unwrap().parse().unwrap();
        let header = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(|value| value.trim().to_owned()))
        };
        if let Some(length) = header("content-length") {
            let whole = head + length.parse::<usize>().unwrap();
            while self.buffer.len() < whole {
                self.more().await;
            }
        } else if header("transfer-encoding").is_some() {
            while !self.buffer.ends_with(b"0\r\n\r\n") {
                self.more().await;
            }
        }
        (status, self.buffer.split_off(head))
    }

    async fn more(&mut self) {
        let read = self.stream.read_buf(&mut self.buffer).await.unwrap();
        assert!(read > 0, "the server closed the connection");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [host, clients, seconds, pause, server] = arguments.as_slice() else {
        panic!("expected HOST:PORT CLIENTS SECONDS PAUSE-MS SERVER")
    };
    let (clients, seconds): (u64, u64) = (clients.parse().unwrap(), seconds.parse().unwrap());
    let pause = Duration::from_millis(pause.parse().unwrap());
    let ids = std::sync::Arc::new(some_ids(host).await);
    let alone = alone(host, &ids, server).await;
    let before = seconds_of(server);
    let end = Instant::now() + Duration::from_secs(seconds);
    let start = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|number| {
            let (host, ids) = (host.clone(), std::sync::Arc::clone(&ids));
            tokio::spawn(async move {
                let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (number + 1).wrapping_mul(0xd1b5_4a32_d192_ed03));
                let mut client = Client::open(&host).await;
                let mut times: Vec<(usize, Duration, u16)> = Vec::new();
                // Not all at the same moment.
                tokio::time::sleep(pause * (number as u32) / 32).await;
                while Instant::now() < end {
                    let kind = chance.below(KINDS.len());
                    let path = address(KINDS[kind], &mut chance, &ids);
                    let asked = Instant::now();
                    let (status, _) = client.get(&path).await;
                    times.push((kind, asked.elapsed(), status));
                    if status != 200 {
                        eprintln!("{status} {path}");
                    }
                    tokio::time::sleep(pause).await;
                }
                times
            })
        })
        .collect();
    let mut by_kind: BTreeMap<usize, Vec<Duration>> = BTreeMap::new();
    let mut failed = 0;
    for task in tasks {
        for (kind, time, status) in task.await.unwrap() {
            by_kind.entry(kind).or_default().push(time);
            failed += u64::from(status != 200);
        }
    }
    let all: usize = by_kind.values().map(Vec::len).sum();
    let each = (seconds_of(server) - before) * 1000.0 / all as f64;
    println!("| question | asked | median ms | p99 ms | longest ms | processor ms |\n|---|---:|---:|---:|---:|---:|");
    let line = |name: &str, times: &mut Vec<Duration>, processor: f64| {
        times.sort();
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
        let asked = times.len();
        println!("| `{name}` | {asked} | {:.1} | {:.1} | {:.1} | {processor:.1} |", at(0.5), at(0.99), at(1.0));
    };
    let mut whole: Vec<Duration> = by_kind.values().flatten().copied().collect();
    for (kind, times) in &mut by_kind {
        line(KINDS[*kind], times, alone[*kind].as_secs_f64() * 1000.0);
    }
    line("all", &mut whole, each);
    println!("\n{:.0} answers a second, {failed} not 200", all as f64 / start.elapsed().as_secs_f64());
}

/// The processor time of one answer of each kind: the median of some, when nobody else asks.
async fn alone(host: &str, ids: &Ids, server: &str) -> Vec<Duration> {
    let mut client = Client::open(host).await;
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut medians = Vec::new();
    for kind in KINDS {
        let mut times = Vec::new();
        for _ in 0..15 {
            let path = address(kind, &mut chance, ids);
            let before = processor(server);
            client.get(&path).await;
            times.push(processor(server).saturating_sub(before));
        }
        times.sort();
        medians.push(times[times.len() / 2]);
    }
    medians
}

/// Seconds of processor that a process has taken, in hundredths.
fn seconds_of(process: &str) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}

/// The processor time that those threads of a process have taken that it has now.
fn processor(process: &str) -> Duration {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    // A thread may end in between.
    let of_task = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("schedstat")).ok();
    let times = tasks.flatten().filter_map(of_task);
    times.map(|text| Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())).sum()
}

/// Ids of events and documents from all over the record.
async fn some_ids(host: &str) -> Ids {
    let mut client = Client::open(host).await;
    let (mut events, mut documents) = (Vec::new(), Vec::new());
    for year in 2004..2025 {
        for (path, into) in [("events", &mut events), ("documents", &mut documents)] {
            let (_, body) = client.get(&format!("/{path}.json?to={year}-06-30&limit=100")).await;
            let list: serde_json::Value = serde_json::from_slice(&body).unwrap();
            into.extend(list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        }
    }
    Ids { events, documents }
}
