//! A mention as it is compared: numbers and hashes instead of words.

use crate::days::{self, Certainty, Day, Window, day, named};
use crate::families::{family, mutual};
use crate::names::Names;
use crate::phrases::{self, Number};
use crate::places::Spot;
use crate::reported::Reported;
use crate::sides::Side;
use crate::wording;
use masudi_lexicon::event_words::{EventWords, Kind};
use masudi_record::{Count, Phase, Status};
use xxhash_rust::xxh3::xxh3_64;

/// Days of a week.
const WEEK: Day = 7;

/// A word as a number.
pub(crate) fn hash(text: &str) -> u32 {
    (xxh3_64(text.as_bytes()) as u32).max(1)
}

/// Whether a mention tells of something that is real, now or at a time to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reality {
    /// It happened, may have happened, did not happen, or is announced.
    Told,
    /// It is only thought of.
    Thought,
}

/// What two mentions are compared by.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    /// Hash of the mention's id: the last word on order.
    pub id: u64,
    pub doc: u64,
    pub family: u32,
    pub event_type: u32,
    pub mutual: bool,
    pub mode: Option<u32>,
    pub lemma: u32,
    /// Beginning of the lemma, which a noun and its verb share.
    pub root: u32,
    /// The word tells the outcome of an attack (killed, wounded), not the attack.
    pub outcome: bool,
    /// It tells that a place was taken.
    pub taking: bool,
    /// It tells of a known deed that somebody did it.
    pub owned: bool,
    /// Its word says little of what happened ("attack", "incident"), and so may stand for another.
    pub general: bool,
    /// How many happenings it tells, by its form.
    pub number: Option<Number>,
    /// It names what lasts for months or years.
    pub lasting: bool,
    /// The words before it say that it was spoken of ("the attack").
    pub definite: bool,
    /// Where the trigger stands in the document, and the words of its sentence that part one deed from a later one.
    pub at: usize,
    pub turns: Box<[usize]>,
    /// Number of the sentence in the document.
    pub sentence_index: usize,
    pub phase: Option<Phase>,
    pub reality: Reality,
    /// It sums up several happenings.
    pub aggregate: bool,
    pub window: Window,
    /// The days that its date names, wherever the words stand.
    pub named: Option<(Day, Day)>,
    pub published: Option<Day>,
    /// Its report looks back on it: it came before the news, or lies long before.
    pub past: bool,
    /// The police disperses a crowd.
    pub dispersal: bool,
    /// Where in the document the words for its day stand, and whether in a later sentence.
    pub dated_at: Option<usize>,
    pub dated_behind: bool,
    /// These words tell the distance from what was told before ("a day earlier"), in its own clause.
    pub by_distance: bool,
    /// It tells again what its sentence told ("the first attack since").
    pub again: bool,
    /// It is announced, not told as having happened.
    pub to_come: bool,
    /// Hash of the language of its document; `None` when unknown.
    pub language: Option<u32>,
    pub actors: Side,
    pub recipients: Side,
    /// Both sides together.
    pub all: Side,
    pub spot: Spot,
    pub killed: Option<(u64, u64)>,
    pub injured: Option<(u64, u64)>,
    /// Hashes of the ids of mentions that it follows, answers, interrupts or is part of.
    pub linked: Box<[u64]>,
    /// Hash of the whole sentence.
    pub sentence: u64,
    /// Hashes of its longer words, in order.
    pub words: Box<[u32]>,
    /// What its document is about.
    pub names: Names,
    /// Hash of the story that it tells; `None` when unknown.
    pub story: Option<u64>,
}

impl Features {
    /// Whether it may tell one happening or sum up several: a plural without a number or a day of its own.
    pub fn is_open(&self) -> bool {
        self.number == Some(Number::Several) && !self.aggregate && self.window.certainty != Certainty::Certain
    }

    /// Whether it refers to one happening that the reader knows of, and so tells little of it.
    pub fn refers(&self) -> bool {
        self.definite && (self.owned || self.number == Some(Number::One)) && !self.aggregate
    }

    /// Of a mention.
    pub fn of(words: &EventWords, reported: &Reported) -> Self {
        let mention = &reported.mention;
        let mut window = Window::of(words, mention);
        let numbers = |count: &Option<Count>| {
            let count = count.as_ref()?;
            Some((count.min?, count.max.unwrap_or(u64::MAX)))
        };
        let number = phrases::number(words, mention);
        let several = mention.counts.events.as_ref().is_some_and(|c| c.min.is_some_and(|n| n > 1))
            || (number == Some(Number::Several) && phrases::is_repeated(words, mention));
        let lasting = window.certainty == Certainty::Within && window.length() > 62;
        // "since the attacks began in October": they went on.
        let begun = number == Some(Number::Several)
            && mention.phase == Some(Phase::Start)
            && window.certainty == Certainty::Within
            && window.length() > WEEK;
        // What is suspended, resumed or ended as a plural goes on and on: "suspended attacks on the troops".
        let halted = number == Some(Number::Several)
            && matches!(mention.phase, Some(Phase::Suspend | Phase::Resume | Phase::End));
        let several = several || begun || halted;
        let aggregate = several || (lasting && !phrases::is_lasting(words, mention));
        let published = mention.published.as_deref().and_then(day);
        if aggregate && (begun || window.certainty == Certainty::Supposed) {
            // "a series of attacks that began on October 17" went on.
            window.to = published.unwrap_or(window.to).max(window.to);
        }
        // "the first attack on the port since the war in the north": the place may be that of the others.
        let again = phrases::is_told_again(words, mention);
        // What is told anew of a day long before takes neither that day nor its place from a sentence that looks back.
        let looks_back = days::is_looked_back_on(words, mention);
        // "The Front for Arun claimed the attack": the place is in the name of who claims it.
        let owned = words.is(Kind::Owned, &mention.trigger.lemma.to_lowercase());
        let own = |spot: &Spot| !(looks_back && spot.supposed || owned && spot.geonames == 0);
        let spot = Some(Spot::of(mention)).filter(own).unwrap_or_default();
        let sentence = mention.sentence.text.to_lowercase();
        let lemma = mention.trigger.lemma.to_lowercase();
        Self {
            id: xxh3_64(mention.id.as_bytes()),
            doc: xxh3_64(mention.doc.as_bytes()),
            family: family(&mention.event_type),
            event_type: hash(&mention.event_type),
            mutual: mutual(&mention.event_type),
            mode: mention.mode.as_deref().map(hash),
            lemma: hash(&lemma),
            root: hash(wording::root(&lemma)),
            outcome: words.is(Kind::Outcome, &lemma) && !mention.trigger.text.ends_with("ing"),
            number,
            taking: words.is(Kind::Taking, &lemma) && mention.event_type == "ASSAULT",
            owned,
            general: owned || words.is(Kind::General, &lemma),
            lasting: phrases::is_lasting(words, mention),
            definite: wording::is_definite(words, mention),
            at: mention.trigger.start,
            turns: phrases::turns(words, mention).into(),
            sentence_index: mention.sentence.index,
            phase: mention.phase.filter(|phase| *phase != Phase::Continue),
            reality: if mention.status == Status::Hypothetical { Reality::Thought } else { Reality::Told },
            aggregate,
            window,
            published,
            past: phrases::is_told_as_earlier(words, mention)
                || published.is_some_and(|day| window.certainty <= Certainty::Supposed && window.to + WEEK < day),
            dispersal: mention.mode.as_deref() == Some("crowd-control"),
            dated_at: mention.date.as_ref().and_then(|date| date.start),
            dated_behind: phrases::is_dated_behind(mention),
            by_distance: window.certainty <= Certainty::Within && phrases::is_dated_by_distance(words, mention),
            again,
            to_come: mention.status == Status::Future,
            language: reported.language.as_deref().map(hash),
            actors: Side::of(mention.actors.iter()),
            recipients: Side::of(mention.recipients.iter()),
            all: Side::of(mention.actors.iter().chain(&mention.recipients)),
            spot: Spot { supposed: again || spot.supposed, ..spot },
            named: named(mention),
            killed: numbers(&mention.counts.killed),
            injured: numbers(&mention.counts.injured),
            linked: mention.links.iter().map(|link| xxh3_64(link.mention.as_bytes())).collect(),
            sentence: xxh3_64(sentence.trim().as_bytes()),
            words: wording::words(&sentence).into(),
            names: reported.names.clone(),
            story: reported.story.as_deref().map(|story| xxh3_64(story.as_bytes())),
        }
    }
}
