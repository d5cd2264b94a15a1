//! Names of the lexicon in a document: the longest match at each word.
//!
//! In: a document's words. Out: hits with their tokens, head and meaning, and the places that say where it happens.
//! Case decides: "US" is no pronoun, "Islamic state" is not the group.

use crate::words::{Piece, Words};
use masudi_doc::{Civil, Doc, Iso3, PlacePrecision, PlaceRef, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::actors::spelling::Key;
use masudi_lexicon::actors::{ActorLexicon, Name, NameUse, WordClass, WordId};

/// A name found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub tokens: TokenSpan,
    pub head: TokenIdx,
    pub stands_for: NameUse,
    pub spelling: bool,
}

/// A place found that acts for nobody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locality {
    pub tokens: TokenSpan,
    pub head: TokenIdx,
    pub country: Iso3,
}

/// Names and places, in order.
pub(crate) struct Found {
    pub hits: Vec<Hit>,
    pub localities: Vec<Locality>,
}

pub(crate) fn find(doc: &Doc, words: &Words, lexicon: &ActorLexicon, on: Option<Civil>) -> Found {
    let mut out = Found { hits: Vec::new(), localities: Vec::new() };
    let mut search = Search { doc, words, lexicon, on, keys: vec![None; words.pieces.len()] };
    let pieces = &words.pieces;
    let mut at = 0;
    while at < pieces.len() {
        if pieces[at].barrier {
            at += 1;
            continue;
        }
        let named = search.longest(at);
        let weak = named.is_none_or(|(_, n)| matches!(n, NameUse::Locality(_)));
        let spelt = if weak { search.spelt(at) } else { None };
        let found = spelt.map(|(n, i)| (n, NameUse::Actor(i), true)).or(named.map(|(n, u)| (n, u, false)));
        let Some((length, stands_for, spelling)) = found else {
            at += 1;
            continue;
        };
        let tokens = TokenSpan { start: pieces[at].token, end: pieces[at + length - 1].token + 1 };
        let head = tokens.iter().rev().find(|&t| !tokens.has(doc.head(t)) || doc.is_root(t));
        let head = head.unwrap_or(TokenIdx(tokens.end - 1));
        match stands_for {
            NameUse::Locality(country) => {
                let person = doc.entity_at(head).is_some_and(|e| matches!(e.label.as_str(), "PERSON" | "PER"));
                if !person {
                    out.localities.push(Locality { tokens, head, country });
                }
            }
            _ => out.hits.push(Hit { tokens, head, stands_for, spelling }),
        }
        at += length;
    }
    out
}

/// Adds the towns, provinces and sites that the tables of actors do not hold. A place that acts, and a name that means
/// an actor, say nothing of where people are.
pub(crate) fn add_places(doc: &Doc, places: &[PlaceRef], found: &mut Found) {
    for place in places.iter().filter(|p| !p.acts) {
        let country =
            place.resolved.as_ref().filter(|r| r.precision != PlacePrecision::Country).and_then(|r| r.country);
        let next = found.hits.partition_point(|h| h.tokens.end <= place.tokens.start);
        let actor = found.hits.get(next).is_some_and(|h| h.tokens.overlaps(place.tokens));
        let head = place.tokens.iter().find(|t| doc.is_root(*t) || !place.tokens.has(doc.head(*t)));
        if let Some((country, head)) = country.zip(head).filter(|_| !actor) {
            found.localities.push(Locality { tokens: place.tokens, head, country });
        }
    }
    found.localities.sort_by_key(|l| l.head);
    found.localities.dedup_by_key(|l| l.head);
}

/// Drops names that only sound like somebody's where the document speaks of other countries than his.
pub(crate) fn drop_strangers(lexicon: &ActorLexicon, on: Option<Civil>, found: &mut Found) {
    let state = |use_: NameUse| match use_ {
        NameUse::Country(i)
        | NameUse::Capital(i)
        | NameUse::Seat(i, _)
        | NameUse::Adjective(i)
        | NameUse::Demonym(i) => Some(lexicon.countries[i].iso3),
        _ => None,
    };
    let spoken_of: Vec<Iso3> = found
        .hits
        .iter()
        .filter_map(|h| state(h.stands_for))
        .chain(found.localities.iter().map(|l| l.country))
        .collect();
    found.hits.retain(|hit| match hit.stands_for {
        NameUse::Actor(i) if hit.spelling && !spoken_of.is_empty() => {
            let actor = &lexicon.actors[i];
            let country = actor.office_on(on).or(actor.latest(on)).and_then(|o| o.country);
            country.is_none_or(|c| spoken_of.contains(&c))
        }
        _ => true,
    });
}

struct Search<'a> {
    doc: &'a Doc,
    words: &'a Words<'a>,
    lexicon: &'a ActorLexicon,
    on: Option<Civil>,
    keys: Vec<Option<Option<Key>>>,
}

impl Search<'_> {
    fn longest(&self, at: usize) -> Option<(usize, NameUse)> {
        let pieces = &self.words.pieces[at..];
        let mut best: Option<(usize, u8, NameUse)> = None;
        let second = pieces.get(1).map_or(WordId::UNKNOWN, |p| p.id);
        for name in self.lexicon.names_with(pieces[0].id, second).filter(|n| self.matches(n, pieces)) {
            let length = name.words.len();
            let rank = match name.stands_for {
                NameUse::Country(_) => 5,
                NameUse::Actor(i) if self.lexicon.actors[i].office_on(self.on).is_some() => 4,
                NameUse::Seat(..) | NameUse::Capital(_) | NameUse::Adjective(_) => 3,
                NameUse::Demonym(_) => 2,
                NameUse::PeopleAdjective(_) | NameUse::PeopleNoun(_) | NameUse::Actor(_) => 1,
                NameUse::Locality(_) => 0,
            };
            if best.is_none_or(|(l, r, _)| (length, rank) > (l, r)) {
                best = Some((length, rank, name.stands_for));
            }
        }
        best.map(|(length, _, stands_for)| (length, stands_for))
    }

    fn matches(&self, name: &Name, pieces: &[Piece]) -> bool {
        pieces.len() >= name.words.len()
            && name.words.iter().zip(&name.written).zip(pieces).enumerate().all(|(i, ((id, written), piece))| {
                !piece.barrier && piece.id == *id && self.case_fits(written, piece, i)
            })
    }

    /// Whether the text's case fits the table's: small letters fit any, capitals want capitals, acronyms their own.
    fn case_fits(&self, table: &str, piece: &Piece, position: usize) -> bool {
        let upper = |w: &str| !w.chars().any(char::is_lowercase);
        let capital = table.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
        let letters = table.chars().filter(|c| c.is_alphabetic()).count();
        let has_capital = piece.capital || !piece.written.chars().any(char::is_alphabetic);
        let inner = table.chars().skip(1).any(char::is_uppercase);
        if !capital {
            true
        } else if inner && letters < 5 && !upper(table) {
            table == piece.written || upper(piece.written)
        } else if upper(table) && letters > 1 {
            upper(piece.written) || (letters > 3 && has_capital)
        } else {
            let small = || self.words.is(TokenIdx(piece.token), WordClass::SmallInName) || piece.written.contains('-');
            has_capital || (position > 0 && small())
        }
    }

    /// A run of capitalised words that is another spelling of one person's name.
    fn spelt(&mut self, at: usize) -> Option<(usize, usize)> {
        let (words, doc, lexicon) = (self.words, self.doc, self.lexicon);
        let proper = |p: &&Piece| {
            !p.barrier
                && (p.capital || matches!(words.letters(p), "al" | "el" | "bin" | "ben"))
                && matches!(doc.pos(TokenIdx(p.token)), Upos::Propn | Upos::Noun | Upos::Adj | Upos::X)
        };
        if !words.pieces[at].capital || words.letters(&words.pieces[at]).len() < 2 {
            return None;
        }
        let run = words.pieces[at..].iter().take(5).take_while(proper).count();
        if run < 2 || !self.key(at).is_some_and(|k| lexicon.spellings().begins(k)) {
            return None;
        }
        for i in at..at + run {
            self.key(i);
        }
        (2..=run).rev().find_map(|length| {
            let keys: Vec<&Key> = self.keys[at..at + length].iter().flatten().flatten().collect();
            let found = lexicon.spellings().find(&keys);
            (found.len() == 1).then(|| (length, found[0]))
        })
    }

    fn key(&mut self, piece: usize) -> Option<&Key> {
        let folded = self.words.letters(&self.words.pieces[piece]);
        self.keys[piece].get_or_insert_with(|| Key::of(folded)).as_ref()
    }
}
