//! Static word vectors of a model (`vocab/vectors`, `vocab/key2row`).
//!
//! In: the model's files. Out: a matrix and the row of each word id. Models of size sm hold none.

use crate::msgpack;
use crate::{LoadError, Package};
use std::collections::HashMap;

/// Static word vectors of a model, by word id.
#[derive(Debug)]
pub(crate) struct Vectors {
    pub(super) rows: HashMap<u64, usize>,
    pub(super) width: usize,
    pub(super) data: Vec<f32>,
}

impl Vectors {
    /// Reads the model's static vectors; `None` for a model without. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Option<Self>, LoadError> {
        const KEYS: &str = "vocab/key2row";
        const DATA: &str = "vocab/vectors";
        let bytes = package.read(DATA)?;
        let damaged = |found: &str| LoadError::damaged(DATA, "a .npy matrix of <f4 in C order", found.to_owned());
        if !bytes.starts_with(b"\x93NUMPY") || bytes.len() < 12 {
            return Err(damaged("another header"));
        }
        let (from, length) = if bytes[6] == 1 {
            (10, usize::from(u16::from_le_bytes([bytes[8], bytes[9]])))
        } else {
            (12, u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize)
        };
        let header = bytes.get(from..from + length).and_then(|h| std::str::from_utf8(h).ok());
        let header = header.ok_or_else(|| damaged("a truncated header"))?;
        let shape = header.split_once("'shape':").and_then(|(_, rest)| rest.split_once('(')?.1.split_once(')'));
        let dims: Vec<usize> =
            shape.map(|(s, _)| s.split(',').filter_map(|d| d.trim().parse().ok()).collect()).unwrap_or_default();
        let [count, width] = dims[..] else { return Err(damaged(header)) };
        if count == 0 || width == 0 {
            return Ok(None);
        }
        let body = &bytes[from + length..];
        if !header.contains("<f4")
            || header.contains("'fortran_order': True")
            || count.checked_mul(width * 4) != Some(body.len())
        {
            return Err(damaged(header));
        }
        let data = body.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let keys = msgpack::read(KEYS, &package.read(KEYS)?)?;
        let rows = keys
            .as_map()
            .into_iter()
            .flatten()
            .filter_map(|(k, v)| Some((k.as_u64()?, v.as_u64()? as usize)))
            .filter(|(_, row)| *row < count)
            .collect();
        Ok(Some(Self { rows, width, data }))
    }
}
