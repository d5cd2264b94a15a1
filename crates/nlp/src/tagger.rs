//! Tagger and morphologizer: the best label of each token.

use crate::kernel::Packed;
use crate::network::Network;
use crate::work::Work;
use crate::{LoadError, Package};
use masudi_doc::Upos;
use smol_str::SmolStr;

/// Tokens whose scores are computed together.
const STRETCH: usize = 48;

/// What a label sets.
#[derive(Debug)]
enum Labels {
    /// The fine-grained tag.
    Tags(Vec<SmolStr>),
    /// Features and part of speech.
    Morphs(Vec<(SmolStr, Upos)>),
}

/// A linear layer over token vectors, with its labels.
#[derive(Debug)]
pub(crate) struct Tagger {
    weights: Packed,
    labels: Labels,
}

/// Parts of speech by their number in spaCy, from 84 on.
const POS: [Upos; 20] = [
    Upos::Adj,
    Upos::Adp,
    Upos::Adv,
    Upos::Aux,
    Upos::Conj,
    Upos::Cconj,
    Upos::Det,
    Upos::Intj,
    Upos::Noun,
    Upos::Num,
    Upos::Part,
    Upos::Pron,
    Upos::Propn,
    Upos::Punct,
    Upos::Sconj,
    Upos::Sym,
    Upos::Verb,
    Upos::X,
    Upos::Unset,
    Upos::Space,
];

impl Tagger {
    /// Reads the component `tagger` or `morphologizer`. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package, component: &str) -> Result<Self, LoadError> {
        let network = Network::read(package, &format!("{component}/model"))?;
        let node = network.one("softmax")?;
        let (w, b) = (network.param(node, "W")?, network.param(node, "b")?);
        let [outputs, inputs] = w.dims::<2>(&network.file, "W of softmax")?;
        let file = format!("{component}/cfg");
        let json = package.json(&file)?;
        let labels = if let Some(morphs) = json.get("labels_morph").and_then(|v| v.as_object()) {
            let pos = |key: &str| json.get("labels_pos").and_then(|p| p.get(key)).and_then(|n| n.as_u64()).unwrap_or(0);
            let pair = |(key, value): (&String, &serde_json::Value)| {
                let name = (pos(key) as usize).checked_sub(84).and_then(|i| POS.get(i)).copied().unwrap_or_default();
                let morph = value.as_str().filter(|m| *m != "_").unwrap_or("");
                (SmolStr::from(morph), name)
            };
            Labels::Morphs(morphs.iter().map(pair).collect())
        } else {
            let list = json.get("labels").and_then(|v| v.as_array());
            Labels::Tags(list.into_iter().flatten().filter_map(|l| l.as_str().map(SmolStr::from)).collect())
        };
        let count = match &labels {
            Labels::Tags(tags) => tags.len(),
            Labels::Morphs(morphs) => morphs.len(),
        };
        if count != outputs || b.data.len() != outputs {
            return Err(LoadError::damaged(&file, format!("{outputs} labels"), count.to_string()));
        }
        Ok(Self { weights: Packed::new(&w.data, &b.data, inputs, outputs, |o| o), labels })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.weights.inputs
    }

    pub(crate) fn run(&self, tokens: &mut [Work], vectors: &[f32], scores: &mut Vec<f32>) {
        let width = self.weights.inputs;
        for (tokens, vectors) in tokens.chunks_mut(STRETCH).zip(vectors.chunks(STRETCH * width)) {
            self.weights.multiply_into(vectors, width, tokens.len(), scores);
            for (token, row) in tokens.iter_mut().zip(scores.chunks_exact(self.weights.stride())) {
                let best = first_maximum(&row[..self.weights.outputs]);
                match &self.labels {
                    Labels::Tags(tags) => token.tag = tags[best].clone(),
                    Labels::Morphs(morphs) => (token.morph, token.pos) = morphs[best].clone(),
                }
            }
        }
    }
}

fn first_maximum(row: &[f32]) -> usize {
    let highest = row.iter().fold(f32::NEG_INFINITY, |a, b| if *b > a { *b } else { a });
    row.iter().position(|v| *v == highest).unwrap_or(0)
}
