//! Predicates that no frame fits, read by likeness to others.
//!
//! In: the traits of a predicate, vectors of words, and the weights of traits. Out: the event type that they speak for, with its chance
//! and the share of each trait. What this module does not do: it finds no actor; the frame of the type does, as for any other.

use crate::lookups::Lookups;
use crate::matcher::Scene;
use crate::traits::{Slot, Traits, is_content};
use masudi_doc::{Doc, TokenIdx, Upos};
use masudi_lexicon::WordVectors;
use masudi_lexicon::frames::{Frame, Likeness};
use smol_str::{SmolStr, format_smolstr};

/// What a predicate is most like.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// Event type of the ontology.
    pub event_type: SmolStr,
    /// Chance that a careful annotator marks an event of this type here, 0 to 1.
    pub chance: f32,
    /// The traits that speak for it, with their shares (in logits, the sum of all is that of the type against none), the largest first.
    pub shares: Vec<(SmolStr, f32)>,
}

/// Vectors of the words of a document.
#[derive(Clone, Debug, Default)]
pub struct Rows<'a> {
    vectors: Option<&'a WordVectors>,
    /// Of each word.
    rows: Vec<Option<u32>>,
    /// Of each sentence.
    sentences: Vec<Sum>,
}

impl<'a> Rows<'a> {
    /// Looks up all lemmas, where there are vectors.
    pub(crate) fn new(doc: &Doc, vectors: Option<&'a WordVectors>, lookups: &Lookups<'_>) -> Self {
        let Some(known) = vectors else { return Self::default() };
        let row = |at: TokenIdx| if is_bound(doc.pos(at)) { None } else { known.row(lookups.lemma(at)) };
        let mut out = Self { vectors, rows: (0..doc.len()).map(|at| row(at.into())).collect(), sentences: Vec::new() };
        for sentence in doc.sentences() {
            let mut sum = Sum::default();
            out.sum(sentence.iter().filter(|word| is_content(doc.pos(*word))), &mut sum);
            out.sentences.push(sum);
        }
        out
    }

    /// Whether there are no vectors, or no words.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Makes a sum that of some words.
    fn sum(&self, words: impl Iterator<Item = TokenIdx>, sum: &mut Sum) {
        let Some(vectors) = self.vectors else { return };
        sum.numbers.clear();
        sum.numbers.resize(vectors.dimensions(), 0.0);
        sum.words = 0.0;
        for row in words.filter_map(|word| self.rows[word.get()]) {
            vectors.add(row, 1.0, &mut sum.numbers);
            sum.words += 1.0;
        }
    }

    /// Makes a sum that of the content words of the sentence of a predicate, without the predicate.
    fn sum_around(&self, doc: &Doc, predicate: TokenIdx, sum: &mut Sum) {
        sum.clone_from(&self.sentences[doc.sentence_of(predicate).get()]);
        if let (Some(row), true, Some(vectors)) =
            (self.rows[predicate.get()], is_content(doc.pos(predicate)), self.vectors)
        {
            vectors.add(row, -1.0, &mut sum.numbers);
            sum.words -= 1.0;
        }
    }
}

/// A sum of vectors.
#[derive(Clone, Debug, Default)]
struct Sum {
    numbers: Vec<f32>,
    /// How many words it is the sum of.
    words: f32,
}

/// Words that fill no slot.
fn is_bound(pos: Upos) -> bool {
    matches!(pos, Upos::Punct | Upos::Det | Upos::Adp | Upos::Cconj | Upos::Part | Upos::Space | Upos::Sym)
}

/// The frame of the type that a predicate is most like, with the chance, where it is enough.
pub(crate) fn frame<'a>(scene: &Scene<'a>, traits: &Traits) -> Option<(&'a Frame, f32)> {
    let likeness = &scene.frames.likeness;
    let (best, chance) = best(&scores(scene, traits)?)?;
    let frame = scene.frames.frames.get(*likeness.frames.get(best)? as usize)?;
    (chance >= likeness.threshold).then_some((frame, chance))
}

/// What a predicate is most like, however little, and why; `None` without vectors or weights.
pub(crate) fn explained(scene: &Scene<'_>, traits: &Traits) -> Option<Likely> {
    let likeness = &scene.frames.likeness;
    let (at, chance) = best(&scores(scene, traits)?)?;
    let frame = scene.frames.frames.get(*likeness.frames.get(at)? as usize)?;
    let mut shares: Vec<(SmolStr, f32)> = Vec::new();
    for mark in traits.marks.iter().map(|mark| format_smolstr!("{mark}")) {
        shares.extend(likeness.of_mark(&mark).map(|weights| weights[at]).map(|share| (mark, share)));
    }
    for slot in Slot::ALL {
        let mut scores = vec![0.0; likeness.width()];
        add_slot(scene, traits, slot, &mut Sum::default(), &mut scores);
        shares.push((SmolStr::new_static(slot.name()), scores[at]));
    }
    shares.retain(|(_, share)| *share != 0.0);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    Some(Likely { event_type: frame.event_type.clone(), chance, shares })
}

/// Logits of the types against none.
fn scores(scene: &Scene<'_>, traits: &Traits) -> Option<Vec<f32>> {
    let likeness = &scene.frames.likeness;
    let mut scores = likeness.of_mark("bias")?.to_vec();
    // The weights are those of vectors of one length.
    if likeness.of_slot(Slot::Itself.name()).len() != scene.rows.vectors?.dimensions() * scores.len() {
        return None;
    }
    let mut name = String::new();
    for mark in &traits.marks {
        name.clear();
        for part in [mark.of, ":", &mark.value] {
            name.push_str(part);
        }
        if let Some(weights) = likeness.of_mark(&name) {
            add(weights, &mut scores);
        }
    }
    let mut sum = Sum::default();
    for slot in Slot::ALL {
        add_slot(scene, traits, slot, &mut sum, &mut scores);
    }
    scores.truncate(likeness.frames.len());
    Some(scores)
}

/// Adds what the mean vector of a slot's words speaks for; `sum` is working space.
fn add_slot(scene: &Scene<'_>, traits: &Traits, slot: Slot, sum: &mut Sum, scores: &mut [f32]) {
    match slot {
        // The words of `traits.of(slot)`, summed once for all predicates of the sentence.
        Slot::Sentence => scene.rows.sum_around(scene.doc, traits.head, sum),
        _ => scene.rows.sum(traits.of(slot), sum),
    }
    if sum.words < 0.5 {
        return;
    }
    let rows = scene.frames.likeness.of_slot(slot.name());
    let (lanes, _) = rows.as_chunks::<{ Likeness::LANES }>();
    let (blocks, _) = scores.as_chunks_mut::<{ Likeness::LANES }>();
    let across = blocks.len();
    for (at, block) in blocks.iter_mut().enumerate() {
        let mut here = *block;
        let mean = sum.numbers.iter().map(|number| number / sum.words);
        for (number, weights) in mean.zip(lanes.iter().skip(at).step_by(across)) {
            for (score, weight) in here.iter_mut().zip(weights) {
                *score += number * weight;
            }
        }
        *block = here;
    }
}

fn add(weights: &[f32], scores: &mut [f32]) {
    for (score, weight) in scores.iter_mut().zip(weights) {
        *score += weight;
    }
}

/// The type with the highest logit and its chance, no event at all being one of the possibilities.
fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let (at, most) = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let largest = most.max(0.0);
    let all = (-largest).exp() + scores.iter().map(|score| (score - largest).exp()).sum::<f32>();
    Some((at, (most - largest).exp() / all))
}
