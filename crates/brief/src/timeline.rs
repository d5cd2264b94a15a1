//! Lines of events: which of them, in which words, each sentence once.

use crate::brief::{CITED, Making};
use crate::lines;
use masudi_record::{BriefLine, Event};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Most events of the timeline.
const TIMELINE: usize = 30;

impl Making<'_> {
    /// Steps of the processes, then the events that most reports tell, that headlines and leads are about, and the most
    /// intense; in order of time. An event that no sentence is mainly about is background of others and left out.
    pub(crate) fn timeline(&mut self, events: &[&Event]) -> Vec<BriefLine> {
        let steps: HashSet<&str> = self
            .followed()
            .iter()
            .flat_map(|p| &p.history)
            .flat_map(|c| &c.evidence)
            .filter_map(|e| e.mention.as_deref())
            .collect();
        let is_step = |e: &Event| e.mentions.iter().any(|m| steps.contains(m.as_str()));
        let weight = |e: &Event| {
            let intensity = e.score.map_or(0, |s| (s.abs() * 10.0) as i64);
            let told = Reverse(e.reports.max(e.sources.len()));
            (!is_step(e), told, Reverse(self.cites.prominence(&e.mentions)), Reverse(intensity), e.id.clone())
        };
        let told = |(_, e): &(usize, &Event)| is_step(e) || self.cites.prominence(&e.mentions) > 0;
        let mut chosen: Vec<(usize, &Event)> = events.iter().copied().enumerate().filter(told).collect();
        chosen.sort_by_cached_key(|(_, e)| weight(e));
        chosen.truncate(TIMELINE);
        chosen.sort_by_key(|(at, _)| *at);
        let chosen: Vec<&Event> = chosen.into_iter().map(|(_, e)| e).collect();
        self.lines(&chosen)
    }

    /// A line for each event; events that the same sentence tells best share one.
    pub(crate) fn lines(&mut self, events: &[&Event]) -> Vec<BriefLine> {
        let mut lines: Vec<BriefLine> = Vec::new();
        let mut of: HashMap<String, (usize, usize)> = HashMap::new();
        for event in events {
            let best = self.cites.best(event.mentions.iter().map(String::as_str));
            let line = self.event(event, best.clone().map(|(_, words)| words));
            let Some((rank, words)) = best else {
                lines.push(line);
                continue;
            };
            match of.get(&words).copied() {
                Some((at, known)) => lines[at] = together(std::mem::take(&mut lines[at]), line, known <= rank),
                None => {
                    of.insert(words, (lines.len(), rank));
                    lines.push(line);
                }
            }
        }
        lines
    }

    pub(crate) fn event(&mut self, event: &Event, words: Option<String>) -> BriefLine {
        BriefLine {
            date: lines::days(event.date.as_ref()).or_else(|| event.first_seen.clone()),
            kind: event.event_type.clone(),
            words,
            text: lines::event(event, &self.countries),
            id: event.id.clone(),
            cites: self.cites.mentions(&event.mentions, CITED),
        }
    }
}

/// Two lines of one sentence: the event that it is mainly about gives day, kind and id.
fn together(known: BriefLine, other: BriefLine, known_first: bool) -> BriefLine {
    let (first, second) = if known_first { (known, other) } else { (other, known) };
    let mut cites = first.cites.clone();
    cites.extend(second.cites.iter().filter(|n| !first.cites.contains(n)));
    cites.sort_unstable();
    let text = format!("{}; {} {}", first.text, second.kind.to_lowercase(), second.text);
    BriefLine { text: text.trim_end().to_owned(), cites, ..first }
}
