//! How well and how fast the article of a page is found, ours and others: `content GOLD.json PAGES/ [--report FILE]`.
//!
//! GOLD maps addresses to entries with `file`, `with` (segments that must be in the text) and `without` (segments that must
//! not). A segment counts as there when the text contains it. Pages without an entry are read too: for speed.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;

use dom_smoothie::{Config, Readability, TextMode};
use masudi_ingest::{About, Cleaner, Pages};
use masudi_lexicon::DataFiles;
use serde_json::Value;
use trafilatura::{ExtractionFocus, Options, extract};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let report = arguments.iter().position(|a| a == "--report").map(|at| arguments.split_off(at));
    let [gold, folder] = &arguments[..] else { return Err("content GOLD.json PAGES/ [--report FILE]".into()) };
    let gold = Gold::read(gold)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let pages: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| Ok((file.file_name().unwrap_or_default().to_string_lossy().into_owned(), std::fs::read(file)?)))
        .collect::<std::io::Result<_>>()?;
    let labelled = pages.iter().filter(|(name, _)| gold.0.contains_key(&plain_name(name))).count();
    let mega = pages.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6;
    let mut out = format!("{} pages ({mega:.1} MB), {labelled} of them labelled\n\n", pages.len());
    out += "| extractor | P | R | F1 | found | missed | wrongly kept | ms a page | pages/s on one core |\n|---|---|---|---|---|---|---|---|---|\n";
    let readers = Pages::default();
    let text = |readers: &Pages, bytes: &[u8]| readers.read(bytes, About::default()).map(|document| document.text);
    let own = |bytes: &[u8]| text(&readers, bytes).unwrap_or_default();
    let nothing = tempfile::tempdir()?;
    let bare = Pages::new(Cleaner::load(&DataFiles::from_folder(nothing.path()))?);
    let uncleaned = |bytes: &[u8]| text(&bare, bytes).unwrap_or_default();
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let tra = |focus, fallback| {
        move |bytes: &[u8]| {
            let options = Options::default().with_focus(focus).with_fallback(fallback).with_exclude_comments(true);
            extract(&lossy(bytes), &options).map(|found| found.content_text).unwrap_or_default()
        }
    };
    let smoothie = |bytes: &[u8]| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let read = Readability::new(lossy(bytes), None, Some(config)).and_then(|mut page| page.parse());
        read.map(|article| article.text_content.to_string()).unwrap_or_default()
    };
    let row = |name: &str, of: &dyn Fn(&[u8]) -> String| gold.row(name, &pages, of);
    out += &row("masudi", &own);
    out += &row("masudi without the lists of lines to throw away", &uncleaned);
    out += &row("trafilatura 0.6, FavorPrecision, fallback", &tra(ExtractionFocus::FavorPrecision, true));
    out += &row("trafilatura 0.6, Balanced, fallback", &tra(ExtractionFocus::Balanced, true));
    out += &row("trafilatura 0.6, Balanced", &tra(ExtractionFocus::Balanced, false));
    out += &row("dom_smoothie 0.19", &smoothie);
    print!("{out}");
    if let Some([_, file]) = report.as_deref() {
        std::fs::write(
            file,
            format!(
                "# The article of a page\n\n`make content` writes this; docs/methods/reading.md says what is measured.\n\n{out}"
            ),
        )?;
    }
    Ok(())
}

/// Segments by name of file: to be kept, and to be dropped.
struct Gold(HashMap<String, (Vec<String>, Vec<String>)>);

impl Gold {
    fn read(path: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let entries: HashMap<String, Value> = serde_json::from_slice(&std::fs::read(path)?)?;
        let segments = |value: &Value| {
            let all = value.as_array().into_iter().flatten();
            all.filter_map(|segment| segment.as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let entry = |value: &Value| {
            let name = value["file"].as_str().map(plain_name)?;
            Some((name, (segments(&value["with"]), segments(&value["without"]))))
        };
        Ok(Self(entries.values().filter_map(entry).collect()))
    }

    fn row(&self, name: &str, pages: &[(String, Vec<u8>)], of: &dyn Fn(&[u8]) -> String) -> String {
        let (mut found, mut missed, mut kept) = (0u32, 0u32, 0u32);
        let begun = processor_seconds();
        for (file, bytes) in pages {
            let text = of(bytes);
            if let Some((with, without)) = self.0.get(&plain_name(file)) {
                let there = with.iter().filter(|segment| text.contains(segment.as_str())).count() as u32;
                found += there;
                missed += with.len() as u32 - there;
                kept += without.iter().filter(|segment| text.contains(segment.as_str())).count() as u32;
            }
        }
        let share = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        let (p, r) = (share(found, kept), share(found, missed));
        let f1 = 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE);
        let mean = (processor_seconds() - begun) / pages.len().max(1) as f64;
        let mut row = String::new();
        let _ = writeln!(
            row,
            "| {name} | {p:.3} | {r:.3} | {f1:.3} | {found} | {missed} | {kept} | {:.1} | {:.0} |",
            mean * 1e3,
            1.0 / mean
        );
        row
    }
}

/// Seconds of processor that this process has used: what else the machine does is left out.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// Names are written with composed or with combining letters; only their ASCII is compared.
fn plain_name(name: &str) -> String {
    name.chars().filter(char::is_ascii).collect()
}
