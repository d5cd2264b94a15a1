//! How a named place relates to what happens there, and whether the name acts instead.

use masudi_doc::{Doc, PlaceRelation, TokenIdx, TokenSpan};
use masudi_lexicon::place::{CueKind, Cues};

/// "near Erbil", "20 km from Erbil", "north of Erbil", "on the Syrian border", "the A-B border".
pub(crate) fn relation(doc: &Doc, cues: &Cues, tokens: TokenSpan) -> PlaceRelation {
    let word = |at: usize| doc.words(TokenSpan::new(at, at + 1)).to_lowercase();
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    for at in end..(end + 4).min(doc.len()) {
        let next = word(at);
        if cues.has(CueKind::Border, &next) {
            return PlaceRelation::Border;
        }
        let bridge = matches!(next.as_str(), "-" | "–" | "'s" | "’s" | "and" | "/");
        let other =
            next.chars().next().is_some() && doc.words(TokenSpan::new(at, at + 1)).starts_with(char::is_uppercase);
        if !bridge && !other {
            break;
        }
    }
    let before: Vec<String> = (start.saturating_sub(5)..start).rev().map(word).collect();
    let skip = before.iter().take_while(|w| matches!(w.as_str(), "the" | "le" | "la" | "l'")).count();
    let words = &before[skip.min(before.len())..];
    let at = |i: usize| words.get(i).map_or("", String::as_str);
    if matches!(at(0), "with" | "of" | "avec" | "de" | "and" | "between") {
        let near = words.iter().take(4).any(|w| cues.has(CueKind::Border, w));
        if near {
            return PlaceRelation::Border;
        }
    }
    if cues.has(CueKind::Near, at(0)) && at(0) != "around" || at(0) == "to" && at(1) == "close" {
        return PlaceRelation::Near;
    }
    if matches!(at(0), "of" | "from" | "de" | "d'" | "du") {
        let far = cues.has(CueKind::Direction, at(1)) || cues.has(CueKind::Unit, at(1));
        if far || matches!(at(1), "outskirts" | "outside" | "près" | "aux" | "large") {
            return PlaceRelation::Near;
        }
    }
    PlaceRelation::In
}

/// Whether the name stands for those who act there: subject of a verb of saying, deciding or striking, party to such a
/// doing, or, for the name of a state or its capital (`state`), owner of a government, an army or their deeds ("Iran's
/// offensive", "US troops").
pub(crate) fn acts(doc: &Doc, cues: &Cues, tokens: TokenSpan, state: bool) -> bool {
    let Some(head) = tokens.iter().find(|&t| !tokens.has(doc.head(t)) || doc.is_root(t)) else { return false };
    acts_at(doc, cues, head, state, 0)
}

fn acts_at(doc: &Doc, cues: &Cues, head: TokenIdx, state: bool, depth: usize) -> bool {
    let governor = doc.head(head);
    let noun = || {
        let lemma = doc.lemma(governor).to_lowercase();
        (cues.has(CueKind::AgentNoun, &lemma), cues.has(CueKind::DeedNoun, &lemma))
    };
    match doc.dep(head) {
        "nsubj" | "nsubj:pass" | "csubj" => {
            cues.has(CueKind::AgentVerb, &doc.lemma(governor).to_lowercase()) && governor != head
        }
        "conj" if depth < 4 && governor != head => acts_at(doc, cues, governor, state, depth + 1),
        // "Iran's army", "Iran's attack"; but "the Manchester attack" was in Manchester.
        "poss" | "nmod:poss" => state && (noun().0 || noun().1),
        "compound" | "amod" | "nmod" => state && noun().0,
        "pobj" => {
            let preposition = doc.word(governor).to_lowercase();
            let noun = doc.head(governor);
            cues.has(CueKind::AgentPrep, &preposition)
                && preposition != "against"
                && (preposition == "by" && doc.dep(governor) == "agent"
                    || cues.has(CueKind::DealNoun, &doc.lemma(noun).to_lowercase()))
        }
        _ => false,
    }
}
