//! How much two texts have in common, and whether one is a copy of the other.
//!
//! In: two signatures. Out: estimates of the resemblance and the containment of their shingles.

use crate::Signature;
use crate::signature::WHOLE_VALUES;

/// Copies share at least this part of all their shingles.
const RESEMBLANCE: f32 = 0.42;
/// Or the shorter one is contained in the longer one by this part, ...
const CONTAINMENT: f32 = 0.73;
/// ... and both have at least so many shingles in common: a flash of one sentence is no copy of the report that quotes it.
const SHARED: f32 = 40.0;
/// Texts shorter than this are copies only if their words are the same: a few words more or less make another message.
const SHORTEST: usize = 20;

/// What two texts have in common, as their signatures tell it: a standard error of about 0.045 at the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Whether all words of the story are the same, in the same order.
    pub exact: bool,
    /// Shingles in both of all shingles (Jaccard), 0 to 1.
    pub resemblance: f32,
    /// Shingles in both of those of the shorter text, 0 to 1.
    pub containment: f32,
    shared: f32,
    shorter: usize,
}

impl Likeness {
    /// Whether one text is a copy of the other, if perhaps cut, extended or edited.
    pub fn is_copy(&self) -> bool {
        let alike = self.resemblance >= RESEMBLANCE || (self.containment >= CONTAINMENT && self.shared >= SHARED);
        self.exact || (self.shorter >= SHORTEST && alike)
    }
}

impl Signature {
    /// What this text and another have in common. A text without words is like no other.
    pub fn likeness(&self, other: &Signature) -> Likeness {
        let shorter = self.shingles().min(other.shingles());
        let sum = (self.shingles() + other.shingles()) as f32;
        let exact = shorter > 0 && self.exact == other.exact;
        let equal = self.whole.iter().zip(&other.whole).filter(|(a, b)| a == b).count();
        let resemblance = match (shorter, exact) {
            (0, _) => 0.0,
            (_, true) => 1.0,
            _ => equal as f32 / WHOLE_VALUES as f32,
        };
        // |A ∩ B| from J = |A ∩ B| / |A ∪ B| and |A ∪ B| = |A| + |B| - |A ∩ B|.
        let shared = (resemblance / (1.0 + resemblance) * sum).min(shorter as f32);
        let containment = if shorter == 0 { 0.0 } else { shared / shorter as f32 };
        Likeness { exact, resemblance, containment, shared, shorter }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_is_no_copy_of_the_report_and_an_empty_text_of_nothing() {
        let flash = Signature::of("The envoys of both sides met in Geneva on Monday.");
        let other = Signature::of("The envoys of both sides met in Geneva on Tuesday.");
        assert!(!flash.likeness(&other).is_copy());
        assert!(flash.likeness(&Signature::of("GENEVA: The envoys of both sides met in Geneva on Monday.")).is_copy());
        let nothing = Signature::of("");
        assert!(!nothing.likeness(&nothing).is_copy());
    }

    #[test]
    fn words_that_are_put_at_the_end_are_contained() {
        let words = |from: usize, to: usize| (from..to).map(|n| format!("word{n} ")).collect::<String>() + "end.";
        let likeness = Signature::of(&words(0, 100)).likeness(&Signature::of(&words(0, 400)));
        assert!((likeness.resemblance - 0.25).abs() < 0.1, "{likeness:?}");
        assert!(likeness.containment > 0.7, "{likeness:?}");
        assert!(!Signature::of(&words(0, 200)).likeness(&Signature::of(&words(100, 300))).is_copy());
    }
}
