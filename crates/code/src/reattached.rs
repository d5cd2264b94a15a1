//! Verbs that the parser joins to what was said or asked although they go on with who said or asked it.
//!
//! In: a parsed document. Out: the same, with such verbs joined to the verb of speech or of asking; all else stays. What this
//! module does not do: it mends no other fault of the parser; those are mended where the role is read.

use masudi_doc::tree::{ancestors, child};
use masudi_doc::{Doc, Token, TokenIdx};
use std::borrow::Cow;

/// The document with its resuming verbs joined to the verb of speech; borrowed where there are none.
pub(crate) fn reattached(doc: &Doc) -> Cow<'_, Doc> {
    let speech = |verb: TokenIdx| resumes(doc, verb).then(|| doc.head(doc.head(verb))).or_else(|| asked(doc, verb));
    let all = (0..doc.len()).map(TokenIdx::from);
    let resuming: Vec<(TokenIdx, TokenIdx)> = all.filter_map(|verb| Some((verb, speech(verb)?))).collect();
    if resuming.is_empty() {
        return Cow::Borrowed(doc);
    }
    let mut tokens: Vec<Token> = doc.tokens().to_vec();
    for (verb, to) in resuming {
        if let Some(token) = tokens.get_mut(verb.get()) {
            token.head = to;
        }
    }
    Doc::new(doc.shared_text(), doc.language(), tokens, doc.entities().to_vec()).map_or(Cow::Borrowed(doc), Cow::Owned)
}

/// Whether a verb goes on with the speaker: "“It was piracy,” the general said, and asked for the ship", "said Peru should leave,
/// and accused its ministers".
fn resumes(doc: &Doc, verb: TokenIdx) -> bool {
    let said = doc.head(verb);
    let speech = doc.head(said);
    if doc.dep(verb) != "conj" || doc.dep(said) != "ccomp" {
        return false;
    }
    let said_first = said < speech && speech < verb;
    let of_speaker =
        doc.tag(verb) == "VBD" && doc.tag(speech) == "VBD" && child(doc, verb, &["nsubj", "aux"]).is_none();
    said_first || (of_speaker && is_of_now(doc, said))
}

/// The verb that a finite verb goes on from where the parser joins it to the infinitive below: "asked them to stay and urged calm".
fn asked(doc: &Doc, verb: TokenIdx) -> Option<TokenIdx> {
    let finite = doc.dep(verb) == "conj" && matches!(doc.tag(verb), "VBD" | "VBZ");
    let bare = child(doc, verb, &["nsubj", "nsubjpass", "aux", "auxpass"]).is_none();
    let is_infinitive = |at: TokenIdx| {
        let to = |aux: TokenIdx| doc.word(aux).eq_ignore_ascii_case("to");
        doc.tag(at) == "VB" && child(doc, at, &["aux"]).is_some_and(to)
    };
    if !finite || !bare || !is_infinitive(doc.head(verb)) {
        return None;
    }
    let above = ancestors(doc, doc.head(verb)).skip(1).take(4).find(|at| !is_infinitive(*at))?;
    matches!(doc.tag(above), "VBD" | "VBZ" | "VBP" | "VBN").then_some(above)
}

/// Whether a clause is in the present or under a modal: "should leave", "is lying". In "said it was ready and agreed" both
/// may be told of the same subject.
fn is_of_now(doc: &Doc, verb: TokenIdx) -> bool {
    let finite = child(doc, verb, &["aux", "auxpass"]).unwrap_or(verb);
    matches!(doc.tag(finite), "MD" | "VBZ" | "VBP")
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::{DocBuilder, Lang};

    /// "He said it MODAL leave and VERB them", the last verb joined to "leave"; the word that it hangs on afterwards.
    fn head_of_last(modal: &str, tag: &str, verb: &str) -> String {
        let doc = DocBuilder::new(Lang::En)
            .word("He", "he", "PRON", "PRP", 1, "nsubj")
            .word("said", "say", "VERB", "VBD", 1, "ROOT")
            .word("it", "it", "PRON", "PRP", 4, "nsubj")
            .word(modal, modal, "AUX", tag, 4, "aux")
            .word("leave", "leave", "VERB", "VB", 1, "ccomp")
            .word("and", "and", "CCONJ", "CC", 4, "cc")
            .word(verb, verb, "VERB", if verb.ends_with("ed") { "VBD" } else { "VB" }, 4, "conj")
            .word("them", "they", "PRON", "PRP", 6, "dobj")
            .build()
            .unwrap();
        let read = reattached(&doc);
        read.word(read.head(TokenIdx(6))).to_owned()
    }

    #[test]
    fn a_past_tense_after_a_modal_goes_on_with_the_speaker() {
        assert_eq!(head_of_last("should", "MD", "accused"), "said");
    }

    #[test]
    fn a_past_tense_after_an_infinitive_goes_on_with_who_asks() {
        let doc = DocBuilder::new(Lang::En)
            .word("Peru", "Peru", "PROPN", "NNP", 1, "nsubj")
            .word("asked", "ask", "VERB", "VBD", 1, "ROOT")
            .word("them", "they", "PRON", "PRP", 1, "dobj")
            .word("to", "to", "PART", "TO", 4, "aux")
            .word("stay", "stay", "VERB", "VB", 1, "xcomp")
            .word("and", "and", "CCONJ", "CC", 4, "cc")
            .word("urged", "urge", "VERB", "VBD", 4, "conj")
            .word("calm", "calm", "NOUN", "NN", 6, "dobj")
            .build()
            .unwrap();
        let read = reattached(&doc);
        assert_eq!(read.word(read.head(TokenIdx(6))), "asked");
    }

    #[test]
    fn what_the_modal_governs_stays() {
        assert_eq!(head_of_last("should", "MD", "accuse"), "leave");
        assert_eq!(head_of_last("did", "VBD", "accused"), "leave");
    }
}
