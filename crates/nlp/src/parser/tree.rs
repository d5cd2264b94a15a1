//! From heads and labels to spans, sentence boundaries and arcs that cross.

use crate::work::Work;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Widens every head's span over its children and sets the sentence starts.
pub(super) fn edges(tokens: &mut [Work]) {
    let n = tokens.len();
    for (i, token) in tokens.iter_mut().enumerate() {
        (token.left, token.right) = (i as u32, i as u32);
    }
    for _ in 0..12 {
        let mut widen = |i: usize| {
            let (left, right, head) = (tokens[i].left, tokens[i].right, tokens[i].head);
            let head = &mut tokens[head as usize];
            head.left = head.left.min(left);
            head.right = head.right.max(right);
        };
        (0..n).for_each(&mut widen);
        (0..n).rev().for_each(&mut widen);
        if inside_sentences(tokens) {
            break;
        }
    }
    for token in tokens.iter_mut() {
        token.sent_start = -1;
    }
    for i in 0..n {
        if tokens[i].head as usize == i && !tokens[i].dep.is_empty() {
            let left = tokens[i].left;
            tokens[left as usize].sent_start = 1;
        }
    }
}

/// Whether every head lies in its token's sentence; the last token is left out, as in spaCy.
fn inside_sentences(tokens: &[Work]) -> bool {
    let n = tokens.len();
    let mut opens = vec![false; n];
    for (i, token) in tokens.iter().enumerate() {
        if token.head as usize == i {
            opens[token.left as usize] = true;
        }
    }
    let mut start = 0;
    for i in 0..n {
        if (i > 0 && opens[i]) || i + 1 == n {
            if tokens[start..i].iter().any(|t| (t.head as usize) < start || t.head as usize > i) {
                return false;
            }
            start = i;
        }
    }
    true
}

/// Moves arcs whose label names another head ("label||headlabel") to that head: the nearest below the present one, level
/// by level, that carries that label.
pub(super) fn deprojectivise(tokens: &mut [Work]) {
    if !tokens.iter().any(|t| t.dep.contains("||")) {
        return;
    }
    let mut children: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); tokens.len()];
    for (i, token) in tokens.iter().enumerate().filter(|(i, t)| t.head as usize != *i) {
        children[token.head as usize].insert(i as u32);
    }
    for i in 0..tokens.len() {
        let Some((label, wanted)) = tokens[i].dep.split_once("||").map(|(a, b)| (SmolStr::from(a), SmolStr::from(b)))
        else {
            continue;
        };
        let old = tokens[i].head;
        let mut level = vec![old];
        let mut found = None;
        // Each token has one head, so a search meets it at most once unless heads run in a circle.
        let mut budget = tokens.len();
        'search: while !level.is_empty() {
            let mut below = Vec::new();
            for t in level {
                // Spans are those from before the first move, as in spaCy.
                let (left, right) = (tokens[t as usize].left, tokens[t as usize].right);
                for c in children[t as usize].range(left..=right.max(left)).copied() {
                    if c as usize == i || tokens[c as usize].lexeme.is_space {
                        continue;
                    }
                    if tokens[c as usize].dep == wanted {
                        found = Some(c);
                        break 'search;
                    }
                    if budget == 0 {
                        break 'search;
                    }
                    budget -= 1;
                    below.push(c);
                }
            }
            level = below;
        }
        if let Some(head) = found {
            children[old as usize].remove(&(i as u32));
            children[head as usize].insert(i as u32);
            tokens[i].head = head;
        }
        tokens[i].dep = label;
    }
    edges(tokens);
}
