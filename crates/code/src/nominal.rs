//! Propositions of event nouns.
//!
//! Possessives, modifiers of nationality and by-phrases are agents; a light verb lends its subject, its prepositional
//! phrases and its phase. The role of an of-phrase depends on the noun, so it keeps the name `of` here and the frame
//! decides.

use crate::proposition::{Kind, Proposition, Propositions, fill_prepositions, with_conjuncts};
use masudi_doc::tree::children_with;
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::Frames;
use smol_str::SmolStr;

/// The proposition of a noun, if some frame is triggered by it.
pub(crate) fn proposition(doc: &Doc, noun: TokenIdx, frames: &Frames) -> Option<Proposition> {
    if doc.dep(noun) == "compound" {
        return None;
    }
    let lemma: SmolStr = doc.lemma(noun).to_lowercase().into();
    let mut lemmas: Vec<SmolStr> = children_with(doc, noun, &["compound", "amod"])
        .map(|c| SmolStr::from(format!("{} {lemma}", doc.lemma(c).to_lowercase())))
        .collect();
    lemmas.push(lemma);
    if !lemmas.iter().any(|l| frames.of_noun(l).next().is_some()) {
        return None;
    }
    let mut out =
        Proposition { head: noun, particle: None, kind: Kind::Noun, lemmas, roles: Vec::new(), support: None };
    for &c in doc.children(noun) {
        match doc.dep(c) {
            "poss" => with_conjuncts(doc, c).into_iter().for_each(|head| out.fill("poss", head)),
            "compound" | "amod" | "nmod" => with_conjuncts(doc, c).into_iter().for_each(|head| out.fill("mod", head)),
            _ => {}
        }
    }
    fill_prepositions(doc, noun, &mut out);
    Some(out)
}

/// The verb that carries a noun as its object or subject ("carried out strikes", "talks resumed").
fn support(doc: &Doc, noun: TokenIdx, frames: &Frames, all: &Propositions) -> Option<TokenIdx> {
    let mut top = noun;
    while doc.dep(top) == "conj" && doc.head(top) != top {
        top = doc.head(top);
    }
    // "dozens of attacks": the verb governs the quantity.
    let above = doc.head(top);
    if doc.dep(top) == "pobj" && doc.word(above).eq_ignore_ascii_case("of") {
        let quantity = doc.head(above);
        if frames.is_of_class("quantity", &doc.lemma(quantity).to_lowercase()) {
            top = quantity;
        }
    }
    let verb = doc.head(top);
    let known = |words: &std::collections::HashSet<SmolStr>| {
        all.at(verb).is_some_and(|p| p.lemmas.iter().any(|l| words.contains(l)))
    };
    let aspect = all.at(verb).is_some_and(|p| p.lemmas.iter().any(|l| frames.operators.aspect.contains_key(l)));
    match doc.dep(top) {
        "dobj" | "nsubjpass" | "obj" if known(&frames.operators.light) || aspect => Some(verb),
        "nsubj" if known(&frames.operators.occur) || aspect => Some(verb),
        _ => None,
    }
}

/// Lets event nouns take roles from the verb that carries them.
pub(crate) fn carry_from_verbs(doc: &Doc, frames: &Frames, all: &mut Propositions) {
    let nouns: Vec<TokenIdx> = all.iter().filter(|p| p.kind == Kind::Noun).map(|p| p.head).collect();
    for noun in nouns {
        let Some(verb) = support(doc, noun, frames, all) else { continue };
        let Some(carrier) = all.at(verb).filter(|p| p.kind == Kind::Verb) else { continue };
        let lent: Vec<(SmolStr, TokenIdx)> = carrier
            .roles
            .iter()
            .filter(|r| !matches!(r.name.as_str(), "patient" | "clause" | "as") && r.head != noun)
            .map(|r| (r.name.clone(), r.head))
            .collect();
        if let Some(own) = all.at_mut(noun) {
            own.support = Some(verb);
            for (role, head) in lent {
                own.fill(&role, head);
            }
        }
    }
}
