//! Every layout in its usual format, our own in all of them, against files in `tests/golden`; and the layouts as a set.
//!
//! `MASUDI_WRITE_GOLDEN=1 cargo test -p masudi-export` writes the files anew; read the difference before it is kept.

#![allow(clippy::unwrap_used)]

use arrow_array::{Array, Float64Array, Int64Array, RecordBatch, StringArray};
use masudi_export::{
    Cell, Exporter, Format, Kind, PROFILES, Profile, Report, Summary, Tables, Telling, Told, View, profile,
};
use masudi_lexicon::DataFiles;
use masudi_record::Document;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn tables() -> Tables {
    Tables::load(&DataFiles::built_in()).expect("the built-in tables")
}

/// The events of `tests/events.jsonl`.
fn events() -> Vec<Told> {
    let part = |value: &Value| value.clone();
    let telling = |row: &Value| Telling {
        mention: serde_json::from_value(part(&row["mention"])).expect("a mention"),
        report: serde_json::from_value::<Option<Document>>(part(&row["document"]))
            .expect("a document")
            .as_ref()
            .map(Report::from),
    };
    let told = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("an object a line");
        let tellings = row["tellings"].as_array().expect("tellings").iter().map(telling).collect();
        Told { event: serde_json::from_value(part(&row["event"])).expect("an event"), tellings }
    };
    include_str!("events.jsonl").lines().map(told).collect()
}

fn export(profile: &'static Profile, format: Format, events: &[Told]) -> (Vec<u8>, Summary) {
    let tables = tables();
    let mut out = Vec::new();
    let mut exporter = Exporter::new(profile, format, &tables, &mut out).expect("memory takes it");
    events.iter().for_each(|told| exporter.write(told).expect("memory takes it"));
    let summary = exporter.finish().expect("memory takes it");
    (out, summary)
}

#[test]
fn files_are_as_they_were_read_and_kept() {
    let ours = Format::ALL.into_iter().filter(|format| *format != Format::Parquet).map(|format| (PROFILES[0], format));
    for (profile, format) in PROFILES.iter().map(|profile| (*profile, profile.usual)).chain(ours) {
        let (written, summary) = export(profile, format, &events());
        let mut file = String::from_utf8(written).unwrap();
        file.push_str(&summary.lines(profile).iter().map(|line| format!("# {line}\n")).collect::<String>());
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{}.{}", profile.name, format.name()));
        if std::env::var_os("MASUDI_WRITE_GOLDEN").is_some() {
            std::fs::write(&path, &file).unwrap();
        }
        assert_eq!(file, std::fs::read_to_string(&path).unwrap_or_default(), "{}", path.display());
        assert_eq!(export(profile, format, &events()).0, export(profile, format, &events()).0, "the same on every run");
    }
}

#[test]
fn layouts_are_a_set_with_the_columns_that_readers_expect() {
    let names: BTreeSet<&str> = PROFILES.iter().map(|profile| profile.name).collect();
    assert_eq!(names.len(), PROFILES.len());
    for (name, columns) in
        [("polecat", 40), ("icews", 20), ("gdelt2", 61), ("gdelt2-mentions", 16), ("acled", 31), ("ged", 49)]
    {
        assert_eq!(profile(name).unwrap().columns.len(), columns, "{name}");
    }
    for profile in PROFILES {
        let columns: BTreeSet<&str> = profile.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns.len(), profile.columns.len(), "{}: a name twice", profile.name);
        assert!(
            profile.columns.iter().all(|column| column.about.len() > 5),
            "{}: a column without words",
            profile.name
        );
    }
    let formats: BTreeSet<&str> = Format::ALL.map(Format::name).into();
    assert!(formats.len() == Format::ALL.len() && Format::ALL.iter().all(|f| Format::named(f.name()) == Some(*f)));
}

#[test]
fn values_are_of_their_columns_kind() {
    let tables = tables();
    for told in &events() {
        for telling in &told.tellings {
            let view = View { told, telling: Some(telling), tables: &tables };
            for (profile, column) in PROFILES.iter().flat_map(|p| p.columns.iter().map(move |column| (p.name, column)))
            {
                let cell = (column.value)(&view);
                let fits = matches!(
                    (column.kind, &cell),
                    (_, Cell::Missing)
                        | (Kind::Text, Cell::Text(_))
                        | (Kind::Integer, Cell::Integer(_))
                        | (Kind::Real, Cell::Real(_))
                );
                assert!(fits, "{profile}: {}: {cell:?}", column.name);
            }
        }
    }
}

#[test]
fn delimited_files_have_a_line_a_row_and_as_many_fields_as_columns() {
    for profile in PROFILES {
        for (format, mark) in [(Format::Tsv, b'\t'), (Format::Csv, b',')] {
            let (written, summary) = export(profile, format, &events());
            assert_eq!(written.iter().filter(|b| **b == b'\n').count(), summary.rows + usize::from(profile.header));
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.has_headers(false).delimiter(mark).quoting(format == Format::Csv);
            for row in reader.from_reader(written.as_slice()).records() {
                let row = row.unwrap();
                assert_eq!(row.len(), profile.columns.len(), "{}", profile.name);
                assert!(!row.iter().any(|cell| cell.starts_with(['=', '@', '+'])), "{row:?}");
            }
        }
    }
}

#[test]
fn parquet_is_read_back_with_the_values_of_json_lines() {
    for profile in PROFILES {
        let (json, _) = export(profile, Format::JsonLines, &events());
        let rows: Vec<Value> =
            json.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        let (written, summary) = export(profile, Format::Parquet, &events());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.parquet");
        std::fs::write(&path, written).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).unwrap()).unwrap();
        let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), summary.rows, "{}", profile.name);
        for (at, column) in batches[0].columns().iter().enumerate() {
            for (row, expected) in rows.iter().enumerate() {
                assert_eq!(
                    value(column.as_ref(), row),
                    expected[profile.columns[at].name],
                    "{}",
                    profile.columns[at].name
                );
            }
        }
    }
}

fn value(column: &dyn Array, row: usize) -> Value {
    let any = column.as_any();
    match (column.is_null(row), any.downcast_ref::<StringArray>(), any.downcast_ref::<Int64Array>()) {
        (true, ..) => Value::Null,
        (_, Some(text), _) => text.value(row).into(),
        (_, _, Some(number)) => number.value(row).into(),
        _ => any.downcast_ref::<Float64Array>().map(|number| number.value(row)).into(),
    }
}

#[test]
fn many_rows_are_written_in_groups_of_bounded_size() {
    let told = &events()[0];
    let many: Vec<Told> = (0..40_000).map(|_| told.clone()).collect();
    let (written, summary) = export(PROFILES[0], Format::Parquet, &many);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.parquet");
    std::fs::write(&path, written).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).unwrap()).unwrap();
    let groups = reader.metadata().row_groups();
    assert_eq!(summary.rows, 40_000);
    assert!(groups.len() >= 3 && groups.iter().all(|group| group.num_rows() <= 16 * 1024), "{}", groups.len());
}

#[test]
fn only_what_is_known_to_a_town_is_a_point_on_the_map() {
    let (written, _) = export(PROFILES[0], Format::GeoJson, &events());
    let map: Value = serde_json::from_slice(&written).unwrap();
    let points: Vec<&Value> = map["features"].as_array().unwrap().iter().map(|f| &f["geometry"]).collect();
    assert_eq!(points.iter().filter(|p| !p.is_null()).count(), 1);
    assert_eq!(points[0]["coordinates"], serde_json::json!([44.01, 36.19]));
}
