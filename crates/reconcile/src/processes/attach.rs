//! Which factors, conditions, aims, deadlines and subjects belong to which process.
//!
//! A factor belongs to the process that has its event; else to the talks whose parties name it or stand in its sentence;
//! else to the process that its document tells of, where it speaks of one of the parties.

use masudi_record::{Factor, Mention, Process, ProcessKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Gives each process its factors.
pub(super) fn factors(processes: &mut [Process], factors: &[Factor], mentions: &HashMap<&str, &Mention>) {
    let own: Vec<Own> = processes.iter().map(Own::of).collect();
    let mut of: Vec<Vec<&Factor>> = vec![Vec::new(); processes.len()];
    let mut ordered: Vec<&Factor> = factors.iter().collect();
    ordered.sort_by_cached_key(|f| {
        let at = f.evidence.words.text.find(&f.text);
        (f.published.clone(), f.evidence.doc.clone(), f.evidence.sentence, at, f.id.clone())
    });
    ordered.dedup_by(|a, b| a.id == b.id);
    for factor in ordered {
        if let Some(at) = belongs_to(factor, &own, mentions) {
            of[at].push(factor);
        }
    }
    for (process, factors) in processes.iter_mut().zip(of) {
        let last = |kind: &str| factors.iter().rev().find(|f| f.kind == kind).copied();
        process.aim = last("aim").cloned();
        process.deadline = last("deadline").and_then(|f| f.date.clone());
        process.subject = subject(&factors);
        process.factors = factors
            .into_iter()
            .filter(|f| matches!(f.kind.as_str(), "factor" | "condition" | "deadline"))
            .cloned()
            .collect();
    }
}

/// What tells a process's factors from others'.
struct Own {
    mentions: HashSet<String>,
    docs: BTreeSet<String>,
    countries: BTreeSet<String>,
    talks: bool,
    weight: usize,
    id: String,
}

impl Own {
    fn of(process: &Process) -> Self {
        let evidence = || process.history.iter().flat_map(|change| &change.evidence);
        Self {
            mentions: evidence().filter_map(|e| e.mention.clone()).collect(),
            docs: evidence().map(|e| e.doc.clone()).collect(),
            countries: process.parties.iter().filter_map(|p| p.country.clone()).collect(),
            talks: process.kind != ProcessKind::Withdrawal,
            weight: process.history.len(),
            id: process.id.clone(),
        }
    }
}

fn belongs_to(factor: &Factor, own: &[Own], mentions: &HashMap<&str, &Mention>) -> Option<usize> {
    let mention = factor.evidence.mention.as_deref();
    if let Some(at) = mention.and_then(|id| own.iter().position(|o| o.mentions.contains(id))) {
        return Some(at);
    }
    let named: BTreeSet<&str> = factor.named_by.iter().filter_map(|p| p.country.as_deref()).collect();
    let event = mention.and_then(|id| mentions.get(id));
    let events = event.iter().flat_map(|m| m.actors.iter().chain(&m.recipients)).filter_map(|a| a.country.as_deref());
    let spoken: BTreeSet<&str> =
        factor.countries.iter().map(String::as_str).chain(named.iter().copied()).chain(events).collect();
    let holds =
        |o: &&Own, set: &BTreeSet<&str>| o.countries.len() > 1 && o.countries.iter().all(|c| set.contains(c.as_str()));
    let touches = |o: &&Own| o.countries.iter().any(|c| spoken.contains(c.as_str()));
    let told = |o: &&Own| o.docs.contains(&factor.evidence.doc);
    let best = |fits: &dyn Fn(&&Own) -> bool| {
        let fitting = own.iter().enumerate().filter(|(_, o)| fits(o));
        fitting.min_by_key(|(_, o)| (!told(o), Reverse(o.weight), o.id.clone())).map(|(at, _)| at)
    };
    best(&|o| o.talks && holds(o, &named))
        .or_else(|| best(&|o| o.talks && holds(o, &spoken)))
        // A sentence that names nobody ("it must be completed by June") speaks of what its report tells of.
        .or_else(|| best(&|o| o.talks && told(o) && (touches(o) || spoken.is_empty())))
}

/// The subject whose words most texts use; of those, one of at least three words, and the shortest.
fn subject(factors: &[&Factor]) -> Option<String> {
    let given: BTreeSet<String> = factors
        .iter()
        .filter(|f| f.kind == "subject")
        .map(|f| f.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let telling = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|w| w.chars().count() > 2).collect()
    };
    let mut used: BTreeMap<String, u64> = BTreeMap::new();
    for word in given.iter().flat_map(|text| telling(text)) {
        *used.entry(word).or_default() += 1;
    }
    let common = |text: &str| {
        let words = telling(text);
        let sum: u64 = words.iter().filter_map(|w| used.get(w)).sum();
        // In thousandths, so that it can be put in order.
        Reverse(sum * 1000 / words.len().max(1) as u64)
    };
    let words = |text: &str| text.split(' ').count();
    given.iter().min_by_key(|t| (words(t) < 3, common(t), words(t), t.as_str())).cloned()
}
