//! What the coder tried on one predicate, for explanations.

use crate::likeness::Likely;
use crate::matcher::Refusal;
use crate::traits::Traits;
use crate::{CodedEvent, Proposition};

/// One predicate, the frames that its words triggered, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The predicate with its roles.
    pub proposition: Proposition,
    /// What it is like.
    pub traits: Traits,
    /// The frames that were tried and do not fit, with the reason.
    pub refusals: Vec<Refusal>,
    /// What it is most like, where there are vectors.
    pub likely: Option<Likely>,
    /// The event of the first frame that fits. It may still be absorbed by an operator above it, or be joined with
    /// another mention of the same event.
    pub event: Option<CodedEvent>,
}
