//! What the resolver makes of small documents built by hand.

#![allow(clippy::unwrap_used)]

use masudi_doc::{Doc, DocBuilder, Lang, PlacePrecision, PlaceRef, PlaceRelation};
use masudi_lexicon::{DataFiles, place::PlaceData};
use masudi_place::{PlaceResolver, Settings};

/// A flat document: every word hangs on the first, `_` joins the words of one entity of type GPE.
fn flat(words: &str) -> Doc {
    let mut builder = DocBuilder::new(Lang::En);
    let mut at = 0;
    let mut places = Vec::new();
    for word in words.split(' ') {
        let start = at;
        for part in word.split('_') {
            let proper = part.starts_with(char::is_uppercase);
            builder = builder.word(part, part, if proper { "PROPN" } else { "NOUN" }, "", 0, "dep");
            at += 1;
        }
        if word.contains('_') {
            places.push((start, at));
        }
    }
    for (start, end) in places {
        builder = builder.entity(start, end, "GPE");
    }
    builder.build().unwrap()
}

fn places(doc: &Doc) -> Vec<PlaceRef> {
    PlaceResolver::new(&PlaceData::load(&DataFiles::built_in()).unwrap(), None).resolve(doc, &Settings::default())
}

fn one(words: &str) -> PlaceRef {
    let doc = flat(words);
    let found = places(&doc);
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    found[0].clone()
}

#[test]
fn relations_of_nearness_and_borders() {
    assert_eq!(one("a base near Kirkuk").relation, PlaceRelation::Near);
    assert_eq!(one("a base 20 km from Kirkuk").relation, PlaceRelation::Near);
    assert_eq!(one("a base north of Kirkuk").relation, PlaceRelation::Near);
    assert_eq!(one("troops on the border with Jordan").relation, PlaceRelation::Border);
    assert_eq!(one("troops in Jordan").relation, PlaceRelation::In);
}

#[test]
fn the_context_decides_between_namesakes() {
    let country = |text: &str, name: &str| {
        let doc = flat(text);
        let found = places(&doc);
        let place = found.iter().find(|p| doc.words(p.tokens) == name).unwrap();
        place.resolved.as_ref().unwrap().country.unwrap().to_string()
    };
    assert_eq!(country("in Tripoli and Benghazi and Libya", "Tripoli"), "LBY");
    assert_eq!(country("in Tripoli , Lebanon near Sidon and Tyre", "Tripoli"), "LBN");
    assert_eq!(country("in Tbilisi and Gori , Georgia near South_Ossetia", "Georgia"), "GEO");
    assert_eq!(country("in Atlanta , Georgia and Alabama and Florida", "Georgia"), "USA");
}

#[test]
fn sites_and_regions_are_known_offline() {
    let base = one("rockets at Ain_al-Asad yesterday").resolved.unwrap();
    assert_eq!((base.precision, base.country.unwrap().as_str()), (PlacePrecision::Site, "IRQ"));
    let strip = one("strikes in Gaza_Strip yesterday").resolved.unwrap();
    assert_eq!(strip.precision, PlacePrecision::Region);
    assert_eq!(one("talks in Cairo yesterday").resolved.unwrap().name, "Cairo");
}

#[test]
fn persons_and_small_words_are_no_places() {
    assert!(places(&flat("yesterday Michael Jordan spoke")).is_empty());
    assert!(places(&flat("they told us so")).is_empty());
    assert!(places(&flat("yesterday Mr. Houston spoke")).is_empty());
    assert!(places(&flat("")).is_empty());
}

#[test]
fn a_capital_that_speaks_acts() {
    let doc = DocBuilder::new(Lang::En)
        .word("Washington", "Washington", "PROPN", "NNP", 1, "nsubj")
        .word("said", "say", "VERB", "VBD", 1, "ROOT")
        .entity(0, 1, "GPE")
        .build()
        .unwrap();
    assert!(places(&doc)[0].acts);
}
