//! Lines made of the values of events, steps and statements.

use crate::naming::shown;
use masudi_record::{CountRange, Days, Deployment, Event, Party, Status};
use serde::Serialize;

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
    date.or(event.first_seen.as_deref()).map(|d| d.get(..10).unwrap_or(d))
}

/// "drone · pro-Iran armed groups → United States · Jordan · 3 killed · alleged".
pub(crate) fn event(event: &Event) -> String {
    let who = |parties: &[Party]| {
        let mut names: Vec<String> = Vec::new();
        for name in parties.iter().map(shown).filter(|n| !n.is_empty()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    };
    let (actors, recipients) = (who(&event.actors), who(&event.recipients));
    let dyad = match (actors.is_empty(), recipients.is_empty()) {
        (_, true) => actors,
        (true, false) => format!("? → {recipients}"),
        (false, false) => format!("{actors} → {recipients}"),
    };
    let place = event.place.as_ref().and_then(|p| p.name.clone().or_else(|| p.country.clone())).unwrap_or_default();
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
    let phase = event.phase.as_ref().map(name);
    let parts =
        [event.mode.clone().unwrap_or_default(), dyad, place].into_iter().chain(counts).chain(phase).chain(status);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn range(count: &CountRange) -> String {
    match (count.low, count.high) {
        (Some(low), Some(high)) if low != high => format!("{low}–{high}"),
        (Some(n), _) | (None, Some(n)) => n.to_string(),
        (None, None) => count.best.map(|n| n.to_string()).unwrap_or_default(),
    }
}

/// "about 2500", "800–1000", "up to 500, planned, cut".
pub(crate) fn level(deployment: &Deployment) -> String {
    let figure = match (deployment.min, deployment.max) {
        (0, Some(max)) => format!("at most {max}"),
        (min, Some(max)) if min != max => format!("{min}–{max}"),
        (min, Some(_)) => min.to_string(),
        (min, None) => format!("at least {min}"),
    };
    let about = if deployment.approximate { "about " } else { "" };
    let change = deployment.change.as_deref().filter(|c| *c != "none").map(|c| format!(", {c}")).unwrap_or_default();
    format!("{about}{figure}{}{change}", if deployment.planned { ", planned" } else { "" })
}
