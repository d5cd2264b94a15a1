//! Folders that are followed, with the real program: what comes in is read once it is complete, and a run ends when it is asked to.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// So long a line may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masudi"));
        command.args(arguments).env("MASUDI_MODELS", "/no/models");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (give, lines) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| give.send(line)));
        Self { child, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a line")
    }

    /// Asks it to end. Out: the exit code, and what came after the lines that were taken.
    fn end(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
        let code = self.child.wait().unwrap().code();
        (code, self.lines.iter().collect())
    }
}

fn text(line: &str) -> String {
    serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_followed_folder_is_read_as_files_are_completed_and_once() {
    let work = tempfile::tempdir().unwrap();
    let (folder, memory) = (work.path().join("in"), work.path().join("memory"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), "They met.").unwrap();
    let arguments = ["read", "--follow", folder.to_str().unwrap(), "--memory", memory.to_str().unwrap()];
    let running = Running::start(&arguments);
    assert_eq!(text(&running.line()), "They met.");
    // A file that grows is read when it has come to rest; one that is damaged is said and passed over.
    std::fs::write(folder.join("b.txt"), b"They \xff left.").unwrap();
    let mut growing = std::fs::File::create(folder.join("c.jsonl")).unwrap();
    for n in 0..8 {
        writeln!(growing, "{{\"text\": \"Line {n}.\"}}").unwrap();
        growing.flush().unwrap();
        std::thread::sleep(Duration::from_millis(300));
    }
    let lines: Vec<String> = (0..8).map(|_| text(&running.line())).collect();
    assert_eq!(lines, (0..8).map(|n| format!("Line {n}.")).collect::<Vec<_>>());
    std::fs::write(folder.join("a.txt"), "They met again.").unwrap();
    assert_eq!(text(&running.line()), "They met again.");
    let (code, rest) = running.end("-TERM");
    assert_eq!((code, rest), (Some(3), Vec::new()), "one file was damaged");
    // The next run goes on from there.
    std::fs::write(folder.join("d.txt"), "They parted.").unwrap();
    let running = Running::start(&arguments);
    assert_eq!(text(&running.line()), "They parted.");
    assert_eq!(running.end("-INT"), (Some(0), Vec::new()));
}

fn kept(db: &Path) -> usize {
    let store = masudi_store::Store::open_read_only(db).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    store.stats().unwrap().rows.iter().find(|(name, _)| *name == "documents").unwrap().1 as usize
}

#[test]
fn a_followed_folder_is_kept_and_goes_on_after_a_kill() {
    let work = tempfile::tempdir().unwrap();
    let (folder, db, memory) = (work.path().join("in"), work.path().join("record.db"), work.path().join("memory"));
    std::fs::create_dir(&folder).unwrap();
    let put = |name: &str, id: &str| {
        std::fs::write(folder.join(name), format!("{{\"id\": \"{id}\", \"text\": \"They met in {id}.\"}}\n")).unwrap();
    };
    let [folder_name, db_name, memory_name] = [&folder, &db, &memory].map(|path| path.to_str().unwrap().to_owned());
    let arguments = ["ingest", "--no-code", "--follow", &folder_name, "--db", &db_name, "--memory", &memory_name];
    put("a.jsonl", "a");
    let mut running = Running::start(&arguments);
    assert_eq!(running.line(), "a");
    put("b.jsonl", "b");
    assert_eq!(running.line(), "b");
    running.child.kill().unwrap();
    running.child.wait().unwrap();
    put("c.jsonl", "c");
    let running = Running::start(&arguments);
    let mut ids = vec![running.line()];
    // What was not taken down before the kill is read again, which changes nothing.
    while ids.last().is_some_and(|id| id != "c") {
        ids.push(running.line());
    }
    assert_eq!(running.end("-TERM"), (Some(0), Vec::new()));
    assert_eq!(kept(&db), 3);
}
