//! Every error of a run, one by one, to read: with its sentence, trigger and rule.
//!
//! In: verdicts or answers. Out: [`ErrorRecord`]s, as JSON lines or as Markdown. The lists hold the sentences of the
//! gold, so they belong where the gold may lie and in no report.

use crate::gold::GoldDocument;
use crate::marked::{Answer, NOTHING};
use crate::matching::{Verdict, same, same_month};
use crate::{Item, figures};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// What kind of error it is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKind {
    /// The gold has it, the run does not.
    Miss,
    /// The run has it, the gold does not.
    FalseAlarm,
    /// Both have it, with different types.
    Type,
    /// The type is right and other fields are not.
    Fields,
}

impl ErrorKind {
    fn title(self) -> &'static str {
        match self {
            ErrorKind::Miss => "Missed",
            ErrorKind::FalseAlarm => "False alarms",
            ErrorKind::Type => "Wrong type",
            ErrorKind::Fields => "Right type, other fields wrong",
        }
    }
}

/// An event as one side has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    /// Event type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Status.
    pub status: Option<String>,
    /// The words that express it.
    pub trigger: String,
    /// Words of the actors, then their countries.
    pub actors: (Vec<String>, Vec<String>),
    /// Words of the recipients, then their countries.
    pub recipients: (Vec<String>, Vec<String>),
    /// Date.
    pub date: Option<String>,
    /// Country of the place.
    pub place: Option<String>,
    /// The frame that coded it; empty for gold.
    pub rule: String,
}

impl Side {
    fn of(item: &Item) -> Self {
        let countries = |set: &std::collections::BTreeSet<String>| set.iter().cloned().collect();
        Self {
            event_type: item.event_type.clone(),
            mode: item.mode.clone(),
            status: item.status.clone(),
            trigger: item.trigger.clone(),
            actors: (item.actor_words.clone(), countries(&item.actors)),
            recipients: (item.recipient_words.clone(), countries(&item.recipients)),
            date: item.date.clone(),
            place: item.place.clone(),
            rule: item.rule.clone(),
        }
    }

    fn line(&self) -> String {
        let mut out = self.event_type.clone();
        for part in [&self.mode, &self.status].into_iter().flatten() {
            let _ = write!(out, " {part}");
        }
        let _ = write!(out, " “{}”", self.trigger);
        for (name, (words, countries)) in [("by", &self.actors), ("to", &self.recipients)] {
            if !words.is_empty() {
                let _ = write!(out, ", {name} {} [{}]", words.join("; "), countries.join(" "));
            }
        }
        for (name, value) in [("on", &self.date), ("in", &self.place)] {
            if let Some(value) = value {
                let _ = write!(out, ", {name} {value}");
            }
        }
        if !self.rule.is_empty() {
            let _ = write!(out, " ({})", self.rule);
        }
        out
    }
}

/// One error.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorRecord {
    /// What kind.
    pub kind: ErrorKind,
    /// The document's id.
    pub doc: String,
    /// Number of the sentence in the gold.
    pub sentence: Option<usize>,
    /// Its words.
    pub text: String,
    /// Whether the gold marks it core.
    pub core: bool,
    /// As the gold has it.
    pub gold: Option<Side>,
    /// As the run has it.
    pub predicted: Option<Side>,
    /// Fields that differ, where the type is right: dyad, status, month, mode, place.
    pub wrong: Vec<&'static str>,
}

/// The errors of a comparison, by kind, then by type, then in the order of the documents.
pub fn of_events(verdicts: &[Verdict<'_>], documents: &[GoldDocument]) -> Vec<ErrorRecord> {
    let by_id: HashMap<&str, &GoldDocument> = documents.iter().map(|d| (d.id.as_str(), d)).collect();
    let mut out: Vec<ErrorRecord> = verdicts
        .iter()
        .filter_map(|verdict| {
            let (predicted, gold) = match *verdict {
                Verdict::Pair { predicted, gold } => (Some(predicted), Some(gold)),
                Verdict::FalseAlarm(predicted) => (Some(predicted), None),
                Verdict::Miss(gold) => (None, Some(gold)),
            };
            let (kind, wrong) = match (predicted, gold) {
                (Some(p), Some(g)) if p.event_type == g.event_type => {
                    let wrong = wrong_fields(p, g);
                    (!wrong.is_empty()).then_some((ErrorKind::Fields, wrong))?
                }
                (Some(_), Some(_)) => (ErrorKind::Type, Vec::new()),
                (Some(_), None) => (ErrorKind::FalseAlarm, Vec::new()),
                _ => (ErrorKind::Miss, Vec::new()),
            };
            let item = gold.or(predicted)?;
            let document = by_id.get(item.doc.as_str())?;
            let text = item.sentence.and_then(|at| document.sentences.get(at)).map(|s| s.2.clone());
            Some(ErrorRecord {
                kind,
                doc: item.doc.clone(),
                sentence: item.sentence,
                text: text.unwrap_or_default(),
                core: gold.is_some_and(|g| g.core),
                gold: gold.map(Side::of),
                predicted: predicted.map(Side::of),
                wrong,
            })
        })
        .collect();
    sort(&mut out);
    out
}

/// The wrong answers on marked sentences.
pub fn of_marked(answers: &[&Answer<'_>]) -> Vec<ErrorRecord> {
    let wrong = answers.iter().filter(|answer| !answer.right());
    let mut out: Vec<ErrorRecord> = wrong
        .map(|answer| {
            let words = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
            ErrorRecord {
                kind: if answer.predicted() == NOTHING { ErrorKind::Miss } else { ErrorKind::Type },
                doc: answer.sentence.id.clone(),
                sentence: Some(0),
                text: answer.sentence.text.clone(),
                core: false,
                gold: Some(Side {
                    event_type: answer.gold().to_owned(),
                    actors: (words(&answer.sentence.source), Vec::new()),
                    recipients: (words(&answer.sentence.target), Vec::new()),
                    ..Side::default()
                }),
                predicted: answer.mention.map(|mention| Side::of(&Item::of_mention(mention, Some(0)))),
                wrong: Vec::new(),
            }
        })
        .collect();
    sort(&mut out);
    out
}

fn sort(records: &mut [ErrorRecord]) {
    let event_type = |r: &ErrorRecord| r.gold.as_ref().or(r.predicted.as_ref()).map(|side| side.event_type.clone());
    records.sort_by_cached_key(|r| (r.kind, event_type(r)));
}

fn wrong_fields(p: &Item, g: &Item) -> Vec<&'static str> {
    let checks = [
        ("dyad", same(&p.actors, &g.actors) && same(&p.recipients, &g.recipients)),
        ("status", p.status == g.status),
        ("month", same_month(p.date.as_deref(), g.date.as_deref())),
        ("mode", p.mode == g.mode),
        ("place", p.place == g.place),
    ];
    checks.into_iter().filter(|(_, right)| !right).map(|(name, _)| name).collect()
}

/// The list as Markdown, with the rules that err most at its head.
pub fn markdown(records: &[ErrorRecord]) -> String {
    let mut out = format!("# Errors: {}\n\n", records.len());
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    let grave = records.iter().filter(|r| matches!(r.kind, ErrorKind::FalseAlarm | ErrorKind::Type));
    for predicted in grave.filter_map(|r| r.predicted.as_ref()) {
        *rules.entry(&predicted.rule).or_default() += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, n)| (std::cmp::Reverse(*n), *rule));
    if !rules.is_empty() {
        out.push_str("Rules with most false alarms and wrong types:\n\n");
    }
    for (rule, n) in rules.iter().take(20) {
        let _ = writeln!(out, "- {rule}: {n}");
    }
    let mut kind = None;
    for record in records {
        if kind != Some(record.kind) {
            kind = Some(record.kind);
            let of_kind = records.iter().filter(|r| r.kind == record.kind).count();
            let share = figures::shown(figures::share(of_kind, records.len()));
            let _ = writeln!(out, "\n## {} ({of_kind}, share {share})\n", record.kind.title());
        }
        let core = if record.core { " **core**" } else { "" };
        let at = record.sentence.map_or_else(|| "outside the gold's sentences".to_owned(), |s| s.to_string());
        let _ = writeln!(out, "- {} {at}{core}: {}", record.doc, marked(record));
        if let Some(gold) = &record.gold {
            let _ = writeln!(out, "  - gold: {}", gold.line());
        }
        if let Some(predicted) = &record.predicted {
            let _ = writeln!(out, "  - run: {}", predicted.line());
        }
        if !record.wrong.is_empty() {
            let _ = writeln!(out, "  - wrong: {}", record.wrong.join(", "));
        }
    }
    out
}

/// The sentence with the trigger in bold; the first place where it stands.
fn marked(record: &ErrorRecord) -> String {
    let side = record.gold.as_ref().filter(|s| !s.trigger.is_empty()).or(record.predicted.as_ref());
    match side {
        Some(side) if !side.trigger.is_empty() => {
            record.text.replacen(&side.trigger, &format!("**{}**", side.trigger), 1)
        }
        _ => record.text.clone(),
    }
}

/// The list as JSON lines.
pub fn json_lines(records: &[ErrorRecord]) -> String {
    records.iter().filter_map(|r| serde_json::to_string(r).ok()).map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::compare;

    fn item(trigger: &str, event_type: &str, rule: &str) -> Item {
        Item {
            doc: "a".to_owned(),
            sentence: Some(0),
            trigger: trigger.to_owned(),
            event_type: event_type.to_owned(),
            rule: rule.to_owned(),
            status: Some("actual".to_owned()),
            ..Item::default()
        }
    }

    #[test]
    fn every_kind_of_error_is_listed_with_sentence_and_rule() {
        let text = "Rebels shelled the port, met envoys, freed two men and left.".to_owned();
        let document = GoldDocument { id: "a".to_owned(), sentences: vec![(0, 60, text)], ..GoldDocument::default() };
        let mut gold = [
            item("shelled", "ASSAULT", ""),
            item("met", "CONSULT", ""),
            item("freed", "RETREAT", ""),
            item("left", "RETREAT", ""),
        ];
        gold[1].mode = Some("visit".to_owned());
        gold[0].core = true;
        let run =
            [item("met", "CONSULT", "en.x.met"), item("freed", "AID", "en.x.freed"), item("port", "AID", "en.x.port")];
        let records = of_events(&compare(&run, &gold), &[document]);
        let kinds: Vec<_> = records.iter().map(|r| r.kind).collect();
        assert_eq!(
            kinds,
            [ErrorKind::Miss, ErrorKind::Miss, ErrorKind::FalseAlarm, ErrorKind::Type, ErrorKind::Fields]
        );
        assert_eq!(records[4].wrong, ["mode"]);
        let markdown = markdown(&records);
        assert!(markdown.contains("- a 0 **core**: Rebels **shelled** the port"), "{markdown}");
        assert!(markdown.contains("- run: AID actual “freed” (en.x.freed)"), "{markdown}");
        assert!(json_lines(&records).starts_with(r#"{"kind":"miss","doc":"a","sentence":0,"text":"Rebels"#));
    }
}
