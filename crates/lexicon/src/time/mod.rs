//! What is known of time expressions: patterns over words, tables of values, cue words; per language.
//!
//! In: `data/lang/<language>/time/`: `tables.toml` (words for values) and `rules-*.toml` (patterns that name the
//! tables, with their own examples). Out: [`TimeRules`], parsed and checked. What this module does not do: it matches
//! no text and computes no date.

pub mod pattern;
pub mod pieces;
pub mod rule;
pub mod slot;
pub mod tables;

pub use pattern::{BuiltIn, Class, Item, Tag};
pub use pieces::{Gap, Piece, PieceKind, fold, pieces};
pub use rule::{Example, Rule, Sense};
pub use slot::Slot;
pub use tables::{Entry, Tables};

use crate::{DataError, DataFiles};
use masudi_doc::Lang;

/// Everything the time tagger needs for one language.
#[derive(Clone, Debug)]
pub struct TimeRules {
    /// The language.
    pub language: Lang,
    /// Words for values, by table name.
    pub tables: Tables,
    /// All rules, in file order.
    pub rules: Vec<Rule>,
}

impl TimeRules {
    /// Reads and checks the rules of a language.
    ///
    /// Errors: [`DataError`] with file and line for an unknown table, slot or sense, a pattern that does not parse, an
    /// id given twice, or a rule without an example.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, time::TimeRules};
    /// let rules = TimeRules::load(&DataFiles::built_in(), masudi_doc::Lang::En).unwrap();
    /// assert!(rules.rules.iter().any(|rule| rule.id == "en.date.month-day"));
    /// ```
    pub fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let folder = format!("lang/{}/time", language.code());
        let path = format!("{folder}/tables.toml");
        let tables = Tables::parse(&path, &files.read(&path)?)?;
        let mut rules: Vec<Rule> = Vec::new();
        for file in files.list(&folder, ".toml") {
            if file.rsplit('/').next().is_some_and(|name| name.starts_with("rules")) {
                rule::parse_file(&file, &files.read(&file)?, &tables, &mut rules)?;
            }
        }
        Ok(Self { language, tables, rules })
    }
}
