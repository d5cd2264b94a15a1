//! Which documents are compared at all: those that share a term that few documents have.

use super::terms::Weighed;
use std::collections::HashMap;

/// Documents with a term, beyond which it brings none together.
const COMMON: usize = 150;
/// Terms of a document by which it is found, the weightiest ones.
const STRONGEST: usize = 24;
/// Documents that are linked at once; a larger group of candidates is parted at higher likeness first.
const LARGEST: usize = 3000;

/// Groups of documents that a chain of likeness connects. Shape: positions in order; single ones too.
pub(super) fn components(
    documents: &[Weighed],
    alike: f32,
    likeness: &impl Fn(usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    // Half the likeness asked of groups on average connects what may end in one group.
    let mut edges = edges(documents, alike / 2.0, likeness);
    let mut least = alike / 2.0;
    loop {
        let components = connected(documents.len(), &edges);
        if components.iter().all(|c| c.len() <= LARGEST) || least >= 1.0 {
            return components;
        }
        least += 0.05;
        edges.retain(|(_, _, likeness)| *likeness >= least);
    }
}

/// Pairs of documents that are alike enough, in order. Candidates are held of one document at a time: there may be hundreds
/// for each.
fn edges(documents: &[Weighed], least: f32, likeness: &impl Fn(usize, usize) -> f32) -> Vec<(usize, usize, f32)> {
    let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
    let strongest: Vec<Vec<u32>> = documents.iter().map(strongest).collect();
    for (at, terms) in strongest.iter().enumerate() {
        for term in terms {
            with.entry(*term).or_default().push(at);
        }
    }
    with.retain(|_, list| list.len() <= COMMON);
    let mut edges = Vec::new();
    let mut others: Vec<usize> = Vec::new();
    for (at, terms) in strongest.iter().enumerate() {
        others.clear();
        for list in terms.iter().filter_map(|term| with.get(term)) {
            others.extend(&list[list.partition_point(|other| *other <= at)..]);
        }
        others.sort_unstable();
        others.dedup();
        let alike = others.iter().map(|other| (at, *other, likeness(at, *other)));
        edges.extend(alike.filter(|(_, _, likeness)| *likeness >= least));
    }
    edges
}

/// The weightiest terms of a document.
fn strongest(document: &Weighed) -> Vec<u32> {
    let mut strongest = document.terms.clone();
    strongest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    strongest.into_iter().take(STRONGEST).map(|(term, _)| term).collect()
}

fn connected(n: usize, edges: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..n).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for (a, b, _) in edges {
        let (a, b) = (find(&mut root, *a), find(&mut root, *b));
        root[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); n];
    for at in 0..n {
        groups[find(&mut root, at)].push(at);
    }
    groups.retain(|group| !group.is_empty());
    groups
}
