//! Whether the coding files of a language use types and modes that the ontology defines.

use super::Ontology;
use crate::{DataError, DataFiles};
use masudi_doc::Lang;

/// Every type and mode of `coding/LANGUAGE/**/*.toml` that the ontology does not define, with file and line. Files
/// that do not parse are passed over; loading the frames names them.
pub fn check_coding(files: &DataFiles, ontology: &Ontology, language: Lang) -> Result<Vec<DataError>, DataError> {
    let mut faults = Vec::new();
    for path in files.list(&format!("coding/{language}"), ".toml") {
        let text = files.read(&path)?;
        let Ok(file) = text.parse::<toml::Table>() else { continue };
        // Both frames and mode cues have a type and perhaps a mode; tables of one kind come in the order of their lines.
        for (kind, id) in [("frame", "id"), ("cue", "mode")] {
            let tables = file.get(kind).and_then(toml::Value::as_array).into_iter().flatten();
            let header = format!("[[{kind}]]");
            let starts = text.lines().enumerate().filter(|(_, l)| l.trim() == header).map(|(at, _)| at + 1);
            for (table, start) in tables.filter_map(toml::Value::as_table).zip(starts) {
                let line_of = |key: &str| {
                    let below = text.lines().enumerate().skip(start).take_while(|(_, l)| l.trim() != header);
                    let mut of_key = below.filter(|(_, l)| {
                        l.trim_start().strip_prefix(key).is_some_and(|l| l.trim_start().starts_with('='))
                    });
                    of_key.next().map_or(start, |(at, _)| at + 1)
                };
                faults.extend(check_table(ontology, &path, table, id, line_of));
            }
        }
    }
    Ok(faults)
}

fn check_table(
    ontology: &Ontology,
    path: &str,
    table: &toml::Table,
    id: &str,
    line_of: impl Fn(&str) -> usize,
) -> Vec<DataError> {
    let word = |key: &str| table.get(key).and_then(toml::Value::as_str);
    let name = word(id).unwrap_or("?");
    let mut faults = Vec::new();
    let mut unknown = |key: &str, event_type: &str| {
        let known = ontology.event_type(event_type).is_some();
        if !known {
            let expected = format!("a type of the ontology in {key} of {name} ({})", names(ontology));
            faults.push(DataError::line(path, line_of(key), expected, event_type));
        }
        known
    };
    let event_type = word("type").unwrap_or_default();
    let known = unknown("type", event_type);
    let mut results = vec![event_type];
    for (from, to) in table.get("turns").and_then(toml::Value::as_table).into_iter().flatten() {
        unknown("turns", from);
        if let Some(to) = to.as_str()
            && unknown("turns", to)
        {
            results.push(to);
        }
    }
    if let Some(mode) = word("mode").filter(|_| known) {
        let allowed = results.iter().any(|t| ontology.mode(t, mode).is_some());
        if !allowed {
            let modes: Vec<&str> = ontology.modes_of(event_type).map(|m| m.name.as_str()).collect();
            let expected = format!("a mode of {event_type} ({})", modes.join(", "));
            faults.push(DataError::line(path, line_of("mode"), expected, mode));
        }
    }
    faults
}

fn names(ontology: &Ontology) -> String {
    ontology.types.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ")
}
