//! A walk over msgpack bytes that copies nothing, for tables of many thousand words.

/// A place in msgpack bytes. Every step gives `None` at the end of the bytes or at a value of another kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The byte where the next value begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// A big-endian number of some bytes.
    fn number(&mut self, bytes: usize) -> Option<u64> {
        let end = self.at.checked_add(bytes)?;
        let value = self.bytes.get(self.at..end)?.iter().fold(0, |n, b| n << 8 | u64::from(*b));
        self.at = end;
        Some(value)
    }

    /// Steps into a map: its number of pairs.
    pub(crate) fn map(&mut self) -> Option<usize> {
        match self.byte()? {
            b @ 0x80..=0x8f => Some(usize::from(b & 0x0f)),
            0xde => self.number(2).map(|n| n as usize),
            0xdf => self.number(4).map(|n| n as usize),
            _ => None,
        }
    }

    /// Steps into an array: its number of values.
    pub(crate) fn array(&mut self) -> Option<usize> {
        match self.byte()? {
            b @ 0x90..=0x9f => Some(usize::from(b & 0x0f)),
            0xdc => self.number(2).map(|n| n as usize),
            0xdd => self.number(4).map(|n| n as usize),
            _ => None,
        }
    }

    /// A string, or bytes that are one.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = match self.byte()? {
            b @ 0xa0..=0xbf => usize::from(b & 0x1f),
            0xd9 | 0xc4 => self.number(1)? as usize,
            0xda | 0xc5 => self.number(2)? as usize,
            0xdb | 0xc6 => self.number(4)? as usize,
            _ => return None,
        };
        let end = self.at.checked_add(length)?;
        let text = std::str::from_utf8(self.bytes.get(self.at..end)?).ok()?;
        self.at = end;
        Some(text)
    }

    /// A number that is not negative.
    pub(crate) fn unsigned(&mut self) -> Option<u64> {
        match self.byte()? {
            b @ 0..=0x7f => Some(u64::from(b)),
            0xcc => self.number(1),
            0xcd => self.number(2),
            0xce => self.number(4),
            0xcf => self.number(8),
            _ => None,
        }
    }

    /// Steps over a value with all that it holds.
    pub(crate) fn skip(&mut self) -> Option<()> {
        let mut left = 1usize;
        while left > 0 {
            left -= 1;
            let start = self.at;
            let bytes = match self.byte()? {
                0x80..=0x8f | 0xde | 0xdf => {
                    self.at = start;
                    left = left.checked_add(self.map()?.checked_mul(2)?)?;
                    0
                }
                0x90..=0x9f | 0xdc | 0xdd => {
                    self.at = start;
                    left = left.checked_add(self.array()?)?;
                    0
                }
                b @ 0xa0..=0xbf => usize::from(b & 0x1f),
                0xd9 | 0xc4 => self.number(1)? as usize,
                0xda | 0xc5 => self.number(2)? as usize,
                0xdb | 0xc6 => self.number(4)? as usize,
                0xc7 => self.number(1)? as usize + 1,
                0xc8 => self.number(2)? as usize + 1,
                0xc9 => self.number(4)? as usize + 1,
                0xcc | 0xd0 => 1,
                0xcd | 0xd1 | 0xd4 => 2,
                0xd5 => 3,
                0xca | 0xce | 0xd2 => 4,
                0xd6 => 5,
                0xcb | 0xcf | 0xd3 => 8,
                0xd7 => 9,
                0xd8 => 17,
                _ => 0,
            };
            self.at = self.at.checked_add(bytes).filter(|at| *at <= self.bytes.len())?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_what_rmpv_writes() {
        use rmpv::Value;
        let long = "é".repeat(200);
        let value = Value::Map(vec![
            (Value::from(u64::MAX), Value::from(vec![Value::from("a"), Value::from(&long[..])])),
            (Value::from(5), Value::Map(vec![(Value::from("x"), Value::from(-3.5))])),
        ]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &value).unwrap();
        let mut cursor = Cursor::new(&bytes, 0);
        assert_eq!((cursor.map(), cursor.unsigned(), cursor.array()), (Some(2), Some(u64::MAX), Some(2)));
        assert_eq!((cursor.text(), cursor.text(), cursor.unsigned()), (Some("a"), Some(&long[..]), Some(5)));
        assert_eq!((cursor.skip(), cursor.at(), cursor.skip()), (Some(()), bytes.len(), None));
        let mut whole = Cursor::new(&bytes, 0);
        assert_eq!((whole.skip(), whole.at()), (Some(()), bytes.len()));
    }

    #[test]
    fn a_length_beyond_the_end_is_no_value() {
        for bytes in [&[0xdb, 0xff, 0xff, 0xff, 0xff, b'a'][..], &[0xdf, 0xff, 0xff, 0xff, 0xff], &[0xdd, 0xff], &[]] {
            assert_eq!(Cursor::new(bytes, 0).skip(), None);
            assert_eq!(Cursor::new(bytes, 0).text(), None);
        }
    }
}
