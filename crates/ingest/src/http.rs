//! A stored answer of a web server.
//!
//! In: status line, headers and body as they went over the wire. Out: the status, what the headers say, and the body as it
//! was before it was packed for the way, at most so many bytes of it.

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub status: u16,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

/// Headers that are kept; further ones are let be.
const MOST_HEADERS: usize = 200;

impl<'a> Answer<'a> {
    /// Reads an answer; `None` when it does not begin as one.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes;
        let status = line(&mut rest)?.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            // A header that is no text is let be.
            let Some(header) = line(&mut rest) else { continue };
            if header.is_empty() {
                return Some(Self { status, headers, body: rest });
            }
            if headers.len() < MOST_HEADERS {
                headers.extend(header.split_once(':').map(|(name, value)| (name.trim(), value.trim())));
            }
        }
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The charset of the content type.
    pub(crate) fn charset(&self) -> Option<&'a str> {
        let kind = self.header("content-type")?;
        let value = kind.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="))?;
        Some(value.trim_matches(['"', '\'', ' ']))
    }

    /// The body. Archives often keep it unpacked and leave the headers as they were, so its bytes decide.
    ///
    /// Errors: it is larger than `most`, or damaged.
    pub(crate) fn body(&self, most: usize) -> Result<Cow<'a, [u8]>, String> {
        let chunked =
            self.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let whole = match chunked.then(|| joined(self.body)).flatten() {
            Some(joined) => Cow::Owned(joined),
            None => Cow::Borrowed(self.body),
        };
        match self.header("content-encoding").map(str::to_ascii_lowercase).as_deref() {
            Some("gzip" | "x-gzip") if whole.starts_with(&[0x1f, 0x8b]) => unpacked(MultiGzDecoder::new(&*whole), most),
            Some("deflate") if whole.first().is_some_and(|byte| byte & 0x0f == 8) => {
                unpacked(ZlibDecoder::new(&*whole), most)
            }
            _ => Ok(whole),
        }
    }
}

fn unpacked(decoder: impl Read, most: usize) -> Result<Cow<'static, [u8]>, String> {
    let mut out = Vec::new();
    decoder.take(most as u64 + 1).read_to_end(&mut out).map_err(|error| format!("a damaged body ({error})"))?;
    if out.len() > most { Err("a larger one, unpacked".to_owned()) } else { Ok(Cow::Owned(out)) }
}

/// The chunks of a body, joined; `None` when it is not in chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let size = line(&mut rest).filter(|line| !line.is_empty())?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        line(&mut rest)?;
    }
}

/// Takes a line; empty at the end; `None` when it is no text.
fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(|byte| *byte == b'\n');
    let (line, after) = end.map_or((*rest, &rest[rest.len()..]), |end| (&rest[..end], &rest[end + 1..]));
    *rest = after;
    std::str::from_utf8(line).ok().map(|line| line.trim_end_matches('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_chunks_and_packing_are_undone() {
        let plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"latin1\"\r\nX: \xff\r\n\r\n<p>They met.";
        let answer = Answer::read(plain).unwrap();
        assert_eq!((answer.status, answer.charset()), (200, Some("latin1")));
        assert_eq!(&*answer.body(100).unwrap(), b"<p>They met.");
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=1\r\nThey\r\n5\r\n met.\r\n0\r\n\r\n";
        assert_eq!(&*Answer::read(chunked).unwrap().body(100).unwrap(), b"They met.");
        let said_only = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\nThey met.";
        assert_eq!(&*Answer::read(said_only).unwrap().body(100).unwrap(), b"They met.");
        assert!(Answer::read(b"<p>They met.").is_none() && Answer::read(b"").is_none());
    }
}
