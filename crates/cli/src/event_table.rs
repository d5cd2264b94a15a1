//! Events as a table for people: each with the sentences that tell it.

use crate::mention_table::{COUNTS, event_line, flat_words, name, wrap};
use masudi_export::{Telling, Told};
use masudi_record::{CountRange, EventCounts, Party};
use std::io::{self, Write};

/// The best figure, or the span that the sources give.
fn range(range: Option<&CountRange>) -> String {
    match range {
        Some(CountRange { low: Some(low), high: Some(high), .. }) if low != high => format!("{low}-{high}"),
        Some(CountRange { low, best, high }) => best.or(*low).or(*high).map(|n| n.to_string()).unwrap_or_default(),
        None => String::new(),
    }
}

/// Writes an event. Errors: of `out`.
pub fn write(out: &mut impl Write, Told { event, tellings }: &Told) -> io::Result<()> {
    let short = |p: &Party| p.code.clone().or_else(|| p.country.clone()).or_else(|| p.name.clone()).unwrap_or_default();
    let who = |parties: &[Party]| parties.iter().map(short).collect::<Vec<_>>().join(", ");
    let EventCounts { killed, injured, abducted, arrested, troops, .. } = &event.counts;
    let numbers = COUNTS.iter().zip([killed, injured, abducted, arrested, troops]);
    let numbers = numbers.filter_map(|(what, n)| n.as_ref().map(|n| format!("{} {what}", range(Some(n)))));
    let disputed = event.disputed.iter().map(|dispute| format!("{} disputed", dispute.field));
    let kind = event.mode.as_ref().map_or(event.event_type.clone(), |mode| format!("{} {mode}", event.event_type));
    let days = event.date.as_ref().map(|d| (d.from.as_deref(), d.to.as_deref()));
    let special = event.phase.as_ref().map(name).into_iter().chain(Some(name(&event.status)).filter(|s| s != "actual"));
    let rest: Vec<String> = special.chain(numbers).chain(disputed).collect();
    let line = event_line(&kind, (&who(&event.actors), &who(&event.recipients)), days, event.place.as_ref(), rest);
    writeln!(out, "{line}")?;
    for Telling { mention, report } in tellings {
        let day = mention.published.as_deref().and_then(|day| day.get(..10)).unwrap_or("no date");
        let source = report.as_ref().and_then(|report| report.source.as_deref());
        let source = source.map(|source| format!(", {source}")).unwrap_or_default();
        for words in wrap(&format!("\"{}\" ({day}{source})", flat_words(&mention.sentence.text)), 100) {
            writeln!(out, "      {words}")?;
        }
    }
    writeln!(out)
}
