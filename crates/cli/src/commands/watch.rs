//! `masudi watch`: feeds, fetched again and again.

use crate::clock::now;
use crate::coding::Coding;
use crate::commands::ingest::keep_all;
use crate::data_choice::DataChoice;
use crate::feed_status::FeedStatus;
use crate::outcome::Outcome;
use crate::record_choice::RecordChoice;
use crate::standard_output::Lines;
use masudi_fetch::{Config, Memory, Visit, Watch as Feeds};
use masudi_ingest::Pending;
use masudi_record::Document;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Fetch the new articles of feeds, and print them as documents or keep them in a record.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  masudi watch feeds.toml --once > documents.jsonl\n  masudi watch feeds.toml --db record.db\n\n\
                        feeds.toml:\n  [watch]\n  contact = \"desk@paper.example\"\n\n  [[feed]]\n  \
                        url = \"https://paper.example/rss\"\n\n\
                        robots.txt is obeyed, each host gets one request at a time with pauses between, and private addresses are\n\
                        refused unless allow_private names the host. What has been kept is remembered beside the feeds file."
)]
pub struct Watch {
    /// The file that names the feeds
    #[arg(value_name = "FEEDS")]
    feeds: PathBuf,
    /// Keep the documents in this record and code them, instead of printing them
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// Visit each feed that is due once, and end
    #[arg(long)]
    once: bool,
    /// Where to remember what has been kept; FEEDS with .memory at its end when not given
    #[arg(long, value_name = "FILE")]
    memory: Option<PathBuf>,
    #[command(flatten)]
    choice: DataChoice,
}

/// Where documents go.
enum Kept {
    Printed(Lines<std::io::Stdout>),
    Recorded(RecordChoice, Box<Coding>),
}

impl Watch {
    /// Runs it.
    pub fn run(self) -> Outcome {
        match self.watch() {
            Ok(outcome) => outcome,
            Err(why) => Outcome::nothing(why),
        }
    }

    fn watch(self) -> Result<Outcome, String> {
        let config = Config::read(&self.feeds).map_err(|e| e.to_string())?;
        let path = self.memory.unwrap_or_else(|| beside(&self.feeds));
        let mut status = FeedStatus::start(&config);
        let mut feeds = Feeds::new(config, Memory::read(&path)?, self.choice.cleaner()?)?;
        let mut kept = match self.db {
            None => Kept::Printed(Lines::stdout()),
            Some(db) => Kept::Recorded(RecordChoice { db }, Box::new(Coding::load(&self.choice)?)),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.map_err(|e| e.to_string())?.block_on(async {
            let (mut done, mut failed) = (0, 0);
            let mut asked = std::pin::pin!(crate::stop::signal());
            loop {
                let at = jiff::Timestamp::now().as_second();
                let mut ended = None;
                feeds
                    .round(at, &now(), |visit, memory| {
                        let keep = ended.is_none().then(|| kept.keep(visit, memory, &path));
                        let told = keep.unwrap_or(Err(None));
                        let well = told.is_ok();
                        done += if well { visit.documents.len() } else { 0 };
                        failed += visit.faults.len();
                        status.visited(visit, well);
                        if let Err(why) = told {
                            ended.get_or_insert(why);
                        }
                        well
                    })
                    .await;
                match ended {
                    Some(Some(why)) => return Err(why),
                    Some(None) => return Ok(Outcome::Done),
                    None if self.once => return Ok(Outcome::of(done, failed)),
                    None => {}
                }
                let wait = feeds.next().saturating_sub(jiff::Timestamp::now().as_second()).clamp(1, 3600);
                status.waiting(wait);
                tokio::select! {
                    () = tokio::time::sleep(Duration::from_secs(wait.unsigned_abs())) => {}
                    () = &mut asked => return Ok(Outcome::of(done, failed)),
                }
            }
        })
    }
}

fn beside(feeds: &Path) -> PathBuf {
    let mut name = feeds.as_os_str().to_owned();
    name.push(".memory");
    PathBuf::from(name)
}

impl Kept {
    /// Keeps the documents of a visit, then what is remembered with them. Errors: why it could not, or nothing when the reader of
    /// standard output has had enough.
    fn keep(&mut self, visit: &Visit, memory: &Memory, path: &Path) -> Result<(), Option<String>> {
        match self {
            Self::Printed(out) => {
                for document in &visit.documents {
                    let line = serde_json::to_string(document).map_err(|e| Some(e.to_string()))?;
                    if out.line(line).is_break() {
                        return Err(None);
                    }
                }
                if out.write(std::io::Write::flush).is_break() {
                    return Err(None);
                }
            }
            Self::Recorded(_, _) if visit.documents.is_empty() => {}
            Self::Recorded(record, coding) => {
                let documents: Vec<Document> = visit.documents.clone();
                let outcome = keep_all(documents.into_iter().map(Pending::from), record, Some(coding), None);
                if outcome.is_err() {
                    return Err(Some(format!("{}: its documents could not be kept", visit.feed)));
                }
            }
        }
        memory.write(path).map_err(|e| Some(format!("{}: {e}", path.display())))
    }
}
