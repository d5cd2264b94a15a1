//! From reports to a situation, as users meet it: reconcile, stories, explain-event, decide, dossier, brief.

use crate::{installed_models, masudi};
use std::path::{Path, PathBuf};

/// Four short reports of talks and of one attack, the last two by another outlet.
const REPORTS: [(&str, &str, &str, &str); 4] = [
    (
        "a",
        "2023-03-06",
        "Delta Wire",
        "Kenya and Somalia open talks\n\nNAIROBI - Kenya and Somalia opened talks on the withdrawal of Kenyan troops on \
         Monday.\n\nThe foreign ministry said the timetable would depend on the threat from the militants, the training of \
         the Somali army and the harvest. About 3,000 Kenyan soldiers are in Somalia.",
    ),
    (
        "b",
        "2023-03-09",
        "Delta Wire",
        "Bomb kills four soldiers in Kismayo\n\nMOGADISHU - A bomb killed four Kenyan soldiers in Kismayo on Wednesday, the \
         army said.\n\nAl-Shabaab claimed responsibility. The Somali government condemned the attack.",
    ),
    (
        "c",
        "2023-03-09",
        "Harbour Post",
        "Four Kenyan soldiers die in Somalia\n\nA bomb attack in Kismayo killed four Kenyan soldiers on Wednesday.\n\nEthiopia \
         denied that it had supplied the explosives.",
    ),
    (
        "d",
        "2023-06-02",
        "Harbour Post",
        "Kenya and Somalia agree on withdrawal\n\nKenya and Somalia signed an agreement on the withdrawal of the Kenyan troops \
         on Thursday.\n\nThe withdrawal must be completed by 31 December 2023.",
    ),
];

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A record of the reports, reconciled, in a folder of its own.
fn record() -> (tempfile::TempDir, PathBuf) {
    let work = tempfile::tempdir().unwrap();
    let (db, input) = (work.path().join("record.db"), work.path().join("reports.jsonl"));
    let lines = REPORTS.map(|(id, published, source, text)| {
        serde_json::json!({"id": id, "published": published, "source": source, "text": text}).to_string()
    });
    std::fs::write(&input, lines.join("\n")).unwrap();
    let (code, _, error) = masudi(&installed_models(), &["ingest", "--db", text(&db), text(&input)]);
    assert_eq!(code, 0, "{error}");
    let (code, out, error) = run(&["reconcile", "--db", text(&db)]);
    assert!(code == 0 && out.contains("processes") && out.contains("added"), "{out}{error}");
    (work, db)
}

/// Runs a command that needs no model.
fn run(arguments: &[&str]) -> (i32, String, String) {
    masudi(Path::new("/no/models"), arguments)
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The id of the event that tells of the bomb.
fn attack(db: &Path) -> String {
    let (_, out, _) = run(&["events", "--db", text(db), "type=ASSAULT", "--format", "jsonl"]);
    let events = lines(&out);
    let told = events.iter().max_by_key(|e| e["mentions"].as_array().unwrap().len()).unwrap();
    told["id"].as_str().unwrap().to_owned()
}

#[test]
fn reports_of_one_attack_are_one_event_and_the_reasons_are_shown() {
    let (_work, db) = record();
    let id = attack(&db);
    let (code, out, error) = run(&["explain-event", "--db", text(&db), &id]);
    assert_eq!(code, 0, "{error}");
    assert!(out.starts_with(&format!("{id}: one event from a sum of")), "{out}");
    assert!(out.contains(", b: \"") && out.contains(", c: \"") && out.contains(" like "), "both reports: {out}");
    let (code, _, error) = run(&["explain-event", "--db", text(&db), "e0"]);
    assert!(code == 2 && error.contains("no event e0; masudi events lists"), "{error}");
    let (code, out, _) = run(&["stories", "--db", text(&db), "--least", "2"]);
    let stories = lines(&out);
    assert_eq!(code, 0);
    let told = |story: &serde_json::Value, id: &str| story["documents"].as_array().unwrap().iter().any(|d| d == id);
    assert!(stories.iter().any(|s| told(s, "b") && told(s, "c") && !told(s, "d")), "{out}");
    assert_eq!(stories[0]["sources"], serde_json::json!(["Delta Wire", "Harbour Post"]));
}

#[test]
fn decisions_hold_from_the_next_reconciling_on_and_can_be_taken_back() {
    let (_work, db) = record();
    let id = attack(&db);
    let of = |id: &str| {
        let (_, out, _) = run(&["events", "--db", text(&db), "--format", "jsonl"]);
        let event = lines(&out).into_iter().find(|e| e["id"] == id);
        event.map_or(Vec::new(), |e| e["mentions"].as_array().unwrap().clone())
    };
    let before = of(&id);
    assert!(before.len() > 1, "{before:?}");
    let out_of_it = before.last().and_then(|m| m.as_str()).unwrap();
    let (code, out, error) = run(&["decide", "split", "--db", text(&db), &id, out_of_it]);
    assert!(code == 0 && out.contains("decision 1 kept"), "{out}{error}");
    assert_eq!(of(&id), before, "not before the next reconciling");
    assert_eq!(run(&["reconcile", "--db", text(&db)]).0, 0);
    assert!(!of(&id).iter().any(|m| m == out_of_it));
    let (_, out, _) = run(&["decide", "list", "--db", text(&db)]);
    let decisions = lines(&out);
    assert_eq!((decisions[0]["number"].as_i64(), decisions[0]["decision"].as_str()), (Some(1), Some("split")));
    assert_eq!(run(&["decide", "undo", "--db", text(&db), "1"]).0, 0);
    assert_eq!(run(&["reconcile", "--db", text(&db)]).0, 0);
    assert_eq!(of(&id), before);
    assert_eq!(run(&["decide", "pin", "--db", text(&db), &id]).0, 0);
    for (arguments, says) in [
        (vec!["decide", "undo", "--db", text(&db), "7"], "no decision 7; masudi decide list prints"),
        (vec!["decide", "merge", "--db", text(&db), &id, "e0"], "no event e0"),
        (vec!["decide", "split", "--db", text(&db), &id, "nothing"], "mention nothing is not of event"),
        (vec!["decide", "pin", "--db", "/no/record.db", &id], "/no/record.db"),
    ] {
        let (code, _, error) = run(&arguments);
        assert!(code == 2 && error.contains(says), "{arguments:?}: {error}");
    }
    assert_eq!(run(&["decide", "merge", "--db", text(&db), &id]).0, 1, "one event is not enough");
}

#[test]
fn a_brief_says_how_the_talks_stand_and_what_is_new() {
    let (work, db) = record();
    let dossier = work.path().join("talks.toml");
    let (code, draft, error) = run(&["dossier", "new", "--db", text(&db), "--title", "The mission"]);
    assert_eq!(code, 0, "{error}");
    assert!(draft.contains("title = \"The mission\"") && draft.contains("[[process]]"), "{draft}");
    assert!(draft.contains("training of the Somali army"), "factors that the texts name: {draft}");
    std::fs::write(&dossier, &draft).unwrap();
    let (code, out, error) = run(&["dossier", "check", text(&dossier)]);
    assert!(code == 0 && out.is_empty() && error.is_empty(), "{out}{error}");

    let (code, out, error) = run(&["brief", text(&dossier), "--db", text(&db), "--format", "json"]);
    assert_eq!(code, 0, "{error}");
    let brief: serde_json::Value = serde_json::from_str(&out).unwrap();
    let talks = brief["processes"].as_array().unwrap().iter().find(|p| p["kind"] == "negotiation").unwrap();
    let steps: Vec<_> = talks["history"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!((steps, talks["state"].as_str()), (vec!["started", "agreed", "signed"], Some("signed")));
    assert_eq!(talks["deadline"], "2023-12-31");
    let levels = &brief["levels"][0];
    assert_eq!((levels["force"].as_str(), levels["place"].as_str()), (Some("KEN"), Some("SOM")));
    let sources = brief["sources"].as_array().unwrap().len();
    for list in ["timeline", "statements"] {
        let lines = brief[list].as_array().unwrap();
        assert!(!lines.is_empty(), "{list}");
        for line in lines {
            let cites: Vec<usize> =
                line["cites"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect();
            assert!(!cites.is_empty() && cites.iter().all(|n| (1..=sources).contains(n)), "{line}");
        }
    }

    let (code, out, _) = run(&["brief", text(&dossier), "--db", text(&db), "--since", "2023-06-01"]);
    assert_eq!(code, 0);
    let new = out.split("## ").find(|part| part.starts_with("New since 2023-06-01")).unwrap();
    assert!(new.contains("**signed**") && !new.contains("Kismayo"), "{new}");
    let (code, out, _) = run(&["brief", text(&dossier), "--db", text(&db), "--format", "html"]);
    assert!(code == 0 && out.starts_with("<!doctype html>") && !out.contains("<script"), "{out}");
}

#[test]
fn faults_of_dossiers_and_records_are_named() {
    let (work, db) = record();
    let dossier = work.path().join("talks.toml");
    std::fs::write(&dossier, "title = \"T\"\n[[factor]]\nname = \"f\"\ntypes = [\"WAR\"]\n").unwrap();
    let line = format!("{}:4: expected an event type", text(&dossier));
    for arguments in [vec!["dossier", "check", text(&dossier)], vec!["brief", text(&dossier), "--db", text(&db)]] {
        let (code, out, error) = run(&arguments);
        assert!(code == 2 && out.is_empty() && error.contains(&line), "{arguments:?}: {error}");
    }
    std::fs::write(&dossier, "title = \"T\"\n").unwrap();
    let (code, _, error) = run(&["brief", "/no/talks.toml", "--db", text(&db)]);
    assert!(code == 2 && error.contains("masudi dossier new drafts one"), "{error}");
    let (code, _, error) = run(&["brief", text(&dossier), "--db", "/no/record.db"]);
    assert!(code == 2 && error.contains("/no/record.db"), "{error}");
    let (code, _, error) = run(&["brief", text(&dossier), "--db", text(&db), "--since", "lately"]);
    assert!(code == 1 && error.contains("expected a day such as 2024-04-15"), "{error}");
    assert_eq!(run(&["reconcile", "--db", "/no/record.db"]).0, 2);
    assert!(!Path::new("/no/record.db").exists());

    // A record that was not reconciled has no events yet.
    let (raw, input) = (work.path().join("raw.db"), work.path().join("reports.jsonl"));
    assert_eq!(run(&["ingest", "--no-code", "--db", text(&raw), text(&input)]).0, 0);
    let (code, _, error) = run(&["brief", text(&dossier), "--db", text(&raw)]);
    assert!(code == 2 && error.contains("run `masudi reconcile --db"), "{error}");
}

#[test]
fn mentions_of_a_file_become_events_on_standard_output() {
    let work = tempfile::tempdir().unwrap();
    let (input, mentions) = (work.path().join("reports.jsonl"), work.path().join("mentions.jsonl"));
    let report = REPORTS.map(|(id, published, source, text)| {
        serde_json::json!({"id": id, "published": published, "source": source, "text": text}).to_string()
    });
    std::fs::write(&input, report.join("\n")).unwrap();
    let (code, out, error) = masudi(&installed_models(), &["code", text(&input)]);
    assert_eq!(code, 0, "{error}");
    std::fs::write(&mentions, &out).unwrap();
    let (code, out, error) = run(&["reconcile", text(&mentions), "--documents", text(&input)]);
    assert_eq!(code, 0, "{error}");
    assert!(lines(&out).iter().any(|e| e["sources"].as_array().unwrap().len() == 2), "{out}");
    std::fs::write(&mentions, "{\"id\": 1}\n").unwrap();
    let (code, _, error) = run(&["reconcile", text(&mentions)]);
    assert!(code == 2 && error.contains("mentions.jsonl:1: expected a mention"), "{error}");
    assert_eq!(run(&["reconcile"]).0, 1);
}
