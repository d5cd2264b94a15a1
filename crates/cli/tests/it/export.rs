//! `masudi export` as users meet it.

use super::masudi;
use std::path::Path;

const MENTION: &str = r#"{"id":"m1","doc":"d1","published":"2024-01-29","type":"ASSAULT","mode":"drone","quad":"material-conflict","cameo":"195","sentence":{"index":0,"start":0,"end":22,"text":"=A drone hit\tthe base."},"trigger":{"text":"hit","start":9,"end":12,"lemma":"hit"},"date":{"from":"2024-01-28","to":"2024-01-28","precision":"day"},"status":"actual"}"#;

#[test]
fn mentions_become_rows_of_a_layout() {
    let work = tempfile::tempdir().unwrap();
    let at = |name: &str| work.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(at("m.jsonl"), format!("{MENTION}\n{{}}\nno mention\n")).unwrap();
    std::fs::write(at("d.jsonl"), "{\"id\":\"d1\",\"text\":\"\",\"url\":\"https://example.org/a\"}\n").unwrap();
    let arguments =
        ["export", &at("m.jsonl"), "--documents", &at("d.jsonl"), "--profile", "gdelt2", "--out", &at("e.tsv")];
    let (code, out, error) = masudi(work.path(), &arguments);
    assert!(code == 3 && out.is_empty(), "{error}");
    assert!(error.contains("m.jsonl:2: expected a mention") && error.contains("m.jsonl:3: expected"), "{error}");
    assert!(error.contains("lost, events that have a PLOVER mode: 1"), "{error}");
    let written = std::fs::read_to_string(at("e.tsv")).unwrap();
    let fields: Vec<&str> = written.trim_end_matches('\n').split('\t').collect();
    assert_eq!((fields.len(), fields[1], fields[26], fields[60]), (61, "20240128", "195", "https://example.org/a"));
    assert_eq!(std::fs::read_dir(work.path()).unwrap().count(), 3, "nothing half-written is left");
}

#[test]
fn wrong_wishes_are_told() {
    let work = tempfile::tempdir().unwrap();
    for (arguments, expected) in [
        (vec!["export"], "expected --db FILE or files of mentions"),
        (vec!["export", "m.jsonl", "--profile", "gdelt"], "expected one of masudi, masudi-mentions, polecat"),
        (vec!["export", "m.jsonl", "--format", "xlsx"], "expected one of csv, tsv, parquet, geojson, jsonl"),
    ] {
        let (code, _, error) = masudi(work.path(), &arguments);
        assert!(code == 1 && error.contains(expected), "{error}");
    }
    let missing = work.path().join("none.jsonl");
    let (code, _, error) = masudi(work.path(), &["export", missing.to_str().unwrap()]);
    assert!(code == 2 && error.contains("none.jsonl"), "{error}");
}

#[test]
fn the_guide_names_every_layout_and_format() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/export.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    for profile in masudi_export::PROFILES {
        assert!(guide.contains(&format!("| `{}` |", profile.name)), "{}", profile.name);
        let (code, out, _) = masudi(Path::new("."), &["export", "--describe", "--profile", profile.name]);
        assert!(code == 0 && profile.columns.iter().all(|c| out.contains(&format!("| `{}` |", c.name))), "{out}");
    }
    for format in masudi_export::Format::ALL {
        assert!(guide.contains(&format!("`{}`", format.name())), "{}", format.name());
    }
}
