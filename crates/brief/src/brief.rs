//! The answer to a dossier.

use crate::cites::Cites;
use crate::dossier::Dossier;
use crate::trend::rate_ratio;
use crate::{levels, lines, matching, naming};
use jiff::ToSpan;
use jiff::civil::Date;
use masudi_record::{
    Brief, BriefLine, BriefProcess, Deployment, Document, Event, Factor, FactorTrend, LevelSeries, Mention, Period,
    Process, Statement, Status, Trend,
};
use std::cmp::Reverse;

/// Slices of a record: what a brief is made of. Their order does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slices<'a> {
    /// Documents; their texts are not read.
    pub documents: &'a [Document],
    /// Mentions, at least those of the events.
    pub mentions: &'a [Mention],
    /// Events.
    pub events: &'a [Event],
    /// Processes.
    pub processes: &'a [Process],
    /// Force levels.
    pub deployments: &'a [Deployment],
    /// Factors.
    pub factors: &'a [Factor],
    /// Statements.
    pub statements: &'a [Statement],
}

/// Most events of the timeline, statements and events of a factor; the weightiest and latest stay.
const TIMELINE: usize = 40;
const STATEMENTS: usize = 25;
const OF_FACTOR: usize = 5;
/// Sentences that one line cites.
const CITED: usize = 3;

/// Answers a dossier. `since` (ISO 8601 day) asks what is new from that day on, and makes it the recent period.
pub fn brief(dossier: &Dossier, record: Slices<'_>, since: Option<&str>) -> Brief {
    let mut making = Making { dossier, record, cites: Cites::new(record.documents, record.mentions) };
    let last = record.documents.iter().filter_map(|d| d.published.as_deref()).map(day_of).max();
    let as_of = match (last, dossier.to.as_deref()) {
        (Some(last), Some(to)) => Some(last.min(to).to_owned()),
        (last, to) => last.or(to).map(str::to_owned),
    };
    let events = making.events(as_of.as_deref());
    let (recent, before) = making.periods(&events, as_of.as_deref(), since);
    let mut out = Brief {
        title: dossier.title.clone(),
        question: dossier.question.clone(),
        documents: record.documents.len(),
        since: since.map(str::to_owned),
        ..Brief::default()
    };
    out.processes = making.processes();
    out.factors = making.factors(&events, recent.as_ref(), before.as_ref());
    out.levels = making.levels();
    out.timeline = making.timeline(&events);
    out.statements = making.statements(recent.as_ref());
    out.disputes = making.disputes(&events);
    out.changes = since.map(|day| making.changes(&events, day)).unwrap_or_default();
    (out.as_of, out.recent, out.before) = (as_of, recent, before);
    out.sources = making.cites.sources;
    out
}

struct Making<'a> {
    dossier: &'a Dossier,
    record: Slices<'a>,
    cites: Cites<'a>,
}

impl<'a> Making<'a> {
    /// The events that the dossier asks for, the oldest first: of its parties and places, in its time, told as done or
    /// claimed.
    fn events(&self, as_of: Option<&str>) -> Vec<&'a Event> {
        let dossier = self.dossier;
        let asked = |event: &&Event| {
            let who: Vec<_> = event.actors.iter().chain(&event.recipients).cloned().collect();
            let first = lines::first_day(event);
            matches!(event.status, Status::Actual | Status::Alleged | Status::Historical)
                && matching::any(&who, &dossier.parties)
                && (event.place.is_none() || matching::at(event.place.as_ref(), &dossier.places))
                && dossier.from.as_deref().is_none_or(|from| first.is_some_and(|f| f >= from))
                && as_of.is_none_or(|to| first.is_none_or(|f| f <= to))
        };
        let mut events: Vec<&Event> = self.record.events.iter().filter(asked).collect();
        events.sort_by(|a, b| (lines::first_day(a), &a.id).cmp(&(lines::first_day(b), &b.id)));
        events
    }

    /// The period whose counts are compared, and the one before it.
    fn periods(&self, events: &[&Event], as_of: Option<&str>, since: Option<&str>) -> (Option<Period>, Option<Period>) {
        let Some(to) = as_of.and_then(|d| d.parse::<Date>().ok()) else { return (None, None) };
        let back = i64::from(self.dossier.recent_days) - 1;
        let from = since.and_then(|d| d.parse::<Date>().ok()).or_else(|| to.checked_sub(back.days()).ok());
        let Some(from) = from.filter(|from| *from <= to) else { return (None, None) };
        let recent = Some(Period { from: from.to_string(), to: to.to_string() });
        let first = self.dossier.from.clone();
        let first = first.or_else(|| events.iter().find_map(|e| lines::first_day(e).map(str::to_owned)));
        let before = first.and_then(|first| {
            let first = first.parse::<Date>().ok().filter(|first| *first < from)?;
            Some(Period { from: first.to_string(), to: from.yesterday().ok()?.to_string() })
        });
        (recent, before)
    }

    fn processes(&mut self) -> Vec<BriefProcess> {
        let follows = |p: &&Process| {
            let asked = self.dossier.processes.iter().any(|query| matching::follows(query, p));
            let of_parties = || {
                let all =
                    p.parties.iter().all(|party| matching::any(std::slice::from_ref(party), &self.dossier.parties));
                !self.dossier.parties.is_empty() && all
            };
            asked || (self.dossier.processes.is_empty() && of_parties())
        };
        let mut processes: Vec<&Process> = self.record.processes.iter().filter(follows).collect();
        processes.sort_by(|a, b| (Reverse(a.events.len()), &a.id).cmp(&(Reverse(b.events.len()), &b.id)));
        processes.into_iter().map(|p| self.process(p)).collect()
    }

    fn process(&mut self, process: &Process) -> BriefProcess {
        let history: Vec<BriefLine> = process
            .history
            .iter()
            .map(|change| BriefLine {
                date: lines::days(change.date.as_ref()),
                kind: lines::name(&change.phase),
                text: String::new(),
                id: change.event.clone().unwrap_or_default(),
                cites: self.cites.evidence(&change.evidence, CITED),
            })
            .collect();
        let state = process.state.map(|s| lines::name(&s));
        let mut factors = naming::together(&process.factors, &mut self.cites);
        factors.extend(naming::together(process.aim.as_ref(), &mut self.cites));
        BriefProcess {
            id: process.id.clone(),
            name: process.name.clone(),
            kind: process.kind,
            state: process.state,
            since: history.iter().rev().find(|line| Some(&line.kind) == state.as_ref()).and_then(|l| l.date.clone()),
            venue: process.venue.as_ref().and_then(|v| v.name.clone()),
            deadline: process.deadline.as_ref().and_then(|d| d.to.clone()),
            history,
            factors,
        }
    }

    fn factors(&mut self, events: &[&Event], recent: Option<&Period>, before: Option<&Period>) -> Vec<FactorTrend> {
        let dossier = self.dossier;
        let of = |query| {
            let counted: Vec<&Event> = events.iter().copied().filter(|e| self.counted(query, e)).collect();
            let within = |period: Option<&Period>| {
                let inside = |e: &&&Event| {
                    period.is_some_and(|p| lines::first_day(e).is_some_and(|d| *p.from <= *d && *d <= *p.to))
                };
                let inside: Vec<&Event> = counted.iter().filter(inside).copied().collect();
                let score: f64 = inside.iter().filter_map(|e| e.score).map(f64::from).sum();
                (inside.len() as u64, score)
            };
            let ((now, now_score), (then, then_score)) = (within(recent), within(before));
            let ratio = rate_ratio(now, length(recent), then, length(before));
            let trend = match (before, ratio.low > 1.0, ratio.high < 1.0) {
                (Some(_), true, _) => Trend::More,
                (Some(_), _, true) => Trend::Fewer,
                _ => Trend::Unclear,
            };
            let latest = counted.iter().rev().take(OF_FACTOR).map(|e| self.event(e)).collect();
            let named = self.record.factors.iter().filter(|f| {
                !query.words.is_empty()
                    && matches!(f.kind.as_str(), "factor" | "condition")
                    && matching::says(&f.text, &query.words)
            });
            FactorTrend {
                name: query.name.clone(),
                direction: query.direction.as_str().to_owned(),
                recent: now,
                before: then,
                recent_score: now_score,
                before_score: then_score,
                ratio: ratio.middle,
                low: ratio.low,
                high: ratio.high,
                trend,
                events: latest,
                named: naming::together(named, &mut self.cites),
            }
        };
        dossier.factors.iter().map(of).collect()
    }

    fn counted(&self, query: &crate::FactorQuery, event: &Event) -> bool {
        let sentences: Vec<&str> =
            event.mentions.iter().filter_map(|id| self.cites.mention(id)).map(|m| m.sentence.text.as_str()).collect();
        matching::counts(query, event, &sentences)
    }

    fn levels(&mut self) -> Vec<LevelSeries> {
        let dossier = self.dossier;
        let within = |d: &&Deployment| {
            let host = d.place.as_ref();
            let force = d.actor.as_deref().unwrap_or_default();
            let asked = dossier
                .deployments
                .iter()
                .any(|query| query.force.eq_ignore_ascii_case(force) && matching::at(host, &query.places));
            let any = dossier.deployments.is_empty()
                && matching::at(host, &dossier.places)
                && (dossier.parties.is_empty() || dossier.parties.iter().any(|p| p.eq_ignore_ascii_case(force)));
            asked || any
        };
        let deployments: Vec<Deployment> = self.record.deployments.iter().filter(within).cloned().collect();
        let mut series = levels::series(&deployments);
        for point in series.iter_mut().flat_map(|s| &mut s.points) {
            let cite = |d: &Deployment| vec![self.cites.sentence(&d.doc, d.sentence, &d.quote.text)];
            point.cites = point.figures.iter().map(cite).collect();
        }
        series
    }

    fn event(&mut self, event: &Event) -> BriefLine {
        BriefLine {
            date: lines::days(event.date.as_ref()).or_else(|| event.first_seen.clone()),
            kind: event.event_type.clone(),
            text: lines::event(event),
            id: event.id.clone(),
            cites: self.cites.mentions(&event.mentions, CITED),
        }
    }

    /// The events that most reports tell, of the same number the most intense, in order of time.
    fn timeline(&mut self, events: &[&Event]) -> Vec<BriefLine> {
        let weight = |e: &Event| {
            let intensity = e.score.map_or(0, |s| (s.abs() * 10.0) as i64);
            (Reverse(e.reports.max(e.sources.len())), Reverse(intensity), e.id.clone())
        };
        let mut chosen: Vec<(usize, &Event)> = events.iter().copied().enumerate().collect();
        chosen.sort_by_cached_key(|(_, e)| weight(e));
        chosen.truncate(TIMELINE);
        chosen.sort_by_key(|(at, _)| *at);
        chosen.into_iter().map(|(_, e)| self.event(e)).collect()
    }

    /// Denials, confirmations and demands of the dossier's parties, and claims of what is only alleged; the latest.
    fn statements(&mut self, recent: Option<&Period>) -> Vec<BriefLine> {
        let dossier = self.dossier;
        let asked = |s: &&Statement| {
            let speaker = s.speaker.as_ref();
            let country = speaker.and_then(|a| a.country.as_deref());
            let ours = dossier.parties.is_empty()
                || country.is_some_and(|c| dossier.parties.iter().any(|p| p.eq_ignore_ascii_case(c)))
                || speaker.and_then(|a| a.name.as_deref()).is_some_and(|n| dossier.parties.iter().any(|p| p == n));
            let published = s.published.as_deref().map(day_of);
            let inside = dossier.from.as_deref().is_none_or(|from| published.is_some_and(|p| p >= from))
                && recent.is_none_or(|r| published.is_some_and(|p| p <= r.to.as_str()));
            let alleged =
                || s.mentions.iter().filter_map(|id| self.cites.mention(id)).any(|m| m.status == Status::Alleged);
            ours && inside && (s.kind != "claim" || alleged())
        };
        let mut statements: Vec<&Statement> = self.record.statements.iter().filter(asked).collect();
        statements
            .sort_by(|a, b| (&a.published, &a.doc, a.sentence, &a.id).cmp(&(&b.published, &b.doc, b.sentence, &b.id)));
        let skip = statements.len().saturating_sub(STATEMENTS);
        statements.into_iter().skip(skip).map(|s| self.statement(s)).collect()
    }

    fn statement(&mut self, statement: &Statement) -> BriefLine {
        let speaker = statement.speaker.as_ref().map(|a| a.name.clone().unwrap_or_else(|| a.text.clone()));
        let words = statement.content.text.split_whitespace().collect::<Vec<_>>().join(" ");
        BriefLine {
            date: statement.published.as_deref().map(|d| day_of(d).to_owned()),
            kind: statement.kind.clone(),
            text: format!("{}: “{words}”", speaker.unwrap_or_default()),
            id: statement.id.clone(),
            cites: vec![self.cites.sentence(&statement.doc, statement.sentence, &words)],
        }
    }

    fn disputes(&mut self, events: &[&Event]) -> Vec<BriefLine> {
        let mut out = Vec::new();
        for event in events.iter().filter(|e| !e.disputed.is_empty()) {
            for dispute in &event.disputed {
                let values = dispute.values.iter().map(|v| match v.sources.is_empty() {
                    true => v.value.clone(),
                    false => format!("{} ({})", v.value, v.sources.join(", ")),
                });
                let text = format!("{}: {}", lines::event(event), values.collect::<Vec<_>>().join(" / "));
                let mentions: Vec<String> = dispute.values.iter().filter_map(|v| v.mentions.first().cloned()).collect();
                out.push(BriefLine {
                    date: lines::days(event.date.as_ref()),
                    kind: dispute.field.clone(),
                    text: format!("{} {text}", event.event_type),
                    id: event.id.clone(),
                    cites: self.cites.mentions(&mentions, dispute.values.len()),
                });
            }
        }
        out
    }

    /// What the record holds since a day that it did not hold before: events first told, steps, force levels, factors.
    fn changes(&mut self, events: &[&Event], since: &str) -> Vec<BriefLine> {
        let new = |day: Option<&str>| day.is_some_and(|d| day_of(d) >= since);
        let mut out: Vec<BriefLine> =
            events.iter().filter(|e| new(e.first_seen.as_deref())).map(|e| self.event(e)).collect();
        for process in self.processes() {
            let steps = process.history.into_iter().filter(|step| new(step.date.as_deref()));
            out.extend(steps.map(|step| BriefLine { text: process.name.clone(), ..step }));
        }
        for series in self.levels() {
            for point in series.points.iter().filter(|p| new(p.as_of.as_deref())) {
                for (figure, cites) in point.figures.iter().zip(&point.cites) {
                    let force = series.force.clone().unwrap_or_default();
                    out.push(BriefLine {
                        date: point.as_of.clone(),
                        kind: "force level".to_owned(),
                        text: format!("{force} in {}: {}", series.place, lines::level(figure)),
                        id: figure.id.clone(),
                        cites: cites.clone(),
                    });
                }
            }
        }
        out.sort_by(|a, b| (&a.date, &a.kind, &a.id).cmp(&(&b.date, &b.kind, &b.id)));
        out
    }
}

fn day_of(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// Days of a period, both ends included; one where there is none.
fn length(period: Option<&Period>) -> f64 {
    let days = period.and_then(|p| {
        let (from, to) = (p.from.parse::<Date>().ok()?, p.to.parse::<Date>().ok()?);
        Some(f64::from(from.until(to).ok()?.get_days()) + 1.0)
    });
    days.unwrap_or(1.0)
}
