//! Where and when: the place and the time of an event, from its own clause first.
//!
//! In: an event's predicate and the places and times of its sentence. Out: which of them belong to it. A place or time
//! counts by the path from it up to the predicate: below the predicate itself, below its object, in the clause that
//! governs it, or only in the same sentence. What this module does not do: it resolves no name and computes no date.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::{Kind, Proposition};
use masudi_doc::tree::{ancestors, children_with, subtree_span};
use masudi_doc::{Doc, Iso3, PlacePrecision, PlaceRef, PlaceRelation, TimexKind, TokenIdx, TokenSpan, Upos};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The head word of a span: the one that hangs on a word outside.
pub(crate) fn head_of(doc: &Doc, span: TokenSpan) -> TokenIdx {
    let tokens = (span.start..span.end).map(TokenIdx);
    tokens.clone().find(|t| doc.is_root(*t) || !span.has(doc.head(*t))).unwrap_or(TokenIdx(span.start))
}

/// How closely a word belongs to a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// In the sentence, but in no clause above or below.
    Sentence,
    /// In a clause that reports the predicate's ("said on Monday that").
    Report,
    /// In a clause above the predicate's.
    Above,
    /// Below the predicate, but in a clause of its own.
    Below,
    /// In the clause of the verb that governs the predicate.
    Clause,
    /// Below the predicate's object or another noun of its own.
    Object,
    /// Right below the predicate or the verb that carries it.
    Own,
}

/// The tie between a word and a predicate.
fn tie(scene: &Scene<'_>, word: TokenIdx, proposition: &Proposition) -> Tie {
    ranked_tie(scene, word, proposition).0
}

/// The tie between a word and a predicate, with the number of nouns on the path as the second key, fewest first.
fn ranked_tie(scene: &Scene<'_>, word: TokenIdx, proposition: &Proposition) -> (Tie, Reverse<usize>) {
    let doc = scene.doc;
    // A relative clause on an event noun tells of the event itself: "a strike which hit Damascus on Monday".
    let tells = |t: TokenIdx| {
        proposition.kind == Kind::Noun && matches!(doc.dep(t), "acl" | "relcl") && doc.head(t) == proposition.head
    };
    let is_event = |t: TokenIdx| t == proposition.head || Some(t) == proposition.support || tells(t);
    // Upwards from the word: nouns and prepositions passed, verbs passed.
    let (mut nouns, mut verbs) = (0, 0);
    let mut clause = None;
    for (steps, at) in ancestors(doc, word).enumerate() {
        if is_event(at) {
            let tie = match (verbs, nouns) {
                (0, 0) => Tie::Own,
                (0, _) => Tie::Object,
                // "when he returned last year, he was arrested": a clause of time dates its main clause.
                _ if clause.is_some_and(|c| doc.head(c) == at && is_time_clause(doc, c)) => Tie::Above,
                _ => Tie::Below,
            };
            return (tie, Reverse(nouns));
        }
        if steps == 0 {
            continue;
        }
        match doc.pos(at) {
            Upos::Verb | Upos::Aux => {
                verbs += 1;
                clause = clause.or(Some(at));
            }
            Upos::Noun | Upos::Propn | Upos::Pron => nouns += 1,
            _ => {}
        }
    }
    let Some(clause) = clause else { return (Tie::Sentence, Reverse(nouns)) };
    // Upwards from the predicate to the clause that the word stands in.
    let from = proposition.support.unwrap_or(proposition.head);
    let mut crossed = usize::from(matches!(doc.pos(from), Upos::Verb | Upos::Aux));
    for at in ancestors(doc, from).skip(1) {
        if at == clause {
            let reports = scene.propositions.at(at).is_some_and(|p| p.is_one_of(&scene.frames.operators.report));
            let tie = match crossed {
                0 => Tie::Clause,
                1 if doc.dep(from) == "conj" || matches!(doc.dep(from), "xcomp") => Tie::Clause,
                _ if reports => Tie::Report,
                _ => Tie::Above,
            };
            return (tie, Reverse(nouns));
        }
        crossed += usize::from(matches!(doc.pos(at), Upos::Verb | Upos::Aux));
    }
    (Tie::Sentence, Reverse(nouns))
}

fn is_time_clause(doc: &Doc, verb: TokenIdx) -> bool {
    let first = TokenIdx(subtree_span(doc, verb).start);
    doc.dep(verb) == "advcl" && matches!(&*lower(doc.word(first)), "when" | "as" | "while" | "after" | "once" | "since")
}

/// Index of the event's time among the document's times; `None` where no time of the sentence belongs to it.
pub fn time(scene: &Scene<'_>, proposition: &Proposition) -> Option<usize> {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(proposition.head));
    // The time of one clause is that of the clauses beside it.
    let in_story = proposition.kind == Kind::Verb && !is_background(doc, proposition);
    scene
        .times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.tokens.overlaps(sentence) && matches!(t.kind, TimexKind::Date | TimexKind::Time))
        .filter(|(_, t)| t.from.is_some() || t.to.is_some())
        .map(|(i, t)| (tie(scene, head_of(doc, t.tokens), proposition), i, t))
        // "the visit comes amid the war since October": the nearer event has lasted since then.
        .filter(|(tie, _, t)| {
            let nearer =
                |p: &Proposition| p.head > proposition.head && p.head.0 < t.tokens.start && p.kind == Kind::Noun;
            t.signal.as_deref() != Some("since") || *tie > Tie::Clause || !scene.propositions.iter().any(nearer)
        })
        .map(|(tie, i, _)| (tie, i))
        .filter(|(tie, _)| *tie != Tie::Below && (*tie > Tie::Sentence || in_story))
        .max_by_key(|(tie, i)| (*tie, Reverse(*i)))
        .map(|(_, i)| i)
}

/// How a type of event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A deed on the ground, which any place of its sentence may locate, and the document's country where none does.
    Ground,
    /// Something done at a table: a meeting, a sanction. Located by its own clause, not by what it is about.
    Table,
    /// Words. Located by its own phrase only.
    Words,
}

/// How events of a type take place.
pub fn setting_of(event_type: &str) -> Setting {
    match event_type {
        "AGREE" | "SUPPORT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "CONCEDE" => Setting::Words,
        "CONSULT" | "COOPERATE" | "SANCTION" => Setting::Table,
        _ => Setting::Ground,
    }
}

/// Index of the event's place among the document's places.
pub fn place(
    scene: &Scene<'_>,
    proposition: &Proposition,
    actors: &[TokenIdx],
    recipients: &[TokenIdx],
    setting: Setting,
) -> Option<usize> {
    let doc = scene.doc;
    let sentence = doc.sentence(doc.sentence_of(proposition.head));
    let rank = |i: usize, p: &PlaceRef| {
        let head = head_of(doc, p.tokens);
        let (tie, nouns) = ranked_tie(scene, head, proposition);
        let target = recipients.contains(&head) || proposition.fillers("patient").any(|h| h == head);
        let enough = match setting {
            Setting::Ground => tie != Tie::Report && (target || is_located(doc, head)),
            Setting::Table => (tie == Tie::Own || tie == Tie::Clause) && is_located(doc, head),
            Setting::Words => tie == Tie::Own && !target && is_located(doc, head),
        };
        let fineness = p.resolved.as_ref().map_or(PlacePrecision::Region, |r| r.precision);
        let tie = tie.max(if target { Tie::Object } else { Tie::Sentence });
        enough.then_some((tie, p.relation == PlaceRelation::In, nouns, Reverse(fineness), Reverse(i)))
    };
    scene
        .places
        .iter()
        .enumerate()
        .filter(|(_, p)| p.tokens.overlaps(sentence) && !p.acts && p.resolved.is_some())
        .filter(|(_, p)| !actors.contains(&head_of(doc, p.tokens)))
        .filter_map(|(i, p)| Some((rank(i, p)?, i)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, i)| i)
}

/// The country in which most of what a document tells takes place: its places behind a preposition, towns and
/// provinces counting double.
pub fn main_country(scene: &Scene<'_>) -> Option<Iso3> {
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for place in scene.places.iter().filter(|p| !p.acts) {
        let Some(known) = &place.resolved else { continue };
        let Some(country) = known.country.filter(|_| is_located(scene.doc, head_of(scene.doc, place.tokens))) else {
            continue;
        };
        *counts.entry(country).or_default() += if known.precision < PlacePrecision::Country { 2 } else { 1 };
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country)
}

/// Whether a name stands where places stand: behind a preposition of place, or as part of a larger place.
fn is_located(doc: &Doc, head: TokenIdx) -> bool {
    let mut at = head;
    for _ in 0..4 {
        match doc.dep(at) {
            "pobj" => {
                let word = lower(doc.word(doc.head(at)));
                return !matches!(&*word, "by" | "with" | "between" | "for" | "about" | "than" | "like" | "as");
            }
            "appos" | "conj" | "compound" | "nmod" | "npadvmod" | "poss" | "amod" => at = doc.head(at),
            "advmod" | "dobj" => return true,
            _ => return false,
        }
    }
    false
}

/// Whether the predicate is told as background, which has no date of its own where none is given: before the time of
/// narration ("had attacked"), in a relative clause or participle, or as a gerund.
pub fn is_background(doc: &Doc, proposition: &Proposition) -> bool {
    let verb = proposition.support.unwrap_or(proposition.head);
    if !matches!(doc.pos(verb), Upos::Verb | Upos::Aux) {
        return false;
    }
    let past_perfect = doc.tag(verb) == "VBN"
        && children_with(doc, verb, &["aux"]).any(|a| matches!(&*lower(doc.word(a)), "had" | "'d" | "’d"));
    let aside = ancestors(doc, verb).any(|t| matches!(doc.dep(t), "relcl" | "acl" | "pcomp"));
    past_perfect || aside
}

/// Whether words stand in the main clause of their sentence, or one beside it.
pub fn is_of_main_clause(doc: &Doc, tokens: TokenSpan) -> bool {
    let verb = ancestors(doc, head_of(doc, tokens)).skip(1).find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux));
    verb.is_none_or(|verb| {
        ancestors(doc, verb).all(|t| doc.is_root(t) || matches!(doc.dep(t), "conj" | "ccomp" | "xcomp" | "parataxis"))
    })
}

/// Whether the predicate's clause is told in the simple past.
pub fn is_simple_past(doc: &Doc, proposition: &Proposition) -> bool {
    let Some(verb) = ancestors(doc, proposition.support.unwrap_or(proposition.head))
        .find(|t| matches!(doc.pos(*t), Upos::Verb | Upos::Aux))
    else {
        return false;
    };
    let auxiliaries: Vec<_> = children_with(doc, verb, &["aux", "auxpass"]).map(|a| lower(doc.word(a))).collect();
    let has = |words: &[&str]| auxiliaries.iter().any(|a| words.contains(&&**a));
    !has(&["has", "have", "had", "is", "are"]) && (doc.tag(verb) == "VBD" || has(&["was", "were", "did"]))
}
