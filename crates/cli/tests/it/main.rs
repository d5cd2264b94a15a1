//! The command as users meet it: what it prints and how it exits.
#![allow(missing_docs, clippy::unwrap_used)]

mod eval;
mod export;
mod follow;
mod hostile;
mod model_vectors;
mod reading;
mod record;
mod serve;
mod situation;
mod watch;

use std::path::Path;
use std::process::Command;

/// Runs `masudi` with models under `models`; gives exit code, standard output, standard error.
fn masudi(models: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_masudi"))
        .args(arguments)
        .env("MASUDI_MODELS", models)
        .env("MASUDI_PYTHON", "no-such-python")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn usage_help_and_version() {
    let work = tempfile::tempdir().unwrap();
    assert_eq!(masudi(work.path(), &["--help"]).0, 0);
    assert!(masudi(work.path(), &["--version"]).1.starts_with("masudi "));
    assert_eq!(masudi(work.path(), &["no-such-command"]).0, 1);
    assert_eq!(masudi(work.path(), &["model", "install", "xx"]).0, 1);
    assert_eq!(masudi(work.path(), &["read", "--published", "soon", "x.txt"]).0, 1);
}

#[test]
fn models_that_are_not_there_say_what_to_run() {
    let work = tempfile::tempdir().unwrap();
    let (code, out, _) = masudi(work.path(), &["model", "list"]);
    assert!(code == 0 && out.contains("masudi model install fr"), "{out}");
    let (code, _, error) = masudi(work.path(), &["model", "remove", "en"]);
    assert!(code == 2 && error.contains("masudi model install en"), "{error}");
    let (code, _, error) = masudi(work.path(), &["model", "install", "en"]);
    assert!(code == 2 && error.contains("no-such-python") && error.contains("PATH/TO/WHEEL"), "{error}");
}

#[test]
fn documents_go_on_after_a_bad_line_and_say_so() {
    let work = tempfile::tempdir().unwrap();
    let path = work.path().join("in.jsonl");
    std::fs::write(&path, "{\"id\": \"a\", \"text\": \"One.\"}\noops\n{\"id\": \"b\", \"text\": \"Two.\"}\n").unwrap();
    let (code, out, error) = masudi(work.path(), &["read", path.to_str().unwrap()]);
    assert_eq!(code, 3);
    assert_eq!(out.lines().count(), 2);
    assert!(error.contains("in.jsonl:2: expected a JSON object"), "{error}");
    assert_eq!(masudi(work.path(), &["read", "/no/such/file.txt"]).0, 2);
}

#[test]
fn actors_rules_and_data_are_shown() {
    let work = tempfile::tempdir().unwrap();
    let (code, out, error) = masudi(work.path(), &["data", "lint"]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("countries") && out.contains("frames of en"), "{out}");
    let (_, out, _) = masudi(work.path(), &["actor", "Tehran", "--on", "2024-04-15"]);
    assert!(out.contains("IRN") && out.contains("capital"), "{out}");
    assert_eq!(masudi(work.path(), &["actor", "Xyzzyx Qwerty"]).0, 2);
    assert_eq!(masudi(work.path(), &["actor", "Tehran", "--on", "2024-02-31"]).0, 1);
    let (code, list, _) = masudi(work.path(), &["rule", "en."]);
    let id = list.split_whitespace().next().unwrap();
    assert_eq!(code, 0);
    let (_, out, _) = masudi(work.path(), &["rule", id]);
    assert!(out.contains("fires") && out.contains("actor"), "{out}");
    assert_eq!(masudi(work.path(), &["rule", "xx.nothing"]).0, 2);
}

#[test]
fn a_parsed_text_gets_places_and_a_bad_one_its_line() {
    let work = tempfile::tempdir().unwrap();
    let path = work.path().join("a.conllu");
    let rows = "1\tTalks\ttalk\tNOUN\tNNS\t_\t0\tROOT\t_\t_\n2\tin\tin\tADP\tIN\t_\t1\tprep\t_\t_\n\
                3\tNairobi\tNairobi\tPROPN\tNNP\t_\t2\tpobj\t_\tEntity=B-GPE\n";
    std::fs::write(&path, rows).unwrap();
    let (code, out, error) = masudi(work.path(), &["annotate", path.to_str().unwrap()]);
    assert!(code == 0 && out.contains("\"country\":\"KEN\"") && out.contains("\"ent\":\"B-GPE\""), "{out}{error}");
    let (_, out, _) = masudi(work.path(), &["annotate", "--format", "conllu", path.to_str().unwrap()]);
    assert!(out.starts_with("# text = Talks in Nairobi\n1\tTalks\t"), "{out}");
    std::fs::write(&path, "1\tTalks\n").unwrap();
    let (code, _, error) = masudi(work.path(), &["annotate", path.to_str().unwrap()]);
    assert!(code == 2 && error.contains("a.conllu: line 1: expected ten"), "{error}");
}

/// Where `make models` put the models.
fn installed_models() -> std::path::PathBuf {
    let from = std::env::var_os("MASUDI_MODELS").map(std::path::PathBuf::from);
    let home = std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share/masudi/models"));
    let dir = from.or(home).unwrap();
    assert!(dir.join("en/config.cfg").is_file(), "no English model in {}: run `make models`", dir.display());
    dir
}

#[test]
fn a_report_becomes_events() {
    let work = tempfile::tempdir().unwrap();
    let path = work.path().join("report.txt");
    let text = "Kenya and Somalia resumed talks on their border on Tuesday.\n\n\
                The Kenyan government released 12 Somali prisoners.\n";
    std::fs::write(&path, text).unwrap();
    let models = installed_models();
    let (code, out, error) = masudi(&models, &["code", "--published", "2025-05-07", path.to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    let events: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let talks = events.iter().find(|e| e["trigger"]["text"] == "talks").unwrap();
    assert_eq!((talks["type"].as_str(), talks["phase"].as_str()), (Some("CONSULT"), Some("resume")));
    assert_eq!(talks["actors"][0]["country"], "KEN");
    let release = events.iter().find(|e| e["trigger"]["text"] == "released").unwrap();
    assert_eq!((release["type"].as_str(), release["mode"].as_str()), (Some("RETREAT"), Some("release")));
    assert_eq!(release["actors"][0]["country"], "KEN");
}

#[test]
fn text_is_annotated_in_the_language_it_is_in() {
    let work = tempfile::tempdir().unwrap();
    let path = work.path().join("depeche.txt");
    std::fs::write(&path, "Le ministre des Affaires étrangères a rencontré son homologue à Nairobi mardi.").unwrap();
    let (code, out, error) = masudi(&installed_models(), &["annotate", path.to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    let layers: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(layers["language"], "fr");
    assert_eq!(layers["tokens"][6]["lemma"], "rencontrer");
}
