//! Whether confidences are what they claim to be: probabilities.

use serde_json::{Value, json};

/// One bin of confidences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Mentions in it.
    pub n: usize,
    /// Of these, right.
    pub right: usize,
    /// Sum of their confidences.
    pub sum: f64,
}

/// Ten bins of equal width, and two figures over all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// From 0 to 0.1, and so on; a confidence on a border is in the upper bin, 1 in the last.
    pub bins: [Bin; 10],
    /// Sum of squared differences between confidence and outcome.
    squares: f64,
}

impl Calibration {
    /// From confidences, each with whether it was right.
    pub fn of(mentions: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut out = Self::default();
        for (confidence, right) in mentions {
            let bin = &mut out.bins[((confidence * 10.0) as usize).min(9)];
            bin.n += 1;
            bin.right += usize::from(right);
            bin.sum += confidence;
            out.squares += (confidence - f64::from(u8::from(right))).powi(2);
        }
        out
    }

    /// How many mentions have a confidence.
    pub fn n(&self) -> usize {
        self.bins.iter().map(|bin| bin.n).sum()
    }

    /// Mean squared difference between confidence and outcome; 0 is best.
    pub fn brier(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.squares / self.n() as f64)
    }

    /// Expected calibration error: mean distance of a bin's confidence from its share of right ones, by mentions.
    pub fn ece(&self) -> Option<f64> {
        let off: f64 = self.bins.iter().map(|bin| (bin.sum - bin.right as f64).abs()).sum();
        (self.n() > 0).then(|| off / self.n() as f64)
    }

    /// Bins that hold something, with both figures.
    pub fn to_json(&self) -> Value {
        let bins: Vec<Value> = self
            .bins
            .iter()
            .enumerate()
            .filter(|(_, bin)| bin.n > 0)
            .map(|(at, bin)| {
                let n = bin.n as f64;
                json!({"from": at as f64 / 10.0, "n": bin.n, "confidence": bin.sum / n, "right": bin.right as f64 / n})
            })
            .collect();
        json!({"n": self.n(), "brier": self.brier(), "ece": self.ece(), "bins": bins})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let calibration = Calibration::of([(0.75, true), (0.75, true), (0.75, false), (1.0, true)]);
        assert_eq!((calibration.bins[7].n, calibration.bins[7].right, calibration.bins[9].n), (3, 2, 1));
        assert!((calibration.brier().unwrap() - (0.0625 * 2.0 + 0.5625) / 4.0).abs() < 1e-12);
        assert!((calibration.ece().unwrap() - 0.25 / 4.0).abs() < 1e-12);
        assert_eq!(Calibration::of([]).brier(), None);
    }
}
