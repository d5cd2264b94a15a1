//! The arc-eager parser.
//!
//! In: token vectors. Out: heads, labels and sentence boundaries of the tokens.

mod state;
mod tree;

use crate::network::Network;
use crate::transition::{NONE, Rows, Scorer, moves};
use crate::work::{Batch, Work};
use crate::{LoadError, Package};
use smol_str::SmolStr;
use state::{BREAK, LEFT, RIGHT, State};

/// The parser of one model.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<(u8, SmolStr)>,
    /// The actions without an arc, few and without labels.
    plain: Vec<u32>,
    /// For each set of valid actions (a bit for each), what is added to the scores: 0 or minus infinity.
    masks: Vec<Vec<f32>>,
}

/// Working space that is used again for every document.
#[derive(Debug, Default)]
pub(crate) struct Space {
    rows: Rows,
    state: State,
    sum: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
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
        let plain = (0..moves.len() as u32).filter(|i| !matches!(moves[*i as usize].0, LEFT | RIGHT)).collect();
        let mask = |set: usize| -> Vec<f32> {
            let allowed = |i: usize| moves.get(i).is_some_and(|(action, _)| set >> action & 1 == 1);
            (0..scorer.upper.stride()).map(|i| if allowed(i) { 0.0 } else { f32::NEG_INFINITY }).collect()
        };
        Ok(Self { masks: (0..32).map(mask).collect(), scorer, moves, plain })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.scorer.inputs()
    }

    pub(crate) fn run(&self, batch: &mut Batch, vectors: &[f32], space: &mut Space) {
        space.rows.start(&self.scorer, vectors, batch.tokens.len());
        space.sum.resize(self.scorer.block(), 0.0);
        space.hidden.resize(self.scorer.hidden, 0.0);
        for document in &batch.documents {
            let tokens = &mut batch.tokens[document.clone()];
            self.parse(tokens, document.start as u32, space);
            for (i, (token, node)) in tokens.iter_mut().zip(&space.state.nodes).enumerate() {
                (token.head, token.dep) = match node.head {
                    NONE => (i as u32, SmolStr::new_static("ROOT")),
                    head => (head, self.moves[node.action as usize].1.clone()),
                };
            }
            tree::edges(tokens);
            tree::deprojectivise(tokens);
        }
    }

    fn parse(&self, tokens: &[Work], base: u32, space: &mut Space) {
        space.state.start(tokens);
        // Every token is pushed at most twice and reduced as often; the cap guards against a damaged model.
        for _ in 0..tokens.len() * 16 + 16 {
            if space.state.is_final() {
                break;
            }
            let Some(best) = self.best(base, space) else { break };
            space.state.apply(self.moves[best as usize].0, best);
        }
    }

    /// The valid action with the highest score; the first of equal ones.
    fn best(&self, base: u32, space: &mut Space) -> Option<u32> {
        let valid = space.state.valid();
        let arcs = valid[LEFT as usize] || valid[RIGHT as usize];
        let fits = |i: &&u32| valid[self.moves[**i as usize].0 as usize];
        if !arcs {
            let mut rest = self.plain.iter().filter(fits);
            let first = rest.next()?;
            if rest.next().is_none() {
                return Some(*first);
            }
        }
        let slots = space.state.slots();
        for token in slots {
            if token != NONE {
                space.rows.ensure(&self.scorer, (base + token) as usize);
            }
        }
        let place = |token: u32| if token == NONE { NONE } else { base + token };
        let rows: [&[f32]; 8] = std::array::from_fn(|s| space.rows.share(&self.scorer, place(slots[s]), s));
        self.scorer.hidden(&rows, &mut space.sum, &mut space.hidden);
        let mut best: Option<(u32, f32)> = None;
        if arcs {
            self.scorer.upper.multiply_into(&space.hidden, self.scorer.hidden, 1, &mut space.scores);
            let set = valid.iter().rev().fold(0, |set, valid| set << 1 | usize::from(*valid));
            return Some(first_maximum(&space.scores, &self.masks[set]));
        }
        for i in self.plain.iter().filter(fits) {
            let score = self.scorer.score_one(&space.hidden, *i as usize);
            if best.is_none_or(|(_, highest)| score > highest) {
                best = Some((*i, score));
            }
        }
        best.map(|(i, _)| i)
    }
}

/// The first of the highest among the scores that the mask lets through. Both are a multiple of 16 long.
fn first_maximum(scores: &[f32], mask: &[f32]) -> u32 {
    let mut lanes = [f32::NEG_INFINITY; 16];
    for (scores, mask) in scores.chunks_exact(16).zip(mask.chunks_exact(16)) {
        for ((lane, score), mask) in lanes.iter_mut().zip(scores).zip(mask) {
            let v = score + mask;
            *lane = if v > *lane { v } else { *lane };
        }
    }
    let highest = lanes.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let found = scores.iter().zip(mask).position(|(score, mask)| score + mask == highest && *mask == 0.0);
    found.or_else(|| mask.iter().position(|m| *m == 0.0)).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::first_maximum;

    #[test]
    fn the_first_of_equal_scores_that_may_be_taken() {
        let mut scores = [0.0f32; 32];
        (scores[3], scores[7], scores[20]) = (9.0, 5.0, 5.0);
        let mut mask = [0.0f32; 32];
        mask[3] = f32::NEG_INFINITY;
        assert_eq!(first_maximum(&scores, &mask), 7);
    }
}
