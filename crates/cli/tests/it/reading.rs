//! Reading and coding inputs as users meet it: compressed files, directories, standard input, order, exit codes.

use super::{installed_models, masudi};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Runs `masudi` with something on standard input.
fn fed(models: &Path, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_masudi"))
        .args(arguments)
        .env("MASUDI_MODELS", models)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn values(out: &str, member: &str) -> Vec<String> {
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()[member].clone();
    out.lines().map(|line| value(line).as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_directory_is_read_whatever_its_files_are_packed_in() {
    let work = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(work.path().join(name), bytes).unwrap();
    put("a.txt", b"The two sides met on Monday.");
    put("b.jsonl", &gzip(b"{\"id\": \"b1\", \"text\": \"They met.\"}\n\n{\"id\": \"b2\", \"text\": 7}\n"));
    put("c.dat", &zstd(b"\xef\xbb\xbf{\"id\": \"c1\", \"text\": \"They left.\"}\n"));
    put("d.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    put("e.txt.gz", &gzip(b"A text that is cut off.")[..20]);
    put("f.txt", b"Fine.\nNot \xff\xfe fine.");
    put("g.html", b"<title>Nothing</title><nav><a href=/>Home</a></nav>");
    let (code, out, error) = masudi(work.path(), &["read", work.path().to_str().unwrap()]);
    assert_eq!(code, 3, "{error}");
    assert_eq!(values(&out, "text"), ["The two sides met on Monday.", "They met.", "They left."]);
    for said in [
        "b.jsonl:3: expected a JSON object",
        "e.txt.gz: expected a readable file",
        "f.txt:2: expected text in UTF-8",
        "g.html: expected a page with an article",
    ] {
        assert!(error.contains(said), "{said} in {error}");
    }
    assert!(error.contains("passed over: 1") && !error.contains("d.png"), "{error}");
    let pattern = format!("{}/?.t*t", work.path().display());
    assert_eq!(masudi(work.path(), &["read", &pattern]).1.lines().count(), 1);
    assert_eq!(masudi(work.path(), &["read", &format!("{}/*.none", work.path().display())]).0, 2);
}

#[test]
fn standard_input_may_be_compressed() {
    let models = tempfile::tempdir().unwrap();
    let lines = b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
    for input in [lines.to_vec(), gzip(lines), zstd(lines)] {
        let (code, out, error) = fed(models.path(), &["read", "-"], &input);
        assert_eq!((code, values(&out, "id")), (0, vec!["a".to_owned(), "b".to_owned()]), "{error}");
    }
    assert_eq!(fed(models.path(), &["read", "-"], b"").0, 2);
}

#[test]
fn a_bomb_is_refused_and_the_rest_is_read() {
    let work = tempfile::tempdir().unwrap();
    let (bomb, fine) = (work.path().join("bomb.jsonl.gz"), work.path().join("fine.txt"));
    std::fs::write(&bomb, gzip(&vec![b' '; 80 << 20])).unwrap();
    std::fs::write(&fine, "They met.").unwrap();
    let (code, out, error) = masudi(work.path(), &["read", bomb.to_str().unwrap(), fine.to_str().unwrap()]);
    assert_eq!((code, out.lines().count()), (3, 1), "{error}");
    assert!(error.contains("bomb.jsonl.gz:1: expected") && error.contains("200 times"), "{error}");
}

#[test]
fn events_come_in_the_order_of_the_documents_with_any_number_of_jobs() {
    let models = installed_models();
    let mut lines = String::new();
    for n in 0..60 {
        let more = "The weather was fine. ".repeat((n * 7) % 20);
        let text = format!("Kenya and Somalia resumed talks on Tuesday. {more}");
        lines += &format!(
            "{{\"id\": \"d{n:02}\", \"published\": \"2025-05-07\", \"language\": \"en\", \"text\": \"{text}\"}}\n"
        );
    }
    lines += "oops\n{\"id\": \"de\", \"language\": \"de\", \"text\": \"Sie trafen sich.\"}\n";
    let (code, one, error) = fed(&models, &["code", "--jobs", "1", "-"], lines.as_bytes());
    assert_eq!(code, 3, "{error}");
    assert!(
        error.contains("-:61: expected a JSON object") && error.contains("language de is not coded: 1 document"),
        "{error}"
    );
    let ids = values(&one, "doc");
    assert!(ids.is_sorted() && ids.len() >= 60, "{ids:?}");
    assert!(fed(&models, &["code", "--jobs", "7", "-"], lines.as_bytes()).1 == one, "other output with 7 jobs");
    assert!(fed(&models, &["code", "--min-confidence", "1", "-"], lines.as_bytes()).1.len() < one.len());
}

#[test]
fn statuses_and_forms_are_chosen() {
    let models = installed_models();
    let text = b"Kenya attacked Somalia on Monday. Kenya may attack Ethiopia.";
    let count = |arguments: &[&str]| fed(&models, arguments, text).1.lines().count();
    let (usual, all) = (count(&["code", "-"]), count(&["code", "--every-status", "-"]));
    assert!(usual >= 1 && all > usual, "{usual} {all}");
    assert_eq!(count(&["code", "--min-status", "negated", "-"]), all);
    let (_, table, _) = fed(&models, &["code", "--format", "table", "-"], text);
    assert!(table.contains("  Kenya attacked Somalia on Monday.\n      ASSAULT"), "{table}");
    let (_, csv, _) = fed(&models, &["code", "--format", "csv", "-"], text);
    assert!(csv.starts_with("id,") && csv.lines().count() == usual + 1, "{csv}");
    let (_, mentions, _) = fed(&models, &["code", "-"], text);
    assert_eq!(
        fed(&models, &["export", "--format", "csv", "-"], mentions.as_bytes()).1.lines().next(),
        csv.lines().next()
    );
    assert_eq!(masudi(&models, &["code", "--min-status", "perhaps", "-"]).0, 1);
    assert_eq!(masudi(&models, &["code", "--min-confidence", "2", "-"]).0, 1);
    assert_eq!(masudi(&models, &["code", "/no/such/file"]).0, 2);
}

#[test]
fn lines_are_annotated_one_object_each() {
    let lines =
        b"{\"id\": \"x\", \"text\": \"Talks opened in Nairobi.\"}\n{\"id\": \"y\", \"text\": \"They ended.\"}\n";
    let (code, out, error) = fed(&installed_models(), &["annotate", "-"], lines);
    assert_eq!((code, values(&out, "doc")), (0, vec!["x".to_owned(), "y".to_owned()]), "{error}");
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let lines = "{\"text\": \"The two sides met on Monday.\"}\n".repeat(20_000);
    let mut child = Command::new(env!("CARGO_BIN_EXE_masudi"))
        .args(["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn a_damaged_model_is_refused_and_the_old_one_stays() {
    let work = tempfile::tempdir().unwrap();
    let (models, copy) = (work.path().join("models"), work.path().join("copy"));
    copy_tree(&installed_models().join("en"), &copy);
    let weights = copy.join("tagger/model");
    let bytes = std::fs::read(&weights).unwrap();
    assert_eq!(masudi(&models, &["model", "install", copy.to_str().unwrap()]).0, 0);
    std::fs::write(&weights, &bytes[..bytes.len() / 2]).unwrap();
    let (code, _, error) = masudi(&models, &["model", "install", copy.to_str().unwrap()]);
    assert!(code == 2 && error.contains("tagger/model") && error.contains("masudi model install en"), "{error}");
    assert_eq!(std::fs::read(models.join("en/tagger/model")).unwrap(), bytes);
}

fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() { copy_tree(&path, &target) } else { assert!(std::fs::copy(&path, &target).is_ok()) }
    }
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"iso-8859-1\">\
    <title>Le pont rouvre - Le Courrier du Pont</title><meta property=\"og:site_name\" content=\"Le Courrier du Pont\">\
    <script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Le pont rouvre\", \"author\": {\"name\": \"Anne Blanc\"}, \
    \"datePublished\": \"2024-04-15T18:05:00+0200\"}</script></head><body><nav><a href=/>Accueil</a> <a href=/sport>Sport</a></nav>\
    <article><h1>Le pont rouvre</h1>";

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself() {
    let work = tempfile::tempdir().unwrap();
    let paragraph =
        "<p>Les deux délégations se sont réunies lundi à la frontière pour parler du pont et des prisonniers.</p>";
    let page = format!(
        "{PAGE}{}<p>Lire aussi : le pont fermé</p></article><footer>Mentions légales</footer>",
        paragraph.repeat(5)
    );
    let latin: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    std::fs::write(work.path().join("pont.html"), latin).unwrap();
    let (code, out, error) = masudi(work.path(), &["read", work.path().to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    let said = |member: &str| values(&out, member).remove(0);
    assert_eq!(said("title"), "Le pont rouvre");
    assert_eq!(said("byline"), "Anne Blanc");
    assert_eq!(said("source"), "Le Courrier du Pont");
    assert_eq!(said("published"), "2024-04-15T18:05:00+02:00");
    assert_eq!(said("language"), "fr");
    let text = said("text");
    assert!(text.contains("Les deux délégations") && text.matches("prisonniers").count() == 5, "{text}");
    assert!(!text.contains("Accueil") && !text.contains("Mentions") && !text.contains("Lire aussi"), "{text}");
}

#[test]
fn own_lines_are_thrown_away() {
    let work = tempfile::tempdir().unwrap();
    let lines = work.path().join("own/lang/en/residue.tsv");
    std::fs::create_dir_all(lines.parent().unwrap()).unwrap();
    std::fs::write(&lines, "kind\twords\nline\tour bridge desk\n").unwrap();
    let text = b"The bridge opened.\nOur bridge desk\nShare\nThey met.";
    let read =
        |arguments: &[&str]| values(&fed(work.path(), &[&["read", "-"], arguments].concat(), text).1, "text").remove(0);
    let own = lines.ancestors().nth(3).unwrap().to_str().unwrap();
    assert_eq!(read(&[]), "The bridge opened.\nOur bridge desk\nThey met.");
    assert_eq!(read(&["--data", own]), "The bridge opened.\nShare\nThey met.");
    assert!(!read(&["--overlay", own]).contains("desk"));
    assert_eq!(fed(work.path(), &["read", "-", "--data", "/no/such/folder"], text).0, 2);
}
