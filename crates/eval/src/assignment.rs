//! The best matching of two lists, one to one.

use std::collections::{BTreeMap, BTreeSet};

/// The greatest sum of weights over matchings of left and right things. Weights are positive; pairs that are not given
/// weigh nothing. Solved apart for each connected part (Kuhn and Munkres), so many small parts cost little.
///
/// ```
/// use masudi_eval::assignment::best_assignment;
/// // Taking the best pair first gives 0.9 + 0.1; the best sum is 0.8 + 0.7.
/// assert_eq!(best_assignment([(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.7), (1, 1, 0.1)]), 1.5);
/// ```
pub fn best_assignment(weights: impl IntoIterator<Item = (usize, usize, f64)>) -> f64 {
    let weights: BTreeMap<(usize, usize), f64> = weights.into_iter().map(|(l, r, w)| ((l, r), w)).collect();
    let mut of_left: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_right: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (left, right) in weights.keys() {
        of_left.entry(*left).or_default().push(*right);
        of_right.entry(*right).or_default().push(*left);
    }
    let (mut done, mut total) = (BTreeSet::<usize>::new(), 0.0);
    for start in of_left.keys() {
        if done.contains(start) {
            continue;
        }
        let (mut lefts, mut rights, mut open) = (BTreeSet::from([*start]), BTreeSet::new(), vec![*start]);
        while let Some(left) = open.pop() {
            for right in of_left[&left].iter().filter(|right| rights.insert(**right)) {
                open.extend(of_right[right].iter().filter(|left| lefts.insert(**left)));
            }
        }
        done.extend(&lefts);
        let weight = |left: &usize, right: &usize| weights.get(&(*left, *right)).copied().unwrap_or(0.0);
        total += greatest(&lefts, &rights, &weight);
    }
    total
}

/// The Hungarian method with potentials on a table of costs (weights with the sign turned), rows not more than columns.
fn greatest(lefts: &BTreeSet<usize>, rights: &BTreeSet<usize>, weight: &impl Fn(&usize, &usize) -> f64) -> f64 {
    let (lefts, rights): (Vec<&usize>, Vec<&usize>) = (lefts.iter().collect(), rights.iter().collect());
    let turned = lefts.len() > rights.len();
    let (n, m) = if turned { (rights.len(), lefts.len()) } else { (lefts.len(), rights.len()) };
    let at = |row: usize, column: usize| match turned {
        true => weight(lefts[column], rights[row]),
        false => weight(lefts[row], rights[column]),
    };
    // Rows and columns count from 1; column 0 holds the row that looks for a column.
    let (mut of_row, mut of_column) = (vec![0.0; n + 1], vec![0.0; m + 1]);
    let mut matched = vec![0_usize; m + 1];
    for row in 1..=n {
        let (mut least, mut used, mut way) = (vec![f64::INFINITY; m + 1], vec![false; m + 1], vec![0_usize; m + 1]);
        matched[0] = row;
        let mut column = 0;
        while matched[column] != 0 {
            used[column] = true;
            let current = matched[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for other in 1..=m {
                if used[other] {
                    continue;
                }
                let cost = -at(current - 1, other - 1) - of_row[current] - of_column[other];
                if cost < least[other] {
                    (least[other], way[other]) = (cost, column);
                }
                if least[other] < delta {
                    (delta, next) = (least[other], other);
                }
            }
            for other in 0..=m {
                if used[other] {
                    of_row[matched[other]] += delta;
                    of_column[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = way[column];
            matched[column] = matched[before];
            column = before;
        }
    }
    (1..=m).filter(|column| matched[*column] != 0).map(|column| at(matched[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The greatest sum by trying everything.
    fn by_trial(weights: &[Vec<f64>], row: usize, taken: u32) -> f64 {
        let Some(columns) = weights.get(row) else { return 0.0 };
        let with = columns.iter().enumerate().filter(|(at, _)| taken & (1 << at) == 0);
        let best = with.map(|(at, w)| w + by_trial(weights, row + 1, taken | 1 << at)).fold(0.0, f64::max);
        best.max(by_trial(weights, row + 1, taken))
    }

    #[test]
    fn the_same_sum_as_by_trying_everything() {
        let mut number = 7_u64;
        for (rows, columns) in [(1, 1), (2, 3), (4, 4), (5, 3), (3, 6), (6, 6)] {
            for _ in 0..20 {
                let mut next = || {
                    number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (number >> 40) % 12
                };
                let table: Vec<Vec<f64>> =
                    (0..rows).map(|_| (0..columns).map(|_| next().saturating_sub(4) as f64).collect()).collect();
                let given = table.iter().enumerate().flat_map(|(l, row)| {
                    row.iter().enumerate().filter(|(_, w)| **w > 0.0).map(move |(r, w)| (l, r, *w))
                });
                assert_eq!(best_assignment(given), by_trial(&table, 0, 0), "{table:?}");
            }
        }
    }
}
