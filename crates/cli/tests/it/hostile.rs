//! Inputs that are made to do harm, with the real program under a limit of memory: an error or a document for each, the next
//! input is read, and memory stays bounded. `cargo test -p masudi-cli --test it hostile -- --nocapture` prints the figures.

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression as Packing, GzipLevel};
use parquet::file::properties::WriterProperties;
use std::io::{Cursor, Read};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Address space of the program, in KiB: more than it needs, less than any of these would take.
const LIMIT: usize = 2 << 20;
/// Resident memory that none may exceed, in MiB.
const MOST: usize = 640;
const PARAGRAPH: &str =
    "<p>The two sides met in the border town on Monday to speak of the bridge and of the prisoners.</p>";

fn gzip(bytes: impl Read) -> Vec<u8> {
    let (mut bytes, mut encoder) = (bytes, GzEncoder::new(Vec::new(), Compression::best()));
    std::io::copy(&mut bytes, &mut encoder).unwrap();
    encoder.finish().unwrap()
}

fn repeated(byte: u8, megabytes: u64) -> impl Read {
    std::io::repeat(byte).take(megabytes << 20)
}

fn archive(members: Vec<(&str, Box<dyn Read>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut bytes) in members {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        std::io::copy(&mut bytes, &mut zip).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parquet(text: String, packing: Packing) -> Vec<u8> {
    let column = Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let batch = RecordBatch::try_from_iter([("text", column)]).unwrap();
    let properties = WriterProperties::builder().set_compression(packing).set_dictionary_enabled(false).build();
    let mut out = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    out
}

fn record(length: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// What an input does: its name, its bytes, and what is said of it; empty where it is a document.
fn inputs() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let page = |inside: &str| format!("<html><body><article>{}</article>{inside}", PARAGRAPH.repeat(5)).into_bytes();
    let mut line = b"{\"text\": \"".to_vec();
    line.resize(200 << 20, b'x');
    let mut entities = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'lol'>".to_owned();
    (1..20).for_each(|i| entities += &format!("<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10)));
    let entities = format!("{entities}]><rss version='2.0'><channel><item><title>&a19;</title></item></channel></rss>");
    let names: Vec<String> = (0..10_000).map(|n| format!("c{n}")).collect();
    let packed = gzip(repeated(b'a', 300));
    let packed = [b"Content-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n", &packed[..]].concat();
    let whole = packed.len() + "HTTP/1.1 200 OK\r\n".len();
    let mut lying = parquet("They met. ".repeat(1000), Packing::UNCOMPRESSED);
    lying[4..15].copy_from_slice(&[0x15, 0, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 2, 0]);
    let mut footer = parquet("They met.".into(), Packing::UNCOMPRESSED);
    let end = footer.len() - 8;
    footer[end..end + 4].copy_from_slice(&0x7fff_ffffu32.to_le_bytes());
    let zstd = |bytes: &[u8]| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    vec![
        ("gzip bomb, text, 1 GB", "a.txt.gz", gzip(repeated(b'a', 1000)), "16 MiB"),
        ("gzip bomb, lines, 1 GB", "a.jsonl.gz", gzip(repeated(b'\n', 1000)), "200 times"),
        ("zstd bomb, 100 MB", "a.jsonl.zst", zstd(&vec![b'\n'; 100 << 20]), "200 times"),
        ("zip bomb, 1 GB", "a.zip", archive(vec![("a.jsonl", Box::new(repeated(b'\n', 1000)))]), "200 times"),
        (
            "zip, names that climb out",
            "a.zip",
            archive(vec![
                ("../../../escape.txt", Box::new(&b"They climbed."[..])),
                ("/escape.txt", Box::new(&b"They stood."[..])),
            ]),
            "",
        ),
        (
            "zip that lists 3 million members",
            "a.zip",
            [&b"PK\x03\x04"[..], &b"PK\x01\x02".repeat(3 << 20)].concat(),
            "100000 members",
        ),
        ("packed body of a WARC record, 300 MB", "a.warc", record(&whole.to_string(), &packed), "16 MiB"),
        ("line of 200 MB", "a.jsonl", line, "16 MiB"),
        ("100,000 elements in one another", "a.html", page(&"<div>".repeat(100_000)), ""),
        ("emphasis opened 1,000,000 times", "a.html", page(&"<b><p>a".repeat(1_000_000)), ""),
        ("3,000,000 elements", "a.html", page(&"<i>a".repeat(3_000_000)), ""),
        ("attribute of 10 MB", "a.html", page(&format!("<p title=\"{}\">", "a".repeat(10 << 20))), ""),
        ("feed with entities", "a.xml", entities.into_bytes(), "entities"),
        (
            "feed 100,000 deep",
            "a.xml",
            format!("<rss version='2.0'><channel><item><description>{}", "<b>".repeat(100_000)).into_bytes(),
            "?",
        ),
        ("JSON 1,000,000 deep", "a.json", format!("[{{\"text\": {}", "[".repeat(1_000_000)).into_bytes(), "expected"),
        ("invalid UTF-8", "a.txt", b"They \xff met.".to_vec(), "UTF-8"),
        ("invalid UTF-16", "a.txt", [&b"\xff\xfe"[..], &b"T\0h\0e\0y\0\0\xd8".repeat(1 << 20)].concat(), ""),
        ("wrong charset label", "a.html", page("<meta charset=utf-16>\u{e9}\u{e9}"), ""),
        ("NULs", "a.txt", b"They\0met.".to_vec(), "binary"),
        ("WARC record of absurd length", "a.warc", record("18446744073709551615", b"\r\n<p>a"), "expected"),
        ("WARC record that is too long", "a.warc", record("16000000", b"\r\n<p>a"), "the end of the file"),
        (
            "table with 10,000 columns",
            "a.csv",
            format!("text,{}\nThey met.{}\n", names.join(","), ",".repeat(10_000)).into_bytes(),
            "?",
        ),
        (
            "quote that is never closed, 100 MB",
            "a.csv",
            [&b"text,id\n\""[..], &vec![b'a'; 100 << 20]].concat(),
            "16 MiB",
        ),
        ("Parquet, page that claims 2 GB", "a.parquet", lying, "expected"),
        ("Parquet, end that claims 2 GB", "a.parquet", footer, "expected"),
        (
            "Parquet, gzip, value of 100 MB",
            "a.parquet",
            parquet("a".repeat(100 << 20), Packing::GZIP(GzipLevel::default())),
            "16 MiB",
        ),
    ]
}

/// What the program did with a folder.
struct Ran {
    code: Option<i32>,
    out: String,
    error: String,
    /// Peak of resident memory, in MiB.
    peak: usize,
    seconds: f64,
}

/// Runs `masudi read in` in a folder under the limit.
fn run(work: &std::path::Path) -> Ran {
    let file = |name: &str| std::fs::File::create(work.join(name)).unwrap();
    let limited = format!("ulimit -v {LIMIT}; exec \"$0\" \"$@\"");
    let begun = Instant::now();
    let mut child = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_masudi"), "read", "in"])
        .current_dir(work)
        .stdout(file("out"))
        .stderr(file("err"))
        .spawn()
        .unwrap();
    // The system keeps the peak, which only grows, until the program has ended. Before the program runs under its own name, the
    // figure is that of the process that begins it, which holds the inputs.
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let code = loop {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let own = now.lines().next().is_some_and(|name| name.ends_with("\tmasudi"));
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:").filter(|_| own));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or(0);
        peak = peak.max(kilobytes);
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |name: &str| String::from_utf8(std::fs::read(work.join(name)).unwrap()).unwrap();
    Ran { code, out: text("out"), error: text("err"), peak: peak >> 10, seconds: begun.elapsed().as_secs_f64() }
}

#[test]
fn hostile_inputs_cost_themselves_only_and_memory_stays_bounded() {
    println!("| input | bytes | said | peak memory, MiB | seconds |\n|---|---|---|---|---|");
    for (about, name, bytes, expected) in inputs() {
        let work = tempfile::tempdir().unwrap();
        std::fs::create_dir(work.path().join("in")).unwrap();
        std::fs::write(work.path().join("in").join(name), &bytes).unwrap();
        std::fs::write(work.path().join("in/z.txt"), "They left.").unwrap();
        // A program that ends at once may do so between two looks at its memory.
        let seen = (0..20).map(|_| run(work.path())).find(|ran| ran.peak > 0);
        let Ran { code, out, error, peak, seconds } = seen.expect("memory that is seen once in twenty runs");
        let last = out.lines().last().unwrap_or_default();
        assert!(last.contains("They left."), "{about}: what follows is read; {code:?} {error}");
        let cut: String = error.chars().take(300).collect();
        match expected {
            "" => assert!(code == Some(0) && out.lines().count() >= 2, "{about}: {code:?} {cut}"),
            "?" => assert!(matches!(code, Some(0 | 3)), "{about}: {code:?} {cut}"),
            said => {
                assert!(code == Some(3) && error.contains(said), "{about}: {code:?} {cut}");
                assert!(error.contains(&format!("in/{name}")), "{about}: the input is named: {cut}");
            }
        }
        assert!(peak <= MOST, "{about}: {peak} MiB");
        let mut there: Vec<_> = std::fs::read_dir(work.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        there.sort();
        assert_eq!(there, ["err", "in", "out"], "{about}: nothing else was written");
        let said = if code == Some(0) { "read" } else { "refused" };
        println!("| {about} | {} | {said} | {peak} | {seconds:.1} |", bytes.len());
    }
}
