//! The actor tables as a set: one name an id, no overlapping duplicate offices, known countries, NFC text.

#![allow(clippy::unwrap_used)]

use masudi_doc::ActorKind;
use masudi_lexicon::actors::ActorLexicon;
use masudi_lexicon::{DataFiles, tsv};
use std::collections::{HashMap, HashSet};
use unicode_normalization::is_nfc;

const COLUMNS: [&str; 11] =
    ["id", "name", "kind", "country", "sector", "role", "from", "to", "aliases", "members", "note"];

#[test]
fn every_table_is_clean() {
    let files = DataFiles::built_in();
    let lexicon = ActorLexicon::load(&files).unwrap();
    let countries: HashSet<&str> = lexicon.countries.iter().map(|c| c.iso3.as_str()).collect();
    let mut names: HashMap<String, String> = HashMap::new();
    let mut faults = Vec::new();
    for file in files.list("lexicon/actors", ".tsv") {
        let text = files.read(&file).unwrap();
        if !is_nfc(&text) {
            faults.push(format!("{file}: expected text in NFC"));
        }
        for row in tsv::rows(&file, &text, &COLUMNS).unwrap() {
            let (id, name, country) = (row.fields[0], row.fields[1], row.fields[3]);
            let place = format!("{file}:{}", row.line);
            if !country.is_empty() && !countries.contains(country) {
                faults.push(format!("{place}: expected a country of countries.tsv, but found \"{country}\""));
            }
            let first = names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
            if first != name && row.fields[2] == "person" {
                faults.push(format!("{place}: expected the name \"{first}\" of {id}, but found \"{name}\""));
            }
            if name.contains("  ") {
                faults.push(format!("{place}: expected single spaces, but found \"{name}\""));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn members_are_countries_or_actors_of_the_tables() {
    let lexicon = ActorLexicon::load(&DataFiles::built_in()).unwrap();
    let countries: HashSet<&str> = lexicon.countries.iter().map(|c| c.iso3.as_str()).collect();
    let ids: HashSet<&str> = lexicon.actors.iter().map(|a| a.id.as_str()).collect();
    let unknown: Vec<String> = lexicon
        .actors
        .iter()
        .flat_map(|a| a.members.iter().map(move |m| (a, m)))
        .filter(|(_, m)| !countries.contains(m.who.as_str()) && !ids.contains(m.who.as_str()))
        .map(|(a, m)| format!("{}: {}", a.id, m.who))
        .collect();
    assert!(unknown.is_empty(), "expected countries or ids of the tables, but found {unknown:?}");
}

#[test]
fn no_two_persons_with_one_name_are_in_office_together() {
    let lexicon = ActorLexicon::load(&DataFiles::built_in()).unwrap();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, actor) in lexicon.actors.iter().enumerate().filter(|(_, a)| a.kind == ActorKind::Person) {
        by_name.entry(&actor.name).or_default().push(at);
    }
    for (name, all) in by_name.into_iter().filter(|(_, all)| all.len() > 1) {
        let ids: Vec<&str> = all.iter().map(|&i| lexicon.actors[i].id.as_str()).collect();
        let open = |i: &&usize| lexicon.actors[**i].offices.iter().any(|o| o.from.is_none() && o.to.is_none());
        assert!(all.iter().filter(open).count() < 2, "{name}: {ids:?} are one name without dates");
    }
}
