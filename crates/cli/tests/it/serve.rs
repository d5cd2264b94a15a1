//! The server as whoever starts and stops it meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn serve(db: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masudi"));
    command.args(["serve", "--bind", "127.0.0.1:0", "--db"]).arg(db).args(more);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn empty_record(folder: &Path) -> std::path::PathBuf {
    let db = folder.join("record.db");
    drop(masudi_store::Store::open(&db).unwrap());
    db
}

/// Whoever has read the address may end the server that very moment.
#[test]
#[cfg(unix)]
fn a_signal_ends_it_well_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty_record(folder.path());
    for round in 0..12 {
        let mut server = serve(&db, &[]).spawn().unwrap();
        let mut said = BufReader::new(server.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert!(line.starts_with("masudi: http://127.0.0.1:"), "{line}");
        let signal = if round % 2 == 0 { "-TERM" } else { "-INT" };
        assert!(Command::new("kill").args([signal, &server.id().to_string()]).status().unwrap().success());
        assert_eq!(server.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn a_dossier_that_is_none_is_said_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty_record(folder.path());
    std::fs::write(folder.path().join("wrong.toml"), "title = \"x\"\ncolour = 1\n").unwrap();
    let (wrong, empty) = (folder.path().join("wrong.toml"), folder.path().join("empty"));
    std::fs::create_dir(&empty).unwrap();
    for (path, said) in [(&wrong, "wrong.toml:2"), (&empty, "found none")] {
        let ended = serve(&db, &["--dossier", path.to_str().unwrap()]).output().unwrap();
        let error = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && error.contains(said), "{error}");
    }
    std::fs::create_dir(folder.path().join("other")).unwrap();
    let good = "title = \"x\"\nparties = [\"IRQ\"]\n";
    for file in ["a.toml", "other/a.toml"] {
        std::fs::write(folder.path().join(file), good).unwrap();
    }
    let (one, two) = (folder.path().join("a.toml"), folder.path().join("other/a.toml"));
    let both = serve(&db, &["--dossier", one.to_str().unwrap(), "--dossier", two.to_str().unwrap()]).output().unwrap();
    assert!(String::from_utf8_lossy(&both.stderr).contains("two called \"a\""));
}

/// A server that ends with the test.
struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(db: &Path, more: &[&str]) -> Self {
        let mut child = serve(db, more).env("MASUDI_LOG", "warn").spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("masudi: http://").unwrap().to_owned();
        // The log goes on; nobody reads it, and the pipe must not fill.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    fn send(&self, head: &str, body: &str) -> (u16, serde_json::Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(stream, "{head} HTTP/1.0\r\nhost: {host}\r\nauthorization: Bearer {TOKEN}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap_or_default())
    }

    /// Waits until what was written has become events.
    fn renewed(&self) {
        let begun = Instant::now();
        loop {
            let (_, health) = self.send("GET /healthz", "");
            match health["written"].as_str() {
                Some("up-to-date") => return,
                Some("at-work") if begun.elapsed() < Duration::from_secs(120) => {}
                other => panic!("{other:?} after {:?}", begun.elapsed()),
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

const TOKEN: &str = "a-token-of-the-tests";

#[test]
fn what_is_sent_is_coded_and_becomes_an_event_and_a_decision_holds() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty_record(folder.path());
    let token = folder.path().join("token");
    std::fs::write(&token, TOKEN).unwrap();
    let server = Running::start(&db, &["--token-file", token.to_str().unwrap()]);
    let report = serde_json::json!({
        "id": "r1", "published": "2024-03-12", "source": "Example Times", "language": "en",
        "text": "Drones attacked an air base in Iraq on Monday.\n\nIran fired missiles at a base in Iraq on Monday, officials said.",
    });
    let (status, received) = server.send("POST /documents", &report.to_string());
    assert_eq!((status, received["added"][0].as_str()), (200, Some("r1")), "{received}");
    assert!(received["next"].as_str().unwrap().contains("this server codes them"), "{received}");
    server.renewed();
    let (_, events) = server.send("GET /events.json?type=ASSAULT&document=r1", "");
    let event = events["items"][0].clone();
    assert_eq!(event["date"]["from"], "2024-03-11", "{events}");
    let (_, changes) = server.send("GET /changes.json?after=0", "");
    assert!(changes.to_string().contains(event["id"].as_str().unwrap()), "{changes}");
    // A correction of its type and place holds as soon as events were made anew.
    let id = event["mentions"][0].as_str().unwrap();
    let (_, mention) = server.send(&format!("GET /mentions/{id}.json"), "");
    let anchor = serde_json::json!({
        "doc": "r1", "start": mention["trigger"]["start"], "end": mention["trigger"]["end"], "type": "ASSAULT",
    });
    for correction in [
        serde_json::json!({"what": "type", "type": "THREATEN"}),
        serde_json::json!({"what": "place", "place": {"name": "Erbil", "country": "IRQ"}}),
    ] {
        let decision = serde_json::json!({"decision": "correct", "mentions": [anchor], "correction": correction});
        let (status, kept) = server.send("POST /decisions", &decision.to_string());
        assert_eq!(status, 201, "{kept}");
    }
    server.renewed();
    let (_, corrected) = server.send("GET /events.json?type=THREATEN&place=Erbil", "");
    assert_eq!(corrected["items"][0]["quad"], "verbal-conflict", "{corrected}");
    assert_eq!(corrected["items"][0]["place"]["country"], "IRQ");
}

#[test]
fn the_log_is_json_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty_record(folder.path());
    let mut child = serve(&db, &[]).env("MASUDI_LOG", "info").spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let line = said.find(|line| line.starts_with("masudi: ")).unwrap();
    let server = Running { child, address: line.strip_prefix("masudi: http://").unwrap().to_owned() };
    assert_eq!(server.send("GET /events.json?type=ASSAULT", "").0, 200);
    let line: serde_json::Value = serde_json::from_str(&said.next().unwrap()).unwrap();
    let fields = &line["fields"];
    assert_eq!((fields["route"].as_str(), fields["status"].as_u64()), (Some("/events.json"), Some(200)), "{line}");
    assert!(fields["micros"].is_u64() && line["timestamp"].is_string() && line["level"] == "INFO");
}

#[test]
fn a_server_told_not_to_renew_says_what_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty_record(folder.path());
    let token = folder.path().join("token");
    std::fs::write(&token, TOKEN).unwrap();
    let server = Running::start(&db, &["--no-renew", "--token-file", token.to_str().unwrap()]);
    let (_, received) = server.send(
        "POST /documents",
        "{\"id\": \"r1\", \"text\": \"The presidents of Kenya and Somalia met in Nairobi on Monday.\"}",
    );
    assert!(received["next"].as_str().unwrap().contains("masudi recode --new"), "{received}");
    assert_eq!(server.send("GET /healthz", "").1["written"], "by-hand");
    for command in ["recode", "reconcile"] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_masudi"));
        run.arg(command).arg("--db").arg(&db);
        if command == "recode" {
            run.arg("--new");
        }
        assert!(run.output().unwrap().status.success(), "{command}");
    }
    let (_, events) = server.send("GET /events.json?document=r1", "");
    assert_eq!(events["items"][0]["type"], "CONSULT", "{events}");
}
