//! Archives of files (zip): their members are inputs, as the files below a directory are.
//!
//! In: a zip file. Out: its members one after the other, each with a reader of its contents. Names of members are for people
//! only: nothing is written, and no file is opened by such a name. What an archive may unpack to is bounded, for each
//! member and for all together, so that one whose members share their bytes gains nothing.

use crate::compressed::{FREE, LARGEST_RATIO};
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zip::{CompressionMethod, ZipArchive};

/// Members of an archive; one with more is refused before they are listed.
const MOST_MEMBERS: usize = 100_000;
/// Characters of a member's name that are shown.
const LONGEST_NAME: usize = 200;
/// Members by which documents of office programs, books and programs are known, which are zip files too.
const NO_ARCHIVES: &[&str] = &["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];

/// Whether bytes begin as an archive does.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An open archive.
pub(crate) struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    next: usize,
    given: Arc<AtomicU64>,
    most: u64,
}

/// A member to be read.
pub(crate) struct Member {
    /// Its name, shown after the archive's.
    pub name: String,
    /// Its contents. Errors: why it cannot be read.
    pub bytes: Result<Contents, String>,
}

impl Archive {
    /// Opens a file; `None` when it is a zip file of another kind than an archive of files.
    ///
    /// Errors: what is wrong with it.
    pub(crate) fn open(path: &Path) -> Result<Option<Self>, String> {
        let open = || File::open(path).map(BufReader::new).map_err(|error| error.to_string());
        let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
        if members(open()?).map_err(|error| error.to_string())? > MOST_MEMBERS {
            return Err(format!("more than {MOST_MEMBERS} members"));
        }
        let zip = ZipArchive::new(open()?).map_err(|error| error.to_string())?;
        if NO_ARCHIVES.iter().any(|name| zip.index_for_name(name).is_some()) {
            return Ok(None);
        }
        let most = FREE.max(length.saturating_mul(LARGEST_RATIO));
        Ok(Some(Self { path: path.to_owned(), zip, next: 0, given: Arc::default(), most }))
    }

    /// The contents of the member with a number, and its name; `None` for what is no file, or hidden.
    fn member(&mut self, number: usize) -> Option<Member> {
        let unknown = |found: String| Some(Member { name: format!("member {}", number + 1), bytes: Err(found) });
        let member = match self.zip.by_index_raw(number) {
            Ok(member) => member,
            Err(error) => return unknown(error.to_string()),
        };
        let name = String::from_utf8_lossy(member.name_raw()).replace(char::is_control, "\u{fffd}");
        let hidden = name
            .split(['/', '\\'])
            .any(|part| part == "__MACOSX" || part.starts_with('.') && part != "." && part != "..");
        if hidden || member.is_dir() || member.is_symlink() {
            return None;
        }
        let (method, size, crc) = (member.compression(), member.compressed_size(), member.crc32());
        let (start, encrypted) = (member.data_start(), member.encrypted());
        drop(member);
        let name = name.chars().take(LONGEST_NAME).collect();
        let bytes = match (method, start) {
            _ if encrypted => Err("one that is encrypted".to_owned()),
            (CompressionMethod::Stored | CompressionMethod::Deflated, Some(start)) => {
                self.contents(method, start, size, crc).map_err(|error| error.to_string())
            }
            (other, _) => Err(format!("one packed with {other}")),
        };
        Some(Member { name, bytes })
    }

    fn contents(&self, method: CompressionMethod, start: u64, size: u64, crc: u32) -> io::Result<Contents> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(start))?;
        let packed = BufReader::new(file.take(size));
        let source: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(packed),
            _ => Box::new(DeflateDecoder::new(packed)),
        };
        let most = FREE.max(size.saturating_mul(LARGEST_RATIO));
        let (given, of_all, most_of_all) = (0, Arc::clone(&self.given), self.most);
        Ok(Contents { source, sum: Crc::new(), crc, given, most, of_all, most_of_all })
    }
}

impl Iterator for Archive {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        // When all together have given too much, the one that did has said so; the rest is not looked at.
        while self.next < self.zip.len() && self.given.load(Ordering::Relaxed) <= self.most {
            self.next += 1;
            if let Some(member) = self.member(self.next - 1) {
                return Some(member);
            }
        }
        None
    }
}

/// How often a file says that a member is listed. In memory of the reader: what a file says of itself is not believed.
fn members(mut file: impl BufRead) -> io::Result<usize> {
    let mut count = 0;
    while file.skip_until(b'P')? > 0 && count <= MOST_MEMBERS {
        let mut rest: &[u8] = b"K\x01\x02";
        while !rest.is_empty() && file.fill_buf()?.first() == rest.first() {
            rest = &rest[1..];
            file.consume(1);
        }
        count += usize::from(rest.is_empty());
    }
    Ok(count)
}

/// What a member holds.
pub(crate) struct Contents {
    source: Box<dyn Read + Send>,
    sum: Crc,
    crc: u32,
    given: u64,
    most: u64,
    of_all: Arc<AtomicU64>,
    most_of_all: u64,
}

impl Read for Contents {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let refuse = |why: String| Err(io::Error::new(io::ErrorKind::InvalidData, why));
        let n = self.source.read(out)?;
        self.sum.update(&out[..n]);
        self.given += n as u64;
        let of_all = self.of_all.fetch_add(n as u64, Ordering::Relaxed) + n as u64;
        if of_all > self.most_of_all {
            return refuse(format!(
                "contents more than {LARGEST_RATIO} times as large as the archive, which is not read further"
            ));
        }
        if self.given > self.most {
            return refuse(format!("contents more than {LARGEST_RATIO} times as large as they are packed"));
        }
        if n == 0 && !out.is_empty() && self.sum.sum() != self.crc {
            return refuse("damage: the checksum is another".to_owned());
        }
        Ok(n)
    }
}
