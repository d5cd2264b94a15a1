//! Force levels: how many of whose troops stand where.
//!
//! In: a document with its actors, places and times. Out: [`CodedDeployment`]s: a number of troops, the place they are
//! in, and whether the text says that the number was raised or cut. A bare number in a conjunct takes the unit of the
//! one before ("2,500 soldiers in Iraq and 900 in Syria").

use crate::amounts::{self, Amount};
use crate::circumstances::head_of;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::{ancestors, children_with};
use masudi_doc::{TokenIdx, Upos};

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
}

/// Figures below this are patrols and casualties, not force levels.
const SMALLEST: u64 = 20;

/// The force levels of a document, in order of their figures.
pub fn find(scene: &Scene<'_>) -> Vec<CodedDeployment> {
    let (doc, frames) = (scene.doc, scene.frames);
    let mut out: Vec<CodedDeployment> = Vec::new();
    for at in (0..doc.len()).map(TokenIdx::from) {
        let number = doc.pos(at) == Upos::Num;
        let troops = frames.is_of_class("troops", &lower(doc.lemma(at)));
        if !(number || troops) {
            continue;
        }
        // A number beside its noun is read with the noun.
        let elliptic =
            number && !matches!(doc.dep(at), "nummod" | "compound" | "quantmod" | "pobj" | "npadvmod" | "appos");
        if number && !elliptic {
            continue;
        }
        let Some(amount) = amounts::of(doc, frames, at) else { continue };
        if amount.min.or(amount.max).is_none_or(|n| n < SMALLEST) {
            continue;
        }
        let model = if troops { None } else { out.last().filter(|d| doc.sentence_of(d.unit) == doc.sentence_of(at)) };
        let Some(unit) = (if troops { Some(at) } else { model.map(|d| d.unit) }) else { continue };
        let verb = ancestors(doc, at).skip(1).find(|a| matches!(doc.pos(*a), Upos::Verb | Upos::Aux));
        let change = verb.and_then(|v| change(scene, v)).or(model.map(|d| d.change));
        let Some(change) = change.or_else(|| placed_below(scene, at).map(|_| "none")) else { continue };
        let below = placed_below(scene, at);
        let Some(place) = below.or_else(|| verb.and_then(|v| placed_below(scene, v))) else { continue };
        let actor = owner(scene, unit).or_else(|| verb.and_then(|v| subject(scene, v, unit)));
        out.push(CodedDeployment { unit, actor, amount, place, change });
    }
    out
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
