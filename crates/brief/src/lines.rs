//! Lines made of the values of events, steps and statements.

use crate::names::Countries;
use crate::naming::shown;
use masudi_record::{CountRange, Days, Deployment, Event, Party, Phase, Status};
use serde::Serialize;

/// Parties of one side that a line names, those that most reports name.
const NAMED: usize = 4;

/// A value as the record's JSON names it.
pub(crate) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// "2024-01-28", or first and last day joined with `/`.
pub(crate) fn days(date: Option<&Days>) -> Option<String> {
    let date = date?;
    match (&date.from, &date.to) {
        (Some(from), Some(to)) if from != to => Some(format!("{from}/{to}")),
        (Some(day), _) | (None, Some(day)) => Some(day.clone()),
        (None, None) => None,
    }
}

/// The first day of an event: of its date, else of its first report.
pub(crate) fn first_day(event: &Event) -> Option<&str> {
    let date = event.date.as_ref().and_then(|d| d.from.as_deref().or(d.to.as_deref()));
    date.or(event.first_seen.as_deref()).map(day_of)
}

/// The day of an ISO 8601 date or time.
pub(crate) fn day_of(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// A text with single spaces between its words.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "drone · pro-Iran armed groups → United States · Jordan · 3 killed · alleged".
pub(crate) fn event(event: &Event, countries: &Countries) -> String {
    let who = |parties: &[Party]| {
        let mut names: Vec<String> = Vec::new();
        let beside = |p: &&Party| !is_spoken_for(p, parties) && !is_beside(p, parties) && !is_of_another(p, parties);
        let shown_of = parties.iter().filter(beside);
        for name in shown_of.map(|p| countries.name(&shown(p)).to_owned()) {
            if !name.is_empty() && !names.iter().any(|known| is_same(known, &name)) {
                names.push(name);
            }
        }
        let more = names.len() > NAMED;
        names.truncate(NAMED);
        names.join(", ") + if more { " and others" } else { "" }
    };
    let others: Vec<Party> = event.recipients.iter().filter(|p| !takes_part(p, event)).cloned().collect();
    let (actors, recipients) = (who(&event.actors), who(&others));
    let dyad = match (actors.is_empty(), recipients.is_empty()) {
        (_, true) => actors,
        (true, false) => format!("unknown → {recipients}"),
        (false, false) => format!("{actors} → {recipients}"),
    };
    let place = event.place.as_ref().and_then(|p| p.name.clone().or_else(|| p.country.clone())).unwrap_or_default();
    let place = countries.name(&place).to_owned();
    let counted = [
        ("killed", &event.counts.killed),
        ("injured", &event.counts.injured),
        ("abducted", &event.counts.abducted),
        ("arrested", &event.counts.arrested),
        ("troops", &event.counts.troops),
        ("events", &event.counts.events),
    ];
    let counts = counted.iter().filter_map(|(what, n)| n.as_ref().map(|n| format!("{} {what}", range(n))));
    let status = Some(name(&event.status)).filter(|_| event.status != Status::Actual);
    // A single attack neither goes on nor ends.
    let lasts = event.event_type != "ASSAULT" || event.counts.events.is_some();
    let phase = event.phase.filter(|phase| lasts && *phase != Phase::Continue).map(|phase| name(&phase));
    let parts =
        [event.mode.clone().unwrap_or_default(), dyad, place].into_iter().chain(counts).chain(phase).chain(status);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Whether whom something is done to takes part in it as well: a host who meets his guest, and his state.
fn takes_part(recipient: &Party, event: &Event) -> bool {
    let mutual = matches!(event.event_type.as_str(), "AGREE" | "CONSULT" | "COOPERATE");
    let is_state = recipient.id.is_some() && recipient.id.as_ref().map(|id| id.to_uppercase()) == recipient.country;
    let same = |actor: &Party| {
        let own = actor.id.is_some() && actor.id == recipient.id;
        own || is_state && actor.id.is_some() && actor.country == recipient.country
    };
    mutual && event.actors.iter().any(same)
}

/// "Iraqi" beside "Iraq": somebody of a country without a name, beside one of it who has one.
fn is_spoken_for(party: &Party, parties: &[Party]) -> bool {
    let named = |p: &Party| p.id.is_some() && p.country.is_some() && p.country == party.country;
    party.id.is_none() && parties.iter().any(named)
}

/// "living quarters" beside "United States Armed Forces": who or what is no known party, beside one that is.
fn is_beside(party: &Party, parties: &[Party]) -> bool {
    let known = |p: &Party| p.id.is_some() || p.country.is_some() || p.code.is_some();
    !known(party) && !is_own_name(party) && parties.iter().any(known)
}

/// "its leaders" beside "M23 leaders": whose they are stands in another sentence.
fn is_of_another(party: &Party, parties: &[Party]) -> bool {
    let of_another = |p: &Party| {
        let first = p.name.as_deref().and_then(|name| name.split_whitespace().next()).unwrap_or_default();
        p.id.is_none() && OF_ANOTHER.contains(&first.to_lowercase().as_str())
    };
    of_another(party) && parties.iter().any(|p| !of_another(p))
}

/// Words before what is somebody's who is named elsewhere, English and French.
const OF_ANOTHER: [&str; 11] = ["its", "their", "his", "her", "our", "leur", "leurs", "son", "sa", "ses", "notre"];

/// Whether every longer word of a party's name has a capital ("Mushtaq Talib").
fn is_own_name(party: &Party) -> bool {
    let name = party.name.as_deref().unwrap_or_default();
    let mut words = name.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    words.peek().is_some() && words.all(|word| word.starts_with(char::is_uppercase))
}

/// "16 people" and "the 16 people".
fn is_same(known: &str, name: &str) -> bool {
    let (known, name) = (known.to_lowercase(), name.to_lowercase());
    known.ends_with(&name) || name.ends_with(&known)
}

fn range(count: &CountRange) -> String {
    match (count.low, count.best, count.high) {
        (Some(low), _, Some(high)) if low != high => format!("{low}–{high}"),
        (_, _, Some(n)) => n.to_string(),
        (Some(low), Some(best), None) if low != best => format!("{low}–{best} or more"),
        (_, Some(n), None) | (Some(n), None, None) => format!("at least {n}"),
        (None, None, None) => String::new(),
    }
}

/// "about 2,500", "800–1,000", "at most 500, planned, cut".
pub(crate) fn level(deployment: &Deployment) -> String {
    let figure = match (deployment.min, deployment.max) {
        (0, Some(max)) => format!("at most {}", grouped(max)),
        (min, Some(max)) if min != max => format!("{}–{}", grouped(min), grouped(max)),
        (min, Some(_)) => grouped(min),
        (min, None) => format!("at least {}", grouped(min)),
    };
    let about = if deployment.approximate { "about " } else { "" };
    let change = deployment.change.as_deref().filter(|c| *c != "none").map(|c| format!(", {c}")).unwrap_or_default();
    format!("{about}{figure}{}{change}", if deployment.planned { ", planned" } else { "" })
}

/// "12,500".
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_upper_bound_says_so() {
        let range = |low, best, high| range(&CountRange { low: Some(low), best: Some(best), high });
        assert_eq!(range(3, 3, None), "at least 3");
        assert_eq!(range(25, 40, None), "25–40 or more");
        assert_eq!((range(5, 7, Some(7)), range(4, 4, Some(4))), ("5–7".to_owned(), "4".to_owned()));
    }

    #[test]
    fn a_host_who_meets_his_guest_stands_once() {
        let person = |name: &str, country: &str| Party {
            name: Some(name.to_owned()),
            id: Some(name.to_lowercase()),
            country: Some(country.to_owned()),
            ..Party::default()
        };
        let state = Party { id: Some("jor".to_owned()), ..person("Jordan", "JOR") };
        let (host, guest) = (person("Host", "JOR"), person("Guest", "EGY"));
        let mut visit = Event {
            event_type: "CONSULT".to_owned(),
            actors: vec![guest, host.clone()],
            recipients: vec![host, state],
            phase: Some(Phase::Continue),
            ..Event::default()
        };
        let line = |visit: &Event| event(visit, &Countries::of(&masudi_record::Situation::default()));
        assert_eq!(line(&visit), "Guest, Host");
        visit.event_type = "ASSAULT".to_owned();
        assert_eq!(line(&visit), "Guest, Host → Host, Jordan");
    }

    #[test]
    fn whose_they_are_need_not_be_said_twice() {
        let named =
            |name: &str| Party { name: Some(name.to_owned()), code: Some("REB".to_owned()), ..Party::default() };
        let (leaders, theirs) = (named("rebel leaders"), named("Their leaders"));
        assert!(is_of_another(&theirs, &[leaders.clone(), theirs.clone()]));
        assert!(!is_of_another(&theirs, std::slice::from_ref(&theirs)) && !is_of_another(&leaders, &[theirs]));
    }
}
