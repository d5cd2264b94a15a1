//! Which event of a run is which event of the gold.
//!
//! Two events match when they stand in the same sentence and their triggers share a word or their types are equal.
//! One to one, best first: a shared word and an equal type count two each, actors and recipients of the same countries
//! one each; ties go to the earlier event of the run, then of the gold.

use crate::Item;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict<'a> {
    /// The run found it; the types may still differ.
    Pair {
        /// As the run has it.
        predicted: &'a Item,
        /// As it is.
        gold: &'a Item,
    },
    /// The run has it and the gold does not.
    FalseAlarm(&'a Item),
    /// The gold has it and the run does not.
    Miss(&'a Item),
}

/// Compares all events, sentence by sentence, in order of documents and sentences.
pub fn compare<'a>(predicted: &'a [Item], gold: &'a [Item]) -> Vec<Verdict<'a>> {
    let (mut of_run, mut of_gold) = (by_sentence(predicted), by_sentence(gold));
    let sentences: BTreeSet<_> = of_run.keys().chain(of_gold.keys()).copied().collect();
    sentences
        .into_iter()
        .flat_map(|at| pair(&of_run.remove(&at).unwrap_or_default(), &of_gold.remove(&at).unwrap_or_default()))
        .collect()
}

fn by_sentence(items: &[Item]) -> BTreeMap<(&str, Option<usize>), Vec<&Item>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for item in items {
        out.entry((item.doc.as_str(), item.sentence)).or_default().push(item);
    }
    out
}

/// Compares the events of one sentence.
fn pair<'a>(predicted: &[&'a Item], gold: &[&'a Item]) -> Vec<Verdict<'a>> {
    let mut candidates = Vec::new();
    for (i, p) in predicted.iter().enumerate() {
        for (j, g) in gold.iter().enumerate() {
            let likeness = likeness(p, g);
            if likeness > 0 {
                candidates.push((Reverse(likeness), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut taken, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for (_, i, j) in candidates {
        if !taken.contains(&i) && !found.contains(&j) {
            taken.insert(i);
            found.insert(j);
            out.push(Verdict::Pair { predicted: predicted[i], gold: gold[j] });
        }
    }
    let misses = gold.iter().enumerate().filter(|(j, _)| !found.contains(j)).map(|(_, g)| Verdict::Miss(g));
    out.extend(misses);
    let alarms = predicted.iter().enumerate().filter(|(i, _)| !taken.contains(i)).map(|(_, p)| Verdict::FalseAlarm(p));
    out.extend(alarms);
    out
}

/// How alike two events of one sentence are; 0 when they cannot match.
fn likeness(predicted: &Item, gold: &Item) -> usize {
    let words = words(&predicted.trigger).intersection(&words(&gold.trigger)).next().is_some();
    let types = predicted.event_type == gold.event_type;
    if !words && !types {
        return 0;
    }
    2 * usize::from(words)
        + 2 * usize::from(types)
        + usize::from(same(&predicted.actors, &gold.actors))
        + usize::from(same(&predicted.recipients, &gold.recipients))
}

/// The words of a trigger, hyphens apart.
fn words(trigger: &str) -> BTreeSet<String> {
    trigger.to_lowercase().replace('-', " ").split_whitespace().map(str::to_owned).collect()
}

/// Whether both sides know no country, or share one.
pub fn same(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    (a.is_empty() && b.is_empty()) || a.intersection(b).next().is_some()
}

/// Whether a date is right: it begins as the gold does, to the month where the gold knows so much. Both unknown is right.
pub fn same_month(predicted: Option<&str>, gold: Option<&str>) -> bool {
    let predicted = predicted.unwrap_or_default();
    let gold = gold.unwrap_or_default().trim_start_matches('/');
    let first = gold.split('/').next().unwrap_or_default();
    let month: String = first.chars().take(7).collect();
    if month.is_empty() { predicted.is_empty() } else { predicted.starts_with(&month) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(trigger: &str, event_type: &str, actors: &[&str]) -> Item {
        Item {
            doc: "a".to_owned(),
            sentence: Some(0),
            trigger: trigger.to_owned(),
            event_type: event_type.to_owned(),
            actors: actors.iter().map(ToString::to_string).collect(),
            ..Item::default()
        }
    }

    #[test]
    fn a_shared_word_or_an_equal_type_is_needed() {
        let gold = [item("shelled", "ASSAULT", &["FRA"])];
        assert!(matches!(
            compare(&[item("talks", "CONSULT", &["FRA"])], &gold)[..],
            [Verdict::Miss(_), Verdict::FalseAlarm(_)]
        ));
        assert!(matches!(compare(&[item("talks", "ASSAULT", &[])], &gold)[..], [Verdict::Pair { .. }]));
        assert!(matches!(compare(&[item("Shelled", "CONSULT", &[])], &gold)[..], [Verdict::Pair { .. }]));
        let hyphen = [item("cease-fire", "RETREAT", &[])];
        assert!(matches!(compare(&[item("fire", "ASSAULT", &[])], &hyphen)[..], [Verdict::Pair { .. }]));
    }

    #[test]
    fn other_sentences_do_not_match() {
        let gold = [item("shelled", "ASSAULT", &[])];
        let mut elsewhere = item("shelled", "ASSAULT", &[]);
        elsewhere.sentence = None;
        assert_eq!(compare(&[elsewhere], &gold).len(), 2);
    }

    #[test]
    fn the_best_pair_goes_first_and_ties_to_the_earlier() {
        let gold = [item("attack", "ASSAULT", &["IRQ"]), item("attack", "ASSAULT", &["FRA"])];
        let run = [item("attack", "ASSAULT", &["FRA"]), item("attack", "ASSAULT", &["IRQ"])];
        for verdict in compare(&run, &gold) {
            let Verdict::Pair { predicted, gold } = verdict else { unreachable!("{verdict:?}") };
            assert_eq!(predicted.actors, gold.actors);
        }
        let alike = [item("strike", "ASSAULT", &[]), item("raid", "ASSAULT", &[])];
        let one = [item("blow", "ASSAULT", &[])];
        let verdicts = compare(&alike, &one);
        assert!(matches!(verdicts[0], Verdict::Pair { predicted, .. } if predicted.trigger == "strike"));
        assert!(matches!(verdicts[1], Verdict::FalseAlarm(p) if p.trigger == "raid"));
    }

    #[test]
    fn months() {
        assert!(same_month(Some("2024-03-05"), Some("2024-03-28")));
        assert!(!same_month(Some("2024-04-01"), Some("2024-03-31/2024-04-02")));
        assert!(same_month(Some("2024-04-01"), Some("2024")));
        assert!(same_month(Some("2024-04-01"), Some("/2024-04")));
        assert!(same_month(None, None) && same_month(Some(""), None));
        assert!(!same_month(Some("2024-04-01"), None) && !same_month(None, Some("2024")));
    }
}
