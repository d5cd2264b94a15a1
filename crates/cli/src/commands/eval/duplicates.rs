//! `masudi eval duplicates`: how well near duplicates are found.

use masudi_eval::duplicates::{self, Story};
use masudi_ingest::{Inputs, Settings};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct DuplicatesArguments {
    /// Files or directories of stories that are all different, the title of each apart as its first paragraph
    #[arg(required = true, value_name = "STORIES")]
    stories: Vec<PathBuf>,
    /// Texts in which nobody knows the copies, such as reports of the same events: pairs held for copies are listed
    #[arg(long, value_name = "INPUT")]
    unknown: Option<PathBuf>,
    /// File for the figures as Markdown, besides standard output
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl DuplicatesArguments {
    /// Runs it. Errors: an input that cannot be read, fewer than two stories.
    pub fn run(self) -> Result<(), String> {
        let stories: Vec<Story> =
            read(self.stories)?.into_iter().map(|(name, text)| Story::new(&name, &text)).collect();
        if stories.len() < 2 {
            return Err(format!("expected at least two stories, but found {}", stories.len()));
        }
        let unknown = self.unknown.map(|path| read(vec![path])).transpose()?;
        let pairs = unknown.as_ref().map(|texts| {
            (texts.len(), duplicates::held(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))))
        });
        let figures = duplicates::markdown(
            &duplicates::edited(&stories),
            &duplicates::apart(&stories),
            pairs.as_ref().map(|(texts, pairs)| (*texts, pairs.as_slice())),
        );
        if let Some(file) = self.report {
            std::fs::write(&file, &figures).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        print!("{figures}");
        Ok(())
    }
}

/// Names and texts. A text file is named after itself, any other document by its id.
fn read(inputs: Vec<PathBuf>) -> Result<Vec<(String, String)>, String> {
    let documents = Inputs::new(inputs, Settings::default()).map_err(|error| error.to_string())?;
    documents
        .map(|document| {
            let document = document.map_err(|error| error.to_string())?;
            let file = document.origin.and_then(|origin| origin.file).unwrap_or_default();
            let name = match file.strip_suffix(".txt") {
                Some(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
                None => document.id,
            };
            Ok((name, document.text))
        })
        .collect()
}
