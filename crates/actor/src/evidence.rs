//! What a document says of countries as a whole: which one its story is about, and where things happen.
//!
//! In: its names and places. Out: countries for whom the text gives none of their own. All of it is weak, and says so.

use crate::names::{Found, Hit};
use crate::words::Words;
use masudi_doc::{ActorKind, Civil, Doc, Iso3, TokenIdx, Upos, tree};
use masudi_lexicon::actors::{ActorLexicon, NameUse, WordClass};

/// What a name of a country, of somebody of it and of a town in it count for the country that the story is about. A country
/// may be named by the way; its leaders and towns hardly are.
const STATE: u32 = 2;
pub(crate) const SOMEBODY: u32 = 3;
const TOWN: u32 = 4;
/// So many sentences open a report.
const LEAD: u32 = 2;

#[derive(Default)]
struct Count(Vec<(Iso3, u32)>);

impl Count {
    fn add(&mut self, country: Iso3, weight: u32) {
        match self.0.iter_mut().find(|(c, _)| *c == country) {
            Some((_, n)) => *n += weight,
            None => self.0.push((country, weight)),
        }
    }

    fn of(&self, country: Iso3) -> u32 {
        self.0.iter().find(|(c, _)| *c == country).map_or(0, |(_, n)| *n)
    }

    /// The most frequent, the first named of several, when it is at least three in ten of all, or twice the next.
    fn most(&self) -> Option<Iso3> {
        let all: u32 = self.0.iter().map(|(_, n)| n).sum();
        let (country, most) = self.0.iter().rev().max_by_key(|(_, n)| *n)?;
        let next = self.0.iter().filter(|(c, _)| c != country).map(|(_, n)| *n).max().unwrap_or(0);
        (most * 10 >= all * 3 || *most >= next * 2).then_some(*country)
    }
}

/// The countries of a document.
pub(crate) struct Evidence {
    /// The country that the story is about.
    pub story: Option<Iso3>,
    scenes: Count,
    names: Count,
    /// Seats of government.
    seats: Vec<(TokenIdx, Iso3)>,
    /// Where something is placed, in order of tokens.
    placed: Vec<(TokenIdx, Iso3)>,
}

impl Evidence {
    pub fn new(
        doc: &Doc,
        words: &Words,
        lexicon: &ActorLexicon,
        found: &Found,
        on: Option<Civil>,
        written_in: Option<Iso3>,
        ignored: impl Fn(&Hit) -> bool,
    ) -> Self {
        let (mut names, mut scenes, mut placed) = (Count::default(), Count::default(), Vec::new());
        let mut seats = Vec::new();
        let mut persons = Vec::new();
        // What opens a report names what it is about.
        let lead = |at: TokenIdx| if doc.sentence_of(at).0 < LEAD { 2 } else { 1 };
        let mut named = vec![false; doc.len()];
        for hit in &found.hits {
            named[hit.tokens.range()].fill(true);
            let country = match hit.stands_for {
                NameUse::Country(i) | NameUse::Capital(i) | NameUse::Adjective(i) | NameUse::Demonym(i) => {
                    lexicon.countries[i].iso3
                }
                NameUse::Seat(i, _) => {
                    seats.push((hit.head, lexicon.countries[i].iso3));
                    names.add(lexicon.countries[i].iso3, STATE * lead(hit.head));
                    continue;
                }
                NameUse::Actor(i) => {
                    let actor = &lexicon.actors[i];
                    let office = actor.office_on(on).or(actor.latest(on));
                    if let Some(country) = office.and_then(|o| o.country) {
                        names.add(country, SOMEBODY);
                        if actor.kind == ActorKind::Person && hit.tokens.len() > 1 {
                            persons.push((words.folded(hit.head), country));
                        }
                    }
                    continue;
                }
                _ => continue,
            };
            let located = is_locative(doc, words, hit.head);
            let town = located && matches!(hit.stands_for, NameUse::Capital(_));
            if !ignored(hit) {
                names.add(country, lead(hit.head) * if town { TOWN } else { STATE });
            }
            if located {
                placed.push((hit.head, country));
            }
        }
        let others = (0..doc.len()).map(TokenIdx::from).filter(|at| !named[at.get()] && is_capitalised(doc.word(*at)));
        for at in others.filter(|at| doc.pos(*at) == Upos::Propn) {
            // "Mr Okello" after "Peter Okello"
            let again = persons.iter().find(|(name, _)| *name == words.folded(at)).map(|(_, country)| *country);
            again.into_iter().for_each(|country| names.add(country, SOMEBODY));
        }
        for place in &found.localities {
            names.add(place.country, TOWN * lead(place.head));
            placed.push((place.head, place.country));
        }
        placed.sort_unstable();
        // "at the base of Guantánamo in Cuba" is one scene.
        let mut before = None;
        for (at, country) in &placed {
            let here = (doc.sentence_of(*at), *country);
            if before != Some(here) {
                scenes.add(*country, 1);
            }
            before = Some(here);
        }
        if let Some(country) = written_in {
            names.add(country, TOWN);
            scenes.add(country, 1);
        }
        Self { story: names.most(), scenes, names, seats, placed }
    }

    /// The country that the nearest phrase of place in the sentence names, or the last one of the sentence before.
    pub fn near(&self, doc: &Doc, at: TokenIdx) -> Option<Iso3> {
        let sentence = doc.sentence(doc.sentence_of(at));
        let inside = self.placed.iter().filter(|(t, _)| sentence.has(*t)).min_by_key(|(t, _)| t.0.abs_diff(at.0));
        let before = || {
            let from = doc.sentence_of(at).0.saturating_sub(1);
            let from = doc.sentence(masudi_doc::SentIdx(from)).start;
            self.placed.iter().rev().find(|(t, _)| t.0 < sentence.start && t.0 >= from)
        };
        inside.or_else(before).map(|(_, c)| *c)
    }

    /// The country of the place that a word names in a phrase of place.
    pub fn placed_at(&self, at: TokenIdx) -> Option<Iso3> {
        self.placed.binary_search_by_key(&at, |(t, _)| *t).ok().map(|i| self.placed[i].1)
    }

    /// Whether the sentence places anything.
    pub fn is_placed(&self, doc: &Doc, at: TokenIdx) -> bool {
        let sentence = doc.sentence(doc.sentence_of(at));
        self.placed.iter().any(|(t, _)| sentence.has(*t))
    }

    /// Whether the sentence places things in several countries.
    pub fn is_divided(&self, doc: &Doc, at: TokenIdx) -> bool {
        let sentence = doc.sentence(doc.sentence_of(at));
        let mut inside = self.placed.iter().filter(|(t, _)| sentence.has(*t)).map(|(_, c)| c);
        inside.next().is_some_and(|first| inside.any(|c| c != first))
    }

    /// The country of a seat of government that the sentence names before the word.
    pub fn seat_before(&self, doc: &Doc, at: TokenIdx) -> Option<Iso3> {
        let start = doc.sentence(doc.sentence_of(at)).start;
        self.seats.iter().rev().find(|(t, _)| *t < at && t.0 >= start).map(|(_, c)| *c)
    }

    /// The country that it is all about: more than half of its names point to it.
    pub fn single(&self) -> Option<Iso3> {
        let all: u32 = self.names.0.iter().map(|(_, n)| n).sum();
        self.story.filter(|c| self.names.of(*c) > TOWN && self.names.of(*c) * 2 > all)
    }

    /// How much its names point to a country.
    pub fn names_of(&self, country: Iso3) -> u32 {
        self.names.of(country)
    }

    /// The country that it speaks of most beside another.
    pub fn beside(&self, this: Iso3) -> Option<Iso3> {
        let others = self.names.0.iter().filter(|(c, _)| *c != this);
        others.max_by_key(|(c, n)| (*n, *c)).map(|(c, _)| *c)
    }

    /// Which of the countries of a people is meant.
    pub fn among(&self, countries: &[Iso3]) -> Option<Iso3> {
        if let [one] = countries {
            return Some(*one);
        }
        let best = |count: &Count| {
            let best = countries.iter().rev().copied().max_by_key(|c| count.of(*c))?;
            (count.of(best) > 0).then_some(best)
        };
        best(&self.scenes).or_else(|| best(&self.names))
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a noun stands in a phrase of place.
pub(crate) fn is_locative(doc: &Doc, words: &Words, head: TokenIdx) -> bool {
    let preposition = match doc.dep(head) {
        "pobj" => Some(doc.head(head)),
        _ => tree::child(doc, head, &["case"]),
    };
    preposition.is_some_and(|p| words.is(p, WordClass::Locative))
}
