//! Where an event must be that no place of its sentence locates: the country of those who take part, of the event before,
//! of the document.
//!
//! In: the events of a document with the places that their sentences give them. Out: the same, with countries that no words
//! name.

use super::ties::head_of;
use super::whereabouts::{Setting, is_located, setting_of};
use crate::CodedEvent;
use crate::lower::lower;
use crate::matcher::Scene;
use masudi_doc::tree::ancestors;
use masudi_doc::{ActorKind, Iso3, PlaceRef, TokenIdx, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// Gives the events on the ground that have no place the country they must be in. Violence goes from place to place with the
/// story: it is where those are who suffer it, where the event told before it was, or where most of the document's events
/// are. Arrests and protests are where police and crowds are at home, expulsions and bans where the government is that decrees them,
/// and they and all else where those are who suffer
/// them, or in the country that the document is about. Concessions
/// about such a deed take the last, visits the country of who is visited, talks at home that of those who talk,
/// verdicts and inquiries that of the court.
pub(crate) fn suppose(scene: &Scene<'_>, events: &mut [CodedEvent]) {
    let told = |e: &CodedEvent| scene.places[e.place?].resolved.as_ref()?.country;
    let on_ground = |e: &&CodedEvent| setting_of(&e.event_type) == Setting::Ground;
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for event in events.iter().filter(on_ground) {
        told(event).into_iter().for_each(|country| *counts.entry(country).or_default() += 2);
        home_of(scene, &event.recipients).into_iter().for_each(|country| *counts.entry(country).or_default() += 1);
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country);
    let story = scene.actors.story.or(most);
    let most = most.or(story);
    // Chinese teachers are hit where the report is: sufferers are at home only where it has places of their country, or none at all.
    let here: BTreeSet<Iso3> = located(scene).collect();
    let is_here = |home: &Iso3| here.is_empty() || here.contains(home);
    let mut before: Option<(usize, Iso3)> = None;
    // Where a well-known happening was is known.
    for event in events.iter_mut().filter(|e| e.country.is_none()) {
        if event.place.is_none() {
            event.country = match (event.event_type.as_str(), event.mode.as_deref()) {
                ("CONSULT", Some("phone")) => None,
                // Who is visited is at home, and so is who talks among his own, and a court that passes sentence.
                ("CONSULT", Some("visit")) => host(scene, &event.recipients).or_else(|| at_home(scene, &event.actors)),
                ("CONSULT", _) => at_home(scene, &event.actors),
                ("SANCTION", Some("convict")) => among_themselves(scene, &event.actors),
                ("ACCUSE", Some("investigate")) => rulers(scene, &event.actors),
                _ => None,
            };
        }
        let is_deed = setting_of(&event.event_type) == Setting::Ground;
        if event.on_ground && event.event_type == "CONCEDE" && event.place.is_none() {
            event.country = story;
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
            // "the first American troops killed": soldiers may be hit abroad.
            let abroad = |home: &Iso3| Some(*home) != story && are_soldiers(scene, &event.recipients);
            let suffered = home_of(scene, &event.recipients).filter(|home| !abroad(home));
            event.country = match event.event_type.as_str() {
                "ASSAULT" => suffered.filter(|home| is_here(home)).or(near).or(most).or(suffered),
                // "Egypt tightened its visa rules for Sudanese": at its own border.
                "COERCE" if matches!(event.mode.as_deref(), Some("deport" | "restrict")) => {
                    rulers(scene, &event.actors).or(suffered).or(story)
                }
                "COERCE" | "PROTEST" => among_themselves(scene, &event.actors).or(suffered).or(story),
                _ => suffered.or(story),
            };
        }
    }
}

/// The countries of actors, one for each.
fn countries<'s>(scene: &'s Scene<'s>, heads: &'s [TokenIdx]) -> impl Iterator<Item = Iso3> + 's {
    let entities =
        heads.iter().filter_map(|head| scene.actors.at(*head)).flat_map(|r| scene.actors.everybody(r.entity));
    entities.filter_map(|e| scene.actors.entity(e).country)
}

/// The countries of the places that stand behind a preposition.
fn located<'s>(scene: &'s Scene<'s>) -> impl Iterator<Item = Iso3> + 's {
    scene.places.iter().filter(|p| !p.acts).filter_map(|place| {
        let country = place.resolved.as_ref()?.country?;
        is_located(scene, place, head_of(scene.doc, place.tokens)).then_some(country)
    })
}

/// The one country of doers who act where they are at home: police, courts, parties, crowds.
fn among_themselves(scene: &Scene<'_>, actors: &[TokenIdx]) -> Option<Iso3> {
    one_home(scene, actors, &["COP", "JUD", "LEG", "OPP", "PTY", "CVL", "CIV"])
}

/// The same of governments as well, for what is decreed.
fn rulers(scene: &Scene<'_>, actors: &[TokenIdx]) -> Option<Iso3> {
    one_home(scene, actors, &["GOV", "COP", "JUD", "LEG", "OPP", "PTY", "CVL", "CIV"])
}

/// The one country of those who are visited.
fn host(scene: &Scene<'_>, hosts: &[TokenIdx]) -> Option<Iso3> {
    let homes: BTreeSet<Iso3> = countries(scene, hosts).collect();
    if homes.len() == 1 { homes.into_iter().next() } else { None }
}

/// The one country of those actors that are of some sectors.
fn one_home(scene: &Scene<'_>, actors: &[TokenIdx], sectors: &[&str]) -> Option<Iso3> {
    let home = |head: &TokenIdx| {
        let entity = scene.actors.entity(scene.actors.at(*head)?.entity);
        let stays = entity.sector.as_deref().is_some_and(|sector| sectors.contains(&sector));
        entity.country.filter(|_| stays)
    };
    let homes: BTreeSet<Iso3> = actors.iter().filter_map(home).collect();
    if homes.len() == 1 { homes.into_iter().next() } else { None }
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

fn are_soldiers(scene: &Scene<'_>, recipients: &[TokenIdx]) -> bool {
    let sectors = || recipients.iter().filter_map(|head| scene.actors.at(*head)).map(|r| scene.actors.entity(r.entity));
    sectors().next().is_some() && sectors().all(|e| e.sector.as_deref() == Some("MIL"))
}

/// The one country of those who suffer an event; single persons may be anywhere.
fn home_of(scene: &Scene<'_>, recipients: &[TokenIdx]) -> Option<Iso3> {
    let countries: BTreeSet<Iso3> = recipients
        .iter()
        .filter(|head| {
            let state =
                || scene.actors.at(**head).is_some_and(|r| scene.actors.entity(r.entity).kind == ActorKind::State);
            let troops = || scene.frames.is_of_class("troops", &lower(scene.doc.lemma(**head)));
            scene.doc.tag(**head) != "NN" || troops() || state()
        })
        .filter_map(|head| scene.actors.at(*head))
        .flat_map(|r| scene.actors.everybody(r.entity))
        .map(|e| scene.actors.entity(e))
        .filter(|e| !matches!(e.kind, ActorKind::Person))
        .filter_map(|e| e.country)
        .collect();
    if countries.len() == 1 { countries.into_iter().next() } else { None }
}
