//! One event of its mentions: the values that most reports give, each report heard once.

use crate::counts::counts;
use crate::days::{Certainty, Window};
use crate::disputes::disputes;
use crate::evidence;
use crate::features::Features;
use crate::reported::Reported;
use masudi_record::{Actor, Days, Event, Mention, Party, Place, Status};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Share of the best supported party's voices from which another party belongs to the event too.
const PARTY_SHARE: f64 = 0.34;
/// Weight of every further voice's probability: reports are not independent of each other.
const FURTHER: f32 = 0.3;

/// The event of this id, without links. `mentions` in order of publication, not empty.
pub(crate) fn event(mentions: &[(&Reported, &Features)], id: String) -> Event {
    let voices = evidence::voices(mentions.iter().map(|(reported, features)| (*reported, features.sentence)));
    let told: Vec<(&Reported, usize)> = mentions.iter().map(|(r, _)| *r).zip(voices.iter().copied()).collect();
    let all = || told.iter().map(|(r, _)| &r.mention);
    let said = asserted(&told);
    let event_type = most(&said, |m| Some(m.event_type.clone())).unwrap_or_default();
    let of_type = |m: &&Mention| m.event_type == event_type;
    let mode = most(&said, |m| m.mode.clone().filter(|_| m.event_type == event_type));
    let best = said
        .iter()
        .map(|(r, _)| &r.mention)
        .filter(of_type)
        .filter(|m| m.mode == mode)
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let (counts, mut disputed) = counts(&told);
    disputed.extend(disputes(&told));
    let published = || all().filter_map(|m| m.published.clone());
    let contexts: BTreeSet<&String> = all().flat_map(|m| &m.contexts).collect();
    let sources: BTreeSet<&String> = told.iter().filter_map(|(r, _)| r.outlet.as_ref()).collect();
    Event {
        id,
        mode,
        contexts: contexts.into_iter().cloned().collect(),
        quad: best.map(|m| m.quad.clone()).unwrap_or_default(),
        score: best.and_then(|m| m.score),
        cameo: best.and_then(|m| m.cameo.clone()),
        phase: all().filter_map(|m| m.phase).next(),
        actors: doers(&said, &event_type),
        recipients: sufferers(&said, counts.killed.is_some()),
        place: place(&said),
        date: date(&told, |at| mentions[at].1.window),
        counts,
        status: status(&told),
        mentions: all().map(|m| m.id.clone()).collect(),
        sources: sources.into_iter().cloned().collect(),
        reports: evidence::count(&voices),
        first_seen: published().min(),
        last_seen: published().max(),
        disputed,
        links: Vec::new(),
        confidence: confidence(&told),
        event_type,
    }
}

/// Mentions that tell it as done; else those that announce it; all, where it is only denied. What is denied says nothing of
/// what happened, and what was announced less than what was done.
fn asserted<'a>(told: &[(&'a Reported, usize)]) -> Vec<(&'a Reported, usize)> {
    let of = |left_out: &[Status]| {
        told.iter().filter(|(r, _)| !left_out.contains(&r.mention.status)).copied().collect::<Vec<_>>()
    };
    let done = of(&[Status::Negated, Status::Future, Status::Hypothetical]);
    let said = if done.is_empty() { of(&[Status::Negated]) } else { done };
    if said.is_empty() { told.to_vec() } else { said }
}

/// The id of an event: from the mention that told it first.
pub(crate) fn id(first: &Mention) -> String {
    format!("e{:016x}", xxh3_64(first.id.as_bytes()))
}

/// The value with the most voices; among equals the first in order.
fn most<T: Ord + Clone>(told: &[(&Reported, usize)], value: impl Fn(&Mention) -> Option<T>) -> Option<T> {
    let mut voices: BTreeMap<T, BTreeSet<usize>> = BTreeMap::new();
    for (report, voice) in told {
        if let Some(value) = value(&report.mention) {
            voices.entry(value).or_default().insert(*voice);
        }
    }
    let best = voices.values().map(BTreeSet::len).max()?;
    voices.into_iter().find(|(_, v)| v.len() == best).map(|(value, _)| value)
}

/// The voices that name a party, and the party as the first of them names it.
type Named<'a> = (BTreeSet<usize>, &'a Actor);

/// The parties that enough voices name, the best supported first. One who is known by an id stands for unnamed parties
/// of the same code.
fn parties(told: &[(&Reported, usize)], of: impl Fn(&Mention) -> &Vec<Actor>) -> Vec<Party> {
    let mut voices: BTreeMap<(Option<&str>, &str), Named> = BTreeMap::new();
    for (report, voice) in told {
        for party in of(&report.mention) {
            let code = party.code.as_deref().unwrap_or("");
            let words = if code.is_empty() { party.name.as_deref().unwrap_or(&party.text) } else { code };
            voices.entry((party.id.as_deref(), words)).or_insert((BTreeSet::new(), party)).0.insert(*voice);
        }
    }
    let known: BTreeSet<&str> = voices.keys().filter(|(id, _)| id.is_some()).map(|(_, code)| *code).collect();
    voices.retain(|(id, code), _| id.is_some() || !known.contains(code));
    let most = voices.values().map(|(v, _)| v.len()).max().unwrap_or(0) as f64;
    let mut parties: Vec<(usize, Party)> = voices
        .into_values()
        .filter(|(v, _)| v.len() as f64 >= most * PARTY_SHARE)
        .map(|(v, party)| (v.len(), named(party)))
        .collect();
    parties.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    parties.into_iter().map(|(_, party)| party).collect()
}

fn named(party: &Actor) -> Party {
    Party {
        name: party.name.clone().or_else(|| Some(party.text.clone()).filter(|text| !text.is_empty())),
        id: party.id.clone(),
        country: party.country.clone(),
        sector: party.sector.clone(),
        code: party.code.clone(),
    }
}

/// Who did it. Of an attack nobody without a known name is both who did it and whom it hit ("an attack on the base").
fn doers(told: &[(&Reported, usize)], event_type: &str) -> Vec<Party> {
    let mut doers = parties(told, |m| &m.actors);
    if event_type == "ASSAULT" {
        let hit = |party: &Party| told.iter().flat_map(|(r, _)| &r.mention.recipients).any(|p| named(p) == *party);
        doers.retain(|party| party.id.is_some() || !hit(party));
    }
    doers
}

/// To whom it was done. Who is dead does not speak: a person who is cited for what killed somebody is another.
fn sufferers(told: &[(&Reported, usize)], killed: bool) -> Vec<Party> {
    let mut parties = parties(told, |m| &m.recipients);
    let speaks = |party: &Party| {
        let last = party.name.as_deref().and_then(|name| name.split_whitespace().next_back());
        let last = last.filter(|_| party.id.is_some());
        let cited = told.iter().flat_map(|(r, _)| &r.mention.attribution);
        last.is_some_and(|last| cited.into_iter().any(|s| s.text.split_whitespace().next_back() == Some(last)))
    };
    if killed {
        parties.retain(|party| !speaks(party));
    }
    parties
}

/// How fine a place is, the finest first.
fn fineness(place: &Place) -> usize {
    let order = ["site", "city", "admin2", "admin1", "region", "country"];
    let precision = place.precision.as_deref().unwrap_or("");
    order.iter().position(|p| *p == precision).unwrap_or(order.len())
}

/// The place: in the country that most voices name, the town or site that most of them name, else the finest region.
fn place(told: &[(&Reported, usize)]) -> Option<Place> {
    // A place that no words name is a guess from who takes part.
    let any_named = told.iter().any(|(r, _)| r.mention.place.as_ref().is_some_and(|p| p.text.is_some()));
    let placed = |m: &Mention| m.place.clone().filter(|p| p.text.is_some() || !any_named);
    let country = most(told, |m| placed(m)?.country);
    let within = |m: &Mention| placed(m).filter(|p| country.is_none() || p.country == country);
    let level = told.iter().filter_map(|(r, _)| within(&r.mention)).map(|p| fineness(&p)).min()?;
    let key = |p: &Place| (p.geonames, p.name.clone());
    let fine = |m: &Mention| within(m).filter(|p| fineness(p) == level);
    let chosen = most(told, |m| fine(m).map(|p| key(&p)))?;
    told.iter().filter_map(|(r, _)| fine(&r.mention)).find(|p| key(p) == chosen)
}

/// The day that most voices name, else the one that most are supposed to mean; else the shortest time that most name; else the first publication date.
fn date(told: &[(&Reported, usize)], window: impl Fn(usize) -> Window) -> Option<Days> {
    let days = |m: &Mention| {
        let date = m.date.as_ref()?;
        Some(Days { from: date.from.clone(), to: date.to.clone(), precision: date.precision.clone() })
    };
    let of = |certainty: Certainty| {
        let known = told.iter().enumerate().filter(|(at, _)| window(*at).certainty == certainty);
        most(&known.map(|(_, told)| *told).collect::<Vec<_>>(), days)
    };
    let shortest = || {
        let within = told.iter().enumerate().map(|(at, (r, _))| (window(at), &r.mention));
        let within = within.filter(|(window, _)| window.certainty == Certainty::Within);
        within.min_by_key(|(window, _)| (window.length(), window.from)).and_then(|(_, m)| days(m))
    };
    of(Certainty::Certain).or_else(|| of(Certainty::Supposed)).or_else(shortest).or_else(|| {
        let published = told.iter().filter_map(|(r, _)| days(&r.mention).filter(|d| d.from.is_some()));
        published.min()
    })
}

/// Whether it happened: what any report asserts in its own voice, else what most voices say.
fn status(told: &[(&Reported, usize)]) -> Status {
    if told.iter().any(|(r, _)| r.mention.status == Status::Actual) {
        return Status::Actual;
    }
    most(told, |m| Some(m.status)).unwrap_or_default()
}

/// Probability that it is an event of its type: the surest voice, raised a little by each further one.
fn confidence(told: &[(&Reported, usize)]) -> f32 {
    let mut of_voice: BTreeMap<usize, f32> = BTreeMap::new();
    for (report, voice) in told {
        let best = of_voice.entry(*voice).or_default();
        *best = best.max(report.mention.confidence);
    }
    let mut sure: Vec<f32> = of_voice.into_values().collect();
    sure.sort_by(|a, b| b.total_cmp(a));
    let doubt = sure.iter().enumerate().map(|(at, p)| if at == 0 { 1.0 - p } else { 1.0 - FURTHER * p });
    1.0 - doubt.product::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_lexicon::DataFiles;
    use masudi_lexicon::event_words::EventWords;

    fn told(mention: Mention) -> (Reported, Features) {
        let words = EventWords::load(&DataFiles::built_in()).unwrap();
        let reported = Reported { mention, ..Reported::default() };
        let features = Features::of(&words, &reported);
        (reported, features)
    }

    #[test]
    fn who_is_hit_did_not_do_it_and_who_tells_of_a_death_did_not_die() {
        let base = Actor { text: "the base".to_owned(), ..Actor::default() };
        let attack = Mention {
            event_type: "ASSAULT".to_owned(),
            actors: vec![base.clone()],
            recipients: vec![base],
            ..Mention::default()
        };
        let attack = self::told(attack);
        let attack = event(&[(&attack.0, &attack.1)], String::new());
        assert_eq!((attack.actors.len(), attack.recipients.len()), (0, 1));
        let person = |name: &str| Actor { name: Some(name.to_owned()), id: Some(name.to_owned()), ..Actor::default() };
        let killed = masudi_record::Count { min: Some(2), max: Some(2), text: "two".to_owned() };
        let cited = masudi_record::Source { text: "Minister Amal al-Reed".to_owned(), ..Default::default() };
        let death = |told: Option<masudi_record::Count>| {
            let counts = masudi_record::Counts { killed: told, ..Default::default() };
            let recipients = vec![person("Amal al-Reed"), person("Jonas Hale")];
            self::told(Mention { attribution: vec![cited.clone()], recipients, counts, ..Mention::default() })
        };
        let names = |told: &(Reported, Features)| {
            let event = event(&[(&told.0, &told.1)], String::new());
            event.recipients.into_iter().filter_map(|p| p.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&death(Some(killed))), ["Jonas Hale"]);
        assert_eq!(names(&death(None)), ["Amal al-Reed", "Jonas Hale"]);
    }

    #[test]
    fn what_was_announced_says_less_than_what_was_done() {
        let talks = |id: &str, event_type: &str, status| {
            let (id, event_type) = (id.to_owned(), event_type.to_owned());
            told(Mention { doc: id.clone(), id, event_type, status, ..Mention::default() })
        };
        let (promise, other) = (talks("1", "AGREE", Status::Future), talks("2", "AGREE", Status::Future));
        let held = talks("3", "CONSULT", Status::Actual);
        let event = event(&[&promise, &other, &held].map(|(r, f)| (r, f)), String::new());
        assert_eq!((event.event_type.as_str(), event.status), ("CONSULT", Status::Actual));
    }

    #[test]
    fn what_is_denied_and_guessed_places_say_nothing_of_what_happened() {
        let place = |text: Option<&str>, country: &str| {
            Some(Place { text: text.map(str::to_owned), country: Some(country.to_owned()), ..Place::default() })
        };
        let blast = told(Mention {
            id: "1".to_owned(),
            doc: "a".to_owned(),
            mode: Some("explosives".to_owned()),
            place: place(None, "USA"),
            ..Mention::default()
        });
        let site = told(Mention {
            id: "2".to_owned(),
            doc: "b".to_owned(),
            place: place(Some("Hilla"), "IRQ"),
            ..Mention::default()
        });
        let denial = told(Mention {
            id: "3".to_owned(),
            doc: "c".to_owned(),
            mode: Some("aerial".to_owned()),
            status: Status::Negated,
            actors: vec![Actor {
                country: Some("USA".to_owned()),
                code: Some("USAGOV".to_owned()),
                ..Actor::default()
            }],
            ..Mention::default()
        });
        let event = event(&[&blast, &site, &denial].map(|(r, f)| (r, f)), String::new());
        assert_eq!((event.mode.as_deref(), event.actors.len()), (Some("explosives"), 0));
        assert_eq!(event.place.and_then(|p| p.country).as_deref(), Some("IRQ"));
        assert_eq!((event.status, event.mentions.len()), (Status::Actual, 3));
    }
}
