//! Propositions of event nouns.
//!
//! Possessives, modifiers of nationality and by-phrases are agents; a light verb lends its subject, its prepositional
//! phrases and its phase. The role of an of-phrase depends on the noun, so it keeps the name `of` here and the frame
//! decides.

use crate::lower::lower;
use crate::proposition::{Kind, Proposition, Propositions, Role, fill_prepositions, with_conjuncts};
use masudi_doc::tree::{ancestors, children_with};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::Frames;
use smol_str::{SmolStr, format_smolstr};

/// The proposition of a noun, if some frame is triggered by it.
pub(crate) fn proposition(doc: &Doc, noun: TokenIdx, frames: &Frames) -> Option<Proposition> {
    if doc.dep(noun) == "compound" {
        return None;
    }
    if is_purpose(doc, noun) {
        return None;
    }
    let lemma = SmolStr::from(lower(doc.lemma(noun)));
    let verb = deverbal(doc, noun, frames);
    if verb.is_none() && !frames.ends_noun(&lemma) {
        return None;
    }
    let mut lemmas: Vec<SmolStr> = names(doc, noun, &lemma).collect();
    lemmas.push(lemma);
    if verb.is_none() && !lemmas.iter().any(|l| !frames.of_noun(l).is_empty()) {
        return None;
    }
    let mut out = Proposition::new(noun, Kind::Noun, lemmas);
    out.verb = verb;
    for &c in doc.children(noun) {
        match doc.dep(c) {
            "poss" => with_conjuncts(doc, c).for_each(|head| out.fill("poss", head)),
            "acl" | "xcomp" | "ccomp" if is_complement(doc, c) => out.fill("clause", c),
            // "a Saudi-led strike"
            "amod" if matches!(doc.lemma(c), "lead" | "back") => {
                children_with(doc, c, &["npadvmod"]).for_each(|led| out.fill_far("agent", led));
            }
            "compound" | "amod" | "nmod" => with_conjuncts(doc, c).for_each(|head| out.fill("mod", head)),
            _ => {}
        }
    }
    fill_prepositions(doc, noun, &mut out);
    // "clashes involving herders and farmers"
    for involving in children_with(doc, noun, &["acl"]).filter(|c| doc.lemma(*c) == "involve") {
        let who = children_with(doc, involving, &["dobj"]).flat_map(|o| with_conjuncts(doc, o));
        who.for_each(|head| out.fill_far("agent", head));
    }
    for (name, head) in nested(doc, noun) {
        out.fill_far(&name, head);
    }
    if doc.dep(noun) == "attr" {
        // "Sweden is the largest donor"
        children_with(doc, doc.head(noun), &["nsubj"]).for_each(|subject| out.fill_far("agent", subject));
    }
    Some(out)
}

/// The two-word names of a noun, given its lemma: "tear gas".
pub(crate) fn names<'d>(doc: &'d Doc, noun: TokenIdx, lemma: &'d str) -> impl Iterator<Item = SmolStr> + 'd {
    children_with(doc, noun, &["compound", "amod"]).map(move |c| format_smolstr!("{} {lemma}", lower(doc.lemma(c))))
}

/// The verb whose gerund a noun is, where it has an object and some frame knows the verb: "arm" of "the arming of the
/// militia".
fn deverbal(doc: &Doc, noun: TokenIdx, frames: &Frames) -> Option<SmolStr> {
    let word = lower(doc.word(noun));
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() > 2)?;
    let has_object = children_with(doc, noun, &["prep"]).any(|p| doc.word(p).eq_ignore_ascii_case("of"));
    if !has_object || !frames.of_noun(&word).is_empty() {
        return None;
    }
    let undoubled =
        stem.char_indices().next_back().filter(|(at, last)| stem[..*at].ends_with(*last)).map(|(at, _)| &stem[..at]);
    let candidates = [Some(format!("{stem}e")), Some(stem.to_owned()), undoubled.map(str::to_owned)];
    candidates.into_iter().flatten().find(|verb| !frames.of_verb(verb).is_empty()).map(SmolStr::from)
}

/// Phrases that the parser hung on the object of another phrase: "the rejection of the plan by Cyprus", "the calls by the
/// bishops for calm".
fn nested(doc: &Doc, noun: TokenIdx) -> Vec<(SmolStr, TokenIdx)> {
    let mut found = Vec::new();
    for prep in children_with(doc, noun, &["prep", "agent"]) {
        let inner = match &*lower(doc.word(prep)) {
            "of" => ["by", "by"],
            "by" => ["for", "on"],
            _ => continue,
        };
        for below in children_with(doc, prep, &["pobj"]).flat_map(|o| children_with(doc, o, &["prep", "agent"])) {
            let word = lower(doc.word(below));
            if inner.contains(&&*word) {
                let name = if word == "by" { "agent".into() } else { SmolStr::from(&*word) };
                found.extend(children_with(doc, below, &["pobj"]).map(|o| (name.clone(), o)));
            }
        }
    }
    found
}

/// "In order to": the noun is no order.
fn is_purpose(doc: &Doc, noun: TokenIdx) -> bool {
    doc.word(noun).eq_ignore_ascii_case("order")
        && doc.word(doc.head(noun)).eq_ignore_ascii_case("in")
        && children_with(doc, noun, &["det", "poss", "amod"]).next().is_none()
}

/// Whether a clause below a noun says what the noun is about: "the order to leave", "the claim that they fled".
fn is_complement(doc: &Doc, clause: TokenIdx) -> bool {
    let to = doc.tag(clause) == "VB" && children_with(doc, clause, &["aux"]).any(|a| doc.tag(a) == "TO");
    to || children_with(doc, clause, &["mark"]).any(|m| doc.word(m).eq_ignore_ascii_case("that"))
}

/// The verb that carries a noun as its object or subject ("carried out strikes", "talks resumed", "the raid mounted
/// by rebels", "the offensive that they launched").
fn support(doc: &Doc, noun: TokenIdx, frames: &Frames, all: &Propositions) -> Option<TokenIdx> {
    let operators = &frames.operators;
    let aspect = |p: &Proposition| p.lemmas.iter().any(|l| operators.aspect.contains_key(l));
    let carries = |verb: TokenIdx| {
        all.at(verb).is_some_and(|p| p.is_one_of(&operators.light) || p.is_one_of(&operators.undergo) || aspect(p))
    };
    let occurs = |verb: TokenIdx| all.at(verb).is_some_and(|p| p.is_one_of(&operators.occur) || aspect(p));
    let top = governed(doc, noun, frames);
    let verb = doc.head(top);
    let found = match doc.dep(top) {
        "dobj" | "nsubjpass" | "obj" => Some(verb).filter(|v| carries(*v)),
        "nsubj" => Some(verb).filter(|v| occurs(*v)),
        _ => None,
    };
    found.or_else(|| {
        children_with(doc, noun, &["acl", "relcl"])
            .find(|v| carries(*v) && all.at(*v).is_some_and(|p| p.fillers("patient").any(|h| h == noun)))
    })
}

/// The verb whose subject or object a noun is, light or not: "took" of "the truce took effect".
fn carrier(doc: &Doc, noun: TokenIdx, frames: &Frames) -> Option<TokenIdx> {
    let top = governed(doc, noun, frames);
    let hangs = matches!(doc.dep(top), "nsubj" | "nsubjpass" | "dobj" | "attr");
    Some(doc.head(top)).filter(|verb| hangs && matches!(doc.pos(*verb), Upos::Verb | Upos::Aux))
}

/// The word by which a noun hangs in its clause: its first conjunct, or what measures it in "dozens of attacks", "two days of
/// talks".
pub(crate) fn governed(doc: &Doc, noun: TokenIdx, frames: &Frames) -> TokenIdx {
    let mut top = noun;
    while doc.dep(top) == "conj" && doc.head(top) != top {
        top = doc.head(top);
    }
    let above = doc.head(top);
    if doc.dep(top) == "pobj" && doc.word(above).eq_ignore_ascii_case("of") {
        let quantity = doc.head(above);
        let measure = lower(doc.lemma(quantity));
        if frames.is_of_class("quantity", &measure) || frames.is_of_class("spell", &measure) {
            return quantity;
        }
    }
    top
}

/// Lets event nouns take roles from the verb that carries them, and from the verb that says whose deed they were
/// ("an attack blamed on Israel").
pub(crate) fn carry_from_verbs(doc: &Doc, frames: &Frames, all: &mut Propositions) {
    let nouns: Vec<TokenIdx> = all.iter().filter(|p| p.kind == Kind::Noun).map(|p| p.head).collect();
    for noun in nouns {
        let support = support(doc, noun, frames, all);
        if let (Some(verb), Some(own)) = (carrier(doc, noun, frames).or(support), all.at_mut(noun)) {
            own.fill("carrier", verb);
        }
        if let Some(verb) = support {
            let lent = all.at(verb).map(|carrier| lent(carrier, noun)).unwrap_or_default();
            let doers = done_by(doc, noun, verb, frames, all);
            let suffers = all.at(verb).is_some_and(|p| p.is_one_of(&frames.operators.undergo));
            if let Some(own) = all.at_mut(noun) {
                own.support = Some(verb);
                for role in lent {
                    match role.name.as_str() {
                        "agent" if suffers => own.fill_far("patient", role.head),
                        name => own.fill(name, role.head),
                    }
                }
                doers.into_iter().for_each(|doer| own.fill("agent", doer));
            }
        } else {
            for role in bystanders(doc, noun, frames, all) {
                if let Some(own) = all.at_mut(noun) {
                    own.fill_far(&role.name, role.head);
                }
            }
            for subject in beside(doc, noun, frames, all) {
                if let Some(own) = all.at_mut(noun) {
                    own.fill("beside", subject);
                }
            }
        }
        for agent in blamed(doc, noun, frames, all) {
            if let Some(own) = all.at_mut(noun) {
                own.fill("agent", agent);
            }
        }
    }
}

/// Who did it, by a participle beside the noun where another verb carries it: "the siege conducted by the army ended".
fn done_by(doc: &Doc, noun: TokenIdx, carrier: TokenIdx, frames: &Frames, all: &Propositions) -> Vec<TokenIdx> {
    let light = |p: &&Proposition| p.is_one_of(&frames.operators.light);
    let beside = children_with(doc, noun, &["acl"]).filter(|v| *v != carrier && doc.tag(*v) == "VBN");
    beside.filter_map(|v| all.at(v)).filter(light).flat_map(|p| p.fillers("agent").collect::<Vec<_>>()).collect()
}

/// What a carrying verb lends: its subject and prepositional phrases, but not what stands for the noun itself. In
/// the passive its by-phrase is the subject.
fn lent(carrier: &Proposition, noun: TokenIdx) -> Vec<Role> {
    let agent_far = carrier.fillers("agent").next().is_none();
    let far = carrier.far.iter().filter(|r| agent_far && r.name == "agent");
    carrier
        .roles
        .iter()
        .chain(far)
        .filter(|r| !matches!(r.name.as_str(), "patient" | "clause" | "as") && r.head != noun)
        .cloned()
        .collect()
}

/// Who does or suffers an event that a phrase of the clause names: "died in the shelling", "was wounded in a raid",
/// "took the town in an assault".
fn bystanders(doc: &Doc, noun: TokenIdx, frames: &Frames, all: &Propositions) -> Vec<Role> {
    let top = governed(doc, noun, frames);
    let prep = doc.head(top);
    let above = doc.head(prep);
    // "charged nine men over the attack": the phrase may hang on the object.
    let above = if doc.dep(above) == "dobj" { doc.head(above) } else { above };
    let Some(clause) = all.at(above).filter(|p| doc.dep(top) == "pobj" && p.kind == Kind::Verb) else {
        return Vec::new();
    };
    if above != doc.head(prep) && !clause.lemmas.iter().any(|l| frames.is_of_class("prosecute", l)) {
        return Vec::new();
    }
    let loses = clause.is_one_of(&frames.operators.undergo) || loses_life(doc, clause);
    let suffered = crate::verbal::is_passive(doc, clause.head) || loses;
    let of_class = |class: &str| clause.lemmas.iter().any(|l| frames.is_of_class(class, l));
    let (from, to) = match &*lower(doc.word(prep)) {
        // "arrested two men over the bombing", "sentenced to death for the killing": they are said to have done it.
        "over" | "for" if of_class("prosecute") => (["to", "patient"], "agent"),
        // "answered with an air strike"
        "with" if of_class("answer") => (["agent", "agent"], "agent"),
        "by" if suffered && !(of_class("casualty") || of_class("harm") || of_class("rout")) => return Vec::new(),
        "in" | "under" | "from" | "for" | "to" | "during" | "by" | "with" if suffered => {
            (["patient", "agent"], "patient")
        }
        "in" | "during" | "through" | "with" if clause.fillers("patient").next().is_some() => {
            (["agent", "agent"], "agent")
        }
        _ => return Vec::new(),
    };
    let fillers = from.iter().map(|role| clause.fillers(role).collect::<Vec<_>>()).find(|found| !found.is_empty());
    let mut out: Vec<Role> = fillers.into_iter().flatten().map(|head| Role { name: to.into(), head }).collect();
    if to == "patient" && crate::verbal::is_passive(doc, clause.head) {
        // "were dispersed by soldiers with tear gas"
        out.extend(clause.fillers("agent").map(|head| Role { name: "agent".into(), head }));
    }
    out.retain(|role| role.head != noun);
    out
}

/// "five soldiers lost their lives": they suffer what took them.
fn loses_life(doc: &Doc, clause: &Proposition) -> bool {
    doc.lemma(clause.head) == "lose" && clause.fillers("patient").any(|object| doc.lemma(object) == "life")
}

/// The subject of the clause in which a noun is a circumstance, role `beside`: "on a visit to Kyiv, the chancellor said";
/// "after talks with the king, the envoy left". Only frames whose noun needs the subject's presence may ask for it.
fn beside(doc: &Doc, noun: TokenIdx, frames: &Frames, all: &Propositions) -> Vec<TokenIdx> {
    let top = governed(doc, noun, frames);
    let prep = doc.head(top);
    let of_circumstance = matches!(
        &*lower(doc.word(prep)),
        "on" | "during" | "after" | "before" | "following" | "in" | "at" | "for" | "ahead" | "of"
    );
    if doc.dep(top) != "pobj" || !of_circumstance {
        return Vec::new();
    }
    let above = ancestors(doc, prep).skip(1).find(|a| doc.pos(*a) != Upos::Adp);
    let clause = above.and_then(|a| all.at(a)).filter(|p| p.kind == Kind::Verb);
    clause.map(|p| p.fillers("agent").filter(|h| *h != noun).collect()).unwrap_or_default()
}

/// Whom a verb beside the noun names as the doer: "blamed on", "attributed to", "claimed by".
fn blamed(doc: &Doc, noun: TokenIdx, frames: &Frames, all: &Propositions) -> Vec<TokenIdx> {
    let verb = crate::factuality::ascribing(doc, noun, frames, all);
    let Some((verb, ascribe)) = verb else { return Vec::new() };
    all.at(verb).map(|p| p.fillers(&ascribe.role).filter(|h| *h != noun).collect()).unwrap_or_default()
}
