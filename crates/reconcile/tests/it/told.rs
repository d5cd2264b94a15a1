//! Made-up mentions with few different values, so that many of them are alike.

use masudi_lexicon::DataFiles;
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::Reported;
use masudi_record::{Actor, Count, Counts, DateValue, Link, LinkKind, Mention, Phase, Place, Status};
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

/// The built-in words of events.
pub fn words() -> Arc<EventWords> {
    static WORDS: OnceLock<Arc<EventWords>> = OnceLock::new();
    WORDS.get_or_init(|| Arc::new(EventWords::load(&DataFiles::built_in()).unwrap())).clone()
}

/// What a made-up mention tells.
#[derive(Clone, Debug)]
pub struct Told {
    event_type: usize,
    lemma: usize,
    mode: usize,
    actor: usize,
    recipient: usize,
    place: usize,
    date: usize,
    day: u8,
    published: u8,
    killed: Option<u64>,
    several: bool,
    status: usize,
    phase: usize,
    doc: u8,
    plural: bool,
    linked: Option<u8>,
}

/// Any of them.
pub fn any_told() -> impl Strategy<Value = Told> {
    let what = (0..3_usize, 0..3_usize, 0..3_usize, 0..4_usize, 0..4_usize, 0..4_usize);
    let when = (0..5_usize, 1..8_u8, 1..9_u8);
    let how = (prop::option::weighted(0.3, 1..4_u64), prop::bool::weighted(0.1), 0..8_usize, 0..8_usize);
    let told_by = (0..12_u8, prop::option::weighted(0.2, any::<u8>()), prop::bool::weighted(0.3));
    (what, when, how, told_by).prop_map(|(what, when, how, (doc, linked, plural))| Told {
        event_type: what.0,
        lemma: what.1,
        mode: what.2,
        actor: what.3,
        recipient: what.4,
        place: what.5,
        date: when.0,
        day: when.1,
        published: when.2,
        killed: how.0,
        several: how.1,
        status: how.2,
        phase: how.3,
        doc,
        linked,
        plural,
    })
}

/// The mention, as the one with this number.
pub fn reported(at: usize, told: &Told) -> Reported {
    let day = |n: u8| format!("2024-01-{n:02}");
    let (text, from, to, precision) = match told.date {
        0 => (Some("on the day"), day(told.day), day(told.day), "day"),
        1 => (None, day(told.published), day(told.published), "published"),
        4 => (Some("on the day of another"), day(told.day), day(told.day), "day"),
        2 => (Some("this week"), day(told.day), day(told.day + 6), "week"),
        _ => (Some("in January"), day(1), day(31), "month"),
    };
    let party = |which: usize| {
        let (country, code) = [("USA", "USAMIL"), ("IRQ", "IRQGOV"), ("IRN", "IRNMIL")].get(which).copied()?;
        Some(Actor { country: Some(country.to_owned()), code: Some(code.to_owned()), ..Actor::default() })
    };
    let place = [("Erbil", 95446, 36.19, 44.01), ("Baghdad", 98182, 33.34, 44.4), ("Amman", 250441, 31.95, 35.93)];
    let count = |n: u64| Count { min: Some(n), max: Some(n), text: n.to_string() };
    let mut mention = Mention {
        id: format!("m{at:03}"),
        doc: format!("d{}", told.doc),
        published: Some(day(told.published)),
        event_type: ["ASSAULT", "COERCE", "CONSULT"][told.event_type].to_owned(),
        mode: ["drone", "aerial"].get(told.mode).map(|m| (*m).to_owned()),
        status: [Status::Future, Status::Hypothetical, Status::Negated, Status::Alleged]
            .get(told.status)
            .copied()
            .unwrap_or_default(),
        phase: [Phase::Start, Phase::Suspend, Phase::Resume].get(told.phase).copied(),
        actors: party(told.actor).into_iter().collect(),
        recipients: party(told.recipient).into_iter().collect(),
        place: place.get(told.place).map(|(name, geonames, lat, lon)| Place {
            name: Some((*name).to_owned()),
            geonames: Some(*geonames),
            lat: Some(*lat),
            lon: Some(*lon),
            country: Some(if *name == "Amman" { "JOR" } else { "IRQ" }.to_owned()),
            precision: Some("city".to_owned()),
            ..Place::default()
        }),
        date: Some(DateValue {
            text: text.map(str::to_owned),
            from: Some(from),
            to: Some(to),
            precision: Some(precision.to_owned()),
            ..DateValue::default()
        }),
        counts: Counts {
            killed: told.killed.map(count),
            events: told.several.then(|| Count { min: Some(24), max: None, text: "dozens".to_owned() }),
            ..Counts::default()
        },
        links: told
            .linked
            .map(|other| Link {
                kind: LinkKind::RespondsTo,
                mention: format!("m{:03}", other % 60),
                cue: String::new(),
            })
            .into_iter()
            .collect(),
        confidence: 0.5 + at as f32 / 200.0,
        ..Mention::default()
    };
    let lemma = ["attack", "strike", "meet"][told.lemma];
    let text = if told.plural { format!("{lemma}s") } else { lemma.to_owned() };
    let (start, before) = (200 * at, format!("On day {} officials spoke of the ", told.actor));
    mention.sentence.text = format!("{before}{text} in report {}.", told.lemma);
    (mention.sentence.start, mention.sentence.end) = (start, start + mention.sentence.text.len());
    (mention.trigger.start, mention.trigger.end) = (start + before.len(), start + before.len() + text.len());
    (mention.trigger.lemma, mention.trigger.text) = (lemma.to_owned(), text);
    // The words for the day stand in this sentence, or behind it.
    if let Some(date) = mention.date.as_mut().filter(|d| d.text.is_some()) {
        date.start = Some(if told.date == 4 { start + 190 } else { start });
        date.end = Some(if told.date == 4 { start + 196 } else { start + 6 });
    }
    Reported { mention, outlet: Some(format!("outlet {}", told.doc % 3)), ..Reported::default() }
}

/// A drone attack on American soldiers on a day of January 2024, told by the document of this number.
pub fn attack(at: usize, day: u8) -> Reported {
    let told = Told {
        event_type: 0,
        lemma: 0,
        mode: 0,
        actor: 9,
        recipient: 0,
        place: 9,
        date: 0,
        day,
        published: day,
        killed: Some(3),
        several: false,
        status: 9,
        phase: 9,
        doc: at as u8,
        linked: None,
        plural: false,
    };
    reported(at, &told)
}
