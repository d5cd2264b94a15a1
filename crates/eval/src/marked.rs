//! Sentences with one answer each: a source and a target are marked, and the type of the event between them is known.
//!
//! The answer of a run is, among its mentions of the sentence, the one whose actors and recipients overlap the marked
//! source and target best; ties go to the more confident, then to the earlier. The gold has one type, YIELD, for
//! CONCEDE and RETREAT.

use crate::figures::{Prf, rounded};
use masudi_record::{Actor, Mention};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The answer of a run that has no mention in a sentence.
pub const NOTHING: &str = "-";

/// A sentence with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MarkedSentence {
    /// Its id; the mentions name it as their document.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Words of the marked source.
    pub source: Option<String>,
    /// Words of the marked target.
    pub target: Option<String>,
    /// The type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Whether the sentence is also one of PLOVER's own examples, on which other coders may have been built.
    pub in_plover_gsr: bool,
}

/// What a run says of one sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The sentence.
    pub sentence: &'a MarkedSentence,
    /// The mention that answers; `None` when the run has none there.
    pub mention: Option<&'a Mention>,
    /// Whether any mention of the sentence has the right type.
    pub any: bool,
}

impl Answer<'_> {
    /// The right type.
    pub fn gold(&self) -> &str {
        canonical(&self.sentence.event_type)
    }

    /// The type of the answer, or [`NOTHING`].
    pub fn predicted(&self) -> &str {
        self.mention.map_or(NOTHING, |m| canonical(&m.event_type))
    }

    /// Whether it is right.
    pub fn right(&self) -> bool {
        self.gold() == self.predicted()
    }
}

/// The answers of a run, in the order of the sentences.
pub fn answers<'a>(sentences: &'a [MarkedSentence], run: &'a [Mention]) -> Vec<Answer<'a>> {
    let mut by_sentence: HashMap<&str, Vec<&Mention>> = HashMap::new();
    for mention in run {
        by_sentence.entry(&mention.doc).or_default().push(mention);
    }
    sentences
        .iter()
        .map(|sentence| {
            let mentions = by_sentence.get(sentence.id.as_str()).map_or(&[][..], Vec::as_slice);
            let mut best: Option<(&Mention, (f64, f32))> = None;
            for mention in mentions {
                let fit = fit(mention, sentence);
                if best.is_none_or(|(_, other)| fit.0 > other.0 || (fit.0 == other.0 && fit.1 > other.1)) {
                    best = Some((mention, fit));
                }
            }
            let any = mentions.iter().any(|m| canonical(&m.event_type) == canonical(&sentence.event_type));
            Answer { sentence, mention: best.map(|(mention, _)| mention), any }
        })
        .collect()
}

/// How well a mention fits the marked source and target, and its confidence.
fn fit(mention: &Mention, sentence: &MarkedSentence) -> (f64, f32) {
    let (source, target) = (sentence.source.as_deref(), sentence.target.as_deref());
    let hits = hit(&mention.actors, source) + hit(&mention.recipients, target) + 0.5 * hit(&mention.actors, target);
    (hits, mention.confidence)
}

/// The best overlap of a list with marked words: shared words over all words.
fn hit(actors: &[Actor], marked: Option<&str>) -> f64 {
    let marked = words(marked.unwrap_or_default());
    let overlaps = actors.iter().map(|actor| {
        let own = words(&actor.text);
        own.intersection(&marked).count() as f64 / own.union(&marked).count().max(1) as f64
    });
    overlaps.fold(0.0, f64::max)
}

fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase().replace("'s", "").split_whitespace().map(str::to_owned).collect()
}

fn canonical(event_type: &str) -> &str {
    match event_type {
        "CONCEDE" | "RETREAT" => "YIELD",
        other => other,
    }
}

/// The figures of a run on marked sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedScore {
    /// Sentences.
    pub n: usize,
    /// Of these, answered right.
    pub top: usize,
    /// Of these, with the right type among their mentions.
    pub any: usize,
    /// Of these, without any mention.
    pub none: usize,
    /// By type; [`NOTHING`] among those predicted.
    pub types: BTreeMap<String, Prf>,
    /// Wrong answers: gold type, type of the run.
    pub confusion: BTreeMap<(String, String), usize>,
}

impl MarkedScore {
    /// Counts answers.
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a Answer<'a>>) -> Self {
        let mut out = Self::default();
        for answer in answers {
            let (gold, predicted) = (answer.gold().to_owned(), answer.predicted().to_owned());
            out.n += 1;
            out.top += usize::from(answer.right());
            out.any += usize::from(answer.any);
            out.none += usize::from(answer.mention.is_none());
            out.types.entry(predicted.clone()).or_default().predicted += 1;
            let of_gold = out.types.entry(gold.clone()).or_default();
            of_gold.gold += 1;
            of_gold.right += usize::from(answer.right());
            if !answer.right() {
                *out.confusion.entry((gold, predicted)).or_default() += 1;
            }
        }
        out
    }

    /// Mean F1 of the types that the gold has.
    pub fn macro_f1(&self) -> f64 {
        let f: Vec<f64> = self.types.values().filter(|prf| prf.gold > 0).map(|prf| prf.f1()).collect();
        if f.is_empty() { 0.0 } else { f.iter().sum::<f64>() / f.len() as f64 }
    }

    /// A count as a share of the sentences; 0 of none.
    pub fn share(&self, count: usize) -> f64 {
        crate::figures::share(count, self.n).unwrap_or(0.0)
    }

    /// The figures, to three decimals.
    pub fn to_json(&self) -> Value {
        json!({
            "n": self.n, "top_acc": rounded(self.share(self.top)), "top_macro_f1": rounded(self.macro_f1()),
            "any": rounded(self.share(self.any)), "none": rounded(self.share(self.none)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(id: &str, event_type: &str) -> MarkedSentence {
        MarkedSentence {
            id: id.to_owned(),
            source: Some("Peru's ministers".to_owned()),
            target: Some("the miners".to_owned()),
            event_type: event_type.to_owned(),
            ..MarkedSentence::default()
        }
    }

    fn mention(doc: &str, event_type: &str, actor: &str, recipient: &str, confidence: f32) -> Mention {
        let actor_of = |text: &str| Actor { text: text.to_owned(), ..Actor::default() };
        Mention {
            doc: doc.to_owned(),
            event_type: event_type.to_owned(),
            actors: vec![actor_of(actor)],
            recipients: vec![actor_of(recipient)],
            confidence,
            ..Mention::default()
        }
    }

    #[test]
    fn the_mention_between_the_marked_ones_answers() {
        let sentences = [sentence("a", "ACCUSE")];
        let run = [mention("a", "AID", "Chile", "", 0.9), mention("a", "ACCUSE", "Peru ministers", "miners", 0.1)];
        assert!(answers(&sentences, &run)[0].right());
        // Where the actor is the target, half counts.
        let run = [mention("a", "AID", "Chile", "", 0.9), mention("a", "ACCUSE", "the miners", "", 0.1)];
        assert!(answers(&sentences, &run)[0].right());
    }

    #[test]
    fn confidence_and_order_break_ties() {
        let sentences = [sentence("a", "ACCUSE")];
        let run =
            [mention("a", "AID", "", "", 0.2), mention("a", "ACCUSE", "", "", 0.3), mention("a", "AID", "", "", 0.3)];
        assert!(answers(&sentences, &run)[0].right());
    }

    #[test]
    fn figures() {
        let sentences = [sentence("a", "YIELD"), sentence("b", "ACCUSE"), sentence("c", "ACCUSE")];
        let run = [
            mention("a", "RETREAT", "", "", 0.2),
            mention("b", "AID", "Peru ministers", "", 0.2),
            mention("b", "ACCUSE", "", "", 0.9),
        ];
        let answers = answers(&sentences, &run);
        let score = MarkedScore::of(&answers);
        assert_eq!((score.n, score.top, score.any, score.none), (3, 1, 2, 1));
        assert_eq!(
            score.to_json().to_string(),
            r#"{"n":3,"top_acc":0.333,"top_macro_f1":0.5,"any":0.667,"none":0.333}"#
        );
        assert_eq!(score.confusion[&("ACCUSE".to_owned(), NOTHING.to_owned())], 1);
    }
}
