//! CoNLL-U in and out.
//!
//! In: CoNLL-U text (ten tab-separated columns, blank line between sentences). Out: a [`Doc`], or an error with the
//! line. Entities travel in the MISC column as `Entity=B-GPE`, spacing as `SpaceAfter=No`. Multi-word tokens and empty
//! nodes are refused: spaCy's pipelines have none.

use crate::{ByteSpan, Doc, DocError, Entity, Lang, Token, TokenIdx, TokenSpan};
use smol_str::SmolStr;
use std::fmt::Write;

/// Why CoNLL-U text was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConlluError {
    /// A line is not as the format has it.
    #[error("line {line}: expected {expected}, but found \"{found}\"")]
    Line {
        /// 1-based.
        line: usize,
        /// What the format asks for.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The parts do not fit together.
    #[error(transparent)]
    Doc(#[from] DocError),
}

/// Reads one document from CoNLL-U.
///
/// ```
/// let text = "1\tTroops\ttroop\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n";
/// let doc = masudi_doc::conllu::parse(text, masudi_doc::Lang::En).unwrap();
/// assert_eq!(doc.text(), "Troops left");
/// ```
pub fn parse(source: &str, language: Lang) -> Result<Doc, ConlluError> {
    let mut text = String::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut first_of_sentence = 0;
    for (number, line) in source.lines().enumerate() {
        let refuse = |expected, found: &str| ConlluError::Line { line: number + 1, expected, found: found.to_owned() };
        if line.is_empty() {
            first_of_sentence = tokens.len();
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = columns[..] else {
            return Err(refuse("ten tab-separated columns", line));
        };
        let position: usize = id.parse().map_err(|_| refuse("a plain token number", id))?;
        if position != tokens.len() - first_of_sentence + 1 {
            return Err(refuse("token numbers that count up from 1", id));
        }
        let head: usize = head.parse().map_err(|_| refuse("a head number", head))?;
        let start = text.len();
        text.push_str(form);
        let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
        let at = tokens.len();
        tokens.push(Token {
            span: ByteSpan::new(start, text.len()),
            space_after,
            lemma: unset(lemma),
            tag: unset(xpos),
            pos: upos.parse().map_err(|_| refuse("a universal part-of-speech tag", upos))?,
            morph: unset(feats),
            head: TokenIdx::from(if head == 0 { at } else { first_of_sentence + head - 1 }),
            dep: unset(deprel),
            sent_start: position == 1,
        });
        if space_after {
            text.push(' ');
        }
        for value in misc.split('|').filter_map(|m| m.strip_prefix("Entity=")) {
            match (value.split_once('-'), entities.last_mut()) {
                (Some(("B", label)), _) => {
                    entities.push(Entity { tokens: TokenSpan::new(at, at + 1), label: label.into() });
                }
                (Some(("I", _)), Some(open)) if open.tokens.end as usize == at => open.tokens.end += 1,
                _ => return Err(refuse("Entity=B-LABEL, or Entity=I-LABEL after one", value)),
            }
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    if let Some(last) = tokens.last_mut() {
        last.space_after = false;
    }
    Ok(Doc::new(text, language, tokens, entities)?)
}

/// Writes a document as CoNLL-U. Whitespace tokens are written with their white space escaped as `\n`, `\t` and `\s`.
pub fn write(doc: &Doc) -> String {
    let mut out = String::new();
    for sentence in doc.sentences() {
        let _ = writeln!(out, "# text = {}", doc.words(*sentence).replace(['\n', '\r', '\t'], " "));
        for at in sentence.iter() {
            let token = doc.token(at);
            let mut misc = Vec::new();
            if !token.space_after {
                misc.push("SpaceAfter=No".to_owned());
            }
            if let Some(entity) = doc.entity_at(at) {
                let place = if entity.tokens.start == at.0 { "B" } else { "I" };
                misc.push(format!("Entity={place}-{}", entity.label));
            }
            let head = if doc.is_root(at) { 0 } else { token.head.0 as i64 - sentence.start as i64 + 1 };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}",
                at.0 - sentence.start + 1,
                escape(doc.word(at)),
                blank(&escape(&token.lemma)),
                blank(token.pos.as_str()),
                blank(&token.tag),
                blank(&token.morph),
                head,
                blank(&token.dep),
                blank(&misc.join("|")),
            );
        }
        out.push('\n');
    }
    out
}

fn unset(column: &str) -> SmolStr {
    if column == "_" { SmolStr::default() } else { column.into() }
}

fn blank(column: &str) -> &str {
    if column.is_empty() { "_" } else { column }
}

fn escape(word: &str) -> String {
    if word.trim().is_empty() {
        word.chars()
            .map(|c| match c {
                '\n' => "\\n".to_owned(),
                '\t' => "\\t".to_owned(),
                _ => "\\s".to_owned(),
            })
            .collect()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let source = "1\tIraq\tIraq\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=B-GPE\n\
                      2\tresumed\tresume\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\
                      3\ttalks\ttalk\tNOUN\tNNS\t_\t2\tdobj\t_\tSpaceAfter=No\n\
                      4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No\n\n";
        let doc = parse(source, Lang::En).unwrap();
        assert_eq!(doc.text(), "Iraq resumed talks.");
        assert_eq!(doc.entities()[0].label, "GPE");
        let written = write(&doc);
        let (comment, rows) = written.split_once('\n').unwrap();
        assert_eq!((comment, rows), ("# text = Iraq resumed talks.", source));
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = parse("1\tIraq\n", Lang::En).unwrap_err();
        assert_eq!(error.to_string(), "line 1: expected ten tab-separated columns, but found \"1\tIraq\"");
    }
}
