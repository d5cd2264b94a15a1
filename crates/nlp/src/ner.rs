//! The entity recogniser: one BILUO action a token.

use crate::network::Network;
use crate::tok2vec::{Tok2Vec, Vectors};
use crate::transition::{Buffers, Scorer, moves};
use crate::work::Work;
use crate::{LoadError, Package};
use smol_str::SmolStr;

const BEGIN: u8 = 1;
const INSIDE: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUT: u8 = 5;

/// The entity recogniser of one model.
#[derive(Debug)]
pub(crate) struct Ner {
    own: Option<Tok2Vec>,
    scorer: Scorer,
    moves: Vec<(u8, SmolStr)>,
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
        Ok(Self { own, scorer, moves })
    }

    /// The width of shared vectors it needs; `None` when it has a network of its own.
    pub(crate) fn shared_inputs(&self) -> Option<usize> {
        self.own.is_none().then(|| self.scorer.inputs())
    }

    pub(crate) fn run(&self, tokens: &mut [Work], shared: &[f32]) {
        let n = tokens.len();
        let prepared = match &self.own {
            Some(own) => self.scorer.prepare(&own.vectors(tokens), n),
            None => self.scorer.prepare(shared, n),
        };
        let mut buffers = Buffers::default();
        let mut open: Option<(usize, SmolStr)> = None;
        for b in 0..n {
            let start = open.as_ref().map(|(start, _)| *start);
            let slots = [Some(b), start, start.and_then(|_| b.checked_sub(1))];
            self.scorer.score(&prepared, &slots, &mut buffers);
            let goes_on = b + 1 < n && tokens[b + 1].sent_start != 1;
            let space = tokens[b].lexeme.is_space;
            let valid = |action: u8, label: &SmolStr| match &open {
                Some((_, current)) => {
                    (action == LAST && label == current) || (action == INSIDE && label == current && goes_on)
                }
                None => {
                    action == OUT
                        || (action == BEGIN && goes_on && !space)
                        || (action == UNIT && !space && !label.is_empty())
                }
            };
            let mut best: Option<usize> = None;
            for (i, (action, label)) in self.moves.iter().enumerate() {
                if valid(*action, label) && best.is_none_or(|k| buffers.scores[i] > buffers.scores[k]) {
                    best = Some(i);
                }
            }
            let Some((action, label)) = best.map(|i| &self.moves[i]) else { continue };
            match *action {
                BEGIN => open = Some((b, label.clone())),
                LAST => {
                    if let Some((start, label)) = open.take() {
                        for (k, token) in tokens[start..=b].iter_mut().enumerate() {
                            token.entity = Some((label.clone(), k == 0));
                        }
                    }
                }
                UNIT => tokens[b].entity = Some((label.clone(), true)),
                _ => {}
            }
        }
    }
}
