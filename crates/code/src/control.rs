//! Roles that come from another clause or another phrase: control, conjunction, participles, and prepositional
//! phrases that the parser hung on the object instead of the verb.

use crate::lower::lower;
use crate::proposition::{Kind, Proposition, Propositions, Role, with_conjuncts};
use crate::verbal::is_passive;
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::{Frames, Operators};

/// Gives subjects to verbs that have none of their own: conjoined verbs, infinitives, participles, gerunds.
pub(crate) fn share(doc: &Doc, operators: &Operators, all: &mut Propositions) {
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
                for head in found.into_iter().filter(|h| *h != verb) {
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
        // "insisting that there is nothing to say, and has shut the border": whoever insists
        "conj" => subject_of(above).or_else(|| {
            let clauses = masudi_doc::tree::ancestors(doc, above).skip(1).take(4);
            clauses.filter(|a| doc.pos(*a) == Upos::Verb).find_map(subject_of)
        }),
        // "flew in on Monday, promised a hospital and left"
        "dep" if above < verb && doc.tag(verb) == "VBD" => subject_of(above),
        "xcomp" => {
            let governor = all.at(above)?;
            let objects: Vec<TokenIdx> =
                governor.fillers("patient").chain(governor.fillers("on")).filter(|o| *o < verb).collect();
            if governor.is_one_of(&operators.object_control) && !objects.is_empty() {
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
        "advcl" => subject_of(above).or_else(|| {
            // "the parliament loyal to the general called on him": the parser takes the adjective for the verb.
            let adjective = doc.pos(above) == Upos::Adj && above < verb && doc.is_root(above);
            let subject = child(doc, above, &["nsubj"]).filter(|_| adjective)?;
            Some(with_conjuncts(doc, subject).collect())
        }),
        "pcomp" => {
            let Some(proposition) = all.at(doc.head(above)) else {
                return accused(doc, above, operators, all).or_else(|| exchanged(doc, above, all));
            };
            let objects: Vec<TokenIdx> = proposition.fillers("patient").collect();
            let of_object = matches!(&*lower(doc.word(above)), "of" | "for" | "from" | "into");
            if of_object && !objects.is_empty() {
                Some(objects)
            } else {
                agent_of(proposition).or_else(|| exchanged(doc, above, all))
            }
        }
        // "their decision to withdraw", "Russia's refusal to leave"
        "acl" if doc.tag(verb) == "VB" => {
            let possessors: Vec<TokenIdx> = children_with(doc, above, &["poss"]).collect();
            if !possessors.is_empty() {
                return Some(possessors);
            }
            let carrier = all.at(doc.head(above)).filter(|_| doc.dep(above) == "dobj");
            carrier.and_then(agent_of).or_else(|| Some(vec![above]))
        }
        _ => None,
    }
}

/// "accused the militia of executing them", where the parser hangs the phrase on the militia.
fn accused(doc: &Doc, prep: TokenIdx, operators: &Operators, all: &Propositions) -> Option<Vec<TokenIdx>> {
    let object = Some(doc.head(prep)).filter(|o| doc.dep(*o) == "dobj" && doc.word(prep).eq_ignore_ascii_case("of"))?;
    let verb = all.at(doc.head(object)).filter(|p| p.is_one_of(&operators.object_control))?;
    let found: Vec<TokenIdx> = verb.fillers("patient").collect();
    (!found.is_empty()).then_some(found)
}

/// Who gives in "freed the pilot in exchange for lifting the siege": the agent of the verb above the exchange.
fn exchanged(doc: &Doc, prep: TokenIdx, all: &Propositions) -> Option<Vec<TokenIdx>> {
    let noun = doc.head(prep);
    let in_exchange = doc.dep(noun) == "pobj" && matches!(doc.lemma(noun), "exchange" | "return");
    let verb = masudi_doc::tree::ancestors(doc, noun).skip(1).find(|a| doc.pos(*a) == Upos::Verb)?;
    all.at(verb).filter(|_| in_exchange).and_then(agent_of)
}

fn agent_of(proposition: &Proposition) -> Option<Vec<TokenIdx>> {
    let found: Vec<TokenIdx> = proposition.fillers("agent").collect();
    (!found.is_empty()).then_some(found)
}

/// Notes the distant fillers of each verb.
pub(crate) fn reach(doc: &Doc, frames: &Frames, all: &mut Propositions) {
    let verbs: Vec<TokenIdx> = all.iter().filter(|p| p.kind == Kind::Verb).map(|p| p.head).collect();
    for verb in verbs {
        let mut found: Vec<Role> = Vec::new();
        let objects: Vec<TokenIdx> = all.at(verb).map(|p| p.fillers("patient").collect()).unwrap_or_default();
        for object in objects.into_iter().filter(|o| *o > verb) {
            let mut own = Proposition::new(object, Kind::Noun, Vec::new());
            crate::proposition::fill_prepositions(doc, object, &mut own);
            found.extend(own.roles.into_iter().filter(|r| r.name != "of" && r.name != "clause"));
            found.extend(
                children_with(doc, object, &["acl"])
                    .filter(|c| doc.tag(*c) == "VB")
                    .map(|head| Role { name: "clause".into(), head }),
            );
        }
        // "put pressure on Nairobi to admit the inspectors"
        let purpose = children_with(doc, verb, &["advcl"]).filter(|c| *c > verb && doc.tag(*c) == "VB");
        found.extend(purpose.map(|head| Role { name: "clause".into(), head }));
        found.extend(shared_object(doc, verb, all));
        found.extend(speakers(doc, verb, frames, all));
        if is_passive(doc, verb) && all.at(verb).is_some_and(|p| p.fillers("agent").next().is_none()) {
            found.extend(by_phrase(doc, verb));
            found.extend(fought_with(doc, verb, frames));
        }
        if let Some(own) = all.at_mut(verb) {
            for role in found {
                own.fill_far(&role.name, role.head);
            }
        }
    }
}

/// "issued statements deploring the raid", "a letter by the bishops urging calm": who speaks.
fn speakers(doc: &Doc, verb: TokenIdx, frames: &Frames, all: &Propositions) -> Vec<Role> {
    let text = doc.head(verb);
    if doc.dep(verb) != "acl" || doc.tag(verb) != "VBG" || !frames.is_of_class("statement", &lower(doc.lemma(text))) {
        return Vec::new();
    }
    let by = children_with(doc, text, &["prep", "agent"]).filter(|p| matches!(doc.word(*p), "by" | "from" | "of"));
    let mut found: Vec<TokenIdx> = by.flat_map(|p| children_with(doc, p, &["pobj"])).collect();
    found.extend(children_with(doc, text, &["poss"]));
    if found.is_empty() && doc.dep(text) == "dobj" {
        found.extend(all.at(doc.head(text)).and_then(agent_of).into_iter().flatten());
    }
    let found = found.into_iter().flat_map(|head| with_conjuncts(doc, head));
    found.map(|head| Role { name: "agent".into(), head }).collect()
}

/// "killed in a gun battle with the police": whom the victims fought.
fn fought_with(doc: &Doc, verb: TokenIdx, frames: &Frames) -> Vec<Role> {
    if !frames.is_of_class("casualty", &lower(doc.lemma(verb))) {
        return Vec::new();
    }
    let phrase = |of: TokenIdx, word: &'static str| {
        children_with(doc, of, &["prep"])
            .filter(move |p| doc.word(*p).eq_ignore_ascii_case(word))
            .flat_map(|p| children_with(doc, p, &["pobj"]).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let fights = phrase(verb, "in").into_iter().chain(phrase(verb, "during"));
    let against = fights.flat_map(|fight| phrase(fight, "with")).flat_map(|head| with_conjuncts(doc, head));
    against.map(|head| Role { name: "agent".into(), head }).collect()
}

/// "carried out with impunity by soldiers": a by-phrase that hangs on another phrase of a passive verb.
fn by_phrase(doc: &Doc, verb: TokenIdx) -> Vec<Role> {
    let mut open: Vec<TokenIdx> = doc.children(verb).iter().copied().filter(|c| *c > verb).collect();
    let mut found = Vec::new();
    while let Some(at) = open.pop() {
        if doc.word(at).eq_ignore_ascii_case("by") && doc.dep(at) == "prep" {
            let objects = children_with(doc, at, &["pobj"]).flat_map(|o| with_conjuncts(doc, o));
            found.extend(objects.map(|head| Role { name: "agent".into(), head }));
        } else if matches!(doc.dep(at), "prep" | "pobj" | "advmod") || is_event_beside(doc, at) {
            open.extend(doc.children(at));
        }
    }
    found
}

/// "killed in air strikes and shelling by the army": a gerund that the parser took for a second verb.
fn is_event_beside(doc: &Doc, at: TokenIdx) -> bool {
    doc.dep(at) == "conj" && doc.tag(at) == "VBG" && child(doc, at, &["dobj", "nsubj", "aux", "auxpass"]).is_none()
}

/// Nouns joined by "and" share what stands before the first and after the last: "Israeli raids and strikes", "air raids
/// and shelling by the army".
pub(crate) fn share_between_nouns(doc: &Doc, all: &mut Propositions) {
    let nouns: Vec<TokenIdx> = all.iter().filter(|p| p.kind == Kind::Noun).map(|p| p.head).collect();
    for noun in nouns {
        let first = if doc.dep(noun) == "conj" { Some(doc.head(noun)) } else { includes(doc, noun) };
        let next = children_with(doc, noun, &["conj"]).next();
        let mut lent: Vec<Role> = Vec::new();
        if let Some(first) = first.and_then(|f| all.at(f)).filter(|p| p.kind == Kind::Noun) {
            lent.extend(first.roles.iter().filter(|r| r.head < first.head || r.name == "agent").cloned());
        }
        if let Some(next) = next.and_then(|n| all.at(n)).filter(|p| p.kind == Kind::Noun) {
            lent.extend(next.roles.iter().filter(|r| r.head > next.head).cloned());
        }
        if let Some(own) = all.at_mut(noun) {
            for role in lent {
                let reads = |r: &Role| r.name == role.name || (r.name == "poss" && role.name == "mod");
                if !own.roles.iter().any(reads) {
                    own.fill_far(
                        if role.name == "by" || role.name == "poss" || role.name == "mod" {
                            "agent"
                        } else {
                            &role.name
                        },
                        role.head,
                    );
                }
            }
        }
    }
}

/// The events of which one is named: "raids" in "raids all night, including a strike on the port".
fn includes(doc: &Doc, noun: TokenIdx) -> Option<TokenIdx> {
    let including = Some(doc.head(noun)).filter(|p| doc.dep(noun) == "pobj" && doc.lemma(*p) == "include")?;
    Some(doc.head(including))
}

/// "arrested and deported the activists": the object of the conjoined verb is also this one's.
fn shared_object(doc: &Doc, verb: TokenIdx, all: &Propositions) -> Vec<Role> {
    let mut behind =
        children_with(doc, verb, &["dobj", "ccomp", "xcomp", "prep", "attr", "acomp"]).filter(|c| *c > verb);
    let bare = behind.next().is_none() && !is_passive(doc, verb);
    let next =
        children_with(doc, verb, &["conj"]).find(|c| doc.pos(*c) == Upos::Verb && child(doc, *c, &["nsubj"]).is_none());
    match next.and_then(|next| all.at(next)) {
        Some(next) if bare => next.roles.iter().filter(|r| r.name == "patient" && r.head > verb).cloned().collect(),
        _ => Vec::new(),
    }
}
