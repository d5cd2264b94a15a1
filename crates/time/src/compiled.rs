//! Rules made ready to match: words become numbers, and every rule is filed under the words it can begin with.
//!
//! In: [`TimeRules`]. Out: [`Compiled`]. What this module does not do: match.

use masudi_lexicon::time::{BuiltIn, Class, Item, Rule, Sense, Slot, Tag, TimeRules, fold};
use masudi_lexicon::words::WordMap;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// A word of the rules and tables.
pub(crate) type WordId = u32;

/// A word that no rule and no table has.
pub(crate) const UNKNOWN: WordId = u32::MAX;

/// One step of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Word { word: WordId, glued: bool, tags: Vec<Tag> },
    Table { table: usize, slot: Option<Slot>, glued: bool, tags: Vec<Tag> },
    BuiltIn { class: BuiltIn, slot: Option<Slot>, glued: bool, tags: Vec<Tag> },
    Choice(Vec<Vec<Node>>),
}

/// One way to say a value of a table.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub words: Vec<WordId>,
    pub capital: bool,
    pub value: SmolStr,
}

/// A table by the first word of its phrases; longer phrases first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub by_first: WordMap<WordId, Vec<Phrase>>,
}

/// A rule with its patterns as nodes.
#[derive(Clone, Debug)]
pub(crate) struct CompiledRule {
    pub id: SmolStr,
    pub sense: Sense,
    pub set: Vec<(Slot, SmolStr)>,
    pub through_night: bool,
    pub priority: i32,
    pub pattern: Vec<Node>,
    pub before: Vec<Node>,
    pub after: Vec<Node>,
    pub not_before: Vec<Node>,
    pub not_after: Vec<Node>,
}

/// The rules of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    pub words: WordMap<SmolStr, WordId>,
    pub tables: Vec<Table>,
    pub names: WordMap<SmolStr, usize>,
    pub rules: Vec<CompiledRule>,
    /// Rules that can begin with a word.
    pub by_word: Vec<Vec<u16>>,
    /// Those of them that can do without a second word that rules and tables know.
    pub alone: Vec<Vec<u16>>,
    /// Rules that can begin with digits.
    pub by_digits: Vec<u16>,
}

impl Compiled {
    pub(crate) fn new(source: &TimeRules) -> Self {
        let mut out = Self::default();
        for (name, entries) in source.tables.iter() {
            let mut table = Table::default();
            for entry in entries {
                let words: Vec<WordId> = entry.words.iter().map(|word| out.word(word)).collect();
                if let Some(&first) = words.first() {
                    let phrase = Phrase { words, capital: entry.capital, value: entry.value.clone() };
                    table.by_first.entry(first).or_default().push(phrase);
                }
            }
            for phrases in table.by_first.values_mut() {
                phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
            }
            out.names.insert(name.clone(), out.tables.len());
            out.tables.push(table);
        }
        for rule in &source.rules {
            let rule = out.rule(rule);
            out.rules.push(rule);
        }
        out.by_word = vec![Vec::new(); out.words.len()];
        out.alone = vec![Vec::new(); out.words.len()];
        for at in 0..out.rules.len() {
            let pattern = &out.rules[at].pattern;
            let (mut first, mut alone) = (First::default(), First::default());
            out.first(pattern, &mut first);
            out.alone(pattern, &mut alone);
            let any = takes_any_word(pattern);
            for word in first.words {
                out.by_word[word as usize].push(at as u16);
                if any || alone.words.contains(&word) {
                    out.alone[word as usize].push(at as u16);
                }
            }
            if first.digits {
                out.by_digits.push(at as u16);
            }
        }
        out
    }

    /// The number of a folded word.
    pub(crate) fn look_up(&self, folded: &str) -> WordId {
        self.words.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// A table by name; an empty one where the language has none.
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.names.get(name).and_then(|&at| self.tables.get(at))
    }

    fn word(&mut self, word: &str) -> WordId {
        let folded: SmolStr = fold(word).as_ref().into();
        let next = self.words.len() as WordId;
        *self.words.entry(folded).or_insert(next)
    }

    fn rule(&mut self, rule: &Rule) -> CompiledRule {
        CompiledRule {
            id: rule.id.clone(),
            sense: rule.sense,
            set: rule.set.clone(),
            through_night: rule.through_night,
            priority: rule.priority,
            pattern: self.nodes(&rule.pattern),
            before: self.nodes(&rule.before),
            after: self.nodes(&rule.after),
            not_before: self.nodes(&rule.not_before),
            not_after: self.nodes(&rule.not_after),
        }
    }

    fn nodes(&mut self, items: &[Item]) -> Vec<Node> {
        items
            .iter()
            .map(|item| match item {
                Item::Word { word, glued, pos } => {
                    Node::Word { word: self.word(word), glued: *glued, tags: pos.clone() }
                }
                Item::Class { class: Class::BuiltIn(class), slot, glued, pos } => {
                    Node::BuiltIn { class: *class, slot: *slot, glued: *glued, tags: pos.clone() }
                }
                Item::Class { class: Class::Table(name), slot, glued, pos } => Node::Table {
                    table: self.names.get(name).copied().unwrap_or(usize::MAX),
                    slot: *slot,
                    glued: *glued,
                    tags: pos.clone(),
                },
                Item::Choice(choices) => Node::Choice(choices.iter().map(|c| self.nodes(c)).collect()),
            })
            .collect()
    }

    /// Adds what a sequence can begin with; returns whether it can be empty.
    fn first(&self, nodes: &[Node], out: &mut First) -> bool {
        for node in nodes {
            let empty = match node {
                Node::Choice(choices) => {
                    let mut empty = false;
                    for choice in choices {
                        empty |= self.first(choice, out);
                    }
                    empty
                }
                node => {
                    self.begin(node, out);
                    false
                }
            };
            if !empty {
                return false;
            }
        }
        true
    }

    /// Adds the words of which one can be all of a sequence; too many rather than too few.
    fn alone(&self, nodes: &[Node], out: &mut First) {
        for (at, node) in nodes.iter().enumerate() {
            if nodes.iter().enumerate().any(|(other, node)| other != at && !can_be_empty(node)) {
                continue;
            }
            match node {
                Node::Choice(choices) => choices.iter().for_each(|choice| self.alone(choice, out)),
                node => self.begin(node, out),
            }
        }
    }

    /// Adds what a word, a table or a class can begin with.
    fn begin(&self, node: &Node, out: &mut First) {
        let mut table = |table: Option<&Table>| out.words.extend(table.into_iter().flat_map(|t| t.by_first.keys()));
        match node {
            Node::Word { word, .. } => {
                out.words.insert(*word);
            }
            Node::Table { table: at, .. } => table(self.tables.get(*at)),
            Node::BuiltIn { class, .. } => {
                match class {
                    BuiltIn::Num | BuiltIn::YearWords => table(self.table("NUMBER")),
                    BuiltIn::Ord => ["ORDINAL", "NUMBER"].iter().for_each(|name| table(self.table(name))),
                    _ => {}
                }
                out.digits = true;
            }
            Node::Choice(_) => {}
        }
    }
}

fn can_be_empty(node: &Node) -> bool {
    matches!(node, Node::Choice(choices) if choices.iter().any(|choice| choice.iter().all(can_be_empty)))
}

fn takes_any_word(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::BuiltIn { class, .. } => *class == BuiltIn::AnyWord,
        Node::Choice(choices) => choices.iter().any(|choice| takes_any_word(choice)),
        _ => false,
    })
}

#[derive(Default)]
struct First {
    words: BTreeSet<WordId>,
    digits: bool,
}
