//! An estimate with its interval: how much more or less often something happens, as a dot on a line.

use super::axis::round;
use askama::Template;

/// Ratios from a sixteenth to sixteen times are drawn; what lies beyond ends at the edge.
const DOUBLINGS: f64 = 4.0;
const WIDTH: f64 = 150.0;

/// The chart.
#[derive(Debug, Template)]
#[template(
    source = "<svg class=\"interval {{ class }}\" viewBox=\"0 0 150 24\" role=\"img\" aria-label=\"{{ label }}\"><title>{{ label }}</title>\
              <path class=\"axis\" d=\"M75,2V22\"/><path class=\"grid\" d=\"M0,12H150\"/><path class=\"whisker\" d=\"M{{ low }},12H{{ high }}\"/>\
              <circle class=\"dot\" cx=\"{{ middle }}\" cy=\"12\" r=\"4.5\"/></svg>",
    ext = "svg"
)]
pub struct Interval {
    label: String,
    class: &'static str,
    low: f64,
    middle: f64,
    high: f64,
}

impl Interval {
    /// Of a ratio with its interval; `class` colours it.
    pub fn new(low: f64, middle: f64, high: f64, class: &'static str) -> Self {
        let label = format!("{middle:.1} times as often, between {low:.1} and {high:.1}");
        Self { label, class, low: x(low), middle: x(middle), high: x(high) }
    }
}

fn x(ratio: f64) -> f64 {
    let doublings = if ratio > 0.0 { ratio.log2().clamp(-DOUBLINGS, DOUBLINGS) } else { -DOUBLINGS };
    round(WIDTH / 2.0 + doublings / DOUBLINGS * (WIDTH / 2.0 - 6.0))
}

#[cfg(test)]
mod tests {
    use super::x;

    #[test]
    fn one_is_the_middle_and_the_edges_hold_all() {
        assert_eq!([0.0, 0.01, 1.0, 1e9].map(x), [6.0, 6.0, 75.0, 144.0]);
        assert!(x(0.5) < 75.0 && x(2.0) > 75.0);
    }
}
