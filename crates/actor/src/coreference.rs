//! Pronouns: the nearest fitting entity, subjects before others.
//!
//! In: what was found so far, left to right. Out: the entity a pronoun stands for, or none. First and second persons
//! are left alone.

use crate::entity_store::{Gender, Store};
use masudi_doc::{ActorKind, Doc, EntityIdx, RefForm, TokenIdx, tree};

enum Wanted {
    Person(Gender),
    Thing,
    Many,
}

/// The entity a pronoun stands for.
pub(crate) fn pronoun(doc: &Doc, store: &Store, at: TokenIdx) -> Option<(EntityIdx, Option<Gender>)> {
    let word = doc.word(at).to_lowercase();
    let wanted = match word.as_str() {
        "he" | "him" | "his" | "himself" => Wanted::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Wanted::Person(Gender::Female),
        "it" | "its" | "itself" => Wanted::Thing,
        "they" | "them" | "their" | "themselves" | "theirs" => Wanted::Many,
        "who" | "which" | "that" | "whose" | "whom" => return relative(doc, store, at).map(|e| (e, None)),
        _ => return None,
    };
    let sentence = doc.sentence_of(at).0;
    let clause =
        tree::ancestors(doc, at).find(|&t| matches!(doc.pos(t), masudi_doc::Upos::Verb | masudi_doc::Upos::Aux));
    let own_object = matches!(doc.dep(at), "dobj" | "pobj" | "dative") && !word.ends_with("sel");
    let mut best: Option<(i64, EntityIdx)> = None;
    for r in store.refs().iter().filter(|r| r.head < at) {
        let distance = i64::from(sentence) - i64::from(doc.sentence_of(r.head).0);
        if distance > 3 || r.form == RefForm::Adjective {
            continue;
        }
        let e = store.get(r.entity);
        let plural = store.is_plural(r.entity);
        let fits = match wanted {
            Wanted::Person(gender) => {
                matches!(e.kind, ActorKind::Person | ActorKind::Role)
                    && !plural
                    && (e.sector.is_some() || e.kind != ActorKind::Role)
                    && store.gender(r.entity).is_none_or(|g| g == gender)
            }
            Wanted::Thing => !plural && !matches!(e.kind, ActorKind::Person | ActorKind::People),
            Wanted::Many => {
                plural || matches!(e.kind, ActorKind::ArmedGroup | ActorKind::Coalition | ActorKind::People)
            }
        };
        let subject_of_same = own_object && doc.dep(r.head).starts_with("nsubj") && Some(doc.head(r.head)) == clause;
        if !fits || subject_of_same {
            continue;
        }
        let person = matches!((&wanted, e.kind), (Wanted::Person(_), ActorKind::Person));
        let role = match doc.dep(r.head) {
            dep if dep.starts_with("nsubj") => 6,
            "poss" | "dobj" | "obj" | "agent" => 2,
            _ => 0,
        };
        let score = role + if person { 5 } else { 0 } - distance * 5 + i64::from(r.head.0) * 2 / doc.len() as i64;
        if best.is_none_or(|(b, _)| score >= b) {
            best = Some((score, r.entity));
        }
    }
    let gender = match wanted {
        Wanted::Person(gender) => Some(gender),
        _ => None,
    };
    best.map(|(_, e)| (e, gender))
}

/// The noun that the relative clause of "who", "which", "that" modifies.
fn relative(doc: &Doc, store: &Store, at: TokenIdx) -> Option<EntityIdx> {
    let clause = tree::ancestors(doc, at).find(|&t| matches!(doc.dep(t), "relcl" | "acl:relcl"))?;
    (clause != at && doc.head(clause) < at).then(|| store.at(doc.head(clause))).flatten()
}
