//! The resolver on documents built by hand.

#![allow(clippy::unwrap_used)]

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{ActorEntity, Civil, Doc, DocBuilder, Lang, RefForm};
use masudi_lexicon::DataFiles;
use std::sync::OnceLock;

fn lexicon() -> &'static ActorLexicon {
    static LEXICON: OnceLock<ActorLexicon> = OnceLock::new();
    LEXICON.get_or_init(|| ActorLexicon::load(&DataFiles::built_in()).unwrap())
}

/// Words as `word/lemma/POS/TAG/head/dep`.
fn doc(words: &str) -> DocBuilder {
    words.split_whitespace().fold(DocBuilder::new(Lang::En), |doc, word| {
        let f: Vec<&str> = word.split('/').collect();
        doc.word(f[0], f[1], f[2], f[3], f[4].parse().unwrap(), f[5])
    })
}

fn at(doc: &Doc, token: usize, year: i16) -> Option<(ActorEntity, RefForm, String)> {
    let on = Civil { year, month: 6, day: 1 };
    let actors = ActorResolver::new(lexicon()).resolve(doc, Some(on), &[]);
    actors.at(token.into()).map(|r| (actors.entity(r.entity).clone(), r.form, doc.words(r.tokens).to_owned()))
}

fn code(doc: &Doc, token: usize, year: i16) -> String {
    at(doc, token, year).and_then(|(e, _, _)| e.code).unwrap_or_default().to_string()
}

#[test]
fn the_sector_follows_the_office_on_the_date() {
    let d = doc("Barack/Barack/PROPN/NNP/1/compound Obama/Obama/PROPN/NNP/2/nsubj spoke/speak/VERB/VBD/2/ROOT")
        .entity(0, 2, "PERSON")
        .build()
        .unwrap();
    assert_eq!(code(&d, 1, 2014), "USAGOV");
    assert_eq!(code(&d, 1, 2022), "USAELI");
}

#[test]
fn a_backer_is_not_the_nationality() {
    let d = doc("Iranian/iranian/ADJ/JJ/2/npadvmod -/-/PUNCT/HYPH/2/punct backed/back/VERB/VBN/3/amod \
                 militias/militia/NOUN/NNS/4/nsubj mobilised/mobilise/VERB/VBD/4/ROOT")
    .build()
    .unwrap();
    let (entity, form, _) = at(&d, 3, 2018).unwrap();
    assert_eq!((entity.country, entity.sector.as_deref(), form), (None, Some("REB"), RefForm::Description));
}

#[test]
fn nationality_comes_from_possessives_and_compounds() {
    let d =
        doc("Jordan/Jordan/PROPN/NNP/2/poss 's/'s/PART/POS/0/case army/army/NOUN/NN/3/nsubj met/meet/VERB/VBD/3/ROOT \
                 US/US/PROPN/NNP/5/compound troops/troop/NOUN/NNS/3/dobj")
        .build()
        .unwrap();
    assert_eq!(code(&d, 2, 2018), "JORMIL");
    assert_eq!(code(&d, 5, 2018), "USAMIL");
    assert_eq!(at(&d, 5, 2018).unwrap().2, "US troops");
}

#[test]
fn an_office_with_a_country_is_its_holder() {
    let d = doc("The/the/DET/DT/2/det French/french/ADJ/JJ/2/amod president/president/NOUN/NN/3/nsubj left/leave/VERB/VBD/3/ROOT \
                 and/and/CCONJ/CC/3/cc he/he/PRON/PRP/6/nsubj spoke/speak/VERB/VBD/3/conj")
    .build()
    .unwrap();
    assert_eq!(at(&d, 2, 2019).unwrap().0.name, "Emmanuel Macron");
    let (he, form, _) = at(&d, 5, 2019).unwrap();
    assert_eq!((he.name.as_str(), form), ("Emmanuel Macron", RefForm::Pronoun));
}

#[test]
fn an_adjective_before_an_event_is_the_state() {
    let d = doc("Israeli/israeli/ADJ/JJ/2/amod air/air/NOUN/NN/2/compound strikes/strike/NOUN/NNS/3/nsubj continued/continue/VERB/VBD/3/ROOT")
        .build()
        .unwrap();
    let (entity, form, text) = at(&d, 0, 2019).unwrap();
    assert_eq!((entity.code.as_deref(), form, text.as_str()), (Some("ISRGOV"), RefForm::Adjective, "Israeli"));
}

#[test]
fn small_words_are_no_acronyms() {
    let d = doc("It/it/PRON/PRP/1/nsubj is/be/AUX/VBZ/1/ROOT us/we/PRON/PRP/1/attr").build().unwrap();
    assert!(at(&d, 1, 2019).is_none());
    assert!(at(&d, 2, 2019).is_none());
}

#[test]
fn an_unknown_person_is_described_by_the_text() {
    let d = doc("Ada/Ada/PROPN/NNP/1/compound Zwombe/Zwombe/PROPN/NNP/6/nsubj ,/,/PUNCT/,/1/punct a/a/DET/DT/5/det \
                 Ghanaian/ghanaian/ADJ/JJ/5/amod judge/judge/NOUN/NN/1/appos resigned/resign/VERB/VBD/6/ROOT \
                 ././PUNCT/./6/punct Zwombe/Zwombe/PROPN/NNP/9/nsubj spoke/speak/VERB/VBD/9/ROOT")
    .entity(0, 2, "PERSON")
    .entity(8, 9, "PERSON")
    .build()
    .unwrap();
    assert_eq!(code(&d, 1, 2019), "GHAJUD");
    assert_eq!(code(&d, 8, 2019), "GHAJUD");
    assert_eq!(at(&d, 5, 2019).unwrap().0.name, "Ada Zwombe");
}
