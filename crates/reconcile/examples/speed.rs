//! Speed of reconciling: `speed N...` reconciles N mentions of made-up happenings, which are made as they are added.
//! Prints one line a size: mentions, events, seconds (with the making of mentions), mentions a second, peak memory of the
//! process so far.

use masudi_lexicon::DataFiles;
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{Actor, DateValue, Mention, Place};
use std::sync::Arc;
use std::time::Instant;

/// A sequence of numbers that looks random and is always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

const TYPES: [(&str, [&str; 4]); 5] = [
    ("ASSAULT", ["attack", "strike", "shell", "kill"]),
    ("CONSULT", ["meet", "discuss", "talk", "visit"]),
    ("PROTEST", ["protest", "rally", "march", "demonstrate"]),
    ("ACCUSE", ["accuse", "blame", "condemn", "criticise"]),
    ("COERCE", ["arrest", "detain", "seize", "raid"]),
];

/// Mentions of happenings: a few told by hundreds of reports, most by one or two; places and countries as uneven. Five
/// thousand mentions a day, however many there are.
fn mentions(n: usize) -> impl Iterator<Item = Reported> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let days = (n as u64 / 5000).max(1);
    let (mut happening, mut left) = (Happening::of(&mut numbers, days), 0);
    (0..n).map(move |at| {
        if left == 0 {
            happening = Happening::of(&mut numbers, days);
            left = 1 + numbers.below(200) / (1 + numbers.below(200));
        }
        left -= 1;
        happening.report(at, &mut numbers)
    })
}

fn uneven(numbers: &mut Numbers, n: u64) -> u64 {
    let top = numbers.below(n) + 1;
    numbers.below(top)
}

/// What many reports tell.
struct Happening {
    event_type: &'static str,
    lemmas: [&'static str; 4],
    actor: u64,
    recipient: u64,
    city: u64,
    mode: u64,
    day: u64,
}

impl Happening {
    fn of(numbers: &mut Numbers, days: u64) -> Self {
        let (event_type, lemmas) = TYPES[numbers.below(5) as usize];
        Self {
            event_type,
            lemmas,
            actor: uneven(numbers, 150),
            recipient: uneven(numbers, 150),
            city: uneven(numbers, 2000),
            mode: numbers.below(4),
            day: numbers.below(days),
        }
    }

    fn report(&self, at: usize, numbers: &mut Numbers) -> Reported {
        let late = numbers.below(3);
        let mut mention = Mention {
            id: format!("{at:032x}"),
            doc: format!("d{}", at / 8),
            published: Some(date(self.day + late)),
            event_type: self.event_type.to_owned(),
            mode: (numbers.below(2) == 0).then(|| format!("mode {}", self.mode)),
            ..Mention::default()
        };
        mention.trigger.lemma = self.lemmas[uneven(numbers, 4) as usize].to_owned();
        mention.trigger.start = 100 * (at % 8);
        mention.actors = party(self.actor).into_iter().filter(|_| numbers.below(4) > 0).collect();
        mention.recipients = party(self.recipient).into_iter().filter(|_| numbers.below(4) > 0).collect();
        let named = numbers.below(3) > 0;
        let day = Some(date(if named { self.day } else { self.day + late }));
        mention.date = Some(DateValue {
            text: named.then(|| "Monday".to_owned()),
            from: day.clone(),
            to: day,
            precision: Some(if named { "day" } else { "published" }.to_owned()),
            ..DateValue::default()
        });
        mention.place = (numbers.below(2) == 0).then(|| Place {
            geonames: Some(1000 + self.city as u32),
            country: Some(format!("C{}", self.city % 150)),
            lat: Some(self.city as f64 % 160.0 - 80.0),
            lon: Some(self.city as f64 % 340.0 - 170.0),
            precision: Some("city".to_owned()),
            ..Place::default()
        });
        let words: Vec<String> = (0..18).map(|_| format!("word{}", uneven(numbers, 5000))).collect();
        mention.sentence.text = words.join(" ");
        Reported { mention, outlet: Some(format!("outlet {}", numbers.below(40))), ..Reported::default() }
    }
}

fn party(at: u64) -> Option<Actor> {
    let code = format!("C{at}");
    Some(Actor { name: Some(code.clone()), country: Some(code.clone()), code: Some(code), ..Actor::default() })
}

fn date(day: u64) -> String {
    format!("{}-{:02}-{:02}", 2020 + day / 336, 1 + day / 28 % 12, 1 + day % 28)
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    line.trim_start_matches("VmHWM:").trim().to_owned()
}

fn main() {
    let Ok(words) = EventWords::load(&DataFiles::built_in()).map(Arc::new) else {
        eprintln!("speed: the built-in words of events cannot be read; run masudi data lint");
        std::process::exit(1);
    };
    for n in std::env::args().skip(1) {
        let Ok(n) = n.parse::<usize>() else {
            eprintln!("speed: expected numbers of mentions, but found {n:?}");
            std::process::exit(1);
        };
        let start = Instant::now();
        let mut reconciler = Reconciler::new(words.clone());
        reconciler.add(mentions(n));
        let events = reconciler.events().len();
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{n} mentions: {events} events, {seconds:.2} s, {:.0} a second; {}",
            n as f64 / seconds,
            peak_memory()
        );
    }
}
