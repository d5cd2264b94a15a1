//! Force levels: how many of whose troops stand where.
//!
//! In: a document with its actors, places and times. Out: [`CodedDeployment`]s: a number of troops, the place they are
//! in, the day it is given for, whether the text says that the number was raised or cut, and whether it is only planned.
//! A bare number in a conjunct takes the unit of the one before ("2,500 soldiers in Iraq and 900 in Syria"); a number
//! after "to" is the level that a force was brought to ("cut its troops in Iraq to 2,500").

use crate::amounts::{self, Amount};
use crate::circumstances::head_of;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, child, children_with, subtree};
use masudi_doc::{Civil, Doc, TimePrecision, TokenIdx, Upos};

/// One force level, still in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedDeployment {
    /// Head of the words that name the force.
    pub unit: TokenIdx,
    /// Who owns the force: a word that refers to an actor.
    pub actor: Option<TokenIdx>,
    /// How many.
    pub amount: Amount,
    /// Index of the host place among the document's places.
    pub place: usize,
    /// raised, cut or none.
    pub change: &'static str,
    /// The day for which the text gives it; `None` where it gives none.
    pub as_of: Option<Civil>,
    /// Whether the level is to be reached, not yet there.
    pub planned: bool,
}

/// Figures below this are patrols and casualties, not force levels.
const SMALLEST: u64 = 20;

/// The force levels of a document, in order of their figures.
pub fn find(scene: &Scene<'_>) -> Vec<CodedDeployment> {
    let (doc, frames) = (scene.doc, scene.frames);
    let mut out: Vec<CodedDeployment> = Vec::new();
    for at in (0..doc.len()).map(TokenIdx::from) {
        if let Some(reached) = brought_to(scene, at) {
            out.push(reached);
            continue;
        }
        let number = doc.pos(at) == Upos::Num;
        let troops = frames.is_of_class("troops", &lower(doc.lemma(at)));
        if !(number || troops) || out.iter().any(|d| d.amount.tokens.has(at)) {
            continue;
        }
        // A number beside its noun is read with the noun; one after a preposition is not a level, but for "between".
        let between = doc.dep(at) == "pobj" && lower(doc.word(doc.head(at))) == "between";
        let elliptic = number
            && (between || !matches!(doc.dep(at), "nummod" | "compound" | "quantmod" | "pobj" | "npadvmod" | "appos"));
        if number && !elliptic {
            continue;
        }
        let Some(amount) = amount(scene, at) else { continue };
        let model = if troops { None } else { out.last().filter(|d| doc.sentence_of(d.unit) == doc.sentence_of(at)) };
        let Some(unit) = (if troops { Some(at) } else { model.map(|d| d.unit) }) else { continue };
        let verb = ancestors(doc, at).skip(1).find(|a| matches!(doc.pos(*a), Upos::Verb | Upos::Aux));
        let own = verb.and_then(|v| change(scene, v));
        // "withdrew 500 soldiers" moves them and says nothing of the level that was left; "no plans to withdraw its 2,500
        // soldiers" says that they are all.
        let moved = matches!(own, Some("raised" | "cut")) && troops;
        let moved = moved && verb.is_some_and(|v| child(doc, v, &["dobj"]) == Some(at));
        let all = child(doc, at, &["poss"]).is_some() && verb.is_some_and(|v| doc.tag(v) == "VB");
        if moved && !all {
            continue;
        }
        let own = if moved { Some("none") } else { own };
        let change = own.or(model.map(|d| d.change)).or_else(|| placed_below(scene, at).map(|_| "none"));
        let Some(change) = change else { continue };
        let in_the_country =
            || verb.is_some_and(|v| in_the_country(doc, v)).then(|| out.last().map(|d| d.place)).flatten();
        let there = || {
            let says = verb.is_some_and(|v| children_with(doc, v, &["advmod"]).any(|a| lower(doc.word(a)) == "there"));
            model.filter(|_| says).map(|d| d.place)
        };
        let place = placed_below(scene, at).or_else(|| placed_below(scene, doc.head(at)).filter(|_| between));
        let place = place.or_else(|| verb.and_then(|v| placed_below(scene, v))).or_else(there);
        let Some(place) = place.or_else(in_the_country) else { continue };
        let actor = match model {
            Some(model) => model.actor,
            None => named_owner(scene, unit)
                .or_else(|| verb.and_then(|v| holder(scene, v, unit)))
                .or_else(|| owner(scene, unit).or_else(|| verb.and_then(|v| subject(scene, v, unit)))),
        };
        let (as_of, planned) = (as_of(scene, at, verb), !moved && verb.is_some_and(|v| is_planned(scene, v)));
        out.push(CodedDeployment { unit, actor, amount, place, change, as_of, planned });
    }
    out.sort_by_key(|d| d.amount.tokens.start);
    out
}

fn amount(scene: &Scene<'_>, at: TokenIdx) -> Option<Amount> {
    let amount = amounts::of(scene.doc, scene.frames, at)?;
    amount.min.or(amount.max).is_some_and(|n| n >= SMALLEST).then_some(amount)
}

/// A level that a force was brought to: "raised the number of its soldiers in Yemen from 1,000 to 3,000".
fn brought_to(scene: &Scene<'_>, to: TokenIdx) -> Option<CodedDeployment> {
    let doc = scene.doc;
    if doc.dep(to) != "prep" || lower(doc.word(to)) != "to" {
        return None;
    }
    let figure = child(doc, to, &["pobj"])?;
    let amount = amount(scene, figure)?;
    // "from 1,000 to 3,000" hangs "to" on "from".
    let verb = ancestors(doc, to).skip(1).take(3).find(|a| matches!(doc.pos(*a), Upos::Verb))?;
    let change = change(scene, verb).filter(|change| *change != "none")?;
    let troops = |t: &TokenIdx| scene.frames.is_of_class("troops", &lower(doc.lemma(*t)));
    let objects: Vec<TokenIdx> = children_with(doc, verb, &["dobj", "nsubjpass", "nsubj"]).collect();
    let whole: Vec<TokenIdx> =
        [figure].into_iter().chain(objects.into_iter().flat_map(|object| subtree(doc, object))).collect();
    let presence = |t: &TokenIdx| scene.frames.figures.levels.presence.contains(&*lower(doc.lemma(*t)));
    let unit = whole.iter().find(|t| troops(t)).or_else(|| whole.iter().find(|t| presence(t))).copied()?;
    let place = whole.iter().chain([&verb]).find_map(|t| placed_below(scene, *t))?;
    let actor = named_owner(scene, unit).or_else(|| subject(scene, verb, unit)).or_else(|| owner(scene, unit));
    let (as_of, planned) = (as_of(scene, figure, Some(verb)), is_planned(scene, verb));
    Some(CodedDeployment { unit, actor, amount, place, change, as_of, planned })
}

/// The last day of a time in the figure's clause, or the first of an open one: "as of May 2023", "in January 2021".
fn as_of(scene: &Scene<'_>, at: TokenIdx, verb: Option<TokenIdx>) -> Option<Civil> {
    let doc = scene.doc;
    let clause = |t: TokenIdx| ancestors(doc, t).skip(1).find(|a| matches!(doc.pos(*a), Upos::Verb | Upos::Aux));
    let time = scene.times.iter().find(|time| {
        let head = head_of(doc, time.tokens);
        doc.sentence_of(head) == doc.sentence_of(at)
            && (clause(head) == verb || ancestors(doc, head).any(|a| a == at))
            && time.precision.is_some_and(|p| p <= TimePrecision::Year)
            && (time.signal.as_deref() != Some("since") || follows_as_of(doc, time.tokens.start))
    })?;
    let to = time.to.or(time.from)?;
    Some(
        scene
            .published
            .map_or(to, |published| if time.from.is_some_and(|f| f <= published) { to.min(published) } else { to }),
    )
}

/// "as of May 2023" gives the day of a figure, though it opens an interval too.
fn follows_as_of(doc: &Doc, time: u32) -> bool {
    let word = |n: u32| time.checked_sub(n).map(|t| lower(doc.word(TokenIdx(t))));
    word(1).as_deref() == Some("of") && word(2).as_deref() == Some("as")
}

/// Whether a verb tells what is to come: "will cut", "plans to cut".
fn is_planned(scene: &Scene<'_>, verb: TokenIdx) -> bool {
    let (doc, operators) = (scene.doc, &scene.frames.operators);
    let ahead = |aux: TokenIdx| {
        let word = lower(doc.word(aux));
        operators.future_modals.contains(&*word)
            || operators.past_future_modals.contains(&*word)
            || operators.hypothetical_modals.contains(&*word)
            || doc.tag(aux) == "TO"
    };
    children_with(doc, verb, &["aux"]).any(ahead)
}

/// What the governing verb says of a force; `None` for a verb that tells of no force level.
fn change(scene: &Scene<'_>, verb: TokenIdx) -> Option<&'static str> {
    let levels = &scene.frames.figures.levels;
    let proposition = scene.propositions.at(verb)?;
    if proposition.is_one_of(&levels.raised) {
        Some("raised")
    } else if proposition.is_one_of(&levels.cut) {
        Some("cut")
    } else {
        proposition.is_one_of(&levels.stand).then_some("none")
    }
}

/// The place named by a prepositional phrase right below a word.
fn placed_below(scene: &Scene<'_>, at: TokenIdx) -> Option<usize> {
    let doc = scene.doc;
    let mut above: Vec<TokenIdx> = vec![at];
    above.extend(children_with(doc, at, &["acl"]));
    scene.places.iter().position(|p| {
        let head = head_of(doc, p.tokens);
        let prep = doc.head(head);
        doc.dep(head) == "pobj"
            && matches!(
                &*lower(doc.word(prep)),
                "in" | "at" | "to" | "across" | "inside" | "near" | "on" | "from" | "around"
            )
            && above.contains(&doc.head(prep))
    })
}

/// "are in the country": the one that the text spoke of.
fn in_the_country(doc: &Doc, verb: TokenIdx) -> bool {
    let preps = children_with(doc, verb, &["prep"]).filter(|p| lower(doc.word(*p)) == "in");
    preps.filter_map(|p| child(doc, p, &["pobj"])).any(|noun| {
        lower(doc.lemma(noun)) == "country"
            && children_with(doc, noun, &["det"]).any(|d| matches!(&*lower(doc.word(d)), "the" | "that" | "this"))
            && children_with(doc, noun, &["prep", "amod", "relcl", "compound"]).next().is_none()
    })
}

/// The nationality or owner named beside the unit.
fn named_owner(scene: &Scene<'_>, unit: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    children_with(doc, unit, &["amod", "poss", "compound", "nmod"])
        .find(|t| scene.actors.at(*t).is_some_and(|r| scene.actors.entity(r.entity).country.is_some()))
}

/// Who has the unit: the subject of a verb of having whose object it is.
fn holder(scene: &Scene<'_>, verb: TokenIdx, unit: TokenIdx) -> Option<TokenIdx> {
    let held = child(scene.doc, verb, &["dobj"]) == Some(unit);
    subject(scene, verb, unit).filter(|_| held)
}

/// The actor whose force it is: the noun phrase itself, its nationality, its owner.
fn owner(scene: &Scene<'_>, unit: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let has_country =
        |t: &TokenIdx| scene.actors.at(*t).is_some_and(|r| scene.actors.entity(r.entity).country.is_some());
    Some(unit)
        .filter(has_country)
        .or_else(|| children_with(doc, unit, &["amod", "poss", "compound", "nmod"]).find(has_country))
}

fn subject(scene: &Scene<'_>, verb: TokenIdx, unit: TokenIdx) -> Option<TokenIdx> {
    let proposition = scene.propositions.at(verb)?;
    proposition.fillers("agent").find(|t| *t != unit && scene.actors.at(*t).is_some())
}
