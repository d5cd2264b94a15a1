//! `masudi stories`: which documents tell the same story.

use crate::outcome::Outcome;
use crate::reconciling::{documents, event_words, texts};
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_reconcile::stories;
use masudi_record::{Document, Story};
use std::collections::BTreeSet;

/// Print which documents of a record tell the same story, one JSON object a story.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  masudi stories --db record.db --least 2")]
pub struct Stories {
    #[command(flatten)]
    record: RecordChoice,
    /// Documents that a story has at least
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: usize,
}

/// Names given of a story.
const NAMES: usize = 6;

impl Stories {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let store = match self.record.read() {
            Ok(store) => store,
            Err(outcome) => return outcome,
        };
        let documents = match documents(&store) {
            Ok(documents) => documents,
            Err(error) => return Outcome::nothing(error),
        };
        let words = match event_words() {
            Ok(words) => words,
            Err(error) => return Outcome::nothing(error),
        };
        let texts = texts(&documents);
        let groups = stories::group(&texts, &words);
        let names = stories::keywords(&texts, &groups, &words, NAMES);
        let told = groups.iter().zip(names).map(|(group, names)| story(group.iter().map(|at| &documents[*at]), names));
        let mut stories: Vec<Story> = told.filter(|story| story.documents.len() >= self.least).collect();
        stories.sort_by(|a, b| (&a.first_seen, &a.id).cmp(&(&b.first_seen, &b.id)));
        let mut out = Lines::stdout();
        for story in stories {
            if out.line(serde_json::to_string(&story).unwrap_or_default()).is_break() {
                break;
            }
        }
        out.finish().unwrap_or(Outcome::Done)
    }
}

fn story<'a>(documents: impl Iterator<Item = &'a Document>, names: Vec<String>) -> Story {
    let mut documents: Vec<&Document> = documents.collect();
    documents.sort_by_key(|d| (d.published.is_none(), &d.published, &d.id));
    let sources: BTreeSet<&String> = documents.iter().filter_map(|d| d.source.as_ref()).collect();
    let published = || documents.iter().filter_map(|d| d.published.clone());
    Story {
        id: documents.first().map(|d| d.id.clone()).unwrap_or_default(),
        title: documents.first().and_then(|d| d.title.clone()),
        names,
        sources: sources.into_iter().cloned().collect(),
        first_seen: published().min(),
        last_seen: published().max(),
        documents: documents.iter().map(|d| d.id.clone()).collect(),
    }
}
