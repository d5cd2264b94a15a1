//! The state of the arc-eager parser over one document.

use crate::transition::NONE;
use crate::work::Work;

pub(super) const SHIFT: u8 = 0;
pub(super) const REDUCE: u8 = 1;
pub(super) const LEFT: u8 = 2;
pub(super) const RIGHT: u8 = 3;
pub(super) const BREAK: u8 = 4;

/// What the parser knows of a token so far. Children of one side are a chain: the last one attached, and from each
/// child the one attached before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) head: u32,
    /// The action that attached it.
    pub(super) action: u32,
    left: u32,
    right: u32,
    before: u32,
    stuck: bool,
    /// Whether a sentence was opened here.
    starts: bool,
    preset: i8,
}

/// A document in the parser. Tokens are numbers in the document, [`NONE`] for none.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) nodes: Vec<Node>,
    stack: Vec<u32>,
    again: Vec<u32>,
    next: u32,
}

impl State {
    pub(super) fn start(&mut self, tokens: &[Work]) {
        self.nodes.clear();
        self.nodes.extend(tokens.iter().map(|token| Node {
            head: NONE,
            action: 0,
            left: NONE,
            right: NONE,
            before: NONE,
            stuck: false,
            starts: token.sent_start == 1,
            preset: token.sent_start,
        }));
        self.stack.clear();
        self.again.clear();
        self.next = 0;
    }

    fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    fn buffer(&self, k: usize) -> u32 {
        match self.again.len().checked_sub(k + 1) {
            Some(at) => self.again[at],
            None => {
                let at = self.next + (k - self.again.len()) as u32;
                if at < self.len() { at } else { NONE }
            }
        }
    }

    fn below(&self, k: usize) -> u32 {
        self.stack.len().checked_sub(k + 1).map_or(NONE, |at| self.stack[at])
    }

    fn waiting(&self) -> usize {
        (self.len() - self.next) as usize + self.again.len()
    }

    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.waiting() == 0
    }

    /// The tokens that the score depends on: two of the buffer, three of the stack, and children attached last.
    pub(super) fn slots(&self) -> [u32; 8] {
        let (b0, s0) = (self.buffer(0), self.below(0));
        let node = |token: u32| self.nodes.get(token as usize);
        [
            b0,
            self.buffer(1),
            s0,
            self.below(1),
            self.below(2),
            node(b0).map_or(NONE, |n| n.left),
            node(s0).map_or(NONE, |n| n.left),
            node(s0).map_or(NONE, |n| n.right),
        ]
    }

    /// Which actions may be taken, by their number.
    pub(super) fn valid(&self) -> [bool; 5] {
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        let (depth, waiting) = (self.stack.len(), self.waiting());
        let (first, second) = (self.nodes.get(b0 as usize), self.nodes.get(b1 as usize));
        let opens = first.is_some_and(|n| n.starts);
        let mut out = [false; 5];
        out[SHIFT as usize] = depth == 0 || !(waiting < 2 || opens || first.is_some_and(|n| n.stuck));
        out[REDUCE as usize] = depth != 0 && (waiting == 0 || !(depth == 1 && first.is_some_and(|n| n.preset == -1)));
        out[LEFT as usize] = depth != 0 && waiting != 0 && !opens;
        out[RIGHT as usize] = out[LEFT as usize];
        out[BREAK as usize] = waiting >= 2 && b1 == b0 + 1 && second.is_some_and(|n| !n.starts && n.preset != -1);
        out
    }

    fn arc(&mut self, head: u32, child: u32, action: u32) {
        let old = self.nodes[child as usize].head;
        if old != NONE {
            let before = self.nodes[child as usize].before;
            let node = &mut self.nodes[old as usize];
            let last = if old > child { &mut node.left } else { &mut node.right };
            if *last == child {
                *last = before;
            }
        }
        let node = &mut self.nodes[head as usize];
        let last = if head > child { &mut node.left } else { &mut node.right };
        let before = std::mem::replace(last, child);
        let node = &mut self.nodes[child as usize];
        (node.head, node.action, node.before) = (head, action, before);
    }

    /// Takes an action; `row` is its number among all actions with their labels.
    pub(super) fn apply(&mut self, action: u8, row: u32) {
        let (b0, s0) = (self.buffer(0), self.below(0));
        match action {
            SHIFT if b0 != NONE => self.push(b0),
            RIGHT if b0 != NONE && s0 != NONE => {
                self.arc(s0, b0, row);
                self.push(b0);
            }
            REDUCE if s0 != NONE => {
                if self.nodes[s0 as usize].head == NONE && self.stack.len() > 1 {
                    self.nodes[s0 as usize].stuck = true;
                    self.again.push(s0);
                }
                self.stack.pop();
            }
            LEFT if b0 != NONE && s0 != NONE => {
                self.arc(b0, s0, row);
                self.nodes[b0 as usize].stuck = false;
                self.stack.pop();
            }
            BREAK => {
                let b1 = self.buffer(1);
                if let Some(node) = self.nodes.get_mut(b1 as usize) {
                    node.starts = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, b0: u32) {
        if self.again.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(b0);
    }
}
