//! Finding expressions: at each place the longest match wins, then the higher priority, then the earlier rule.

use crate::compiled::{Compiled, UNKNOWN};
use crate::matcher::{Match, try_rule};
use crate::page::Page;
use masudi_lexicon::time::{PieceKind, Sense};

/// All expressions of a page, in order, without overlap.
pub(crate) fn scan(page: &Page<'_>, compiled: &Compiled) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut at = 0;
    while at < page.pieces.len() {
        match best_at(page, compiled, at) {
            Some(best) => {
                at = best.end;
                let sense = compiled.rules.get(usize::from(best.rule)).map(|rule| rule.sense);
                if sense != Some(Sense::Nothing) {
                    found.push(best);
                }
            }
            None => at += 1,
        }
    }
    found
}

fn best_at(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<Match> {
    let rules: &[u16] = match page.words[at] {
        UNKNOWN if page.kind(at) == Some(PieceKind::Digits) => &compiled.by_digits,
        UNKNOWN => return None,
        word => compiled.by_word.get(word as usize)?,
    };
    let mut best: Option<(Match, i32)> = None;
    for &rule in rules {
        let Some(found) = try_rule(page, compiled, rule, at) else { continue };
        let priority = compiled.rules[usize::from(rule)].priority;
        if best.as_ref().is_none_or(|(b, p)| (found.end, priority) > (b.end, *p)) {
            best = Some((found, priority));
        }
    }
    best.map(|(found, _)| found)
}
