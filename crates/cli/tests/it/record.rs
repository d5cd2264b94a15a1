//! The record as users meet it: filled, killed, asked, damaged.

use crate::{installed_models, masudi};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Numbers that look like chance and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}

/// Writes `n` different short reports as JSONL; gives their ids.
fn reports(path: &Path, n: usize) -> BTreeSet<String> {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let who = ["Fishermen", "Teachers", "Two ministers", "Volunteers", "The mayor", "Engineers", "A delegation"];
    let did = ["opened", "visited", "repaired", "left", "photographed", "measured", "painted", "discussed"];
    let what = ["the old bridge", "a school", "the harbour", "three wells", "the market hall", "a railway station"];
    let place = ["in the valley", "near the coast", "at the border", "on the island", "outside the town"];
    let ids = (0..n).map(|number| {
        let sentences: Vec<String> = (0..6)
            .map(|_| {
                let hour = chance.below(10_000);
                format!(
                    "{} {} {} {} at mark {hour}.",
                    chance.of(&who),
                    chance.of(&did),
                    chance.of(&what),
                    chance.of(&place)
                )
            })
            .collect();
        let (id, text) = (format!("report-{number}"), sentences.join(" "));
        let line = serde_json::json!({"id": id, "text": text, "published": "2024-05-06", "source": "Example Times"});
        writeln!(out, "{line}").unwrap();
        id
    });
    ids.collect()
}

fn ingest(db: &Path, input: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masudi"));
    command.args(["ingest", "--no-code", "--db"]).arg(db).args(more).arg(input);
    command.env("MASUDI_MODELS", "/no/models").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Reads the acknowledged ids of a command that may be killed; a last line that was cut off is none.
fn acknowledged(child: &mut Child) -> std::thread::JoinHandle<Vec<String>> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        let (mut ids, mut line) = (Vec::new(), String::new());
        while out.read_line(&mut line).unwrap() > 0 {
            if let Some(id) = line.strip_suffix('\n') {
                ids.push(id.to_owned());
            }
            line.clear();
        }
        ids
    })
}

fn documents(db: &Path) -> Vec<String> {
    let store = masudi_store::Store::open_read_only(db).unwrap();
    let paging = masudi_store::Paging { most: usize::MAX, ..Default::default() };
    let page = store.documents(&masudi_store::DocumentQuery::default(), &paging).unwrap();
    page.rows.into_iter().map(|row| row.document.id).collect()
}

fn whole(db: &Path) {
    let store = masudi_store::Store::open(db).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn fifty_kills_lose_nothing_that_was_acknowledged() {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    let all = reports(&input, 5000);
    // How long a whole run takes on this machine, so that the kills fall into all of it.
    let begun = Instant::now();
    assert!(ingest(&work.path().join("whole.db"), &input, &[]).output().unwrap().status.success());
    let span = begun.elapsed().as_micros() as u64;
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let (mut acknowledged_ever, mut kills, mut at_work) = (BTreeSet::new(), 0, 0);
    while kills < 50 {
        // Begin afresh now and then, so that a record that is new, half full and full is killed.
        if kills % 10 == 0 {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(work.path().join(format!("record.db{ending}")));
            }
            acknowledged_ever.clear();
        }
        let mut child = ingest(&db, &input, &[]).spawn().unwrap();
        let ids = acknowledged(&mut child);
        std::thread::sleep(Duration::from_micros(chance.below(span / 8)));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            at_work += 1;
        }
        kills += 1;
        child.wait().unwrap();
        acknowledged_ever.extend(ids.join().unwrap());
        // At once, for the next run would keep again what this one lost; and reading only: what an unfinished transaction
        // left is not taken for documents.
        let kept: BTreeSet<String> = match masudi_store::Store::open_read_only(&db) {
            Ok(_) => documents(&db).into_iter().collect(),
            Err(_) => BTreeSet::new(),
        };
        let lost: Vec<_> = acknowledged_ever.difference(&kept).collect();
        assert!(lost.is_empty(), "after {kills} kills {} are lost: {:?}", lost.len(), lost.first());
        if kills % 5 == 0 && db.exists() {
            whole(&db);
        }
    }
    assert!(at_work >= 40, "{at_work} of 50 kills met a program at work");
    let last = ingest(&db, &input, &[]).output().unwrap();
    assert!(last.status.success());
    assert_eq!(String::from_utf8(last.stdout).unwrap().lines().count(), 5000);
    let kept = documents(&db);
    assert_eq!((kept.len(), kept.into_iter().collect::<BTreeSet<_>>()), (5000, all));
    whole(&db);
}

#[test]
fn two_programs_fill_one_record() {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    let all = reports(&input, 1500);
    let mut both: Vec<Child> = (0..2).map(|_| ingest(&db, &input, &[]).spawn().unwrap()).collect();
    for child in &mut both {
        let ids = acknowledged(child);
        assert_eq!(ids.join().unwrap().len(), 1500);
        assert!(child.wait().unwrap().success());
    }
    let kept = documents(&db);
    assert_eq!((kept.len(), kept.into_iter().collect::<BTreeSet<_>>()), (1500, all));
    whole(&db);
}

/// A file system of a few megabytes, where this user may mount one.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, megabytes: usize) -> Option<Self> {
        std::fs::create_dir_all(&at).unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "masudi-test"]).arg(&at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_said_and_keeps_what_was_acknowledged() {
    let work = tempfile::tempdir().unwrap();
    let input = work.path().join("reports.jsonl");
    let all = reports(&input, 3000);
    // Without leave to mount, a limit on the size of files stands for the disk: the kernel refuses to write beyond it.
    let small = Small::mount(work.path().join("small"), 6);
    let db = work.path().join(if small.is_some() { "small/record.db" } else { "record.db" });
    let limited = format!("{} exec \"$0\" \"$@\"", if small.is_some() { "" } else { "trap '' XFSZ; ulimit -f 3000;" });
    let output = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_masudi"), "ingest", "--no-code", "--db", text(&db), text(&input)])
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{error}");
    assert!(error.contains("record.db: the disk is full") || small.is_none() && error.contains("record.db"), "{error}");
    let kept: BTreeSet<String> = documents(&db).into_iter().collect();
    let ids: BTreeSet<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert!(!ids.is_empty() && ids.len() < 3000 && ids.is_subset(&kept), "{} of {}", ids.len(), kept.len());
    // Copied to where there is room, it goes on.
    let moved = work.path().join("moved.db");
    for ending in ["", "-wal"] {
        let from = PathBuf::from(format!("{}{ending}", db.display()));
        if from.exists() {
            std::fs::copy(from, format!("{}{ending}", moved.display())).unwrap();
        }
    }
    assert!(ingest(&moved, &input, &[]).output().unwrap().status.success());
    assert_eq!(documents(&moved).into_iter().collect::<BTreeSet<_>>(), all);
    whole(&moved);
}

#[test]
fn a_file_that_cannot_be_written_is_read_and_said() {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    reports(&input, 20);
    assert!(ingest(&db, &input, &[]).output().unwrap().status.success());
    // The superuser writes everything but what is immutable or on a file system that is mounted read only.
    let only_read = work.path().join("only-read");
    std::fs::create_dir(&only_read).unwrap();
    std::fs::copy(&db, only_read.join("record.db")).unwrap();
    let bind = Command::new("mount").args(["--bind", text(&only_read), text(&only_read)]).output();
    let mounted = bind.is_ok_and(|output| output.status.success());
    if mounted {
        let again = Command::new("mount").args(["-o", "remount,ro,bind", text(&only_read)]).output().unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    } else {
        let mut leave = std::fs::metadata(only_read.join("record.db")).unwrap().permissions();
        leave.set_readonly(true);
        std::fs::set_permissions(only_read.join("record.db"), leave).unwrap();
        let mut leave = std::fs::metadata(&only_read).unwrap().permissions();
        leave.set_readonly(true);
        std::fs::set_permissions(&only_read, leave).unwrap();
    }
    let there = only_read.join("record.db");
    let (code, out, error) = masudi(work.path(), &["search", "--db", text(&there), "harbour"]);
    let (check, _, wrong) = masudi(work.path(), &["db", "check", "--db", text(&there)]);
    let refused = ingest(&there, &input, &[]).stderr(Stdio::piped()).output().unwrap();
    if mounted {
        let _ = Command::new("umount").arg(&only_read).status();
    }
    assert!(code == 0 && out.contains("harbour"), "{code} {out} {error}");
    assert_eq!(check, 0, "{wrong}");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && said.contains("cannot be written"), "{said}");
}

#[test]
fn damaged_files_are_refused_and_nothing_panics() {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    reports(&input, 200);
    assert!(ingest(&db, &input, &[]).output().unwrap().status.success());
    let copy = work.path().join("copy.db");
    let (code, _, error) = masudi(work.path(), &["db", "backup", "--db", text(&db), text(&copy)]);
    assert_eq!(code, 0, "{error}");
    let whole = std::fs::read(&copy).unwrap();
    let mut chance = Chance(42);
    let mut noticed = 0;
    for round in 0..24 {
        let mut bytes = whole.clone();
        if round < 6 {
            bytes.truncate(chance.below(whole.len() as u64) as usize);
        } else {
            // The header, and then anywhere.
            let reach = if round < 12 { 100 } else { whole.len() as u64 };
            for _ in 0..if round < 12 { 1 } else { 200 } {
                let at = chance.below(reach) as usize;
                bytes[at] ^= 1 << chance.below(8);
            }
        }
        let damaged = work.path().join("damaged.db");
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(work.path().join(format!("damaged.db{ending}")));
        }
        std::fs::write(&damaged, &bytes).unwrap();
        for arguments in [["db", "check"], ["db", "stats"]] {
            let (code, _, error) = masudi(work.path(), &[arguments[0], arguments[1], "--db", text(&damaged)]);
            assert!(!error.contains("panicked") && !error.contains("fault of the program"), "{error}");
            assert!(code == 0 || (code == 2 && !error.is_empty()), "{code} {error}");
            noticed += usize::from(code == 2 && arguments[1] == "check");
        }
        let (code, _, error) = masudi(work.path(), &["search", "--db", text(&damaged), "harbour"]);
        assert!((code == 0 || code == 2) && !error.contains("panicked"), "{code} {error}");
        let output = ingest(&damaged, &input, &[]).stderr(Stdio::piped()).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 2 | 3)) && !error.contains("panicked"), "{error}");
    }
    assert!(noticed >= 18, "{noticed} of 24 damaged files were noticed");
    // Another file is no record, and stays as it is.
    let other = work.path().join("other.txt");
    std::fs::write(
        &other,
        "Not a database, but a letter of more than a hundred characters, so that it could hold a header of one.",
    )
    .unwrap();
    for arguments in [vec!["db", "check", "--db"], vec!["ingest", "--no-code", text(&input), "--db"]] {
        let (code, _, error) = masudi(work.path(), &[arguments, vec![text(&other)]].concat());
        assert!(code == 2 && error.contains("expected a record"), "{code} {error}");
    }
    assert!(std::fs::read_to_string(&other).unwrap().starts_with("Not a database"));
}

#[test]
fn a_slow_stream_is_kept_as_it_comes() {
    let work = tempfile::tempdir().unwrap();
    let db = work.path().join("record.db");
    let mut child = ingest(&db, Path::new("-"), &[]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for id in ["a", "b"] {
        writeln!(stdin, "{{\"id\": \"{id}\", \"text\": \"They met.\"}}").unwrap();
        stdin.flush().unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), id);
        assert!(documents(&db).contains(&id.to_owned()));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_record_is_filled_asked_and_coded_anew() {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    let lines = [
        r#"{"id": "talks", "source": "Example Times", "published": "2025-05-07", "text": "Kenya and Somalia resumed talks on their border on Tuesday."}"#,
        r#"{"id": "release", "source": "Other Post", "published": "2025-05-08", "text": "The Kenyan government released 12 Somali prisoners on Wednesday."}"#,
        r#"{"id": "dépêche", "language": "de", "published": "2025-05-08", "text": "Der Minister traf seinen Kollegen am Dienstag in Nairobi."}"#,
        r#"{"id": "talks", "text": "Another text under an id that is taken."}"#,
        "no document",
    ];
    std::fs::write(&input, lines.join("\n")).unwrap();
    let models = installed_models();
    let run = |arguments: &[&str]| masudi(&models, &[arguments, &["--db", text(&db)]].concat());
    let (code, out, error) = run(&["ingest", "--no-code", text(&input)]);
    assert_eq!((code, out.as_str()), (3, "talks\nrelease\ndépêche\n"), "{error}");
    assert!(error.contains("jsonl:4: expected a new id, but found talks") && error.contains("jsonl:5:"), "{error}");
    assert!(run(&["db", "stats"]).1.contains("documents not coded            3"));
    let (code, out, error) = run(&["ingest", text(&input)]);
    assert_eq!((code, out.as_str()), (3, "talks\nrelease\ndépêche\n"), "{error}");
    assert!(error.contains("no coding frames for language de: 1 documents"), "{error}");
    let counts = run(&["db", "stats"]).1;
    assert!(counts.contains("documents not coded            0"), "{counts}");
    let (_, out, _) = run(&["ingest", text(&input)]);
    assert_eq!(out, "talks\nrelease\ndépêche\n");
    assert_eq!(run(&["db", "stats"]).1, counts, "the same again changed something");
    let mentions = |arguments: &[&str]| {
        let (code, out, error) = run(&[&["events", "--mentions", "--format", "jsonl"], arguments].concat());
        assert_eq!(code, 0, "{error}");
        out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect::<Vec<_>>()
    };
    let talks = mentions(&["type=CONSULT", "party=KEN", "party=SOM", "on=2025-05"]);
    assert!(talks.iter().any(|m| m["doc"] == "talks" && m["phase"] == "resume"), "{talks:?}");
    assert!(mentions(&["prisoners", "source=Other Post"]).iter().all(|m| m["doc"] == "release"));
    assert!(mentions(&["actor=FRA"]).is_empty());
    let (code, _, error) = run(&["events"]);
    assert!(code == 2 && error.contains("masudi reconcile --db"), "{error}");
    let (_, csv, _) = run(&["events", "--mentions", "--format", "csv"]);
    assert_eq!(run(&["export", "--mentions", "--format", "csv"]).1, csv, "one table of events, whoever prints it");
    assert_eq!(csv.lines().count(), 1 + mentions(&[]).len());
    let (_, places, _) = run(&["events", "--mentions", "--format", "geojson", "type=CONSULT"]);
    let places: serde_json::Value = serde_json::from_str(&places).unwrap();
    assert_eq!(places["features"].as_array().unwrap().len(), mentions(&["type=CONSULT"]).len());
    let table = run(&["events", "--mentions", "party=SOM"]).1;
    assert!(table.contains("  Kenya and Somalia resumed talks") && table.contains("CONSULT"), "{table}");
    let parquet = Command::new(env!("CARGO_BIN_EXE_masudi"))
        .args(["events", "--mentions", "--format", "parquet", "--db", text(&db)])
        .output()
        .unwrap();
    assert!(parquet.stdout.starts_with(b"PAR1") && parquet.stdout.ends_with(b"PAR1"), "{parquet:?}");
    assert_eq!(run(&["events", "--mentions", "--format", "jsonl", "--limit", "1"]).1.lines().count(), 1);
    let (code, _, error) = run(&["events", "typ=CONSULT"]);
    assert!(code == 1 && error.contains("expected one of actor"), "{error}");
    let (_, out, _) = run(&["search", "prisoners"]);
    assert!(out.contains("Other Post") && out.contains("[prisoners]"), "{out}");
    let (code, _, error) = run(&["recode"]);
    assert!(code == 0 && error.contains("documents coded anew: 0"), "{code} {error}");
    let before = mentions(&[]);
    let (code, _, error) = run(&["recode", "--all"]);
    assert!(code == 0 && error.contains("documents coded anew: 3"), "{code} {error}");
    assert_eq!(mentions(&[]), before);
    let (code, out, error) = run(&["db", "check"]);
    assert_eq!((code, out.as_str()), (0, "all is well\n"), "{error}");
    assert_eq!(run(&["db", "vacuum"]).0, 0);
    let copy = work.path().join("copy.db");
    assert_eq!(run(&["db", "backup", text(&copy)]).0, 0);
    let (code, _, error) = run(&["db", "backup", text(&copy)]);
    assert!(code == 2 && error.contains("copy.db"), "{error}");
    let (code, _, error) = masudi(&models, &["events", "--db", "/no/such/record.db"]);
    assert!(code == 2 && error.contains("masudi ingest --db"), "{error}");
}
