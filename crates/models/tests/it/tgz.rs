//! Small packages of vectors in the shape that npm fetches, whole or broken on purpose.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Read;
use std::path::{Path, PathBuf};

pub const TABLE: &str = "package/toy.json";

/// A table of three dimensions with these words and rows; norm and index are added.
pub fn table(rows: &[(&str, [f32; 3])]) -> String {
    let row =
        |(index, (word, n)): (usize, &(&str, [f32; 3]))| format!("\"{word}\":[{},{},{},1.5,{index}]", n[0], n[1], n[2]);
    let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
    format!(r#"{{"precision":8,"size":9,"dimensions":3,"words":["the",["x"]],"vectors":{{{}}}}}"#, rows.join(","))
}

/// The bytes of an archive with these entries, packed.
pub fn pack(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, text) in entries {
        append(&mut tar, name, text.len() as u64, text.as_bytes());
    }
    tar.into_inner().unwrap().finish().unwrap()
}

/// Adds an entry under any name, also one that no honest program would write.
pub fn append(to: &mut tar::Builder<impl std::io::Write>, name: &str, size: u64, bytes: impl Read) {
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    to.append(&header, bytes).unwrap();
}

/// Writes them as a file.
pub fn write(dir: &Path, bytes: &[u8]) -> PathBuf {
    let path = dir.join("toy-1.0.0.tgz");
    std::fs::write(&path, bytes).unwrap();
    path
}
