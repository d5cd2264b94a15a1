//! Where: which place of its sentence belongs to an event.

use super::telling::is_compared;
use super::ties::{Tie, head_of, ranked_tie};
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with};
use masudi_doc::{ActorKind, Doc, PlacePrecision, PlaceRef, PlaceRelation, TokenIdx, Upos};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How a type of event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A deed on the ground, which any place of its sentence may locate, and the document's country where none does.
    Ground,
    /// Something done at a table: a meeting, a sanction. Located by its own clause, not by what it is about.
    Table,
    /// Words. Located by its own phrase only.
    Words,
}

/// How events of a type take place.
pub fn setting_of(event_type: &str) -> Setting {
    match event_type {
        "AGREE" | "SUPPORT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "CONCEDE" => Setting::Words,
        "CONSULT" | "SANCTION" => Setting::Table,
        _ => Setting::Ground,
    }
}

/// Index of the event's place among the document's places.
pub(crate) fn place(
    scene: &Scene<'_>,
    proposition: &Proposition,
    actors: &[TokenIdx],
    recipients: &[TokenIdx],
    setting: Setting,
) -> Option<usize> {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(proposition.head));
    let rank = |i: usize, p: &PlaceRef| {
        let head = head_of(doc, p.tokens);
        let (tie, nouns) = ranked_tie(scene, head, proposition);
        let tie = if is_where(doc, head, proposition.head) { Tie::Own } else { tie };
        let target = recipients.contains(&head) || proposition.fillers("patient").any(|h| h == head);
        let located = is_located(scene, p, head);
        let stands_in = stands_in(scene, head);
        let inside =
            || tie == Tie::Object && p.relation == PlaceRelation::In && stands_in && is_of_somebody(scene, head);
        let object = doc.dep(head) == "dobj";
        let enough = match setting {
            Setting::Ground if tie < Tie::Clause && !target => {
                tie != Tie::Report && located && !object && !is_of_other(scene, head, proposition)
            }
            Setting::Ground => target || located,
            // Who visits Ankara, or flies to it, meets there.
            Setting::Table if target && tie >= Tie::Clause && is_town(p) && is_object(doc, head) => true,
            Setting::Table => located && ((stands_in && (tie == Tie::Own || tie == Tie::Clause)) || inside()),
            Setting::Words => {
                let own = !target
                    && stands_in
                    && (tie == Tie::Own || (nouns.0 == 0 && matches!(tie, Tie::Clause | Tie::Report)));
                located && (own || (stands_in_content(scene, head) && is_in_content(doc, head, proposition)))
            }
        };
        let fineness = p.resolved.as_ref().map_or(PlacePrecision::Region, |r| r.precision);
        let tie = tie.max(if target { Tie::Object } else { Tie::Sentence });
        enough.then_some((tie, p.relation == PlaceRelation::In, nouns, Reverse(fineness), Reverse(i)))
    };
    scene
        .places
        .iter()
        .enumerate()
        .filter(|(_, p)| p.tokens.overlaps(sentence) && !p.acts && p.resolved.is_some())
        .filter(|(_, p)| !is_compared(doc, head_of(doc, p.tokens)))
        .filter(|(_, p)| !describes_another(scene, head_of(doc, p.tokens)))
        .filter(|(_, p)| !dates_only(doc, head_of(doc, p.tokens), proposition.head))
        .filter(|(_, p)| !is_person(scene, head_of(doc, p.tokens)) && !is_only_beside(p))
        .filter(|(_, p)| !actors.contains(&head_of(doc, p.tokens)))
        .filter_map(|(i, p)| Some((rank(i, p)?, i)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, i)| i)
}

/// Whether a place belongs to the noun of another event: "Riyadh's war in Yemen" beside a killing elsewhere.
fn is_of_other(scene: &Scene<'_>, head: TokenIdx, proposition: &Proposition) -> bool {
    let doc = scene.doc;
    let above: BTreeSet<TokenIdx> = ancestors(doc, proposition.head).collect();
    ancestors(doc, head)
        .skip(1)
        .take_while(|t| !above.contains(t))
        .any(|t| scene.propositions.at(t).is_some_and(|p| p.kind == Kind::Noun))
}

/// Whether a place only tells since when: "the first attack since the war in Gaza began".
fn dates_only(doc: &Doc, place: TokenIdx, event: TokenIdx) -> bool {
    let above: BTreeSet<TokenIdx> = ancestors(doc, event).collect();
    let since = |t: TokenIdx| matches!(&*lower(doc.word(t)), "since" | "until");
    ancestors(doc, place)
        .take_while(|t| !above.contains(t))
        .any(|t| since(t) || children_with(doc, t, &["mark"]).any(since))
}

/// Whether a name is known to be somebody's.
fn is_person(scene: &Scene<'_>, head: TokenIdx) -> bool {
    scene.actors.at(head).is_some_and(|r| scene.actors.entity(r.entity).kind == ActorKind::Person)
}

/// "Along the Thai frontier" is on either side of it.
fn is_only_beside(place: &PlaceRef) -> bool {
    let country = place.resolved.as_ref().is_some_and(|r| r.precision == PlacePrecision::Country);
    country && place.relation == PlaceRelation::Border
}

fn is_object(doc: &Doc, head: TokenIdx) -> bool {
    doc.dep(head) == "dobj" || (doc.dep(head) == "pobj" && lower(doc.word(doc.head(head))) == "to")
}

fn is_town(place: &PlaceRef) -> bool {
    place.resolved.as_ref().is_some_and(|r| r.precision < PlacePrecision::Country)
}

/// Whether a clause with "where" hangs on a place and holds the event: "in Iraq, where the army has ousted the group".
fn is_where(doc: &Doc, place: TokenIdx, event: TokenIdx) -> bool {
    let mut clauses = ancestors(doc, event).filter(|t| doc.dep(*t) == "relcl");
    clauses.any(|clause| {
        let head = doc.head(clause);
        (head == place || (doc.dep(place) == "appos" && doc.head(place) == head))
            && children_with(doc, clause, &["advmod"]).any(|c| lower(doc.word(c)) == "where")
    })
}

/// Whether a name is part of what is said, promised or asked: "warned of attacks on Goma", "urged him to leave Mali".
fn is_in_content(doc: &Doc, head: TokenIdx, proposition: &Proposition) -> bool {
    let path: Vec<TokenIdx> = ancestors(doc, head).take_while(|t| *t != proposition.head).collect();
    let below = |t: &TokenIdx| doc.head(*t) == proposition.head;
    let Some(top) = path.last().copied().filter(below) else { return false };
    let content = match doc.dep(top) {
        "ccomp" | "xcomp" | "dobj" | "acl" | "appos" => true,
        // "warned of consequences if it attacked the camp in Chad"
        "advcl" => children_with(doc, top, &["mark"]).any(|m| matches!(&*lower(doc.word(m)), "if" | "unless")),
        "prep" => {
            matches!(&*lower(doc.word(top)), "of" | "on" | "over" | "for" | "about" | "against" | "from" | "with")
        }
        _ => false,
    };
    // "women fighting in Syria have come to urge Britain": who they are is no part of it.
    content && !path.iter().any(|t| doc.dep(*t) == "relcl" || doc.dep(*t) == "nsubj")
}

/// Prepositions that name no place of anything.
fn is_aside(preposition: &str) -> bool {
    matches!(preposition, "by" | "with" | "between" | "for" | "about" | "than" | "like" | "as")
}

/// Whether a name, or what it is part of, stands behind a preposition that places have where an act is told of.
fn stands_in_content(scene: &Scene<'_>, head: TokenIdx) -> bool {
    stands_behind(scene, head, &["from", "into", "on", "over", "of"]) || stands_in(scene, head)
}

/// Whether a name, or what it is part of, stands right behind a preposition that only places have.
fn stands_in(scene: &Scene<'_>, head: TokenIdx) -> bool {
    stands_behind(
        scene,
        head,
        &["in", "at", "near", "inside", "outside", "across", "throughout", "around", "within", "off"],
    )
}

fn stands_behind(scene: &Scene<'_>, head: TokenIdx, prepositions: &[&str]) -> bool {
    let doc = scene.doc;
    // "in the resort of Dahab": where the kind of place stands.
    let head = of_kind(scene, head).unwrap_or(head);
    let top = ancestors(doc, head).take(4).find(|t| !matches!(doc.dep(*t), "appos" | "compound" | "nmod" | "poss"));
    top.is_some_and(|t| doc.dep(t) == "pobj" && prepositions.contains(&&*lower(doc.word(doc.head(t)))))
}

/// The noun for a kind of place that a name stands behind: "the Red Sea resort of Dahab".
fn of_kind(scene: &Scene<'_>, head: TokenIdx) -> Option<TokenIdx> {
    let doc = scene.doc;
    let of = doc.head(head);
    let kind = doc.head(of);
    let named = doc.dep(head) == "pobj" && lower(doc.word(of)) == "of" && doc.dep(of) == "prep";
    (named && scene.frames.is_of_class("kind_of_place", scene.lookups.lemma(kind))).then_some(kind)
}

/// "The Red Sea resort of Dahab": a name before the kind of place that another one is.
fn describes_another(scene: &Scene<'_>, head: TokenIdx) -> bool {
    let doc = scene.doc;
    let described = |place: &PlaceRef| of_kind(scene, head_of(doc, place.tokens)) == Some(doc.head(head));
    matches!(doc.dep(head), "compound" | "nmod" | "amod") && scene.places.iter().any(described)
}

/// Whether a name says where somebody is, or an event: "with officials in Ankara", but not "developments in Syria".
fn is_of_somebody(scene: &Scene<'_>, head: TokenIdx) -> bool {
    let top = of_kind(scene, head).unwrap_or(head);
    let noun = scene.doc.head(scene.doc.head(top));
    scene.actors.at(noun).is_some() || scene.propositions.at(noun).is_some()
}

/// Whether a name stands where places stand: behind a preposition of place, or as part of a larger place.
pub(super) fn is_located(scene: &Scene<'_>, place: &PlaceRef, head: TokenIdx) -> bool {
    let doc = scene.doc;
    let mut at = head;
    // "Russia's campaign" is where Russia pleases.
    if doc.dep(head) == "poss" && place.resolved.as_ref().is_some_and(|r| r.precision >= PlacePrecision::Country) {
        return false;
    }
    for _ in 0..4 {
        match doc.dep(at) {
            "pobj" if of_kind(scene, at).is_some() => at = of_kind(scene, at).unwrap_or(at),
            "pobj" => {
                let prep = doc.head(at);
                let of_verb = matches!(doc.pos(doc.head(prep)), Upos::Verb | Upos::Aux);
                // "the woman from Lewes", "in hock to Russia" tell of no event there.
                return match &*lower(doc.word(prep)) {
                    "from" | "to" => of_verb || scene.propositions.at(doc.head(prep)).is_some(),
                    word => !is_aside(word),
                };
            }
            // "the Geneva conventions"
            "compound" if scene.frames.is_of_class("agreement", &lower(doc.lemma(doc.head(at)))) => return false,
            "appos" | "conj" | "compound" | "nmod" | "npadvmod" | "poss" | "amod" => at = doc.head(at),
            "advmod" | "dobj" => return true,
            _ => return false,
        }
    }
    false
}
