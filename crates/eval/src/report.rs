//! Figures as Markdown: no sentence of the gold is in them.

use crate::figures::{Prf, shown};
use crate::{Calibration, MarkedScore, PlacesScore, Score, TimesScore};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A part of the documents with its figures.
#[derive(Clone, Debug)]
pub struct Part<S> {
    /// "all", or "worked on" and "held out".
    pub name: &'static str,
    /// How many documents.
    pub documents: usize,
    /// Figures.
    pub score: S,
}

/// The section on events by sentence.
pub fn events(title: &str, parts: &[Part<Score>], calibration: &Calibration) -> String {
    let mut out = format!("## {title}\n\n");
    let mut table = Table::new(parts.iter().map(|p| p.name));
    table.row("documents", parts.iter().map(|p| p.documents.to_string()));
    table.row("events of the gold (core)", parts.iter().map(|p| format!("{} ({})", p.score.gold, p.score.core_gold)));
    table.row("events of the run", parts.iter().map(|p| p.score.predicted.to_string()));
    table.row("found at all: P R F1", parts.iter().map(|p| p.score.detect().to_string()));
    table.row("type right: P R F1", parts.iter().map(|p| p.score.event_type().to_string()));
    table.row("type and dyad right: P R F1", parts.iter().map(|p| p.score.dyads().to_string()));
    table.row("core events found with type", parts.iter().map(|p| shown(p.score.core_recall())));
    for (at, name) in ["status", "month", "mode", "country of place"].into_iter().enumerate() {
        table.row(&format!("{name} right, given type"), parts.iter().map(|p| shown(p.score.given_type()[at].1)));
    }
    out.push_str(&table.text);
    let types: Vec<_> = parts.iter().map(|p| (p.name, &p.score.types)).collect();
    out.push_str(&by_type(&types));
    if let Some(first) = parts.first() {
        out.push_str(&confusions(first.name, &first.score.confusion));
    }
    out.push_str(&reliability(calibration));
    out
}

/// The section on marked sentences.
pub fn marked(title: &str, parts: &[Part<MarkedScore>], calibration: &Calibration) -> String {
    let mut out = format!("## {title}\n\n");
    let mut table = Table::new(parts.iter().map(|p| p.name));
    table.row("sentences", parts.iter().map(|p| p.score.n.to_string()));
    let share = |of: fn(&MarkedScore) -> usize| {
        let shares = parts.iter().map(move |p| format!("{:.3}", p.score.share(of(&p.score))));
        shares.collect::<Vec<_>>()
    };
    table.row("answered with the right type", share(|s| s.top).into_iter());
    table.row("macro F1 of the answers", parts.iter().map(|p| format!("{:.3}", p.score.macro_f1())));
    table.row("right type among the mentions", share(|s| s.any).into_iter());
    table.row("no mention at all", share(|s| s.none).into_iter());
    out.push_str(&table.text);
    let types: Vec<_> = parts.iter().map(|p| (p.name, &p.score.types)).collect();
    out.push_str(&by_type(&types));
    if let Some(first) = parts.first() {
        out.push_str(&confusions(first.name, &first.score.confusion));
    }
    out.push_str(&reliability(calibration));
    out
}

/// The section on time expressions.
pub fn times(title: &str, parts: &[Part<TimesScore>]) -> String {
    let mut table = Table::new(parts.iter().map(|p| p.name));
    table.row("documents", parts.iter().map(|p| p.documents.to_string()));
    table.row("expressions of the gold", parts.iter().map(|p| p.score.gold.to_string()));
    table.row("expressions of the run", parts.iter().map(|p| p.score.predicted.to_string()));
    let names =
        ["same span: P R F1", "overlapping: P R F1", "and of the same type: P R F1", "and of the same value: P R F1"];
    for (at, name) in names.into_iter().enumerate() {
        table.row(name, parts.iter().map(|p| p.score.figures()[at].1.to_string()));
    }
    format!("## {title}\n\n{}\n", table.text)
}

/// The section on places.
pub fn places(title: &str, parts: &[Part<PlacesScore>]) -> String {
    let mut table = Table::new(parts.iter().map(|p| p.name));
    table.row("documents", parts.iter().map(|p| p.documents.to_string()));
    table.row(
        "places of the gold (with a point)",
        parts.iter().map(|p| format!("{} ({})", p.score.gold, p.score.points)),
    );
    table.row("places of the run", parts.iter().map(|p| p.score.predicted.to_string()));
    table.row("recognised: P R F1", parts.iter().map(|p| p.score.recognition().to_string()));
    table.row("of all with a point, within 161 km", parts.iter().map(|p| format!("{:.3}", p.score.accuracy())));
    table.row("of the recognised, within 161 km", parts.iter().map(|p| format!("{:.3}", p.score.accuracy_of_found())));
    let median = |p: &Part<PlacesScore>| p.score.median().map_or_else(|| "–".to_owned(), |km| format!("{km:.1} km"));
    table.row("median distance of the recognised", parts.iter().map(median));
    format!("## {title}\n\n{}\n", table.text)
}

struct Table {
    text: String,
}

impl Table {
    fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        Self { text: format!("| | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(names.len())) }
    }

    fn row(&mut self, name: &str, cells: impl Iterator<Item = String>) {
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(self.text, "| {name} | {} |", cells.join(" | "));
    }
}

fn by_type(parts: &[(&str, &BTreeMap<String, Prf>)]) -> String {
    let mut out = String::from("\n### By type\n\n| type |");
    for (name, _) in parts {
        let name = if parts.len() > 1 { format!("{name}: ") } else { String::new() };
        let _ = write!(out, " {name}gold | run | right | P | R | F1 |");
    }
    let _ = writeln!(out, "\n|---|{}", "---|".repeat(6 * parts.len()));
    let mut names: Vec<&String> = parts.iter().flat_map(|(_, types)| types.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let _ = write!(out, "| {name} |");
        for (_, types) in parts {
            let prf = types.get(name).copied().unwrap_or_default();
            let [p, r, f] = prf.rounded();
            let _ = write!(out, " {} | {} | {} | {p:.3} | {r:.3} | {f:.3} |", prf.gold, prf.predicted, prf.right);
        }
        out.push('\n');
    }
    out
}

fn confusions(part: &str, confusion: &BTreeMap<(String, String), usize>) -> String {
    let mut pairs: Vec<_> = confusion.iter().collect();
    pairs.sort_by_key(|(types, n)| (std::cmp::Reverse(**n), *types));
    let mut out = format!("\n### Types taken for others ({part})\n\n");
    if pairs.is_empty() {
        out.push_str("None.\n");
        return out;
    }
    out.push_str("| gold | run | times |\n|---|---|---|\n");
    for ((gold, predicted), n) in pairs.iter().take(20) {
        let _ = writeln!(out, "| {gold} | {predicted} | {n} |");
    }
    out
}

/// The table of confidences against outcomes, over all documents; nothing where the run gives none.
fn reliability(calibration: &Calibration) -> String {
    let (Some(brier), Some(ece)) = (calibration.brier(), calibration.ece()) else { return String::new() };
    let mut out = String::from(
        "\n### Confidence against outcome (all documents)\n\n| confidence | mentions | mean | type right |\n|---|---|---|---|\n",
    );
    for (at, bin) in calibration.bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
        let n = bin.n as f64;
        let (from, to) = (at as f64 / 10.0, (at + 1) as f64 / 10.0);
        let _ =
            writeln!(out, "| {from:.1} to {to:.1} | {} | {:.3} | {:.3} |", bin.n, bin.sum / n, bin.right as f64 / n);
    }
    let _ = writeln!(
        out,
        "\nBrier score {brier:.3}, expected calibration error {ece:.3}, over {} mentions.",
        calibration.n()
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        let mut score = Score { gold: 4, predicted: 2, typed: 1, detected: 2, ..Score::default() };
        score.types.insert("AID".to_owned(), Prf { right: 1, predicted: 2, gold: 4 });
        score.confusion.insert(("AID".to_owned(), "AGREE".to_owned()), 1);
        let part = |name| Part { name, documents: 3, score: score.clone() };
        let text = events("Mine", &[part("worked on"), part("held out")], &Calibration::of([(0.5, true)]));
        assert!(text.contains("| type right: P R F1 | 0.500 0.250 0.333 | 0.500 0.250 0.333 |"), "{text}");
        assert!(text.contains("| core events found with type | – | – |"));
        assert!(text.contains("| AID | 4 | 2 | 1 | 0.500 | 0.250 | 0.333 | 4 |"));
        assert!(text.contains("| AID | AGREE | 1 |"));
        assert!(text.contains("Brier score 0.250"));
        for line in text.lines().filter(|l| l.starts_with("| type |") || l.starts_with("| AID | 4")) {
            assert_eq!(line.matches('|').count(), 14, "{line}");
        }
    }
}
