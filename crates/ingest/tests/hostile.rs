//! Inputs that are made to do harm: each gives an error or a document within bounded time, and the next one is read.
#![allow(missing_docs, clippy::unwrap_used)]

use flate2::Compression;
use flate2::write::GzEncoder;
use masudi_ingest::{About, Inputs, Pages, Settings};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const PARAGRAPH: &str =
    "<p>The two sides met in the border town on Monday to speak of the bridge and of the prisoners.</p>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What is read of a file, and of the good one after it.
fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    std::fs::write(folder.path().join("z.txt"), "They left.").unwrap();
    let begun = Instant::now();
    let all: Vec<String> = Inputs::new([folder.path()], Settings::default())
        .unwrap()
        .map(|read| read.map_or_else(|error| format!("error: {error}"), |document| document.text))
        .take(1000)
        .collect();
    assert!(begun.elapsed() < Duration::from_secs(60), "{name} took {:?}", begun.elapsed());
    assert_eq!(all.last().map(String::as_str), Some("They left."), "{name}: what follows is read");
    all
}

fn refused(name: &str, bytes: &[u8], why: &str) {
    let all = read(name, bytes);
    assert!(
        all[0].starts_with("error: ") && all[0].contains(why),
        "{name}: {}",
        all[0].chars().take(300).collect::<String>()
    );
}

#[test]
fn bombs_of_gzip_and_zstd() {
    refused("a.txt.gz", &gzip(&vec![b'a'; 300 << 20]), "16 MiB");
    refused("a.jsonl.gz", &gzip(&vec![b'\n'; 300 << 20]), "200 times");
    let frame =
        ruzstd::encoding::compress_to_vec(&vec![b'\n'; 80 << 20][..], ruzstd::encoding::CompressionLevel::Fastest);
    refused("a.jsonl.zst", &frame, "200 times");
}

#[test]
fn a_line_of_200_megabytes() {
    let mut bytes = b"{\"text\": \"".to_vec();
    bytes.resize(200 << 20, b'x');
    bytes.extend(b"\"}\n{\"text\": \"They met.\"}\n");
    let all = read("a.jsonl", &bytes);
    assert!(all[0].contains("16 MiB") && all[1] == "They met.", "{}", all[0]);
}

#[test]
fn pages_that_are_deep_wide_or_long() {
    let article = PARAGRAPH.repeat(5);
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<ul><li>", ""),
        ("<font size=1><p>", ""),
        ("<svg><a>", ""),
    ] {
        let page = format!("<html><body>{}<article>{article}</article>{}", open.repeat(100_000), close.repeat(100_000));
        let all = read("a.html", page.as_bytes());
        assert!(
            all[0].contains("two sides") || all[0].contains("expected a page"),
            "{open}: {}",
            all[0].chars().take(200).collect::<String>()
        );
    }
    let attribute = format!("<html><body><article data-x=\"{}\">{article}</article>", "A".repeat(10 << 20));
    assert!(read("b.html", attribute.as_bytes())[0].contains("two sides"));
    refused("c.html", format!("<html>{}", "<p>a</p>".repeat(3 << 20)).as_bytes(), "16 MiB");
    refused("d.html", format!("<html><p>{}", "They met. ".repeat(500_000)).as_bytes(), "4 MiB of markup");
}

#[test]
fn feeds_with_entities_or_depth() {
    let mut bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'lol'>".to_owned();
    for i in 1..20 {
        bomb += &format!("<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10));
    }
    bomb += "]><rss version='2.0'><channel><item><title>&a19;</title></item></channel></rss>";
    refused("a.xml", bomb.as_bytes(), "entities");
    let deep = format!("<rss version='2.0'><channel><item><description>{}", "<b>".repeat(100_000));
    read("b.xml", deep.as_bytes());
    let deep =
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{}", "<div>".repeat(100_000));
    read("c.xml", deep.as_bytes());
    read(
        "d.json",
        format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}", "[".repeat(100_000)).as_bytes(),
    );
    read("e.json", format!("[{{\"text\": {}", "[".repeat(100_000)).as_bytes());
}

#[test]
fn encodings_that_are_damaged_or_lied_about() {
    let page =
        |charset: &str| format!("<html><meta charset={charset}><body><article>{}</article>", PARAGRAPH.repeat(5));
    for charset in ["utf-16", "utf-7", "x-user-defined", "iso-2022-jp", "nonsense", "replacement"] {
        let mut bytes = page(charset).into_bytes();
        bytes.extend(b"\xff\xfe\xed\xa0\x80\0\0");
        assert!(read("a.html", &bytes)[0].contains("two sides"), "{charset}");
    }
    let odd: Vec<u8> = b"\xff\xfe"
        .iter()
        .copied()
        .chain("They met. \u{10ffff}".encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0xd8])
        .collect();
    assert!(read("b.txt", &odd)[0].starts_with("They met."));
    refused("c.txt", b"They \xff met.", "UTF-8");
    refused("d.txt", b"They\0met.", "binary");
}

#[test]
fn tables_with_many_columns_and_archives_with_wrong_lengths() {
    let names: Vec<String> = (0..10_000).map(|i| format!("c{i}")).collect();
    let table = format!("text,{}\nThey met.{}\nThey parted.,1\n", names.join(","), ",".repeat(10_000));
    let all = read("a.csv", table.as_bytes());
    assert!(
        all[0] == "They met." && all[1].contains("10001 columns") || all[0].contains("columns"),
        "{}",
        all[0].chars().take(200).collect::<String>()
    );
    for length in ["0", "5", "99999999999999999999", "18446744073709551615", "-1", "16777216", "17000000"] {
        let warc = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>a"
        );
        assert!(read("a.warc", warc.as_bytes())[0].starts_with("error: "), "{length}");
    }
    let packed = gzip(&vec![b'a'; 100 << 20]);
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n".to_vec();
    answer.extend(&packed);
    let mut warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    )
    .into_bytes();
    warc.extend(&answer);
    warc.extend(b"\r\n\r\n");
    refused("b.warc", &warc, "16 MiB");
}

#[test]
fn an_archive_of_files_is_refused_and_nothing_is_written() {
    // The local header of an entry of a zip archive that would climb out of its folder.
    let mut zip = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x02\0\0\0\x10\0\0\0".to_vec();
    zip.extend(b"../../escape.txthi");
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("in");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("a.zip"), &zip).unwrap();
    let named = Inputs::new([inner.join("a.zip")], Settings::default()).unwrap().next().unwrap().unwrap_err();
    assert!(named.to_string().contains("a.zip"), "{named}");
    let below: Vec<_> = walk(folder.path());
    assert_eq!(below, ["a.zip"]);
}

fn walk(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => names.extend(walk(&entry.path())),
            false => names.push(entry.file_name().to_string_lossy().into_owned()),
        }
    }
    names
}

#[test]
fn a_page_that_repeats_what_parsers_repeat_takes_no_more_time_than_its_size() {
    let pages = Pages::default();
    for piece in [
        "<a href=x><p>",
        "<b><i><u><p>",
        "<table>a",
        "<select><option>",
        "<form><input>",
        "<!--",
        "<p title='",
        "&amp",
        "</p>",
        "<br>",
    ] {
        let begun = Instant::now();
        let _ = pages.read(piece.repeat((1 << 20) / piece.len()).as_bytes(), About::default());
        assert!(begun.elapsed() < Duration::from_secs(30), "{piece}: {:?}", begun.elapsed());
    }
}
