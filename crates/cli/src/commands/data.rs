//! `masudi data`: the data files, checked.

use crate::outcome::Outcome;
use masudi_doc::Lang;
use masudi_lexicon::actors::ActorLexicon;
use masudi_lexicon::frames::Frames;
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::{DataError, DataFiles};
use std::path::PathBuf;

/// Check the data files.
#[derive(clap::Subcommand)]
pub enum Data {
    /// Load and check every table; name file and line of what is wrong
    Lint {
        /// A folder laid over the built-in files, in the layout of data/
        #[arg(long, value_name = "FOLDER")]
        overlay: Option<PathBuf>,
    },
}

impl Data {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let Data::Lint { overlay } = self;
        if let Some(folder) = overlay.as_ref().filter(|folder| !folder.is_dir()) {
            return Outcome::nothing(format!("{}: expected a folder, but found none", folder.display()));
        }
        let files = overlay.map_or_else(DataFiles::built_in, DataFiles::with_overlay);
        let mut tables = vec![actors(&files), places(&files)];
        for language in Lang::ALL {
            if !files.list(&format!("coding/{language}"), ".toml").is_empty() {
                tables.push(frames(&files, language));
            }
        }
        let (mut good, mut bad) = (0, 0);
        for table in tables {
            match table {
                Ok(said) => {
                    println!("{said}");
                    good += 1;
                }
                Err(error) => {
                    eprintln!("masudi: {error}");
                    bad += 1;
                }
            }
        }
        Outcome::of(good, bad)
    }
}

fn actors(files: &DataFiles) -> Result<String, DataError> {
    let lexicon = ActorLexicon::load(files)?;
    Ok(format!("actors: {} countries, {} named actors", lexicon.countries.len(), lexicon.actors.len()))
}

fn places(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("places: {}", PlaceData::load(files)?.entries.len()))
}

fn frames(files: &DataFiles, language: Lang) -> Result<String, DataError> {
    let frames = Frames::load(files, language)?.frames;
    let examples: usize = frames.iter().map(|f| f.tests.len() + f.none.len() + f.gaps.len()).sum();
    Ok(format!("frames of {language}: {}, with {examples} example sentences", frames.len()))
}
