//! Records of every schema version open, are raised to this one, and hold what they held.
//!
//! `tests/compat/vN.db.gz` was written by the program of schema version N. `MASUDI_WRITE_COMPAT=1 cargo test -p
//! masudi-store compat` writes the file of this version, when it is not there.

use crate::sample::{event, strike, three_reports};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use masudi_record::{Anchor, Decision};
use masudi_store::{DocumentQuery, EventQuery, Paging, Store};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat")
}

fn write(version: i64) {
    let mut sample = three_reports();
    let events = [event("E1", &["a-strike", "b-strike"], &strike("a", ""))];
    sample.store.replace_reconciled(&events, &[], 1, "2024-04-16T00:00:00Z").unwrap();
    let decision = Decision::Pin { event: "E1".into(), mentions: vec![Anchor::of(&strike("a", ""))] };
    sample.store.decide(&decision, "2024-04-16T00:00:00Z").unwrap();
    sample.store.put_dossier("iraq", "title = 'x'", "2024-04-16T00:00:00Z").unwrap();
    let copy = sample.folder.path().join("copy.db");
    sample.store.backup(&copy).unwrap();
    std::fs::create_dir_all(folder()).unwrap();
    let file = std::fs::File::create_new(folder().join(format!("v{version}.db.gz"))).unwrap();
    let mut out = GzEncoder::new(file, Compression::best());
    out.write_all(&std::fs::read(copy).unwrap()).unwrap();
    out.finish().unwrap();
}

#[test]
fn compat_files_of_every_version_open() {
    let work = tempfile::tempdir().unwrap();
    let newest = Store::open(&work.path().join("new.db")).unwrap().stats().unwrap().schema;
    if std::env::var_os("MASUDI_WRITE_COMPAT").is_some() && !folder().join(format!("v{newest}.db.gz")).exists() {
        write(newest);
    }
    for version in 1..=newest {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(folder().join(format!("v{version}.db.gz"))).unwrap();
        GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
        let path = work.path().join(format!("v{version}.db"));
        std::fs::write(&path, bytes).unwrap();
        if version < newest {
            let error = Store::open_read_only(&path).unwrap_err().to_string();
            assert!(error.contains("masudi db vacuum"), "{error}");
        }
        let store = Store::open(&path).unwrap();
        assert_eq!(store.stats().unwrap().schema, newest);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        assert_eq!(store.documents(&DocumentQuery::default(), &Paging::default()).unwrap().rows.len(), 3);
        let query = EventQuery::from_words(["air base", "near=36.19,44.01,5", "actor=IRN"]).unwrap();
        assert_eq!(store.mentions(&query, &Paging::default()).unwrap().rows.len(), 2);
        assert_eq!(store.events(&query, &Paging::default()).unwrap().rows[0].event.id, "E1");
        assert_eq!(store.decisions().unwrap().len(), 1);
        assert_eq!(store.dossier("iraq").unwrap().as_deref(), Some("title = 'x'"));
        assert_eq!(store.changes(0, 10).unwrap().len(), 1);
        assert_eq!(store.deployments(&EventQuery::default(), &Paging::default()).unwrap().rows.len(), 3);
    }
}

#[test]
fn a_record_of_a_later_version_is_left_alone() {
    let sample = three_reports();
    let raise = "PRAGMA user_version = 999";
    rusqlite::Connection::open(sample.path()).unwrap().execute_batch(raise).unwrap();
    for error in [Store::open(&sample.path()), Store::open_read_only(&sample.path())].map(Result::unwrap_err) {
        assert!(error.to_string().contains("later Masudi"), "{error}");
    }
}
