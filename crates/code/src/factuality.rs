//! Did it happen? Negation, modals, conditions, status words and reports above and beside a predicate.
//!
//! In: a predicate in its tree. Out: a [`Status`], who is cited, and whether the predicate is what somebody refuses to
//! do. The nearest operator wins; negation of a negation is not computed.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::moods::{
    condition, condition_mark, has_condition, is_asked, is_imperative, is_infinitive, is_nobody, is_promised,
    is_wished, modal,
};
use crate::proposition::{Kind, Proposition, Propositions};
use crate::verbal::{is_apart, is_parenthesis, is_passive};
use masudi_doc::tree::{ancestors, child, children_with};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::{Ascription, Effect, Frames, Operators};
use masudi_lexicon::words::WordSet;
use masudi_record::Status;

/// What the text says of an event's reality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it happened.
    pub status: Status,
    /// Head word of the source that is cited for it.
    pub source: Option<TokenIdx>,
    /// Whether the subject says that it will not do it ("will not accept").
    pub refused: bool,
    /// Whether it will or would be done on a condition ("will attack if", "would leave unless").
    pub on_condition: bool,
    /// Whether its own verb stands under "will" or "would".
    pub promised: bool,
}

/// Judges a predicate.
pub fn judge(scene: &Scene<'_>, proposition: &Proposition) -> Judgement {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let from = proposition.support.filter(|v| !presupposes(scene, *v)).unwrap_or(proposition.head);
    let mut status = modifiers(doc, operators, proposition.head);
    if status == Status::Actual && from != proposition.head {
        status = modifiers(doc, operators, from);
    }
    if status == Status::Actual
        && let Some((_, ascription)) = ascribing(doc, proposition.head, scene.frames, scene.propositions)
    {
        status = of_effect(ascription.effect);
    }
    if status == Status::Actual && (is_imperative(doc, from) || is_asked(doc, from)) {
        status = Status::Hypothetical;
    }
    let mut source = None;
    let mut below = from;
    // A noun that no verb carries is touched by the words right above it only: "efforts to end the war" says nothing
    // against the war.
    let free_noun = proposition.kind == Kind::Noun && from == proposition.head;
    let mut governors = 0;
    let mut last = "";
    let mut told = false;
    for above in ancestors(doc, from).skip(1) {
        if doc.dep(below) == "relcl" && is_wished(doc, below) {
            status = first_stays(status, Status::Hypothetical);
        }
        if doc.dep(below) == "relcl" || is_apart(doc, below) {
            break;
        }
        // What is told in a clause of its own, or as known of a noun, stays fact whatever is said around it.
        told |= is_told(doc, operators, below);
        let link = link(scene, below, above, last);
        let (found, cited) = said_above(scene, below, above, link);
        last = link;
        source = source.or(cited);
        if !told && (!free_noun || governors == 0 || (found == Status::Alleged && governors <= CLAIMED)) {
            status = first_stays(status, found);
        }
        governors += usize::from(doc.pos(above) != Upos::Adp);
        below = above;
    }
    for root in ancestors(doc, from) {
        let report = |v: &TokenIdx| scene.propositions.at(*v).is_some_and(|p| p.is_one_of(&operators.report));
        let aside = children_with(doc, root, &["parataxis"]).filter(|v| is_parenthesis(doc, *v)).find(report);
        source = source.or_else(|| scene.propositions.at(aside?)?.fillers("agent").next());
        for prep in children_with(doc, root, &["prep"]) {
            if operators.according_to.contains(&*lower(doc.word(prep))) {
                source = source.or_else(|| doc.children(prep).iter().find_map(|to| child(doc, *to, &["pobj"])));
            }
        }
    }
    let ahead = matches!(status, Status::Future | Status::Hypothetical);
    Judgement {
        status,
        source,
        refused: status == Status::Negated
            && (will_not(doc, operators, from) || none_will_be(doc, operators, proposition)),
        on_condition: ahead && is_promised(doc, operators, from) && has_condition(doc, operators, from),
        promised: is_promised(doc, operators, from),
    }
}

/// What an attempt makes of the deed below it: "tried to storm the embassy", "an attempt to kill him". The attempt was made, whatever
/// came of it. `None` where there is none.
pub(crate) fn of_attempt(scene: &Scene<'_>, deed: TokenIdx) -> Option<Status> {
    let doc = scene.doc;
    let mut below = deed;
    while doc.dep(below) == "conj" && doc.tag(doc.head(below)) == doc.tag(below) {
        below = doc.head(below);
    }
    let above = doc.head(below);
    let attempt = match doc.dep(below) {
        "xcomp" => matches!(doc.tag(above), "VBD" | "VBN" | "VBG"),
        "acl" => is_infinitive(doc, below) && doc.pos(above) == Upos::Noun,
        _ => false,
    };
    let attempt = attempt && scene.frames.is_of_class("attempting", &lower(doc.lemma(above)));
    let attempt = scene.propositions.at(above).filter(|_| attempt)?;
    Some(judge(scene, attempt).status)
}

/// What a predicate makes of the event that it governs: future for "plans".
pub(crate) fn of_operator(scene: &Scene<'_>, operator: &Proposition) -> Status {
    effect(&scene.frames.operators, Some(operator), scene.doc, operator.head)
}

/// Whether a verb can only be said of what goes on already: who must "stop the incursion" has one before him.
fn presupposes(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    let operators = &scene.frames.operators;
    let phase = |p: &Proposition| p.lemmas.iter().find_map(|l| operators.aspect.get(l));
    scene.propositions.at(verb).and_then(phase).is_some_and(|phase| matches!(phase.as_str(), "end" | "suspend"))
}

/// How a word hangs on the one above. Prepositions pass on how their object hangs on them: "accused of burning", "accused
/// the men of burning", "stopped short of burning", "fears of an attack".
fn link<'d>(scene: &Scene<'d>, below: TokenIdx, above: TokenIdx, last: &str) -> &'d str {
    let doc = scene.doc;
    let named = |words: &[&str]| words.contains(&&*lower(doc.word(below)));
    match (doc.dep(below), last) {
        ("prep" | "advmod", "pcomp") => "pcomp",
        ("prep", "pobj") if named(&["of", "for"]) => "pobj",
        ("dobj", "pcomp") if claims(scene, above) => "pcomp",
        (dep, _) => dep,
    }
}

fn claims(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    scene.propositions.at(verb).is_some_and(|p| p.is_one_of(&scene.frames.operators.claim))
}

/// How many words above a noun can still make it a claim: "accused the prince of ordering the hit".
const CLAIMED: usize = 2;

/// Whether a word heads a clause that tells a fact of its own: "after the army attacked", "a withdrawal promised by the
/// president".
fn is_told(doc: &Doc, operators: &Operators, verb: TokenIdx) -> bool {
    match doc.dep(verb) {
        "advcl" => matches!(doc.tag(verb), "VBD" | "VBZ" | "VBP") && !condition_mark(doc, operators, verb),
        "acl" => matches!(doc.tag(verb), "VBN" | "VBG"),
        _ => false,
    }
}

/// What the word above one says of its reality, and whom it cites.
fn said_above(scene: &Scene<'_>, below: TokenIdx, above: TokenIdx, link: &str) -> (Status, Option<TokenIdx>) {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let words = scene.propositions.at(above);
    let is = |set: &WordSet| words.is_some_and(|p| p.is_one_of(set));
    let cited = || words.and_then(|p| p.fillers("agent").next());
    let perfect = children_with(doc, below, &["aux"]).any(|aux| doc.lemma(aux) == "have");
    if matches!(link, "ccomp" | "parataxis") && is(&operators.report) {
        let rumour = cited().is_some_and(|source| is_rumour(operators, doc, source));
        return (if rumour { Status::Alleged } else { Status::Actual }, cited());
    }
    if matches!(link, "ccomp" | "xcomp" | "pcomp") && is(&operators.claim) {
        // "supposed to attack" is a duty, "supposed to have attacked" a guess.
        let duty = link == "xcomp" && !perfect && effect(operators, words, doc, above) == Status::Hypothetical;
        return (if duty { Status::Hypothetical } else { Status::Alleged }, cited());
    }
    if link == "xcomp" && is(&operators.hearsay) && is_passive(doc, above) {
        return (Status::Alleged, None);
    }
    let mut status = Status::Actual;
    if link == "xcomp" && children_with(doc, above, &["advmod"]).any(|a| doc.word(a).eq_ignore_ascii_case("yet")) {
        // "has yet to withdraw"
        status = Status::Negated;
    }
    if link == "xcomp" && is_infinitive(doc, below) && child(doc, above, &["neg"]).is_some() {
        // "is not going to attack", "did not plan to leave"
        status = Status::Negated;
    }
    if link == "acl" && child(doc, above, &["det"]).is_some_and(|det| doc.word(det).eq_ignore_ascii_case("no")) {
        // "no evidence that they attacked"
        status = Status::Negated;
    }
    if matches!(link, "nsubj" | "nsubjpass") && is_any(doc, below) && !happens(scene, above) {
        // "an attack on the base would mean war", "for a strike to be considered", "an assault is feared"
        let supposed = modal(doc, operators, above) != Status::Actual
            || is_infinitive(doc, above)
            || effect(operators, words, doc, above) == Status::Hypothetical;
        status = first_stays(status, if supposed { Status::Hypothetical } else { Status::Actual });
    }
    if link == "nsubj" && doc.lemma(above) == "be" {
        // "an attack is possible"
        let said = children_with(doc, above, &["acomp", "oprd"]).find_map(|a| said_of(operators, doc, a));
        status = first_stays(status, said.map_or(Status::Actual, of_effect));
    }
    if matches!(link, "xcomp" | "ccomp" | "pcomp" | "acl" | "dobj" | "pobj") {
        let said = effect(operators, words, doc, above);
        // "the failure of the talks": they were held all the same.
        let of_noun = link == "pobj" && doc.dep(below) == "prep";
        status = first_stays(status, if of_noun && said == Status::Negated { Status::Actual } else { said });
    }
    let of_another = child(doc, above, &["xcomp"]).is_some_and(|verb| !comes_about(scene, verb));
    if link == "nsubjpass" && !of_another {
        // "the attack was foiled", "a visit is planned"; not "the attacks were intended to deter"
        let said = effect(operators, words, doc, above);
        if matches!(said, Status::Negated | Status::Future) {
            status = said;
        }
    }
    let aimed = is_infinitive(doc, below);
    if link == "acl" && aimed && said_of(operators, doc, above) != Some(Effect::Actual) {
        // "a pretext to attack", "efforts to negotiate"
        status = first_stays(status, Status::Hypothetical);
    }
    if matches!(link, "xcomp" | "ccomp" | "attr") && doc.lemma(above) == "be" && aimed {
        // "the aim is to reach a deal"; "the president is to visit Rome"
        let acts = words.is_some_and(|p| p.fillers("agent").any(|t| scene.actors.at(t).is_some()));
        // "was to have been held", "if they were to leave"
        let acts = acts && !perfect && !condition_mark(doc, operators, above);
        status = first_stays(status, if acts { Status::Future } else { Status::Hypothetical });
    }
    let for_whom = |prep: TokenIdx| prep < below && doc.word(prep).eq_ignore_ascii_case("for");
    if link == "xcomp" && aimed && children_with(doc, above, &["prep"]).any(for_whom) {
        // "called for the hostages to be freed"
        status = first_stays(status, Status::Hypothetical);
    }
    if link == "pcomp" && operators.without.contains(&*lower(doc.word(above))) {
        status = first_stays(status, Status::Negated);
    }
    if link == "advcl" {
        status = first_stays(status, condition(doc, operators, below));
    }
    if matches!(link, "ccomp" | "xcomp" | "dobj") && is_imperative(doc, above) {
        status = first_stays(status, Status::Hypothetical);
    }
    // What is said of a first clause is not said of a second with a subject of its own.
    let apart = link == "conj" && child(doc, below, &["nsubj", "nsubjpass"]).is_some();
    if matches!(link, "conj" | "xcomp" | "pcomp" | "ccomp" | "dobj") && !is(&operators.report) && !apart {
        status = first_stays(status, modal(doc, operators, above));
    }
    (status, None)
}

/// "An attack", "any attack", "military action": none that was made.
fn is_any(doc: &Doc, noun: TokenIdx) -> bool {
    let mut determiners = children_with(doc, noun, &["det", "poss", "nummod"]).peekable();
    let bare = doc.tag(noun) == "NN" && determiners.peek().is_none();
    let any = |det: TokenIdx| matches!(&*lower(doc.word(det)), "a" | "an" | "any");
    doc.pos(noun) == Upos::Noun && (bare || determiners.any(any))
}

/// Whether a verb says that its subject takes place.
fn happens(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    let operators = &scene.frames.operators;
    scene.propositions.at(verb).is_some_and(|p| {
        p.is_one_of(&operators.occur)
            || p.is_one_of(&operators.light)
            || p.lemmas.iter().any(|l| operators.aspect.contains_key(l))
    })
}

/// Whether a verb says that its subject takes place, begins or ends, and carries no other deed: "is expected to begin", not
/// "was meant to calm the markets".
fn comes_about(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    happens(scene, verb) && child(scene.doc, verb, &["dobj"]).is_none()
}

/// Whether what is cited is no more than a rumour: "unconfirmed reports said".
fn is_rumour(operators: &Operators, doc: &Doc, source: TokenIdx) -> bool {
    let modifiers = children_with(doc, source, &["amod", "compound"]);
    std::iter::once(source).chain(modifiers).any(|word| said_of(operators, doc, word) == Some(Effect::Alleged))
}

/// The verb that ascribes an event to somebody, with what it says of its reality: "blamed on", "attributed to",
/// "claimed by".
pub(crate) fn ascribing<'a>(
    doc: &Doc,
    event: TokenIdx,
    frames: &'a Frames,
    all: &Propositions,
) -> Option<(TokenIdx, &'a Ascription)> {
    let below = children_with(doc, event, &["acl", "relcl"]);
    let above = Some(doc.head(event)).filter(|_| matches!(doc.dep(event), "nsubjpass" | "dobj"));
    below.chain(above).find_map(|verb| {
        let proposition = all.at(verb).filter(|p| p.fillers("patient").any(|h| h == event))?;
        let ascription = proposition.lemmas.iter().find_map(|l| frames.operators.ascribe.get(l))?;
        Some((verb, ascription))
    })
}

fn will_not(doc: &Doc, operators: &Operators, at: TokenIdx) -> bool {
    let above = doc.head(at);
    if doc.dep(at) == "xcomp" && doc.tag(above) == "VBG" && doc.lemma(above) == "go" {
        // "is not going to attend"
        return child(doc, above, &["neg"]).is_some();
    }
    children_with(doc, at, &["neg"]).next().is_some()
        && children_with(doc, at, &["aux"]).any(|aux| {
            let word = lower(doc.word(aux));
            operators.future_modals.contains(&*word) || word == "would"
        })
}

/// "There will be no talks", "would hold no negotiations".
fn none_will_be(doc: &Doc, operators: &Operators, proposition: &Proposition) -> bool {
    let none = children_with(doc, proposition.head, &["det"]).any(|d| doc.word(d).eq_ignore_ascii_case("no"));
    let verb = proposition.support.unwrap_or(doc.head(proposition.head));
    none && is_promised(doc, operators, verb)
}

/// What modifies the predicate itself.
fn modifiers(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let mut status = modal(doc, operators, at);
    status = first_stays(status, condition(doc, operators, at));
    for &c in doc.children(at) {
        let word = lower(doc.word(c));
        match doc.dep(c) {
            "neg" => status = Status::Negated,
            "det" if word == "no" => status = Status::Negated,
            "nsubj" | "nsubjpass" | "dobj" if is_nobody(doc, operators, c) => status = Status::Negated,
            // "explained how to withdraw"
            "advmod" if doc.tag(c) == "WRB" && is_infinitive(doc, at) => {
                status = first_stays(status, Status::Hypothetical);
            }
            "det" if word == "any" => status = first_stays(status, Status::Hypothetical),
            "amod" | "advmod" | "compound" => status = first_stays(status, effect(operators, None, doc, c)),
            _ => {}
        }
    }
    status
}

fn said_of(operators: &Operators, doc: &Doc, at: TokenIdx) -> Option<Effect> {
    operators.status.get(&*lower(doc.lemma(at))).copied()
}

/// What a status word makes of the event below or beside it.
fn effect(operators: &Operators, words: Option<&Proposition>, doc: &Doc, at: TokenIdx) -> Status {
    let by_phrase = words.and_then(|p| p.lemmas.iter().find_map(|l| operators.status.get(l)));
    by_phrase.or_else(|| operators.status.get(&*lower(doc.lemma(at)))).map_or(Status::Actual, |e| of_effect(*e))
}

fn of_effect(effect: Effect) -> Status {
    match effect {
        Effect::Future => Status::Future,
        Effect::Hypothetical => Status::Hypothetical,
        Effect::Negated => Status::Negated,
        Effect::Alleged => Status::Alleged,
        Effect::Actual => Status::Actual,
    }
}

/// The first status that is not plain fact stays.
fn first_stays(found: Status, next: Status) -> Status {
    if found == Status::Actual { next } else { found }
}
