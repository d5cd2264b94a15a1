//! No text and no file makes the stage panic.

#![allow(clippy::unwrap_used)]

use masudi_doc::{DocBuilder, Lang, PlacePrecision};
use masudi_lexicon::{DataFiles, place::PlaceData};
use masudi_place::gazetteer::{Builder, Entry};
use masudi_place::{Gazetteer, GazetteerError, PlaceResolver, Settings};
use proptest::prelude::*;
use std::sync::OnceLock;

fn bytes() -> Vec<u8> {
    let mut builder = Builder::default();
    for (name, lat) in [("Springfield", 39.8), ("Springfield", 37.2), ("Riverton", 43.0)] {
        builder.add(&Entry {
            name: name.to_owned(),
            alternates: vec!["Rivertown".to_owned(), "中".to_owned()],
            geonames: 1,
            iso2: "US".to_owned(),
            admin1: "Illinois".to_owned(),
            lat,
            lon: -90.0,
            precision: PlacePrecision::City,
            population: 1000,
        });
    }
    builder.finish()
}

fn open(bytes: &[u8]) -> Result<Gazetteer, GazetteerError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    Gazetteer::open(file.path())
}

#[test]
fn a_built_file_answers() {
    let gazetteer = open(&bytes()).unwrap();
    assert_eq!(gazetteer.len(), 3);
    assert_eq!(gazetteer.find("springfield").count(), 2);
    assert!(gazetteer.find("rivertown").all(|r| r.alternate));
    assert_eq!(gazetteer.find("nowhere").count(), 0);
}

#[test]
fn damage_is_named() {
    let good = bytes();
    let refused = |bytes: &[u8]| open(bytes).unwrap_err().to_string();
    assert!(refused(b"short").contains("header"));
    assert!(refused(&good[..good.len() - 1]).contains("a whole file"));
    let mut other = good.clone();
    other[12] ^= 1;
    assert!(refused(&other).contains("hash"));
    let mut body = good.clone();
    let last = body.len() - 1;
    body[last] ^= 1;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &body).unwrap();
    assert!(Gazetteer::open(file.path()).unwrap().verify(file.path()).is_err());
}

#[test]
fn a_dump_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let (dump, target) = (folder.path().join("XX.zip"), folder.path().join("places.msd"));
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&dump).unwrap());
    zip.start_file("XX.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let row = |id: &str, name: &str, class: &str, code: &str, people: &str| {
        format!("{id}\t{name}\t{name}\tOther {name}\t1.5\t2.5\t{class}\t{code}\tUS\t\tTX\t\t\t\t{people}\t\t\t\t\n")
    };
    let text = row("7", "Lone Star", "A", "ADM1", "0")
        + &row("8", "Dryville", "P", "PPL", "900")
        + &row("9", "Gone", "P", "PPL", "0");
    std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    zip.finish().unwrap();
    assert_eq!(masudi_place::gazetteer::import(&dump, &target).unwrap(), 2);
    let found: Vec<_> = Gazetteer::open(&target).unwrap().find("dryville").collect();
    assert_eq!((found[0].geonames, found[0].admin1.as_deref()), (Some(8), Some("Lone Star")));
}

fn resolver() -> &'static PlaceResolver {
    static ONE: OnceLock<PlaceResolver> = OnceLock::new();
    ONE.get_or_init(|| PlaceResolver::new(&PlaceData::load(&DataFiles::built_in()).unwrap(), open(&bytes()).ok()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text(words in prop::collection::vec("\\PC{0,8}|Springfield|Georgia|,|U\\.S\\.|al|-|border", 0..30)) {
        let mut builder = DocBuilder::new(Lang::En);
        for (at, word) in words.iter().enumerate() {
            builder = builder.word(word, word, "PROPN", "NNP", at / 2, "pobj");
        }
        let doc = builder.build().unwrap();
        let places = resolver().resolve(&doc, &Settings::default());
        prop_assert!(places.windows(2).all(|p| p[0].tokens.end <= p[1].tokens.start));
    }

    #[test]
    fn any_body(at in 96usize..400, byte: u8) {
        let mut damaged = bytes();
        let at = at.min(damaged.len() - 1);
        damaged[at] = byte;
        if let Ok(gazetteer) = open(&damaged) {
            let _ = gazetteer.find("springfield").count() + gazetteer.find("rivertown").count();
        }
    }
}
