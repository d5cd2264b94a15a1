//! Rows of JSON as CSV: what stands within becomes `outer.inner`, lists are joined with `;`.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it.

use crate::http::Problem;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

/// Rows as a CSV answer. Columns are those of all rows, in order of appearance. Rows are taken one by one, twice: as values of
/// JSON many of them would take much memory.
pub fn csv(rows: &[impl Serialize]) -> Result<Response, Problem> {
    let cells = |row| serde_json::to_value(row).map(flat).map_err(Problem::internal);
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        for (name, _) in cells(row)? {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    if !columns.is_empty() {
        writer.write_record(&columns).map_err(Problem::internal)?;
    }
    for row in rows {
        let row = cells(row)?;
        let cell = |column: &String| row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value);
        writer.write_record(columns.iter().map(cell)).map_err(Problem::internal)?;
    }
    let bytes = writer.into_inner().map_err(Problem::internal)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}

fn flat(value: Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    flatten("", value, &mut cells);
    cells
}

fn flatten(name: &str, value: Value, cells: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let inner = if name.is_empty() { key } else { format!("{name}.{key}") };
                flatten(&inner, value, cells);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            // A column for each field of the items, each joined.
            let rows: Vec<Vec<(String, String)>> = items.into_iter().map(flat).collect();
            let mut keys: Vec<String> = Vec::new();
            for (key, _) in rows.iter().flatten() {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
            for key in keys {
                let of = |row: &Vec<(String, String)>| {
                    row.iter().find(|(k, _)| *k == key).map_or(String::new(), |(_, value)| value.clone())
                };
                let joined = rows.iter().map(of).collect::<Vec<_>>().join(";");
                cells.push((format!("{name}.{key}"), joined));
            }
        }
        Value::Array(items) => {
            let joined = items.iter().map(text).collect::<Vec<_>>().join(";");
            cells.push((name.to_owned(), harmless(joined)));
        }
        Value::String(text) => cells.push((name.to_owned(), harmless(text))),
        other => cells.push((name.to_owned(), text(&other))),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_stands_within_becomes_columns() {
        let cells = flat(json!({"id": "a", "place": {"lat": -3.5, "name": "=cmd()"}, "actors": [{"country": "IRN"},
            {"country": null, "name": "x"}], "tags": ["b", "c"]}));
        let cells: Vec<(&str, &str)> = cells.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let expected = [
            ("id", "a"),
            ("place.lat", "-3.5"),
            ("place.name", "'=cmd()"),
            ("actors.country", "IRN;"),
            ("actors.name", ";x"),
            ("tags", "b;c"),
        ];
        assert_eq!(cells, expected);
    }
}
