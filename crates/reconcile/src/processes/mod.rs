//! Processes: negotiations, ceasefires, withdrawals and agreements, and how they stand.
//!
//! In: events with their mentions, the factors of the documents, and the words that make a mention a step. Out:
//! [`Process`]es, each with its parties, its steps in order of time, the step that it stands at, its subject, venue, aim,
//! deadline, and the factors and conditions that are named for its outcome.
//!
//! A pure function: the order of events, mentions and factors does not matter, and the id of a process depends on its
//! kind and parties, and for later ones of the same parties on the first event. What this module does not do: it finds no events and reads no text but their sentences.

mod attach;
mod carrying_out;
mod coalitions;
mod history;
mod leaders;
mod parties;
mod steps;
mod threads;

pub use parties::PartyKey;
pub use steps::Matter;

use history::Step;
use leaders::Leaders;
use masudi_lexicon::frames::ProcessWords;
use masudi_record::{Event, Factor, Mention, Process, ProcessKind, ProcessPhase, Status};
use parties::Parties;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use threads::Topics;
use xxhash_rust::xxh3::xxh3_128;

/// One process in the making.
struct Group<'a> {
    matter: Matter,
    parties: Parties,
    told: Vec<Told<'a>>,
    /// Whether it is the first of its matter and parties.
    first: bool,
}

impl Group<'_> {
    fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.told.iter().flat_map(|t| t.mentions.iter().copied())
    }
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
    let topics = Topics::of(factors, &words.common);
    let mut spoken: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for mention in mentions {
        let countries = mention.actors.iter().chain(&mention.recipients).filter_map(|a| a.country.as_deref());
        spoken.entry(&mention.doc).or_default().extend(countries);
    }
    let mut known: BTreeMap<(Matter, Parties), Vec<Told<'_>>> = BTreeMap::new();
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
            _ => known.entry((told.matter, told.parties.clone())).or_default().push(told),
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for ((matter, parties), told) in known {
        let parted = threads::divide(told, &topics).into_iter().enumerate();
        groups.extend(parted.map(|(at, told)| Group { matter, parties: parties.clone(), told, first: at == 0 }));
    }
    coalitions::join(&mut groups);
    // A step that does not say whose it is ("the process was suspended") belongs to the process that its document spoke
    // of last.
    let owners: Vec<Option<usize>> =
        open.iter().map(|told| told.spoken_of(&groups).or_else(|| told.fits_alone(&groups, &spoken))).collect();
    for (told, owner) in open.into_iter().zip(owners) {
        if let Some(at) = owner {
            groups[at].told.push(told);
        }
    }
    groups.retain(|group| group.told.iter().any(|t| t.phase.is_some_and(|p| p != ProcessPhase::LeadersMet)));
    let mut processes: Vec<Process> = groups.iter().map(|group| process(group, &names)).collect();
    attach::factors(&mut processes, factors, &by_id);
    carrying_out::link(&mut processes, words);
    for process in &mut processes {
        process.name = name(process);
    }
    processes.sort_by(|a, b| a.id.cmp(&b.id));
    processes
}

/// Days between a step that stands alone in its document and others of its process, at most.
const NEAR: i32 = 60;

/// An event that belongs to some process, with the step that it is, if any.
#[derive(Clone)]
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

    /// The process with a mention nearest before this one in the same document, or after it, whose parties hold this
    /// one's.
    fn spoken_of(&self, groups: &[Group<'_>]) -> Option<usize> {
        let distance = |group: &Group<'_>| {
            let near = group.mentions().flat_map(|other| {
                self.mentions.iter().filter(|own| own.doc == other.doc).map(|own| {
                    let (own, other) = (own.sentence.index, other.sentence.index);
                    // What stands before counts as nearer.
                    if other <= own { 2 * (own - other) } else { 2 * (other - own) + 1 }
                })
            });
            near.min()
        };
        let fits = |group: &Group<'_>| group.matter.is_kin(self.matter) && self.parties.is_subset(&group.parties);
        let candidates = groups.iter().enumerate().filter(|(_, group)| fits(group));
        candidates.filter_map(|(at, group)| Some((distance(group)?, at))).min().map(|(_, at)| at)
    }

    /// The only process whose parties the documents of this step name, this one's among them, and that has a step within
    /// [`NEAR`] days of it: for a step told in a document that tells no other. `spoken`: countries by document.
    fn fits_alone(&self, groups: &[Group<'_>], spoken: &HashMap<&str, BTreeSet<&str>>) -> Option<usize> {
        let named: BTreeSet<&str> =
            self.mentions.iter().filter_map(|m| spoken.get(m.doc.as_str())).flatten().copied().collect();
        let day = threads::first_day(self)?;
        let fits = |group: &&(usize, &Group<'_>)| {
            let near = |other: &Told<'_>| {
                threads::first_day(other).is_some_and(|d| day.until(d).is_ok_and(|s| s.get_days().abs() <= NEAR))
            };
            group.1.matter.is_kin(self.matter)
                && !self.parties.is_empty()
                && self.parties.is_subset(&group.1.parties)
                && group.1.parties.iter().all(|p| named.contains(p.key.as_str()))
                && group.1.told.iter().any(near)
        };
        let fitting: Vec<usize> =
            groups.iter().enumerate().filter(|group| self.phase.is_some() && fits(&group)).map(|(at, _)| at).collect();
        (fitting.len() == 1).then(|| fitting[0])
    }

    fn step(&self) -> Option<Step<'a>> {
        let phase = self.phase?;
        let ahead = |m: &Mention| matches!(m.status, Status::Future | Status::Hypothetical);
        // What only announced the step does not show that it was taken.
        let taken = phase != ProcessPhase::Proposed && !self.mentions.iter().all(|m| ahead(m));
        let mentions = self.mentions.iter().copied().filter(|m| !taken || !ahead(m)).collect();
        Some(Step { phase, event: self.event, mentions })
    }
}

fn process(group: &Group<'_>, names: &Names) -> Process {
    let steps: Vec<Step<'_>> = group.told.iter().filter_map(Told::step).collect();
    let history = history::of(&steps);
    let signed = |c: &masudi_record::PhaseChange| matches!(c.phase, ProcessPhase::Signed | ProcessPhase::Ratified);
    let kind = match group.matter {
        Matter::Talks if history.iter().all(signed) => ProcessKind::Agreement,
        Matter::Talks => ProcessKind::Negotiation,
        Matter::Ceasefire => ProcessKind::Ceasefire,
        Matter::Withdrawal => ProcessKind::Withdrawal,
    };
    let state = history.iter().rev().map(|c| c.phase).find(|p| *p != ProcessPhase::LeadersMet);
    let events: BTreeSet<&str> = group.told.iter().map(|t| t.event.id.as_str()).collect();
    Process {
        id: id(group),
        kind,
        parties: group.parties.iter().map(|p| p.named(names.get(&p.key))).collect(),
        venue: history::venue(&steps),
        state: state.or(history.last().map(|c| c.phase)),
        history,
        events: events.into_iter().map(str::to_owned).collect(),
        ..Process::default()
    }
}

/// The id: of matter and parties; of a later process of the same parties also of its first event.
fn id(group: &Group<'_>) -> String {
    let mut key = format!("{:?}", group.matter);
    for party in &group.parties {
        key.push('\u{1f}');
        key.push_str(&party.key);
    }
    if let Some(told) = group.told.first().filter(|_| !group.first) {
        key.push('\u{1f}');
        key.push_str(&told.event.id);
    }
    format!("{:032x}", xxh3_128(key.as_bytes()))
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
