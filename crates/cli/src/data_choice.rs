//! Which data files a command works with: the built-in ones unless told otherwise.

use masudi_ingest::Cleaner;
use masudi_lexicon::DataFiles;
use std::path::PathBuf;

/// The options that choose data files.
#[derive(clap::Args)]
pub struct DataChoice {
    /// A folder laid over the built-in data files, in the layout of data/
    #[arg(long, value_name = "FOLDER", global = true)]
    overlay: Option<PathBuf>,
    /// A folder used instead of the built-in data files
    #[arg(long, value_name = "FOLDER", conflicts_with = "overlay", global = true)]
    data: Option<PathBuf>,
    /// A folder with tables of event types, modes and so on that extend the ontology (types.tsv, ...) or replace tables
    /// of it (plover/types.tsv, ...)
    #[arg(long, value_name = "FOLDER", global = true)]
    ontology: Option<PathBuf>,
}

impl DataChoice {
    /// What knows the lines that are thrown away. Errors: a folder that is none, or a file in it that is wrong.
    pub fn cleaner(&self) -> Result<Cleaner, String> {
        Cleaner::load(&self.files()?).map_err(|error| error.to_string())
    }

    /// The files. Errors: a folder that is none.
    pub fn files(&self) -> Result<DataFiles, String> {
        if let Some(folder) =
            self.overlay.iter().chain(&self.data).chain(&self.ontology).find(|folder| !folder.is_dir())
        {
            return Err(format!("{}: expected a folder, but found none", folder.display()));
        }
        let files = match (&self.overlay, &self.data) {
            (Some(folder), _) => DataFiles::with_overlay(folder),
            (None, Some(folder)) => DataFiles::from_folder(folder),
            (None, None) => DataFiles::built_in(),
        };
        Ok(match &self.ontology {
            Some(folder) => files.and_ontology(folder),
            None => files,
        })
    }
}
