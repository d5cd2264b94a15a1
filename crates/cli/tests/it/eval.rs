//! `masudi eval`, `masudi data import-petrarch` and `masudi data new-frame` as users meet them.

use super::masudi;
use std::path::{Path, PathBuf};

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_run_is_scored_and_its_errors_are_listed() {
    let work = tempfile::tempdir().unwrap();
    let gold = work.path().join("news");
    written(
        &gold,
        "articles.jsonl",
        "{\"id\": \"n1\", \"date\": \"2023-05-02\", \"sentences\": [\"Chad shelled a depot.\", \"Envoys met.\"]}\n",
    );
    written(
        &gold,
        "events.jsonl",
        "{\"doc\": \"n1\", \"sent\": 0, \"trigger\": \"shelled\", \"type\": \"ASSAULT\", \"status\": \"actual\"}\n\
         {\"doc\": \"n1\", \"sent\": 1, \"trigger\": \"met\", \"type\": \"CONSULT\", \"status\": \"actual\"}\n",
    );
    let (code, out, _) = masudi(work.path(), &["eval", "documents", gold.to_str().unwrap()]);
    assert!(code == 0 && out.contains("\"text\":\"Chad shelled a depot. Envoys met.\""), "{out}");

    let run = written(
        work.path(),
        "run.jsonl",
        "{\"doc\": \"n1\", \"trigger\": {\"text\": \"shelled\", \"start\": 5, \"end\": 12}, \"type\": \"ASSAULT\", \"rule\": \"en.x.y\"}\n",
    );
    let errors = work.path().join("errors");
    let arguments =
        ["eval", "score", run.to_str().unwrap(), gold.to_str().unwrap(), "--errors", errors.to_str().unwrap()];
    let (code, out, error) = masudi(work.path(), &arguments);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("| type right: P R F1 | 1.000 0.500 0.667 |"), "{out}");
    assert!(std::fs::read_to_string(errors.join("errors.md")).unwrap().contains("Envoys **met**."));

    let (code, _, error) = masudi(work.path(), &["eval", "score", run.to_str().unwrap(), "/no/such/gold"]);
    assert!(code == 2 && error.contains("/no/such/gold"), "{error}");
    let bad = written(work.path(), "bad.jsonl", "{\"doc\": \"n1\"}\n");
    let (code, _, error) = masudi(work.path(), &["eval", "score", bad.to_str().unwrap(), gold.to_str().unwrap()]);
    assert!(code == 2 && error.contains("bad.jsonl:1: expected a mention with trigger.text"), "{error}");
}

#[test]
fn dictionaries_become_an_overlay_that_passes_the_lint() {
    let work = tempfile::tempdir().unwrap();
    let dictionaries = work.path().join("dictionaries");
    written(&dictionaries, "verbs.txt", "--- SHIP [070] ---\nSHIP\n- * WHEAT [073]\n- NOT * [1623]\n");
    let out = work.path().join("mine");
    let (code, said, error) = masudi(
        work.path(),
        &["data", "import-petrarch", dictionaries.to_str().unwrap(), "--out", out.to_str().unwrap()],
    );
    assert_eq!(code, 0, "{error}");
    assert!(said.contains("frames: 2") && said.contains("not carried over: 1"), "{said}");
    assert!(std::fs::read_to_string(out.join("not-carried-over.tsv")).unwrap().contains("verbs.txt\t4\t"));
    let (code, _, error) = masudi(work.path(), &["data", "lint", "--overlay", out.to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
}

#[test]
fn own_event_types_need_a_definition() {
    let work = tempfile::tempdir().unwrap();
    let overlay = work.path().join("mine");
    let frame = "[[frame]]\nid = \"en.barter.swap\"\ntype = \"BARTER\"\nverb = [\"swap\"]\ntest = [{ text = \"Mali swapped salt with Niger.\" }]\n";
    written(&overlay, "coding/en/barter/swap.toml", frame);
    let (code, _, error) = masudi(work.path(), &["data", "lint", "--overlay", overlay.to_str().unwrap()]);
    assert!(code == 3 && error.contains("coding/en/barter/swap.toml:3: expected a type of the ontology"), "{error}");

    let tables = work.path().join("tables");
    let header = "type\tquad\tscore\tneeds_recipient\tcameo\tdefinition\n";
    written(&tables, "types.tsv", &format!("{header}BARTER\tmaterial-cooperation\t6\tyes\t061\tSwaps goods.\n"));
    let tables = tables.to_str().unwrap();
    let (code, out, error) =
        masudi(work.path(), &["data", "lint", "--overlay", overlay.to_str().unwrap(), "--ontology", tables]);
    assert!(code == 0 && out.contains("ontology: 17 types"), "{out} {error}");

    let (code, out, _) = masudi(work.path(), &["data", "new-frame", "en.barter.trade", "--ontology", tables]);
    assert!(code == 0 && out.contains("# BARTER: Swaps goods."), "{out}");
    let (code, _, error) = masudi(work.path(), &["data", "new-frame", "en.barter.trade"]);
    assert!(code == 1 && error.contains("expected a type of the ontology"), "{error}");
}

#[test]
fn copies_of_stories_are_counted() {
    let stories = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/duplicates");
    let work = tempfile::tempdir().unwrap();
    let report = work.path().join("figures.md");
    let (code, out, error) = masudi(
        work.path(),
        &["eval", "duplicates", stories, "--unknown", stories, "--report", report.to_str().unwrap()],
    );
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("| title of another story | 10 | 10 | 10 | 0 | 1.00 |"), "{out}");
    assert!(out.contains("10 texts, 45 pairs: 0 held for copies"), "{out}");
    assert_eq!(std::fs::read_to_string(report).unwrap(), out);
    let one = written(work.path(), "one.txt", "Talks\n\nThey met.");
    let (code, _, error) = masudi(work.path(), &["eval", "duplicates", one.to_str().unwrap()]);
    assert!(code == 2 && error.contains("expected at least two stories, but found 1"), "{error}");
}
