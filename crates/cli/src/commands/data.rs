//! `masudi data`: the data files, checked.

use super::annotate::load;
use crate::data_choice::DataChoice;
use crate::outcome::Outcome;
use masudi::Engine;
use masudi_doc::Lang;
use masudi_lexicon::actors::ActorLexicon;
use masudi_lexicon::frames::Frames;
use masudi_lexicon::ontology::{ContextCues, Ontology, check_coding};
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::{DataError, DataFiles};

/// Check the data files.
#[derive(clap::Args)]
pub struct Data {
    #[command(flatten)]
    choice: DataChoice,
    #[command(subcommand)]
    command: DataCommand,
}

#[derive(clap::Subcommand)]
enum DataCommand {
    /// Load and check every table; name file and line of what is wrong
    Lint,
    /// Code the example sentences of the frames and name those that do not come out as they promise
    Test {
        /// Start of the frames' ids, such as en.assault; all when not given
        #[arg(default_value = "")]
        prefix: String,
    },
}

impl Data {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let files = match self.choice.files() {
            Ok(files) => files,
            Err(error) => return Outcome::nothing(error),
        };
        match self.command {
            DataCommand::Lint => lint(&files),
            DataCommand::Test { prefix } => test(&files, &prefix),
        }
    }
}

/// Codes with the built-in gazetteer only, so that the outcome is the same on every machine.
fn test(files: &DataFiles, prefix: &str) -> Outcome {
    let engine = match Engine::load(files, None) {
        Ok(engine) => engine,
        Err(error) => return Outcome::nothing(error),
    };
    let pipeline = match load(Lang::En) {
        Ok(pipeline) => pipeline,
        Err(error) => return Outcome::nothing(error),
    };
    let (run, failed) = masudi::examples::check(&engine, &pipeline, prefix);
    for verdict in &failed {
        println!("{}: {}\n  {}\n  {}", verdict.file, verdict.frame, verdict.text, verdict.why);
    }
    println!("{} of {run} example sentences come out as promised", run - failed.len());
    Outcome::of(run - failed.len(), failed.len())
}

fn lint(files: &DataFiles) -> Outcome {
    let (ontology, said) = match ontology(files) {
        Ok((ontology, said)) => (Some(ontology), Ok(said)),
        Err(error) => (None, Err(error)),
    };
    let mut tables = vec![said, actors(files), places(files)];
    for language in Lang::ALL {
        if let Some(ontology) = &ontology {
            tables.extend(context_cues(files, ontology, language));
            match check_coding(files, ontology, language) {
                Ok(faults) => tables.extend(faults.into_iter().map(Err)),
                Err(error) => tables.push(Err(error)),
            }
        }
        if !files.list(&format!("coding/{language}"), ".toml").is_empty() {
            tables.push(frames(files, language));
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

fn ontology(files: &DataFiles) -> Result<(Ontology, String), DataError> {
    let ontology = Ontology::load(files)?;
    let counts = [ontology.types.len(), ontology.modes.len(), ontology.contexts.len(), ontology.cameo.len()];
    let [types, modes, contexts, codes] = counts;
    let said = format!("ontology: {types} types, {modes} modes, {contexts} contexts, {codes} CAMEO codes");
    Ok((ontology, said))
}

fn context_cues(files: &DataFiles, ontology: &Ontology, language: Lang) -> Option<Result<String, DataError>> {
    match ContextCues::load(files, ontology, language) {
        Ok(cues) if cues.is_empty() => None,
        Ok(cues) => Some(Ok(format!("words for contexts, {language}: {}", cues.len()))),
        Err(error) => Some(Err(error)),
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
