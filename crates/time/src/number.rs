//! Numbers in digits and words.
//!
//! In: pieces from a place on. Out: the number as text ("1500", "2.5") and how many pieces it takes. What this module
//! does not do: vague amounts; those are tables.

use crate::compiled::{Compiled, Phrase};
use crate::page::Page;
use masudi_lexicon::time::PieceKind;
use smol_str::{SmolStr, ToSmolStr};

/// A cardinal number at a place.
pub(crate) fn cardinal(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<(SmolStr, usize)> {
    if page.kind(at) == Some(PieceKind::Digits) { digits(page, at) } else { words(page, compiled, at) }
}

/// An ordinal number at a place: "3rd", "third", "twenty-first", "21e".
pub(crate) fn ordinal(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<(SmolStr, usize)> {
    if page.kind(at) == Some(PieceKind::Digits) {
        if !page.glued(at + 1) || page.text(at).len() > 3 {
            return None;
        }
        let ending = compiled.table("ORDINAL_ENDING")?;
        return ending.by_first.contains_key(page.words.get(at + 1)?).then(|| (page.text(at).into(), 2));
    }
    if let Some((value, len)) = phrase(page, compiled, "ORDINAL", at) {
        return Some((value.clone(), len));
    }
    let (tens, len) = phrase(page, compiled, "NUMBER", at)?;
    let tens: u32 = tens.parse().ok().filter(|t| (20..=90).contains(t) && t % 10 == 0)?;
    let next = at + len + usize::from(page.text(at + len) == "-");
    let (unit, more) = phrase(page, compiled, "ORDINAL", next)?;
    let unit: u32 = unit.parse().ok().filter(|u| (1..10).contains(u))?;
    Some(((tens + unit).to_smolstr(), next + more - at))
}

/// A year in words: "nineteen seventy-nine", "nineteen hundred and five".
pub(crate) fn year(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<(SmolStr, usize)> {
    let small = |at: usize| {
        let (value, len) = phrase(page, compiled, "NUMBER", at)?;
        value.parse::<u32>().ok().filter(|n| *n < 100).map(|n| (n, len))
    };
    let (high, mut used) = small(at).filter(|(n, _)| (16..=20).contains(n))?;
    let (mut low, len) = small(at + used).filter(|(n, _)| *n >= 10)?;
    used += len;
    if low >= 20 && low % 10 == 0 {
        let next = at + used + usize::from(page.text(at + used) == "-");
        if let Some((unit, len)) = small(next).filter(|(n, _)| (1..10).contains(n)) {
            low += unit;
            used = next + len - at;
        }
    }
    Some(((high * 100 + low).to_smolstr(), used))
}

fn digits(page: &Page<'_>, at: usize) -> Option<(SmolStr, usize)> {
    let mut value = page.text(at).to_owned();
    let mut used = 1;
    if value.len() > 9 {
        return None;
    }
    let glued_digits = |i: usize| page.glued(i) && page.glued(i + 1) && page.kind(i + 1) == Some(PieceKind::Digits);
    while matches!(page.text(at + used), "," | ".") && glued_digits(at + used) {
        let (sign, rest) = (page.text(at + used), page.text(at + used + 1));
        let english = page.doc.language() == masudi_doc::Lang::En;
        let thousands = rest.len() == 3 && value.len() <= 3 && (sign == ",") == english;
        if !thousands && value.contains('.') || value.len() > 9 {
            break;
        }
        if !thousands {
            value.push('.');
        }
        value.push_str(rest);
        used += 2;
    }
    // "2 1/2" and "2-1/2"
    let next = at + used + usize::from(page.text(at + used) == "-");
    let half = |i: usize| (page.text(i), page.text(i + 1), page.text(i + 2));
    let fraction = match half(next) {
        ("1", "/", "2") => ".5",
        ("1", "/", "4") => ".25",
        ("3", "/", "4") => ".75",
        _ => "",
    };
    if !fraction.is_empty() && !value.contains('.') {
        value.push_str(fraction);
        used = next + 3 - at;
    }
    Some((value.into(), used))
}

fn words(page: &Page<'_>, compiled: &Compiled, at: usize) -> Option<(SmolStr, usize)> {
    let (mut total, mut group, mut used, mut last) = (0u64, 0u64, 0usize, u64::MAX);
    loop {
        let mut next = at + used;
        if used > 0 {
            let joint = page.text(next);
            if is_joint(joint) {
                next += 1;
            }
            if !page.goes_on(next) {
                break;
            }
        }
        let Some((value, len)) = phrase(page, compiled, "NUMBER", next) else { break };
        let Ok(n) = value.parse::<u64>() else { break };
        match n {
            100 if group < 100 => group = group.max(1) * 100,
            1000 | 1_000_000 if last < n || used == 0 => {
                total += group.max(1) * n;
                group = 0;
            }
            100.. => break,
            _ if used == 0 || last == 100 || last >= 1000 => group += n,
            // "soixante-dix", "quatre-vingt-deux"; "twenty five"
            _ if (20..100).contains(&last) && n < 20 && last.is_multiple_of(10) => group += n,
            _ if last == 4 && n == 20 => group = group - 4 + 80,
            _ => break,
        }
        last = n;
        used = next + len - at;
        if total > 1_000_000_000 {
            return None;
        }
    }
    (used > 0).then(|| ((total + group).to_smolstr(), used))
}

/// Whether a piece joins the parts of a number.
pub(crate) fn is_joint(text: &str) -> bool {
    matches!(text, "-" | "and" | "et")
}

/// The longest phrase of a table at a place.
pub(crate) fn phrase<'c>(
    page: &Page<'_>,
    compiled: &'c Compiled,
    table: &str,
    at: usize,
) -> Option<(&'c SmolStr, usize)> {
    let phrases = compiled.table(table)?.by_first.get(page.words.get(at)?)?;
    phrases.iter().find(|p| fits(page, p, at)).map(|p| (&p.value, p.words.len()))
}

/// Whether a phrase stands at a place.
pub(crate) fn fits(page: &Page<'_>, phrase: &Phrase, at: usize) -> bool {
    phrase
        .words
        .iter()
        .enumerate()
        .all(|(i, word)| page.words.get(at + i) == Some(word) && (i == 0 || page.goes_on(at + i)))
        && (!phrase.capital || page.text(at).chars().next().is_some_and(char::is_uppercase))
}
