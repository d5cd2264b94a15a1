//! `masudi decide`: users' decisions on events.

use crate::clock::now;
use crate::outcome::Outcome;
use crate::reconciling::of_record;
use crate::record_choice::RecordChoice;
use masudi_record::{Anchor, Decision};
use masudi_store::Store;

/// Decide which mentions of a record are one event. The decision holds from the next `masudi reconcile` on, also when
/// texts are coded anew.
#[derive(clap::Subcommand)]
pub enum Decide {
    /// Make one event of two or more
    #[command(after_help = "Example:\n  masudi decide merge --db record.db e1f0c9d2a3b4c5d6 e7a8b9c0d1e2f3a4")]
    Merge {
        #[command(flatten)]
        record: RecordChoice,
        /// Ids of events
        #[arg(required = true, num_args = 2..)]
        events: Vec<String>,
    },
    /// Take mentions out of an event, as an event of their own
    #[command(
        after_help = "Example:\n  masudi decide split --db record.db e1f0c9d2a3b4c5d6 9ff577833762c0826afca5f7ed26a302"
    )]
    Split {
        #[command(flatten)]
        record: RecordChoice,
        /// Id of the event
        event: String,
        /// Ids of the mentions to take out
        #[arg(required = true)]
        mentions: Vec<String>,
    },
    /// Keep an event as it is: nothing joins it or leaves it
    Pin {
        #[command(flatten)]
        record: RecordChoice,
        /// Id of the event
        event: String,
    },
    /// Print the decisions, one JSON object a line, with their numbers
    List {
        #[command(flatten)]
        record: RecordChoice,
    },
    /// Take a decision back
    Undo {
        #[command(flatten)]
        record: RecordChoice,
        /// Its number, as masudi decide list prints it
        number: i64,
    },
}

impl Decide {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = match &self {
            Decide::Merge { record, events } => decide(record, |anchors| {
                let mentions =
                    events.iter().map(|event| anchors(event.as_str())).collect::<Result<Vec<_>, _>>()?.concat();
                Ok(Decision::Merge { mentions: mentions.into_iter().map(|(_, anchor)| anchor).collect() })
            }),
            Decide::Split { record, event, mentions } => decide(record, |anchors| {
                let all = anchors(event)?;
                if let Some(unknown) = mentions.iter().find(|m| !all.iter().any(|(id, _)| id == *m)) {
                    return Err(format!("mention {unknown} is not of event {event}"));
                }
                let (these, those): (Vec<_>, Vec<_>) = all.into_iter().partition(|(id, _)| mentions.contains(id));
                if those.is_empty() {
                    return Err(format!("nothing would be left of event {event}"));
                }
                let anchors = |of: Vec<(String, Anchor)>| of.into_iter().map(|(_, anchor)| anchor).collect();
                Ok(Decision::Split { these: anchors(these), those: anchors(those) })
            }),
            Decide::Pin { record, event } => decide(record, |anchors| {
                let mentions = anchors(event)?.into_iter().map(|(_, anchor)| anchor).collect();
                Ok(Decision::Pin { event: event.clone(), mentions })
            }),
            Decide::List { record } => record.read().and_then(|store| list(&store)),
            Decide::Undo { record, number } => record.open_existing().and_then(|mut store| undo(&mut store, *number)),
        };
        done.unwrap_or_else(|outcome| outcome)
    }
}

/// The mentions of an event, each with its anchor.
type Anchors<'a> = &'a mut dyn FnMut(&str) -> Result<Vec<(String, Anchor)>, String>;

/// Takes a decision on the events as they are.
fn decide(
    record: &RecordChoice,
    decision: impl FnOnce(Anchors<'_>) -> Result<Decision, String>,
) -> Result<Outcome, Outcome> {
    let mut store = record.open_existing()?;
    let mut filled = of_record(&store).map_err(Outcome::nothing)?;
    let mut anchors = |event: &str| {
        let known = filled.reconciler.anchors(event);
        known.ok_or_else(|| format!("no event {event}; masudi events lists those that there are"))
    };
    let decision = decision(&mut anchors).map_err(Outcome::nothing)?;
    let number = store.decide(&decision, &now()).map_err(Outcome::nothing)?;
    let db = record.db.display();
    println!("decision {number} kept; it holds from the next masudi reconcile --db {db} on");
    Ok(Outcome::Done)
}

fn list(store: &Store) -> Result<Outcome, Outcome> {
    for (number, decision) in store.decisions().map_err(Outcome::nothing)? {
        let mut line = serde_json::json!({ "number": number });
        if let (Some(line), Ok(serde_json::Value::Object(decision))) =
            (line.as_object_mut(), serde_json::to_value(&decision))
        {
            line.extend(decision);
        }
        println!("{line}");
    }
    Ok(Outcome::Done)
}

fn undo(store: &mut Store, number: i64) -> Result<Outcome, Outcome> {
    match store.undecide(number).map_err(Outcome::nothing)? {
        true => Ok(Outcome::Done),
        false => Err(Outcome::nothing(format!("no decision {number}; masudi decide list prints those that there are"))),
    }
}
