//! From events to the rows of a layout, with an account of what is left out and lost.

use crate::format::{RowHead, Rows};
use crate::{Cell, Format, Profile, Tables, Told, View};
use std::io::Write;

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The output could not be written as Parquet.
    #[error("Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            other => Self::Io(std::io::Error::other(format!("{other:?}"))),
        }
    }
}

/// What came of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Events with at least one row.
    pub events: usize,
    /// Rows written.
    pub rows: usize,
    /// Why events have no row, and how many.
    pub left_out: Vec<(&'static str, usize)>,
    /// What is lost of the events that have rows, and of how many.
    pub lost: Vec<(&'static str, usize)>,
    /// Values that got an apostrophe in front, so that a spreadsheet does not run them.
    pub defused: usize,
}

impl Summary {
    /// In lines for people.
    pub fn lines(&self, profile: &Profile) -> Vec<String> {
        let mut lines = vec![format!("{}: events {}, rows {}", profile.name, self.events, self.rows)];
        lines.extend(self.left_out.iter().map(|(why, n)| format!("left out, events that {why}: {n}")));
        lines.extend(self.lost.iter().map(|(what, n)| format!("lost, events that {what}: {n}")));
        if self.defused > 0 {
            lines.push(format!(
                "values that begin with an apostrophe, so that a spreadsheet does not run them: {}",
                self.defused
            ));
        }
        lines
    }
}

/// A file that is being written.
pub struct Exporter<'w> {
    profile: &'static Profile,
    tables: &'w Tables,
    rows: Box<dyn Rows + 'w>,
    summary: Summary,
    left_out: Vec<usize>,
    lost: Vec<usize>,
}

impl<'w> Exporter<'w> {
    /// Begins a file. Errors: of `out`.
    pub fn new<W: Write + Send + 'w>(
        profile: &'static Profile,
        format: Format,
        tables: &'w Tables,
        out: W,
    ) -> Result<Self, ExportError> {
        Ok(Self {
            profile,
            tables,
            rows: format.writer(profile, out)?,
            summary: Summary::default(),
            left_out: vec![0; profile.leaves_out.len()],
            lost: vec![0; profile.loses.len()],
        })
    }

    /// Writes the rows of an event. Errors: of the output.
    pub fn write(&mut self, told: &Told) -> Result<(), ExportError> {
        let view = |telling| View { told, telling, tables: self.tables };
        let first = view(told.tellings.first());
        if let Some(at) = self.profile.leaves_out.iter().position(|reason| (reason.holds)(&first)) {
            self.left_out[at] += 1;
            return Ok(());
        }
        for (count, loss) in self.lost.iter_mut().zip(self.profile.loses) {
            *count += usize::from((loss.has)(&first));
        }
        self.summary.events += 1;
        let of =
            |view: &View| -> Vec<Cell> { self.profile.columns.iter().map(|column| (column.value)(view)).collect() };
        if self.profile.by_mention {
            for telling in &told.tellings {
                let view = view(Some(telling));
                self.rows.row(&RowHead { id: &telling.mention.id, point: view.pin() }, of(&view))?;
                self.summary.rows += 1;
            }
        } else {
            self.rows.row(&RowHead { id: &told.event.id, point: first.pin() }, of(&first))?;
            self.summary.rows += 1;
        }
        Ok(())
    }

    /// Hands on the rows so far, where the format has lines, so that whoever reads a slow stream sees them. Errors: of the output.
    pub fn flush(&mut self) -> Result<(), ExportError> {
        self.rows.flush()
    }

    /// Ends the file. Errors: of the output.
    pub fn finish(self) -> Result<Summary, ExportError> {
        let mut summary = self.summary;
        summary.defused = self.rows.finish()?;
        let counted = |names: Vec<&'static str>, counts: Vec<usize>| {
            names.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect()
        };
        summary.left_out = counted(self.profile.leaves_out.iter().map(|r| r.about).collect(), self.left_out);
        summary.lost = counted(self.profile.loses.iter().map(|l| l.about).collect(), self.lost);
        Ok(summary)
    }
}
