//! A line the size of a word: how a figure went over time.

use super::axis::{Axis, round};
use askama::Template;
use jiff::civil::Date;

/// The line.
#[derive(Debug, Template)]
#[template(
    source = "<svg class=\"spark\" viewBox=\"0 0 112 26\" role=\"img\" aria-label=\"{{ label }}\"><title>{{ label }}</title>\
              <path class=\"line\" d=\"{{ path }}\"/><circle class=\"dot\" cx=\"{{ end.0 }}\" cy=\"{{ end.1 }}\" r=\"3\"/></svg>",
    ext = "svg"
)]
pub struct Spark {
    label: String,
    path: String,
    end: (f64, f64),
}

impl Spark {
    /// From days and figures in order of time; `None` for fewer than two, which are no line.
    pub fn new(series: &[(Date, u64)], what: &str) -> Option<Self> {
        let [(first, from), .., (last, to)] = series else { return None };
        let axis = Axis::new(*first, *last, 4.0, 106.0);
        let most = series.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
        let point = |(day, n): &(Date, u64)| (axis.x(*day), round(22.0 - *n as f64 / most as f64 * 18.0));
        let points: Vec<(f64, f64)> = series.iter().map(point).collect();
        let path = points.iter().enumerate().map(|(n, (x, y))| format!("{}{x},{y}", if n == 0 { 'M' } else { 'L' }));
        let label = format!("{what}: {from} on {first}, {to} on {last}");
        Some(Self { label, path: path.collect(), end: *points.last()? })
    }
}
