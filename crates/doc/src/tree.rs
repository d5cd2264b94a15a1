//! Walks over the dependency tree that every rule needs.

use crate::{Doc, TokenIdx, TokenSpan};

/// All tokens below `root`, itself included, in order of position; cycles in a broken tree are cut.
pub fn subtree(doc: &Doc, root: TokenIdx) -> Vec<TokenIdx> {
    let mut out = vec![root];
    if doc.children(root).is_empty() {
        return out;
    }
    let mut at = 0;
    while at < out.len() {
        let token = out[at];
        for &child in doc.children(token) {
            if out.len() <= doc.len() && child != root {
                out.push(child);
            }
        }
        at += 1;
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The span from the leftmost to the rightmost token of the subtree.
pub fn subtree_span(doc: &Doc, root: TokenIdx) -> TokenSpan {
    if doc.children(root).is_empty() {
        return TokenSpan { start: root.0, end: root.0 + 1 };
    }
    let all = subtree(doc, root);
    let (first, last) = (all.first().copied().unwrap_or(root), all.last().copied().unwrap_or(root));
    TokenSpan { start: first.0, end: last.0 + 1 }
}

/// The token and its ancestors, nearest first, ending with the root; a cycle ends the walk.
pub fn ancestors(doc: &Doc, from: TokenIdx) -> impl Iterator<Item = TokenIdx> + '_ {
    let mut next = Some(from);
    let mut left = doc.len();
    std::iter::from_fn(move || {
        let token = next?;
        left = left.checked_sub(1)?;
        next = (!doc.is_root(token)).then(|| doc.head(token));
        Some(token)
    })
}

/// The first child with one of the labels.
pub fn child(doc: &Doc, of: TokenIdx, labels: &[&str]) -> Option<TokenIdx> {
    doc.children(of).iter().copied().find(|&c| is_one_of(doc.dep(c), labels))
}

/// All children with one of the labels, in order of position.
pub fn children_with<'a>(
    doc: &'a Doc,
    of: TokenIdx,
    labels: &'a [&'a str],
) -> impl DoubleEndedIterator<Item = TokenIdx> + 'a {
    doc.children(of).iter().copied().filter(move |&c| is_one_of(doc.dep(c), labels))
}

/// Whether a label is one of several; most differ in length or in the first letter already.
fn is_one_of(label: &str, labels: &[&str]) -> bool {
    let first = label.as_bytes().first();
    labels.iter().any(|l| l.len() == label.len() && l.as_bytes().first() == first && *l == label)
}
