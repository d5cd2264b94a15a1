//! Finding expressions: at each place the longest match wins, then the higher priority, then the earlier rule.

use crate::compiled::{Compiled, UNKNOWN};
use crate::matcher::{Match, try_rule};
use crate::number::is_joint;
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

/// Whether the piece behind a word is one that no expression goes on with: neither known to the rules nor a number, a sign or what
/// joins numbers.
fn is_alone(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    page.words.get(next) == Some(&UNKNOWN) && page.kind(next) == Some(PieceKind::Word) && !is_joint(page.text(next))
}

fn best_at(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<Match> {
    let rules: &[u16] = match page.words[at] {
        UNKNOWN if page.kind(at) == Some(PieceKind::Digits) => &compiled.by_digits,
        UNKNOWN => return None,
        word if is_alone(page, at) => compiled.alone.get(word as usize)?,
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
