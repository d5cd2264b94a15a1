//! The figures of a comparison.

use crate::figures::{Prf, rounded, share};
use crate::matching::{Verdict, same, same_month};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Counts of one comparison; the figures are methods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Events of the run.
    pub predicted: usize,
    /// Events of the gold.
    pub gold: usize,
    /// Gold events marked core.
    pub core_gold: usize,
    /// Matched pairs.
    pub detected: usize,
    /// Pairs with the right type.
    pub typed: usize,
    /// Of these, marked core.
    pub core: usize,
    /// Of these, with the right countries on both sides.
    pub dyad: usize,
    /// Of these, with the right status.
    pub status: usize,
    /// Of these, with the right mode.
    pub mode: usize,
    /// Of these, dated in the right month.
    pub month: usize,
    /// Of these, with the right country of the place.
    pub place: usize,
    /// By type.
    pub types: BTreeMap<String, Prf>,
    /// Pairs with another type: gold type, type of the run.
    pub confusion: BTreeMap<(String, String), usize>,
}

impl Score {
    /// Counts what a comparison found.
    pub fn of(verdicts: &[Verdict<'_>]) -> Self {
        let mut out = Self::default();
        for verdict in verdicts {
            let (predicted, gold) = match *verdict {
                Verdict::Pair { predicted, gold } => (Some(predicted), Some(gold)),
                Verdict::FalseAlarm(predicted) => (Some(predicted), None),
                Verdict::Miss(gold) => (None, Some(gold)),
            };
            if let Some(p) = predicted {
                out.predicted += 1;
                out.types.entry(p.event_type.clone()).or_default().predicted += 1;
            }
            if let Some(g) = gold {
                out.gold += 1;
                out.core_gold += usize::from(g.core);
                out.types.entry(g.event_type.clone()).or_default().gold += 1;
            }
            let (Some(p), Some(g)) = (predicted, gold) else { continue };
            out.detected += 1;
            if p.event_type != g.event_type {
                *out.confusion.entry((g.event_type.clone(), p.event_type.clone())).or_default() += 1;
                continue;
            }
            out.types.entry(g.event_type.clone()).or_default().right += 1;
            out.typed += 1;
            out.core += usize::from(g.core);
            out.dyad += usize::from(same(&p.actors, &g.actors) && same(&p.recipients, &g.recipients));
            out.status += usize::from(p.status == g.status);
            out.mode += usize::from(p.mode == g.mode);
            out.month += usize::from(same_month(p.date.as_deref(), g.date.as_deref()));
            out.place += usize::from(p.place == g.place);
        }
        out
    }

    /// Any matched pair.
    pub fn detect(&self) -> Prf {
        self.prf(self.detected)
    }

    /// Pairs with the right type.
    pub fn event_type(&self) -> Prf {
        self.prf(self.typed)
    }

    /// Pairs with the right type and the right countries on both sides.
    pub fn dyads(&self) -> Prf {
        self.prf(self.dyad)
    }

    fn prf(&self, right: usize) -> Prf {
        Prf { right, predicted: self.predicted, gold: self.gold }
    }

    /// Share of the core events that are found with the right type; `None` when the gold marks none.
    pub fn core_recall(&self) -> Option<f64> {
        share(self.core, self.core_gold)
    }

    /// Status, month, mode and place: share of the pairs with the right type that have it right too.
    pub fn given_type(&self) -> [(&'static str, Option<f64>); 4] {
        [("status", self.status), ("month", self.month), ("mode", self.mode), ("place", self.place)]
            .map(|(name, right)| (name, share(right, self.typed)))
    }

    /// The figures, to three decimals.
    pub fn to_json(&self) -> Value {
        let mut out = json!({
            "detect": self.detect().rounded(), "type": self.event_type().rounded(), "dyad": self.dyads().rounded(),
            "core_recall": self.core_recall().map(rounded),
        });
        for (name, share) in self.given_type() {
            out[format!("{name}_given_type")] = json!(share.map(rounded));
        }
        out["pred"] = json!(self.predicted);
        out["gold"] = json!(self.gold);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, matching};

    fn item(event_type: &str, mode: Option<&str>, core: bool) -> Item {
        Item {
            doc: "a".to_owned(),
            sentence: Some(0),
            trigger: event_type.to_lowercase(),
            event_type: event_type.to_owned(),
            mode: mode.map(str::to_owned),
            status: Some("actual".to_owned()),
            core,
            ..Item::default()
        }
    }

    #[test]
    fn counts_and_figures() {
        let gold = [item("AID", None, true), item("CONSULT", Some("visit"), true), item("REJECT", None, false)];
        let mut run =
            [item("AID", Some("grain"), false), item("CONSULT", Some("visit"), false), item("ACCUSE", None, false)];
        run[0].actors.insert("FRA".to_owned());
        let verdicts = matching::compare(&run, &gold);
        let score = Score::of(&verdicts);
        assert_eq!((score.detected, score.typed, score.dyad, score.mode, score.core), (2, 2, 1, 1, 2));
        assert_eq!(score.event_type().rounded(), [0.667, 0.667, 0.667]);
        assert_eq!(score.core_recall(), Some(1.0));
        assert_eq!(score.types["ACCUSE"], Prf { right: 0, predicted: 1, gold: 0 });
        assert_eq!(score.to_json()["mode_given_type"], json!(0.5));
    }

    #[test]
    fn a_wrong_type_is_a_confusion() {
        let gold = [item("AID", None, true)];
        let mut run = [item("AGREE", None, false)];
        run[0].trigger = "aid".to_owned();
        let verdicts = matching::compare(&run, &gold);
        let score = Score::of(&verdicts);
        assert_eq!((score.detected, score.typed), (1, 0));
        assert_eq!(score.confusion[&("AID".to_owned(), "AGREE".to_owned())], 1);
        assert_eq!(score.to_json()["status_given_type"], Value::Null);
    }
}
