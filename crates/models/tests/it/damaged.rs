use crate::fake_wheel;
use masudi_doc::Lang;
use masudi_models::{Install, ModelStore, Source};
use std::path::Path;

/// Installs a wheel that must be refused; gives the message, having checked that nothing was left behind.
fn refusal(wheel: &Path) -> String {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let install = Install { progress: &|_| {}, check: &|_| Ok(()) };
    let error = install.run(&store, &Source::path(wheel)).unwrap_err().to_string();
    assert_eq!(std::fs::read_dir(store.root()).unwrap().count(), 0, "{error}");
    assert!(error.contains(wheel.to_str().unwrap()), "the file is named: {error}");
    assert!(error.contains("masudi model install"), "the remedy is named: {error}");
    error
}

#[test]
fn a_cut_off_or_flipped_wheel_is_refused() {
    let work = tempfile::tempdir().unwrap();
    let wheel = fake_wheel::write(work.path(), &fake_wheel::files("en"));
    let whole = std::fs::read(&wheel).unwrap();
    std::fs::write(&wheel, &whole[..whole.len() / 2]).unwrap();
    assert!(refusal(&wheel).contains("expected a whole zip file"));
    let mut flipped = whole;
    let at = flipped.windows(5).position(|w| w == b"[nlp]");
    flipped[at.unwrap() + 1] ^= 0x55;
    std::fs::write(&wheel, &flipped).unwrap();
    let message = refusal(&wheel);
    assert!(message.contains("config.cfg"), "{message}");
}

#[test]
fn names_that_climb_out_are_refused() {
    let work = tempfile::tempdir().unwrap();
    let mut files = fake_wheel::files("en");
    files.push(("en_toy/../../../evil".to_owned(), b"x".to_vec()));
    let message = refusal(&fake_wheel::write(work.path(), &files));
    assert!(message.contains("file names inside the archive") && message.contains("evil"), "{message}");
}

#[test]
fn a_wheel_of_something_else_is_refused() {
    let work = tempfile::tempdir().unwrap();
    let message = refusal(&fake_wheel::write(work.path(), &[("six.py".to_owned(), b"pass".to_vec())]));
    assert!(message.contains("config.cfg"), "{message}");
    let empty = work.path().join("empty.whl");
    std::fs::write(&empty, b"").unwrap();
    refusal(&empty);
}

#[test]
fn a_missing_file_a_bad_meta_and_a_foreign_language_are_named() {
    let work = tempfile::tempdir().unwrap();
    let mut files = fake_wheel::files("en");
    files.retain(|(name, _)| !name.ends_with("/tokenizer"));
    assert!(refusal(&fake_wheel::write(work.path(), &files)).contains("tokenizer: expected a file"));
    let mut files = fake_wheel::files("en");
    files[2].1 = b"{".to_vec();
    assert!(refusal(&fake_wheel::write(work.path(), &files)).contains("meta.json: expected JSON"));
    let message = refusal(&fake_wheel::write(work.path(), &fake_wheel::files("de")));
    assert!(message.contains("language \"de\"") && message.contains("en, fr"), "{message}");
}

#[test]
fn a_model_damaged_after_installation_says_so() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let missing = store.dir(Lang::Fr).unwrap_err().to_string();
    assert!(missing.contains("masudi model install fr"), "{missing}");
    let wheel = fake_wheel::write(work.path(), &fake_wheel::files("en"));
    let install = Install { progress: &|_| {}, check: &|_| Ok(()) };
    let dir = install.run(&store, &Source::path(&wheel)).unwrap().dir;
    std::fs::remove_file(dir.join("vocab/strings.json")).unwrap();
    let list = store.list();
    let [(Lang::En, Err(damaged)), (Lang::Fr, Err(_))] = &list[..] else { panic!("both are unusable") };
    assert!(damaged.to_string().contains("vocab/strings.json: expected"), "{damaged}");
}
