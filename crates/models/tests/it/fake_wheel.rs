//! Small wheels in the shape of a spaCy package, whole or broken on purpose.

use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// The files of a whole pipeline, without weights.
pub fn files(lang: &str) -> Vec<(String, Vec<u8>)> {
    let inner = format!("{lang}_toy/{lang}_toy-1.0.0");
    let meta = format!(r#"{{"lang": "{lang}", "name": "toy", "version": "1.0.0", "license": "MIT"}}"#);
    [
        (format!("{lang}_toy/__init__.py"), "raise SystemExit".to_owned()),
        (format!("{lang}_toy/meta.json"), meta.clone()),
        (format!("{inner}/meta.json"), meta),
        (format!("{inner}/config.cfg"), "[nlp]".to_owned()),
        (format!("{inner}/tokenizer"), "x".repeat(5000)),
        (format!("{inner}/vocab/strings.json"), "[]".to_owned()),
    ]
    .map(|(name, text)| (name, text.into_bytes()))
    .into()
}

/// Writes a wheel with these files.
pub fn write(dir: &Path, files: &[(String, Vec<u8>)]) -> PathBuf {
    let path = dir.join("toy-1.0.0-py3-none-any.whl");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}
