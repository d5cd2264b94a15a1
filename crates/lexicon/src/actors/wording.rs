//! Classes of words that say how actors are spoken of: pronouns, verbs of saying, "former", "the group", "both".
//!
//! In: `lang/LANG/actor/words.tsv`. Out: the classes of a word, as one set of bits.

use super::spelling::fold;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::Lang;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u64);

impl Classes {
    /// Whether the class is in the set.
    pub fn has(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal),* $(,)?) => {
        /// What a word can do for the recognition of actors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum WordClass { $($(#[$doc])* $name),* }

        impl WordClass {
            /// All classes.
            pub const ALL: &'static [WordClass] = &[$(WordClass::$name),*];

            /// The name used in the tables.
            pub fn as_str(self) -> &'static str {
                match self { $(WordClass::$name => $text),* }
            }
        }
    };
}

classes! {
    /// "he", "his".
    He "he",
    /// "she", "her".
    She "she",
    /// "it", "its".
    It "it",
    /// "they", "their".
    They "they",
    /// "I", "my".
    I "i",
    /// "we", "our".
    We "we",
    /// "himself", "themselves": may stand for the subject of its clause.
    Reflexive "reflexive",
    /// "who", "which".
    Relative "relative",
    /// Prepositions of place.
    Locative "locative",
    /// "of", "from": what follows owns or is the origin.
    Belonging "belonging",
    /// "by", "with", "between".
    Companion "companion",
    /// "former", "ex", "late".
    Former "former",
    /// Prefixes that only speak of a nation: "pro", "anti".
    Prefix "prefix",
    /// The prefix that makes enemies.
    Against "against",
    /// "backed", "led", "funded": the nation before it is a sponsor.
    Sponsored "sponsored",
    /// "led", "run": the sponsor commands.
    Commanded "commanded",
    /// "foreign", "international": not of the country at hand.
    Foreign "foreign",
    /// Verbs of saying (lemmas).
    Saying "saying",
    /// Verbs whose object belongs to their subject: "have", "send", "withdraw" (lemmas).
    Wielding "wielding",
    /// Words whose "on" or "at" is meant for somebody: "sanctions on", "point the finger at" (lemmas).
    Aimed "aimed",
    /// Nouns that stand for the other one of two states: "its neighbour", "the other side".
    Counterpart "counterpart",
    /// Nouns that stand for a group named before.
    GroupNoun "group",
    /// Nouns that stand for a state named before.
    CountryNoun "country",
    /// Plural nouns that stand for persons named before.
    LeaderNoun "leader",
    /// Singular nouns that stand for a person named before.
    ManNoun "man",
    /// "sides", "parties", "two".
    SideNoun "side",
    /// "side", "parties": in a dispute or at a table.
    Opponent "opponent",
    /// "each", "both", "warring": what makes a party one of a dispute.
    Faction "faction",
    /// "party", "alliance".
    PartyNoun "party",
    /// "the", "this", "both".
    Definite "definite",
    /// "these", "those".
    These "these",
    /// "both", "two", "pair".
    Two "two",
    /// "three", "trio".
    Three "three",
    /// "four", "quartet".
    Four "four",
    /// "dozens", "hundreds": people counted, when nothing says of what.
    Count "count",
    /// Titles of women.
    Lady "lady",
    /// Titles of men.
    Gentleman "gentleman",
    /// Titles before a first name: "Prince", "Pope".
    Royal "royal",
    /// Nouns that act for a state though they modify: "army strike".
    ArmyNoun "army",
    /// Nouns of joint forces, which are no one country's.
    JointNoun "joint",
    /// Common nouns that a newspaper may write small inside a name.
    SmallInName "small",
    /// Roles too vague to be a pronoun's antecedent when nothing else is known: "mission", "capital".
    Vague "vague",
}

/// The classes of every word of a language, folded; empty when it has no file. Errors: header, unknown class.
pub fn read(files: &DataFiles, language: Lang) -> Result<Vec<(String, Classes)>, DataError> {
    let file = format!("lang/{language}/actor/words.tsv");
    if !files.list(&format!("lang/{language}/actor"), ".tsv").contains(&file) {
        return Ok(Vec::new());
    }
    let text = files.read(&file)?;
    let mut out: Vec<(String, Classes)> = Vec::new();
    for row in tsv::rows(&file, &text, &["class", "words", "note"])? {
        let class = WordClass::ALL.iter().find(|c| c.as_str() == row.fields[0]).copied().ok_or_else(|| {
            let all: Vec<&str> = WordClass::ALL.iter().map(|c| c.as_str()).collect();
            DataError::line(&file, row.line, format!("a word class ({})", all.join(", ")), row.fields[0])
        })?;
        for word in tsv::list(row.fields[1]).map(fold) {
            let bit = 1u64 << class as u32;
            match out.iter_mut().find(|(known, _)| *known == word) {
                Some((_, classes)) => classes.0 |= bit,
                None => out.push((word, Classes(bit))),
            }
        }
    }
    Ok(out)
}
