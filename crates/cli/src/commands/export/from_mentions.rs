//! Mentions as `masudi code` prints them, each an event of its own.

use super::Ended;
use masudi_export::{Exporter, Report, Told};
use masudi_record::{Document, Mention};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Writes the mentions of all files. Out: how many lines failed; each was said.
pub fn write(files: &[String], documents: Option<&Path>, exporter: &mut Exporter) -> Result<usize, Ended> {
    let mut failed = 0;
    let mut reports: HashMap<String, Report> = HashMap::new();
    if let Some(path) = documents {
        failed += each(
            &path.to_string_lossy(),
            "a document (id, text)",
            |_| true,
            |document: Document| {
                reports.insert(document.id.clone(), Report::from(&document));
                Ok(())
            },
        )?;
    }
    for file in files {
        failed += each(file, "a mention as masudi code prints it", is_mention, |mention: Mention| {
            let report = reports.get(&mention.doc).cloned();
            Ok(exporter.write(&Told::alone(mention, report))?)
        })?;
    }
    Ok(failed)
}

/// Fields that are missing are unknown, but an object without these is something else.
fn is_mention(mention: &Mention) -> bool {
    !(mention.id.is_empty() || mention.doc.is_empty() || mention.event_type.is_empty())
}

/// Hands over the object of each line. Out: how many lines hold none; each was said with file and line.
fn each<T: DeserializeOwned>(
    file: &str,
    expected: &str,
    is_one: impl Fn(&T) -> bool,
    mut take: impl FnMut(T) -> Result<(), Ended>,
) -> Result<usize, Ended> {
    let fault = |error: std::io::Error| Ended::Failed(format!("{file}: {error}"));
    let mut input: Box<dyn BufRead> = match file {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(BufReader::new(File::open(path).map_err(fault)?)),
    };
    let (mut failed, mut number, mut line) = (0, 0, Vec::new());
    while input.read_until(b'\n', &mut line).map_err(fault)? > 0 {
        number += 1;
        if !line.trim_ascii().is_empty() {
            let found = match serde_json::from_slice(&line) {
                Ok(object) if is_one(&object) => {
                    take(object)?;
                    None
                }
                Ok(_) => Some("an object without id, doc or type".to_owned()),
                Err(error) => Some(error.to_string()),
            };
            if let Some(found) = found {
                eprintln!("masudi: {file}:{number}: expected {expected}, but found {found}");
                failed += 1;
            }
        }
        line.clear();
    }
    Ok(failed)
}
