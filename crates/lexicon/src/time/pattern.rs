//! Patterns over pieces of text, as written in the rule files.
//!
//! In: a pattern such as `(the)? MONTH:month (.)? DAY:day`. Out: its items. Grammar, by white space: a lower-case word or
//! sign stands for itself; an upper-case name for a table or a built-in class, `:slot` names the group; `( a | b )`
//! chooses; `?` after a word, class or group makes it optional; `~` forbids white space before what follows; `\\(` and `\\)` are signs; `{NOUN,PROPN}`
//! asks for a part of speech, universal or the model's own tag; `<name>` stands for a part that the file defines. What this does not do: match.

use super::{Slot, fold, pieces};
use masudi_doc::Upos;
use smol_str::SmolStr;

/// A class of words the engine reads by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// A number in digits or words, with decimals.
    Num,
    /// An ordinal in digits or words.
    Ord,
    /// One or two digits, 1 to 31.
    Day,
    /// One or two digits, 1 to 12.
    MonthNum,
    /// Four digits, 1000 to 2199.
    Year,
    /// One to four digits: a year beside an era.
    AnyYear,
    /// Two digits.
    Two,
    /// A year in words ("nineteen seventy-nine").
    YearWords,
    /// One or two digits, 0 to 24.
    Hour,
    /// Two digits, 00 to 59.
    Minute,
    /// Any word.
    AnyWord,
}

impl BuiltIn {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "NUM" => Self::Num,
            "ORD" => Self::Ord,
            "DAY" => Self::Day,
            "MONTHNUM" => Self::MonthNum,
            "YEAR" => Self::Year,
            "ANYYEAR" => Self::AnyYear,
            "TWO" => Self::Two,
            "YEARWORDS" => Self::YearWords,
            "HOUR" => Self::Hour,
            "MINUTE" => Self::Minute,
            "ANYWORD" => Self::AnyWord,
            _ => return None,
        })
    }
}

/// What is asked of the token a piece stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A universal part of speech.
    Pos(Upos),
    /// The model's own tag.
    Fine(SmolStr),
}

/// What a class item draws its words from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// Read by the engine.
    BuiltIn(BuiltIn),
    /// A table of the language.
    Table(SmolStr),
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A word or sign, folded.
    Word {
        /// The folded text.
        word: SmolStr,
        /// Whether it must touch the piece before.
        glued: bool,
        /// Parts of speech allowed; empty allows all.
        pos: Vec<Tag>,
    },
    /// A member of a class.
    Class {
        /// Which.
        class: Class,
        /// The group it fills.
        slot: Option<Slot>,
        /// Whether it must touch the piece before.
        glued: bool,
        /// Parts of speech allowed; empty allows all.
        pos: Vec<Tag>,
    },
    /// One of several sequences; an empty one makes the whole optional.
    Choice(Vec<Vec<Item>>),
}

/// Reads a pattern. `is_table` says whether a table of that name exists. Errors say what was expected and found.
pub fn parse(source: &str, is_table: &dyn Fn(&str) -> bool) -> Result<Vec<Item>, String> {
    // Escaped brackets stand for themselves.
    let source = source.replace("\\(", "\u{1}").replace("\\)", "\u{2}");
    let spaced = source.replace('(', " ( ").replace(")?", " )? ").replace(')', " ) ").replace(" ) ?", " )? ");
    let spaced = spaced.replace('|', " | ");
    let mut reader = Reader { tokens: spaced.split_whitespace().collect(), at: 0, is_table };
    let items = reader.sequence()?;
    match reader.tokens.get(reader.at) {
        None if !items.is_empty() => Ok(items),
        None => Err("a pattern, but found none".to_owned()),
        Some(token) => Err(format!("the end of the pattern, but found \"{token}\"")),
    }
}

struct Reader<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    is_table: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn sequence(&mut self) -> Result<Vec<Item>, String> {
        let mut items = Vec::new();
        let mut glued = false;
        while let Some(&token) = self.tokens.get(self.at) {
            match token {
                ")" | ")?" | "|" => break,
                "~" => glued = true,
                "(" => {
                    self.at += 1;
                    let mut choices = vec![self.sequence()?];
                    while self.tokens.get(self.at) == Some(&"|") {
                        self.at += 1;
                        choices.push(self.sequence()?);
                    }
                    match self.tokens.get(self.at) {
                        Some(&")") => {}
                        Some(&")?") => choices.push(Vec::new()),
                        _ => return Err("a closing bracket, but found none".to_owned()),
                    }
                    items.push(Item::Choice(choices));
                    glued = false;
                }
                _ => {
                    let (token, optional) = match token.strip_suffix('?') {
                        Some(rest) if !rest.is_empty() => (rest, true),
                        _ => (token, false),
                    };
                    let read = self.element(token, glued)?;
                    glued = false;
                    if optional {
                        items.push(Item::Choice(vec![read, Vec::new()]));
                    } else {
                        items.extend(read);
                    }
                }
            }
            self.at += 1;
        }
        Ok(items)
    }

    fn element(&self, token: &str, glued: bool) -> Result<Vec<Item>, String> {
        if token.len() > 2 && token.starts_with('<') && token.ends_with('>') {
            return Err(format!("a part that the file defines under [part], but found \"{token}\""));
        }
        let (body, pos) = match token.split_once('{') {
            Some((body, rest)) => {
                let list = rest.strip_suffix('}').ok_or_else(|| format!("}} after \"{token}\", but found none"))?;
                let pos = list
                    .split(',')
                    .map(|name| name.parse().map_or_else(|_| Tag::Fine(name.into()), Tag::Pos))
                    .collect();
                (body, pos)
            }
            None => (token, Vec::new()),
        };
        let (name, slot) = match body.split_once(':') {
            Some((name, slot)) if !name.is_empty() && !slot.is_empty() => {
                (name, Some(slot.parse::<Slot>().map_err(|()| format!("a slot name, but found \"{slot}\""))?))
            }
            _ => (body, None),
        };
        if name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.len() > 1
            && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_' || b.is_ascii_digit())
        {
            let class = match BuiltIn::named(name) {
                Some(built_in) => Class::BuiltIn(built_in),
                None if (self.is_table)(name) => Class::Table(name.into()),
                None => return Err(format!("the name of a table or class, but found \"{name}\"")),
            };
            return Ok(vec![Item::Class { class, slot, glued, pos }]);
        }
        if slot.is_some() {
            return Err(format!("a class before \":\", but found \"{name}\""));
        }
        let body = match body {
            "\u{1}" => "(",
            "\u{2}" => ")",
            other => other,
        };
        Ok(pieces(body)
            .iter()
            .enumerate()
            .map(|(i, piece)| Item::Word {
                word: fold(piece.slice(body)).into(),
                glued: glued || i > 0,
                pos: pos.clone(),
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_groups_and_options() {
        let items = parse("the? ( MONTH:month | mid ~ - ) DAY:day{NUM}", &|name| name == "MONTH").unwrap();
        assert_eq!(items.len(), 3);
        assert!(matches!(&items[0], Item::Choice(c) if c.len() == 2 && c[1].is_empty()));
        assert!(matches!(&items[2], Item::Class { slot: Some(Slot::Day), pos, .. } if pos == &[Tag::Pos(Upos::Num)]));
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(parse("FOO", &|_| false).unwrap_err().contains("\"FOO\""));
        assert!(parse("( a", &|_| false).unwrap_err().contains("closing bracket"));
        assert!(parse("a <day>", &|_| false).unwrap_err().contains("<day>"));
        assert!(parse("DAY:nothing", &|_| false).unwrap_err().contains("slot name"));
    }
}
