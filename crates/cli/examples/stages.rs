//! Where the time of ingesting goes, stage by stage, on one core: `stages ARCHIVE ROUNDS [PAGES]`, run by `make bench-ingest`.
//!
//! In: an archive of the web, of which the first PAGES pages are taken (1,000 when not said). Out: a Markdown table of milliseconds
//! of processor time a page, the median of the rounds. The stages are those of `masudi ingest`, called one after the other
//! for all pages; the models and the gazetteer are those that are installed.

use masudi::{AT_ONCE, Engine};
use masudi_doc::Lang;
use masudi_duplicates::Signature;
use masudi_ingest::{Inputs, Pending, Settings};
use masudi_lexicon::{DataFiles, WordVectors};
use masudi_nlp::Pipeline;
use masudi_record::{CodedDocument, Document};
use masudi_store::{NewDocument, NewRun, Store};
use std::path::PathBuf;

type Failure = Box<dyn std::error::Error>;

const STAGES: [(&str, &str); 7] = [
    ("read", "unpacking the archive, its records and HTTP answers"),
    ("extract", "charset, the article, metadata, cleaning"),
    ("dedupe: signature", "MinHash of the text"),
    ("dedupe: link", "candidates in the record, comparing, signature kept"),
    ("code: NLP", "tokens, tags, parse, entities"),
    ("code: events", "times, places, actors, frames, values"),
    ("store", "document, mentions, indexes, words; to the disk by 256"),
];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "usage: stages ARCHIVE ROUNDS [PAGES]";
    let (archive, rounds) = (arguments.first().ok_or(usage)?, arguments.get(1).ok_or(usage)?.parse::<usize>()?);
    let pages = arguments.get(2).map_or(Ok(1000), |pages| pages.parse())?;
    let store = masudi_models::ModelStore::from_env(&|name| std::env::var_os(name))?;
    let pipeline = Pipeline::load(&store.dir(Lang::En)?)?;
    let gazetteer = masudi_place::gazetteer::default_path().filter(|path| path.is_file());
    let mut engine = Engine::load(&DataFiles::built_in(), gazetteer.as_deref())?;
    if let Some(vectors) = store.vectors(Lang::En) {
        engine = engine.with_vectors(Lang::En, WordVectors::parse(&std::fs::read(vectors)?)?);
    }
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); STAGES.len()];
    let (mut read, mut mentions) = (0, 0);
    for _ in 0..rounds {
        let round = round(archive, pages, &pipeline, &engine)?;
        (read, mentions) = (round.pages, round.mentions);
        times.iter_mut().zip(round.seconds).for_each(|(times, seconds)| times.push(seconds));
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2] * 1000.0 / read as f64
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    let all: f64 = medians.iter().sum();
    println!("The first {read} pages, on one core, median of {rounds} rounds; {mentions} mentions.\n");
    println!("| stage | what it does | ms a page | pages/s on one core | of the time |\n|---|---|---|---|---|");
    for ((name, about), ms) in STAGES.iter().zip(medians) {
        println!("| {name} | {about} | {ms:.2} | {:.0} | {:.0} % |", 1000.0 / ms, ms / all * 100.0);
    }
    println!("| all | | {all:.2} | {:.0} | 100 % |", 1000.0 / all);
    Ok(())
}

struct Round {
    pages: usize,
    mentions: usize,
    seconds: [f64; 7],
}

fn round(archive: &str, pages: usize, pipeline: &Pipeline, engine: &Engine) -> Result<Round, Failure> {
    let mut inputs = Inputs::new([PathBuf::from(archive)], Settings::default())?;
    let (read, pending) = timed(|| inputs.pending().take(pages).collect::<Vec<Pending>>());
    let (extract, documents) = timed(|| pending.into_iter().filter_map(|p| p.finish().ok()).collect::<Vec<Document>>());
    let (sign, signatures) = timed(|| documents.iter().map(|d| Signature::of(&d.text)).collect::<Vec<_>>());
    let (nlp, _) = timed(|| documents.iter().map(|d| pipeline.annotate(&d.text).len()).sum::<usize>());
    let all: Vec<&Document> = documents.iter().collect();
    let (code, coded) =
        timed(|| all.chunks(AT_ONCE).flat_map(|d| engine.code_all(pipeline, d)).collect::<Vec<CodedDocument>>());
    let mentions = coded.iter().map(|coded| coded.mentions.len()).sum();
    let new = |signed: bool| -> Vec<NewDocument> {
        let each = documents.iter().zip(&coded).zip(&signatures);
        let new = each.map(|((document, coded), signature)| NewDocument {
            document: document.clone(),
            coded: Some(coded.clone()),
            signature: signed.then(|| signature.clone()),
        });
        new.collect()
    };
    // Once for nothing: what the first one waits for is no part of either.
    keep(&new(false)).1?;
    let (store, kept) = keep(&new(false));
    kept?;
    let (linked, kept) = keep(&new(true));
    kept?;
    let seconds = [read, extract, sign, (linked - store).max(0.0), nlp, (code - nlp).max(0.0), store];
    Ok(Round { pages: documents.len(), mentions, seconds })
}

fn keep(new: &[NewDocument]) -> (f64, Result<(), Failure>) {
    timed(|| {
        let folder = tempfile::tempdir()?;
        let mut store = Store::open(&folder.path().join("record.db"))?;
        let run = store.begin_run(&NewRun { settings: "{}".into(), ..NewRun::default() })?;
        new.chunks(256).try_for_each(|batch| store.put_batch(run, batch).map(drop))?;
        Ok(())
    })
}

/// Processor time that work takes, of all threads of this process: extractors run in threads of their own.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = processor();
    let done = work();
    (processor() - begun, done)
}

/// Seconds, counted in hundredths; 0 where the system does not say. A stage takes many of them.
fn processor() -> f64 {
    let ticks = || -> Option<f64> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
    };
    ticks().unwrap_or(0.0) / 100.0
}
