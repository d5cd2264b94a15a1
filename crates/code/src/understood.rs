//! Whom an event's own phrase leaves out and the sentence tells all the same.
//!
//! In: an event without a recipient. Out: head words of those whom a careful reader understands as the recipients: the
//! defended ("to defend the town from attack"), the victims that a clause on the event names ("an attack that left
//! children dead"), those whom it aims to drive out, and those whom the content of a promise, threat or demand names.
//! Nothing is taken from outside the sentence.

use crate::arguments::{behind, named};
use crate::lower::{Lower, lower};
use crate::matcher::{self, Scene};
use crate::nominal::governed;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with, subtree};
use masudi_doc::{ActorKind, TokenIdx, Upos};

/// The recipients of an event of this type that names none; empty where the sentence does not tell.
pub(crate) fn recipients(
    scene: &Scene<'_>,
    proposition: &Proposition,
    event_type: &str,
    taken: &[TokenIdx],
) -> Vec<TokenIdx> {
    let found = match event_type {
        "ASSAULT" if proposition.kind == Kind::Noun => {
            let defended = defended(scene, proposition);
            let harmed = || harmed(scene, proposition);
            Some(defended).filter(|f| !f.is_empty()).unwrap_or_else(harmed)
        }
        "AGREE" | "THREATEN" | "REQUEST" | "CONCEDE" | "ACCUSE" => {
            let addressed = addressed(scene, proposition, event_type, taken);
            if addressed.is_empty() { content(scene, proposition, event_type, taken) } else { addressed }
        }
        "PROTEST" => at_mission(scene, proposition),
        "REJECT" => authors(scene, proposition),
        "RETREAT" | "SUPPORT" => of_the_object(scene, proposition, event_type),
        _ => Vec::new(),
    };
    let found = if found.is_empty() && event_type == "ASSAULT" { driven_out(scene, proposition) } else { found };
    let found = if found.is_empty() && event_type == "ASSAULT" { intercepted(scene, proposition) } else { found };
    let entity = |head: &TokenIdx| scene.actors.at(*head).map(|r| r.entity);
    let known: Vec<_> = taken.iter().filter_map(entity).collect();
    let mut out: Vec<TokenIdx> = found
        .into_iter()
        .filter(|head| *head != proposition.head && !taken.contains(head))
        .filter(|head| entity(head).is_none_or(|e| !known.contains(&e)))
        .collect();
    out.dedup();
    out
}

/// The actors among fillers of a role, themselves or behind a thing ("the Ukrainian city").
fn actors_in(scene: &Scene<'_>, proposition: &Proposition, role: &str) -> Vec<TokenIdx> {
    let near = proposition.fillers(role);
    let far = proposition.far.iter().filter(|r| r.name == role).map(|r| r.head);
    near.chain(far).filter_map(|head| named(scene, head).or_else(|| behind(scene, head))).collect()
}

fn is_of(scene: &Scene<'_>, proposition: &Proposition, class: &str) -> bool {
    proposition.lemmas.iter().any(|lemma| scene.frames.is_of_class(class, lemma))
}

/// "defend the town from attack", "repelled an attack", "fighting against the invasion".
fn defended(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let top = governed(doc, event.head, scene.frames);
    let above = doc.head(top);
    let (verb, link) = match doc.dep(top) {
        "dobj" => (above, Lower::Same("dobj")),
        "pobj" => (doc.head(above), lower(doc.word(above))),
        _ => return Vec::new(),
    };
    // The parser may hang the phrase on the object: "defend [the town from attack]".
    let verb = ancestors(doc, verb).take(3).find_map(|t| scene.propositions.at(t).filter(|p| p.kind == Kind::Verb));
    let Some(verb) = verb else { return Vec::new() };
    match &*link {
        "from" | "against" if is_of(scene, verb, "defend") => actors_in(scene, verb, "patient"),
        "dobj" | "against" if is_of(scene, verb, "resist") => actors_in(scene, verb, "agent"),
        _ => Vec::new(),
    }
}

/// "an attack that left dozens of children dead", "a raid targeting the rebels".
fn harmed(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let clauses = children_with(scene.doc, event.head, &["relcl", "acl"]);
    let harms = clauses.filter_map(|c| scene.propositions.at(c)).find(|p| is_of(scene, p, "harm"));
    harms
        .map(|p| p.fillers("patient").filter(|h| *h != event.head).filter_map(|h| named(scene, h)).collect())
        .unwrap_or_default()
}

/// "opened an offensive to push the rebels out".
fn driven_out(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let aims = |t: &TokenIdx| doc.tag(*t) == "VB" && children_with(doc, *t, &["aux"]).any(|a| doc.tag(a) == "TO");
    let below = subtree(doc, event.support.unwrap_or(event.head));
    let rout = below.into_iter().filter(|t| *t > event.head).filter(aims).filter_map(|t| scene.propositions.at(t));
    // "used tear gas to keep the crowd from the gates"
    let wields = |verb: TokenIdx| matches!(doc.lemma(verb), "use" | "fire" | "deploy");
    let wielded = event.support.is_some_and(wields) || wields(event.head);
    rout.filter(|p| wielded || is_of(scene, p, "rout"))
        .map(|p| actors_in(scene, p, "patient"))
        .find(|f| !f.is_empty())
        .unwrap_or_default()
}

/// "gathered outside the Swiss consulate": whose mission it is.
fn at_mission(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let before = ["outside", "at", "in front of", "before", "near"].into_iter().flat_map(|role| event.fillers(role));
    let mission = |head: &TokenIdx| scene.frames.is_of_class("legation", &lower(scene.doc.lemma(*head)));
    before.filter(mission).filter_map(|head| named(scene, head).or_else(|| behind(scene, head))).collect()
}

/// "rejected the family's version", "dismissed a plan by the bishops": whose it is.
fn authors(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let author = |thing: TokenIdx| {
        let by =
            children_with(doc, thing, &["prep", "agent"]).filter(|p| matches!(&*lower(doc.word(*p)), "by" | "from"));
        let by = by.flat_map(|p| children_with(doc, p, &["pobj"]));
        children_with(doc, thing, &["poss"]).chain(by).find_map(|head| named(scene, head))
    };
    event.fillers("patient").filter_map(author).collect()
}

/// "allowed the passage of residents", "ratified a pact with Denmark": with whom or of whom the object is.
fn of_the_object(scene: &Scene<'_>, event: &Proposition, event_type: &str) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let phrase = |thing: TokenIdx, word: &'static str| {
        children_with(doc, thing, &["prep"])
            .filter(move |p| doc.word(*p).eq_ignore_ascii_case(word))
            .flat_map(|p| children_with(doc, p, &["pobj"]).collect::<Vec<_>>())
    };
    let is_of = |class: &str, head: TokenIdx| scene.frames.is_of_class(class, &lower(doc.lemma(head)));
    let found = event.fillers("patient").find_map(|thing| match event_type {
        "RETREAT" if is_of("way_through", thing) => phrase(thing, "of").find_map(|head| named(scene, head)),
        "SUPPORT" => {
            let pact = std::iter::once(thing).chain(phrase(thing, "of")).find(|head| is_of("agreement", *head));
            pact.and_then(|pact| phrase(pact, "with").find_map(|head| named(scene, head)))
        }
        _ => None,
    });
    found.into_iter().collect()
}

/// "shot down two drones during the Russian attack": those whose attack the sentence names.
fn intercepted(scene: &Scene<'_>, event: &Proposition) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let is_weapon = |head: TokenIdx| scene.frames.is_of_class("arms_part", &lower(doc.lemma(head)));
    if !is_of(scene, event, "intercept") || !event.fillers("patient").any(is_weapon) {
        return Vec::new();
    }
    let sentence = doc.sentence(doc.sentence_of(event.head));
    let named = sentence.iter().filter_map(|t| scene.propositions.at(t)).filter(|p| p.kind == Kind::Noun);
    let attacks = named.filter(|p| matcher::ranked(scene, p).next().is_some_and(|frame| frame.event_type == "ASSAULT"));
    attacks.filter_map(|p| behind(scene, p.head)).next().into_iter().collect()
}

/// Whom the speaker met, called or went to for it: "rang the president and pressed for talks", "flew to Paris to ask for help".
fn addressed(scene: &Scene<'_>, event: &Proposition, event_type: &str, taken: &[TokenIdx]) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let purpose = doc.tag(event.head) == "VB" && matches!(doc.dep(event.head), "advcl" | "xcomp");
    let joined = doc.dep(event.head) == "conj" && children_with(doc, event.head, &["nsubj"]).next().is_none();
    if event.kind != Kind::Verb || event_type == "ACCUSE" || !(purpose || joined) {
        return Vec::new();
    }
    let Some(call) = scene.propositions.at(doc.head(event.head)).filter(|p| p.kind == Kind::Verb) else {
        return Vec::new();
    };
    if matcher::ranked(scene, call).next().is_none_or(|frame| frame.event_type != "CONSULT") {
        return Vec::new();
    }
    let found = ["patient", "with", "to"].into_iter().map(|role| actors_in(scene, call, role)).find(|f| !f.is_empty());
    let found = found.unwrap_or_default();
    if found.iter().any(|head| taken.contains(head)) { Vec::new() } else { found }
}

/// Whom the content of a promise, threat or demand names: "threatened to attack Iran", "agreed to let the agency in",
/// "demanded that the minister resign", "demanded the withdrawal of the troops".
fn content(scene: &Scene<'_>, event: &Proposition, event_type: &str, taken: &[TokenIdx]) -> Vec<TokenIdx> {
    let doc = scene.doc;
    let asks = event_type == "REQUEST";
    let gives = matches!(event_type, "AGREE" | "CONCEDE");
    let entity = |head: &TokenIdx| scene.actors.at(*head).map(|r| r.entity);
    let speakers: Vec<_> = taken.iter().filter_map(entity).collect();
    let country = |head: &TokenIdx| scene.actors.at(*head).and_then(|r| scene.actors.entity(r.entity).country);
    let own: Vec<_> = taken.iter().map(country).filter(Option::is_some).collect();
    let mut clause = event.fillers("clause").next();
    for _ in 0..3 {
        let Some(inner) = clause.and_then(|c| scene.propositions.at(c)) else { break };
        // "complained that the army is moving in": who acts in the clause, and no further in, is complained of.
        let told = doc.dep(inner.head) == "ccomp" && doc.head(inner.head) == event.head;
        let acts = doc.pos(inner.head) == Upos::Verb && children_with(doc, inner.head, &["nsubj"]).next().is_some();
        if event_type == "ACCUSE" && !(told && acts) {
            break;
        }
        let roles: &[&str] = match event_type {
            "REQUEST" => &["agent", "patient"],
            "ACCUSE" => &["agent"],
            _ => &["patient", "to", "with", "against"],
        };
        let named_in = |role: &&str| {
            let near = inner.fillers(role);
            let far = inner.far.iter().filter(|r| r.name == **role).map(|r| r.head);
            let found = near.chain(far).filter_map(|head| named(scene, head)).filter(|head| !is_made(scene, *head));
            let found: Vec<TokenIdx> = found.collect();
            // "offered to send soldiers to Mozambique": the doer's own troops are not who is promised something.
            let of_country = gives || asks && *role == "patient";
            let own = |head: &TokenIdx| match of_country {
                true => own.contains(&country(head)),
                false => entity(head).is_some_and(|e| speakers.contains(&e)),
            };
            (!found.is_empty() && !found.iter().all(own)).then_some(found)
        };
        if let Some(found) = roles.iter().find_map(named_in) {
            return found;
        }
        clause = inner.fillers("clause").next();
    }
    if asks { event.fillers("patient").filter_map(|thing| behind(scene, thing)).collect() } else { Vec::new() }
}

/// A body that is only described ("a committee"), which a promise may be to make.
fn is_made(scene: &Scene<'_>, head: TokenIdx) -> bool {
    let described = scene.actors.at(head).is_some_and(|r| scene.actors.entity(r.entity).kind == ActorKind::Role);
    described
        && scene.doc.tag(head) == "NN"
        && children_with(scene.doc, head, &["det"]).any(|d| scene.doc.lemma(d) == "a")
}
