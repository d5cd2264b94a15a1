//! What is remembered from one run to the next.
//!
//! In: what feeds and hosts answered. Out: a small JSON file, replaced as a whole, so that a run that is ended at any moment
//! leaves the old one or the new one. A page counts as seen only when its document has been kept.

use crate::transfer::Known;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Pages of one feed that are remembered; feeds name far fewer at a time.
const REMEMBERED: usize = 10_000;

/// What is remembered of all feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    feeds: BTreeMap<String, FeedMemory>,
}

/// What is remembered of one feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedMemory {
    /// To ask whether it has changed.
    #[serde(default)]
    pub known: Known,
    /// When it is visited next, in seconds since 1970.
    #[serde(default)]
    pub next: i64,
    /// Visits that failed since one did not.
    #[serde(default)]
    pub faults: u32,
    /// Hashes of the entries whose documents have been kept, the oldest first.
    #[serde(default)]
    seen: VecDeque<u64>,
}

impl FeedMemory {
    /// Whether the entry of this key has been kept.
    pub fn has_seen(&self, key: &str) -> bool {
        self.seen.contains(&xxh3_64(key.as_bytes()))
    }

    /// Remembers that the document of an entry has been kept.
    pub fn saw(&mut self, key: &str) {
        if !self.has_seen(key) {
            self.seen.push_back(xxh3_64(key.as_bytes()));
        }
        if self.seen.len() > REMEMBERED {
            self.seen.pop_front();
        }
    }
}

impl Memory {
    /// Reads the file; an empty memory when there is none.
    ///
    /// Errors: a file that cannot be read or is none of ours, with its name and what to do.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(format!("{}: {e}", path.display())),
        };
        serde_json::from_slice(&text).map_err(|e| {
            let file = path.display();
            format!("{file}: expected what an earlier run remembered, but found {e}; remove the file to begin anew")
        })
    }

    /// Replaces the file. Errors: what the system said.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let beside = path.with_extension("tmp");
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    }

    /// What is remembered of a feed, where it has been visited.
    pub fn of(&self, url: &str) -> Option<&FeedMemory> {
        self.feeds.get(url)
    }

    /// What is remembered of a feed, to change it.
    pub fn feed(&mut self, url: &str) -> &mut FeedMemory {
        self.feeds.entry(url.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feeds.memory");
        let mut memory = Memory::read(&path).unwrap();
        memory.feed("https://news.example/rss").saw("a");
        memory.write(&path).unwrap();
        let mut again = Memory::read(&path).unwrap();
        assert_eq!(again, memory);
        assert!(again.feed("https://news.example/rss").has_seen("a"));
        assert!(!again.feed("https://news.example/rss").has_seen("b"));
        std::fs::write(&path, "{").unwrap();
        assert!(Memory::read(&path).unwrap_err().contains("remove the file"));
    }

    #[test]
    fn memory_is_bounded() {
        let mut feed = FeedMemory::default();
        (0..REMEMBERED + 5).for_each(|i| feed.saw(&i.to_string()));
        assert_eq!(feed.seen.len(), REMEMBERED);
        assert!(!feed.has_seen("0") && feed.has_seen("10000"));
    }
}
