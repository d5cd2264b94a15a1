//! How feeds under watch stand: one line each on a terminal, and faults on standard error.

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use masudi_fetch::{Config, Visit};
use std::collections::BTreeMap;
use std::io::IsTerminal;

/// Feeds that have a line of their own.
const LINES: usize = 30;

/// Shows how feeds stand.
pub struct FeedStatus {
    all: MultiProgress,
    lines: BTreeMap<String, (ProgressBar, usize)>,
    below: ProgressBar,
}

impl FeedStatus {
    /// Shows nothing but faults where standard error is no terminal.
    pub fn start(config: &Config) -> Self {
        let all = MultiProgress::with_draw_target(match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(2),
            false => ProgressDrawTarget::hidden(),
        });
        let style = ProgressStyle::with_template("{msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        let line = |text: String| {
            let line = all.add(ProgressBar::new_spinner().with_style(style.clone()));
            line.set_message(text);
            line
        };
        let feeds = config.feeds.iter().take(LINES);
        let lines = feeds.map(|feed| (feed.url.clone(), (line(format!("{}  not visited yet", feed.url)), 0))).collect();
        let below = line(String::new());
        Self { all, lines, below }
    }

    /// A feed has been visited, and its documents kept or not.
    pub fn visited(&mut self, visit: &Visit, kept: bool) {
        for fault in &visit.faults {
            self.all.suspend(|| eprintln!("masudi: {fault}"));
        }
        if let Some((line, documents)) = self.lines.get_mut(&visit.feed) {
            *documents += if kept { visit.documents.len() } else { 0 };
            let faults = visit.faults.len();
            let reached = if visit.reached { "" } else { "  could not be read" };
            line.set_message(format!(
                "{}  {documents} documents, {faults} faults at the last visit{reached}",
                visit.feed
            ));
        }
    }

    /// All feeds have been visited; the next one is in so many seconds.
    pub fn waiting(&self, seconds: i64) {
        self.below.set_message(format!("next visit in {} min; Ctrl-C ends", (seconds + 59) / 60));
    }
}
