//! The server as whoever starts and stops it meets it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

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
