//! What two invented reports tell of talks, their factors and the forces, coded with the installed model.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi::Engine;
use masudi_doc::Lang;
use masudi_lexicon::DataFiles;
use masudi_lexicon::frames::ProcessWords;
use masudi_nlp::Pipeline;
use masudi_record::{
    CodedDocument, Days, Document, Event, Mention, Party, Process, ProcessKind, ProcessPhase, Situation,
};
use std::path::{Path, PathBuf};

fn coded(file: &Path, published: &str) -> CodedDocument {
    let from = std::env::var_os("MASUDI_MODELS").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share/masudi/models"));
    let pipeline = Pipeline::load(&from.or(home).unwrap().join("en")).unwrap();
    let document = Document {
        id: file.display().to_string(),
        text: std::fs::read_to_string(file).unwrap(),
        published: Some(published.to_owned()),
        ..Document::default()
    };
    Engine::load(&DataFiles::built_in(), None).unwrap().code(&pipeline, &document)
}

fn article(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(name)
}

/// Each mention an event of its own: what reconciling makes of one report, but for what it tells twice.
fn event(mention: &Mention) -> Event {
    let parties = |actors: &[masudi_record::Actor]| {
        let party = |a: &masudi_record::Actor| Party {
            name: a.name.clone(),
            id: a.id.clone(),
            country: a.country.clone(),
            sector: a.sector.clone(),
            code: a.code.clone(),
        };
        actors.iter().map(party).collect()
    };
    Event {
        id: format!("e{}", mention.id),
        event_type: mention.event_type.clone(),
        mode: mention.mode.clone(),
        phase: mention.phase,
        status: mention.status,
        actors: parties(&mention.actors),
        recipients: parties(&mention.recipients),
        place: mention.place.clone(),
        date: mention.date.as_ref().map(|d| Days {
            from: d.from.clone(),
            to: d.to.clone(),
            precision: d.precision.clone(),
        }),
        mentions: vec![mention.id.clone()],
        first_seen: mention.published.clone(),
        ..Event::default()
    }
}

fn processes(coded: &CodedDocument) -> Vec<Process> {
    let words = ProcessWords::load(&DataFiles::built_in(), Lang::En).unwrap();
    let mut events: Vec<Event> = coded.mentions.iter().map(event).collect();
    let found = masudi_reconcile::processes::find(&words, &events, &coded.mentions, &coded.factors);
    events.reverse();
    let (mut mentions, mut factors) = (coded.mentions.clone(), coded.factors.clone());
    mentions.reverse();
    factors.reverse();
    assert_eq!(found, masudi_reconcile::processes::find(&words, &events, &mentions, &factors), "order must not matter");
    found
}

fn between<'a>(processes: &'a [Process], kind: ProcessKind, countries: &[&str]) -> &'a Process {
    let of = |p: &&Process| {
        p.kind == kind && p.parties.iter().filter_map(|p| p.country.as_deref()).collect::<Vec<_>>() == countries
    };
    let names: Vec<&str> = processes.iter().map(|p| p.name.as_str()).collect();
    processes.iter().find(of).unwrap_or_else(|| panic!("no {kind:?} of {countries:?} among {names:?}"))
}

fn steps(process: &Process) -> Vec<(ProcessPhase, &str)> {
    process
        .history
        .iter()
        .map(|c| (c.phase, c.date.as_ref().and_then(|d| d.from.as_deref()).unwrap_or_default()))
        .collect()
}

fn of_kind<'a>(coded: &'a CodedDocument, kind: &str) -> Vec<&'a str> {
    coded.factors.iter().filter(|f| f.kind == kind).map(|f| f.text.as_str()).collect()
}

/// Force levels: whose, at least, at most, where, as of when, and whether only planned.
/// Force, least, most, host, day, and whether it is planned.
type Level<'a> = (&'a str, u64, Option<u64>, &'a str, &'a str, bool);

fn levels(coded: &CodedDocument) -> Vec<Level<'_>> {
    let of = coded.deployments.iter().map(|d| {
        let host = d.place.as_ref().and_then(|p| p.country.as_deref()).unwrap_or_default();
        let whose = d.actor.as_deref().unwrap_or_default();
        (whose, d.min, d.max, host, d.as_of.as_deref().unwrap_or_default(), d.planned)
    });
    of.collect()
}

#[test]
fn talks_on_a_mission_come_out_with_steps_factors_and_forces() {
    let coded = coded(&article("mission.txt"), "2022-05-05");
    let factors = of_kind(&coded, "factor");
    assert_eq!(factors, ["threat posed by jihadist groups", "training of the Malian army", "guarantees for civilians"]);
    let named = coded.factors.iter().find(|f| f.text.starts_with("threat")).unwrap();
    let mut by: Vec<&str> = named.named_by.iter().filter_map(|p| p.country.as_deref()).collect();
    by.sort_unstable();
    assert_eq!(by, ["FRA", "MLI"]);
    assert_eq!(of_kind(&coded, "condition"), ["army can hold the north", "airport remains open"]);
    assert_eq!(
        of_kind(&coded, "aim"),
        ["sign a new defence agreement that would let 300 French instructors stay in Bamako"]
    );
    assert_eq!(of_kind(&coded, "deadline"), ["It will cut its force in Mali to 1,500 by the end of December"]);
    assert_eq!(
        levels(&coded),
        [
            ("FRA", 2400, Some(2400), "MLI", "2022-05-05", false),
            ("FRA", 800, Some(1000), "NER", "2022-05-05", false),
            ("FRA", 1500, Some(1500), "MLI", "2022-12-31", true),
        ]
    );
    let processes = processes(&coded);
    let talks = between(&processes, ProcessKind::Negotiation, &["FRA", "MLI"]);
    use ProcessPhase::*;
    assert_eq!(
        steps(talks),
        [(Started, "2022-03-01"), (Suspended, "2022-03-17"), (Resumed, "2022-04-01"), (LeadersMet, "2022-05-04")]
    );
    assert_eq!(talks.state, Some(Resumed));
    assert_eq!(talks.subject.as_deref(), Some("departure of French forces"));
    assert!(talks.aim.as_ref().is_some_and(|aim| aim.text.contains("defence agreement")));
    let of_talks = |kind: &str| talks.factors.iter().filter(|f| f.kind == kind).count();
    assert_eq!(["factor", "condition", "deadline"].map(of_talks), [3, 2, 1], "{:?}", talks.factors);
    for change in &talks.history {
        assert!(change.evidence.iter().all(|e| !e.words.text.is_empty()), "each step cites its sentence");
    }
}

#[test]
fn a_truce_is_signed_and_collapses_beside_talks() {
    let coded = coded(&article("port.txt"), "2023-06-15");
    assert_eq!(of_kind(&coded, "factor"), ["payment of salaries", "lifting of the blockade", "release of prisoners"]);
    assert_eq!(of_kind(&coded, "condition"), ["border is secured", "all detainees are freed"]);
    let due: Vec<_> = coded.factors.iter().filter_map(|f| f.date.as_ref()?.to.as_deref()).collect();
    assert_eq!(due, ["2023-12-31"], "a day without a year is the next one");
    assert_eq!(
        levels(&coded),
        [
            ("ARE", 0, Some(5000), "YEM", "2019-12-31", false),
            ("ARE", 0, Some(500), "YEM", "2023-05-01", false),
            ("SDN", 3000, Some(3000), "YEM", "2023-06-15", false),
        ]
    );
    let processes = processes(&coded);
    let truce = between(&processes, ProcessKind::Ceasefire, &["SAU", "YEM"]);
    use ProcessPhase::*;
    let steps = steps(truce);
    assert!(steps.contains(&(Signed, "2023-06-09")) && steps.contains(&(Collapsed, "2023-06-14")), "{steps:?}");
    assert_eq!(truce.state, Some(Collapsed));
}

#[test]
fn a_brief_cites_sentences_of_the_report_and_nothing_else() {
    let file = article("mission.txt");
    let coded = coded(&file, "2022-05-05");
    let text = std::fs::read_to_string(&file).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    // Datelines are no part of a sentence.
    let text = text.replace("(Bamako) ", "");
    let document = Document {
        id: file.display().to_string(),
        published: Some("2022-05-05".to_owned()),
        source: Some("Example Wire".to_owned()),
        ..Document::default()
    };
    let events: Vec<Event> = coded.mentions.iter().map(event).collect();
    let processes = processes(&coded);
    let situation = Situation {
        documents: vec![document],
        mentions: coded.mentions,
        events,
        processes,
        deployments: coded.deployments,
        factors: coded.factors,
        statements: coded.statements,
    };
    let draft = masudi_brief::draft("The mission", &situation);
    let drafted = masudi_brief::Dossier::parse(&draft, "draft.toml").unwrap();
    assert!(drafted.factors.iter().any(|f| f.name == "guarantees for civilians"), "{draft}");
    let brief = masudi_brief::brief(&drafted, &situation, Some("2022-05-01"));
    assert!(brief.processes.iter().any(|p| p.state == Some(ProcessPhase::Resumed) && p.factors.len() >= 5));
    assert!(!brief.timeline.is_empty() && !brief.levels.is_empty() && !brief.changes.is_empty());
    let lines = brief.timeline.iter().chain(&brief.statements).chain(&brief.changes);
    for line in lines.chain(brief.processes.iter().flat_map(|p| &p.history)) {
        assert!(!line.cites.is_empty(), "{line:?}");
        assert!(line.cites.iter().all(|n| (1..=brief.sources.len()).contains(n)), "{line:?}");
    }
    for source in &brief.sources {
        assert!(text.contains(&source.words), "{source:?}");
    }
    let (page, plain) = (masudi_brief::html(&brief), masudi_brief::markdown(&brief));
    assert!(page.contains("<h3>") && plain.contains("## Where things stand"));
}
