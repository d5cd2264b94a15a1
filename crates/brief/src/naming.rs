//! Factors that several texts name in nearly the same words, as one.

use crate::cites::Cites;
use crate::lines::one_line;
use masudi_record::{Factor, NamedFactor, Party};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words that do not tell one factor from another.
const SMALL: [&str; 18] = [
    "the", "a", "an", "of", "to", "for", "from", "in", "on", "and", "or", "by", "with", "that", "its", "their",
    "posed", "group",
];

/// Cited sentences of one factor.
const CITED: usize = 4;

/// Factors of alike words together, the most named first. Whether two are alike does not depend on the order in which they
/// are given.
pub(crate) fn together<'a>(factors: impl IntoIterator<Item = &'a Factor>, cites: &mut Cites<'_>) -> Vec<NamedFactor> {
    let groups = groups(factors);
    let named = groups.into_iter().map(|group| {
        let mut by: Vec<String> = Vec::new();
        for party in group.iter().flat_map(|f| &f.named_by) {
            let name = shown(party);
            if !by.contains(&name) {
                by.push(name);
            }
        }
        let evidence: Vec<_> = group.iter().map(|f| f.evidence.clone()).collect();
        let text = wording(&group);
        NamedFactor {
            // "unless they leave": only its sentence says who.
            text: if says_who(&text) {
                text
            } else {
                format!("{text}: “{}”", one_line(&group[0].evidence.words.text))
            },
            kind: group[0].kind.clone(),
            named_by: by,
            times: group.len(),
            cites: cites.evidence(&evidence, CITED),
        }
    });
    named.collect()
}

/// Words for what was named before, at the beginning of a factor's words.
const NAMED_BEFORE: [&str; 10] = ["they", "it", "he", "she", "this", "that", "these", "those", "there", "we"];

/// Whether the words of a factor say by themselves what they are about.
fn says_who(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    !NAMED_BEFORE.contains(&first.as_str())
}

/// Groups of at least one factor.
pub(crate) fn groups<'a>(factors: impl IntoIterator<Item = &'a Factor>) -> Vec<Vec<&'a Factor>> {
    let mut ordered: Vec<&Factor> = factors.into_iter().collect();
    ordered.sort_by(|a, b| (&a.published, &a.evidence.doc, &a.id).cmp(&(&b.published, &b.evidence.doc, &b.id)));
    let mut groups: Vec<(String, BTreeSet<String>, Vec<&Factor>)> = Vec::new();
    for factor in ordered {
        let words = content(&factor.text);
        let alike = groups.iter().position(|(kind, other, _)| *kind == factor.kind && are_alike(&words, other));
        match alike {
            Some(at) => groups[at].2.push(factor),
            None => groups.push((factor.kind.clone(), words, vec![factor])),
        }
    }
    let mut groups: Vec<Vec<&Factor>> = groups.into_iter().map(|(_, _, group)| group).collect();
    groups.sort_by_key(|group| Reverse(group.len()));
    groups
}

/// The words that most of a group use; of those that as many use, the shortest.
pub(crate) fn wording(group: &[&Factor]) -> String {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for factor in group {
        *used.entry(factor.text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
    let best = used.into_iter().min_by_key(|(text, n)| (Reverse(*n), text.len(), text.clone()));
    best.map(|(text, _)| text).unwrap_or_default()
}

/// A party as lines show it.
pub(crate) fn shown(party: &Party) -> String {
    [&party.name, &party.code, &party.country].into_iter().flatten().next().cloned().unwrap_or_default()
}

fn content(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    words.filter(|w| !SMALL.contains(&w.as_str())).collect()
}

/// At least half of the words that either has are words of both.
fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let both = one.intersection(other).count();
    both > 0 && 2 * both >= one.union(other).count()
}
