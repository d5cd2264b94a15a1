//! Our own sentences, in both languages, as spaCy 3.8 annotates them: every value must agree.
#![allow(missing_docs, clippy::unwrap_used)]

mod rows;

use masudi_doc::TokenIdx;
use masudi_nlp::Pipeline;
use proptest::prelude::*;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The installed model of a language.
fn model(language: &str) -> PathBuf {
    let from = std::env::var_os("MASUDI_MODELS").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share/masudi/models"));
    let dir = from.or(home).unwrap().join(language);
    assert!(dir.join("config.cfg").is_file(), "no model in {}: run `make models`", dir.display());
    dir
}

fn check(language: &str) {
    let pipeline = Pipeline::load(&model(language)).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{language}.jsonl"));
    let mut texts = 0;
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let doc = pipeline.annotate(record["text"].as_str().unwrap());
        assert_eq!(rows::rows(&doc), record["tokens"], "{}", record["text"]);
        texts += 1;
    }
    assert!(texts >= 12, "the fixture holds {texts} texts");
}

#[test]
fn english() {
    check("en");
}

#[test]
fn french() {
    check("fr");
}

#[test]
fn a_document_does_not_depend_on_those_beside_it() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/en.jsonl");
    let lines = std::fs::read_to_string(file).unwrap();
    let record = |line: &str| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    let mut texts: Vec<String> = lines.lines().map(record).collect();
    texts.push(String::new());
    texts.push(texts.join("\n\n").repeat(3));
    let together = english_pipeline().annotate_all(&texts);
    for (text, doc) in texts.iter().zip(together) {
        assert_eq!(rows::rows(&doc), rows::rows(&english_pipeline().annotate(text)));
    }
}

#[test]
fn a_cut_off_model_is_an_error_that_names_the_file() {
    let work = tempfile::tempdir().unwrap();
    let target = work.path();
    for entry in walk(&model("en")) {
        let inner = entry.strip_prefix(model("en")).unwrap();
        std::fs::create_dir_all(target.join(inner).parent().unwrap()).unwrap();
        std::fs::copy(&entry, target.join(inner)).unwrap();
    }
    for file in ["tokenizer", "ner/model", "parser/moves", "tagger/cfg", "attribute_ruler/patterns"] {
        let whole = std::fs::read(target.join(file)).unwrap();
        std::fs::write(target.join(file), &whole[..whole.len() / 2]).unwrap();
        let error = Pipeline::load(target).unwrap_err().to_string();
        assert!(error.starts_with(file) && error.contains("masudi model install"), "{error}");
        std::fs::write(target.join(file), whole).unwrap();
    }
}

fn walk(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { walk(&p) } else { vec![p] }).collect()
}

fn english_pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::load(&model("en")).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_tokens_of_any_text_are_its_text(text in "(\\PC|[ \n\t\u{1c}\u{a0}'.:)(-]){0,60}") {
        let doc = english_pipeline().annotate(&text);
        let joined: String = (0..doc.len()).map(TokenIdx::from)
            .map(|at| format!("{}{}", doc.word(at), if doc.token(at).space_after { " " } else { "" }))
            .collect();
        prop_assert_eq!(joined, text);
    }
}
