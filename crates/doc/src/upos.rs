//! Universal part-of-speech tags.

use std::fmt;
use std::str::FromStr;

macro_rules! upos {
    ($($variant:ident $name:literal $gloss:literal,)*) => {
        /// A Universal Dependencies part-of-speech tag, with spaCy's `SPACE` for whitespace tokens and
        /// [`Upos::Unset`] for none.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Upos {
            /// No tag was given.
            #[default]
            Unset,
            $(#[doc = $gloss] $variant,)*
        }

        impl Upos {
            /// The tag as written in CoNLL-U; empty for [`Upos::Unset`].
            pub fn as_str(self) -> &'static str {
                match self { Upos::Unset => "", $(Upos::$variant => $name,)* }
            }
        }

        impl FromStr for Upos {
            type Err = String;

            fn from_str(tag: &str) -> Result<Self, String> {
                match tag {
                    "" | "_" => Ok(Upos::Unset),
                    $($name => Ok(Upos::$variant),)*
                    other => Err(format!("expected a universal part-of-speech tag, but found \"{other}\"")),
                }
            }
        }
    };
}

upos! {
    Adj "ADJ" "Adjective.",
    Adp "ADP" "Adposition.",
    Adv "ADV" "Adverb.",
    Aux "AUX" "Auxiliary.",
    Conj "CONJ" "Conjunction (an older tag, kept for models that use it).",
    Cconj "CCONJ" "Coordinating conjunction.",
    Det "DET" "Determiner.",
    Intj "INTJ" "Interjection.",
    Noun "NOUN" "Noun.",
    Num "NUM" "Numeral.",
    Part "PART" "Particle.",
    Pron "PRON" "Pronoun.",
    Propn "PROPN" "Proper noun.",
    Punct "PUNCT" "Punctuation.",
    Sconj "SCONJ" "Subordinating conjunction.",
    Sym "SYM" "Symbol.",
    Verb "VERB" "Verb.",
    X "X" "Other.",
    Space "SPACE" "Whitespace token.",
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
