//! Dictionaries of TABARI and PETRARCH, turned into files of ours.
//!
//! In: a folder with verb, actor and agent dictionaries as those programs read them. Out: an overlay (frames with their
//! word classes, named actors with dates of office, role nouns), and every entry that could not be carried over, with
//! file, line and reason.
//!
//! What this module does not do: it downloads nothing and judges no entry; frames keep the code of their dictionary,
//! read through the crosswalk of the ontology.

mod actors;
mod agents;
mod code;
mod frames;
mod lines;
mod pattern;
mod verbs;

use crate::actors::ActorLexicon;
use crate::ontology::Ontology;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Something that was not carried over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    /// Name of the dictionary file.
    pub file: String,
    /// 1-based; 0 for the whole file.
    pub line: usize,
    /// The entry.
    pub entry: String,
    /// Why not.
    pub reason: String,
}

/// What an import made.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Path in the overlay to text.
    pub files: BTreeMap<String, String>,
    /// What was not carried over, in order of files and lines.
    pub lost: Vec<Lost>,
    /// Frames made.
    pub frames: usize,
    /// Rows of actors made.
    pub actors: usize,
    /// Role nouns made.
    pub roles: usize,
}

/// Why an import could not be made or written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct ImportError {
    /// File or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: std::io::Error,
}

impl Import {
    /// Reads all dictionaries of a folder (not of folders in it), in order of their names.
    ///
    /// Errors: a file or the folder cannot be read. A file that is no dictionary is among the lost.
    pub fn read(folder: &Path, ontology: &Ontology, lexicon: &ActorLexicon) -> Result<Self, ImportError> {
        let fault = |path: &Path| {
            let path = path.to_owned();
            move |source| ImportError { path, source }
        };
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder).map_err(fault(folder))?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut dictionaries = Vec::new();
        for path in paths.iter().filter(|path| path.is_file()) {
            let bytes = std::fs::read(path).map_err(fault(path))?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            dictionaries.push((name, decode(&bytes)));
        }
        Ok(Self::of(&dictionaries, ontology, lexicon))
    }

    /// From the texts of dictionaries, each with its file's name.
    pub fn of(dictionaries: &[(String, String)], ontology: &Ontology, lexicon: &ActorLexicon) -> Self {
        let mut out = Self::default();
        let mut frames = frames::Writer::new(ontology);
        let mut actors = actors::Writer::new(lexicon);
        let mut agents = agents::Writer::new(lexicon);
        for (name, text) in dictionaries {
            let lines = lines::read(text);
            match lines::kind(&lines) {
                Some(lines::Kind::Verbs) => frames.add(name, &verbs::read(name, &lines, &mut out.lost), &mut out.lost),
                Some(lines::Kind::Agents) => agents.add(name, &lines, &mut out.lost),
                Some(lines::Kind::Actors) => actors.add(name, &lines, &mut out.lost),
                None => out.lost.push(Lost {
                    file: name.clone(),
                    line: 0,
                    entry: name.clone(),
                    reason: "no verb, actor or agent dictionary".to_owned(),
                }),
            }
        }
        (out.frames, out.actors, out.roles) = (frames.count(), actors.count(), agents.count());
        out.files.extend(frames.files());
        out.files.extend(actors.file());
        out.files.extend(agents.file());
        out.lost.sort();
        out
    }

    /// Writes the overlay, with `not-carried-over.tsv` beside it.
    ///
    /// Errors: a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), ImportError> {
        let write = |path: PathBuf, text: &str| {
            let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            made.and_then(|()| std::fs::write(&path, text)).map_err(|source| ImportError { path, source })
        };
        for (path, text) in &self.files {
            write(folder.join(path), text)?;
        }
        let mut lost = String::from("file\tline\tentry\treason\n");
        for Lost { file, line, entry, reason } in &self.lost {
            lost.push_str(&format!("{file}\t{line}\t{}\t{reason}\n", entry.replace('\t', " ")));
        }
        write(folder.join("not-carried-over.tsv"), &lost)
    }
}

/// Text in UTF-8, or else in Latin-1, as older dictionaries are.
fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

#[cfg(test)]
mod tests;
