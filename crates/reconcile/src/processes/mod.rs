//! Processes: negotiations, ceasefires, withdrawals and agreements, and how they stand.
//!
//! In: events with their mentions, the factors of the documents, and the words that make a mention a step. Out:
//! [`Process`]es, each with its parties, its steps in order of time, the step that it stands at, its subject, venue, aim,
//! deadline, and the factors and conditions that are named for its outcome.
//!
//! A pure function: the order of events, mentions and factors does not matter, and the id of a process depends on its
//! kind and parties alone. What this module does not do: it finds no events and reads no text but their sentences.

mod attach;
mod history;
mod leaders;
mod parties;
mod steps;

pub use parties::PartyKey;
pub use steps::Matter;

use history::Step;
use leaders::Leaders;
use masudi_lexicon::frames::ProcessWords;
use masudi_record::{Event, Factor, Mention, Process, ProcessKind, ProcessPhase, Status};
use parties::Parties;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xxhash_rust::xxh3::xxh3_128;

/// What happened in one process: the key of its group is its matter and its parties.
#[derive(Default)]
struct Group<'a> {
    steps: Vec<Step<'a>>,
    events: BTreeSet<&'a str>,
    mentions: BTreeSet<&'a str>,
}

/// The names that the events of a record give to parties, with how many do, by the keys of the parties.
type Names = BTreeMap<String, BTreeMap<String, usize>>;

fn names(events: &[Event]) -> Names {
    let mut names = Names::new();
    for party in events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients)) {
        let Some(found) = parties::key(party) else { continue };
        if let Some(name) = found.party.name {
            *names.entry(found.key).or_default().entry(name).or_default() += 1;
        }
    }
    names
}

/// The processes of a record, in order of their ids.
pub fn find(words: &ProcessWords, events: &[Event], mentions: &[Mention], factors: &[Factor]) -> Vec<Process> {
    let by_id: HashMap<&str, &Mention> = mentions.iter().map(|m| (m.id.as_str(), m)).collect();
    let leaders = Leaders::of(words, mentions);
    let names = names(events);
    let mut groups: BTreeMap<(Matter, Parties), Group<'_>> = BTreeMap::new();
    let mut open: Vec<Told<'_>> = Vec::new();
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    for event in ordered {
        if matches!(event.status, Status::Negated | Status::Hypothetical) {
            continue;
        }
        let Some(told) = Told::of(words, &leaders, event, &by_id) else { continue };
        match told.parties.len() {
            0 | 1 if told.matter != Matter::Withdrawal => open.push(told),
            0 => {}
            _ => told.add_to(groups.entry((told.matter, told.parties.clone())).or_default()),
        }
    }
    // A step that does not say whose it is ("the process was suspended") belongs to the process that its document spoke
    // of last.
    for told in open {
        if let Some(key) = told.spoken_of(&groups, &by_id) {
            told.add_to(groups.entry(key).or_default());
        }
    }
    let mut processes: Vec<Process> = groups
        .into_iter()
        .filter(|(_, group)| group.steps.iter().any(|step| step.phase != ProcessPhase::LeadersMet))
        .map(|((matter, parties), group)| process(matter, &parties, &group, &names))
        .collect();
    attach::factors(&mut processes, factors, &by_id);
    for process in &mut processes {
        process.name = name(process);
    }
    processes.sort_by(|a, b| a.id.cmp(&b.id));
    processes
}

/// An event that belongs to some process, with the step that it is, if any.
struct Told<'a> {
    event: &'a Event,
    mentions: Vec<&'a Mention>,
    matter: Matter,
    phase: Option<ProcessPhase>,
    parties: Parties,
}

impl<'a> Told<'a> {
    fn of(
        words: &ProcessWords,
        leaders: &Leaders,
        event: &'a Event,
        by_id: &HashMap<&str, &'a Mention>,
    ) -> Option<Self> {
        let mut mentions: Vec<&Mention> =
            event.mentions.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        mentions.sort_by(|a, b| (&a.published, &a.id).cmp(&(&b.published, &b.id)));
        let told: Vec<(Matter, Option<ProcessPhase>)> =
            mentions.iter().filter_map(|m| steps::of(words, leaders, m)).collect();
        // Most mentions of an event tell of it in passing; the ones that name a step say what it was.
        let (matter, phase) = told.iter().find(|(_, phase)| phase.is_some()).or(told.first()).copied()?;
        // What lies ahead of its reports is only planned.
        let day = event.date.as_ref().and_then(|d| d.from.as_deref());
        let told = mentions.iter().filter_map(|m| m.published.as_deref()).max();
        let ahead = matches!((day, told), (Some(day), Some(told)) if day > told.get(..10).unwrap_or(told));
        let phase = phase.filter(|phase| !ahead || *phase == ProcessPhase::Proposed);
        let parties = parties::of(event, matter);
        Some(Self { event, mentions, matter, phase, parties })
    }

    fn add_to(&self, group: &mut Group<'a>) {
        group.events.insert(&self.event.id);
        group.mentions.extend(self.mentions.iter().map(|m| m.id.as_str()));
        if let Some(phase) = self.phase {
            group.steps.push(Step { phase, event: self.event, mentions: self.mentions.clone() });
        }
    }

    /// The process with a mention nearest before this one in the same document, or after it, whose parties hold this
    /// one's.
    fn spoken_of(
        &self,
        groups: &BTreeMap<(Matter, Parties), Group<'a>>,
        by_id: &HashMap<&str, &'a Mention>,
    ) -> Option<(Matter, Parties)> {
        let distance = |group: &Group<'_>| {
            let near = group.mentions.iter().filter_map(|id| by_id.get(id)).flat_map(|other| {
                self.mentions.iter().filter(|own| own.doc == other.doc).map(|own| {
                    let (own, other) = (own.sentence.index, other.sentence.index);
                    // What stands before counts as nearer.
                    if other <= own { 2 * (own - other) } else { 2 * (other - own) + 1 }
                })
            });
            near.min()
        };
        let fits =
            |(matter, parties): &(Matter, Parties)| matter.is_kin(self.matter) && self.parties.is_subset(parties);
        let candidates = groups.iter().filter(|(key, _)| fits(key));
        let near = candidates.filter_map(|(key, group)| Some((distance(group)?, key)));
        near.min().map(|(_, key)| key.clone())
    }
}

fn process(matter: Matter, parties: &Parties, group: &Group<'_>, names: &Names) -> Process {
    let history = history::of(&group.steps);
    let key: Vec<String> = parties.iter().map(|p| p.key.clone()).collect();
    let id = format!("{:032x}", xxh3_128(format!("{matter:?}\u{1f}{}", key.join("\u{1f}")).as_bytes()));
    let signed = |c: &masudi_record::PhaseChange| matches!(c.phase, ProcessPhase::Signed | ProcessPhase::Ratified);
    let kind = match matter {
        Matter::Talks if history.iter().all(signed) => ProcessKind::Agreement,
        Matter::Talks => ProcessKind::Negotiation,
        Matter::Ceasefire => ProcessKind::Ceasefire,
        Matter::Withdrawal => ProcessKind::Withdrawal,
    };
    let state = history.iter().rev().map(|c| c.phase).find(|p| *p != ProcessPhase::LeadersMet);
    Process {
        id,
        kind,
        parties: parties.iter().map(|p| p.named(names.get(&p.key))).collect(),
        venue: history::venue(&group.steps),
        state: state.or(history.last().map(|c| c.phase)),
        history,
        events: group.events.iter().map(ToString::to_string).collect(),
        ..Process::default()
    }
}

/// A name made of the parties and the subject, in the words of the record.
fn name(process: &Process) -> String {
    let party = |p: &masudi_record::Party| p.name.clone().or_else(|| p.country.clone());
    let parties: Vec<String> = process.parties.iter().filter_map(party).collect();
    let kind = match process.kind {
        ProcessKind::Negotiation => "talks",
        ProcessKind::Ceasefire => "ceasefire",
        ProcessKind::Withdrawal => "withdrawal",
        ProcessKind::Agreement => "agreement",
    };
    let about = process.subject.as_ref().map(|s| format!(": {s}")).unwrap_or_default();
    format!("{} {kind}{about}", parties.join("–"))
}
