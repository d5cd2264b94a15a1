//! Comma- and tab-separated values.
//!
//! In: rows. Out: one line a row, always: line ends, tabs and other control characters within a value become spaces, one for one,
//! so that offsets into a sentence still hold. A text that a spreadsheet would run as a formula gets an apostrophe in
//! front; numbers are numbers and stay as they are.

use crate::format::{RowHead, Rows};
use crate::{Cell, ExportError, Profile};
use std::io::Write;

pub(crate) struct Delimited<W: Write> {
    out: csv::Writer<W>,
    missing: &'static str,
    defused: usize,
}

impl<W: Write> Delimited<W> {
    pub(crate) fn csv(profile: &'static Profile, out: W) -> Result<Self, ExportError> {
        Self::new(profile, csv::WriterBuilder::new().from_writer(out))
    }

    pub(crate) fn tsv(profile: &'static Profile, out: W) -> Result<Self, ExportError> {
        let builder = csv::WriterBuilder::new().delimiter(b'\t').quote_style(csv::QuoteStyle::Never).from_writer(out);
        Self::new(profile, builder)
    }

    fn new(profile: &'static Profile, mut out: csv::Writer<W>) -> Result<Self, ExportError> {
        if profile.header {
            out.write_record(profile.columns.iter().map(|column| column.name))?;
        }
        Ok(Self { out, missing: profile.missing, defused: 0 })
    }
}

impl<W: Write> Rows for Delimited<W> {
    fn row(&mut self, _: &RowHead, cells: Vec<Cell>) -> Result<(), ExportError> {
        for cell in cells {
            match cell {
                Cell::Missing => self.out.write_field(self.missing)?,
                Cell::Integer(number) => self.out.write_field(number.to_string())?,
                Cell::Real(number) => self.out.write_field(number.to_string())?,
                Cell::Text(text) => {
                    let text = one_line(&text);
                    let runs = is_formula(&text);
                    self.defused += usize::from(runs);
                    self.out.write_field(if runs { format!("'{text}") } else { text })?;
                }
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<usize, ExportError> {
        self.out.flush()?;
        Ok(self.defused)
    }
}

/// Control characters and line ends of any script as spaces.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// Whether a spreadsheet takes the text for a formula. Spaces in front do not keep it from that.
fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_seen_behind_spaces_and_in_full_width() {
        for text in ["=1+1", " \u{a0}=cmd()", "@SUM(A1)", "＝1", "-2+3", "+1"] {
            assert!(is_formula(text), "{text}");
        }
        assert!(!is_formula("1=1") && !is_formula("") && !is_formula("A - B"));
    }

    #[test]
    fn a_value_stays_on_its_line_and_keeps_its_length() {
        assert_eq!(one_line("a\tb\r\nc\u{2028}d\u{85}"), "a b  c d ");
    }
}
