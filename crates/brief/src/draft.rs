//! A dossier to begin with: the parties, places, processes, factors and forces that a record speaks of most.

use crate::names::Countries;
use crate::{levels, lines, matching, naming};
use masudi_record::{Factor, Party, Situation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

const PARTIES: usize = 6;
const FACTORS: usize = 8;
/// So many deeds make a factor.
const OFTEN: usize = 5;

/// The text of a drafted dossier; it holds nothing but values of the record, and directions that are left open.
pub fn draft(title: &str, record: &Situation) -> String {
    let mut text =
        String::from("# Drafted from the record: correct it, take out what does not matter, give directions.\n\n");
    text.push_str(&format!("title = {}\nquestion = \"\"\n\n", quoted(title)));
    let countries = Countries::of(record);
    let parties =
        most(record.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients)).filter_map(|p| known(p).cloned()));
    let places = most(record.events.iter().filter_map(|e| e.place.as_ref()?.country.clone()));
    text.push_str(&format!("parties = {}\nplaces = {}\n", list(&parties), list(&places)));
    if let Some((first, last)) = period(record) {
        text.push_str(&format!("from = {first}\nto = {last}\n"));
    }
    let mut processes: Vec<_> = record.processes.iter().collect();
    processes.sort_by_key(|p| (Reverse(p.events.len()), p.id.clone()));
    for process in processes.into_iter().take(3) {
        let names: Vec<String> = process.parties.iter().filter_map(|p| known(p).or(p.name.as_ref()).cloned()).collect();
        text.push_str(&format!(
            "\n# {}\n[[process]]\nkind = {}\nparties = {}\n",
            one_line(&process.name),
            quoted(&lines::name(&process.kind)),
            list(&names)
        ));
    }
    for (direction, kind, country) in frequent(record) {
        let who = group_name(record, &country).unwrap_or_else(|| countries.name(&country));
        let (name, role) = match direction {
            Direction::On => (format!("{kind} on {who}"), "recipients"),
            Direction::By => (format!("{kind} by {who}"), "actors"),
        };
        text.push_str(&format!(
            "\n[[factor]]\nname = {}\ndirection = \"open\"\ntypes = {}\n{role} = {}\n",
            quoted(&name),
            list(&[kind]),
            list(&[country])
        ));
    }
    let named = record.factors.iter().filter(|f| matches!(f.kind.as_str(), "factor" | "condition"));
    let telling = |group: &Vec<&Factor>| {
        // "they leave" asks for nothing that could be found again.
        let words = naming::wording(group).split_whitespace().filter(|w| w.chars().count() > 4).count();
        words > 1
    };
    for group in naming::groups(named).into_iter().filter(telling).take(FACTORS) {
        let wording = naming::wording(&group);
        text.push_str(&format!(
            "\n# times named: {}\n[[factor]]\nname = {}\ndirection = \"open\"\nwords = {}\n",
            group.len(),
            quoted(&wording),
            list(&words(&group, &wording))
        ));
    }
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for series in levels::series(&record.deployments) {
        if let Some(force) = series.force.filter(|_| series.points.len() > 1) {
            hosts.entry(force).or_default().push(series.place);
        }
    }
    for (force, places) in hosts {
        text.push_str(&format!("\n[[deployment]]\nforce = {}\nplaces = {}\n", quoted(&force), list(&places)));
    }
    text
}

/// The name of a group, by its id.
fn group_name<'a>(record: &'a Situation, id: &str) -> Option<&'a str> {
    let parties = record.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    parties.filter(|p| p.id.as_deref() == Some(id)).find_map(|p| p.name.as_deref())
}

/// By what a dossier finds a party: its country, or the id of a group under arms against it.
fn known(party: &Party) -> Option<&String> {
    matching::country(party).or(party.id.as_ref())
}

/// Whether a factor counts deeds done to a country or by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    On,
    By,
}

/// What hostile deeds are done to which countries and by which most often: at most two of each.
fn frequent(record: &Situation) -> Vec<(Direction, String, String)> {
    let mut counts: BTreeMap<(Direction, &str, &str), usize> = BTreeMap::new();
    for event in record.events.iter().filter(|e| e.quad == "material-conflict") {
        for (direction, parties) in [(Direction::On, &event.recipients), (Direction::By, &event.actors)] {
            let parties: BTreeSet<&str> = parties.iter().filter_map(known).map(String::as_str).collect();
            for party in parties {
                *counts.entry((direction, &event.event_type, party)).or_default() += 1;
            }
        }
    }
    let mut out = Vec::new();
    for direction in [Direction::On, Direction::By] {
        let mut of: Vec<_> = counts.iter().filter(|((d, ..), n)| *d == direction && **n >= OFTEN).collect();
        of.sort_by_key(|(key, n)| (Reverse(**n), **key));
        let named =
            of.into_iter().take(2).map(|((d, kind, country), _)| (*d, (*kind).to_owned(), (*country).to_owned()));
        out.extend(named);
    }
    out
}

/// The most frequent values, at most [`PARTIES`].
fn most(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(value, n)| (Reverse(*n), value.clone()));
    counts.into_iter().take(PARTIES).map(|(value, _)| value).collect()
}

/// Words that find a factor again: the names of two and more words in it ("Islamic State"), else all of its words.
fn words(group: &[&Factor], wording: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for factor in group {
        let mut run: Vec<&str> = Vec::new();
        for word in factor.text.split_whitespace().chain([""]) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.chars().next().is_some_and(char::is_uppercase) {
                run.push(word);
                continue;
            }
            let name = run.join(" ");
            if run.len() > 1 && !names.contains(&name) {
                names.push(name);
            }
            run.clear();
        }
    }
    // A name that holds another adds nothing.
    let all = names.clone();
    names.retain(|name| !all.iter().any(|other| other != name && name.contains(other.as_str())));
    if names.is_empty() { vec![wording.to_owned()] } else { names }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", "))
}

/// From the first day that the record tells of, but no more than a year before its first report, to its last report.
fn period(record: &Situation) -> Option<(String, &str)> {
    let published = record.documents.iter().filter_map(|d| d.published.as_deref()?.get(..10));
    let (first, last) = (published.clone().min()?, published.max()?);
    let year: i32 = first.get(..4)?.parse().ok()?;
    let back = format!("{:04}{}", year - 1, first.get(4..)?);
    let told = record.events.iter().filter_map(|e| lines::first_day(e)?.get(..10)).filter(|day| *day >= back.as_str());
    Some((told.chain([first]).min()?.to_owned(), last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{Days, Deployment, Document, Event, Place};

    fn on(day: &str) -> Event {
        Event { date: Some(Days { from: Some(day.to_owned()), ..Days::default() }), ..Event::default() }
    }

    #[test]
    fn a_draft_reaches_back_to_what_its_reports_look_back_on() {
        let mut record = Situation {
            documents: ["2024-04-16", "2024-04-20T09:00:00Z"]
                .map(|day| Document { published: Some(day.to_owned()), ..Document::default() })
                .into(),
            events: vec![on("2014-06-10"), on("2023-10-17"), on("2024-04-15")],
            ..Situation::default()
        };
        assert_eq!(period(&record), Some(("2023-10-17".to_owned(), "2024-04-20")));
        record.events.clear();
        assert_eq!(period(&record), Some(("2024-04-16".to_owned(), "2024-04-20")));
        record.documents.clear();
        assert_eq!(period(&record), None);
    }

    #[test]
    fn a_country_where_only_forces_are_has_its_name() {
        let place = Place {
            country: Some("SYR".to_owned()),
            name: Some("Syria".to_owned()),
            precision: Some("country".to_owned()),
            ..Place::default()
        };
        let deployments = vec![Deployment { place: Some(place), ..Deployment::default() }];
        let record = Situation { deployments, ..Situation::default() };
        assert_eq!(Countries::of(&record).name("SYR"), "Syria");
        assert_eq!(Countries::of(&record).name("IRQ"), "IRQ");
    }
}
