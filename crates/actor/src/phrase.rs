//! Noun phrases: their extent, number and modifiers, for the labels of the English and the French models.

use crate::words::Words;
use masudi_doc::{Doc, TokenIdx, TokenSpan, Upos, tree};
use masudi_lexicon::actors::WordClass;

const LEFT: [&str; 13] = [
    "det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "quantmod", "predet", "npadvmod", "punct", "case",
    "flat",
];

/// The phrase around `core` (a name or one noun) with its left modifiers and what follows with "of" or "from";
/// without relative clauses, appositions and conjuncts.
pub(crate) fn extent(doc: &Doc, head: TokenIdx, core: TokenSpan) -> TokenSpan {
    let (mut start, mut end) = (core.start.min(head.0), core.end.max(head.0 + 1));
    for &child in doc.children(head) {
        let dep = doc.dep(child);
        if child.0 < start && LEFT.contains(&dep) && dep != "punct" && dep != "case" {
            start = start.min(left_edge(doc, child, 0));
        }
        if child.0 < end {
            continue;
        }
        let word = doc.word(child);
        let genitive = dep == "prep" && (word == "of" || word == "from");
        let french = (dep == "nmod" && tree::child(doc, child, &["case"]).is_some_and(|c| doc.lemma(c) == "de"))
            || (dep == "amod" && child.0 == end)
            || (dep.starts_with("flat") && doc.pos(child) != Upos::Punct);
        if genitive || french {
            let span = tree::subtree_span(doc, child);
            if span.start == end && span.len() <= 8 {
                end = span.end;
            }
        }
    }
    TokenSpan { start, end }
}

fn left_edge(doc: &Doc, at: TokenIdx, depth: u32) -> u32 {
    let children = doc.children(at).iter().filter(|c| c.0 < at.0 && depth < 12);
    children.map(|&c| left_edge(doc, c, depth + 1)).min().unwrap_or(at.0).min(at.0)
}

/// What says more of a noun from within its phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Link {
    /// An adjective, compound or possessor beside it.
    Beside(TokenIdx),
    /// What a preposition adds: the preposition and its object.
    After(TokenIdx, TokenIdx),
}

/// The links of a noun: those beside it first, the nearest before others, then those after.
pub(crate) fn links(doc: &Doc, words: &Words, at: TokenIdx) -> Vec<Link> {
    let mut beside = Vec::new();
    let mut after = Vec::new();
    for &child in doc.children(at) {
        let dep = doc.dep(child);
        let case = || tree::child(doc, child, &["case"]);
        match dep {
            "compound" | "npadvmod" | "poss" if child < at => beside.push(child),
            "amod" => beside.push(child),
            "nmod" => match case().filter(|_| child > at) {
                Some(case) if words.is(case, WordClass::Belonging) => after.push(Link::After(case, child)),
                Some(_) => {}
                None => beside.push(child),
            },
            "det" if words.is(child, WordClass::They) || words.is(child, WordClass::It) => beside.push(child),
            "prep" if child > at && words.is(child, WordClass::Belonging) => {
                after.extend(tree::child(doc, child, &["pobj"]).map(|object| Link::After(child, object)));
            }
            _ => {}
        }
    }
    beside.sort_by_key(|c| c.0.abs_diff(at.0));
    beside.into_iter().map(Link::Beside).chain(after).collect()
}

/// Whether the noun is plural.
pub(crate) fn is_plural(doc: &Doc, head: TokenIdx) -> bool {
    matches!(doc.tag(head), "NNS" | "NNPS")
        || doc.token(head).morph.contains("Number=Plur")
        || matches!(doc.word(head), "police" | "people" | "Police" | "People")
}

/// Whether the word can head a phrase that names somebody.
pub(crate) fn is_nominal(doc: &Doc, at: TokenIdx) -> bool {
    match doc.pos(at) {
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => true,
        Upos::Adj | Upos::Verb => is_argument(doc, at) && (doc.pos(at) == Upos::Adj || is_definite(doc, at)),
        _ => false,
    }
}

fn is_definite(doc: &Doc, at: TokenIdx) -> bool {
    tree::child(doc, at, &["det"]).is_some()
}

/// Whether it stands where an argument stands.
pub(crate) fn is_argument(doc: &Doc, at: TokenIdx) -> bool {
    let dep = doc.dep(at);
    matches!(dep, "dobj" | "pobj" | "dative" | "poss" | "conj" | "appos" | "attr" | "agent" | "obj" | "iobj" | "ROOT")
        || (dep == "nmod" && doc.head(at) < at)
        || dep.starts_with("obl")
        || dep.starts_with("nsubj")
}

/// Whether it modifies a noun from within its phrase.
pub(crate) fn modifies(doc: &Doc, at: TokenIdx) -> bool {
    match doc.dep(at) {
        "amod" => true,
        "compound" | "nmod" | "npadvmod" => doc.head(at) > at,
        _ => false,
    }
}

/// Whether the phrase begins with "the", "these", "both".
pub(crate) fn definite(doc: &Doc, words: &Words, at: TokenIdx) -> bool {
    doc.children(at).iter().any(|&c| words.is(c, WordClass::Definite)) || words.is(at, WordClass::Definite)
}

/// Whether the name is part of "US-led", "Iranian-backed", "pro-Iran": then it says nothing of nationality.
pub(crate) fn is_hyphenated(doc: &Doc, words: &Words, tokens: TokenSpan) -> bool {
    let hyphen = |i: u32| (i as usize) < doc.len() && matches!(doc.word(TokenIdx(i)), "-" | "–" | "‑");
    let prefixed =
        tokens.start >= 2 && hyphen(tokens.start - 1) && words.is(TokenIdx(tokens.start - 2), WordClass::Prefix);
    prefixed || participle(doc, words, tokens).is_some()
}

/// Whether the name is that of a sponsor ("forces backed by Moscow"), which says nothing of who they are.
pub(crate) fn is_sponsor(doc: &Doc, words: &Words, name: TokenIdx) -> bool {
    let by = doc.head(name);
    doc.dep(name) == "pobj" && words.folded(by) == "by" && words.is(doc.head(by), WordClass::Sponsored)
}

/// The participle of "US-led", "Iranian-backed", or "Turkish backed".
pub(crate) fn participle(doc: &Doc, words: &Words, tokens: TokenSpan) -> Option<TokenIdx> {
    let at = |i: u32| Some(TokenIdx(i)).filter(|t| t.get() < doc.len());
    let hyphen = at(tokens.end).is_some_and(|t| matches!(doc.word(t), "-" | "–" | "‑"));
    let next = at(tokens.end + u32::from(hyphen))?;
    // "Greek-owned" and "London-based" tell whose a thing is.
    let sponsored = words.is(next, WordClass::Sponsored);
    (sponsored && (hyphen || (doc.dep(next) == "amod" && doc.head(next) > next))).then_some(next)
}
