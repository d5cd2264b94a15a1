//! msgpack files: untyped values and the arrays that msgpack-numpy puts into them.

mod cursor;

use crate::LoadError;
pub(crate) use cursor::Cursor;
use rmpv::Value;

/// An array of 32-bit floats in C order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f32>,
}

impl Tensor {
    /// Checks the number of dimensions. Errors: [`LoadError::Damaged`].
    pub(crate) fn dims<const N: usize>(&self, file: &str, name: &str) -> Result<[usize; N], LoadError> {
        let found = format!("shape {:?}", self.shape);
        self.shape
            .as_slice()
            .try_into()
            .map_err(|_| LoadError::damaged(file, format!("{N} dimensions of {name}"), found))
    }
}

/// Reads one value. Errors: [`LoadError::Damaged`].
pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Value, LoadError> {
    rmpv::decode::read_value(&mut &bytes[..]).map_err(|e| LoadError::damaged(file, "msgpack", e.to_string()))
}

/// The text of a string or binary value.
pub(crate) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(s) => s.as_str(),
        Value::Binary(b) => std::str::from_utf8(b).ok(),
        _ => None,
    }
}

/// The entry of a map under a key.
pub(crate) fn get<'a>(map: &'a Value, key: &str) -> Option<&'a Value> {
    map.as_map()?.iter().find(|(k, _)| text(k) == Some(key)).map(|(_, v)| v)
}

/// The array that a value encodes, if it does.
pub(crate) fn tensor(value: &Value) -> Option<Tensor> {
    get(value, "nd")?;
    if text(get(value, "type")?)? != "<f4" {
        return None;
    }
    let shape: Vec<usize> =
        get(value, "shape")?.as_array()?.iter().map(|d| d.as_u64().map(|d| d as usize)).collect::<Option<_>>()?;
    let bytes = match get(value, "data")? {
        Value::Binary(b) => b.as_slice(),
        Value::String(s) => s.as_bytes(),
        _ => return None,
    };
    let count = shape.iter().try_fold(1usize, |n, d| n.checked_mul(*d))?;
    if count.checked_mul(4)? != bytes.len() {
        return None;
    }
    let data = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    Some(Tensor { shape, data })
}
