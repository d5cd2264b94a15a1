//! Parquet: one document a row.
//!
//! In: a file with a column of texts and the other columns that a table may have (see `csv.rs`), uncompressed, or with Snappy
//! or gzip. Out: a document or an error a row. Only these columns are read, a few rows at a time. The file says itself how
//! large it is and where its parts are; that is compared with the file before it is believed.

use super::csv::{ID, LANGUAGE, PUBLISHED, SOURCE, TEXT, TITLE, URL, place};
use super::parquet_pages;
use crate::document::content_id;
use crate::format::{Documents, Format, Head, Input};
use crate::{InputError, Pending, Settings, dates, published};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use masudi_record::{Document, Origin};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows read at a time: many that share a value of a dictionary may each be as large as a page.
const ROWS: usize = 1;
/// Bytes of one column of a group of rows, unpacked.
const LARGEST_COLUMN: i64 = 1 << 30;

/// See the module.
pub(crate) struct Columns;

impl Format for Columns {
    fn recognises(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(b"PAR1")
    }

    fn read(&self, input: Input) -> Documents {
        match guarded(|| open(&input)) {
            Err(found) => Box::new(std::iter::once(Pending::from(InputError::of(
                &input.name,
                "a whole Parquet file with a column of texts",
                found,
            )))),
            Ok((batches, names)) => {
                let (name, settings) = (input.name, input.settings);
                let rows = Rows { batches: Some(batches), names, batch: None, row: 0, name, settings };
                Box::new(rows.map(Pending::from))
            }
        }
    }
}

/// Runs the reader of another crate on bytes that may be anything: what it panics at is an error of this file.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("damage that its reader fails at".to_owned()))
}

fn open(input: &Input) -> Result<(ParquetRecordBatchReader, Vec<String>), String> {
    let Some(path) = &input.file else {
        return Err("standard input: name the file, since Parquet is read from its end".to_owned());
    };
    let said = |error: parquet::errors::ParquetError| error.to_string();
    let file = File::open(path).map_err(|error| error.to_string())?;
    let size = file.metadata().map_err(|error| error.to_string())?.len();
    let pages = file.try_clone().map_err(|error| error.to_string())?;
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).map_err(said)?;
    let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().to_lowercase()).collect();
    if place(&names, TEXT).is_none() {
        return Err(format!("the columns {}", names.join(", ").chars().take(200).collect::<String>()));
    }
    let wanted: Vec<usize> =
        [TEXT, ID, TITLE, PUBLISHED, LANGUAGE, URL, SOURCE].iter().filter_map(|known| place(&names, known)).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
    for group in builder.metadata().row_groups() {
        for (leaf, column) in group.columns().iter().enumerate().filter(|(leaf, _)| mask.leaf_included(*leaf)) {
            let (start, packed, plain) =
                (column.data_page_offset(), column.compressed_size(), column.uncompressed_size());
            let begin = column.dictionary_page_offset().map_or(start, |at| at.min(start));
            let end = begin.checked_add(packed).filter(|_| begin >= 0 && packed >= 0);
            if end.is_none_or(|end| end as u64 > size) {
                return Err(format!("a column {leaf} that would end after the file"));
            }
            if !(0..=LARGEST_COLUMN).contains(&plain) {
                return Err(format!("a column {leaf} of {plain} bytes in one group of rows"));
            }
            let gzip = matches!(column.compression(), Compression::GZIP(_));
            parquet_pages::check(&pages, begin.cast_unsigned(), packed.cast_unsigned(), gzip)
                .map_err(|found| format!("a column {leaf} with {found}"))?;
        }
    }
    let kept = names.into_iter().enumerate().filter(|(at, _)| wanted.contains(at)).map(|(_, name)| name).collect();
    Ok((builder.with_projection(mask).with_batch_size(ROWS).build().map_err(said)?, kept))
}

struct Rows {
    batches: Option<ParquetRecordBatchReader>,
    names: Vec<String>,
    /// The rows at hand, and how many of them were given.
    batch: Option<(RecordBatch, usize)>,
    row: usize,
    name: String,
    settings: Settings,
}

impl Rows {
    fn document(&self, batch: &RecordBatch, at: usize) -> Result<Document, InputError> {
        let refuse =
            |expected: &str, found: String| InputError::of(&format!("{} row {}", self.name, self.row), expected, found);
        let cell = |known: &[&str]| {
            let column = batch.columns().get(place(&self.names, known)?)?;
            value(column.as_ref(), at).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let text = cell(TEXT).unwrap_or_default();
        if text.len() > self.settings.largest {
            return Err(refuse(&self.settings.expected_size(), "a larger one".to_owned()));
        }
        let text = self.settings.cleaner.clean(&text);
        if text.is_empty() {
            return Err(refuse("text", "none".to_owned()));
        }
        let date = cell(PUBLISHED).or_else(|| self.settings.published.clone());
        let date = date.map(|date| published(&date).or_else(|error| dates::iso(&date).ok_or(error))).transpose();
        Ok(Document {
            id: cell(ID).unwrap_or_else(|| content_id(&text)),
            source: cell(SOURCE),
            url: cell(URL),
            title: cell(TITLE),
            published: date.map_err(|error| refuse("a date such as 2024-04-15", error.0))?,
            language: cell(LANGUAGE),
            text,
            origin: Some(Origin { file: Some(self.name.clone()), offset: Some(self.row.to_string()), retrieved: None }),
            ..Document::default()
        })
    }
}

/// A cell as text: words as they are, numbers in digits, times in UTC.
fn value(column: &dyn Array, at: usize) -> Option<String> {
    if column.is_null(at) {
        return None;
    }
    let time = |when: Option<jiff::Timestamp>| when.map(|when| when.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(at).to_owned()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(at).to_owned()),
        DataType::Utf8View => Some(column.as_string_view().value(at).to_owned()),
        DataType::Binary => std::str::from_utf8(column.as_binary::<i32>().value(at)).ok().map(str::to_owned),
        DataType::Int32 => Some(column.as_primitive::<arrow_array::types::Int32Type>().value(at).to_string()),
        DataType::Int64 => Some(column.as_primitive::<arrow_array::types::Int64Type>().value(at).to_string()),
        DataType::Date32 => {
            let days = i64::from(column.as_primitive::<Date32Type>().value(at));
            let midnight = days.checked_mul(86_400).and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            midnight.map(|when| when.strftime("%Y-%m-%d").to_string())
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            time(jiff::Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(at)).ok())
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            time(jiff::Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(at)).ok())
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => time(
            jiff::Timestamp::from_nanosecond(i128::from(column.as_primitive::<TimestampNanosecondType>().value(at)))
                .ok(),
        ),
        _ => None,
    }
}

impl Iterator for Rows {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((batch, at)) = self.batch.take().filter(|(batch, at)| *at < batch.num_rows()) {
                self.row += 1;
                let document = self.document(&batch, at);
                self.batch = Some((batch, at + 1));
                return Some(document);
            }
            let batches = self.batches.as_mut()?;
            match guarded(|| batches.next().transpose().map_err(|error| error.to_string())) {
                Ok(Some(batch)) => self.batch = Some((batch, 0)),
                Ok(None) => self.batches = None,
                Err(found) => {
                    self.batches = None;
                    let name = format!("{} after row {}", self.name, self.row);
                    return Some(Err(InputError::of(&name, "a Parquet file that can be read to its end", found)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, Int64Array, StringArray, TimestampMillisecondArray};
    use parquet::arrow::ArrowWriter;
    use parquet::basic::GzipLevel;
    use parquet::file::properties::WriterProperties;
    use std::sync::Arc;

    fn written() -> Vec<u8> {
        packed(Compression::SNAPPY)
    }

    fn packed(compression: Compression) -> Vec<u8> {
        let column = |values: Vec<Option<&str>>| Arc::new(StringArray::from(values)) as ArrayRef;
        let times = Arc::new(TimestampMillisecondArray::from(vec![Some(1_713_204_300_000), None, None])) as ArrayRef;
        let batch = RecordBatch::try_from_iter_with_nullable([
            ("Headline", column(vec![Some("Talks open"), None, None]), true),
            ("noise", Arc::new(Int64Array::from(vec![1, 2, 3])) as ArrayRef, true),
            ("text", column(vec![Some("The two sides met."), None, Some("They left.")]), true),
            ("date", times, true),
        ])
        .unwrap();
        let mut out = Vec::new();
        let properties = WriterProperties::builder().set_compression(compression).build();
        let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        out
    }

    fn read(bytes: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        std::fs::write(&path, bytes).unwrap();
        let input = Input { file: Some(path), ..Input::of_bytes("a.parquet", bytes, Settings::default()) };
        let said =
            |d: Document| format!("{} {} {}", d.title.unwrap_or_default(), d.published.unwrap_or_default(), d.text);
        Columns.read(input).map(Pending::finish).take(100).map(|row| row.map_or_else(|e| e.to_string(), said)).collect()
    }

    #[test]
    fn rows_become_documents() {
        let rows = read(&written());
        assert_eq!(rows[0], "Talks open 2024-04-15T18:05:00Z The two sides met.");
        assert_eq!(rows[1], "a.parquet row 2: expected text, but found none");
        assert_eq!((rows[2].as_str(), rows.len()), ("  They left.", 3));
        let piped =
            Columns.read(Input::of_bytes("-", &written(), Settings::default())).next().unwrap().finish().unwrap_err();
        assert!(piped.to_string().contains("name the file"), "{piped}");
    }

    #[test]
    fn pages_that_claim_too_much_or_unpack_to_more_are_refused() {
        for compression in [Compression::UNCOMPRESSED, Compression::GZIP(GzipLevel::default())] {
            let whole = packed(compression);
            assert_eq!(read(&whole).len(), 3, "{compression:?}");
            // The header of a page begins with its kind and its two sizes: 0x15 KIND 0x15 SIZE 0x15 SIZE.
            let header = |bytes: &[u8]| bytes[0] == 0x15 && bytes[2] == 0x15 && bytes[4] == 0x15 && bytes[3] < 0x80;
            let found: Vec<usize> = (4..whole.len() - 8).filter(|at| header(&whole[*at..])).collect();
            assert!(!found.is_empty());
            for at in found {
                let mut bytes = whole.clone();
                bytes[at + 3] = 2;
                let said = read(&bytes).join(" ");
                assert!(said.contains("expected"), "{compression:?} {at}: {said}");
            }
        }
    }

    #[test]
    fn any_damaged_byte_gives_rows_or_an_error() {
        let whole = written();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            let _ = read(&bytes);
        }
        for cut in [4, 8, 12, whole.len() / 2, whole.len() - 1] {
            assert!(read(&whole[..cut]).last().unwrap().contains("expected a"), "{cut}");
        }
    }
}
