//! Propositions of verbs and predicative adjectives.
//!
//! Passives are undone; participles and relative clauses take the noun they modify; infinitives and conjoined verbs
//! take the subject that controls them.

use crate::proposition::{Kind, Proposition, Propositions, fill_prepositions, with_conjuncts};
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::Operators;

const RELATIVE: [&str; 4] = ["who", "which", "that", "whom"];

/// Whether the verb stands in the passive voice.
pub(crate) fn is_passive(doc: &Doc, verb: TokenIdx) -> bool {
    if doc.tag(verb) != "VBN" {
        return false;
    }
    let has = |labels: &[&str]| child(doc, verb, labels).is_some();
    has(&["auxpass", "nsubjpass", "agent"])
        || (matches!(doc.dep(verb), "acl" | "amod") && !has(&["dobj"]))
        || (doc.dep(verb) == "conj" && !has(&["aux", "nsubj"]) && !has(&["dobj"]) && is_passive(doc, doc.head(verb)))
        || (doc.dep(verb) == "advcl" && !has(&["dobj", "aux", "nsubj"]))
}

/// The proposition of one verb, with what stands in its own clause.
pub(crate) fn proposition(doc: &Doc, verb: TokenIdx, operators: &Operators) -> Proposition {
    let lemma = doc.lemma(verb).to_lowercase();
    let particle = children_with(doc, verb, &["prt"]).next();
    let mut lemmas = Vec::new();
    if let Some(particle) = particle {
        lemmas.push(format!("{lemma} {}", doc.word(particle).to_lowercase()).into());
    }
    for next in doc.children(verb).iter().filter(|c| matches!(doc.dep(**c), "advmod" | "prep" | "acomp")) {
        let word = doc.word(*next).to_lowercase();
        let joined = format!("{lemma} {word}");
        if next.get() == verb.get() + 1 && (operators.light.contains(joined.as_str()) || doc.dep(*next) == "advmod") {
            lemmas.push(joined.into());
        }
    }
    lemmas.push(lemma.into());
    let mut out = Proposition { head: verb, particle, kind: Kind::Verb, lemmas, roles: Vec::new(), support: None };
    let passive = is_passive(doc, verb);
    let noun = matches!(doc.dep(verb), "acl" | "relcl" | "amod").then(|| doc.head(verb));
    let mut object = false;
    for &c in doc.children(verb) {
        let relative = noun.filter(|_| RELATIVE.contains(&doc.word(c).to_lowercase().as_str()));
        let heads = relative.map_or_else(|| with_conjuncts(doc, c), |noun| vec![noun]);
        let role = match doc.dep(c) {
            "nsubj" => "agent",
            "nsubjpass" => "patient",
            "dobj" | "obj" => {
                object = true;
                "patient"
            }
            "dative" if child(doc, c, &["pobj"]).is_none() => "to",
            "ccomp" | "xcomp" => "clause",
            "attr" | "oprd" => "as",
            _ => continue,
        };
        for head in heads {
            out.fill(role, head);
        }
    }
    for by in children_with(doc, verb, &["agent"]) {
        for head in children_with(doc, by, &["pobj"]).flat_map(|c| with_conjuncts(doc, c)) {
            out.fill("agent", head);
        }
    }
    fill_prepositions(doc, verb, &mut out);
    if let Some(noun) = noun {
        let own_subject = child(doc, verb, &["nsubj", "nsubjpass"]).is_some();
        match (doc.dep(verb), passive) {
            (_, true) if !own_subject => out.fill("patient", noun),
            ("relcl", _) if own_subject && !object && out.fillers("patient").next().is_none() => {
                out.fill("patient", noun);
            }
            ("acl" | "amod", false) if !own_subject => out.fill("agent", noun),
            _ => {}
        }
    }
    out
}

/// The proposition of a predicative adjective: the verb's subject is its agent.
pub(crate) fn adjective(doc: &Doc, word: TokenIdx) -> Proposition {
    let mut out = Proposition {
        head: word,
        particle: None,
        kind: Kind::Adjective,
        lemmas: vec![doc.lemma(word).to_lowercase().into()],
        roles: Vec::new(),
        support: None,
    };
    for subject in children_with(doc, doc.head(word), &["nsubj", "nsubjpass"]) {
        for head in with_conjuncts(doc, subject) {
            out.fill("agent", head);
        }
    }
    for clause in children_with(doc, word, &["xcomp", "ccomp"]) {
        out.fill("clause", clause);
    }
    fill_prepositions(doc, word, &mut out);
    out
}

/// Gives subjects to verbs that have none of their own: conjoined verbs, infinitives, participles, gerunds.
pub(crate) fn share_subjects(doc: &Doc, operators: &Operators, all: &mut Propositions) {
    let heads: Vec<TokenIdx> = all.iter().filter(|p| p.kind == Kind::Verb).map(|p| p.head).collect();
    // Twice, since a controller may itself be controlled by a word further right.
    for _ in 0..2 {
        for &verb in &heads {
            let passive = is_passive(doc, verb);
            let missing = if passive { "patient" } else { "agent" };
            let Some(own) = all.at(verb) else { continue };
            if own.fillers(missing).next().is_some() {
                continue;
            }
            let Some(found) = controller(doc, verb, operators, all) else { continue };
            if let Some(own) = all.at_mut(verb) {
                for head in found {
                    own.fill(missing, head);
                }
            }
        }
    }
}

/// Who is understood as the subject of a verb without one.
fn controller(doc: &Doc, verb: TokenIdx, operators: &Operators, all: &Propositions) -> Option<Vec<TokenIdx>> {
    let above = doc.head(verb);
    let subject_of = |verb: TokenIdx| {
        let role = if is_passive(doc, verb) { "patient" } else { "agent" };
        all.at(verb).map(|p| p.fillers(role).collect::<Vec<_>>()).filter(|found| !found.is_empty())
    };
    match doc.dep(verb) {
        "conj" => subject_of(above),
        "xcomp" => {
            let governor = all.at(above)?;
            let objects: Vec<TokenIdx> =
                governor.fillers("patient").chain(governor.fillers("on")).filter(|o| *o < verb).collect();
            let controls = governor.lemmas.iter().any(|l| operators.object_control.contains(l));
            if controls && !objects.is_empty() {
                Some(objects)
            } else {
                subject_of(above).or_else(|| agent_of(governor))
            }
        }
        "ccomp" if child(doc, verb, &["aux"]).is_some_and(|a| doc.word(a).eq_ignore_ascii_case("to")) => {
            let governor = all.at(above)?;
            let objects: Vec<TokenIdx> = governor.fillers("patient").filter(|o| *o < verb).collect();
            if objects.is_empty() { subject_of(above) } else { Some(objects) }
        }
        "advcl" => subject_of(above),
        "pcomp" => {
            let governor = doc.head(above);
            let proposition = all.at(governor)?;
            let objects: Vec<TokenIdx> = proposition.fillers("patient").collect();
            let of_object = matches!(doc.word(above).to_lowercase().as_str(), "of" | "for" | "from" | "into");
            if of_object && !objects.is_empty() { Some(objects) } else { agent_of(proposition) }
        }
        _ => None,
    }
}

fn agent_of(proposition: &Proposition) -> Option<Vec<TokenIdx>> {
    let found: Vec<TokenIdx> = proposition.fillers("agent").collect();
    (!found.is_empty()).then_some(found)
}
