//! The subcommands, one file each.

mod documents;
mod model;

use crate::outcome::Outcome;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Read inputs and print them as cleaned documents, one JSON object a line
    Documents(documents::Documents),
    /// Install, list and remove language models
    #[command(subcommand)]
    Model(model::Model),
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self {
            Command::Documents(command) => command.run(),
            Command::Model(command) => command.run(),
        }
    }
}
