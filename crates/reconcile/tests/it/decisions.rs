//! Users decide: split, merge and pin hold, also when more reports come and after the texts were coded anew.

use crate::told::{attack, words};
use masudi_reconcile::Reconciler;
use masudi_record::{Anchor, Correction, Decision, Event, Party, Place, Status};

fn of_attacks(days: &[u8]) -> Reconciler {
    let mut reconciler = Reconciler::new(words());
    reconciler.add(days.iter().enumerate().map(|(at, day)| attack(at, *day)));
    reconciler
}

fn groups(events: &[Event]) -> Vec<Vec<&str>> {
    let mut groups: Vec<Vec<&str>> = events.iter().map(|e| e.mentions.iter().map(String::as_str).collect()).collect();
    groups.sort();
    groups
}

fn anchor(at: usize) -> Anchor {
    Anchor::of(&attack(at, 9).mention)
}

#[test]
fn a_merge_joins_what_the_days_keep_apart() {
    let mut reconciler = of_attacks(&[3, 4, 4]);
    assert_eq!(groups(&reconciler.events()), [vec!["m000"], vec!["m001", "m002"]]);
    reconciler.decide(vec![Decision::Merge { mentions: vec![anchor(0), anchor(1)] }]);
    let events = reconciler.events();
    assert_eq!(events.iter().map(|e| e.mentions.len()).sum::<usize>(), 3);
    assert!(events.iter().any(|e| e.mentions.contains(&"m000".to_owned()) && e.mentions.contains(&"m001".to_owned())));
    reconciler.decide(Vec::new());
    assert_eq!(groups(&reconciler.events()), [vec!["m000"], vec!["m001", "m002"]]);
}

#[test]
fn a_split_holds_and_new_reports_join_either_part() {
    let mut reconciler = of_attacks(&[4, 4, 4]);
    assert_eq!(reconciler.events().len(), 1);
    reconciler.decide(vec![Decision::Split { these: vec![anchor(2)], those: vec![anchor(0), anchor(1)] }]);
    let events = reconciler.events();
    assert_eq!(groups(&events), [vec!["m000", "m001"], vec!["m002"]]);
    assert_ne!(events[0].id, events[1].id);
    reconciler.add([attack(3, 4)]);
    let events = reconciler.events();
    assert_eq!(events.len(), 2);
    assert!(
        events.iter().all(|e| !(e.mentions.contains(&"m000".to_owned()) && e.mentions.contains(&"m002".to_owned())))
    );
}

#[test]
fn a_pin_keeps_id_and_mentions() {
    let mut reconciler = of_attacks(&[4, 4]);
    let id = reconciler.events()[0].id.clone();
    let pin = Decision::Pin { event: id.clone(), mentions: vec![anchor(0), anchor(1)] };
    reconciler.decide(vec![pin]);
    reconciler.add([attack(2, 4)]);
    let events = reconciler.events();
    assert_eq!(groups(&events), [vec!["m000", "m001"], vec!["m002"]]);
    assert!(events.iter().any(|e| e.id == id && e.mentions.len() == 2));
}

#[test]
fn a_decision_survives_recoding() {
    let mut reconciler = of_attacks(&[4, 4]);
    reconciler.decide(vec![Decision::Split { these: vec![anchor(0)], those: vec![anchor(1)] }]);
    assert_eq!(reconciler.events().len(), 2);
    reconciler.remove_document(&attack(0, 4).mention.doc);
    assert_eq!(reconciler.events().len(), 1);
    let mut anew = attack(0, 4);
    anew.mention.id = "other".to_owned();
    anew.mention.trigger.start += 1;
    reconciler.add([anew]);
    assert_eq!(groups(&reconciler.events()), [vec!["m001"], vec!["other"]]);
}

#[test]
fn an_explanation_tells_why_and_why_not() {
    let mut reconciler = of_attacks(&[4, 4, 5]);
    let events = reconciler.events();
    let pair = events.iter().find(|e| e.mentions.len() == 2).unwrap();
    let explanation = reconciler.explain(&pair.id).unwrap();
    assert_eq!(explanation.members[1].like.as_deref(), Some("m000"));
    assert!(explanation.members[1].score >= explanation.threshold);
    let sum: f32 = explanation.members[1].reasons.iter().map(|r| r.weight).sum();
    assert!((sum - explanation.members[1].score).abs() < 0.01);
    assert_eq!(reconciler.explain("e0"), None);
}

#[test]
fn a_correction_is_written_into_its_event_alone_and_a_note_changes_nothing() {
    let mut reconciler = of_attacks(&[3, 9, 9]);
    let before = reconciler.events();
    let correct = |at, correction| Decision::Correct { mentions: vec![anchor(at)], correction };
    let parties = vec![Party { country: Some("IRN".to_owned()), ..Party::default() }];
    reconciler.decide(vec![
        correct(1, Correction::Status { status: Status::Alleged }),
        correct(2, Correction::Status { status: Status::Negated }),
        correct(2, Correction::Actors { parties: parties.clone() }),
        correct(1, Correction::Days { from: "2024-01-01".to_owned(), to: "2024-01-02".to_owned() }),
        Decision::Note { mentions: vec![anchor(0)], text: "two outlets, one agency".to_owned() },
    ]);
    let events = reconciler.events();
    assert_eq!(groups(&events), groups(&before));
    let told = |events: &[Event], mention: &str| {
        events.iter().find(|e| e.mentions.iter().any(|m| m == mention)).expect("all mentions tell an event").clone()
    };
    assert_eq!(told(&events, "m000"), told(&before, "m000"));
    let corrected = told(&events, "m001");
    assert_eq!((corrected.status, &corrected.actors), (Status::Negated, &parties), "the later holds");
    assert_eq!(corrected.date.unwrap().from.as_deref(), Some("2024-01-01"));
    let what = Correction::Type {
        event_type: "COERCE".to_owned(),
        mode: Some("seize".to_owned()),
        quad: "material-conflict".to_owned(),
        score: Some(-7.0),
        cameo: None,
    };
    let place = Place { country: Some("IRQ".to_owned()), name: Some("Erbil".to_owned()), ..Place::default() };
    reconciler.decide(vec![
        correct(0, what),
        correct(0, Correction::Place { place: Some(place.clone()) }),
        correct(1, Correction::Place { place: None }),
    ]);
    let events = reconciler.events();
    let seized = told(&events, "m000");
    assert_eq!(
        (seized.event_type.as_str(), seized.mode.as_deref(), seized.score),
        ("COERCE", Some("seize"), Some(-7.0))
    );
    assert_eq!((seized.place, told(&events, "m001").place), (Some(place), None));
    reconciler.decide(vec![correct(0, Correction::NoEvent)]);
    assert_eq!(groups(&reconciler.events()), [vec!["m001", "m002"]]);
    reconciler
        .decide(vec![correct(0, Correction::NoEvent), correct(0, Correction::Status { status: Status::Alleged })]);
    assert_eq!(reconciler.events().len(), before.len(), "a later correction says that there is one");
}
