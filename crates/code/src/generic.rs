//! Nouns of events that tell none: a kind ("from torture to kidnap"), what is brought to an end ("an end to the fighting"),
//! a name given to something else ("called the vote an assault"), a charge ("charged with murder").
//!
//! In: an event noun. Out: whether the words name a kind, an end or a name. A bare noun names a kind where nobody is known to
//! have taken part, no verb carries it and no time, place or number ties it down.

use crate::circumstances;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx, Upos};

/// Whether the noun names a kind of event and no event.
pub(crate) fn is_generic(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let noun = proposition.head;
    if proposition.kind != Kind::Noun || proposition.support.is_some() {
        return false;
    }
    let tied = children_with(doc, noun, &["det", "poss", "nummod", "amod", "compound", "prep", "relcl", "acl"])
        .next()
        .is_some();
    // "Three nights of fighting" happened.
    let measured =
        doc.dep(noun) == "pobj" && scene.frames.is_of_class("spell", &lower(doc.lemma(doc.head(doc.head(noun)))));
    let told = measured || matches!(doc.dep(noun), "nsubj" | "nsubjpass" | "ROOT" | "dobj");
    !tied && !told && circumstances::time(scene, proposition, false, circumstances::Setting::Ground).is_none()
}

/// Whether the noun only says what ends or what somebody is charged with, is a name for something else, or is what a book or a film
/// is about.
pub(crate) fn is_no_deed(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    let noun = proposition.head;
    proposition.kind == Kind::Noun
        && proposition.support.is_none()
        && (is_ended(scene, noun)
            || is_name(scene, noun)
            || is_told_of(scene, noun)
            || is_charge(scene, noun)
            || is_month(scene, noun))
}

/// "Was charged with murder", "an inquiry into genocide": a bare noun names what somebody is charged with, not a deed.
fn is_charge(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    let prep = doc.head(noun);
    let lemma = lower(doc.lemma(doc.head(prep)));
    doc.dep(noun) == "pobj"
        && doc.tag(noun) == "NN"
        && child(doc, noun, &["det", "poss", "nummod", "relcl"]).is_none()
        && !children_with(doc, noun, &["prep"]).any(|prep| is_word(doc, prep, &["of", "against", "by"]))
        && is_word(doc, prep, &["with", "of", "for", "into", "on"])
        && ["charge_of", "prosecute"].iter().any(|class| scene.frames.is_of_class(class, &lemma))
}

/// "In March": the month, which the parser takes for a march.
fn is_month(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    scene.doc.pos(noun) == Upos::Propn
        && child(scene.doc, noun, &["compound"]).is_none()
        && scene.times.iter().any(|time| time.tokens.has(noun))
}

/// "The novel tells of a siege", "a film about the raid".
fn is_told_of(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    let fiction = |token: TokenIdx| scene.frames.is_of_class("fiction", &lower(doc.lemma(token)));
    let above = if doc.dep(noun) == "pobj" { doc.head(doc.head(noun)) } else { doc.head(noun) };
    let topic = doc.dep(noun) == "dobj"
        || (doc.dep(noun) == "pobj" && is_word(doc, doc.head(noun), &["of", "with", "about", "on"]));
    topic && (fiction(above) || child(doc, above, &["nsubj"]).is_some_and(fiction))
}

/// "An end to the fighting", "a pause in hostilities". At the end of a march there was one all the same.
fn is_ended(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    let prep = doc.head(noun);
    let end = doc.head(prep);
    doc.dep(noun) == "pobj"
        && is_word(doc, prep, &["of", "to", "in"])
        && doc.dep(prep) == "prep"
        && scene.frames.is_of_class("ending", &lower(doc.lemma(end)))
        && !(doc.dep(end) == "pobj" && is_word(doc, doc.head(end), &["at", "by", "towards", "toward", "near"]))
}

/// "Branded the patrol an invasion": the second of two complements of a verb that gives a name.
fn is_name(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    let verb = doc.head(noun);
    let names = scene.frames.is_of_class("naming", &lower(doc.lemma(verb)));
    names && matches!(doc.dep(noun), "oprd" | "attr") && child(doc, noun, &["relcl"]).is_none()
}

fn is_word(doc: &Doc, token: TokenIdx, words: &[&str]) -> bool {
    words.contains(&&*lower(doc.word(token)))
}
