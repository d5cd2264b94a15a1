//! Which documents are compared at all: those that share a term that few documents have.

use super::terms::Weighed;
use std::collections::{BTreeSet, HashMap};

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
    let mut edges: Vec<(usize, usize, f32)> = pairs(documents)
        .into_iter()
        .map(|(a, b)| (a, b, likeness(a, b)))
        .filter(|(_, _, likeness)| *likeness >= alike / 2.0)
        .collect();
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

fn pairs(documents: &[Weighed]) -> BTreeSet<(usize, usize)> {
    let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        let mut strongest = document.terms.clone();
        strongest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        strongest.truncate(STRONGEST);
        for (term, _) in strongest {
            with.entry(term).or_default().push(at);
        }
    }
    let few = with.values().filter(|list| list.len() <= COMMON);
    few.flat_map(|list| list.iter().enumerate().flat_map(|(i, a)| list[i + 1..].iter().map(|b| (*a, *b)))).collect()
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
