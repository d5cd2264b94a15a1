//! How much of a text stands word for word in another: a measure of copying that shares nothing with signatures.

use std::collections::HashSet;

/// Words of a run. Two people who write of one thing seldom use as many words alike, except in quotations.
const RUN: usize = 8;

/// The part of the words of the shorter text that lie in runs of eight words which the longer one has too, 0 to 1.
///
/// ```
/// let one = "the two sides met in the old town hall on the river on Monday";
/// assert_eq!(masudi_eval::duplicates::verbatim(one, one), 1.0);
/// assert_eq!(masudi_eval::duplicates::verbatim(one, "nobody came to the old town hall on that day in May"), 0.0);
/// ```
pub fn verbatim(one: &str, two: &str) -> f32 {
    let (one, two) = (words(one), words(two));
    let (shorter, longer) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    let runs: HashSet<&[String]> = longer.windows(RUN).collect();
    let mut covered = vec![false; shorter.len()];
    for (at, run) in shorter.windows(RUN).enumerate() {
        if runs.contains(run) {
            covered[at..at + RUN].fill(true);
        }
    }
    covered.iter().filter(|covered| **covered).count() as f32 / covered.len().max(1) as f32
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
