//! A coalition leaves with its members: its withdrawal and theirs from the same country are one. A withdrawal of nobody
//! knows whom that is part of no other is no process.

use super::{Group, Matter};
use std::collections::BTreeSet;

/// Joins the withdrawal of a force without a country of its own, or of an unknown one, to that of a state from the same host, where one and only
/// one such is told of in a document that names both, or within a year.
pub(super) fn join(groups: &mut Vec<Group<'_>>) {
    let mut at = 0;
    while at < groups.len() {
        match state_of(groups, at) {
            Some(state) => {
                let joined = groups.remove(at);
                let state = &mut groups[state - usize::from(state > at)];
                state.told.extend(joined.told);
            }
            None => at += 1,
        }
    }
    groups.retain(|group| group.matter != Matter::Withdrawal || forces(group).next().is_some());
}

/// The withdrawal of a state that the one at `at` belongs to.
fn state_of(groups: &[Group<'_>], at: usize) -> Option<usize> {
    let own = &groups[at];
    let host = host(own).filter(|_| own.matter == Matter::Withdrawal && forces(own).all(|f| !is_state(f)))?;
    let years: BTreeSet<i32> = own.told.iter().filter_map(year).collect();
    let fits = |group: &Group<'_>| {
        group.matter == Matter::Withdrawal
            && self::host(group) == Some(host)
            && forces(group).any(is_state)
            && group.told.iter().filter_map(year).any(|y| years.iter().any(|own| (own - y).abs() <= 1))
    };
    let mut fitting = groups.iter().enumerate().filter(|(other, group)| *other != at && fits(group)).map(|(at, _)| at);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Keys of states are country codes.
fn is_state(key: &str) -> bool {
    key.len() == 3 && key.chars().all(|c| c.is_ascii_uppercase())
}

/// The country where it is: the place of its events.
fn host<'a>(group: &'a Group<'_>) -> Option<&'a str> {
    group.told.iter().find_map(|t| t.event.place.as_ref()?.country.as_deref())
}

fn forces<'a>(group: &'a Group<'_>) -> impl Iterator<Item = &'a str> {
    let host = host(group);
    group.parties.iter().map(|p| p.key.as_str()).filter(move |key| Some(*key) != host)
}

fn year(told: &super::Told<'_>) -> Option<i32> {
    let date = told.event.date.as_ref().and_then(|d| d.from.as_deref().or(d.to.as_deref()));
    date.or(told.event.first_seen.as_deref())?.get(..4)?.parse().ok()
}
