//! Any text: no panic, and every expression lies in the text, in order.
#![allow(missing_docs, clippy::unwrap_used)]

use masudi_doc::{ByteSpan, Civil, Doc, Lang, SmolStr, Token, Upos};
use masudi_lexicon::DataFiles;
use masudi_lexicon::time::{TimeRules, pieces};
use masudi_time::{Settings, Style, TimeResolver, date_in_url};
use proptest::prelude::*;
use std::sync::OnceLock;

fn resolver() -> &'static TimeResolver {
    static RESOLVER: OnceLock<TimeResolver> = OnceLock::new();
    RESOLVER.get_or_init(|| {
        let rules = Lang::ALL.map(|lang| TimeRules::load(&DataFiles::built_in(), lang).unwrap());
        TimeResolver::new(&rules)
    })
}

fn document(text: &str, language: Lang, coarse: bool) -> Doc {
    let tag = |at: usize| [Upos::Noun, Upos::Verb, Upos::Propn, Upos::Unset, Upos::Num][at % 5];
    let token = |at: usize, span: ByteSpan| Token {
        span,
        space_after: false,
        lemma: SmolStr::default(),
        tag: ["", "VBD", "MD", "NN", "VB"][at % 5].into(),
        pos: tag(at),
        morph: SmolStr::default(),
        head: (at / 2).into(),
        dep: SmolStr::default(),
        sent_start: at.is_multiple_of(11),
    };
    let spans: Vec<ByteSpan> = if coarse {
        let mut at = 0;
        text.split_inclusive(char::is_whitespace)
            .map(|word| {
                let start = at;
                at += word.len();
                ByteSpan::new(start, start + word.trim_end().len())
            })
            .filter(|span| !span.is_empty())
            .collect()
    } else {
        pieces(text).iter().map(|p| ByteSpan { start: p.start, end: p.end }).collect()
    };
    let tokens = spans.into_iter().enumerate().map(|(at, span)| token(at, span)).collect();
    Doc::new(text, language, tokens, Vec::new()).unwrap()
}

fn check(text: &str, published: Option<Civil>, style: Style) {
    for language in Lang::ALL {
        for coarse in [false, true] {
            let doc = document(text, language, coarse);
            let times = resolver().resolve(&doc, &Settings { published, style });
            let mut last = 0;
            for time in &times {
                assert!(time.tokens.end as usize <= doc.len() && !time.tokens.is_empty(), "{text:?}");
                assert!(time.tokens.end > last, "{text:?}");
                last = time.tokens.end;
                if let (Some(from), Some(to)) = (time.from, time.to) {
                    assert!(from <= to, "{text:?}: {from} to {to}");
                }
            }
            let _ = resolver().document_date(&doc);
        }
    }
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "week",
    "Friday",
    "May",
    "99",
    "1",
    "31",
    "0000",
    "2199",
    "BC",
    "years",
    "ago",
    "later",
    "million",
    "hundred",
    "twenty",
    "-",
    "mid",
    "February",
    "30",
    "29",
    "century",
    "quarter",
    "of",
    "Easter",
    "'",
    "s",
    "1er",
    "avril",
    "il",
    "y",
    "a",
    "deux",
    "mois",
    "siècle",
    "h",
    "24",
    "60",
    ":",
    "p.m.",
    "decades",
    "999999999",
    "thousand",
    "first",
    "Ramadan",
    "1445",
    "second",
    "half",
    "millennia",
    "two",
    "\n\n",
    ",",
    "and",
    "to",
    "winter",
];

fn day() -> impl Strategy<Value = Option<Civil>> {
    prop_oneof![
        Just(None),
        (-9999i16..=9999, 1u8..=12, 1u8..=31).prop_map(|(year, month, day)| Some(Civil { year, month, day })),
        Just(Some(Civil { year: 9999, month: 12, day: 31 })),
        Just(Some(Civil { year: -9999, month: 1, day: 1 })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text(text in "\\PC{0,80}", on in day()) {
        check(&text, on, Style::Auto);
    }

    #[test]
    fn any_time_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..30), on in day(), style in 0..3) {
        let style = [Style::Auto, Style::News, Style::Narrative][style as usize];
        check(&words.join(" "), on, style);
        check(&words.concat(), on, style);
    }

    #[test]
    fn any_address(url in "\\PC{0,40}") {
        let _ = date_in_url(&url);
    }
}
