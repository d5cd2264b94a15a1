//! Small situations: towns that are taken one after the other, reports that look back, harm told beside them.

use crate::told::words;
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{Actor, DateValue, Mention, Place, SentenceSpan, Trigger};

/// A report: its day, and the sentences that tell what happened.
struct Report {
    day: &'static str,
    sentences: Vec<Sentence>,
}

/// A sentence with the word that tells an event.
#[derive(Default)]
struct Sentence {
    text: &'static str,
    trigger: &'static str,
    lemma: &'static str,
    /// First and last day, and their words; these stand in the sentence before where the sentence has them not.
    days: Option<(&'static str, &'static str, &'static str)>,
    town: Option<&'static str>,
    rebels: bool,
}

/// Towns of an invented country: number, degrees north and east.
const TOWNS: [(&str, u32, f64, f64); 3] =
    [("Arun", 1, 1.00, 30.00), ("Belmar", 2, 3.00, 32.00), ("Cadell", 3, 1.15, 30.05)];

fn reported(number: usize, report: &Report) -> Vec<Reported> {
    let (mut start, mut all) = (0, Vec::new());
    for (index, told) in report.sentences.iter().enumerate() {
        let end = start + told.text.len();
        let at = start + told.text.find(told.trigger).unwrap();
        let rebels = Actor {
            country: Some("COD".to_owned()),
            sector: Some("REB".to_owned()),
            code: Some("CODREB".to_owned()),
            ..Actor::default()
        };
        let here = |words: &str| told.text.find(words).map_or(start.saturating_sub(30), |place| start + place);
        let published = (report.day, report.day, "");
        let (from, to, day) = told.days.unwrap_or(published);
        let mention = Mention {
            id: format!("{number}.{index} {}", told.trigger),
            doc: format!("report {number}"),
            published: Some(report.day.to_owned()),
            sentence: SentenceSpan { index, start, end, text: told.text.to_owned() },
            trigger: Trigger {
                text: told.trigger.to_owned(),
                start: at,
                end: at + told.trigger.len(),
                lemma: told.lemma.to_owned(),
            },
            event_type: "ASSAULT".to_owned(),
            actors: told.rebels.then_some(rebels).into_iter().collect(),
            date: Some(DateValue {
                text: (!day.is_empty()).then(|| day.to_owned()),
                start: (!day.is_empty()).then(|| here(day)),
                from: Some(from.to_owned()),
                to: Some(to.to_owned()),
                precision: Some(if day.is_empty() { "published" } else { "day" }.to_owned()),
                ..DateValue::default()
            }),
            place: told.town.map(|town| {
                let (name, geonames, lat, lon) = *TOWNS.iter().find(|(name, ..)| *name == town).unwrap();
                Place {
                    name: Some(name.to_owned()),
                    start: Some(here(town)),
                    geonames: Some(geonames),
                    country: Some("COD".to_owned()),
                    lat: Some(lat),
                    lon: Some(lon),
                    precision: Some("city".to_owned()),
                    ..Place::default()
                }
            }),
            ..Mention::default()
        };
        all.push(Reported { mention, outlet: Some(format!("outlet {number}")), ..Reported::default() });
        start = end + 1;
    }
    all
}

/// The mentions of each event, as number of report, number of sentence and trigger.
fn events(reports: &[Report]) -> Vec<Vec<String>> {
    let mut reconciler = Reconciler::new(words());
    for (number, report) in reports.iter().enumerate() {
        reconciler.add(reported(number, report));
    }
    let mut events: Vec<Vec<String>> = reconciler.events().into_iter().map(|event| event.mentions).collect();
    events.iter_mut().for_each(|event| event.sort());
    events.sort();
    events
}

fn fall_of_belmar() -> Report {
    Report {
        day: "2031-03-30",
        sentences: vec![
            Sentence {
                text: "Rebels captured Belmar on Sunday.",
                trigger: "captured",
                lemma: "capture",
                days: Some(("2031-03-30", "2031-03-30", "Sunday")),
                town: Some("Belmar"),
                rebels: true,
            },
            Sentence {
                text: "The fall of Belmar cuts the road to the coast.",
                trigger: "fall",
                lemma: "fall",
                days: Some(("2031-03-30", "2031-03-30", "Sunday")),
                town: Some("Belmar"),
                rebels: false,
            },
        ],
    }
}

#[test]
fn what_a_report_looks_back_on_lends_no_day_to_its_news() {
    let news = Report {
        day: "2031-05-10",
        sentences: vec![
            Sentence {
                text: "Arun is the second town to be lost after the rebels captured Belmar at the end of March.",
                trigger: "captured",
                lemma: "capture",
                days: Some(("2031-03-21", "2031-03-31", "the end of March")),
                town: Some("Belmar"),
                rebels: true,
            },
            // The coder takes day and place from the sentence before.
            Sentence {
                text: "The government condemned the capture of the town.",
                trigger: "capture",
                lemma: "capture",
                days: Some(("2031-03-21", "2031-03-31", "the end of March")),
                town: Some("Belmar"),
                rebels: false,
            },
        ],
    };
    let events = events(&[fall_of_belmar(), news]);
    assert_eq!(events, [vec!["0.0 captured", "0.1 fall", "1.0 captured"], vec!["1.1 capture"]]);
}

#[test]
fn towns_near_each_other_are_taken_one_by_one() {
    let report = |day, text, trigger, lemma, when, town| Report {
        day,
        sentences: vec![Sentence { text, trigger, lemma, days: when, town: Some(town), rebels: true }],
    };
    let friday = Some(("2031-05-09", "2031-05-09", "Friday"));
    let reports = [
        report("2031-05-09", "Rebels seized the airfield at Cadell on Friday.", "seized", "seize", friday, "Cadell"),
        report("2031-05-11", "Shops stay closed as rebels take Arun.", "take", "take", None, "Arun"),
        report("2031-05-11", "Rebels captured Arun without a fight.", "captured", "capture", None, "Arun"),
        report("2031-05-11", "They took Cadell before they came.", "took", "take", friday, "Cadell"),
    ];
    let events = events(&reports);
    assert_eq!(events, [vec!["0.0 seized", "3.0 took"], vec!["1.0 take", "2.0 captured"]]);
}

#[test]
fn harm_in_a_town_is_not_its_fall() {
    let mut report = fall_of_belmar();
    report.sentences.push(Sentence {
        text: "Four peacekeepers were killed in Belmar, their command said.",
        trigger: "killed",
        lemma: "kill",
        town: Some("Belmar"),
        ..Sentence::default()
    });
    assert_eq!(events(&[report]), [vec!["0.0 captured", "0.1 fall"], vec!["0.2 killed"]]);
}
