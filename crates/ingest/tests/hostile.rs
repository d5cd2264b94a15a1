//! Inputs that are made to do harm: each gives an error or a document within bounded time, and the next one is read.
#![allow(missing_docs, clippy::unwrap_used)]

use flate2::Compression;
use flate2::write::GzEncoder;
use masudi_ingest::{About, Inputs, Pages, Settings};
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn members_of_an_archive_are_inputs_and_their_names_are_only_names() {
    let jsonl = b"{\"text\": \"They met.\"}\n{\"text\": \"They parted.\"}\n";
    let inner = archive(&[("a.txt", b"They hid.")]);
    let members: [(&str, &[u8]); 9] = [
        ("../../escape.txt", b"They climbed."),
        ("/etc/absolute.txt", b"They stood."),
        ("..\\..\\windows.txt", b"They fell."),
        ("news/", b""),
        ("news/a.jsonl.gz", &gzip(jsonl)),
        (".hidden.txt", b"They hid."),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("inner.zip", &inner),
        ("control\n\u{1b}[31m.txt", b"They turned red."),
    ];
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    std::fs::create_dir(&input).unwrap();
    std::fs::write(input.join("a.zip"), archive(&members)).unwrap();
    let mut inputs = Inputs::new([input.join("a.zip")], Settings::default()).unwrap();
    let read: Vec<_> = inputs.by_ref().collect();
    let texts: Vec<&str> = read.iter().flatten().map(|document| document.text.as_str()).collect();
    let expected = ["They climbed.", "They stood.", "They fell.", "They met.", "They parted.", "They turned red."];
    assert_eq!(texts, expected);
    let errors: Vec<String> = read.iter().filter_map(|read| Some(read.as_ref().err()?.to_string())).collect();
    assert!(
        errors.len() == 1 && errors[0].contains("a.zip!inner.zip: expected an archive as a file of its own"),
        "{errors:?}"
    );
    assert_eq!(inputs.passed_over(), 1);
    let files = read.iter().flatten().filter_map(|document| document.origin.as_ref()?.file.clone());
    assert!(
        files.clone().any(|file| file.ends_with("a.zip!../../escape.txt"))
            && files.clone().all(|file| !file.contains('\n'))
    );
    assert_eq!(walk(folder.path()), ["a.zip"], "nothing was written");
    // What office programs write is zip too, and no archive of texts.
    let office = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>They met.</w>")]);
    refused("a.docx.txt", &office, "other binary data");
}

#[test]
fn archives_that_swell_overlap_or_lie() {
    let bomb = vec![b'\n'; 300 << 20];
    let all = read("a.zip", &archive(&[("a.jsonl", &bomb), ("b.txt", b"They met.")]));
    assert!(all[0].contains("a.zip!a.jsonl:") && all[0].contains("200 times"), "{}", all[0]);
    let all = read("a.zip", &archive(&[("a.txt", &bomb), ("b.txt", b"They met.")]));
    assert!(all[0].contains("at most 16 MiB") && all[1] == "They met.", "{}", all[0]);
    // A thousand members that are all the same bytes: 60 GB of 60 kB.
    let one = archive(&[("a.jsonl", &bomb[..60 << 20])]);
    let directory = one.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let mut overlapping = one[..directory].to_vec();
    for number in 0..1000u32 {
        let mut entry = one[directory..end].to_vec();
        let longer = u16::from_le_bytes([entry[28], entry[29]]) + 4;
        entry[28..30].copy_from_slice(&longer.to_le_bytes());
        entry.splice(46..47, format!("{number:05}").bytes());
        overlapping.extend(entry);
    }
    let size = (overlapping.len() - directory) as u32;
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&1000u16.to_le_bytes());
    tail[10..12].copy_from_slice(&1000u16.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    overlapping.extend(tail);
    let all = read("a.zip", &overlapping);
    assert!(all.len() <= 4 && all.iter().any(|said| said.contains("200 times")), "{}", all.len());
    refused("a.zip", &[&b"PK\x03\x04"[..], &b"PK\x01\x02".repeat(100_001)].concat(), "more than 100000 members");
    refused("a.zip", b"PK\x03\x04 and nothing else", "an archive of files (zip)");
}

#[test]
fn any_damaged_byte_of_an_archive_gives_documents_or_errors() {
    let whole = archive(&[("a.txt", b"They met in the border town."), ("b.jsonl", b"{\"text\": \"They left.\"}\n")]);
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        let all = read("a.zip", &bytes);
        assert!(
            all.iter().all(|said| said == "They left." || said.starts_with("error: ") || !said.contains('\u{fffd}')),
            "{at}: {all:?}"
        );
    }
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
