//! Commands that go on reading what comes into folders, until they are asked to end.
//!
//! In: the inputs of a command, and a function that reads some files and says when all that they hold is kept. Out: calls of it with
//! files that are complete and were not read before. What was read is written down after each round, so that a run that was
//! ended at any moment reads again at most what it was at.

use crate::outcome::Outcome;
use crate::stop::Stop;
use masudi_ingest::{Follow, Inputs, Settings};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Files of a round.
const MOST: usize = 64;
/// Time between two looks, at least.
const PAUSE: Duration = Duration::from_secs(1);

/// The options of commands that can follow.
#[derive(clap::Args)]
pub struct FollowChoice {
    /// Go on reading new and changed files as they are completed, until SIGINT or SIGTERM
    #[arg(long)]
    follow: bool,
    /// With --follow: a file to remember in what was read, so that the next run goes on from there
    #[arg(long, value_name = "FILE", requires = "follow")]
    memory: Option<PathBuf>,
}

impl FollowChoice {
    /// Whether to follow.
    pub fn wanted(&self) -> bool {
        self.follow
    }

    /// Follows. `round` reads inputs until it is asked to stop, and errs when not all that it read is kept, which ends it.
    pub fn follow(
        &self,
        inputs: &[PathBuf],
        settings: &Settings,
        mut round: impl FnMut(&mut Inputs, &Stop) -> Result<(), Outcome>,
    ) -> Result<(), Outcome> {
        if inputs.iter().any(|input| input.as_os_str() == "-") {
            eprintln!(
                "masudi: --follow: expected files and folders, but found standard input, which is followed anyway"
            );
            return Err(Outcome::Usage);
        }
        let stop = Stop::listen().map_err(Outcome::nothing)?;
        let mut follow = Follow::new(inputs);
        if let Some(path) = &self.memory {
            remember(&mut follow, path).map_err(Outcome::nothing)?;
        }
        loop {
            let begun = Instant::now();
            let (files, faults) = follow.look(MOST);
            // So many files that looking takes long are not looked at all the time.
            let pause = PAUSE.max(begun.elapsed() * 10);
            faults.iter().for_each(|fault| eprintln!("masudi: {fault}"));
            if !files.is_empty() {
                let paths = files.iter().map(|file| file.path.clone());
                let mut inputs = Inputs::of_files(paths, settings.clone()).map_err(Outcome::nothing)?;
                round(&mut inputs, &stop)?;
                if stop.asked() {
                    return Ok(());
                }
                follow.read(&files);
                if let Some(path) = &self.memory {
                    follow.memory().and_then(|memory| write(path, &memory)).map_err(Outcome::nothing)?;
                }
            }
            if files.len() < MOST && stop.wait(pause) {
                return Ok(());
            }
        }
    }
}

fn remember(follow: &mut Follow, path: &Path) -> Result<(), String> {
    match std::fs::read_to_string(path) {
        Ok(memory) => follow.remember(&memory).map_err(|error| {
            format!(
                "{}: expected what an earlier run remembered, but found {error}; remove it to read all again",
                path.display()
            )
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// Puts a file in place when it is whole.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| format!("{}: {error}", path.display()))
}
