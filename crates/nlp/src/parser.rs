//! The arc-eager parser, sentence boundaries and de-projectivisation.

use crate::network::Network;
use crate::transition::{Buffers, Scorer, moves};
use crate::work::Work;
use crate::{LoadError, Package};
use smol_str::SmolStr;

const SHIFT: u8 = 0;
const REDUCE: u8 = 1;
const LEFT: u8 = 2;
const RIGHT: u8 = 3;
const BREAK: u8 = 4;

/// The parser of one model.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<(u8, SmolStr)>,
}

#[derive(Debug)]
struct State<'a> {
    tokens: &'a [Work],
    stack: Vec<usize>,
    again: Vec<usize>,
    next: usize,
    heads: Vec<Option<(usize, u32)>>,
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    stuck: Vec<bool>,
    starts: Vec<bool>,
}

impl State<'_> {
    fn buffer(&self, k: usize) -> Option<usize> {
        if k < self.again.len() {
            return Some(self.again[self.again.len() - 1 - k]);
        }
        let at = self.next + k - self.again.len();
        (at < self.tokens.len()).then_some(at)
    }

    fn left_over(&self) -> usize {
        self.tokens.len() - self.next + self.again.len()
    }

    fn starts(&self, token: Option<usize>) -> bool {
        token.is_some_and(|t| self.starts[t] || self.tokens[t].sent_start == 1)
    }

    fn arc(&mut self, head: usize, child: usize, action: u32) {
        if let Some((old, _)) = self.heads[child] {
            let list = if old > child { &mut self.left[old] } else { &mut self.right[old] };
            if list.last() == Some(&child) {
                list.pop();
            }
        }
        if head > child {
            self.left[head].push(child)
        } else {
            self.right[head].push(child)
        }
        self.heads[child] = Some((head, action));
    }

    fn valid(&self) -> [bool; 5] {
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        let (depth, rest) = (self.stack.len(), self.left_over());
        let opens = self.starts(b0);
        let preset = |t: Option<usize>| t.map_or(0, |t| self.tokens[t].sent_start);
        let mut out = [false; 5];
        out[SHIFT as usize] = depth == 0 || !(rest < 2 || opens || b0.is_some_and(|b| self.stuck[b]));
        out[REDUCE as usize] = depth != 0 && (rest == 0 || !(depth == 1 && preset(b0) == -1));
        out[LEFT as usize] = depth != 0 && rest != 0 && !opens;
        out[RIGHT as usize] = out[LEFT as usize];
        out[BREAK as usize] = rest >= 2 && b1 == b0.map(|b| b + 1) && !self.starts(b1) && preset(b1) != -1;
        out
    }

    fn apply(&mut self, action: u8, row: u32) {
        let (b0, s0) = (self.buffer(0), self.stack.last().copied());
        match (action, b0, s0) {
            (SHIFT, Some(b0), _) => self.push(b0),
            (RIGHT, Some(b0), Some(s0)) => {
                self.arc(s0, b0, row);
                self.push(b0);
            }
            (REDUCE, _, Some(s0)) => {
                if self.heads[s0].is_none() && self.stack.len() > 1 {
                    self.stuck[s0] = true;
                    self.again.push(s0);
                }
                self.stack.pop();
            }
            (LEFT, Some(b0), Some(s0)) => {
                self.arc(b0, s0, row);
                self.stuck[b0] = false;
                self.stack.pop();
            }
            (BREAK, Some(_), _) => {
                if let Some(b1) = self.buffer(1) {
                    self.starts[b1] = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, b0: usize) {
        if self.again.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(b0);
    }
}

impl Parser {
    /// Reads the component `parser`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Self, LoadError> {
        let moves = moves(package, "parser")?;
        let network = Network::read(package, "parser/model")?;
        let scorer = Scorer::new(&network, moves.len())?;
        if scorer.slots() != 8 {
            return Err(LoadError::damaged(&network.file, "8 feature slots", scorer.slots().to_string()));
        }
        if let Some((action, _)) = moves.iter().find(|(a, _)| *a > BREAK) {
            return Err(LoadError::damaged("parser/moves", "actions 0 to 4", action.to_string()));
        }
        Ok(Self { scorer, moves })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.scorer.inputs()
    }

    pub(crate) fn run(&self, tokens: &mut [Work], vectors: &[f32]) {
        let n = tokens.len();
        let prepared = self.scorer.prepare(vectors, n);
        let mut buffers = Buffers::default();
        let mut state = State {
            tokens,
            stack: Vec::new(),
            again: Vec::new(),
            next: 0,
            heads: vec![None; n],
            left: vec![Vec::new(); n],
            right: vec![Vec::new(); n],
            stuck: vec![false; n],
            starts: vec![false; n],
        };
        // Every token is pushed at most twice and reduced as often; the cap guards against a damaged model.
        for _ in 0..n * 16 + 16 {
            if state.stack.is_empty() && state.left_over() == 0 {
                break;
            }
            let (b0, s0) = (state.buffer(0), state.stack.last().copied());
            let below = |k: usize| state.stack.len().checked_sub(k + 1).map(|i| state.stack[i]);
            let slots = [
                b0,
                state.buffer(1),
                s0,
                below(1),
                below(2),
                b0.and_then(|b| state.left[b].last().copied()),
                s0.and_then(|s| state.left[s].last().copied()),
                s0.and_then(|s| state.right[s].last().copied()),
            ];
            self.scorer.score(&prepared, &slots, &mut buffers);
            let valid = state.valid();
            let mut best: Option<usize> = None;
            for (i, (action, _)) in self.moves.iter().enumerate() {
                if valid[*action as usize] && best.is_none_or(|b| buffers.scores[i] > buffers.scores[b]) {
                    best = Some(i);
                }
            }
            let Some(best) = best else { break };
            state.apply(self.moves[best].0, best as u32);
        }
        let heads = state.heads;
        for (i, head) in heads.into_iter().enumerate() {
            (tokens[i].head, tokens[i].dep) = match head {
                Some((head, row)) => (head, self.moves[row as usize].1.clone()),
                None => (i, "ROOT".into()),
            };
        }
        edges(tokens);
        deprojectivise(tokens);
    }
}

/// Widens every head's span over its children and sets the sentence starts.
fn edges(tokens: &mut [Work]) {
    let n = tokens.len();
    for (i, token) in tokens.iter_mut().enumerate() {
        (token.left, token.right) = (i, i);
    }
    for _ in 0..12 {
        let mut widen = |i: usize| {
            let (left, right, head) = (tokens[i].left, tokens[i].right, tokens[i].head);
            let head = &mut tokens[head];
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
        if tokens[i].head == i && !tokens[i].dep.is_empty() {
            let left = tokens[i].left;
            tokens[left].sent_start = 1;
        }
    }
}

/// Whether every head lies in its token's sentence; the last token is left out, as in spaCy.
fn inside_sentences(tokens: &[Work]) -> bool {
    let n = tokens.len();
    let mut opens = vec![false; n];
    for (i, token) in tokens.iter().enumerate() {
        if token.head == i {
            opens[token.left] = true;
        }
    }
    let mut start = 0;
    for i in 0..n {
        if (i > 0 && opens[i]) || i + 1 == n {
            if tokens[start..i].iter().any(|t| t.head < start || t.head > i) {
                return false;
            }
            start = i;
        }
    }
    true
}

/// Moves arcs whose label names another head ("label||headlabel") to that head.
fn deprojectivise(tokens: &mut [Work]) {
    for i in 0..tokens.len() {
        let Some((label, wanted)) = tokens[i].dep.split_once("||").map(|(a, b)| (SmolStr::from(a), SmolStr::from(b)))
        else {
            continue;
        };
        let mut level = vec![tokens[i].head];
        let mut found = None;
        let mut budget = tokens.len() + 1;
        'search: while !level.is_empty() && budget > 0 {
            let mut below = Vec::new();
            for t in level {
                for (c, token) in tokens.iter().enumerate().take(tokens[t].right + 1).skip(tokens[t].left) {
                    if c == t || c == i || token.head != t || token.lexeme.is_space {
                        continue;
                    }
                    if token.dep == wanted {
                        found = Some(c);
                        break 'search;
                    }
                    below.push(c);
                }
            }
            budget -= 1;
            level = below;
        }
        if let Some(head) = found {
            tokens[i].head = head;
        }
        tokens[i].dep = label;
    }
    edges(tokens);
}
