//! What was agreed is carried out: which withdrawal follows from which talks.

use super::steps::has_word;
use masudi_lexicon::frames::ProcessWords;
use masudi_record::{PhaseChange, Process, ProcessKind, ProcessPhase};
use std::collections::BTreeSet;

/// Links talks that agreed on a withdrawal to the withdrawal of the same countries that began after it, and gives them
/// its completion as a step of their own.
pub(super) fn link(processes: &mut [Process], words: &ProcessWords) {
    let withdrawals: Vec<Process> = processes.iter().filter(|p| p.kind == ProcessKind::Withdrawal).cloned().collect();
    for talks in processes.iter_mut().filter(|p| p.kind != ProcessKind::Withdrawal) {
        let Some(agreed) = talks.history.iter().rev().find(|c| is_agreement(c, words)) else { continue };
        let day = first_day(agreed);
        let later = withdrawals.iter().filter(|w| {
            let begun = w.history.iter().filter(|c| c.phase != ProcessPhase::Proposed).filter_map(first_day).min();
            countries(talks).is_subset(&countries(w)) && day.is_some() && begun >= day
        });
        let later: Vec<&Process> = later.collect();
        talks.carried_out_by = later.iter().map(|w| w.id.clone()).collect();
        let done = later.iter().flat_map(|w| &w.history).find(|c| c.phase == ProcessPhase::Implemented).cloned();
        let has = talks.history.iter().any(|c| c.phase == ProcessPhase::Implemented);
        if let Some(done) = done.filter(|_| !has) {
            talks.history.push(done);
            talks.state = Some(ProcessPhase::Implemented);
        }
    }
}

/// Whether it is an agreement that forces leave.
fn is_agreement(change: &PhaseChange, words: &ProcessWords) -> bool {
    let leave = |text: &str| {
        let text = text.to_lowercase();
        words.nouns.withdrawal.iter().any(|noun| has_word(&text, noun))
    };
    matches!(change.phase, ProcessPhase::Agreed | ProcessPhase::Signed)
        && change.evidence.iter().any(|e| leave(&e.words.text))
}

fn first_day(change: &PhaseChange) -> Option<&str> {
    change.date.as_ref().and_then(|d| d.from.as_deref().or(d.to.as_deref()))
}

fn countries(process: &Process) -> BTreeSet<&str> {
    process.parties.iter().filter_map(|p| p.country.as_deref()).collect()
}
