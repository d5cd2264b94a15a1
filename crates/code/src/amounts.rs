//! Amounts of things: "three soldiers", "at least 24 people", "dozens of attacks", "a pilot".
//!
//! In: a noun in its tree and the number words of its language. Out: the [`Count`] of the record, with the words.

use crate::lower::lower;
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx, TokenSpan, Upos};
use masudi_lexicon::frames::{Frames, Levels};

/// An amount with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// At least so many.
    pub min: Option<u64>,
    /// At most so many.
    pub max: Option<u64>,
    /// Whether the words say that it is approximate.
    pub approximate: bool,
    /// The words of the figure.
    pub tokens: TokenSpan,
}

/// How many a noun phrase speaks of; `None` when it does not say.
pub fn of(doc: &Doc, frames: &Frames, head: TokenIdx) -> Option<Amount> {
    let number = number_word(doc, frames, head)?;
    let span = number_span(doc, frames, number);
    let words = (span.start..span.end).map(|t| doc.word(TokenIdx(t)));
    if let Some(range) = range(doc, frames, span) {
        return Some(range);
    }
    let amount = frames.numbers.read(words)?;
    let mut out = Amount { min: Some(amount.min), max: amount.max, approximate: false, tokens: span };
    bound(doc, &frames.figures.levels, &mut out);
    Some(out)
}

/// "between 800 and 1,000", "from 800 to 1,000 soldiers": both ends of a range, from the span of either.
fn range(doc: &Doc, frames: &Frames, one: TokenSpan) -> Option<Amount> {
    let sentence = doc.sentence(doc.sentence_of(TokenIdx(one.start)));
    let word = |t: u32| lower(doc.word(TokenIdx(t)));
    let read = |span: TokenSpan| frames.numbers.read(span.iter().map(|t| doc.word(t)));
    let is_number = |t: u32| frames.numbers.is_number(doc.word(TokenIdx(t)));
    let opens = |t: u32| t > sentence.start && word(t - 1) == "between";
    let (mut low, mut high) = (one, one);
    if opens(one.start) && one.end + 1 < sentence.end && word(one.end) == "and" && is_number(one.end + 1) {
        high = number_span(doc, frames, TokenIdx(one.end + 1));
    } else if one.start > sentence.start + 1 && word(one.start - 1) == "and" && is_number(one.start - 2) {
        low = number_span(doc, frames, TokenIdx(one.start - 2));
    }
    if low == high || !opens(low.start) {
        return None;
    }
    Some(Amount {
        min: Some(read(low)?.min),
        max: read(high)?.max,
        approximate: false,
        tokens: TokenSpan { start: low.start, end: high.end },
    })
}

/// One, where a singular noun with an article or a name stands for a person: "a pilot", "the ambassador".
pub fn single(doc: &Doc, head: TokenIdx) -> Option<Amount> {
    let singular = matches!(doc.tag(head), "NN" | "NNP") && child(doc, head, &["conj"]).is_none();
    let article = child(doc, head, &["det"]).filter(|d| matches!(doc.lemma(*d), "a" | "an" | "another"));
    article.filter(|_| singular).map(|det| Amount {
        min: Some(1),
        max: Some(1),
        approximate: false,
        tokens: TokenSpan { start: det.0, end: det.0 + 1 },
    })
}

/// The word that carries the number: the head itself ("killed 12"), its numeral, or a quantity above it.
fn number_word(doc: &Doc, frames: &Frames, head: TokenIdx) -> Option<TokenIdx> {
    let is_number = |t: &TokenIdx| frames.numbers.is_number(doc.word(*t));
    if is_number(&head) {
        return Some(head);
    }
    let beside = children_with(doc, head, &["nummod", "amod", "quantmod", "compound", "det"]).find(is_number);
    beside.or_else(|| {
        let above = doc.head(head);
        (doc.dep(head) == "pobj" && doc.word(above).eq_ignore_ascii_case("of"))
            .then(|| doc.head(above))
            .filter(is_number)
    })
}

/// The run of number words around one: "two hundred and fifty", "tens of thousands".
fn number_span(doc: &Doc, frames: &Frames, at: TokenIdx) -> TokenSpan {
    let sentence = doc.sentence(doc.sentence_of(at));
    let is_number = |t: u32| frames.numbers.is_number(doc.word(TokenIdx(t)));
    let joins = |t: u32| matches!(doc.word(TokenIdx(t)), "-" | "and" | "of");
    let (mut start, mut end) = (at.0, at.0 + 1);
    while start > sentence.start && is_number(start - 1) {
        start -= 1;
    }
    loop {
        if end < sentence.end && is_number(end) {
            end += 1;
        } else if end + 1 < sentence.end && joins(end) && is_number(end + 1) && doc.word(TokenIdx(end)) != "and" {
            end += 2;
        } else if start > sentence.start + 1
            && joins(start - 1)
            && is_number(start - 2)
            && doc.word(TokenIdx(start - 1)) != "and"
        {
            start -= 2;
        } else {
            return TokenSpan { start, end };
        }
    }
}

/// "at least", "more than", "up to", "around": the words just before a figure make it a bound or approximate.
fn bound(doc: &Doc, words: &Levels, amount: &mut Amount) {
    let sentence = doc.sentence(doc.sentence_of(TokenIdx(amount.tokens.start)));
    let from = amount.tokens.start.saturating_sub(3).max(sentence.start);
    for t in (from..amount.tokens.start).map(TokenIdx) {
        let word = lower(doc.word(t));
        let near =
            amount.tokens.start - t.0 <= if matches!(doc.pos(t), Upos::Adv | Upos::Adj | Upos::Adp) { 2 } else { 1 };
        if !near {
            continue;
        }
        if words.approximate.contains(&*word) {
            amount.approximate = true;
        } else if words.least.contains(&*word) {
            amount.max = None;
        } else if words.most.contains(&*word) {
            amount.max = amount.max.or(amount.min);
            amount.min = None;
        }
    }
}
