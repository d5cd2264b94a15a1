//! Who claims, denies, confirms and demands what, and what the sources disagree on.

use crate::brief::Making;
use crate::{lines, matching};
use masudi_record::{Actor, BriefLine, Event, LevelSeries, Party, Statement, Status};
use std::collections::HashSet;

/// Most statements; the latest stay.
const STATEMENTS: usize = 25;

impl Making<'_> {
    /// Denials, confirmations and demands of the dossier's parties or on its events, and claims of what is only alleged.
    pub(crate) fn statements(&mut self, events: &[&Event], as_of: Option<&str>) -> Vec<BriefLine> {
        let dossier = self.dossier;
        let told: HashSet<&str> = events.iter().flat_map(|e| &e.mentions).map(String::as_str).collect();
        let asked = |s: &&Statement| {
            let ours = s.speaker.as_ref().is_some_and(|a| matching::any(&[party(a)], &dossier.parties));
            let on_events = s.mentions.iter().any(|m| told.contains(m.as_str()));
            let published = s.published.as_deref().map(lines::day_of);
            let inside = dossier.from.as_deref().is_none_or(|from| published.is_some_and(|p| p >= from))
                && as_of.is_none_or(|to| published.is_some_and(|p| p <= to));
            let alleged =
                || s.mentions.iter().filter_map(|id| self.cites.mention(id)).any(|m| m.status == Status::Alleged);
            (ours || on_events) && inside && (s.kind != "claim" || alleged() || is_of_deed(s))
        };
        let mut statements: Vec<&Statement> = self.record.statements.iter().filter(asked).collect();
        statements
            .sort_by(|a, b| (&a.published, &a.doc, a.sentence, &a.id).cmp(&(&b.published, &b.doc, b.sentence, &b.id)));
        // A headline says what the report below it says again.
        let said = |s: &Statement| (s.doc.clone(), s.kind.clone(), s.speaker.as_ref().and_then(|a| a.country.clone()));
        let below: HashSet<_> = statements.iter().filter(|s| s.sentence > 0).map(|s| said(s)).collect();
        statements.retain(|s| s.sentence > 0 || !below.contains(&said(s)));
        let skip = statements.len().saturating_sub(STATEMENTS);
        let mut seen = HashSet::new();
        let lines: Vec<BriefLine> = statements.into_iter().skip(skip).map(|s| self.statement(s)).collect();
        lines
            .into_iter()
            .filter(|line| seen.insert((line.date.clone(), line.kind.clone(), line.words.clone())))
            .collect()
    }

    pub(crate) fn statement(&mut self, statement: &Statement) -> BriefLine {
        let speaker = statement.speaker.as_ref().map(|a| a.name.clone().unwrap_or_else(|| a.text.clone()));
        let words = lines::one_line(&statement.quote.text);
        // The speaker need not be named twice.
        let speaker = speaker.filter(|name| !words.contains(name.as_str())).unwrap_or_default();
        let mut line = BriefLine {
            date: statement.published.as_deref().map(|d| lines::day_of(d).to_owned()),
            kind: statement.kind.clone(),
            text: speaker,
            id: statement.id.clone(),
            cites: vec![self.cites.sentence(&statement.doc, statement.sentence, &words)],
            words: Some(words),
        };
        if let Some(answered) = self.answered(statement) {
            let words = lines::one_line(&answered.quote.text);
            line.cites.push(self.cites.sentence(&answered.doc, answered.sentence, &words));
            line.text = format!("{} answers “{words}”", line.text).trim_start().to_owned();
        }
        line
    }

    /// What a denial of "the claim" denies: the claim that stands before it. A denial that says itself what it denies
    /// ("that it was involved") has a clause and more than a noun.
    fn answered(&self, statement: &Statement) -> Option<Statement> {
        let short = statement.content.text.split_whitespace().count() <= 2;
        // ", which they deny" denies what its own sentence says.
        let own = statement.content.start < statement.cue.start && statement.content.text.split(' ').count() == 1;
        if statement.kind != "denial" || !short || own {
            return None;
        }
        let name = |s: &Statement| s.speaker.as_ref().and_then(|a| a.name.clone().or(Some(a.text.clone())));
        let before = self.record.statements.iter().filter(|s| {
            s.doc == statement.doc
                && s.kind == "claim"
                && s.sentence <= statement.sentence
                && statement.sentence - s.sentence <= 2
                && s.id != statement.id
                && name(s) != name(statement)
        });
        before.max_by_key(|s| (s.sentence, s.content.start)).cloned()
    }

    /// Fields of events on which the sources disagree, and force levels that exclude each other.
    pub(crate) fn disputes(&mut self, events: &[&Event], levels: &[LevelSeries]) -> Vec<BriefLine> {
        let mut out = Vec::new();
        for event in events.iter().filter(|e| !e.disputed.is_empty()) {
            let words = self.cites.best(event.mentions.iter().map(String::as_str)).map(|(_, words)| words);
            for dispute in &event.disputed {
                let values = dispute.values.iter().map(|v| {
                    let value = self.countries.name(&v.value);
                    if v.sources.is_empty() { value.to_owned() } else { format!("{value} ({})", v.sources.join(", ")) }
                });
                let text = values.collect::<Vec<_>>().join(" / ");
                let mentions: Vec<String> = dispute.values.iter().filter_map(|v| v.mentions.first().cloned()).collect();
                let field = match dispute.field.strip_prefix("counts.") {
                    Some(count) => count.to_owned(),
                    None if dispute.field == "actors" => "who did it".to_owned(),
                    None if dispute.field == "status" => "whether it happened".to_owned(),
                    None => dispute.field.clone(),
                };
                out.push(BriefLine {
                    date: lines::days(event.date.as_ref()),
                    kind: field,
                    words: words.clone(),
                    text,
                    id: event.id.clone(),
                    cites: self.cites.mentions(&mentions, dispute.values.len()),
                });
            }
        }
        for series in levels {
            for point in series.points.iter().filter(|p| p.conflict) {
                let figures: Vec<String> = point.figures.iter().map(lines::level).collect();
                out.push(BriefLine {
                    date: point.as_of.clone(),
                    kind: "force level".to_owned(),
                    words: None,
                    text: format!("{}: {}", series.name, figures.join(" / ")),
                    id: point.figures.first().map(|f| f.id.clone()).unwrap_or_default(),
                    cites: point.cites.concat(),
                });
            }
        }
        out.sort_by(|a, b| (&a.date, &a.kind, &a.id).cmp(&(&b.date, &b.kind, &b.id)));
        out
    }

    /// What the record holds since a day that it did not hold before: steps, events first told, force levels, statements,
    /// factors first named.
    pub(crate) fn changes(&mut self, events: &[&Event], since: &str, brief: &masudi_record::Brief) -> Vec<BriefLine> {
        let new = |day: Option<&str>| day.is_some_and(|d| lines::day_of(d) >= since);
        let mut out: Vec<BriefLine> = Vec::new();
        let mut steps = HashSet::new();
        for process in &brief.processes {
            for step in process.history.iter().filter(|step| new(step.date.as_deref())) {
                steps.insert(step.id.clone());
                out.push(BriefLine { text: process.name.clone(), ..step.clone() });
            }
        }
        let told: Vec<&Event> = events
            .iter()
            .copied()
            .filter(|e| new(e.first_seen.as_deref()) && new(lines::first_day(e)) && !steps.contains(&e.id))
            .filter(|e| self.cites.prominence(&e.mentions) > 0)
            .collect();
        out.extend(self.lines(&told));
        for series in &brief.levels {
            for point in series.points.iter().filter(|p| new(p.as_of.as_deref())) {
                for (figure, cites) in point.figures.iter().zip(&point.cites) {
                    out.push(BriefLine {
                        date: point.as_of.clone(),
                        kind: "force level".to_owned(),
                        words: None,
                        text: format!("{}: {}", series.name, lines::level(figure)),
                        id: figure.id.clone(),
                        cites: cites.clone(),
                    });
                }
            }
        }
        out.extend(brief.statements.iter().filter(|s| new(s.date.as_deref())).cloned());
        out.extend(self.named_since(since));
        out.sort_by(|a, b| (&a.date, &a.kind, &a.id).cmp(&(&b.date, &b.kind, &b.id)));
        out
    }

    /// Factors and conditions of the processes that no text named before.
    fn named_since(&mut self, since: &str) -> Vec<BriefLine> {
        let mut out = Vec::new();
        let factors: Vec<_> = self.followed().iter().flat_map(|p| p.factors.clone()).collect();
        for group in crate::naming::groups(&factors) {
            let Some(named) = group.first().filter(|f| f.published.as_deref().is_some_and(|d| d >= since)) else {
                continue;
            };
            let cite = self.cites.sentence(&named.evidence.doc, named.evidence.sentence, &named.evidence.words.text);
            out.push(BriefLine {
                date: named.published.as_deref().map(|d| lines::day_of(d).to_owned()),
                kind: named.kind.clone(),
                words: None,
                text: lines::one_line(&named.text),
                id: named.id.clone(),
                cites: vec![cite],
            });
        }
        out
    }
}

/// Who owns up to a deed.
fn is_of_deed(statement: &Statement) -> bool {
    statement.cue.text.to_lowercase().starts_with("claim")
}

fn party(actor: &Actor) -> Party {
    Party {
        name: actor.name.clone(),
        id: actor.id.clone(),
        country: actor.country.clone(),
        sector: actor.sector.clone(),
        code: actor.code.clone(),
    }
}
