//! Parsed sentences with the code that each word must have: `# expect = word=CODE word#2=CODE+CODE`, where `#2` is the
//! second such word and `+` joins the members of a plural.

#![allow(clippy::unwrap_used)]

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{ActorRefs, Doc, EntityIdx, Lang, TokenIdx, conllu};
use masudi_lexicon::DataFiles;
use masudi_lexicon::actors::dates;

fn code(actors: &ActorRefs, entity: EntityIdx) -> String {
    let e = actors.entity(entity);
    if e.members.is_empty() {
        return e.code.as_deref().unwrap_or("").to_owned();
    }
    e.members.iter().map(|&m| code(actors, m)).collect::<Vec<_>>().join("+")
}

fn nth(doc: &Doc, word: &str) -> Option<TokenIdx> {
    let (word, n) = word.split_once('#').unwrap_or((word, "1"));
    let mut all = (0..doc.len()).map(TokenIdx::from).filter(|&t| doc.word(t) == word);
    all.nth(n.parse::<usize>().unwrap() - 1)
}

fn check(fixture: &str, language: Lang) {
    let lexicon = ActorLexicon::load(&DataFiles::built_in()).unwrap();
    let resolver = ActorResolver::new(&lexicon);
    let mut faults = Vec::new();
    for case in fixture.split("# newdoc\n").filter(|c| !c.trim().is_empty()) {
        let field = |name: &str| {
            let line = case.lines().find_map(|l| l.strip_prefix(&format!("# {name} = ")));
            line.unwrap_or_else(|| panic!("expected \"# {name} = …\" in {case}"))
        };
        let doc = conllu::parse(case, language).unwrap();
        let actors = resolver.resolve(&doc, dates::day(field("on"), false), &[]);
        for (word, expected) in field("expect").split(' ').map(|e| e.split_once('=').unwrap()) {
            let token = nth(&doc, word).unwrap_or_else(|| panic!("expected \"{word}\" in {}", doc.text()));
            let found = actors.at(token).map_or("nobody".to_owned(), |r| code(&actors, r.entity));
            if found != expected {
                let why = actors.at(token).map_or("", |r| &actors.entity(r.entity).because);
                faults.push(format!("{}: expected {word}={expected}, but found {found} ({why})", doc.text()));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn english() {
    check(include_str!("fixtures/en.conllu"), Lang::En);
}

#[test]
fn french() {
    check(include_str!("fixtures/fr.conllu"), Lang::Fr);
}
