//! What the form of a verb says, and what stands in its clause: infinitives, commands, questions, modals, conditions.
//!
//! In: a verb in its tree. Out: whether it stands in such a form, and what that makes of its [`Status`]. What this module does not do: it
//! looks at nothing above the clause.

use crate::lower::lower;
use masudi_doc::tree::{ancestors, child, children_with};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::frames::Operators;
use masudi_record::Status;

/// "To leave", "to be received".
pub(crate) fn is_infinitive(doc: &Doc, verb: TokenIdx) -> bool {
    let bare = doc.tag(verb) == "VB" || child(doc, verb, &["auxpass"]).is_some_and(|be| doc.tag(be) == "VB");
    bare && children_with(doc, verb, &["aux"]).any(|a| doc.tag(a) == "TO")
}

/// "Called for the girls to be let go", "the right to hand over land": not done yet, unless somebody is the first to do it.
pub(crate) fn is_wished(doc: &Doc, clause: TokenIdx) -> bool {
    let ranked = |t: TokenIdx| {
        doc.tag(t) == "JJS" || matches!(&*lower(doc.lemma(t)), "first" | "last" | "only" | "latest" | "next" | "second")
    };
    let mut nouns = ancestors(doc, clause).skip(1).take_while(|t| doc.pos(*t) != Upos::Verb);
    is_infinitive(doc, clause) && !nouns.any(|t| ranked(t) || doc.children(t).iter().any(|c| ranked(*c)))
}

/// A command: a bare verb at the top of its sentence or quotation.
pub(crate) fn is_imperative(doc: &Doc, verb: TokenIdx) -> bool {
    doc.tag(verb) == "VB"
        && (matches!(doc.dep(verb), "ROOT" | "ccomp" | "parataxis") || is_quoted(doc, verb))
        && child(doc, verb, &["nsubj", "nsubjpass", "aux", "expl", "csubj"]).is_none()
}

/// Right behind an opening quotation mark: "signs reading “stop the war”".
fn is_quoted(doc: &Doc, verb: TokenIdx) -> bool {
    verb.0.checked_sub(1).is_some_and(|before| doc.tag(TokenIdx(before)) == "``")
}

/// In the main clause of a question.
pub(crate) fn is_asked(doc: &Doc, at: TokenIdx) -> bool {
    let sentence = doc.sentence(doc.sentence_of(at));
    let asks = (sentence.end.saturating_sub(3)..sentence.end).any(|t| doc.word(TokenIdx(t)) == "?");
    asks && ancestors(doc, at).take(3).any(|a| doc.is_root(a))
}

/// "Nobody", "no soldiers", "none of the rebels", "neither Peru nor Chile".
pub(crate) fn is_nobody(doc: &Doc, operators: &Operators, word: TokenIdx) -> bool {
    operators.nobody.contains(&*lower(doc.word(word)))
        || children_with(doc, word, &["det", "preconj", "cc"])
            .any(|c| c < word && operators.nobody.contains(&*lower(doc.word(c))))
}

/// A condition or a purpose in the predicate's clause. What somebody called, wrote or came to do was done.
pub(crate) fn condition(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let purpose = doc.dep(at) == "advcl" && is_infinitive(doc, at) && child(doc, at, &["mark"]).is_none();
    // Whom somebody gathered to fight need not have fought.
    let gathered = matches!(doc.lemma(doc.head(at)), "assemble" | "gather" | "deploy")
        && child(doc, doc.head(at), &["dobj"]).is_some();
    let done = || !gathered && operators.purposive.contains(&*lower(doc.lemma(doc.head(at))));
    let open = condition_mark(doc, operators, at) || (purpose && !done()) || is_awaited(doc, operators, at);
    if open { Status::Hypothetical } else { Status::Actual }
}

/// What is waited for: "until the rebels leave", and beside what lies ahead or must be, "once they have left", "when he
/// arrives".
fn is_awaited(doc: &Doc, operators: &Operators, at: TokenIdx) -> bool {
    let auxiliary = child(doc, at, &["aux", "auxpass"]).unwrap_or(at);
    if doc.dep(at) != "advcl" {
        return false;
    }
    let present = matches!(doc.tag(auxiliary), "VBZ" | "VBP");
    let mut marks = children_with(doc, at, &["mark", "advmod"]).map(|m| lower(doc.word(m)));
    let ahead = || {
        let auxiliaries = children_with(doc, doc.head(at), &["aux"]).map(|aux| lower(doc.word(aux)));
        let modal = |word: &str| {
            operators.future_modals.contains(word) || operators.hypothetical_modals.contains(word) || word == "would"
        };
        auxiliaries.into_iter().any(|word| modal(&word))
    };
    marks.any(|mark| match &*mark {
        // "would not talk until the last soldier had left"
        "until" | "till" => present || ahead(),
        "once" => ahead(),
        "when" | "after" | "before" => present && ahead(),
        _ => false,
    })
}

/// What auxiliaries say. "would" is the future of the past ("said it would leave") unless a condition stands beside it;
/// "may have" is a guess at what happened.
pub(crate) fn modal(doc: &Doc, operators: &Operators, at: TokenIdx) -> Status {
    let auxiliaries: Vec<TokenIdx> = children_with(doc, at, &["aux", "neg"]).collect();
    if auxiliaries.iter().any(|aux| doc.dep(*aux) == "neg")
        || children_with(doc, at, &["nsubj", "nsubjpass"]).any(|subject| is_nobody(doc, operators, subject))
    {
        return Status::Negated;
    }
    if doc.is_root(at) && is_infinitive(doc, at) && child(doc, at, &["nsubj", "nsubjpass"]).is_some() {
        // A headline: "Oslo and Lima to hold talks".
        return Status::Future;
    }
    let perfect = auxiliaries.iter().any(|aux| doc.lemma(*aux) == "have");
    let mut status = inflected(doc, &auxiliaries, at);
    for aux in auxiliaries {
        let word = lower(doc.word(aux));
        if operators.future_modals.contains(&*word) {
            status = Status::Future;
        } else if operators.past_future_modals.contains(&*word) && !perfect {
            status = if is_conditioned(doc, operators, at) { Status::Hypothetical } else { Status::Future };
        } else if operators.hypothetical_modals.contains(&*word) {
            let guessed = perfect && operators.guess_modals.contains(&*word);
            status = if guessed { Status::Alleged } else { Status::Hypothetical };
        }
    }
    status
}

/// What the form of a verb says, in languages that have one for it: "quittera" is to come, "aurait tué" is told only as
/// a claim, "quitterait" is a future of the past.
fn inflected(doc: &Doc, auxiliaries: &[TokenIdx], at: TokenIdx) -> Status {
    let has = |t: TokenIdx, feature: &str| doc.token(t).morph.contains(feature);
    let any = |feature: &str| has(at, feature) || auxiliaries.iter().any(|aux| has(*aux, feature));
    match () {
        () if any("Tense=Fut") => Status::Future,
        () if auxiliaries.iter().any(|aux| doc.lemma(*aux) == "have" && has(*aux, "Mood=Cnd")) => Status::Alleged,
        () if any("Mood=Cnd") => Status::Future,
        () => Status::Actual,
    }
}

/// Whether a condition stands beside a verb.
fn is_conditioned(doc: &Doc, operators: &Operators, verb: TokenIdx) -> bool {
    has_condition(doc, operators, verb) || condition_mark(doc, operators, verb)
}

pub(crate) fn has_condition(doc: &Doc, operators: &Operators, verb: TokenIdx) -> bool {
    children_with(doc, verb, &["advcl"]).any(|clause| condition_mark(doc, operators, clause))
}

/// Whether a verb stands under "will" or "would".
pub(crate) fn is_promised(doc: &Doc, operators: &Operators, verb: TokenIdx) -> bool {
    children_with(doc, verb, &["aux"]).any(|aux| {
        let word = lower(doc.word(aux));
        operators.future_modals.contains(&*word) || operators.past_future_modals.contains(&*word)
    })
}

pub(crate) fn condition_mark(doc: &Doc, operators: &Operators, clause: TokenIdx) -> bool {
    children_with(doc, clause, &["mark"]).any(|c| operators.conditional_marks.contains(&*lower(doc.word(c))))
}
