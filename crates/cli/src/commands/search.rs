//! `masudi search`: documents by their words.

use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_store::{DocumentQuery, FoundDocument};
use std::ops::ControlFlow;

/// Search the documents of a record by their words: those first whose title has them, then the latest.
#[derive(clap::Args)]
#[command(
    after_help = format!("Examples:\n  masudi search --db record.db drone 'air base' from=2024-01\n  masudi search --db record.db 'source=Example Times'\n\n{}", DocumentQuery::HELP)
)]
pub struct Search {
    #[command(flatten)]
    record: RecordChoice,
    /// Words, phrases and conditions; all of them must hold
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// So many documents at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Leave out the first ones
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
    /// Form of the output
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Form of the output.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Day, outlet, title, and the words around what was found
    Table,
    /// One JSON object a document, without its text, with the words around what was found
    Jsonl,
}

impl Search {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let query = match DocumentQuery::from_words(self.words.iter().map(String::as_str)) {
            Ok(query) => query,
            Err(error) => {
                eprintln!("masudi: {error}");
                return Outcome::Usage;
            }
        };
        let found =
            self.record.read().and_then(|store| store.search(&query, self.skip, self.limit).map_err(Outcome::nothing));
        let found = match found {
            Ok(found) => found,
            Err(outcome) => return outcome,
        };
        let mut out = Lines::stdout();
        for document in &found.documents {
            let written = match self.format {
                Format::Table => table(&mut out, document),
                Format::Jsonl => out.line(json(document)),
            };
            if written.is_break() {
                break;
            }
        }
        if found.cut && self.skip == 0 {
            eprintln!("masudi: earlier documents with these words were not looked at; from= and to= find them");
        }
        out.finish().unwrap_or(Outcome::Done)
    }
}

fn table(out: &mut Lines<std::io::Stdout>, found: &FoundDocument) -> ControlFlow<()> {
    let document = &found.document;
    let day = document.published.as_deref().and_then(|day| day.get(..10)).unwrap_or("no date   ");
    let source = document.source.as_deref().map(|source| format!("{source}: ")).unwrap_or_default();
    let title = document.title.as_deref().unwrap_or(&document.id);
    out.line(format_args!("{day}  {source}{title}  ({} mentions)", found.mentions))?;
    out.line(format_args!("            {}  [{}]", found.snippet, document.id))
}

fn json(found: &FoundDocument) -> String {
    let mut value = serde_json::to_value(&found.document).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.remove("text");
        object.insert("snippet".to_owned(), found.snippet.clone().into());
        object.insert("mentions".to_owned(), found.mentions.into());
    }
    value.to_string()
}
