//! Time expressions against gold, as TempEval-3 counts them (task A).
//!
//! Strict: the same span. Relaxed: any overlap, one to one, equal spans first. Type and value: relaxed matches whose
//! type or value is equal.

use crate::figures::Prf;
use crate::spans::{Annotation, TimesDocument, Timex, by_document};
use serde_json::{Value, json};

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimesScore {
    /// Gold expressions.
    pub gold: usize,
    /// Expressions of the run.
    pub predicted: usize,
    /// Matches with the same span.
    pub strict: usize,
    /// Matches.
    pub relaxed: usize,
    /// Matches with the same type.
    pub kind: usize,
    /// Matches with the same value.
    pub value: usize,
}

/// A span without the blanks at its ends; one of blanks alone is empty.
fn trimmed(text: &[char], timex: &Timex) -> (usize, usize) {
    let (mut start, mut end) = (timex.start, timex.end.min(text.len()));
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while end > start && text[end - 1].is_whitespace() {
        end -= 1;
    }
    (start, end)
}

impl TimesScore {
    /// Counts over the documents of the gold that are kept.
    pub fn of(gold: &[TimesDocument], run: &[Annotation], keep: impl Fn(&str) -> bool) -> Self {
        let run = by_document(run);
        let mut out = Self::default();
        for document in gold.iter().filter(|document| keep(&document.id)) {
            let text: Vec<char> = document.text.chars().collect();
            let spans = |timexes: &[Timex]| -> Vec<(Timex, (usize, usize))> {
                timexes.iter().map(|timex| (timex.clone(), trimmed(&text, timex))).collect()
            };
            let mut gold = spans(&document.timexes);
            gold.retain(|(timex, _)| timex.end > timex.start);
            let predicted = spans(run.get(document.id.as_str()).map_or(&[], |a| &a.timex));
            out.add(&gold, &predicted);
        }
        out
    }

    fn add(&mut self, gold: &[(Timex, (usize, usize))], predicted: &[(Timex, (usize, usize))]) {
        self.gold += gold.len();
        self.predicted += predicted.len();
        let mut of_gold: Vec<Option<usize>> = vec![None; gold.len()];
        let mut used = vec![false; predicted.len()];
        for exact in [true, false] {
            for (i, (_, a)) in gold.iter().enumerate() {
                if of_gold[i].is_some() {
                    continue;
                }
                let fits = |b: &(usize, usize)| if exact { a == b } else { a.0 < b.1 && b.0 < a.1 };
                if let Some(j) = (0..predicted.len()).find(|j| !used[*j] && fits(&predicted[*j].1)) {
                    of_gold[i] = Some(j);
                    used[j] = true;
                }
            }
        }
        for ((timex, span), j) in gold.iter().zip(of_gold) {
            let Some((found, found_span)) = j.map(|j| &predicted[j]) else { continue };
            self.relaxed += 1;
            self.strict += usize::from(span == found_span);
            self.kind += usize::from(timex.kind == found.kind);
            let same = timex.value.as_deref().unwrap_or_default() == found.value.as_deref().unwrap_or_default();
            self.value += usize::from(same);
        }
    }

    /// Strict, relaxed, type and value.
    pub fn figures(&self) -> [(&'static str, Prf); 4] {
        let counts = [("strict", self.strict), ("relaxed", self.relaxed), ("type", self.kind), ("value", self.value)];
        counts.map(|(name, right)| (name, Prf { right, predicted: self.predicted, gold: self.gold }))
    }

    /// The figures in percent, to one decimal.
    pub fn to_json(&self) -> Value {
        let percent = |part: usize, whole: usize| -> f64 {
            let share = part as f64 / whole.max(1) as f64;
            format!("{share:.1}").parse().unwrap_or(share)
        };
        let mut out = json!({ "gold": self.gold, "system": self.predicted });
        for (name, prf) in self.figures() {
            let right = prf.right;
            out[name] = json!([
                percent(100 * right, self.predicted),
                percent(100 * right, self.gold),
                percent(200 * right, self.predicted + self.gold)
            ]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timex(start: usize, end: usize, value: &str) -> Timex {
        Timex { start, end, kind: Some("DATE".to_owned()), value: (!value.is_empty()).then(|| value.to_owned()) }
    }

    #[test]
    fn equal_spans_first_then_overlap_each_once() {
        let gold = [TimesDocument {
            id: "a".to_owned(),
            dct: None,
            text: "early on 3 May 2021 and in June, then June".to_owned(),
            timexes: vec![
                timex(0, 19, "2021-05-03"),
                timex(9, 19, "2021-05-03"),
                timex(27, 31, "2021-06"),
                timex(5, 5, ""),
            ],
        }];
        let run = [Annotation {
            doc: "a".to_owned(),
            timex: vec![timex(8, 19, "2021-05-03"), timex(27, 31, "2020-06"), timex(38, 42, "2021-06")],
            places: Vec::new(),
        }];
        let score = TimesScore::of(&gold, &run, |_| true);
        // The empty gold span does not count; the run's first has a blank before it.
        let expected = TimesScore { gold: 3, predicted: 3, strict: 2, relaxed: 2, kind: 2, value: 1 };
        assert_eq!(score, expected);
        assert_eq!(score.to_json()["value"], json!([33.3, 33.3, 33.3]));
        assert_eq!(TimesScore::of(&gold, &run, |_| false), TimesScore::default());
    }
}
