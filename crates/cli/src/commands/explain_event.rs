//! `masudi explain-event`: why mentions are one event.

use crate::outcome::Outcome;
use crate::reconciling::of_record;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_reconcile::chains::{self, Direction};
use masudi_reconcile::{Explanation, Reason};
use masudi_record::{Event, Mention};
use std::collections::HashMap;

/// Show why mentions are one event, and what was kept apart from it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi explain-event --db record.db e1f0c9d2a3b4c5d6\n\n\
                        Ids of events stand first in the lines of masudi events --format csv.")]
pub struct ExplainEvent {
    #[command(flatten)]
    record: RecordChoice,
    /// Id of the event
    event: String,
}

impl ExplainEvent {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let store = match self.record.read() {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        let mut filled = match of_record(&store) {
            Ok(filled) => filled,
            Err(error) => return Outcome::nothing(error),
        };
        let Some(explanation) = filled.reconciler.explain(&self.event) else {
            return Outcome::nothing(format!("no event {}; masudi events lists those that there are", self.event));
        };
        let events = filled.reconciler.events();
        let mentions: HashMap<&str, &Mention> = filled.mentions.iter().map(|m| (m.id.as_str(), m)).collect();
        let mut out = Lines::stdout();
        for line in lines(&explanation, &events, &mentions) {
            if out.line(line).is_break() {
                break;
            }
        }
        out.finish().unwrap_or(Outcome::Done)
    }
}

fn lines(explanation: &Explanation, events: &[Event], mentions: &HashMap<&str, &Mention>) -> Vec<String> {
    let mut lines = vec![format!("{}: one event from a sum of {} on", explanation.event, explanation.threshold)];
    for member in &explanation.members {
        lines.push(format!("  {}", told(mentions, &member.mention)));
        match &member.like {
            Some(like) => {
                lines.push(format!("      {:+.2} like {}: {}", member.score, short(like), reasons(&member.reasons)))
            }
            None => lines.push("      the first, or joined by a decision".to_owned()),
        }
    }
    if let Some(event) = events.iter().find(|event| event.id == explanation.event) {
        for dispute in &event.disputed {
            let values = dispute.values.iter().map(|v| format!("{} ({})", v.value, v.sources.join(", ")));
            lines.push(format!("disputed, {}: {}", dispute.field, values.collect::<Vec<_>>().join("; ")));
        }
    }
    for (title, direction) in [("before it", Direction::Causes), ("after it", Direction::Consequences)] {
        for step in chains::walk(events, &explanation.event, direction) {
            let first = step.event.mentions.first().map(String::as_str).unwrap_or_default();
            lines.push(format!(
                "{title}, {} away, {:?}: {} {}",
                step.depth,
                step.kind,
                step.event.id,
                told(mentions, first)
            ));
        }
    }
    if !explanation.apart.is_empty() {
        lines.push("kept apart:".to_owned());
    }
    for apart in &explanation.apart {
        lines.push(format!("  {} (event {})", told(mentions, &apart.mention), apart.event));
        let why = match apart.bar {
            Some(bar) => bar.to_string(),
            None if apart.score >= explanation.threshold => {
                format!("{:+.2}, but the events as wholes do not fit: {}", apart.score, reasons(&apart.reasons))
            }
            None => format!("{:+.2}: {}", apart.score, reasons(&apart.reasons)),
        };
        lines.push(format!("      to {}: {why}", short(&apart.like)));
    }
    lines
}

fn reasons(reasons: &[Reason]) -> String {
    reasons.iter().map(|r| format!("{} {:+.1}", r.ground, r.weight)).collect::<Vec<_>>().join(", ")
}

fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// A mention with its sentence.
fn told(mentions: &HashMap<&str, &Mention>, id: &str) -> String {
    let Some(mention) = mentions.get(id) else { return id.to_owned() };
    let words = mention.sentence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let published = mention.published.as_deref().and_then(|p| p.get(..10)).unwrap_or("no date");
    format!("{} [{}] {published}, {}: \"{words}\"", short(id), mention.trigger.text, mention.doc)
}
