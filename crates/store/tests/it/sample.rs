//! A small record, written for the tests.

use masudi_record::{
    Actor, CodedDocument, DateValue, Days, Deployment, Document, Event, Factor, Mention, Party, Place, SentenceSpan,
    Statement, Status,
};
use masudi_store::{NewDocument, NewRun, Put, RunNumber, Store};
use std::path::{Path, PathBuf};

/// A folder with a record in it.
pub struct Sample {
    pub folder: tempfile::TempDir,
    pub store: Store,
    pub run: RunNumber,
}

impl Sample {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("record.db")
    }
}

pub fn run() -> NewRun {
    NewRun {
        version: "0.1.0".into(),
        started: "2024-04-15T10:00:00Z".into(),
        settings: "{}".into(),
        ..NewRun::default()
    }
}

pub fn empty() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("record.db")).unwrap();
    let run = store.begin_run(&run()).unwrap();
    Sample { folder, store, run }
}

/// Three reports of two happenings.
pub fn three_reports() -> Sample {
    let mut sample = empty();
    let new = [report("a", "Example Times", 0), report("b", "Other Post", 1), report("c", "Example Times", 2)];
    assert_eq!(sample.store.put_batch(sample.run, &new).unwrap(), [Put::Added; 3]);
    sample
}

pub fn report(id: &str, source: &str, n: usize) -> NewDocument {
    let mentions = match n {
        0 => vec![strike(id, "Drones hit the air base near Erbil on Monday.")],
        1 => vec![strike(id, "The air base at Erbil was struck by drones."), talks(id)],
        _ => vec![talks(id)],
    };
    let deployment = Deployment {
        id: format!("{id}-d"),
        doc: id.into(),
        actor: Some("USA".into()),
        min: 2500,
        place: Some(Place { country: Some("IRQ".into()), ..Place::default() }),
        as_of: Some("2024-04-15".into()),
        ..Deployment::default()
    };
    let factor = Factor {
        id: format!("{id}-f"),
        kind: "condition".into(),
        named_by: vec![Party { country: Some("USA".into()), ..Party::default() }],
        countries: vec!["IRQ".into()],
        published: Some(format!("2024-04-1{n}")),
        ..Factor::default()
    };
    let statement = Statement {
        id: format!("{id}-s"),
        kind: "denial".into(),
        speaker: Some(actor("Tehran", "IRN")),
        published: Some(format!("2024-04-1{n}")),
        ..Statement::default()
    };
    let text = mentions.iter().map(|m| m.sentence.text.clone()).collect::<Vec<_>>().join(" ");
    let document = Document {
        id: id.into(),
        source: Some(source.into()),
        title: Some(format!("Report number {n} of the week")),
        published: Some(format!("2024-04-1{n}")),
        language: Some("en".into()),
        text,
        ..Document::default()
    };
    let coded =
        CodedDocument { mentions, deployments: vec![deployment], factors: vec![factor], statements: vec![statement] };
    NewDocument { document, coded: Some(coded), signature: None }
}

fn actor(text: &str, country: &str) -> Actor {
    Actor { text: text.into(), country: Some(country.into()), code: Some(format!("{country}GOV")), ..Actor::default() }
}

fn sentence(text: &str) -> SentenceSpan {
    SentenceSpan { text: text.into(), ..SentenceSpan::default() }
}

fn days(from: &str, to: &str) -> Option<DateValue> {
    Some(DateValue { from: Some(from.into()), to: Some(to.into()), ..DateValue::default() })
}

pub fn strike(id: &str, text: &str) -> Mention {
    Mention {
        id: format!("{id}-strike"),
        doc: id.into(),
        sentence: sentence(text),
        event_type: "ASSAULT".into(),
        mode: Some("drone".into()),
        quad: "material-conflict".into(),
        contexts: vec!["military".into()],
        score: Some(-9.5),
        actors: vec![actor("Tehran", "IRN")],
        recipients: vec![actor("the base", "USA"), actor("soldiers", "USA")],
        place: Some(Place {
            name: Some("Erbil".into()),
            country: Some("IRQ".into()),
            lat: Some(36.19),
            lon: Some(44.01),
            ..Place::default()
        }),
        date: days("2024-04-08", "2024-04-08"),
        confidence: 0.9,
        ..Mention::default()
    }
}

pub fn talks(id: &str) -> Mention {
    Mention {
        id: format!("{id}-talks"),
        doc: id.into(),
        sentence: sentence("Baghdad and Washington may resume talks next month."),
        event_type: "CONSULT".into(),
        quad: "verbal-cooperation".into(),
        status: Status::Future,
        score: Some(3.0),
        actors: vec![actor("Baghdad", "IRQ"), actor("Washington", "USA")],
        date: days("2024-05-01", "2024-05-31"),
        confidence: 0.6,
        ..Mention::default()
    }
}

pub fn event(id: &str, mentions: &[&str], like: &Mention) -> Event {
    let party = |a: &Actor| Party {
        name: Some(a.text.clone()),
        country: a.country.clone(),
        code: a.code.clone(),
        ..Party::default()
    };
    Event {
        id: id.into(),
        event_type: like.event_type.clone(),
        mode: like.mode.clone(),
        quad: like.quad.clone(),
        contexts: like.contexts.clone(),
        score: like.score,
        status: like.status,
        actors: like.actors.iter().map(party).collect(),
        recipients: like.recipients.iter().map(party).collect(),
        place: like.place.clone(),
        date: like.date.as_ref().map(|d| Days { from: d.from.clone(), to: d.to.clone(), precision: None }),
        mentions: mentions.iter().map(|m| (*m).to_owned()).collect(),
        sources: vec!["Example Times".into()],
        confidence: like.confidence,
        ..Event::default()
    }
}

pub fn whole(path: &Path) {
    assert_eq!(Store::open(path).unwrap().check().unwrap(), Vec::<String>::new());
}
