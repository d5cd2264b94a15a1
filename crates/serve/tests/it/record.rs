//! A small record, written by hand: a visit and an attack, of two outlets that disagree on the dead.

use masudi_record::{
    Actor, CodedDocument, CountRange, Counts, DateValue, Days, Deployment, Dispute, DisputedValue, Document, Event,
    EventCounts, Mention, Party, Place, SentenceSpan, Status, TextSpan, Trigger,
};
use masudi_store::{NewDocument, NewRun, Store};
use std::path::PathBuf;
use tempfile::TempDir;

pub const VISIT: &str = "Foreign minister Adala Ren visited Erbil on Monday.";
pub const ATTACK: &str = "A drone attack near Erbil killed three soldiers.";

/// A record in a folder of its own.
pub struct Sample {
    pub folder: TempDir,
    pub db: PathBuf,
}

pub fn span(text: &str, words: &str) -> (usize, usize) {
    let byte = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    let start = text[..byte].chars().count();
    (start, start + words.chars().count())
}

pub fn mention(id: &str, doc: &str, text: &str, sentence: &str, trigger: &str, kind: &str) -> Mention {
    let (start, end) = span(text, sentence);
    let (from, to) = span(text, trigger);
    let quad = if kind == "ASSAULT" { "material-conflict" } else { "verbal-cooperation" };
    Mention {
        id: id.into(),
        doc: doc.into(),
        published: Some("2024-04-16".into()),
        sentence: SentenceSpan { index: 0, start, end, text: sentence.into() },
        trigger: Trigger { text: trigger.into(), start: from, end: to, lemma: trigger.into() },
        event_type: kind.into(),
        quad: quad.into(),
        confidence: 0.9,
        rule: format!("en.{}.{trigger}", kind.to_lowercase()),
        ..Mention::default()
    }
}

pub fn event(id: &str, of: &Mention, actors: Vec<Party>, recipients: Vec<Party>) -> Event {
    Event {
        id: id.into(),
        event_type: of.event_type.clone(),
        quad: of.quad.clone(),
        actors,
        recipients,
        mentions: vec![of.id.clone()],
        sources: vec!["Example Times".into()],
        date: Some(Days {
            from: Some("2024-04-15".into()),
            to: Some("2024-04-15".into()),
            precision: Some("day".into()),
        }),
        first_seen: Some("2024-04-16".into()),
        last_seen: Some("2024-04-16".into()),
        confidence: 0.9,
        ..Event::default()
    }
}

pub fn country(code: &str) -> Party {
    Party { country: Some(code.into()), code: Some(format!("{code}GOV")), ..Party::default() }
}

pub fn write(documents: Vec<NewDocument>, events: &[Event]) -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let mut store = Store::open(&db).unwrap();
    let run = store.begin_run(&NewRun { started: "2024-04-16T10:00:00Z".into(), ..NewRun::default() }).unwrap();
    store.put_batch(run, &documents).unwrap();
    let revision = store.mentions_revision().unwrap();
    store.replace_reconciled(events, &[], revision, "2024-04-16T11:00:00Z").unwrap();
    Sample { folder, db }
}

/// The record.
pub fn sample() -> Sample {
    let text = format!("{VISIT} {ATTACK}");
    let document = Document {
        id: "report-1".into(),
        source: Some("Example Times".into()),
        url: Some("https://example-times.example/a".into()),
        title: Some("A visit and an attack".into()),
        published: Some("2024-04-16".into()),
        language: Some("en".into()),
        text: text.clone(),
        ..Document::default()
    };
    let mut visit = mention("m-visit", "report-1", &text, VISIT, "visited", "CONSULT");
    let (start, end) = span(&text, "Adala Ren");
    visit.actors =
        vec![Actor { text: "Adala Ren".into(), start, end, country: Some("JOR".into()), ..Actor::default() }];
    let (start, end) = span(&text, "Monday");
    visit.date =
        Some(DateValue { text: Some("Monday".into()), start: Some(start), end: Some(end), ..DateValue::default() });
    let mut attack = mention("m-attack", "report-1", &text, ATTACK, "attack", "ASSAULT");
    attack.sentence.index = 1;
    attack.counts = Counts {
        killed: Some(masudi_record::Count { min: Some(3), max: Some(3), text: "three".into() }),
        ..Counts::default()
    };
    let mut seen = event("e-visit", &visit, vec![country("JOR")], vec![country("IRQ")]);
    seen.status = Status::Actual;
    let place = Place {
        name: Some("Erbil".into()),
        country: Some("IRQ".into()),
        lat: Some(36.19),
        lon: Some(44.01),
        precision: Some("city".into()),
        relation: Some("near".into()),
        ..Place::default()
    };
    let mut struck = event("e-attack", &attack, vec![country("SYR")], vec![country("IRQ")]);
    struck.place = Some(place.clone());
    struck.counts = EventCounts {
        killed: Some(CountRange { low: Some(3), best: Some(3), high: Some(5) }),
        ..EventCounts::default()
    };
    let value = |value: &str| DisputedValue {
        value: value.into(),
        sources: vec!["Example Times".into()],
        mentions: vec!["m-attack".into()],
    };
    struck.disputed = vec![Dispute { field: "counts.killed".into(), values: vec![value("3"), value("5")] }];
    let deployment = Deployment {
        id: "d-1".into(),
        doc: "report-1".into(),
        actor: Some("USA".into()),
        min: 2500,
        approximate: true,
        count: TextSpan::default(),
        place: Some(place),
        as_of: Some("2024-04-16".into()),
        ..Deployment::default()
    };
    let coded =
        CodedDocument { mentions: vec![visit, attack], deployments: vec![deployment], ..CodedDocument::default() };
    write(vec![NewDocument { document, coded: Some(coded), ..NewDocument::default() }], &[seen, struck])
}

/// Settings with a question about the record.
pub fn with_dossier(db: &std::path::Path) -> masudi_serve::Settings {
    let text = "title = \"Attacks\"\nquestion = \"Who attacks whom?\"\nparties = [\"SYR\", \"IRQ\", \"JOR\"]\n\
                [[factor]]\nname = \"attacks in Iraq\"\ntypes = [\"ASSAULT\"]\nplaces = [\"IRQ\"]\n";
    let dossier = masudi_brief::Dossier::parse(text, "attacks.toml").unwrap();
    masudi_serve::Settings { dossiers: vec![("attacks".into(), dossier)], ..masudi_serve::Settings::of(db) }
}

/// A record with one event that two outlets tell, and another one.
pub fn told_twice() -> Sample {
    let report = |id: &str, source: &str, sentence: &str| Document {
        id: id.into(),
        source: Some(source.into()),
        published: Some("2024-04-16".into()),
        language: Some("en".into()),
        text: sentence.into(),
        ..Document::default()
    };
    let told = |id: &str, doc: &str| mention(id, doc, ATTACK, ATTACK, "attack", "ASSAULT");
    let (one, two, visit) =
        (told("m-1", "r-1"), told("m-2", "r-2"), mention("m-3", "r-3", VISIT, VISIT, "visited", "CONSULT"));
    let mut attack = event("e-attack", &one, vec![country("SYR")], vec![country("IRQ")]);
    attack.mentions.push("m-2".into());
    let seen = event("e-visit", &visit, vec![country("JOR")], vec![country("IRQ")]);
    let documents = [
        ("r-1", "Example Times", ATTACK, one),
        ("r-2", "Sample Post", ATTACK, two),
        ("r-3", "Example Times", VISIT, visit),
    ];
    let new = documents.into_iter().map(|(id, source, text, mention)| NewDocument {
        document: report(id, source, text),
        coded: Some(CodedDocument { mentions: vec![mention], ..CodedDocument::default() }),
        ..NewDocument::default()
    });
    write(new.collect(), &[attack, seen])
}
