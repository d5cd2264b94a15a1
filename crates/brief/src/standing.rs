//! Where the processes of a dossier stand: steps, what else happened in them, what decides them, what carries them out.

use crate::brief::{CITED, Making};
use crate::{lines, matching, naming};
use jiff::civil::Date;
use masudi_record::{BriefLine, BriefProcess, Event, Process, Status};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Most events of a process besides its steps; the latest stay.
const ALSO: usize = 8;
/// Days after a step from which telling of it again is news of its own.
const GOES_ON: i32 = 14;

impl<'a> Making<'a> {
    pub(crate) fn processes(&mut self) -> Vec<BriefProcess> {
        let mut processes = self.followed();
        processes.sort_by(|a, b| (Reverse(a.events.len()), &a.id).cmp(&(Reverse(b.events.len()), &b.id)));
        processes.into_iter().map(|p| self.process(p)).collect()
    }

    /// The processes that the dossier follows, and those that carry them out.
    pub(crate) fn followed(&self) -> Vec<&'a Process> {
        let follows = |p: &&Process| {
            let asked = self.dossier.processes.iter().any(|query| matching::follows(query, p));
            let of_parties = || {
                let all =
                    p.parties.iter().all(|party| matching::any(std::slice::from_ref(party), &self.dossier.parties));
                !self.dossier.parties.is_empty() && all
            };
            asked || (self.dossier.processes.is_empty() && of_parties())
        };
        let mut followed: Vec<&Process> = self.record.processes.iter().filter(follows).collect();
        let later: Vec<&String> = followed.iter().flat_map(|p| &p.carried_out_by).collect();
        let known: HashSet<&str> = followed.iter().map(|p| p.id.as_str()).collect();
        let carrying = |p: &&Process| later.contains(&&p.id) && !known.contains(p.id.as_str());
        followed.extend(self.record.processes.iter().filter(carrying));
        followed
    }

    fn process(&mut self, process: &Process) -> BriefProcess {
        let mut history = Vec::new();
        for change in &process.history {
            let cites = self.cites.evidence(&change.evidence, CITED);
            let mentions: Vec<&String> = change.evidence.iter().filter_map(|e| e.mention.as_ref()).collect();
            history.push(BriefLine {
                date: lines::days(change.date.as_ref()),
                kind: lines::name(&change.phase),
                words: self.cites.best(mentions.iter().map(|id| id.as_str())).map(|(_, words)| words),
                text: String::new(),
                id: change.event.clone().unwrap_or_default(),
                cites,
            });
        }
        let state = process.state.map(|s| lines::name(&s));
        let mut factors = naming::together(&process.factors, &mut self.cites);
        factors.extend(naming::together(process.aim.as_ref(), &mut self.cites));
        let carried_out_by = process.carried_out_by.iter().filter_map(|id| self.named(id)).collect();
        let since = history.iter().rev().find(|line| Some(&line.kind) == state.as_ref()).and_then(|l| l.date.clone());
        BriefProcess {
            id: process.id.clone(),
            name: process.name.clone(),
            kind: process.kind,
            state: process.state,
            since,
            venue: process.venue.as_ref().and_then(|v| v.name.clone()),
            deadline: process.deadline.as_ref().and_then(|d| d.to.clone()),
            also: self.also(process),
            carried_out_by,
            history,
            factors,
        }
    }

    /// "Iraq–United States withdrawal: started (2025-08-18)".
    fn named(&self, id: &str) -> Option<String> {
        let process = self.record.processes.iter().find(|p| p.id == id)?;
        let state = process.state?;
        let day = process.history.iter().rev().find(|c| c.phase == state).and_then(|c| lines::days(c.date.as_ref()));
        let day = day.map(|day| format!(" ({day})")).unwrap_or_default();
        Some(format!("{}: {}{day}", process.name, lines::name(&state).replace('-', " ")))
    }

    /// Events of a process that some sentence is mainly about and that are no step of it, or tell of a step long after it
    /// was taken: how it goes on.
    fn also(&mut self, process: &Process) -> Vec<BriefLine> {
        let day = |text: Option<&str>| text.and_then(|d| d.parse::<Date>().ok());
        let mut steps: HashMap<&str, Option<Date>> = HashMap::new();
        for change in &process.history {
            let last = change.date.as_ref().and_then(|d| day(d.to.as_deref().or(d.from.as_deref())));
            steps.extend(change.evidence.iter().filter_map(|e| e.mention.as_deref()).map(|m| (m, last)));
        }
        let repeats = |e: &Event| {
            let step = e.mentions.iter().find_map(|m| steps.get(m.as_str()));
            step.is_some_and(|taken| match (taken, day(lines::first_day(e))) {
                (Some(taken), Some(told)) => taken.until(told).is_ok_and(|s| s.get_days() <= GOES_ON),
                _ => true,
            })
        };
        let own: HashSet<&str> = process.events.iter().map(String::as_str).collect();
        let told = |e: &&Event| {
            let done = matches!(e.status, Status::Actual | Status::Historical);
            done && own.contains(e.id.as_str()) && !repeats(e) && self.cites.prominence(&e.mentions) > 0
        };
        let mut events: Vec<&Event> = self.record.events.iter().filter(told).collect();
        events.sort_by(|a, b| (lines::first_day(a), &a.id).cmp(&(lines::first_day(b), &b.id)));
        let skip = events.len().saturating_sub(ALSO);
        self.lines(&events[skip..])
    }
}
