//! `masudi data`: the data files checked, begun and imported.

use super::annotate::load;
use crate::data_choice::DataChoice;
use crate::outcome::Outcome;
use masudi::Engine;
use masudi_doc::Lang;
use masudi_lexicon::actors::ActorLexicon;
use masudi_lexicon::country_codes::CountryCodes;
use masudi_lexicon::event_words::EventWords;
use masudi_lexicon::frames::{Frames, KnownEvents};
use masudi_lexicon::ontology::{ContextCues, Ontology, check_coding};
use masudi_lexicon::petrarch::Import;
use masudi_lexicon::place::PlaceData;
use masudi_lexicon::published::PublicationWords;
use masudi_lexicon::residue::Residue;
use masudi_lexicon::verb_forms::VerbForms;
use masudi_lexicon::{DataError, DataFiles, frame_template};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Check, begin and import data files.
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
    /// Print a new coding frame to fill in, and where it goes
    #[command(after_help = "Example:\n  masudi data new-frame en.assault.swarm > data/coding/en/assault/swarm.toml")]
    NewFrame {
        /// Its id: language.type.name
        id: String,
    },
    /// Turn dictionaries of TABARI or PETRARCH into an overlay
    #[command(after_help = "Example:\n  masudi data import-petrarch dictionaries/ --out mine\n  \
                            masudi data lint --overlay mine\n  masudi code --overlay mine news.jsonl\n\n\
                            What cannot be carried over is in mine/not-carried-over.tsv, with file, line and reason.")]
    ImportPetrarch {
        /// The folder with verb, actor and agent dictionaries
        folder: PathBuf,
        /// The folder to write; made where there is none
        #[arg(long, value_name = "OVERLAY")]
        out: PathBuf,
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
            DataCommand::NewFrame { id } => new_frame(&files, &id),
            DataCommand::ImportPetrarch { folder, out } => import(&files, &folder, &out),
        }
    }
}

fn new_frame(files: &DataFiles, id: &str) -> Outcome {
    let ontology = match Ontology::load(files) {
        Ok(ontology) => ontology,
        Err(error) => return Outcome::nothing(error),
    };
    match frame_template::template(id, &ontology) {
        Ok((path, text)) => {
            print!("{text}");
            eprintln!("masudi: goes to {path} below data/ or an overlay");
            Outcome::Done
        }
        Err(error) => {
            eprintln!("masudi: {error}");
            Outcome::Usage
        }
    }
}

fn import(files: &DataFiles, folder: &Path, out: &Path) -> Outcome {
    let loaded = Ontology::load(files).and_then(|ontology| Ok((ontology, ActorLexicon::load(files)?)));
    let (ontology, lexicon) = match loaded {
        Ok(loaded) => loaded,
        Err(error) => return Outcome::nothing(error),
    };
    let import = match Import::read(folder, &ontology, &lexicon) {
        Ok(import) => import,
        Err(error) => return Outcome::nothing(error),
    };
    if let Err(error) = import.write(out) {
        return Outcome::nothing(error);
    }
    println!("frames: {}, rows of actors: {}, role nouns: {}", import.frames, import.actors, import.roles);
    println!("not carried over: {}, in {}", import.lost.len(), out.join("not-carried-over.tsv").display());
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for lost in &import.lost {
        *files.entry(&lost.file).or_default() += 1;
    }
    for (file, n) in files {
        println!("  {file}: {n}");
    }
    match import.files.is_empty() {
        true => Outcome::nothing(format!("{}: expected dictionaries, but found none", folder.display())),
        false => Outcome::Done,
    }
}

/// Codes with the built-in gazetteer only, so that the outcome is the same on every machine.
fn test(files: &DataFiles, prefix: &str) -> Outcome {
    let engine = match Engine::load(files, None) {
        Ok(engine) => engine,
        Err(error) => return Outcome::nothing(error),
    };
    let (mut run, mut failed) = (0, Vec::new());
    for language in Frames::languages(files) {
        let pipeline = match load(language) {
            Ok(pipeline) => pipeline,
            Err(error) => return Outcome::nothing(error),
        };
        let (n, wrong) = masudi::examples::check(&engine, &pipeline, prefix);
        run += n;
        failed.extend(wrong);
    }
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
    let mut tables = vec![said, actors(files), country_codes(files), places(files), residue(files)];
    tables.extend([published(files), event_words(files)]);
    for language in Lang::ALL {
        tables.extend(verb_forms(files, language));
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

fn country_codes(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("codes of countries: {}", CountryCodes::load(files)?.len()))
}

fn places(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("places: {}", PlaceData::load(files)?.entries.len()))
}

fn residue(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("lines around articles: {}", Residue::load(files)?.len()))
}

fn verb_forms(files: &DataFiles, language: Lang) -> Option<Result<String, DataError>> {
    match VerbForms::load(files, language.code()) {
        Ok(forms) if forms.is_empty() => None,
        Ok(forms) => Some(Ok(format!("forms of verbs, {language}: {}", forms.len()))),
        Err(error) => Some(Err(error)),
    }
}

fn published(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("words beside dates of publication: {}", PublicationWords::load(files)?.len()))
}

fn event_words(files: &DataFiles) -> Result<String, DataError> {
    Ok(format!("words of events: {}", EventWords::load(files)?.len()))
}

fn frames(files: &DataFiles, language: Lang) -> Result<String, DataError> {
    let frames = Frames::load(files, language)?.frames;
    let examples: usize = frames.iter().map(|f| f.tests.len() + f.none.len() + f.gaps.len()).sum();
    let known = KnownEvents::load(files, language)?.len();
    Ok(format!("frames of {language}: {}, with {examples} example sentences; {known} known events", frames.len()))
}
