//! Folders that others go on filling: which files are complete, and have not been read as they are now.
//!
//! In: files, folders or patterns, and what was read before. Out: at each look the files to be read. A file counts as complete when
//! it has the same size and time of change at two looks, one after the other; how much time lies between them is the caller's. What
//! changes after it was read is read again. Nothing is opened here.

use crate::InputError;
use crate::expand::{Expand, Found};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its size.
    bytes: u64,
    /// When it changed last, in nanoseconds since 1970.
    changed: u64,
}

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complete {
    /// Where it is.
    pub path: PathBuf,
    stamp: Stamp,
}

/// See the module.
///
/// ```
/// use masudi_ingest::Follow;
/// let folder = tempfile::tempdir().unwrap();
/// std::fs::write(folder.path().join("a.txt"), "The two sides").unwrap();
/// let mut follow = Follow::new([folder.path()]);
/// assert!(follow.look(10).0.is_empty(), "it may still be written to");
/// let found = follow.look(10).0;
/// assert_eq!(found[0].path, folder.path().join("a.txt"));
/// follow.read(&found);
/// assert!(follow.look(10).0.is_empty());
/// ```
#[derive(Debug)]
pub struct Follow {
    arguments: Vec<PathBuf>,
    /// As at the last look.
    seen: BTreeMap<PathBuf, Stamp>,
    /// As when they were read.
    read: BTreeMap<PathBuf, Stamp>,
    /// Faults that were told.
    told: BTreeSet<String>,
}

impl Follow {
    /// Follows what arguments mean, of which nothing was read yet.
    pub fn new<P: Into<PathBuf>>(arguments: impl IntoIterator<Item = P>) -> Self {
        let arguments = arguments.into_iter().map(Into::into).collect();
        Self { arguments, seen: BTreeMap::new(), read: BTreeMap::new(), told: BTreeSet::new() }
    }

    /// Goes on with what was read before, as [`memory`](Self::memory) gave it; what is none is taken for nothing.
    ///
    /// Errors: what is wrong with it.
    pub fn remember(&mut self, memory: &str) -> Result<(), String> {
        let read: BTreeMap<PathBuf, Stamp> = serde_json::from_str(memory).map_err(|error| error.to_string())?;
        self.read = read;
        Ok(())
    }

    /// What was read, to be kept somewhere.
    ///
    /// Errors: a name of a file that is no text.
    pub fn memory(&self) -> Result<String, String> {
        serde_json::to_string(&self.read).map_err(|error| error.to_string())
    }

    /// Looks again. Out: at most so many files that are complete and were not read as they are, in order of name; faults that
    /// were not told before.
    pub fn look(&mut self, most: usize) -> (Vec<Complete>, Vec<InputError>) {
        let (mut now, mut faults) = (BTreeMap::new(), Vec::new());
        for found in Expand::new(self.arguments.iter().cloned()) {
            match found {
                Ok(Found::Named(path) | Found::Listed(path)) => {
                    // A file that goes away between the two is none.
                    now.extend(stamp(&path).map(|stamp| (path, stamp)));
                }
                Ok(Found::Stdin) => {}
                Err(fault) if self.told.insert(fault.to_string()) => faults.push(fault),
                Err(_) => {}
            }
        }
        let is_new = |(path, stamp): &(&PathBuf, &Stamp)| {
            self.seen.get(*path) == Some(stamp) && self.read.get(*path) != Some(stamp)
        };
        let complete = now.iter().filter(is_new).take(most);
        let complete = complete.map(|(path, stamp)| Complete { path: path.clone(), stamp: *stamp }).collect();
        self.read.retain(|path, _| now.contains_key(path));
        self.seen = now;
        (complete, faults)
    }

    /// Takes down that files were read.
    pub fn read(&mut self, files: &[Complete]) {
        self.read.extend(files.iter().map(|file| (file.path.clone(), file.stamp)));
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let changed = about.modified().ok().and_then(|when| when.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    Some(Stamp { bytes: about.len(), changed: u64::try_from(changed.as_nanos()).unwrap_or(u64::MAX) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[Complete]) -> Vec<String> {
        found.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_read_when_it_rests_and_again_when_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let mut follow = Follow::new([folder.path()]);
        std::fs::write(at("a.txt"), "The").unwrap();
        assert_eq!(names(&follow.look(9).0), [""; 0]);
        std::fs::write(at("a.txt"), "The two").unwrap();
        assert_eq!(names(&follow.look(9).0), [""; 0], "it grew");
        let found = follow.look(9).0;
        assert_eq!(names(&found), ["a.txt"]);
        assert_eq!(names(&follow.look(9).0), ["a.txt"], "found again until it is taken down as read");
        follow.read(&found);
        std::fs::write(at("b.txt"), "They").unwrap();
        std::fs::write(at(".c.txt"), "They").unwrap();
        follow.look(9);
        assert_eq!(names(&follow.look(9).0), ["b.txt"]);
        std::fs::write(at("a.txt"), "The two sides").unwrap();
        follow.look(9);
        assert_eq!(names(&follow.look(1).0), ["a.txt"]);
        assert_eq!(names(&follow.look(9).0), ["a.txt", "b.txt"]);
    }

    #[test]
    fn what_was_read_is_remembered_and_what_is_gone_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "The two sides").unwrap();
        let mut follow = Follow::new([folder.path()]);
        follow.look(9);
        let found = follow.look(9).0;
        follow.read(&found);
        let memory = follow.memory().unwrap();
        let mut again = Follow::new([folder.path()]);
        again.remember(&memory).unwrap();
        again.look(9);
        assert!(again.look(9).0.is_empty());
        std::fs::remove_file(folder.path().join("a.txt")).unwrap();
        again.look(9);
        assert_eq!(again.memory().unwrap(), "{}");
        assert!(again.remember("no memory").is_err());
    }

    #[test]
    fn a_fault_is_told_once() {
        let mut follow = Follow::new([tempfile::tempdir().unwrap().path().join("*.txt")]);
        assert_eq!(follow.look(9).1.len(), 1);
        assert_eq!(follow.look(9).1.len(), 0);
    }
}
