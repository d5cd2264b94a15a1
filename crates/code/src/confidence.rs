//! How sure a mention is: the chance that its type is right.
//!
//! In: an event and its frame. Out: a probability, by a logistic function of the frame's prior and of how much of the
//! frame the text fills. The weights are data, fitted by `scripts/calibrate` on the annotated articles of `examples`.

use crate::CodedEvent;
use masudi_lexicon::frames::{ConfidenceWeights, Frame};
use masudi_record::Status;

/// The chance, between 0.02 and 0.98, that the event has the type that it was given.
pub(crate) fn of(weights: &ConfidenceWeights, frame: &Frame, event: &CodedEvent) -> f32 {
    let prior = frame.confidence.clamp(0.05, 0.95);
    let when = |applies: bool, weight: f32| if applies { weight } else { 0.0 };
    let sum = weights.bias
        + weights.prior * (prior / (1.0 - prior)).ln()
        + weights.condition * frame.with.len() as f32
        + when(event.actors.is_empty(), weights.no_actor)
        + when(event.recipients.is_empty(), weights.no_recipient)
        + when(frame.verbs.is_empty(), weights.noun)
        + when(event.status == Status::Alleged, weights.alleged)
        + when(event.status == Status::Future, weights.future)
        + weights.types.get(&event.event_type).copied().unwrap_or_default();
    (1.0 / (1.0 + (-sum).exp())).clamp(0.02, 0.98)
}
