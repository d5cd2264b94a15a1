//! JSON, one object a line, with the columns as keys in their order.

use crate::format::{RowHead, Rows};
use crate::{Cell, ExportError, Profile};
use serde_json::{Map, Value};
use std::io::Write;

pub(crate) struct JsonLines<W> {
    profile: &'static Profile,
    out: W,
}

impl<W: Write> JsonLines<W> {
    pub(crate) fn new(profile: &'static Profile, out: W) -> Self {
        Self { profile, out }
    }
}

impl<W: Write> Rows for JsonLines<W> {
    fn row(&mut self, _: &RowHead, cells: Vec<Cell>) -> Result<(), ExportError> {
        serde_json::to_writer(&mut self.out, &object(self.profile, cells)).map_err(std::io::Error::from)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<usize, ExportError> {
        self.out.flush()?;
        Ok(0)
    }
}

/// The columns as keys.
pub(super) fn object(profile: &Profile, cells: Vec<Cell>) -> Map<String, Value> {
    let value = |cell: Cell| match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => Value::from(text),
        Cell::Integer(number) => Value::from(number),
        Cell::Real(number) => Value::from(number),
    };
    profile.columns.iter().map(|column| column.name.to_owned()).zip(cells.into_iter().map(value)).collect()
}
