//! The pages of a column of Parquet, before its reader gets to see them.
//!
//! In: a file, and where a column lies in it. Out: nothing, or what is wrong: a page that claims more than a reader should make room
//! for, or that unpacks to more than it claims. Of a page's header (Thrift's compact protocol) only the sizes are understood.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Bytes of a page, unpacked. Writers make pages of 1 MiB; the largest are said to be of 100 MB.
const LARGEST_PAGE: u64 = 128 << 20;
/// Bytes of a page's header: it may hold the least and the greatest value.
const LARGEST_HEADER: u64 = 1 << 20;
/// Structures in one another.
const DEEPEST: usize = 16;

/// Checks all pages of `length` bytes from `begin` on; `gzip`: whether they are packed so, which is tried, for its outcome is known
/// of no other.
///
/// Errors: what is wrong.
pub(super) fn check(file: &File, begin: u64, length: u64, gzip: bool) -> Result<(), String> {
    let damaged = |error: io::Error| format!("a page that cannot be read ({error})");
    let mut file = BufReader::new(file);
    file.seek(SeekFrom::Start(begin)).map_err(damaged)?;
    let mut left = length;
    while left > 0 {
        let mut header = Header { source: (&mut file).take(LARGEST_HEADER.min(left)), taken: 0 };
        let sizes = header.sizes().map_err(damaged)?;
        left -= header.taken;
        if sizes.packed > left {
            return Err("a page that would end after its column".to_owned());
        }
        if sizes.plain > LARGEST_PAGE {
            return Err(format!("a page of {} bytes, unpacked", sizes.plain));
        }
        let mut page = (&mut file).take(sizes.packed);
        if gzip && sizes.is_packed {
            io::copy(&mut (&mut page).take(sizes.levels), &mut io::sink()).map_err(damaged)?;
            let mut plain = MultiGzDecoder::new(page).take(sizes.plain + 1);
            if io::copy(&mut plain, &mut io::sink()).map_err(damaged)? > sizes.plain {
                return Err("a page that unpacks to more than it claims".to_owned());
            }
            page = plain.into_inner().into_inner();
        }
        let rest = page.limit();
        file.seek_relative(i64::try_from(rest).unwrap_or(i64::MAX)).map_err(damaged)?;
        left -= sizes.packed;
    }
    Ok(())
}

/// What a page says of its size.
struct Sizes {
    plain: u64,
    packed: u64,
    /// Bytes before what is packed (version 2).
    levels: u64,
    is_packed: bool,
}

/// The header of a page.
struct Header<R> {
    source: io::Take<R>,
    taken: u64,
}

/// A field: its number and its type.
type Field = (i64, u8);

impl<R: BufRead> Header<R> {
    fn sizes(&mut self) -> io::Result<Sizes> {
        let (mut plain, mut packed, mut levels, mut is_packed) = (None, None, 0, true);
        let mut last = 0;
        while let Some((id, kind)) = self.field(&mut last)? {
            match (id, kind) {
                (2, 5) => plain = Some(self.size()?),
                (3, 5) => packed = Some(self.size()?),
                // The header of a data page of version 2.
                (8, 12) => {
                    let mut last = 0;
                    while let Some((id, kind)) = self.field(&mut last)? {
                        match (id, kind) {
                            (5 | 6, 5) => levels += self.size()?,
                            (7, 1 | 2) => is_packed = kind == 1,
                            _ => self.pass(kind, 0)?,
                        }
                    }
                }
                _ => self.pass(kind, 0)?,
            }
        }
        let (Some(plain), Some(packed)) = (plain, packed) else { return Err(wrong("no sizes")) };
        Ok(Sizes { plain, packed, levels, is_packed })
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.source.read_exact(&mut byte)?;
        self.taken += 1;
        Ok(byte[0])
    }

    fn number(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(wrong("a number without an end"))
    }

    fn signed(&mut self) -> io::Result<i64> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    fn size(&mut self) -> io::Result<u64> {
        u64::try_from(self.signed()?).map_err(|_| wrong("a size below zero"))
    }

    /// The next field of a structure; `None` at its end.
    fn field(&mut self, last: &mut i64) -> io::Result<Option<Field>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Ok(None);
        }
        *last = match byte >> 4 {
            0 => self.signed()?,
            step => last.saturating_add(i64::from(step)),
        };
        Ok(Some((*last, byte & 0x0f)))
    }

    /// Passes over a value.
    fn pass(&mut self, kind: u8, depth: usize) -> io::Result<()> {
        if depth > DEEPEST {
            return Err(wrong("structures in one another"));
        }
        match kind {
            1 | 2 => {}
            3 => drop(self.byte()?),
            4..=6 => drop(self.number()?),
            7 => (0..8).try_for_each(|_| self.byte().map(drop))?,
            8 => {
                let length = self.number()?;
                (0..length).try_for_each(|_| self.byte().map(drop))?;
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                (0..count).try_for_each(|_| self.element(head & 0x0f, depth))?;
            }
            11 => {
                let count = self.number()?;
                let kinds = if count > 0 { self.byte()? } else { 0 };
                (0..count).try_for_each(|_| {
                    self.element(kinds >> 4, depth)?;
                    self.element(kinds & 0x0f, depth)
                })?;
            }
            12 => {
                let mut last = 0;
                while let Some((_, kind)) = self.field(&mut last)? {
                    self.pass(kind, depth + 1)?;
                }
            }
            _ => return Err(wrong("a value of no type")),
        }
        Ok(())
    }

    /// A value in a list: there a truth value takes a byte, and every value takes one at least, so that counts cannot lie for long.
    fn element(&mut self, kind: u8, depth: usize) -> io::Result<()> {
        if matches!(kind, 1 | 2) { self.byte().map(drop) } else { self.pass(kind, depth + 1) }
    }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
