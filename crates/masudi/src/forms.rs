//! Forms of verbs that the model mistakes, mended.
//!
//! In: an annotated document, and the forms of its language. Out: the same document, in which a listed form has its lemma, and the
//! tag of a past tense or participle. Heads and labels stay as the parser left them.

use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::verb_forms::{FormKind, VerbForms};

/// Mends the document's verbs.
pub(crate) fn mend(doc: &mut Doc, forms: &VerbForms) {
    if forms.is_empty() {
        return;
    }
    for at in (0..doc.len()).map(TokenIdx::from) {
        // The model gives the lemma of a form that it knows.
        if !doc.tag(at).starts_with("VB") || doc.lemma(at) != doc.word(at) {
            continue;
        }
        let Some((lemma, kind)) = forms.get(doc.word(at)) else { continue };
        let (tag, morph) = form(doc, at, kind);
        doc.set_form(at, lemma.into(), tag.into(), morph.into());
    }
}

fn form(doc: &Doc, at: TokenIdx, kind: FormKind) -> (&'static str, &'static str) {
    let helped = || doc.children(at).iter().any(|child| matches!(doc.lemma(*child), "have" | "be" | "get"));
    let participle = match (kind, doc.tag(at)) {
        (FormKind::Past, _) | (FormKind::Both, "VBD") => false,
        (FormKind::Participle, _) | (FormKind::Both, "VBN") => true,
        (FormKind::Both, _) => helped(),
    };
    if participle { ("VBN", "Aspect=Perf|Tense=Past|VerbForm=Part") } else { ("VBD", "Tense=Past|VerbForm=Fin") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_doc::{DocBuilder, Lang};
    use masudi_lexicon::DataFiles;

    fn mended(aux: &str, verb: &str, tag: &str) -> (String, String) {
        let builder = DocBuilder::new(Lang::En).word("They", "they", "PRON", "PRP", 2, "nsubj");
        let builder = builder.word(aux, aux, "AUX", "VBP", 2, "aux").word(verb, verb, "VERB", tag, 2, "ROOT");
        let mut doc = builder.word("it", "it", "PRON", "PRP", 2, "dobj").build().unwrap();
        mend(&mut doc, &VerbForms::load(&DataFiles::built_in(), "en").unwrap());
        (doc.lemma(TokenIdx(2)).to_owned(), doc.tag(TokenIdx(2)).to_owned())
    }

    fn pair(lemma: &str, tag: &str) -> (String, String) {
        (lemma.to_owned(), tag.to_owned())
    }

    #[test]
    fn a_form_that_the_model_does_not_know_is_a_past_tense() {
        assert_eq!(mended("also", "retook", "VBP"), pair("retake", "VBD"));
        assert_eq!(mended("also", "rebuilt", "VBP"), pair("rebuild", "VBD"));
    }

    #[test]
    fn with_an_auxiliary_it_is_a_participle() {
        assert_eq!(mended("have", "rebuilt", "VB"), pair("rebuild", "VBN"));
        assert_eq!(mended("also", "redrawn", "VBN"), pair("redraw", "VBN"));
    }

    #[test]
    fn nouns_and_other_verbs_stay() {
        assert_eq!(mended("also", "retook", "NN"), pair("retook", "NN"));
        assert_eq!(mended("also", "hit", "VBP"), pair("hit", "VBP"));
    }
}
