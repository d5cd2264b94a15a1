//! Noun phrases: their extent, number and modifiers, for the labels of the English and the French models.

use masudi_doc::{Doc, TokenIdx, TokenSpan, Upos, tree};

const LEFT: [&str; 13] = [
    "det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "quantmod", "predet", "npadvmod", "punct", "case",
    "flat",
];

/// The phrase around `core` (a name or one noun) with its left modifiers and what follows with "of" or "from";
/// without relative clauses, appositions and conjuncts.
pub(crate) fn extent(doc: &Doc, head: TokenIdx, core: TokenSpan) -> TokenSpan {
    let (mut start, mut end) = (core.start.min(head.0), core.end.max(head.0 + 1));
    for &child in doc.children(head) {
        if child.0 < start && LEFT.contains(&doc.dep(child)) && doc.dep(child) != "punct" {
            start = start.min(tree::subtree_span(doc, child).start);
        }
        let word = doc.word(child);
        if child.0 >= end && doc.dep(child) == "prep" && (word == "of" || word == "from") {
            let span = tree::subtree_span(doc, child);
            if span.start == end && span.len() <= 8 {
                end = span.end;
            }
        }
    }
    TokenSpan { start, end }
}

/// Whether the noun is plural.
pub(crate) fn is_plural(doc: &Doc, head: TokenIdx) -> bool {
    matches!(doc.tag(head), "NNS" | "NNPS")
        || doc.token(head).morph.contains("Number=Plur")
        || (doc.word(head).eq_ignore_ascii_case("police") || doc.word(head).eq_ignore_ascii_case("people"))
}

/// Whether the word can head a phrase that names somebody.
pub(crate) fn is_nominal(doc: &Doc, at: TokenIdx) -> bool {
    matches!(doc.pos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
        || (doc.pos(at) == Upos::Adj && is_argument(doc, at))
}

/// Whether it stands where an argument stands.
pub(crate) fn is_argument(doc: &Doc, at: TokenIdx) -> bool {
    let dep = doc.dep(at);
    matches!(dep, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "dative" | "poss" | "conj" | "appos" | "attr" | "agent")
        || matches!(dep, "obj" | "iobj" | "nmod" | "ROOT")
        || dep.starts_with("obl")
        || dep.starts_with("nsubj")
}

/// Whether it modifies a following noun from within its phrase.
pub(crate) fn modifies(doc: &Doc, at: TokenIdx) -> bool {
    doc.head(at) > at && matches!(doc.dep(at), "amod" | "compound" | "nmod" | "npadvmod")
}

/// Whether the name is part of "US-led", "Iranian-backed", "pro-Iran": then it says nothing of nationality.
pub(crate) fn is_hyphenated(doc: &Doc, tokens: TokenSpan) -> bool {
    let word = |i: u32| if (i as usize) < doc.len() { doc.word(TokenIdx(i)) } else { "" };
    let before = tokens.start.checked_sub(2).map(|i| (word(i).to_lowercase(), word(i + 1)));
    let affix = |w: &str| matches!(w, "pro" | "anti" | "non" | "ex");
    before.is_some_and(|(prefix, hyphen)| hyphen == "-" && affix(&prefix))
        || (word(tokens.end) == "-" && word(tokens.end + 1).ends_with("ed") && word(tokens.end + 1) != "born")
        || (word(tokens.end) == "-" && matches!(word(tokens.end + 1), "led" | "held" | "run" | "made"))
}
