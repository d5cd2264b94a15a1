//! Apache Parquet: strings, 64-bit integers and doubles, all nullable, Snappy.
//!
//! Rows are gathered to batches, and batches to row groups of a fixed number of rows: that bounds the memory.

use crate::format::{RowHead, Rows};
use crate::{Cell, ExportError, Kind, Profile};
use arrow_array::builder::{ArrayBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Rows in a batch.
const BATCH: usize = 1024;
/// Rows in a row group.
const ROW_GROUP: usize = 16 * BATCH;

pub(crate) struct ParquetRows<W: Write + Send> {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
    out: ArrowWriter<W>,
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Real(Float64Builder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Real => Self::Real(Float64Builder::new()),
        }
    }

    /// A value of another kind than the column's is none; a test of every layout sees to it that there is no such value.
    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Integer(column), Cell::Integer(number)) => column.append_value(number),
            (Self::Real(column), Cell::Real(number)) => column.append_value(number),
            (Self::Text(column), _) => column.append_null(),
            (Self::Integer(column), _) => column.append_null(),
            (Self::Real(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => ArrayBuilder::finish(column),
            Self::Integer(column) => ArrayBuilder::finish(column),
            Self::Real(column) => ArrayBuilder::finish(column),
        }
    }
}

impl<W: Write + Send> ParquetRows<W> {
    pub(crate) fn new(profile: &'static Profile, out: W) -> Result<Self, ExportError> {
        let field = |column: &crate::Column| {
            let kind = match column.kind {
                Kind::Text => DataType::Utf8,
                Kind::Integer => DataType::Int64,
                Kind::Real => DataType::Float64,
            };
            Field::new(column.name, kind, true)
        };
        let schema = Arc::new(Schema::new(profile.columns.iter().map(field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .set_created_by("masudi".to_owned())
            .build();
        let out = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        let columns = profile.columns.iter().map(|column| Builder::new(column.kind)).collect();
        Ok(Self { schema, columns, rows: 0, out })
    }

    fn write_batch(&mut self) -> Result<(), ExportError> {
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(parquet::errors::ParquetError::from)?;
        self.rows = 0;
        Ok(self.out.write(&batch)?)
    }
}

impl<W: Write + Send> Rows for ParquetRows<W> {
    fn row(&mut self, _: &RowHead, cells: Vec<Cell>) -> Result<(), ExportError> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows == BATCH { self.write_batch() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<usize, ExportError> {
        if self.rows > 0 {
            self.write_batch()?;
        }
        self.out.finish()?;
        Ok(0)
    }
}
