//! The entity recogniser: one BILUO action a token.
//!
//! In: tokens with sentence starts, and token vectors. Out: the entities of each document.

use crate::kernel::Packed;
use crate::network::Network;
use crate::tok2vec::{Tok2Vec, Vectors};
use crate::transition::{Scorer, moves};
use crate::work::{Batch, Work};
use crate::{LoadError, Package};
use masudi_doc::{Entity, TokenSpan};
use smol_str::SmolStr;

const BEGIN: u8 = 1;
const INSIDE: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUT: u8 = 5;

/// Tokens whose scores outside of entities are computed together.
const STRETCH: usize = 48;

/// The entity recogniser of one model.
#[derive(Debug)]
pub(crate) struct Ner {
    own: Option<Tok2Vec>,
    scorer: Scorer,
    moves: Vec<(u8, SmolStr)>,
    /// A token's shares in each slot by itself: the token, the start of its entity, the token before it.
    slots: [Packed; 3],
    /// The actions that may be taken outside of an entity, in the order of all actions.
    outside: Vec<usize>,
    outside_network: Packed,
    /// For each action that opens an entity, those of the same label that go on and that end it.
    closing: Vec<(Option<usize>, Option<usize>)>,
}

/// Working space that is used again for every document.
#[derive(Debug, Default)]
pub(crate) struct Space {
    low: Vec<f32>,
    own: Vec<f32>,
    start: Vec<f32>,
    before: Vec<f32>,
    sum: Vec<f32>,
    hidden: Vec<f32>,
    inside: Vec<f32>,
    scores: Vec<f32>,
}

impl Ner {
    /// Reads the component `ner`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package, vectors: Option<&Vectors>) -> Result<Self, LoadError> {
        let moves = moves(package, "ner")?;
        let network = Network::read(package, "ner/model")?;
        let scorer = Scorer::new(&network, moves.len())?;
        if scorer.slots() != 3 {
            return Err(LoadError::damaged(&network.file, "3 feature slots", scorer.slots().to_string()));
        }
        let own = network.all("extract_features").next().map(|_| Tok2Vec::new(&network, vectors)).transpose()?;
        if own.as_ref().is_some_and(|t| t.width != scorer.inputs()) {
            return Err(LoadError::damaged(&network.file, "layers whose widths fit together", "others"));
        }
        let may = |(action, label): &(u8, SmolStr)| match *action {
            BEGIN | OUT => true,
            UNIT => !label.is_empty(),
            _ => false,
        };
        let outside: Vec<usize> = (0..moves.len()).filter(|i| may(&moves[*i])).collect();
        let like = |i: usize, wanted: u8| moves.iter().position(|(a, label)| *a == wanted && *label == moves[i].1);
        Ok(Self {
            closing: (0..moves.len()).map(|i| (like(i, INSIDE), like(i, LAST))).collect(),
            slots: [scorer.slot(0), scorer.slot(1), scorer.slot(2)],
            outside_network: scorer.some_actions(&outside),
            own,
            scorer,
            moves,
            outside,
        })
    }

    /// The width of shared vectors it needs; `None` when it has a network of its own.
    pub(crate) fn shared_inputs(&self) -> Option<usize> {
        self.own.is_none().then(|| self.scorer.inputs())
    }

    pub(crate) fn run(&self, batch: &mut Batch, shared: &[f32], space: &mut Space) {
        let n = batch.tokens.len();
        let lower = &self.scorer.lower;
        match &self.own {
            Some(own) => {
                let vectors = own.vectors(&batch.tokens, &batch.documents);
                lower.multiply_into(&vectors, lower.inputs, n, &mut space.low);
            }
            None => lower.multiply_into(shared, lower.inputs, n, &mut space.low),
        }
        space.sum.resize(self.scorer.block(), 0.0);
        batch.entities.clear();
        for document in &batch.documents {
            let mut entities = Vec::new();
            self.recognise(&batch.tokens[document.clone()], document.start, space, &mut entities);
            batch.entities.push(entities);
        }
    }

    fn recognise(&self, tokens: &[Work], base: usize, space: &mut Space, entities: &mut Vec<Entity>) {
        let goes_on = |b: usize| tokens.get(b + 1).is_some_and(|next| next.sent_start != 1);
        // Where the open entity starts, and the action that opened it.
        let mut open: Option<(usize, usize)> = None;
        for first in (0..tokens.len()).step_by(STRETCH) {
            let count = STRETCH.min(tokens.len() - first);
            self.prepare(base + first, count, space);
            for (b, token) in tokens.iter().enumerate().skip(first).take(count) {
                let best = match open {
                    None => self.outside(token, goes_on(b), b - first, space),
                    Some((start, action)) => {
                        if b == start + 1 {
                            let Space { low, start: out, .. } = space;
                            self.slots[1].multiply_into(self.low(base + start, low), 0, 1, out);
                        }
                        self.inside(action, goes_on(b), base + b, b - first, space)
                    }
                };
                let Some(best) = best else { continue };
                let (action, label) = &self.moves[best];
                match *action {
                    BEGIN => open = Some((b, best)),
                    UNIT => entities.push(Entity { tokens: TokenSpan::new(b, b + 1), label: label.clone() }),
                    LAST => {
                        if let Some((start, _)) = open.take() {
                            entities.push(Entity { tokens: TokenSpan::new(start, b + 1), label: label.clone() });
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn low<'a>(&self, token: usize, low: &'a [f32]) -> &'a [f32] {
        let stride = self.scorer.lower.stride();
        &low[token * stride..][..stride]
    }

    /// Scores of the actions outside of entities, for some tokens.
    fn prepare(&self, first: usize, count: usize, space: &mut Space) {
        let (stride, block, hidden) = (self.scorer.lower.stride(), self.scorer.block(), self.scorer.hidden);
        self.slots[0].multiply_into(&space.low[first * stride..], stride, count, &mut space.own);
        space.hidden.resize(STRETCH * hidden, 0.0);
        let missing = [self.scorer.missing(1), self.scorer.missing(2)];
        for (own, out) in space.own.chunks_exact(block).zip(space.hidden.chunks_exact_mut(hidden)) {
            self.scorer.hidden(&[own, missing[0], missing[1]], &mut space.sum, out);
        }
        self.outside_network.multiply_into(&space.hidden, hidden, count, &mut space.scores);
    }

    fn outside(&self, token: &Work, goes_on: bool, row: usize, space: &Space) -> Option<usize> {
        let stride = self.outside_network.stride();
        let space_token = token.lexeme.is_space;
        let mut best: Option<(usize, f32)> = None;
        for (i, score) in self.outside.iter().zip(&space.scores[row * stride..]) {
            let valid = match self.moves[*i].0 {
                BEGIN => goes_on && !space_token,
                UNIT => !space_token,
                _ => true,
            };
            if valid && best.is_none_or(|(_, highest)| *score > highest) {
                best = Some((*i, *score));
            }
        }
        best.map(|(i, _)| i)
    }

    /// Within an entity only two actions are left: to go on or to end it.
    fn inside(&self, opened: usize, goes_on: bool, token: usize, row: usize, space: &mut Space) -> Option<usize> {
        let (inside, last) = self.closing[opened];
        let (Some(inside), Some(last)) = (inside.filter(|_| goes_on), last) else {
            return last.or(inside.filter(|_| goes_on));
        };
        let Space { low, own, start, before, sum, inside: hidden, .. } = space;
        self.slots[2].multiply_into(self.low(token - 1, low), 0, 1, before);
        let block = self.scorer.block();
        hidden.resize(self.scorer.hidden, 0.0);
        self.scorer.hidden(&[&own[row * block..][..block], &start[..block], &before[..block]], sum, hidden);
        let (first, second) = (inside.min(last), inside.max(last));
        let (a, b) = (self.scorer.score_one(hidden, first), self.scorer.score_one(hidden, second));
        Some(if b > a { second } else { first })
    }
}
