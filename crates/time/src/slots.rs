//! The groups of one match, read as values.

use crate::compiled::CompiledRule;
use crate::matcher::Match;
use crate::point::Grain;
use masudi_lexicon::time::Slot;
use smol_str::SmolStr;

/// Groups of a match over the fixed slots of its rule; a group in the text wins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots<'m> {
    found: &'m [(Slot, SmolStr)],
    fixed: &'m [(Slot, SmolStr)],
}

impl<'m> Slots<'m> {
    pub(crate) fn new(found: &'m Match, rule: &'m CompiledRule) -> Self {
        Self { found: &found.bindings, fixed: &rule.set }
    }

    pub(crate) fn get(self, slot: Slot) -> Option<&'m str> {
        self.found.iter().chain(self.fixed).find(|(s, _)| *s == slot).map(|(_, v)| v.as_str())
    }

    pub(crate) fn has(self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    pub(crate) fn number<N: std::str::FromStr>(self, slot: Slot) -> Option<N> {
        self.get(slot)?.parse().ok()
    }

    /// "last" -1, "this" 0, "next" 1, from publication or from the text.
    pub(crate) fn dir(self) -> Option<i64> {
        self.number(Slot::Dir).or_else(|| self.number(Slot::DirText))
    }

    /// Whether it counts from the last time of the text.
    pub(crate) fn counts_from_text(self) -> bool {
        self.get(Slot::Anchor) == Some("text") || self.has(Slot::DirText)
    }

    /// A number within bounds.
    pub(crate) fn within(self, slot: Slot, low: u8, high: u8) -> Option<u8> {
        self.number(slot).filter(|n| (low..=high).contains(n))
    }

    /// The grain a unit stands for and how many of it one unit is.
    pub(crate) fn unit(self) -> Option<(Grain, i64)> {
        Some(match self.get(Slot::Unit)? {
            "D" => (Grain::Day, 1),
            "W" => (Grain::Week, 1),
            "FN" => (Grain::Week, 2),
            "WE" => (Grain::Weekend, 1),
            "M" => (Grain::Month, 1),
            "Q" => (Grain::Quarter, 1),
            "S" => (Grain::Season, 1),
            "H" => (Grain::Half, 1),
            "Y" | "FY" => (Grain::Year, 1),
            "DE" => (Grain::Decade, 1),
            "CE" => (Grain::Century, 1),
            "MI" => (Grain::Century, 10),
            _ => return None,
        })
    }
}
