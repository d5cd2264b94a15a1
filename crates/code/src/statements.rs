//! Statements: who is said to say, deny, confirm or demand what.
//!
//! In: a document with its actors and propositions. Out: [`CodedStatement`]s. Only somebody whom the document refers to
//! as an actor speaks.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::Proposition;
use masudi_doc::tree::{child, children_with, subtree};
use masudi_doc::{TokenIdx, TokenSpan, Upos};

/// One statement, still in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedStatement {
    /// Head of the words that name the speaker.
    pub speaker: TokenIdx,
    /// The verb of saying.
    pub cue: TokenIdx,
    /// What is said.
    pub content: TokenSpan,
    /// claim, denial, confirmation or demand.
    pub kind: &'static str,
}

/// The statements of a document, in order of their verbs.
pub fn find(scene: &Scene<'_>) -> Vec<CodedStatement> {
    scene.propositions.iter().filter_map(|proposition| statement(scene, proposition)).collect()
}

fn statement(scene: &Scene<'_>, proposition: &Proposition) -> Option<CodedStatement> {
    let (doc, cues, operators) = (scene.doc, &scene.frames.statements, &scene.frames.operators);
    let verb = proposition.head;
    if doc.pos(verb) != Upos::Verb {
        return None;
    }
    let object = child(doc, verb, &["dobj"]);
    let accused = || object.is_some_and(|o| cues.accusations.contains(&*lower(doc.lemma(o))));
    let kind = if proposition.is_one_of(&cues.denial) || (proposition.is_one_of(&cues.rejects) && accused()) {
        "denial"
    } else if proposition.is_one_of(&cues.confirmation) {
        "confirmation"
    } else if proposition.is_one_of(&cues.demand) {
        "demand"
    } else if proposition.is_one_of(&operators.report)
        || proposition.is_one_of(&operators.claim)
        || proposition.is_one_of(&cues.owns)
    {
        "claim"
    } else {
        return None;
    };
    let speaker = proposition.fillers("agent").find(|t| scene.actors.at(*t).is_some())?;
    // "Blast kills one; Kyiv denies strike": what is denied comes after the verb.
    let clause = child(doc, verb, &["ccomp"]).filter(|c| kind == "claim" || *c > verb);
    let clause = clause.or_else(|| child(doc, verb, &["xcomp"]).filter(|_| kind != "claim"));
    // "called on all parties to stop": what is demanded begins with whom it is demanded of.
    let phrase = || {
        let prepositional = children_with(doc, verb, &["prep"])
            .find(|p| proposition.lemmas.iter().any(|l| l.ends_with(&format!(" {}", lower(doc.word(*p))))));
        object.or_else(|| prepositional.and_then(|p| child(doc, p, &["pobj", "pcomp"])))
    };
    let content = match (kind, clause) {
        ("claim", Some(clause)) => run(scene, clause, verb),
        // "claimed responsibility", "claimed the attack".
        ("claim", None) => run(scene, object.filter(|o| is_owned_up(scene, proposition, speaker, *o))?, verb),
        ("demand", Some(clause)) => {
            let span = run(scene, clause, verb);
            let whom = phrase().map_or(span.start, |p| run(scene, p, verb).start.min(span.start));
            TokenSpan { start: if whom > verb.0 { whom } else { span.start }, end: span.end }
        }
        (_, Some(clause)) => run(scene, clause, verb),
        (_, None) => run(scene, phrase()?, verb),
    };
    (!content.is_empty()).then_some(CodedStatement { speaker, cue: verb, content, kind })
}

/// Whether somebody claims a deed as his own: "no group claimed responsibility" is nobody.
fn is_owned_up(scene: &Scene<'_>, proposition: &Proposition, speaker: TokenIdx, object: TokenIdx) -> bool {
    let (doc, cues) = (scene.doc, &scene.frames.statements);
    if !proposition.is_one_of(&cues.owns) {
        return false;
    }
    let none = children_with(doc, speaker, &["det"]).any(|d| lower(doc.word(d)) == "no");
    !none && cues.deeds.contains(&*lower(doc.lemma(object)))
}

/// The unbroken run of words below `top` that holds it, on one side of the verb of saying, without conjunction and
/// punctuation at its ends.
fn run(scene: &Scene<'_>, top: TokenIdx, verb: TokenIdx) -> TokenSpan {
    let doc = scene.doc;
    let below = subtree(doc, top);
    let side: Vec<u32> = below.iter().filter(|t| (**t < verb) == (top < verb)).map(|t| t.0).collect();
    let (Some(first), Some(last)) = (side.first(), side.last()) else { return TokenSpan::default() };
    let mut span = TokenSpan { start: *first, end: last + 1 };
    let loose = |t: u32| matches!(doc.pos(TokenIdx(t)), Upos::Punct | Upos::Space);
    let mark = |t: u32| doc.dep(TokenIdx(t)) == "mark" && lower(doc.word(TokenIdx(t))) == "that";
    while !span.is_empty() && (loose(span.start) || mark(span.start)) {
        span.start += 1;
    }
    while !span.is_empty() && loose(span.end - 1) {
        span.end -= 1;
    }
    span
}
