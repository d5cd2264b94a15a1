//! `masudi code`: the events of documents.

use super::export::Ended;
use crate::coding::{Coded, Coding, WithCoding};
use crate::data_choice::DataChoice;
use crate::in_order::{all_cores, batches_in_order};
use crate::mention_table::MentionTable;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::reading::{Reading, passed_over};
use crate::standard_output::Lines;
use masudi::AT_ONCE;
use masudi_export::{Exporter, Format, Report, Tables, Told, profile};
use masudi_ingest::Pending;
use masudi_lexicon::DataFiles;
use masudi_record::{CodedDocument, Document, Mention, Status};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Print the events of documents, one JSON object a mention.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi code --published 2022-11-02 examples/articles/2022-11-02-pretoria.txt\n  \
                        masudi code news/ 'archive/*.jsonl.gz' > mentions.jsonl\n  \
                        zcat news.jsonl.gz | masudi code --format csv - > mentions.csv\n\n\
                        Needs the English model: masudi model install en. French documents are coded where its model is installed too; there are\n                        far fewer frames for them. Documents in other languages give no events.")]
pub struct Code {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    choice: DataChoice,
    /// Write force levels, factors with conditions and aims, and statements to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    states: Option<PathBuf>,
    /// Least certain status to print: actual, historical (long past), alleged, future, hypothetical, negated
    #[arg(long, value_name = "STATUS", default_value = "future", value_parser = status)]
    min_status: Status,
    /// Print also what the text says did not happen, or only might: the same as --min-status negated
    #[arg(long, conflicts_with = "min_status")]
    every_status: bool,
    /// Print events of at least this confidence only, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f32,
    /// Form of the output
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Form,
    /// Threads at work; all cores when not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One JSON object a mention, with every value and the words it came from
    Jsonl,
    /// Sentences with their events, to be read
    Table,
    /// One row a mention, in the columns of masudi export
    Csv,
}

/// The statuses, the most certain first.
const CERTAINTY: [(&str, Status); 6] = [
    ("actual", Status::Actual),
    ("historical", Status::Historical),
    ("alleged", Status::Alleged),
    ("future", Status::Future),
    ("hypothetical", Status::Hypothetical),
    ("negated", Status::Negated),
];

fn status(text: &str) -> Result<Status, String> {
    let found = CERTAINTY.iter().find(|(name, _)| *name == text);
    let names = CERTAINTY.map(|(name, _)| name).join(", ");
    found.map(|(_, status)| *status).ok_or_else(|| format!("expected one of {names}, but found \"{text}\""))
}

fn rank(status: Status) -> usize {
    CERTAINTY.iter().position(|(_, s)| *s == status).unwrap_or(CERTAINTY.len())
}

fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse::<f32>().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| format!("expected a number from 0 to 1, but found \"{text}\""))
}

/// What became of one document.
enum Fate {
    Coded(Box<Document>, CodedDocument),
    /// Its language has no frames.
    Passed(String),
    Failed(String),
}

/// Begins a table in the columns of our own layout. Errors: said.
fn rows(tables: &Tables) -> Result<Exporter<'_>, Outcome> {
    let layout = profile("masudi").ok_or_else(|| Outcome::nothing("the layout masudi is not there"))?;
    Exporter::new(layout, Format::Csv, tables, std::io::stdout()).map_err(|error| Ended::from(error).outcome())
}

impl Code {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let mut inputs = match self.reading.start(&self.choice) {
            Ok(inputs) => inputs,
            Err(outcome) => return outcome,
        };
        let loaded = Coding::load(&self.choice).and_then(|coding| {
            let states = self.states.as_ref().map(|path| File::create(path).map(BufWriter::new)).transpose();
            Ok((coding, states.map_err(|e| format!("--states: {e}"))?))
        });
        let (coding, states) = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return Outcome::nothing(error),
        };
        let fate = |coded: Result<WithCoding, String>| match coded {
            Ok((Ok(Coded::Coded(coded)), document)) => Fate::Coded(Box::new(document), coded),
            Ok((Ok(Coded::Passed(language)), _)) => Fate::Passed(language),
            Ok((Err(why), _)) | Err(why) => Fate::Failed(why),
        };
        let fates = |pending: Vec<Pending>| -> Vec<Fate> {
            let documents = pending.into_iter().map(|pending| pending.finish().map_err(|error| error.to_string()));
            coding.code_all(documents.collect()).into_iter().map(fate).collect()
        };
        let tables = Tables::load(&DataFiles::built_in()).map_err(Outcome::nothing);
        let rows = tables.as_ref().ok().filter(|_| self.format == Form::Csv).map(rows).transpose();
        let (Ok(_), Ok(rows)) = (&tables, rows) else { return Outcome::Nothing };
        let mut writing = Writing {
            command: &self,
            out: Lines::stdout(),
            table: MentionTable::default(),
            rows,
            states,
            progress: Progress::start(),
            passed: BTreeMap::new(),
            ended: None,
        };
        batches_in_order(inputs.pending(), self.jobs.unwrap_or_else(all_cores), AT_ONCE, fates, |fate| {
            writing.write(fate)
        });
        if inputs.passed_over() > 0 {
            writing.progress.note(passed_over(inputs.passed_over()));
        }
        writing.finish()
    }

    fn wanted(&self, mention: &Mention) -> bool {
        let least = if self.every_status { Status::Negated } else { self.min_status };
        rank(mention.status) <= rank(least) && mention.confidence >= self.min_confidence
    }
}

/// What is written, and what was counted.
struct Writing<'a> {
    command: &'a Code,
    out: Lines<std::io::Stdout>,
    table: MentionTable,
    /// Rows of a table in columns, where that is the form.
    rows: Option<Exporter<'a>>,
    states: Option<BufWriter<File>>,
    progress: Progress,
    passed: BTreeMap<String, usize>,
    ended: Option<Outcome>,
}

impl Writing<'_> {
    fn write(&mut self, fate: Fate) -> ControlFlow<()> {
        let (document, coded) = match fate {
            Fate::Coded(document, coded) => (document, coded),
            Fate::Passed(language) => {
                *self.passed.entry(language).or_default() += 1;
                self.progress.document(0);
                return ControlFlow::Continue(());
            }
            Fate::Failed(why) => {
                self.progress.failure(why);
                return ControlFlow::Continue(());
            }
        };
        if let Some(states) = &mut self.states {
            for state in coded.states() {
                let line = serde_json::to_string(&state).unwrap_or_default();
                if let Err(e) = writeln!(states, "{line}") {
                    self.ended = Some(Outcome::nothing(format!("--states: {e}")));
                    return ControlFlow::Break(());
                }
            }
        }
        let wanted: Vec<Mention> = coded.mentions.into_iter().filter(|m| self.command.wanted(m)).collect();
        self.progress.document(wanted.len());
        // Written out at once, so that whoever reads a slow stream sees events as they come.
        match self.command.format {
            Form::Csv => self.rows(&document, wanted),
            Form::Table => self.out.write(|out| {
                let (published, title) = (document.published.as_deref(), document.title.as_deref());
                wanted.iter().try_for_each(|mention| self.table.write(out, published, title, mention))?;
                out.flush()
            }),
            Form::Jsonl => self.out.write(|out| {
                wanted.iter().try_for_each(|mention| writeln!(out, "{}", serde_json::to_string(mention)?))?;
                out.flush()
            }),
        }
    }

    fn rows(&mut self, document: &Document, wanted: Vec<Mention>) -> ControlFlow<()> {
        let Some(rows) = &mut self.rows else { return ControlFlow::Continue(()) };
        let report = Report::from(document);
        let mut told = wanted.into_iter().map(|mention| Told::alone(mention, Some(report.clone())));
        match told.try_for_each(|told| rows.write(&told)).and_then(|()| rows.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.ended = Some(Ended::from(error).outcome());
                ControlFlow::Break(())
            }
        }
    }

    fn finish(mut self) -> Outcome {
        for (language, n) in std::mem::take(&mut self.passed) {
            self.progress.note(format!("language {language} is not coded: {n} documents without events"));
        }
        if let Some(Err(e)) = self.states.as_mut().map(Write::flush) {
            return Outcome::nothing(format!("--states: {e}"));
        }
        if let Some(Err(error)) = self.rows.take().filter(|_| self.ended.is_none()).map(Exporter::finish) {
            self.ended = Some(Ended::from(error).outcome());
        }
        self.ended.or(self.out.finish()).unwrap_or(Outcome::of(self.progress.done, self.progress.failed))
    }
}
