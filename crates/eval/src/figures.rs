//! Precision, recall and F1, rounded as they are printed.

use std::fmt::{Display, Formatter};

/// How many were right, were found, and were to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prf {
    /// Right ones.
    pub right: usize,
    /// Found ones.
    pub predicted: usize,
    /// Gold ones.
    pub gold: usize,
}

impl Prf {
    /// Share of the found ones that are right; 0 when none is found.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted).unwrap_or(0.0)
    }

    /// Share of the gold ones that are found; 0 when there is none.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold).unwrap_or(0.0)
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Precision, recall, F1, to three decimals.
    pub fn rounded(self) -> [f64; 3] {
        [rounded(self.precision()), rounded(self.recall()), rounded(self.f1())]
    }
}

impl Display for Prf {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3} {:.3} {:.3}", self.precision(), self.recall(), self.f1())
    }
}

/// A share; `None` of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// To three decimals, exact ties to the even digit.
///
/// ```
/// use masudi_eval::figures::rounded;
/// assert_eq!([rounded(0.0625), rounded(0.1875), rounded(2.0 / 3.0)], [0.062, 0.188, 0.667]);
/// ```
pub fn rounded(value: f64) -> f64 {
    format!("{value:.3}").parse().unwrap_or(value)
}

/// A share to three decimals, or a dash.
pub fn shown(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |s| format!("{s:.3}"))
}
