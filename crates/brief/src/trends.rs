//! The factors of a dossier: how often, how hostile, more or fewer than before, and who names them.

use crate::FactorQuery;
use crate::brief::Making;
use crate::trend::rate_ratio;
use crate::{lines, matching, naming};
use jiff::civil::Date;
use masudi_record::{Event, Factor, FactorTrend, Period, Trend};
use std::collections::HashSet;

/// Most events of a factor; the latest stay.
const OF_FACTOR: usize = 5;

impl Making<'_> {
    pub(crate) fn factors(
        &mut self,
        events: &[&Event],
        recent: Option<&Period>,
        before: Option<&Period>,
    ) -> Vec<FactorTrend> {
        self.dossier.factors.iter().map(|query| self.factor(query, events, recent, before)).collect()
    }

    fn factor(
        &mut self,
        query: &FactorQuery,
        events: &[&Event],
        recent: Option<&Period>,
        before: Option<&Period>,
    ) -> FactorTrend {
        let names = |f: &&Factor| {
            !query.words.is_empty()
                && matches!(f.kind.as_str(), "factor" | "condition")
                && matching::says(&f.text, &query.words)
        };
        let naming: Vec<&Factor> = self.record.factors.iter().filter(names).collect();
        // A sentence that names the factor is no instance of it: talks on a threat are no threat.
        let sentences = naming.iter().map(|f| (f.evidence.doc.as_str(), f.evidence.sentence)).collect();
        let counted: Vec<&Event> = events.iter().copied().filter(|e| self.counted(query, e, &sentences)).collect();
        let within = |period: Option<&Period>| {
            let inside =
                |e: &&&Event| period.is_some_and(|p| lines::first_day(e).is_some_and(|d| *p.from <= *d && *d <= *p.to));
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
        let named = naming::together(naming, &mut self.cites);
        let shown: Vec<&Event> = counted.iter().copied().filter(|e| self.cites.prominence(&e.mentions) > 0).collect();
        let mut latest = self.lines(&shown[shown.len().saturating_sub(OF_FACTOR)..]);
        latest.reverse();
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
            named,
        }
    }

    fn counted(&self, query: &FactorQuery, event: &Event, named: &HashSet<(&str, usize)>) -> bool {
        let mentions = event.mentions.iter().filter_map(|id| self.cites.mention(id));
        let telling = mentions.filter(|m| !named.contains(&(m.doc.as_str(), m.sentence.index)));
        let sentences: Vec<&str> = telling.map(|m| m.sentence.text.as_str()).collect();
        matching::counts(query, event, &sentences)
    }
}

/// Days of a period, both ends included; one where there is none.
fn length(period: Option<&Period>) -> f64 {
    let days = period.and_then(|p| {
        let (from, to) = (p.from.parse::<Date>().ok()?, p.to.parse::<Date>().ok()?);
        Some(f64::from(from.until(to).ok()?.get_days()) + 1.0)
    });
    days.unwrap_or(1.0)
}
