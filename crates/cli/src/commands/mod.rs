//! The subcommands, one file each.

mod actor;
mod annotate;
mod brief;
mod changes;
mod code;
mod data;
mod db;
mod decide;
mod dossier;
mod eval;
mod events;
mod explain;
mod explain_event;
mod export;
mod gazetteer;
mod ingest;
mod model;
mod read;
mod recode;
mod reconcile;
mod rule;
mod search;
mod serve;
mod stories;
mod time;
mod watch;

use crate::outcome::Outcome;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Show whom a name means on a day, and why
    Actor(actor::Actor),
    /// Print the layers of texts: tokens, entities, places, actors
    Annotate(annotate::Annotate),
    /// Print what became of the events of a record
    Changes(changes::Changes),
    /// Answer a dossier from a record: where things stand, what decides them, what is new
    Brief(brief::Brief),
    /// Print the events of documents, one JSON object a mention
    Code(code::Code),
    /// Check the data files
    Data(data::Data),
    /// Look after the file of a record
    #[command(subcommand)]
    Db(db::Db),
    /// Decide which mentions of a record are one event: merge, split, pin, list, undo
    #[command(subcommand)]
    Decide(decide::Decide),
    /// Draft and check dossiers: questions about a situation
    #[command(subcommand)]
    Dossier(dossier::Dossier),
    /// Score event mentions against gold data
    #[command(subcommand)]
    Eval(eval::Eval),
    /// Print the events of a record
    Events(events::Events),
    /// Show why a sentence codes as it does
    Explain(explain::Explain),
    /// Show why mentions are one event, and what was kept apart from it
    ExplainEvent(explain_event::ExplainEvent),
    /// Write events in the layouts that other scripts read
    Export(export::Export),
    /// Build the gazetteer of towns and villages
    #[command(subcommand)]
    Gazetteer(gazetteer::GazetteerCommand),
    /// Read inputs, code them and keep them in a record
    Ingest(ingest::Ingest),
    /// Install, list and remove language models
    #[command(subcommand)]
    Model(model::Model),
    /// Read inputs and print them as cleaned documents, one JSON object a line
    Read(read::Read),
    /// Code the documents of a record anew
    Recode(recode::Recode),
    /// Make one record of event mentions: which of them tell one event
    Reconcile(reconcile::Reconcile),
    /// Show a coding frame: its words, its conditions, its examples
    Rule(rule::Rule),
    /// Search the documents of a record
    Search(search::Search),
    /// Show a record in the browser, and give it to scripts
    Serve(serve::Serve),
    /// Print which documents of a record tell the same story, one JSON object a story
    Stories(stories::Stories),
    /// Show the times that a text names, and why
    Time(time::Time),
    /// Fetch feeds again and again, politely
    Watch(watch::Watch),
}

impl Command {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self {
            Command::Actor(command) => command.run(),
            Command::Annotate(command) => command.run(),
            Command::Changes(command) => command.run(),
            Command::Brief(command) => command.run(),
            Command::Code(command) => command.run(),
            Command::Dossier(command) => command.run(),
            Command::Data(command) => command.run(),
            Command::Db(command) => command.run(),
            Command::Decide(command) => command.run(),
            Command::Eval(command) => command.run(),
            Command::Events(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::ExplainEvent(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Gazetteer(command) => command.run(),
            Command::Ingest(command) => command.run(),
            Command::Model(command) => command.run(),
            Command::Read(command) => command.run(),
            Command::Recode(command) => command.run(),
            Command::Reconcile(command) => command.run(),
            Command::Rule(command) => command.run(),
            Command::Search(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Stories(command) => command.run(),
            Command::Time(command) => command.run(),
            Command::Watch(command) => command.run(),
        }
    }
}
