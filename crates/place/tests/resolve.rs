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

#[test]
fn adjectives_locate_beside_land_and_borders_only() {
    let doc = flat("clashes on the Syrian - Turkish border");
    let found = places(&doc);
    let countries: Vec<_> = found.iter().map(|p| p.resolved.as_ref().unwrap().country.unwrap().to_string()).collect();
    assert_eq!(countries, ["SYR", "TUR"]);
    assert!(found.iter().all(|p| p.relation == PlaceRelation::Border));
    assert_eq!(one("shot down over Iraqi airspace").resolved.unwrap().name, "Iraq");
    assert_eq!(one("a bomb in the Iraqi capital .").resolved.unwrap().name, "Baghdad");
    assert!(places(&flat("a Syrian soldier and an Iraqi minister")).is_empty());
}

#[test]
fn a_direction_names_a_part() {
    let part = one("fighting in northern Syria").resolved.unwrap();
    assert_eq!((part.name.as_str(), part.precision), ("northern Syria", PlacePrecision::Region));
    assert_eq!(part.country.unwrap().as_str(), "SYR");
    let whole = one("fighting in Syria").resolved.unwrap();
    assert!(part.lat > whole.lat + 0.5 && (part.lon - whole.lon).abs() < 1e-9);
    assert_eq!(one("troops in the east of Ukraine").resolved.unwrap().name, "eastern Ukraine");
    assert_eq!(one("shelling in south - eastern Ukraine").resolved.unwrap().name, "southeastern Ukraine");
    assert_eq!(one("troops ten km east of Kharkiv").resolved.unwrap().name, "Kharkiv");
}

#[test]
fn other_spellings_need_their_country() {
    let doc = flat("in Syria the army shelled the village of Khan Shaykhoon again");
    let name = places(&doc).last().unwrap().resolved.as_ref().unwrap().name.clone();
    assert_eq!(name, "Khan Sheikhoun");
    assert!(places(&flat("a villager of the village of Khan Shaykhoon spoke")).is_empty());
}

#[test]
fn a_text_without_capitals_still_has_places() {
    let doc = flat("the army moved from damascus to aleppo on monday");
    let names: Vec<_> = places(&doc).iter().map(|p| p.resolved.as_ref().unwrap().name.to_string()).collect();
    assert_eq!(names, ["Damascus", "Aleppo"]);
}

#[test]
fn the_country_named_beside_a_town_decides() {
    let tripoli = |text: &str| {
        let doc = flat(text);
        let found = places(&doc);
        let place = found.iter().find(|p| doc.words(p.tokens) == "Tripoli").unwrap();
        place.resolved.as_ref().unwrap().country.unwrap().to_string()
    };
    assert_eq!(tripoli("a blast in the Lebanese city of Tripoli on Friday"), "LBN");
    assert_eq!(tripoli("a blast in the Libyan city of Tripoli on Friday"), "LBY");
    assert_eq!(tripoli("a blast in Lebanon 's Tripoli on Friday"), "LBN");
}

#[test]
fn whose_army_is_not_where() {
    let doc = DocBuilder::new(Lang::En)
        .word("US", "US", "PROPN", "NNP", 1, "compound")
        .word("troops", "troop", "NOUN", "NNS", 2, "nsubj")
        .word("landed", "land", "VERB", "VBD", 2, "ROOT")
        .word("in", "in", "ADP", "IN", 2, "prep")
        .word("Kuwait", "Kuwait", "PROPN", "NNP", 3, "pobj")
        .entity(0, 1, "GPE")
        .entity(4, 5, "GPE")
        .build()
        .unwrap();
    let acts: Vec<_> = places(&doc).iter().map(|p| p.acts).collect();
    assert_eq!(acts, [true, false]);
}
