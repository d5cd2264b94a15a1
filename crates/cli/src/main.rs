//! The `masudi` command: arguments in, lines out, an exit code that says how it went.
//!
//! What it does not do: no coding logic. Each subcommand is one file under `commands`.

mod clock;
mod coding;
mod commands;
mod data_choice;
mod event_table;
mod feed_status;
mod following;
mod in_order;
mod keeping;
mod mention_table;
mod models;
mod outcome;
mod progress;
mod reading;
mod reconciling;
mod record_choice;
mod standard_output;
mod stop;

use clap::Parser;
use std::process::ExitCode;

/// News text into event data.
#[derive(Parser)]
#[command(
    name = "masudi",
    version,
    after_help = "Exit codes: 0 all done, 1 wrong usage, 2 nothing could be done, 3 some inputs failed."
)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS };
        }
    };
    arguments.command.run().into()
}
