//! Which way a bare weekday or month points: the tense of the verb that governs it.
//!
//! In: a document and the expression's tokens. Out: past, future or nothing said. The tree is used where there is
//! one; without it the nearest verb of the sentence before the expression, then after it, speaks.

use masudi_doc::{Doc, Lang, TokenIdx, TokenSpan, Upos};

/// Where a time lies, seen from the publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
}

/// The tense around an expression.
pub(crate) fn tense(doc: &Doc, at: TokenSpan) -> Option<Tense> {
    just_before(doc, at).or_else(|| match at.iter().find(|t| !at.has(doc.head(*t))) {
        Some(outside) => by_tree(doc, at, doc.head(outside)),
        None if at.iter().any(|t| !doc.children(t).is_empty()) => None,
        None => by_distance(doc, at),
    })
}

/// Whether a length of time ends with the day of publication: "over the past week", "have died in three months".
pub(crate) fn lasts_till_now(doc: &Doc, at: TokenSpan) -> bool {
    let lower = |t: TokenIdx| doc.word(t).to_lowercase();
    if at.iter().any(|t| matches!(&*lower(t), "past" | "derniers" | "dernières")) {
        return true;
    }
    let before = at.start.checked_sub(1).map(TokenIdx);
    let inside = before.is_some_and(|t| matches!(&*lower(t), "in" | "over" | "for" | "within" | "during"));
    let last = at.iter().any(|t| lower(t) == "last");
    let verb = masudi_doc::tree::ancestors(doc, TokenIdx(at.start)).find(|t| is_verb(doc, *t));
    let perfect = |verb: TokenIdx| {
        doc.children(verb).iter().any(|c| doc.dep(*c) == "aux" && matches!(&*lower(*c), "has" | "have" | "'ve" | "’ve"))
    };
    // "has promised elections within ninety days"
    let promised = |verb: TokenIdx| PROMISES.contains(&doc.lemma(verb));
    inside && (last || verb.is_some_and(|verb| perfect(verb) && !promised(verb)))
}

/// Verbs whose object lies ahead.
const PROMISES: &[&str] = &["promise", "pledge", "vow", "order", "demand", "offer", "undertake", "announce"];

/// Verbs that set a time for later ("postponed until Tuesday").
const PLANS: &[&str] =
    &["plan", "schedule", "postpone", "expect", "slate", "delay", "prévoir", "programmer", "reporter", "attendre"];

/// Verbs whose object is still to be met.
const INVITES: &[&str] = &["invite", "inviter"];

fn by_tree(doc: &Doc, span: TokenSpan, mut at: TokenIdx) -> Option<Tense> {
    let mut in_noun_phrase = false;
    for _ in 0..24 {
        if is_verb(doc, at) {
            let far = span.start.abs_diff(at.0) > 3;
            return match verb_tense(doc, at) {
                // "agreed to buy the bank Friday": the time may belong to the verb above.
                Some(Tense::Future) if far && own_tense(doc, at).is_none() && infinitive(doc, at) => {
                    at = doc.head(at);
                    continue;
                }
                // "invited both to talks in August": those lie ahead.
                Some(Tense::Past) if in_noun_phrase && INVITES.contains(&doc.lemma(at)) => Some(Tense::Future),
                // "Friday's session shows": the verb does not tell when the session was.
                Some(Tense::Present) if in_noun_phrase => None,
                tense => tense,
            };
        }
        in_noun_phrase |= matches!(doc.pos(at), Upos::Noun | Upos::Propn) && !span.has(at);
        let head = doc.head(at);
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

/// "said Friday", "signed late Friday": the verb right before.
fn just_before(doc: &Doc, span: TokenSpan) -> Option<Tense> {
    let last = (span.start.saturating_sub(3)..span.start)
        .rev()
        .map(TokenIdx)
        .find(|t| !matches!(doc.word(*t), "on" | "late" | "early" | "in" | "le" | "ce" | "," | "since"))?;
    let plans = PLANS.contains(&doc.lemma(last));
    match doc.tag(last) {
        "VBD" if !plans => Some(Tense::Past),
        "VBN" if !plans && !governed_by_future(doc, last) => Some(Tense::Past),
        _ => None,
    }
}

fn governed_by_future(doc: &Doc, verb: TokenIdx) -> bool {
    doc.children(verb).iter().any(|c| own_tense(doc, *c) == Some(Tense::Future) || doc.word(*c) == "to")
}

fn infinitive(doc: &Doc, verb: TokenIdx) -> bool {
    doc.tag(verb) == "VB" && !doc.is_root(verb) && doc.children(verb).iter().any(|c| doc.tag(*c) == "TO")
}

fn is_verb(doc: &Doc, at: TokenIdx) -> bool {
    matches!(doc.pos(at), Upos::Verb | Upos::Aux)
        || (doc.language() == Lang::Fr && doc.children(at).iter().any(|c| doc.pos(*c) == Upos::Aux))
}

/// The tense of a verb with its auxiliaries.
fn verb_tense(doc: &Doc, verb: TokenIdx) -> Option<Tense> {
    if PLANS.contains(&doc.lemma(verb)) {
        return Some(Tense::Future);
    }
    let auxiliaries = doc.children(verb).iter().filter(|c| doc.pos(**c) == Upos::Aux);
    let mut seen = None;
    for at in auxiliaries.copied().chain([verb]) {
        match own_tense(doc, at) {
            Some(Tense::Future) => return Some(Tense::Future),
            Some(tense) => seen = seen.or(Some(tense)),
            None => {}
        }
    }
    match doc.language() {
        Lang::En => match (doc.tag(verb), seen) {
            // "has met" tells of the past, as does "the ruling issued Thursday".
            ("VBN", Some(Tense::Present)) if doc.children(verb).iter().any(|c| doc.lemma(*c) == "have") => {
                Some(Tense::Past)
            }
            ("VBN", None) => Some(Tense::Past),
            ("VB", None) if infinitive(doc, verb) => Some(Tense::Future),
            _ => seen,
        },
        Lang::Fr => {
            let morph = &doc.token(verb).morph;
            let participle = morph.contains("VerbForm=Part") && morph.contains("Tense=Past");
            // "est arrêté" is present, "a été arrêté" is past.
            let passive = doc.children(verb).iter().any(|c| doc.dep(*c) == "aux:pass" && doc.word(*c) != "été");
            match seen {
                Some(Tense::Present) | None if participle && !passive => Some(Tense::Past),
                None if morph.contains("VerbForm=Inf") => Some(Tense::Future),
                seen => seen,
            }
        }
    }
}

fn own_tense(doc: &Doc, at: TokenIdx) -> Option<Tense> {
    match doc.language() {
        Lang::En => match doc.tag(at) {
            "VBD" => Some(Tense::Past),
            "VBP" | "VB" if is_past_form(doc.word(at)) => Some(Tense::Past),
            "VBP" | "VBZ" => Some(Tense::Present),
            "MD" => match doc.word(at).to_ascii_lowercase().as_str() {
                "will" | "'ll" | "\u{2019}ll" | "shall" | "wo" | "may" | "can" | "must" | "should" | "might" | "ca"
                | "would" | "'d" => Some(Tense::Future),
                _ => None,
            },
            _ => None,
        },
        Lang::Fr => {
            let morph = &doc.token(at).morph;
            if morph.contains("Tense=Fut") {
                Some(Tense::Future)
            } else if !morph.contains("VerbForm=Fin") {
                None
            } else if morph.contains("Tense=Past") || morph.contains("Tense=Imp") {
                Some(Tense::Past)
            } else if morph.contains("Tense=Pres") {
                Some(Tense::Present)
            } else {
                None
            }
        }
    }
}

/// Ends of verbs in the past tense that are no verbs of the present, which the tagger takes for one in rare compounds
/// ("retook", "overran").
const PAST_ENDS: &[&str] = &[
    "took", "ran", "drew", "threw", "broke", "stood", "fought", "caught", "sought", "brought", "went", "wrote", "flew",
    "grew",
];

fn is_past_form(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    PAST_ENDS.iter().any(|end| word.ends_with(end))
}

fn by_distance(doc: &Doc, span: TokenSpan) -> Option<Tense> {
    let sentence = doc.sentences().get(doc.sentence_of(TokenIdx(span.start)).get())?;
    let before = (sentence.start..span.start).rev().map(TokenIdx);
    let after = (span.end..sentence.end).map(TokenIdx);
    before.chain(after).find_map(|at| own_tense(doc, at))
}
