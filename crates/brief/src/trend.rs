//! Whether a count of one period is more than that of another: the ratio of two Poisson rates.
//!
//! With Jeffreys' prior each rate is a Gamma variable of shape count + 1/2, and their ratio over the lengths of the
//! periods is Beta-distributed odds; so the interval is exact for small counts too.

/// A ratio of rates with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// Median.
    pub middle: f64,
    /// 5th percentile.
    pub low: f64,
    /// 95th percentile.
    pub high: f64,
}

/// The rate of `recent` events in `recent_days` over that of `before` events in `before_days`. Lengths below one day count
/// as one.
///
/// ```
/// let same = masudi_brief::rate_ratio(10, 30.0, 10, 30.0);
/// assert!((same.middle - 1.0).abs() < 1e-6 && same.low < 1.0 && 1.0 < same.high);
/// let more = masudi_brief::rate_ratio(30, 30.0, 10, 30.0);
/// assert!(more.low > 1.0 && more.middle > 2.5 && more.middle < 3.2);
/// ```
pub fn rate_ratio(recent: u64, recent_days: f64, before: u64, before_days: f64) -> RateRatio {
    let lengths = before_days.max(1.0) / recent_days.max(1.0);
    let odds = |p: f64| {
        let share = beta_quantile(p, recent, before);
        lengths * share / (1.0 - share).max(f64::MIN_POSITIVE)
    };
    RateRatio { middle: odds(0.5), low: odds(0.05), high: odds(0.95) }
}

/// The quantile of the Beta distribution of shapes `a` + 1/2 and `b` + 1/2, by halving.
fn beta_quantile(p: f64, a: u64, b: u64) -> f64 {
    let (mut low, mut high) = (0.0f64, 1.0f64);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if beta_share(middle, a, b) < p { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The regularised incomplete beta function of shapes `a` + 1/2 and `b` + 1/2, by Lentz's continued fraction.
fn beta_share(x: f64, a: u64, b: u64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let (p, q) = (a as f64 + 0.5, b as f64 + 0.5);
    if x > (p + 1.0) / (p + q + 2.0) {
        return 1.0 - beta_share(1.0 - x, b, a);
    }
    let front = (p * x.ln() + q * (1.0 - x).ln() - ln_beta(a, b)).exp() / p;
    let tiny = 1e-300;
    let kept = |v: f64| if v.abs() < tiny { tiny } else { v };
    let (mut c, mut d) = (1.0, 1.0 / kept(1.0 - (p + q) * x / (p + 1.0)));
    let mut fraction = d;
    for m in 1..500 {
        let m = f64::from(m);
        for term in [
            m * (q - m) * x / ((p + 2.0 * m - 1.0) * (p + 2.0 * m)),
            -(p + m) * (p + q + m) * x / ((p + 2.0 * m) * (p + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / kept(1.0 + term * d);
            c = kept(1.0 + term / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-12 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// ln B(a + 1/2, b + 1/2), from the exact values of the gamma function at halves and whole numbers.
fn ln_beta(a: u64, b: u64) -> f64 {
    let half = |n: u64| (1..=n).map(|i| (i as f64 - 0.5).ln()).sum::<f64>() + std::f64::consts::PI.ln() / 2.0;
    let whole = |n: u64| (1..=n).map(|i| (i as f64).ln()).sum::<f64>();
    half(a) + half(b) - whole(a + b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_known_distributions() {
        // Beta(1/2, 1/2) is the arcsine distribution.
        for x in [0.1, 0.25, 0.5, 0.9f64] {
            let arcsine = 2.0 / std::f64::consts::PI * x.sqrt().asin();
            assert!((beta_share(x, 0, 0) - arcsine).abs() < 1e-9, "{x}");
        }
        assert!((beta_quantile(0.5, 7, 7) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn no_events_at_all_say_nothing() {
        let none = rate_ratio(0, 90.0, 0, 90.0);
        assert!(none.low < 0.02 && none.high > 50.0);
    }

    #[test]
    fn many_events_narrow_the_interval() {
        let ratio = rate_ratio(2000, 100.0, 4000, 100.0);
        assert!(ratio.low > 0.47 && ratio.high < 0.53, "{ratio:?}");
    }
}
