//! Whether a known name is a place where it stands.
//!
//! In: a match and what surrounds it: the entity model, titles and given names, the tail of a longer name ("Dallas
//! Cowboys"), locative prepositions, "City, State". Out: the rule that takes it, or `None`.

use crate::direction::direction;
use crate::matches::{Scene, capital};
use masudi_doc::{Entity, Iso3, PlacePrecision, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::place::CueKind;
use std::collections::HashSet;

/// What the whole document says before a name is judged.
pub(crate) struct Known {
    /// Keys of last names of persons named in full.
    pub surnames: HashSet<String>,
    /// Names that are surely places somewhere in the document.
    pub places: HashSet<usize>,
    /// Countries that the document speaks of.
    pub countries: HashSet<Iso3>,
}

/// A match with its surroundings.
struct Match<'a> {
    scene: &'a Scene<'a>,
    tokens: TokenSpan,
    name: usize,
    entity: Option<&'a Entity>,
    label: &'a str,
    /// The entity reaches beyond the name.
    longer: bool,
    /// The name begins its entity.
    first: bool,
    previous: &'a str,
    next: &'a str,
    previous_lower: String,
    next_lower: String,
}

/// The rule by which a match is a place, or `None`.
pub(crate) fn accept(
    scene: &Scene<'_>,
    known: &Known,
    tokens: TokenSpan,
    name: usize,
    after_comma: bool,
    listed: bool,
) -> Option<&'static str> {
    let m = Match::new(scene, tokens, name);
    let spelling = if scene.small { m.small() } else { m.spelling() };
    if !spelling {
        return None;
    }
    if scene.small {
        return Some("name without capitals");
    }
    if let Some(rule) = m.shape(known) {
        return Some(rule);
    }
    if !after_comma {
        match m.person(known) {
            Verdict::Place(rule) => return Some(rule),
            Verdict::Other => return None,
            Verdict::Open => {}
        }
    }
    m.rest(known, after_comma, listed)
}

/// Whether a locative preposition stands before a token, words of direction and articles left out, or "the town of".
pub(crate) fn located(scene: &Scene<'_>, start: usize) -> bool {
    let cues = &scene.index.cues;
    let before = |back: usize| start.checked_sub(back).map_or("", |at| scene.keys.word(at));
    let small = start.checked_sub(1).is_some_and(|at| scene.word(at) == before(1));
    if cues.has(CueKind::Locative, before(1)) || small && cues.has(CueKind::PlaceNoun, before(1)) {
        return true;
    }
    if before(1) == "of" {
        return cues.has(CueKind::PlaceNoun, before(2)) || direction(before(2)).is_some();
    }
    let aside = |word: &str| direction(word).is_some() || matches!(word, "the" | "" | "central" | "rural");
    let skip = (1..4).take_while(|back| aside(before(*back))).count();
    skip > 0 && cues.has(CueKind::Locative, before(skip + 1))
}

enum Verdict {
    Place(&'static str),
    Other,
    Open,
}

impl<'a> Match<'a> {
    fn new(scene: &'a Scene<'a>, tokens: TokenSpan, name: usize) -> Self {
        let (start, end) = (tokens.start as usize, tokens.end as usize);
        let entity = tokens.iter().find_map(|t| scene.doc.entity_at(t));
        let extra = |at: u32| {
            let word = scene.word(at as usize);
            at < end as u32 && matches!(word, "the" | "The") || matches!(word, "'s" | "’s" | "'" | "’")
        };
        let first = entity.is_some_and(|e| (e.tokens.start..tokens.start).all(extra));
        let beyond = entity.is_some_and(|e| (tokens.end..e.tokens.end).any(|at| !extra(at)));
        let previous = if start > 0 { scene.word(start - 1) } else { "" };
        let next = scene.word(end);
        Self {
            scene,
            tokens,
            name,
            entity,
            label: entity.map_or("", |e| e.label.as_str()),
            longer: entity.is_some() && (!first || beyond),
            first,
            previous,
            next,
            previous_lower: previous.to_lowercase(),
            next_lower: next.to_lowercase(),
        }
    }

    fn key(&self) -> &str {
        &self.scene.names[self.name].key
    }

    fn own(&self) -> bool {
        self.scene.names[self.name].own
    }

    fn sure(&self) -> bool {
        self.scene.names[self.name].sure
    }

    fn cue(&self, kind: CueKind, word: &str) -> bool {
        self.scene.index.cues.has(kind, word)
    }

    fn single(&self) -> bool {
        self.tokens.len() == 1
    }

    fn placed(&self) -> bool {
        matches!(self.label, "GPE" | "LOC" | "FAC")
    }

    fn locative(&self) -> bool {
        located(self.scene, self.tokens.start as usize)
    }

    fn surname(&self, known: &Known) -> bool {
        self.single() && (known.surnames.contains(self.key()) || self.cue(CueKind::GivenName, self.key()))
    }

    fn repeat(&self, known: &Known) -> bool {
        known.places.contains(&self.name)
    }

    /// A text without capitals: only names of the data files, said to be places by what stands before them.
    fn small(&self) -> bool {
        let fits = self.own() && self.key().len() > 3 && !self.cue(CueKind::Ordinary, self.key());
        fits && (self.locative() || self.placed())
    }

    /// Whether the word itself can be a name: not too short, no verb or pronoun, no ordinary word.
    fn spelling(&self) -> bool {
        let text = self.scene.doc.words(self.tokens);
        let letters = self.key().chars().filter(|c| c.is_alphabetic()).count();
        let shouting = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let trusted = self.own() && (shouting || letters == 3 && self.placed());
        if letters <= 3 && !trusted {
            return false;
        }
        let pos = self.scene.doc.pos(TokenIdx(self.tokens.start));
        let closed = matches!(pos, Upos::Verb | Upos::Pron | Upos::Det | Upos::Adp | Upos::Aux);
        if self.single() && closed && !self.placed() {
            return false;
        }
        !self.cue(CueKind::Ordinary, self.key()) || self.own() && self.placed()
    }

    /// "City, State", "X County", "a Winona resident", "James Doe of Winona".
    fn shape(&self, known: &Known) -> Option<&'static str> {
        let (scene, start, end) = (self.scene, self.tokens.start as usize, self.tokens.end as usize);
        let followed = self.next == "," && capital(scene.word(end + 1)) && {
            (end + 2..=(end + 3).min(scene.doc.len())).any(|stop| {
                let after = scene.keys.phrase(end + 1, stop);
                scene.index.abbreviation(after).is_some()
                    || scene.index.abbreviation(&format!("{after}.")).is_some()
                    || scene.index.is_coarse(after)
            })
        };
        if followed && !self.longer && !self.cue(CueKind::GivenName, &self.previous_lower) {
            return Some("city before its division");
        }
        let shaped = self.tokens.len() > 1 && self.cue(CueKind::AdminWord, scene.keys.word(end - 1));
        let precision = scene.names[self.name].senses.first().map(|s| s.place.precision);
        if shaped && matches!(precision, Some(PlacePrecision::Admin1 | PlacePrecision::Admin2)) {
            return Some("division by its shape");
        }
        let lives = self.cue(CueKind::PeopleTail, &self.next_lower) && !capital(self.next);
        let hails = self.previous_lower == "of" && start > 1 && !capital(self.next) && {
            let person = scene.doc.entity_at(TokenIdx::from(start - 2)).is_some_and(|e| e.label == "PERSON");
            person || scene.word(start - 2) == ","
        };
        if (lives || hails) && !self.longer && !self.surname(known) && self.label != "NORP" && !capital(self.previous) {
            return Some(if lives { "place of people" } else { "place a person is of" });
        }
        None
    }

    /// Persons: a title or given name before, a surname of someone the text names in full.
    fn person(&self, known: &Known) -> Verdict {
        let (scene, start) = (self.scene, self.tokens.start as usize);
        if self.cue(CueKind::Title, &self.previous_lower) && !self.locative() {
            return Verdict::Other;
        }
        let text = scene.doc.words(self.tokens);
        let shouted = text.len() > 3 && text.chars().all(|c| c.is_uppercase() || c == ' ');
        let opens = scene.doc.token(TokenIdx::from(start)).sent_start;
        if shouted && matches!(self.next, "-" | "—" | "–") && opens && self.sure() {
            return Verdict::Place("dateline");
        }
        let named_before = capital(self.previous) && self.cue(CueKind::GivenName, &self.previous_lower);
        let names_next =
            self.single() && self.cue(CueKind::GivenName, self.key()) && capital(self.next) && !self.placed();
        if (named_before || names_next) && self.label != "GPE" {
            return Verdict::Other;
        }
        if matches!(self.label, "PERSON" | "PER") {
            let article = matches!(self.previous_lower.as_str(), "a" | "an" | "the") && !capital(self.next);
            let opens = scene.doc.token(TokenIdx::from(start)).sent_start;
            let alone = self.own() && !capital(self.next) && (opens || !capital(self.previous));
            let located =
                self.locative() && !capital(self.next) || self.sure() && article || self.repeat(known) || alone;
            let place = !self.surname(known) && located && !self.longer;
            return if place { Verdict::Place("name the model takes for a person's") } else { Verdict::Other };
        }
        if self.single() && known.surnames.contains(self.key()) && !(self.placed() && self.sure()) {
            return Verdict::Other;
        }
        Verdict::Open
    }

    /// Peoples, longer names, public bodies, and what stands alone.
    fn rest(&self, known: &Known, after_comma: bool, listed: bool) -> Option<&'static str> {
        let (scene, start, end) = (self.scene, self.tokens.start as usize, self.tokens.end as usize);
        let (own, placed, repeat) = (self.own(), self.placed(), self.repeat(known));
        if self.label == "NORP" && !own {
            return None;
        }
        let tail = capital(self.next) && self.cue(CueKind::SiteTail, &self.next_lower);
        if tail && !self.cue(CueKind::AdminWord, &self.next_lower) {
            return None;
        }
        let public = self.sure() && capital(self.next) && self.cue(CueKind::PublicTail, &self.next_lower);
        let other =
            matches!(self.label, "ORG" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "FAC" | "DATE" | "CARDINAL");
        if self.longer && other {
            let outlet = self.entity.is_some_and(|e| {
                (self.tokens.end..e.tokens.end)
                    .any(|at| self.cue(CueKind::SiteTail, &scene.word(at as usize).to_lowercase()))
            });
            if outlet {
                return None;
            }
            let possessive = matches!(self.next, "'s" | "’s");
            let named = own && (self.first || possessive || self.locative()) || self.first && (public || repeat);
            return named.then_some("name in a longer name");
        }
        let speaks = !own && scene.doc.dep(TokenIdx::from(end - 1)) == "nsubj";
        if repeat && (!capital(self.next) || public) && !capital(self.previous) && !speaks {
            return Some("named before");
        }
        if public && (self.sure() || repeat) {
            return Some("place of a public body");
        }
        // A capitalised word on either side that is no part of the match: some other name.
        if !own && !placed && !after_comma {
            let joined = |w: &str| capital(w) && w.len() > 1;
            let opens = scene.doc.token(TokenIdx::from(start)).sent_start;
            if joined(self.next) || joined(self.previous) && start > 0 && !opens {
                return None;
            }
            let divided = self.next == "," && {
                let after = scene.keys.word(end + 1);
                scene.index.abbreviation(after).is_some() || scene.index.abbreviation(&format!("{after}.")).is_some()
            };
            let article = self.sure() && matches!(self.previous_lower.as_str(), "a" | "an" | "the");
            let article = article && self.label != "NORP";
            let list = listed && self.label.is_empty();
            return (self.locative() || divided || article || list).then_some("gazetteer name in place");
        }
        if !placed && !own && self.cue(CueKind::GivenName, self.key()) {
            return None;
        }
        Some(if placed {
            "entity and name"
        } else if scene.names[self.name].coarse {
            "country, division or region"
        } else {
            "name"
        })
    }
}
