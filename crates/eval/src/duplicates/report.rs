//! The figures of near duplicates as Markdown.

use super::{ApartFigures, EditFigures, HeldPair};
use std::fmt::Write;

/// Under this part word for word, two texts that are held for copies are named as a mistake.
const COPIED: f32 = 0.5;

/// Tables of edits and of different stories; and of texts in which nobody knows the copies, how many there are, with the
/// pairs that are held for copies.
pub fn markdown(edits: &[EditFigures], apart: &[ApartFigures], unknown: Option<(usize, &[HeldPair])>) -> String {
    let mut out = String::from(
        "| edit | copies | share a band | held for copies | of another story | resemblance |\n|---|---|---|---|---|---|\n",
    );
    for f in edits {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {:.2} |",
            f.edit, f.made, f.found, f.held, f.mistaken, f.resemblance
        );
    }
    let sum = |of: fn(&EditFigures) -> usize| edits.iter().map(of).sum::<usize>();
    let (made, held, mistaken) = (sum(|f| f.made), sum(|f| f.held), sum(|f| f.mistaken));
    let _ = writeln!(out, "| all | {made} | {} | {held} | {mistaken} | |\n", sum(|f| f.found));
    let apart_mistaken: usize = apart.iter().map(|f| f.mistaken.len()).sum();
    let part = |n: usize, of: usize| n as f32 / of.max(1) as f32;
    let _ = writeln!(
        out,
        "Recall {:.3} ({held} of {made}); precision {:.3} ({held} of {}, with the pairs below).\n",
        part(held, made),
        part(held, held + mistaken + apart_mistaken),
        held + mistaken + apart_mistaken,
    );
    out.push_str("| different stories that are given | pairs | held for copies | which |\n|---|---|---|---|\n");
    for f in apart {
        let which: Vec<String> = f.mistaken.iter().map(|(one, two)| format!("{one} and {two}")).collect();
        let _ = writeln!(out, "| {} | {} | {} | {} |", f.given, f.pairs, f.mistaken.len(), which.join("; "));
    }
    if let Some((texts, pairs)) = unknown {
        let wrong = pairs.iter().filter(|pair| pair.verbatim < COPIED).count();
        let _ = writeln!(
            out,
            "\n{texts} texts, {} pairs: {} held for copies, of which {wrong} have less than half of the shorter text word \
             for word in the longer one.\n\n| texts | resemblance | containment | word for word |\n|---|---|---|---|",
            texts * texts.saturating_sub(1) / 2,
            pairs.len(),
        );
        for pair in pairs {
            let HeldPair { first, second, resemblance, containment, verbatim } = pair;
            let _ = writeln!(out, "| {first}, {second} | {resemblance:.2} | {containment:.2} | {verbatim:.2} |");
        }
    }
    out
}
