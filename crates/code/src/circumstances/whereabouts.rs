//! Where: which place of its sentence belongs to an event, and where the document's events are as a whole.

use super::telling::is_compared;
use super::ties::{Tie, head_of, ranked_tie};
use crate::CodedEvent;
use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with};
use masudi_doc::{ActorKind, Doc, Iso3, PlacePrecision, PlaceRef, PlaceRelation, TokenIdx, Upos};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
        let stands_in = stands_in(doc, head);
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
                located && (own || (stands_in_content(doc, head) && is_in_content(doc, head, proposition)))
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
        .filter(|(_, p)| !is_person(scene, head_of(doc, p.tokens)) && !is_only_beside(p))
        .filter(|(_, p)| !actors.contains(&head_of(doc, p.tokens)))
        .filter_map(|(i, p)| Some((rank(i, p)?, i)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, i)| i)
}

/// The country in which most of what a document tells takes place: its places behind a preposition, towns and
/// provinces counting double.
fn main_country(scene: &Scene<'_>) -> Option<Iso3> {
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for place in scene.places.iter().filter(|p| !p.acts) {
        let Some(known) = &place.resolved else { continue };
        let Some(country) = known.country.filter(|_| is_located(scene, place, head_of(scene.doc, place.tokens))) else {
            continue;
        };
        *counts.entry(country).or_default() += if known.precision < PlacePrecision::Country { 2 } else { 1 };
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country)
}

/// Gives the events on the ground that have no place the country they must be in: that of those who suffer them, that of
/// the event told before them, else the one in which most of the document's events are. Demands, threats and concessions
/// about such a deed take the last, and talks at home the country of those who talk.
pub(crate) fn suppose(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let told = |e: &CodedEvent| scene.places[e.place?].resolved.as_ref()?.country;
    let on_ground = |e: &&CodedEvent| setting_of(&e.event_type) == Setting::Ground;
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for event in events.iter().filter(on_ground) {
        told(event).into_iter().for_each(|country| *counts.entry(country).or_default() += 2);
        home_of(scene, &event.recipients).into_iter().for_each(|country| *counts.entry(country).or_default() += 1);
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country);
    let spoken_of = main_country(scene);
    let mut doers: BTreeMap<Iso3, usize> = BTreeMap::new();
    for country in events.iter().filter(on_ground).filter_map(|e| home_of(scene, &e.actors)) {
        *doers.entry(country).or_default() += 1;
    }
    let at_hand = || doers.iter().max_by_key(|(_, count)| **count).map(|(country, _)| *country);
    let most = most.or(spoken_of).or_else(at_hand);
    let mut before: Option<(usize, Iso3)> = None;
    for event in events.iter_mut() {
        if event.event_type == "CONSULT" && event.place.is_none() && event.mode.as_deref() != Some("phone") {
            event.country = at_home(scene, &event.actors);
        }
        let is_deed = setting_of(&event.event_type) == Setting::Ground;
        let of_deed = event.on_ground && matches!(event.event_type.as_str(), "REQUEST" | "THREATEN" | "CONCEDE");
        if of_deed && event.place.is_none() {
            event.country = spoken_of.or(most);
        }
        if !is_deed {
            continue;
        }
        event.place = event.place.or_else(|| there(scene, event.head));
        let sentence = scene.doc.sentence_of(event.head).get();
        if let Some(country) = told(event) {
            before = Some((sentence, country));
        } else {
            let near = before.filter(|(at, _)| at + 2 >= sentence).map(|(_, country)| country);
            if event.mode.as_deref() == Some("resign") {
                continue;
            }
            event.country = home_of(scene, &event.recipients).or(near).or(most);
        }
    }
}

/// The country of a government whose own members talk among themselves.
fn at_home(scene: &Scene<'_>, actors: &[TokenIdx]) -> Option<Iso3> {
    let entities: Vec<_> = actors
        .iter()
        .filter_map(|head| scene.actors.at(*head))
        .flat_map(|r| scene.actors.everybody(r.entity))
        .map(|e| scene.actors.entity(e))
        .collect();
    let country = entities.first()?.country?;
    let of_state = |sector: Option<&str>| matches!(sector, Some("GOV" | "LEG" | "MIL" | "COP" | "SPY" | "JUD"));
    let same = entities.iter().all(|e| e.country == Some(country) && of_state(e.sector.as_deref()));
    (entities.len() > 1 && same).then_some(country)
}

/// The place that "there" in the event's clause stands for: the last one of the sentence before.
fn there(scene: &Scene<'_>, event: TokenIdx) -> Option<usize> {
    let doc = scene.doc;
    let verb = ancestors(doc, event).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux))?;
    let says = |c: &TokenIdx| doc.dep(*c) == "advmod" && matches!(&*lower(doc.word(*c)), "there" | "here");
    doc.children(verb).iter().find(|c| says(c))?;
    let before = doc.sentences()[doc.sentence_of(event).get().checked_sub(1)?];
    let is_there = |p: &PlaceRef| {
        p.tokens.overlaps(before) && !p.acts && p.resolved.is_some() && is_located(scene, p, head_of(doc, p.tokens))
    };
    scene.places.iter().rposition(is_there)
}

/// The one country of those who suffer an event; single persons may be anywhere.
fn home_of(scene: &Scene<'_>, recipients: &[TokenIdx]) -> Option<Iso3> {
    let countries: BTreeSet<Iso3> = recipients
        .iter()
        .filter(|head| {
            scene.doc.tag(**head) != "NN" || scene.frames.is_of_class("troops", &lower(scene.doc.lemma(**head)))
        })
        .filter_map(|head| scene.actors.at(*head))
        .flat_map(|r| scene.actors.everybody(r.entity))
        .map(|e| scene.actors.entity(e))
        .filter(|e| !matches!(e.kind, ActorKind::Person))
        .filter_map(|e| e.country)
        .collect();
    if countries.len() == 1 { countries.into_iter().next() } else { None }
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
fn stands_in_content(doc: &Doc, head: TokenIdx) -> bool {
    stands_behind(doc, head, &["from", "into", "on", "over", "of"]) || stands_in(doc, head)
}

/// Whether a name, or what it is part of, stands right behind a preposition that only places have.
fn stands_in(doc: &Doc, head: TokenIdx) -> bool {
    stands_behind(
        doc,
        head,
        &["in", "at", "near", "inside", "outside", "across", "throughout", "around", "within", "off"],
    )
}

fn stands_behind(doc: &Doc, head: TokenIdx, prepositions: &[&str]) -> bool {
    let top = ancestors(doc, head).take(4).find(|t| !matches!(doc.dep(*t), "appos" | "compound" | "nmod" | "poss"));
    top.is_some_and(|t| doc.dep(t) == "pobj" && prepositions.contains(&&*lower(doc.word(doc.head(t)))))
}

/// Whether a name says where somebody is, or an event: "with officials in Ankara", but not "developments in Syria".
fn is_of_somebody(scene: &Scene<'_>, head: TokenIdx) -> bool {
    let noun = scene.doc.head(scene.doc.head(head));
    scene.actors.at(noun).is_some() || scene.propositions.at(noun).is_some()
}

/// Whether a name stands where places stand: behind a preposition of place, or as part of a larger place.
fn is_located(scene: &Scene<'_>, place: &PlaceRef, head: TokenIdx) -> bool {
    let doc = scene.doc;
    let mut at = head;
    // "Russia's campaign" is where Russia pleases.
    if doc.dep(head) == "poss" && place.resolved.as_ref().is_some_and(|r| r.precision >= PlacePrecision::Country) {
        return false;
    }
    for _ in 0..4 {
        match doc.dep(at) {
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
