//! Coding frames: which predicate with which roles is which event.
//!
//! In: `data/coding/LANG/**/*.toml` and `data/coding/LANG/{classes,factors,figures,links,modes,operators,processes,statements,confidence}.toml`,
//! and `known_events.tsv`, `likeness.toml` with `likeness.tsv`, and `function_words.tsv` for a language whose trees are in another style. Out: [`Frames`], checked: every
//! class that a filter names exists, every identifier is unique, every frame carries examples.
//!
//! What this module does not do: it matches nothing; the crate `masudi-code` does.

mod classes;
mod confidence;
mod factors;
mod figures;
mod filter;
mod frame;
mod function_words;
mod known_events;
mod likeness;
mod links;
mod modes;
mod operators;
mod process_words;
mod statements;
mod trigger;

pub use classes::ClassId;
pub use confidence::ConfidenceWeights;
pub use factors::{AimCues, ConditionMarks, DeadlineCues, DependCue, DependKind, FactorCues};
pub use figures::{Counted, Figures, Levels};
pub use filter::{Condition, Filter, FilterAtom};
pub use frame::{Example, Frame, Needs};
pub use function_words::FunctionWords;
pub use known_events::{KnownEvent, KnownEvents};
pub use likeness::Likeness;
pub use links::LinkCue;
pub use modes::{CuePlace, ModeCue, ModeCues};
pub use operators::{Ascription, Aspect, Effect, Operators, StatusOperator};
pub use process_words::{ProcessNouns, ProcessWords, StepWords};
pub use statements::StatementCues;
pub use trigger::{RoleSet, Trigger};

use crate::numbers::NumberWords;
use crate::words::{WordMap, WordSet};
use crate::{DataError, DataFiles};
use classes::Classes;
use masudi_doc::Lang;
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashSet};

/// All coding frames of one language, with an index from words to frames.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    /// The frames, in the order of their files.
    pub frames: Vec<Frame>,
    /// Light, aspectual, status and reporting words.
    pub operators: Operators,
    /// Words that fix a mode.
    pub modes: ModeCues,
    /// Words that say what numbers count.
    pub figures: Figures,
    /// Words that tie one event to another.
    pub links: Vec<LinkCue>,
    /// Words that name what decides an outcome.
    pub factors: FactorCues,
    /// Verbs of saying.
    pub statements: StatementCues,
    /// Number words.
    pub numbers: NumberWords,
    /// Function words in the words of the coder's rules.
    pub function_words: FunctionWords,
    /// Well-known happenings of the past.
    pub known_events: KnownEvents,
    /// What predicates are like that no frame fits.
    pub likeness: Likeness,
    /// What makes a mention sure.
    pub confidence: ConfidenceWeights,
    verbs: WordMap<SmolStr, Vec<Trigger>>,
    nouns: WordMap<SmolStr, Vec<Trigger>>,
    adjectives: WordMap<SmolStr, Vec<Trigger>>,
    /// Verbs that a frame or an operator knows.
    known_verbs: WordSet,
    /// First words of those of several words.
    verbs_begin: WordSet,
    /// Last words of the nouns that a frame knows.
    nouns_end: WordSet,
    classes: Classes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    #[serde(default)]
    frame: Vec<frame::FrameToml>,
}

impl Frames {
    /// The languages that have frames, in the order of [`Lang::ALL`].
    pub fn languages(files: &DataFiles) -> Vec<Lang> {
        let has = |lang: &Lang| !files.list(&format!("coding/{lang}"), ".toml").is_empty();
        Lang::ALL.into_iter().filter(has).collect()
    }

    /// Reads the frames of one language.
    ///
    /// Errors: [`DataError`] with file and, where it is known, line.
    pub fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let folder = format!("coding/{language}");
        let classes_file = format!("{folder}/classes.toml");
        let operators_file = format!("{folder}/operators.toml");
        let modes_file = format!("{folder}/modes.toml");
        let figures_file = format!("{folder}/figures.toml");
        let links_file = format!("{folder}/links.toml");
        let factors_file = format!("{folder}/factors.toml");
        let statements_file = format!("{folder}/statements.toml");
        let processes_file = process_words::path(language);
        let confidence_file = format!("{folder}/confidence.toml");
        let likeness_file = format!("{folder}/likeness.toml");
        let beside = [
            &classes_file,
            &operators_file,
            &modes_file,
            &figures_file,
            &links_file,
            &factors_file,
            &statements_file,
            &processes_file,
            &confidence_file,
            &likeness_file,
        ];
        let mut out = Self {
            operators: Operators::load(files, &operators_file)?,
            modes: ModeCues::load(files, &modes_file)?,
            figures: parse(&figures_file, &files.read(&figures_file)?)?,
            links: parse::<links::LinkFile>(&links_file, &files.read(&links_file)?)?.link,
            factors: parse(&factors_file, &files.read(&factors_file)?)?,
            statements: parse(&statements_file, &files.read(&statements_file)?)?,
            numbers: NumberWords::load(files, language)?,
            function_words: FunctionWords::load(files, language)?,
            known_events: KnownEvents::load(files, language)?,
            confidence: ConfidenceWeights::load(files, &folder)?,
            ..Self::default()
        };
        let classes: BTreeMap<SmolStr, Vec<SmolStr>> = parse(&classes_file, &files.read(&classes_file)?)?;
        classes.into_iter().for_each(|(name, words)| out.classes.add(name, words));
        let more_classes =
            files.list(&folder, "classes.toml").into_iter().filter(|path| path.ends_with("/classes.toml"));
        for path in more_classes.filter(|path| *path != classes_file) {
            let classes: BTreeMap<SmolStr, Vec<SmolStr>> = parse(&path, &files.read(&path)?)?;
            classes.into_iter().for_each(|(name, words)| out.classes.add(name, words));
        }
        let mut ids = HashSet::new();
        for path in files.list(&folder, ".toml") {
            if beside.contains(&&path) || path.ends_with("/classes.toml") {
                continue;
            }
            let text = files.read(&path)?;
            let file: FrameFile = parse(&path, &text)?;
            for toml in file.frame {
                let id = toml.id.clone();
                let line = text.lines().position(|l| l.contains(id.as_str())).map_or(1, |i| i + 1);
                let frame = toml
                    .compile(&path, &mut out.classes)
                    .map_err(|(expected, found)| DataError::line(&path, line, expected, found))?;
                if !ids.insert(id.clone()) {
                    return Err(DataError::line(&path, line, "an id that no other frame has", id));
                }
                out.add(frame);
            }
        }
        let (likeness, frames) = Likeness::load(files, &folder, out.frames.len() as u32, &mut out.classes)?;
        out.likeness = likeness;
        out.frames.extend(frames);
        let first = |words: &SmolStr| words.split_once(' ').map(|(first, _)| SmolStr::new(first));
        let last = |words: &SmolStr| words.rsplit(' ').next().map(SmolStr::new);
        out.known_verbs = out.verbs.keys().chain(out.operators.verbs()).cloned().collect();
        out.verbs_begin = out.known_verbs.iter().filter_map(first).collect();
        out.nouns_end = out.nouns.keys().filter_map(last).collect();
        Ok(out)
    }

    fn add(&mut self, frame: Frame) {
        let trigger = Trigger::new(&frame, self.frames.len() as u32);
        for (words, index) in [
            (&frame.verbs, &mut self.verbs),
            (&frame.nouns, &mut self.nouns),
            (&frame.adjectives, &mut self.adjectives),
        ] {
            for word in words {
                let of_word = index.entry(word.clone()).or_default();
                if of_word.last().is_none_or(|last| last.frame != trigger.frame) {
                    of_word.push(trigger);
                }
            }
        }
        self.frames.push(frame);
    }

    /// Frames triggered by a verb (its lemma, with particle: "shoot down").
    pub fn of_verb(&self, lemma: &str) -> &[Trigger] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Frames triggered by a noun (its lemma, with compound: "air strike").
    pub fn of_noun(&self, lemma: &str) -> &[Trigger] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Frames triggered by a predicative adjective.
    pub fn of_adjective(&self, lemma: &str) -> &[Trigger] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether a frame or an operator knows a verb, with what belongs to it ("shoot down").
    pub fn knows_verb(&self, verb: &str) -> bool {
        self.known_verbs.contains(verb)
    }

    /// Whether some verb that a frame or an operator knows is longer than its first word ("shoot" of "shoot down").
    pub fn goes_on(&self, verb: &str) -> bool {
        self.verbs_begin.contains(verb.split(' ').next().unwrap_or(verb))
    }

    /// Whether some noun that a frame knows ends so: "strike" of "strike" and of "air strike".
    pub fn ends_noun(&self, noun: &str) -> bool {
        self.nouns_end.contains(noun.rsplit(' ').next().unwrap_or(noun))
    }

    /// Whether some name of several words that is of a class ends so: "gas" of "tear gas".
    pub fn ends_name(&self, lemma: &str) -> bool {
        self.classes.ends_name(lemma.rsplit(' ').next().unwrap_or(lemma))
    }

    /// The class of a name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name)
    }

    /// The name of a class: `talks`, or `=siege` for that of a single word.
    pub fn class_name(&self, class: ClassId) -> &str {
        self.classes.name(class)
    }

    /// The classes of a lemma or of a name of several words, in no order.
    pub fn classes_of(&self, lemma: &str) -> &[ClassId] {
        self.classes.of(lemma)
    }

    /// Whether a lemma is of a class.
    pub fn is_of_class(&self, class: &str, lemma: &str) -> bool {
        self.class(class).is_some_and(|class| self.classes_of(lemma).contains(&class))
    }

    /// The frame with an id.
    pub fn get(&self, id: &str) -> Option<&Frame> {
        self.frames.iter().find(|f| f.id == id)
    }
}

/// Parses a TOML data file. Errors: [`DataError::Toml`].
pub(crate) fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|source| DataError::Toml { file: file.to_owned(), source: Box::new(source) })
}
