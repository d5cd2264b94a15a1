//! `masudi decide`: users' decisions on events.

use crate::clock::now;
use crate::outcome::Outcome;
use crate::reconciling::of_record;
use crate::record_choice::RecordChoice;
use masudi_lexicon::{DataFiles, ontology::Ontology};
use masudi_reconcile::type_correction;
use masudi_record::{Anchor, Correction, Decision, Party, Place, Status};
use masudi_store::Store;

/// Decide which mentions of a record are one event, and what is right of it. The decision holds from the next `masudi reconcile` on, also when
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
    /// Say what is right of an event
    #[command(
        after_help = "Example:\n  masudi decide correct --db record.db e1f0c9d2a3b4c5d6 --status alleged --from 2024-01-28"
    )]
    Correct {
        #[command(flatten)]
        record: RecordChoice,
        /// Id of the event
        event: String,
        #[command(flatten)]
        right: Right,
    },
    /// Write a remark on an event
    Note {
        #[command(flatten)]
        record: RecordChoice,
        /// Id of the event
        event: String,
        /// The remark
        text: String,
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

/// What is right; each becomes a decision of its own.
#[derive(clap::Args)]
#[group(required = true, multiple = true)]
pub struct Right {
    /// Nothing of the kind was told: there is no such event
    #[arg(long, conflicts_with_all = ["status", "from", "actor", "recipient", "event_type", "country"])]
    no_event: bool,
    /// Event type, as the ontology names it
    #[arg(long = "type", value_name = "TYPE")]
    event_type: Option<String>,
    /// Mode of that type
    #[arg(long, requires = "event_type")]
    mode: Option<String>,
    /// Country of the place, ISO 3166-1 alpha-3
    #[arg(long, value_name = "COUNTRY", value_parser = country)]
    country: Option<String>,
    /// Name of the place; only the country is known when not given
    #[arg(long, value_name = "NAME", requires = "country")]
    place: Option<String>,
    /// Whether it happened: actual, alleged, future, historical, hypothetical or negated
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// First day
    #[arg(long, value_name = "DAY", value_parser = super::brief::day)]
    from: Option<String>,
    /// Last day; the first when not given
    #[arg(long, value_name = "DAY", value_parser = super::brief::day, requires = "from")]
    to: Option<String>,
    /// Country of who acts, ISO 3166-1 alpha-3; several times for several
    #[arg(long, value_name = "COUNTRY", value_parser = country)]
    actor: Vec<String>,
    /// Country of whom it is done to; several times for several
    #[arg(long, value_name = "COUNTRY", value_parser = country)]
    recipient: Vec<String>,
}

fn status(text: &str) -> Result<Status, String> {
    let known = serde_json::from_value(serde_json::Value::String(text.to_owned()));
    known.map_err(|_| "expected actual, alleged, future, historical, hypothetical or negated".to_owned())
}

fn country(text: &str) -> Result<String, String> {
    match text.len() == 3 && text.chars().all(|c| c.is_ascii_alphabetic()) {
        true => Ok(text.to_ascii_uppercase()),
        false => Err("expected three letters such as IRQ".to_owned()),
    }
}

impl Right {
    fn corrections(&self) -> Result<Vec<Correction>, String> {
        let parties = |codes: &[String]| {
            let party = |code: &String| Party { country: Some(code.clone()), ..Party::default() };
            (!codes.is_empty()).then(|| codes.iter().map(party).collect::<Vec<_>>())
        };
        let days = self.from.clone().map(|from| {
            let to = self.to.clone().unwrap_or_else(|| from.clone());
            Correction::Days { from, to }
        });
        let mut all: Vec<Correction> = Vec::new();
        all.extend(self.no_event.then_some(Correction::NoEvent));
        if let Some(event_type) = &self.event_type {
            let ontology = Ontology::load(&DataFiles::built_in()).map_err(|error| error.to_string())?;
            all.push(type_correction(&ontology, &event_type.to_uppercase(), self.mode.as_deref())?);
        }
        all.extend(self.country.clone().map(|country| {
            let (name, country) = (self.place.clone(), Some(country));
            let precision = name.is_none().then(|| "country".to_owned());
            Correction::Place { place: Some(Place { name, country, precision, ..Place::default() }) }
        }));
        all.extend(self.status.map(|status| Correction::Status { status }));
        all.extend(days);
        all.extend(parties(&self.actor).map(|parties| Correction::Actors { parties }));
        all.extend(parties(&self.recipient).map(|parties| Correction::Recipients { parties }));
        Ok(all)
    }
}

impl Decide {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = match &self {
            Decide::Merge { record, events } => decide(record, |anchors| {
                let mentions =
                    events.iter().map(|event| anchors(event.as_str())).collect::<Result<Vec<_>, _>>()?.concat();
                Ok(vec![Decision::Merge { mentions: alone(mentions) }])
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
                Ok(vec![Decision::Split { these: alone(these), those: alone(those) }])
            }),
            Decide::Pin { record, event } => decide(record, |anchors| {
                Ok(vec![Decision::Pin { event: event.clone(), mentions: alone(anchors(event)?) }])
            }),
            Decide::Correct { record, event, right } => decide(record, |anchors| {
                let mentions = alone(anchors(event)?);
                let one = |correction| Decision::Correct { mentions: mentions.clone(), correction };
                Ok(right.corrections()?.into_iter().map(one).collect())
            }),
            Decide::Note { record, event, text } => decide(record, |anchors| {
                Ok(vec![Decision::Note { mentions: alone(anchors(event)?), text: text.clone() }])
            }),
            Decide::List { record } => record.read().and_then(|store| list(&store)),
            Decide::Undo { record, number } => record.open_existing().and_then(|mut store| undo(&mut store, *number)),
        };
        done.unwrap_or_else(|outcome| outcome)
    }
}

/// The mentions of an event, each with its anchor.
type Anchors<'a> = &'a mut dyn FnMut(&str) -> Result<Vec<(String, Anchor)>, String>;

fn alone(mentions: Vec<(String, Anchor)>) -> Vec<Anchor> {
    mentions.into_iter().map(|(_, anchor)| anchor).collect()
}

/// Takes decisions on the events as they are.
fn decide(
    record: &RecordChoice,
    decisions: impl FnOnce(Anchors<'_>) -> Result<Vec<Decision>, String>,
) -> Result<Outcome, Outcome> {
    let mut store = record.open_existing()?;
    let mut filled = of_record(&store).map_err(Outcome::nothing)?;
    let mut anchors = |event: &str| {
        let known = filled.reconciler.anchors(event);
        known.ok_or_else(|| format!("no event {event}; masudi events lists those that there are"))
    };
    let db = record.db.display();
    for decision in decisions(&mut anchors).map_err(Outcome::nothing)? {
        let number = store.decide(&decision, &now()).map_err(Outcome::nothing)?;
        println!("decision {number} kept; it holds from the next masudi reconcile --db {db} on");
    }
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
