//! Whatever the words and however broken the tree, the resolver gives references that fit the document.

#![allow(clippy::unwrap_used)]

use masudi_actor::{ActorLexicon, ActorResolver};
use masudi_doc::{Civil, DocBuilder, Lang};
use masudi_lexicon::DataFiles;
use proptest::prelude::*;
use std::sync::OnceLock;

const WORDS: [&str; 64] = [
    "the",
    "both",
    "US",
    "-",
    "backed",
    "led",
    "pro",
    "anti",
    "Kurdish",
    "forces",
    "of",
    "in",
    "from",
    "Syria",
    "Iraqi",
    "and",
    "president",
    "former",
    "ministers",
    "(",
    "SDF",
    ")",
    "they",
    "it",
    "he",
    "his",
    "we",
    "“",
    "”",
    "said",
    "Donald",
    "Trump",
    "Mr",
    "Prince",
    "Mohammed",
    "Hamas",
    "group",
    "two",
    "countries",
    "leaders",
    "dozens",
    "Mosul",
    "UN",
    "secretary",
    "general",
    "positions",
    "members",
    "Islamic",
    "State",
    "who",
    "their",
    "Nato",
    "'s",
    "é̀",
    "\u{a0}",
    "l'",
    "État",
    "islamique",
    "les",
    "troupes",
    "irakiennes",
    "old",
    "ex",
    "İ",
];
const DEPS: [&str; 22] = [
    "nsubj",
    "dobj",
    "pobj",
    "prep",
    "amod",
    "compound",
    "poss",
    "conj",
    "cc",
    "det",
    "appos",
    "ROOT",
    "punct",
    "relcl",
    "ccomp",
    "nmod",
    "case",
    "flat:name",
    "obl:arg",
    "obj",
    "advcl",
    "npadvmod",
];
const POS: [&str; 8] = ["NOUN", "PROPN", "ADJ", "VERB", "PRON", "DET", "PUNCT", "NUM"];
const TAGS: [&str; 4] = ["NN", "NNS", "VBN", "PRP"];
const LABELS: [&str; 5] = ["PERSON", "ORG", "GPE", "DATE", "PER"];

fn lexicon() -> &'static ActorLexicon {
    static LEXICON: OnceLock<ActorLexicon> = OnceLock::new();
    LEXICON.get_or_init(|| ActorLexicon::load(&DataFiles::built_in()).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn references_fit_the_document(
        french: bool,
        dated: bool,
        rows in prop::collection::vec((0..64usize, "\\PC{0,6}", 0..8u8, 0..8usize, 0..4usize, 0..60usize, 0..22usize), 0..60),
        entities in prop::collection::vec((0..60usize, 1..4usize, 0..5usize), 0..6),
    ) {
        let n = rows.len();
        let mut builder = DocBuilder::new(if french { Lang::Fr } else { Lang::En });
        for (word, any, kind, pos, tag, head, dep) in &rows {
            let text = if *kind == 0 && !any.is_empty() { any.as_str() } else { WORDS[*word] };
            builder = builder.word(text, &text.to_lowercase(), POS[*pos], TAGS[*tag], head % n, DEPS[*dep]);
            if *kind == 1 {
                builder = builder.opens_sentence();
            }
        }
        let mut next = 0;
        let mut sorted = entities.clone();
        sorted.sort();
        for (start, length, label) in sorted {
            if start >= next && start + length <= n {
                builder = builder.entity(start, start + length, LABELS[label]);
                next = start + length;
            }
        }
        let doc = builder.build().unwrap();
        let on = dated.then_some(Civil { year: 2018, month: 6, day: 1 });
        let actors = ActorResolver::new(lexicon()).resolve(&doc, on, &[]);
        for pair in actors.refs.windows(2) {
            prop_assert!(pair[0].head < pair[1].head);
        }
        for r in &actors.refs {
            prop_assert!(r.tokens.has(r.head) && r.tokens.end as usize <= n);
            let e = actors.entity(r.entity);
            prop_assert!(e.members.iter().all(|m| (m.0 as usize) < actors.entities.len() && *m != r.entity));
            prop_assert!(e.country.is_none() || e.code.is_some());
        }
    }
}
