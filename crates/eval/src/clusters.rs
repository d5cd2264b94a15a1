//! How well one grouping of things agrees with another: BCubed, MUC, CEAFe, their mean (CoNLL), and pairs.
//!
//! In: two groupings ([`Grouping`]) of things named by strings. A thing that only one of them holds counts as missed or
//! false there. Out: precision, recall and F1 of each measure.
//!
//! Sources: Bagga and Baldwin 1998 (BCubed); Vilain et al. 1995 (MUC); Luo 2005 (CEAF with φ4, on entities); Pradhan et
//! al. 2012 (the mean of the three F1).

use crate::assignment::best_assignment;
use std::collections::{BTreeMap, HashMap};

/// Precision and recall as fractions, which need not be of whole things.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// 0 to 1.
    pub precision: f64,
    /// 0 to 1.
    pub recall: f64,
}

impl Agreement {
    fn of(right: (f64, f64), predicted: f64, gold: f64) -> Self {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self { precision: share(right.0, predicted), recall: share(right.1, gold) }
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision, self.recall);
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// Things in groups. Each thing is in one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    groups: Vec<Vec<String>>,
}

impl Grouping {
    /// Of things with the name of their group.
    pub fn by_name(things: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (thing, group) in things {
            groups.entry(group).or_default().push(thing);
        }
        Self::of(groups.into_values())
    }

    /// Of groups. A thing named twice stays in the first.
    pub fn of(groups: impl IntoIterator<Item = Vec<String>>) -> Self {
        let mut seen = std::collections::HashSet::new();
        let groups = groups.into_iter().map(|group| group.into_iter().filter(|t| seen.insert(t.clone())).collect());
        Self { groups: groups.filter(|group: &Vec<String>| !group.is_empty()).collect() }
    }

    /// The groups that have any of these things, with these things only.
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self::of(self.groups.iter().map(|group| group.iter().filter(|thing| keep(thing)).cloned().collect()))
    }

    /// The groups.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// All things.
    pub fn things(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flatten().map(String::as_str)
    }

    fn group_of(&self) -> HashMap<&str, usize> {
        self.groups.iter().enumerate().flat_map(|(at, g)| g.iter().map(move |thing| (thing.as_str(), at))).collect()
    }
}

/// How many things each group of one grouping shares with each of the other.
struct Overlap<'a> {
    predicted: &'a Grouping,
    gold: &'a Grouping,
    /// By predicted and gold group; no zeros.
    shared: BTreeMap<(usize, usize), usize>,
}

impl<'a> Overlap<'a> {
    fn of(predicted: &'a Grouping, gold: &'a Grouping) -> Self {
        let (of, mut shared) = (gold.group_of(), BTreeMap::new());
        for (at, group) in predicted.groups.iter().enumerate() {
            for other in group.iter().filter_map(|thing| of.get(thing.as_str())) {
                *shared.entry((at, *other)).or_default() += 1;
            }
        }
        Self { predicted, gold, shared }
    }

    fn sizes(&self, (p, g): (usize, usize)) -> (f64, f64) {
        (self.predicted.groups[p].len() as f64, self.gold.groups[g].len() as f64)
    }
}

/// BCubed: for each thing, the share of its group that belongs with it.
///
/// ```
/// use masudi_eval::clusters::{Grouping, bcubed};
/// let of = |groups: &[&str]| Grouping::of(groups.iter().map(|g| g.chars().map(String::from).collect()));
/// // Predicted ab|c against gold abc: precision 1, recall (2/3 + 2/3 + 1/3) / 3.
/// let agreement = bcubed(&of(&["ab", "c"]), &of(&["abc"]));
/// assert_eq!((agreement.precision, (agreement.recall * 9.0).round()), (1.0, 5.0));
/// ```
pub fn bcubed(predicted: &Grouping, gold: &Grouping) -> Agreement {
    let overlap = Overlap::of(predicted, gold);
    let mut right = (0.0, 0.0);
    for (pair, n) in &overlap.shared {
        let (p, g) = overlap.sizes(*pair);
        let n = *n as f64;
        right.0 += n * n / p;
        right.1 += n * n / g;
    }
    Agreement::of(right, predicted.things().count() as f64, gold.things().count() as f64)
}

/// MUC: links that a group needs, less those that the other grouping breaks. Groups of one need none.
pub fn muc(predicted: &Grouping, gold: &Grouping) -> Agreement {
    let links = |of: &Grouping| of.groups.iter().map(|group| group.len() - 1).sum::<usize>() as f64;
    let kept = |of: &Grouping, by: &Grouping| {
        let by = by.group_of();
        let kept = of.groups.iter().map(|group| {
            let parts: std::collections::BTreeSet<_> = group.iter().filter_map(|t| by.get(t.as_str())).collect();
            let alone = group.iter().filter(|thing| !by.contains_key(thing.as_str())).count();
            group.len() - parts.len() - alone
        });
        kept.sum::<usize>() as f64
    };
    Agreement::of((kept(predicted, gold), kept(gold, predicted)), links(predicted), links(gold))
}

/// CEAFe: groups matched one to one for the greatest likeness (φ4: twice the shared things over the sum of the sizes).
pub fn ceaf_e(predicted: &Grouping, gold: &Grouping) -> Agreement {
    let overlap = Overlap::of(predicted, gold);
    let likeness = overlap.shared.iter().map(|(pair, n)| {
        let (p, g) = overlap.sizes(*pair);
        (pair.0, pair.1, 2.0 * *n as f64 / (p + g))
    });
    let total = best_assignment(likeness);
    Agreement::of((total, total), predicted.groups.len() as f64, gold.groups.len() as f64)
}

/// Pairs of things that stand together.
pub fn pairs(predicted: &Grouping, gold: &Grouping) -> Agreement {
    let of = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let all = |grouping: &Grouping| grouping.groups.iter().map(|group| of(group.len())).sum();
    let right = Overlap::of(predicted, gold).shared.values().map(|n| of(*n)).sum();
    Agreement::of((right, right), all(predicted), all(gold))
}

/// All measures of coreference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coreference {
    /// Links.
    pub muc: Agreement,
    /// Things.
    pub bcubed: Agreement,
    /// Groups.
    pub ceaf_e: Agreement,
    /// Pairs.
    pub pairs: Agreement,
}

impl Coreference {
    /// Of a grouping against gold.
    pub fn of(predicted: &Grouping, gold: &Grouping) -> Self {
        Self {
            muc: muc(predicted, gold),
            bcubed: bcubed(predicted, gold),
            ceaf_e: ceaf_e(predicted, gold),
            pairs: pairs(predicted, gold),
        }
    }

    /// The CoNLL figure: the mean F1 of the first three.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.bcubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(groups: &[&str]) -> Grouping {
        Grouping::of(groups.iter().map(|g| g.chars().map(String::from).collect()))
    }

    fn near(found: Agreement, precision: f64, recall: f64) {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(found.precision, precision) && close(found.recall, recall), "{found:?}");
    }

    // Gold abc | defg; predicted ab | cd | efg: worked out by hand.
    #[test]
    fn the_measures_of_an_example_worked_out_by_hand() {
        let (predicted, gold) = (of(&["ab", "cd", "efg"]), of(&["abc", "defg"]));
        // Links: predicted 1 + 1 + 2, of which cd is broken; gold 2 + 3, of which one of each is broken.
        near(muc(&predicted, &gold), 3.0 / 4.0, 3.0 / 5.0);
        // Things: a, b 2/2; c, d 1/2; e, f, g 3/3. Recall: a, b 2/3; c 1/3; d 1/4; e, f, g 3/4.
        near(bcubed(&predicted, &gold), 6.0 / 7.0, (4.0 / 3.0 + 1.0 / 3.0 + 1.0 / 4.0 + 9.0 / 4.0) / 7.0);
        // Groups: abc with ab 4/5, defg with efg 6/7.
        let total = 4.0 / 5.0 + 6.0 / 7.0;
        near(ceaf_e(&predicted, &gold), total / 3.0, total / 2.0);
        // Pairs: predicted ab, cd, ef, eg, fg; gold 3 + 6; ab, ef, eg, fg are right.
        near(pairs(&predicted, &gold), 4.0 / 5.0, 4.0 / 9.0);
        let conll = Coreference::of(&predicted, &gold).conll();
        let f = |p: f64, r: f64| 2.0 * p * r / (p + r);
        let expected = f(0.75, 0.6) + f(6.0 / 7.0, 25.0 / 6.0 / 7.0) + f(total / 3.0, total / 2.0);
        assert!((conll - expected / 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_one_side_lacks_is_missed_or_false() {
        let (predicted, gold) = (of(&["ab", "x"]), of(&["abc"]));
        near(bcubed(&predicted, &gold), 2.0 / 3.0, 4.0 / 9.0);
        near(muc(&predicted, &gold), 1.0, 1.0 / 2.0);
        near(pairs(&predicted, &gold), 1.0, 1.0 / 3.0);
        let all_alone = Coreference::of(&of(&["a", "b"]), &of(&["a", "b"]));
        near(all_alone.muc, 0.0, 0.0);
        near(all_alone.ceaf_e, 1.0, 1.0);
    }
}
