//! Damaged model files: loading gives a model or an error, never a panic. The first byte chooses the file that holds the
//! other bytes; the rest of the package is as small as can be.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masudi_nlp::{Package, Pipeline};

/// The file, and the component of which it is part.
const FILES: [(&str, &str); 12] = [
    ("config.cfg", ""),
    ("meta.json", ""),
    ("tokenizer", ""),
    ("vocab/lookups.bin", ""),
    ("vocab/vectors", ""),
    ("tok2vec/model", "tok2vec"),
    ("tagger/model", "tagger"),
    ("tagger/cfg", "tagger"),
    ("parser/moves", "parser"),
    ("ner/model", "ner"),
    ("attribute_ruler/patterns", "attribute_ruler"),
    ("lemmatizer/lookups/lookups.bin", "lemmatizer"),
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let (file, component) = FILES[usize::from(*first) % FILES.len()];
    let pipeline = if component.is_empty() { String::new() } else { format!("\"{component}\"") };
    let config = format!(
        "[nlp]\nlang = \"en\"\npipeline = [{pipeline}]\ndisabled = []\n[components.{component}]\nfactory = {pipeline}\n"
    );
    let mut vectors = b"\x93NUMPY\x01\x00\x46\x00".to_vec();
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 0), }";
    vectors.extend(format!("{header:<70}").as_bytes());
    let mut files = vec![
        ("config.cfg", config.into_bytes()),
        ("meta.json", b"{}".to_vec()),
        ("tokenizer", vec![0x80]),
        ("vocab/lookups.bin", vec![0x80]),
        ("vocab/key2row", vec![0x80]),
        ("vocab/vectors", vectors),
        ("tagger/cfg", b"{\"labels\": [\"NN\", \"VB\"]}".to_vec()),
        ("parser/moves", vec![0x80]),
        (
            "ner/moves",
            b"\x81\xa5moves\xd9\x2f{\"1\":{\"X\":1},\"2\":{\"X\":1},\"3\":{\"X\":1},\"5\":{\"\":1}}".to_vec(),
        ),
    ];
    files.retain(|(name, _)| *name != file);
    files.push((file, rest.to_vec()));
    let package = Package::from_files(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    if let Ok(pipeline) = Pipeline::from_package(&package) {
        let _ = pipeline.annotate("They didn't leave (yet).");
    }
});
