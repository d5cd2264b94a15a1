//! `masudi eval`: how good a run is.

mod duplicates;
mod groups;

use crate::outcome::Outcome;
use masudi_eval::gold::{compare_some, located, read_run};
use masudi_eval::report::{self, Part};
use masudi_eval::spans::{Annotation, TimesDocument};
use masudi_eval::{
    Calibration, EvalError, Gold, HeldOut, Item, MarkedScore, MarkedSentence, PlacesScore, Score, TimesScore, Verdict,
    errors_list, jsonl, marked,
};
use masudi_record::{Document, Mention};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score event mentions against gold data.
#[derive(clap::Subcommand)]
pub enum Eval {
    /// Print the documents of gold data, to be coded
    #[command(after_help = "Example:\n  masudi eval documents gold/news > documents.jsonl\n  \
                            masudi code documents.jsonl > mentions.jsonl")]
    Documents {
        /// A folder with articles.jsonl and events.jsonl, or a file of marked sentences
        gold: PathBuf,
    },
    /// Print how well copies of stories are found, and how often different stories are taken for copies
    #[command(after_help = "Example:\n  masudi eval duplicates examples/articles examples/duplicates\n\n\
                            Copies are made of each story by edits: cut, extended, reordered, with other titles, agencies,\n\
                            numbers and words.")]
    Duplicates(duplicates::DuplicatesArguments),
    /// Print the figures of a run; list its errors
    #[command(
        after_help = "Examples:\n  masudi eval score mentions.jsonl gold/news --held-out 0.25 --errors target/errors\n  \
                            masudi eval score mentions.jsonl corrected.jsonl --json\n\n\
                            Gold is a folder with articles.jsonl and events.jsonl, a file of sentences with source, target\n\
                            and type, or mentions as masudi code prints them, corrected by hand."
    )]
    Score(ScoreArguments),
    /// Group documents by the event that they report, and compare with gold
    #[command(after_help = "Example:\n  masudi eval stories gold/same_event/dev.jsonl\n\n\
                            Gold is a JSONL file of documents with subtopic, sentences and mentions, see masudi eval coreference.")]
    Stories(groups::StoriesArguments),
    /// Find which given mentions tell the same event, and compare with gold
    #[command(after_help = "Example:\n  masudi eval coreference gold/same_event/dev.jsonl\n\n\
                            Gold is a JSONL file of documents: id, subtopic, sentences (lists of tokens) and mentions (m_id, tag,\n\
                            tokens, chain, validated). Needs the English model.")]
    Coreference(groups::CoreferenceArguments),
    /// Compare the events of masudi reconcile with a list of which mentions are one event
    #[command(
        after_help = "Example:\n  masudi eval events mentions.jsonl events.jsonl examples/coalition.truth.jsonl\n\n\
                            A line of the truth is a mention: doc, sent (number of its sentence), trigger, sentence (words that it stands in), event (any name,\n\
                            the same for mentions of one event) and day (ISO, or null when it is none certain)."
    )]
    Events(groups::EventsArguments),
}

#[derive(clap::Args)]
pub struct ScoreArguments {
    /// Mentions as masudi code prints them; for gold of times and places, what masudi annotate prints
    mentions: PathBuf,
    /// Gold data
    gold: PathBuf,
    /// Share of the documents to report apart, such as 0.25; always the same ones, and not in the list of errors
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    held_out: f64,
    /// Folder for the list of errors, as errors.md and errors.jsonl
    #[arg(long, value_name = "FOLDER")]
    errors: Option<PathBuf>,
    /// List the errors of the held-out documents too
    #[arg(long)]
    show_held_out: bool,
    /// File for the figures as Markdown, besides standard output
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Heading of the figures
    #[arg(long, default_value = "Figures")]
    title: String,
    /// Print JSON, one object for each part of the documents
    #[arg(long)]
    json: bool,
    /// For gold of mentions: a JSONL file of all documents (id) that were coded by hand, also those without events
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Leave marked sentences out that are PLOVER's own examples
    #[arg(long)]
    no_gsr: bool,
}

impl Eval {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let done = match self {
            Eval::Documents { gold } => documents(&gold),
            Eval::Duplicates(arguments) => arguments.run(),
            Eval::Score(arguments) => arguments.score(),
            Eval::Stories(arguments) => arguments.run(),
            Eval::Coreference(arguments) => arguments.run(),
            Eval::Events(arguments) => arguments.run(),
        };
        match done {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::nothing(error),
        }
    }
}

fn documents(gold: &Path) -> Result<(), String> {
    let english = |id: String, published: Option<String>, text: String| Document {
        id,
        published,
        text,
        language: Some("en".to_owned()),
        ..Document::default()
    };
    let documents: Vec<Document> = match Gold::read(gold).map_err(said)? {
        Gold::Events { documents, .. } => {
            let with_text = documents.into_iter().filter(|d| d.published.is_some() || !d.text().is_empty());
            with_text.map(|d| english(d.id.clone(), d.published.clone(), d.text())).collect()
        }
        Gold::Marked(sentences) => sentences.into_iter().map(|s| english(s.id, None, s.text)).collect(),
        Gold::Times(documents) => {
            let of = |d: TimesDocument| Document { language: None, ..english(d.id, d.dct, d.text) };
            documents.into_iter().map(of).collect()
        }
        Gold::Places(documents) => {
            // A day is enough; some gold writes the time in a form of its own.
            let day = |date: Option<String>| date.and_then(|d| Some(d.get(..10)?.to_owned()));
            documents.into_iter().map(|d| english(d.id, day(d.date), d.text)).collect()
        }
    };
    let mut out = std::io::stdout().lock();
    for document in &documents {
        let line = serde_json::to_string(document).unwrap_or_default();
        match writeln!(out, "{line}") {
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            other => other.map_err(|e| format!("standard output: {e}"))?,
        }
    }
    Ok(())
}

/// What was counted, ready to be written.
struct Counted {
    markdown: String,
    json: Vec<Value>,
    errors: Vec<errors_list::ErrorRecord>,
}

/// One part of the documents: its name, and whether a document is in it.
type Choice<'a> = (&'static str, Box<dyn Fn(&str) -> bool + 'a>);

impl ScoreArguments {
    fn score(&self) -> Result<(), String> {
        let held_out =
            HeldOut::new(self.held_out).map_err(|n| format!("--held-out: expected 0 to 1, but found {n}"))?;
        let mut gold = Gold::read(&self.gold).map_err(said)?;
        if let Some(path) = &self.documents {
            let rows: Vec<(usize, Document)> = jsonl::rows(path, "a document (id, text)").map_err(said)?;
            gold.add_documents(rows.into_iter().map(|(_, document)| document.id));
        }
        let counted = match gold {
            Gold::Times(documents) => {
                let run = self.annotations()?;
                let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
                let parts = Self::parts(held_out, &ids, |keep| TimesScore::of(&documents, &run, keep));
                Counted {
                    markdown: report::times(&self.title, &parts),
                    json: parts.iter().map(|p| with_name(p.name, p.score.to_json(), None)).collect(),
                    errors: Vec::new(),
                }
            }
            Gold::Places(documents) => {
                let run = self.annotations()?;
                let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
                let parts = Self::parts(held_out, &ids, |keep| PlacesScore::of(&documents, &run, keep));
                Counted {
                    markdown: report::places(&self.title, &parts),
                    json: parts.iter().map(|p| with_name(p.name, p.score.to_json(), None)).collect(),
                    errors: Vec::new(),
                }
            }
            Gold::Events { documents, events } => {
                let run = read_run(&self.mentions).map_err(said)?;
                let items = located(&documents, &run);
                let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
                self.events(&items, &events, &ids, held_out, &documents)
            }
            Gold::Marked(mut sentences) => {
                let run = read_run(&self.mentions).map_err(said)?;
                sentences.retain(|s| !(self.no_gsr && s.in_plover_gsr));
                self.marked(&sentences, &run, held_out)
            }
        };
        self.write(&counted).map_err(|e| e.to_string())
    }

    fn choices(held_out: HeldOut) -> Vec<Choice<'static>> {
        match held_out.is_none() {
            true => vec![("all", Box::new(|_| true))],
            false => vec![
                ("worked on", Box::new(move |doc| !held_out.has(doc))),
                ("held out", Box::new(move |doc| held_out.has(doc))),
                ("all", Box::new(|_| true)),
            ],
        }
    }

    /// The figures of each part of the documents.
    fn parts<S>(held_out: HeldOut, ids: &[&str], score: impl Fn(&dyn Fn(&str) -> bool) -> S) -> Vec<Part<S>> {
        Self::choices(held_out)
            .into_iter()
            .map(|(name, keep)| Part { name, documents: ids.iter().filter(|id| keep(id)).count(), score: score(&keep) })
            .collect()
    }

    /// The run as `masudi annotate` prints it.
    fn annotations(&self) -> Result<Vec<Annotation>, String> {
        let rows = jsonl::rows(&self.mentions, "an object as masudi annotate prints it").map_err(said)?;
        Ok(rows.into_iter().map(|(_, annotation)| annotation).collect())
    }

    fn events(
        &self,
        items: &[Item],
        events: &[Item],
        ids: &[&str],
        held_out: HeldOut,
        documents: &[masudi_eval::GoldDocument],
    ) -> Counted {
        let parts = Self::parts(held_out, ids, |keep| Score::of(&compare_some(items, events, keep)));
        let all = compare_some(items, events, |_| true);
        let calibration = Calibration::of(all.iter().filter_map(|verdict| match verdict {
            Verdict::Pair { predicted, gold } => Some((predicted.confidence?, predicted.event_type == gold.event_type)),
            Verdict::FalseAlarm(predicted) => Some((predicted.confidence?, false)),
            Verdict::Miss(_) => None,
        }));
        let listed = compare_some(items, events, |doc| self.show_held_out || !held_out.has(doc));
        Counted {
            markdown: report::events(&self.title, &parts, &calibration),
            json: parts.iter().map(|p| with_name(p.name, p.score.to_json(), Some(&calibration))).collect(),
            errors: errors_list::of_events(&listed, documents),
        }
    }

    fn marked(&self, sentences: &[MarkedSentence], run: &[Mention], held_out: HeldOut) -> Counted {
        let answers = marked::answers(sentences, run);
        let ids: Vec<&str> = sentences.iter().map(|s| s.id.as_str()).collect();
        let of = |keep: &dyn Fn(&str) -> bool| MarkedScore::of(answers.iter().filter(|a| keep(&a.sentence.id)));
        let parts = Self::parts(held_out, &ids, of);
        let calibration = Calibration::of(answers.iter().filter_map(|answer| {
            let confidence = answer.mention?.confidence;
            (confidence > 0.0).then(|| ((f64::from(confidence) * 1e6).round() / 1e6, answer.right()))
        }));
        let listed: Vec<_> = answers.iter().filter(|a| self.show_held_out || !held_out.has(&a.sentence.id)).collect();
        Counted {
            markdown: report::marked(&self.title, &parts, &calibration),
            json: parts.iter().map(|p| with_name(p.name, p.score.to_json(), Some(&calibration))).collect(),
            errors: errors_list::of_marked(&listed),
        }
    }

    fn write(&self, counted: &Counted) -> std::io::Result<()> {
        if let Some(folder) = &self.errors {
            std::fs::create_dir_all(folder)?;
            std::fs::write(folder.join("errors.md"), errors_list::markdown(&counted.errors))?;
            std::fs::write(folder.join("errors.jsonl"), errors_list::json_lines(&counted.errors))?;
        }
        if let Some(file) = &self.report {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(file, &counted.markdown)?;
        }
        let mut out = std::io::stdout().lock();
        if self.json {
            counted.json.iter().try_for_each(|part| writeln!(out, "{part}"))
        } else {
            write!(out, "{}", counted.markdown)
        }
    }
}

/// The figures of a part, with its name; those of the whole with the calibration.
fn with_name(name: &str, figures: Value, calibration: Option<&Calibration>) -> Value {
    let mut out = json!({ "documents": name });
    if let (Some(out), Value::Object(figures)) = (out.as_object_mut(), figures) {
        out.extend(figures);
        if let Some(calibration) = calibration.filter(|_| name == "all") {
            out.insert("calibration".to_owned(), calibration.to_json());
        }
    }
    out
}

fn said(error: EvalError) -> String {
    error.to_string()
}
