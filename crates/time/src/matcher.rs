//! Matching one rule at one place: all ways are tried, the longest wins.
//!
//! In: a page, a rule, a piece. Out: how far it reaches and what its groups hold.

use crate::compiled::{Compiled, CompiledRule, Node};
use crate::number;
use crate::page::Page;
use masudi_lexicon::time::{BuiltIn, PieceKind, Slot};
use smol_str::SmolStr;

/// What the groups of a match hold, in order.
pub(crate) type Bindings = Vec<(Slot, SmolStr)>;

/// A rule that fits pieces `start..end`.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub rule: u16,
    pub start: usize,
    pub end: usize,
    pub bindings: Bindings,
}

/// What follows the items at hand.
struct Rest<'n> {
    nodes: &'n [Node],
    next: Option<&'n Rest<'n>>,
}

/// How many steps one rule may take at one place; patterns are small, so this is never met by sane text.
const STEPS: u32 = 20_000;

struct Walk<'w, 'd> {
    page: &'w Page<'d>,
    compiled: &'w Compiled,
    bindings: Bindings,
    best: Option<(usize, Bindings)>,
    /// Only an end that this accepts counts.
    accept: &'w dyn Fn(usize) -> bool,
    origin: usize,
    /// Whether a token without a tag passes a test of tags.
    untagged: bool,
    steps: u32,
}

/// Tries a rule at a piece.
pub(crate) fn try_rule(page: &Page<'_>, compiled: &Compiled, at: u16, start: usize) -> Option<Match> {
    let rule = compiled.rules.get(usize::from(at))?;
    if cut_before(page, start) {
        return None;
    }
    let accept = |end: usize| !cut_after(page, end) && follows(page, compiled, rule, end);
    let (end, mut bindings) = longest(page, compiled, &rule.pattern, start, &accept, true)?;
    // What stands around can fill groups that the expression leaves open ("5 and 6 May").
    if !rule.after.is_empty() {
        bindings.extend(longest(page, compiled, &rule.after, end, &|_| true, true)?.1);
    }
    if !rule.before.is_empty() {
        bindings.extend(stands_before(page, compiled, &rule.before, start, true)?);
    }
    if !rule.not_before.is_empty() && stands_before(page, compiled, &rule.not_before, start, false).is_some() {
        return None;
    }
    Some(Match { rule: at, start, end, bindings })
}

fn follows(page: &Page<'_>, compiled: &Compiled, rule: &CompiledRule, end: usize) -> bool {
    let here = |nodes: &[Node], untagged| longest(page, compiled, nodes, end, &|_| true, untagged).is_some();
    (rule.after.is_empty() || (page.goes_on(end) && here(&rule.after, true)))
        && (rule.not_after.is_empty() || !page.goes_on(end) || !here(&rule.not_after, false))
}

/// What the pattern binds where it fits some pieces that end where `start` begins.
fn stands_before(
    page: &Page<'_>,
    compiled: &Compiled,
    nodes: &[Node],
    start: usize,
    untagged: bool,
) -> Option<Bindings> {
    if !page.goes_on(start) {
        return None;
    }
    (1..=6.min(start)).find_map(|back| {
        longest(page, compiled, nodes, start - back, &|end| end == start, untagged).map(|(_, bindings)| bindings)
    })
}

fn longest(
    page: &Page<'_>,
    compiled: &Compiled,
    nodes: &[Node],
    start: usize,
    accept: &dyn Fn(usize) -> bool,
    untagged: bool,
) -> Option<(usize, Bindings)> {
    let mut walk =
        Walk { page, compiled, bindings: Vec::new(), best: None, accept, origin: start, untagged, steps: STEPS };
    walk.go(nodes, None, start);
    walk.best
}

/// Whether a match that begins here would cut a word or a number in two.
fn cut_before(page: &Page<'_>, start: usize) -> bool {
    if start == 0 || !page.glued(start) {
        return false;
    }
    match page.kind(start - 1) {
        Some(PieceKind::Sign) => {
            page.kind(start) == Some(PieceKind::Digits)
                && start >= 2
                && page.glued(start - 1)
                && page.kind(start - 2) == Some(PieceKind::Digits)
                && matches!(page.text(start - 1), "." | "," | ":")
        }
        _ => page.kind(start) != Some(PieceKind::Sign),
    }
}

/// Whether a match that ends here would cut a word or a number in two.
fn cut_after(page: &Page<'_>, end: usize) -> bool {
    if end == 0 || !page.glued(end) {
        return false;
    }
    match (page.kind(end - 1), page.kind(end)) {
        (Some(PieceKind::Sign), _) => false,
        (Some(PieceKind::Digits), Some(PieceKind::Sign)) => {
            matches!(page.text(end), "." | "," | ":")
                && page.glued(end + 1)
                && page.kind(end + 1) == Some(PieceKind::Digits)
        }
        (_, Some(PieceKind::Sign)) => false,
        _ => true,
    }
}

impl Walk<'_, '_> {
    fn go(&mut self, nodes: &[Node], rest: Option<&Rest<'_>>, at: usize) {
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 {
            return;
        }
        let Some((node, after)) = nodes.split_first() else {
            match rest {
                Some(rest) => self.go(rest.nodes, rest.next, at),
                None => {
                    if self.best.as_ref().is_none_or(|(end, _)| at > *end) && at > self.origin && (self.accept)(at) {
                        self.best = Some((at, self.bindings.clone()));
                    }
                }
            }
            return;
        };
        if let Node::Choice(choices) = node {
            let rest = Rest { nodes: after, next: rest };
            for choice in choices {
                self.go(choice, Some(&rest), at);
            }
            return;
        }
        if at > self.origin && !self.page.goes_on(at) || at >= self.page.pieces.len() {
            return;
        }
        match node {
            Node::Word { word, glued, tags } => {
                if self.page.words[at] == *word && (!glued || self.page.glued(at)) && self.tagged(at, tags) {
                    self.go(after, rest, at + 1);
                }
            }
            Node::Table { table, slot, glued, tags } => {
                if *glued && !self.page.glued(at) || !self.tagged(at, tags) {
                    return;
                }
                let compiled = self.compiled;
                let Some(phrases) = compiled.tables.get(*table).and_then(|t| t.by_first.get(&self.page.words[at]))
                else {
                    return;
                };
                for phrase in phrases.iter().filter(|p| number::fits(self.page, p, at)) {
                    self.bound(*slot, &phrase.value, after, rest, at + phrase.words.len());
                }
            }
            Node::BuiltIn { class, slot, glued, tags } => {
                if *glued && !self.page.glued(at) || !self.tagged(at, tags) {
                    return;
                }
                if let Some((value, len)) = self.read(*class, at) {
                    self.bound(*slot, &value, after, rest, at + len);
                }
            }
            Node::Choice(_) => {}
        }
    }

    fn bound(&mut self, slot: Option<Slot>, value: &SmolStr, after: &[Node], rest: Option<&Rest<'_>>, at: usize) {
        if let Some(slot) = slot {
            self.bindings.push((slot, value.clone()));
        }
        self.go(after, rest, at);
        if slot.is_some() {
            self.bindings.pop();
        }
    }

    fn tagged(&self, at: usize, tags: &[masudi_lexicon::time::Tag]) -> bool {
        self.page.tagged(at, tags, self.untagged)
    }

    fn read(&self, class: BuiltIn, at: usize) -> Option<(SmolStr, usize)> {
        let (page, compiled) = (self.page, self.compiled);
        let within = |digits: std::ops::RangeInclusive<usize>, values: std::ops::RangeInclusive<u32>| {
            let text = page.text(at);
            let fits = page.kind(at) == Some(PieceKind::Digits)
                && digits.contains(&text.len())
                && text.parse().is_ok_and(|n: u32| values.contains(&n));
            fits.then(|| (SmolStr::from(text), 1))
        };
        match class {
            BuiltIn::Num => number::cardinal(page, compiled, at),
            BuiltIn::Ord => number::ordinal(page, compiled, at),
            BuiltIn::YearWords => number::year(page, compiled, at),
            BuiltIn::Day => within(1..=2, 1..=31),
            BuiltIn::MonthNum => within(1..=2, 1..=12),
            BuiltIn::Year => within(4..=4, 1000..=2199),
            BuiltIn::AnyYear => within(1..=4, 1..=2199),
            BuiltIn::Two => within(2..=2, 0..=99),
            BuiltIn::Hour => within(1..=2, 0..=24),
            BuiltIn::Minute => within(2..=2, 0..=59),
            BuiltIn::AnyWord => (page.kind(at) == Some(PieceKind::Word)).then(|| (page.text(at).into(), 1)),
        }
    }
}
