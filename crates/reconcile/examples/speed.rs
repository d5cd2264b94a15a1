//! Speed of reconciling: `speed N...` makes N mentions of made-up happenings and times their reconciling, all at once and
//! then a hundred documents more. Prints one line a size: mentions, events, seconds, mentions a second, seconds of the
//! further documents, peak memory.

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

/// Mentions of happenings: a few told by hundreds of reports, most by one or two; places and countries as uneven.
fn mentions(n: usize) -> Vec<Reported> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut all = Vec::with_capacity(n);
    // The longer the record, the more days it covers: five thousand mentions a day.
    let days = (n as u64 / 5000).max(10);
    while all.len() < n {
        let (event_type, lemmas) = TYPES[numbers.below(5) as usize];
        let uneven = |numbers: &mut Numbers, n: u64| {
            let top = numbers.below(n) + 1;
            numbers.below(top)
        };
        let (actor, recipient) = (uneven(&mut numbers, 150), uneven(&mut numbers, 150));
        let (city, mode, day) = (uneven(&mut numbers, 2000), numbers.below(4), numbers.below(days));
        let reports = 1 + numbers.below(200) / (1 + numbers.below(200));
        for _ in 0..reports {
            let late = numbers.below(3);
            let mut mention = Mention {
                id: format!("{:032x}", all.len()),
                doc: format!("d{}", all.len() / 8),
                published: Some(date(day + late)),
                event_type: event_type.to_owned(),
                mode: (numbers.below(2) == 0).then(|| format!("mode {mode}")),
                ..Mention::default()
            };
            mention.trigger.lemma = lemmas[uneven(&mut numbers, 4) as usize].to_owned();
            mention.trigger.start = 100 * (all.len() % 8);
            mention.actors = party(actor).into_iter().filter(|_| numbers.below(4) > 0).collect();
            mention.recipients = party(recipient).into_iter().filter(|_| numbers.below(4) > 0).collect();
            let named = numbers.below(3) > 0;
            let day = Some(date(if named { day } else { day + late }));
            mention.date = Some(DateValue {
                text: named.then(|| "Monday".to_owned()),
                from: day.clone(),
                to: day,
                precision: Some(if named { "day" } else { "published" }.to_owned()),
                ..DateValue::default()
            });
            mention.place = (numbers.below(2) == 0).then(|| Place {
                geonames: Some(1000 + city as u32),
                country: Some(format!("C{}", city % 150)),
                lat: Some(city as f64 % 160.0 - 80.0),
                lon: Some(city as f64 % 340.0 - 170.0),
                precision: Some("city".to_owned()),
                ..Place::default()
            });
            let words: Vec<String> = (0..18).map(|_| format!("word{}", uneven(&mut numbers, 5000))).collect();
            mention.sentence.text = words.join(" ");
            all.push(Reported {
                mention,
                outlet: Some(format!("outlet {}", numbers.below(40))),
                ..Reported::default()
            });
        }
    }
    all.truncate(n);
    all
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
        let mut all = mentions(n + 800);
        let further = all.split_off(n);
        let start = Instant::now();
        let mut reconciler = Reconciler::new(words.clone());
        reconciler.add(all);
        let events = reconciler.events().len();
        let seconds = start.elapsed().as_secs_f64();
        let start = Instant::now();
        reconciler.add(further);
        reconciler.events();
        let more = start.elapsed().as_secs_f64();
        let rate = n as f64 / seconds;
        println!(
            "{n} mentions: {events} events, {seconds:.2} s, {rate:.0} a second; 100 documents more: {more:.2} s; {}",
            peak_memory()
        );
    }
}
