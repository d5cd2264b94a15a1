//! Compressed inputs, known by their first bytes and not by their names.
//!
//! In: bytes as they are kept. Out: a reader of what they stand for. What swells without measure is cut off, so that a
//! small file cannot keep the program busy for ever; that memory stays bounded is seen to by the readers of formats.

use crate::gzip::{Gzip, Members};
use crate::zstd::Zstd;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Below this many bytes out, no ratio is suspicious.
pub(crate) const FREE: u64 = 64 << 20;
/// News text shrinks to a third or a tenth; what shrinks to less than this part is none.
pub(crate) const LARGEST_RATIO: u64 = 200;
/// Bytes of an input that its format is told from.
pub(crate) const HEAD: usize = 8 << 10;

/// A reader that can go to another thread.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

/// An opened input.
pub(crate) struct Opened {
    /// A reader of the contents.
    pub bytes: Bytes,
    /// Their first bytes, which it gives again.
    pub head: Vec<u8>,
    /// Places of the members of gzip.
    pub members: Members,
}

/// Decompresses where the first bytes say so.
///
/// Errors: what the system or the decoder said.
pub(crate) fn open(source: impl Read + Send + 'static) -> io::Result<Opened> {
    let (mut source, head) = peek(source, 4)?;
    let magic = |bytes: &[u8]| head.starts_with(bytes);
    let skippable = head.len() == 4 && head[0] & 0xf0 == 0x50 && head[1..] == [0x2a, 0x4d, 0x18];
    let (taken, members) = (Arc::new(AtomicU64::new(0)), Members::default());
    if magic(&[0x1f, 0x8b]) {
        let counted = BufReader::new(Counted { source, taken: Arc::clone(&taken) });
        source = Box::new(Guarded { source: Gzip::new(counted, members.clone()), taken, given: 0 });
    } else if magic(&[0x28, 0xb5, 0x2f, 0xfd]) || skippable {
        let counted = BufReader::new(Counted { source, taken: Arc::clone(&taken) });
        source = Box::new(Guarded { source: Zstd::new(counted), taken, given: 0 });
    }
    let (mut source, mut head) = peek(source, HEAD)?;
    // A byte order mark of UTF-8 says nothing.
    if head.starts_with(b"\xef\xbb\xbf") {
        source.read_exact(&mut [0; 3])?;
        head.drain(..3);
    }
    Ok(Opened { bytes: Box::new(BufReader::with_capacity(64 << 10, source)), head, members })
}

/// Reads the first bytes, and gives a reader that begins with them.
fn peek(mut source: impl Read + Send + 'static, n: usize) -> io::Result<(Box<dyn Read + Send>, Vec<u8>)> {
    let mut head = vec![0; n];
    let mut got = 0;
    // One line of JSON is enough to tell: a slow stream is not kept waiting for more.
    while got < n && !(head[0] == b'{' && head[..got].contains(&b'\n')) {
        match source.read(&mut head[got..]) {
            Ok(0) => break,
            Ok(more) => got += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(got);
    Ok((Box::new(Cursor::new(head.clone()).chain(source)), head))
}

/// Counts what is taken from the compressed source.
pub(crate) struct Counted<R> {
    source: R,
    taken: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// Bytes taken so far.
    pub(crate) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops where far more comes out than goes in.
struct Guarded<R> {
    source: R,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        self.given += n as u64;
        let most = FREE.max(self.taken.load(Ordering::Relaxed).saturating_mul(LARGEST_RATIO));
        if self.given > most {
            let why = format!("contents more than {LARGEST_RATIO} times as large as the compressed file");
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn contents(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut reader = open(Cursor::new(bytes))?.bytes;
        let mut out = Vec::new();
        reader.read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn several_members_are_read_one_after_the_other() {
        let text = b"Talks opened. ".repeat(3000);
        let skip = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        for joined in [[gzip(&text), gzip(b"End.")].concat(), [&skip[..], &zstd(&text), &skip, &zstd(b"End.")].concat()]
        {
            assert_eq!(contents(joined).unwrap(), [&text[..], b"End."].concat());
        }
        assert_eq!(contents(b"\xef\xbb\xbfplain".to_vec()).unwrap(), b"plain");
        assert_eq!(contents(Vec::new()).unwrap(), b"");
    }

    #[test]
    fn cut_files_are_errors() {
        let text: Vec<u8> = (0..40_000u32).flat_map(|i| i.to_string().into_bytes()).collect();
        for mut bytes in [gzip(&text), zstd(&text)] {
            bytes.truncate(bytes.len() / 2);
            assert!(contents(bytes).is_err());
        }
    }

    #[test]
    fn a_bomb_is_cut_off() {
        let bomb = gzip(&vec![b'\n'; 80 << 20]);
        assert!(bomb.len() < 100_000);
        let error = contents(bomb).unwrap_err().to_string();
        assert!(error.contains("200 times"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, kind in 0..3usize, flip: (usize, u8)) {
            let mut packed = [bytes.clone(), gzip(&bytes), zstd(&bytes)][kind].clone();
            if let Some(n) = packed.len().checked_sub(1) {
                packed[flip.0 % (n + 1)] ^= flip.1;
            }
            let _ = contents(packed);
        }
    }
}
