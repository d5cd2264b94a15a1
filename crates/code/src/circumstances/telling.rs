//! How a clause is told: as the story, or as what lies behind it.
//!
//! In: a predicate in its sentence. Out: whether it has the time of the story where its words give none.

use super::whereabouts::{Setting, setting_of};
use crate::lower::lower;
use crate::matcher::Scene;
use crate::nominal;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, child, children_with, subtree_span};
use masudi_doc::{Doc, TimexKind, TokenIdx, TokenSpan, Upos};

/// Whether the predicate is told as background, which has no date of its own where none is given: before the time of
/// narration ("had attacked"), in a relative clause of the past, with a word for an unnamed past ("previously"), as
/// something that lasts ("the war"), or with doers or sufferers of another age ("Fascist Italy").
pub(crate) fn is_background(
    scene: &Scene<'_>,
    proposition: &Proposition,
    event_type: &str,
    actors: &[TokenIdx],
) -> bool {
    let doc = scene.doc;
    if is_standing(doc, proposition, event_type) {
        return true;
    }
    let is = |class: &str, at: TokenIdx| scene.frames.is_of_class(class, &lower(doc.lemma(at)));
    let labels = ["advmod", "amod", "compound", "nmod"];
    let about = |at: TokenIdx| children_with(doc, at, &labels).any(|c| is("bygone", c) || is("habitual", c));
    let carrier = proposition.support.unwrap_or(proposition.head);
    if about(proposition.head) || about(carrier) || actors.iter().any(|a| about(*a)) {
        return true;
    }
    // "led a years-long uprising"
    let unending = |at: TokenIdx| children_with(doc, at, &["amod", "compound"]).any(|c| is("unending", c));
    let lasts = match proposition.kind {
        Kind::Noun => (proposition.support.is_none() && is("lasting", proposition.head)) || unending(proposition.head),
        _ => proposition.fillers("patient").any(|object| is("lasting", object) || unending(object)),
    };
    if lasts {
        return true;
    }
    if is_sum_of_many(scene, proposition) || describes_fighters(scene, proposition, event_type) {
        return true;
    }
    if proposition.kind == Kind::Noun && (is_generic_subject(doc, proposition.head) || is_since(doc, proposition.head))
    {
        return true;
    }
    let Some(verb) = ancestors(doc, carrier).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux)) else {
        return false;
    };
    let existential = child(doc, verb, &["expl"]).is_some()
        && nominal::governed(doc, proposition.head, scene.frames) != proposition.head;
    if proposition.kind == Kind::Noun && (about(verb) || existential) {
        return true;
    }
    if goes_on_for_ages(scene, verb) || is_under_a_ruler(scene, verb) {
        return true;
    }
    let deed = setting_of(event_type) == Setting::Ground;
    let opens = doc.sentence_of(verb).get() < LEAD;
    if deed && !opens && proposition.kind == Kind::Verb && has_happened(doc, verb) {
        return true;
    }
    is_behind(scene, verb, setting_of(event_type) == Setting::Words)
}

/// What stands rather than happens: "forces backed by Moscow", "the regime is shielded by its allies".
fn is_standing(doc: &Doc, proposition: &Proposition, event_type: &str) -> bool {
    let verb = proposition.head;
    if proposition.kind != Kind::Verb || !matches!(event_type, "SUPPORT" | "AID" | "COOPERATE") {
        return false;
    }
    let described = doc.dep(verb) == "acl" && doc.tag(verb) == "VBN" && !is_after_comma(doc, verb);
    let auxiliaries: Vec<TokenIdx> = children_with(doc, verb, &["aux", "auxpass"]).collect();
    let lasting = doc.tag(verb) == "VBN"
        && matches!(auxiliaries.as_slice(), [be] if matches!(&*lower(doc.word(*be)), "is" | "are" | "'s" | "’s" | "’re" | "'re"));
    described || lasting
}

/// "rebels fighting to topple him", "settlers attacking villages": what men do who are described by it.
fn describes_fighters(scene: &Scene<'_>, proposition: &Proposition, event_type: &str) -> bool {
    let doc = scene.doc;
    let verb = proposition.head;
    let people = || scene.actors.at(doc.head(verb)).is_some() && doc.head(verb) < verb;
    let fights = matches!(event_type, "ASSAULT" | "MOBILIZE" | "COERCE") && proposition.kind == Kind::Verb;
    fights && doc.dep(verb) == "acl" && doc.tag(verb) == "VBG" && !is_after_comma(doc, verb) && people()
}

/// "Arrests have become common", "Sieges are a weapon of war": deeds of a kind, not some of them. Numbers and dates make
/// them some.
fn is_generic_subject(doc: &Doc, noun: TokenIdx) -> bool {
    let verb = doc.head(noun);
    let bare = doc.tag(noun) == "NNS"
        && children_with(doc, noun, &["det", "nummod", "poss", "quantmod", "npadvmod"]).next().is_none();
    let lasting = matches!(doc.tag(verb), "VBZ" | "VBP")
        || children_with(doc, verb, &["aux", "auxpass"]).any(|a| matches!(doc.tag(a), "VBZ" | "VBP"));
    bare && lasting && matches!(doc.dep(noun), "nsubj" | "nsubjpass") && doc.tag(verb) != "VBG"
}

/// So many sentences open a report: what they tell in the perfect is its news.
const LEAD: usize = 2;

/// "has kidnapped aid workers": that it happened, and not when, where the main clause says it in the perfect.
fn has_happened(doc: &Doc, verb: TokenIdx) -> bool {
    let own = |t: TokenIdx| children_with(doc, t, &["aux", "auxpass"]).map(|a| lower(doc.word(a))).collect::<Vec<_>>();
    // "have kidnapped workers and executed chiefs": the verbs beside it share its auxiliary.
    let Some(first) = ancestors(doc, verb).find(|t| doc.dep(*t) != "conj" || !own(*t).is_empty()) else { return false };
    let perfect = own(first).iter().any(|a| matches!(&**a, "has" | "have" | "'ve" | "’ve"));
    let main = ancestors(doc, first).find(|t| doc.dep(*t) != "conj").is_some_and(|t| doc.is_root(t));
    let shares = first == verb || child(doc, verb, &["nsubj", "nsubjpass"]).is_none();
    perfect && main && shares && [first, verb].iter().all(|t| matches!(doc.tag(*t), "VBN" | "VBD"))
}

/// "Since his call to the president": some time before what is told.
fn is_since(doc: &Doc, noun: TokenIdx) -> bool {
    doc.dep(noun) == "pobj" && lower(doc.word(doc.head(noun))) == "since"
}

/// "denied it for months", "was under siege for years", "in the past": a time that says how long or that it was long ago.
fn goes_on_for_ages(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    let doc = scene.doc;
    let phrases = children_with(doc, verb, &["prep"]);
    let objects = phrases.filter_map(|p| child(doc, p, &["pobj"]).map(|object| (lower(doc.word(p)), object)));
    let mut times = objects.filter_map(|(p, object)| Some((p, scene.times.iter().find(|t| t.tokens.has(object))?)));
    times.any(|(preposition, time)| match time.kind {
        TimexKind::Duration => {
            let long = time.value.as_deref().is_some_and(|v| v.starts_with('P') && v.ends_with(['W', 'M', 'Y', 'E']));
            matches!(&*preposition, "for" | "over" | "during") && long && time.from.is_none()
        }
        _ => time.value.as_deref() == Some("PAST_REF"),
    })
}

/// "were tortured under Ben Ali": in the days of somebody who ruled.
fn is_under_a_ruler(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    let doc = scene.doc;
    let person = |at: TokenIdx| {
        scene.actors.at(at).is_some_and(|r| scene.actors.entity(r.entity).kind == masudi_doc::ActorKind::Person)
    };
    children_with(doc, verb, &["prep"])
        .filter(|p| lower(doc.word(*p)) == "under")
        .any(|p| child(doc, p, &["pobj"]).is_some_and(person))
}

/// "has killed tens of thousands": what adds up over years.
fn is_sum_of_many(scene: &Scene<'_>, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let many = |at: TokenIdx| matches!(&*lower(doc.lemma(at)), "thousand" | "thousands" | "million" | "millions");
    proposition.kind == Kind::Verb
        && proposition.lemmas.iter().any(|l| matches!(l.as_str(), "kill" | "murder" | "massacre" | "execute" | "die"))
        && proposition.fillers("patient").any(|p| many(p) && scene.lookups.counted(p).is_some())
}

/// Whether a verb, or one that governs it, tells of what lies before the story.
/// What is said in a clause that goes on with the story ("a rebuke by the minister, who warned …") is told in it.
fn is_behind(scene: &Scene<'_>, verb: TokenIdx, said: bool) -> bool {
    let doc = scene.doc;
    let mut below = verb;
    for at in ancestors(doc, verb) {
        if !matches!(doc.pos(at), Upos::Verb | Upos::Aux) {
            continue;
        }
        let is_report =
            |t: TokenIdx| scene.propositions.at(t).is_some_and(|p| p.is_one_of(&scene.frames.operators.report));
        if at != verb && matches!(doc.dep(below), "ccomp" | "parataxis") && is_report(at) {
            return false;
        }
        if is_past_perfect(doc, at) {
            // "said it had shelled the port": the past of what is said, where the saying is the news.
            let first = ancestors(doc, at).find(|t| doc.dep(*t) != "conj").unwrap_or(at);
            let above = doc.head(first);
            return !(doc.dep(first) == "ccomp" && is_report(above) && !is_past_perfect(doc, above));
        }
        match doc.dep(at) {
            "relcl" if (said && is_continuing(doc, at)) || goes_on(doc, at) || does_harm(scene, doc.head(at)) => {
                below = at;
            }
            // "who has threatened to strike": words of late are news, whoever is described by them.
            "relcl" => return !is_of_the_present(doc, at) || (!said && is_trait(doc, at)),
            "acl" => return false,
            // "confined itself to expressing readiness"
            "pcomp" if said && lower(doc.word(doc.head(at))) == "to" => below = at,
            "pcomp" => {
                return matches!(&*lower(doc.word(doc.head(at))), "of" | "for" | "from" | "before" | "since" | "to");
            }
            _ => below = at,
        }
    }
    false
}

/// Whether a relative clause in the simple past only adds to what is told: a comma stands before it.
fn is_continuing(doc: &Doc, clause: TokenIdx) -> bool {
    // "…, a charge that his spokesman dismissed"
    let noun = doc.head(clause);
    let comment = || doc.dep(noun) == "appos" && is_after_comma(doc, noun);
    is_past_form(doc, clause) && (is_after_comma(doc, clause) || comment())
}

/// Whether a relative clause goes on with the story of a main clause in the simple past: "carried coffins to the house, where
/// police beat them back", "fired at students who were marching"; not "Norway, which paid the ransom, is thanked".
pub(crate) fn goes_on(doc: &Doc, clause: TokenIdx) -> bool {
    let above = ancestors(doc, doc.head(clause)).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    let meanwhile = doc.tag(clause) == "VBG"
        && children_with(doc, clause, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "was" | "were"));
    (meanwhile || is_continuing(doc, clause)) && above.is_some_and(|verb| is_past_form(doc, verb))
}

/// "Beat", "was beaten".
fn is_past_form(doc: &Doc, verb: TokenIdx) -> bool {
    let auxiliaries: Vec<_> = children_with(doc, verb, &["aux", "auxpass"]).map(|a| lower(doc.word(a))).collect();
    match doc.tag(verb) {
        "VBD" => auxiliaries.is_empty(),
        "VBN" => !auxiliaries.is_empty() && auxiliaries.iter().all(|a| matches!(&**a, "was" | "were")),
        _ => false,
    }
}

/// Whether a noun is what harms in its own clause: "a shell that hit the camp left two dead", "killed by a bomb that …".
fn does_harm(scene: &Scene<'_>, noun: TokenIdx) -> bool {
    let doc = scene.doc;
    let verb = match doc.dep(noun) {
        "nsubj" => doc.head(noun),
        "pobj" if doc.dep(doc.head(noun)) == "agent" => doc.head(doc.head(noun)),
        _ => return false,
    };
    scene.propositions.at(verb).is_some_and(|p| p.lemmas.iter().any(|l| scene.frames.is_of_class("harm", l)))
}

fn is_after_comma(doc: &Doc, clause: TokenIdx) -> bool {
    let first = subtree_span(doc, clause).start;
    first.checked_sub(1).is_some_and(|before| doc.word(TokenIdx(before)) == ",")
}

pub(crate) fn is_past_perfect(doc: &Doc, verb: TokenIdx) -> bool {
    doc.tag(verb) == "VBN"
        && children_with(doc, verb, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "had" | "'d" | "’d"))
}

/// "who have fought the rebels": what somebody has done, told to say who he is.
fn is_trait(doc: &Doc, verb: TokenIdx) -> bool {
    let perfect = children_with(doc, verb, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "has" | "have"));
    let subject = child(doc, verb, &["nsubj", "nsubjpass"]);
    perfect && subject.is_some_and(|s| matches!(&*lower(doc.word(s)), "who" | "which" | "that"))
}

/// Whether a predicate's clause stands in the simple present.
pub(crate) fn is_simple_present(doc: &Doc, proposition: &Proposition) -> bool {
    let verb = ancestors(doc, proposition.support.unwrap_or(proposition.head))
        .take_while(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux))
        .find(|t| doc.tag(*t) != "VB" || doc.dep(*t) != "xcomp");
    verb.is_some_and(|v| matches!(doc.tag(v), "VBP" | "VBZ"))
}

/// Whether a predicate's verb stands in the present perfect.
pub(crate) fn is_perfect(doc: &Doc, proposition: &Proposition) -> bool {
    let verb = proposition.support.unwrap_or(proposition.head);
    children_with(doc, verb, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "has" | "have" | "'ve" | "’ve"))
}

/// Whether a verb stands in the present, the perfect or the future.
fn is_of_the_present(doc: &Doc, verb: TokenIdx) -> bool {
    let auxiliaries = ["has", "have", "'ve", "’ve", "is", "are", "will", "would", "may", "could", "can"];
    matches!(doc.tag(verb), "VBZ" | "VBP")
        || children_with(doc, verb, &["aux", "auxpass"]).any(|a| auxiliaries.contains(&&*lower(doc.word(a))))
}

/// Whether words stand in the main clause of their sentence, or one beside it.
pub(crate) fn is_of_main_clause(doc: &Doc, tokens: TokenSpan) -> bool {
    let head = super::head_of(doc, tokens);
    let up = || ancestors(doc, head).skip(1).take_while(|t| !matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    // "cost him his title before its end last year", "since April's fighting"
    let other = ["before", "after", "since", "until"];
    let of_other =
        up().enumerate().any(|(depth, t)| depth > 0 && doc.dep(t) == "prep" && other.contains(&&*lower(doc.word(t))));
    let verb = ancestors(doc, head).skip(1).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    !of_other
        && verb.is_none_or(|verb| {
            ancestors(doc, verb)
                .all(|t| doc.is_root(t) || matches!(doc.dep(t), "conj" | "ccomp" | "xcomp" | "parataxis"))
        })
}

/// Whether the predicate's clause is told in the simple past.
pub(crate) fn is_simple_past(doc: &Doc, proposition: &Proposition) -> bool {
    // "there were dozens hurt": the participle has the tense of the verb above it.
    let Some(verb) = ancestors(doc, proposition.support.unwrap_or(proposition.head))
        .find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux) && doc.dep(*t) != "acl")
    else {
        return false;
    };
    let auxiliaries: Vec<_> = children_with(doc, verb, &["aux", "auxpass"]).map(|a| lower(doc.word(a))).collect();
    let has = |words: &[&str]| auxiliaries.iter().any(|a| words.contains(&&**a));
    if doc.tag(verb) == "VBN" && auxiliaries.is_empty() {
        // "As the army advanced": the tagger took the past for a participle.
        return child(doc, verb, &["nsubj"]).is_some();
    }
    !has(&["has", "have", "had", "is", "are"]) && (doc.tag(verb) == "VBD" || has(&["was", "were", "did"]))
}

/// Whether a word stands in a comparison: "like Sarajevo in 1993", "as in Bosnia", "unlike last year".
pub(crate) fn is_compared(doc: &Doc, word: TokenIdx) -> bool {
    let mut phrase = ancestors(doc, word).take_while(|t| !matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    let clause = ancestors(doc, word).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    // "as was the case in Sarajevo"
    let as_was = |verb: TokenIdx| {
        doc.dep(verb) == "advcl"
            && matches!(doc.lemma(verb), "be" | "do" | "happen")
            && doc.children(verb).iter().any(|c| matches!(&*lower(doc.word(*c)), "as" | "like"))
    };
    clause.is_some_and(as_was)
        || phrase.any(|t| match &*lower(doc.word(t)) {
            "like" | "unlike" | "than" => matches!(doc.dep(t), "prep" | "mark"),
            "as" => doc.dep(t) == "prep" && child(doc, t, &["prep"]).is_some_and(|p| doc.word(p) != "of"),
            _ => false,
        })
}
