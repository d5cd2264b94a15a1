//! Modes that words in or beside the trigger signal: "drone strike", "shelled with mortars", "deployed tanks".
//!
//! In: an event's predicate, type, actors and recipients. Out: the mode of the first cue of its type that is found, or
//! `None`. A mode that the frame fixes comes before.

use crate::lower::lower;
use crate::matcher::Scene;
use crate::proposition::Proposition;
use masudi_doc::tree::{child, children_with};
use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::frames::{CuePlace, ModeCue};
use smol_str::{SmolStr, format_smolstr};
use std::cell::LazyCell;

/// Words of one place where cues are looked for.
type Words = Vec<SmolStr>;

/// The mode that cues give to an event.
pub fn signalled(
    scene: &Scene<'_>,
    proposition: &Proposition,
    event_type: &str,
    actors: &[TokenIdx],
    recipients: &[TokenIdx],
) -> Option<SmolStr> {
    let cues = scene.frames.modes.of_type(event_type);
    if cues.is_empty() {
        return None;
    }
    let doc = scene.doc;
    let trigger = LazyCell::new(|| {
        let mut out = Words::new();
        phrase(doc, proposition.head, &mut out);
        if let Some(verb) = proposition.support {
            word(doc, verb, &mut out);
            adverbs(doc, verb, &mut out);
        }
        adverbs(doc, proposition.head, &mut out);
        out
    });
    let of_roles = |names: &[&str]| {
        let mut out = Words::new();
        for role in proposition.roles.iter().chain(&proposition.far).filter(|r| names.contains(&r.name.as_str())) {
            phrase(doc, role.head, &mut out);
        }
        out
    };
    let instrument = LazyCell::new(|| {
        let mut out = of_roles(&["with", "by", "agent", "using", "in", "from", "via", "through"]);
        out.extend(instruments_used(doc, proposition));
        out
    });
    let patient = LazyCell::new(|| of_roles(&["patient", "of"]));
    let clause = LazyCell::new(|| {
        let mut out = Words::new();
        let roles = proposition.roles.iter().chain(&proposition.far);
        for role in roles.filter(|r| matches!(r.name.as_str(), "clause" | "infinitive" | "for")) {
            what_is_done(doc, role.head, DEEPEST, &mut out);
        }
        out
    });
    let of_heads = |heads: &[TokenIdx]| {
        let mut out = Words::new();
        heads.iter().for_each(|head| phrase(doc, *head, &mut out));
        out
    };
    let actor = LazyCell::new(|| of_heads(actors));
    let recipient = LazyCell::new(|| of_heads(recipients));
    let sentence = LazyCell::new(|| {
        let span = doc.sentence(doc.sentence_of(proposition.head));
        (span.start..span.end).flat_map(|t| both(doc, TokenIdx(t))).collect::<Words>()
    });
    let found = |cue: &&ModeCue| {
        cue.places.iter().any(|place| {
            let hit = |words: &Words| {
                if cue.words.is_empty() { !words.is_empty() } else { words.iter().any(|w| cue.words.contains(w)) }
            };
            match place {
                CuePlace::Trigger => hit(&trigger),
                CuePlace::Instrument => hit(&instrument),
                CuePlace::Patient => hit(&patient),
                CuePlace::Actor => hit(&actor),
                CuePlace::Recipient => hit(&recipient),
                CuePlace::Clause => hit(&clause),
                CuePlace::Sentence => hit(&sentence),
            }
        })
    };
    cues.iter().find(found).map(|cue| cue.mode.clone())
}

/// "using mortars": the object of a participle of use below the predicate.
fn instruments_used(doc: &Doc, proposition: &Proposition) -> Words {
    let mut out = Words::new();
    for head in [Some(proposition.head), proposition.support].into_iter().flatten() {
        for verb in children_with(doc, head, &["advcl", "acl", "xcomp", "prep", "pcomp"]) {
            if matches!(doc.lemma(verb), "use" | "employ" | "fire" | "detonate" | "using") {
                for object in children_with(doc, verb, &["dobj", "pobj"]) {
                    phrase(doc, object, &mut out);
                }
            }
        }
    }
    out
}

/// Clauses in one another that are looked into.
const DEEPEST: usize = 8;

/// The head of a clause with its particle, its objects and what hangs on them as clauses: "let ambulances pass". A noun
/// ("called for roads to be opened") with its modifiers and the clause that says what is to become of it.
fn what_is_done(doc: &Doc, head: TokenIdx, deep: usize, out: &mut Words) {
    phrase(doc, head, out);
    for part in children_with(doc, head, &["prt", "neg", "advmod"]) {
        word(doc, part, out);
        // "step down", "send home"
        out.push(format_smolstr!("{} {}", lower(doc.lemma(head)), lower(doc.word(part))));
    }
    for object in children_with(doc, head, &["dobj", "attr", "acomp", "oprd", "nsubjpass", "dative"]) {
        phrase(doc, object, out);
    }
    for preposition in children_with(doc, head, &["prep"]) {
        if let Some(object) = child(doc, preposition, &["pobj"]) {
            phrase(doc, object, out);
        }
    }
    for below in children_with(doc, head, &["xcomp", "ccomp", "acl", "relcl"]).filter(|_| deep > 0) {
        what_is_done(doc, below, deep - 1, out);
    }
}

/// A noun with its modifiers, its `of` complement and its appositions of name: single words, and pairs with the head.
fn phrase(doc: &Doc, head: TokenIdx, out: &mut Words) {
    word(doc, head, out);
    let heads = both(doc, head);
    for part in children_with(doc, head, &["compound", "amod", "nmod", "nummod", "conj"]) {
        for left in both(doc, part) {
            for right in &heads {
                out.push(format_smolstr!("{left} {right}"));
            }
            out.push(left);
        }
        for inner in children_with(doc, part, &["compound", "amod"]) {
            for left in both(doc, inner) {
                out.push(format_smolstr!("{left} {}", lower(doc.word(part))));
                out.push(left);
            }
        }
    }
    for of in children_with(doc, head, &["prep"]).filter(|p| doc.word(*p).eq_ignore_ascii_case("of")) {
        if let Some(object) = child(doc, of, &["pobj"]) {
            word(doc, object, out);
            for part in children_with(doc, object, &["compound", "amod"]) {
                word(doc, part, out);
            }
        }
    }
}

fn adverbs(doc: &Doc, verb: TokenIdx, out: &mut Words) {
    for adverb in children_with(doc, verb, &["advmod", "acomp", "oprd", "npadvmod"]) {
        word(doc, adverb, out);
    }
}

fn word(doc: &Doc, at: TokenIdx, out: &mut Words) {
    out.extend(both(doc, at));
}

/// A word as it stands and its lemma, in lower case.
fn both(doc: &Doc, at: TokenIdx) -> [SmolStr; 2] {
    [lower(doc.word(at)).into(), lower(doc.lemma(at)).into()]
}
