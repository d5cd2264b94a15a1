use crate::fake_wheel;
use masudi_doc::Lang;
use masudi_models::{Install, ModelError, ModelStore, Source, Step};
use std::cell::RefCell;
use std::path::Path;

fn quiet<'a>() -> Install<'a> {
    Install { progress: &|_| {}, check: &|_| Ok(()) }
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_wheel_becomes_the_directory_that_holds_its_config() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let wheel = fake_wheel::write(work.path(), &fake_wheel::files("fr"));
    let steps = RefCell::new(Vec::new());
    let install = Install { progress: &|step| steps.borrow_mut().push(step.clone()), check: &|_| Ok(()) };
    let installed = install.run(&store, &Source::path(&wheel)).unwrap();
    assert_eq!((installed.language, installed.meta.title().as_str()), (Lang::Fr, "fr toy 1.0.0"));
    assert_eq!(names(&installed.dir), ["ORIGIN.toml", "config.cfg", "meta.json", "tokenizer", "vocab"]);
    assert_eq!(names(store.root()), ["fr"], "nothing is left beside it");
    let origin = installed.origin.unwrap();
    assert!(!origin.pinned && origin.sha256.is_some());
    assert!(matches!(steps.borrow()[0], Step::HashIsUnknown { .. }), "a wheel without a pin is said to be one");
}

#[test]
fn a_directory_an_installed_package_and_a_second_installation_work() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    for (name, bytes) in fake_wheel::files("en") {
        let path = work.path().join("site").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    for from in ["site/en_toy", "site/en_toy/en_toy-1.0.0"] {
        let installed = quiet().run(&store, &Source::path(&work.path().join(from))).unwrap();
        assert_eq!(installed.language, Lang::En);
        assert!(installed.bytes > 5000);
    }
    assert_eq!(names(store.root()), ["en"]);
    store.remove(Lang::En).unwrap();
    assert!(names(store.root()).is_empty());
    assert!(matches!(store.remove(Lang::En), Err(ModelError::NotInstalled { .. })));
}

#[test]
fn a_model_that_does_not_pass_the_check_leaves_the_one_before_in_place() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let wheel = fake_wheel::write(work.path(), &fake_wheel::files("en"));
    quiet().run(&store, &Source::path(&wheel)).unwrap();
    let before = store.installed(Lang::En).unwrap().origin;
    let refusing = Install { progress: &|_| {}, check: &|_| Err("a transformer, which is not run here".to_owned()) };
    let error = refusing.run(&store, &Source::path(&wheel)).unwrap_err().to_string();
    assert!(error.contains("toy-1.0.0") && error.contains("transformer") && error.contains("masudi model install"));
    assert_eq!(store.installed(Lang::En).unwrap().origin, before);
    assert_eq!(names(store.root()), ["en"]);
}
