//! `masudi time`: the times of a text, and the rule behind each.

use super::actor::date;
use super::annotate::load;
use crate::outcome::Outcome;
use masudi_doc::{Civil, Doc, Lang, TimeRef};
use masudi_lexicon::DataFiles;
use masudi_lexicon::time::TimeRules;
use masudi_nlp::detect_language;
use masudi_time::{Settings, Style, TimeResolver};

/// A shorter text is too little to tell its language by.
const ENOUGH: usize = 100;

/// Show the times that a text names: value, days, and the rule that found each.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi time \"Talks collapsed last Friday.\" --date 2024-04-15\n  \
                        masudi time --lang fr \"La trêve a pris fin hier soir.\" --date 2024-04-15\n\n\
                        Needs the model of the language (masudi model install en): the tense decides which Friday is meant.")]
pub struct Time {
    /// The text
    text: String,
    /// Day of publication, such as 2024-04-15; without it, what counts from it has no value
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Civil>,
    /// Language of the text; when not given it is detected in texts of 100 characters and more, else en
    #[arg(long)]
    lang: Option<Lang>,
    /// Read it as history: bare dates follow on from the last date named
    #[arg(long)]
    narrative: bool,
}

impl Time {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let detected = (self.text.chars().count() >= ENOUGH).then(|| detect_language(&self.text)).flatten();
        let lang = self.lang.or(detected).unwrap_or(Lang::En);
        let rules = match TimeRules::load(&DataFiles::built_in(), lang) {
            Ok(rules) => rules,
            Err(error) => return Outcome::nothing(error),
        };
        let doc = match load(lang) {
            Ok(pipeline) => pipeline.annotate(&self.text),
            Err(error) => return Outcome::nothing(error),
        };
        let resolver = TimeResolver::new(std::slice::from_ref(&rules));
        let published = self.date.or_else(|| resolver.document_date(&doc));
        let style = if self.narrative { Style::Narrative } else { Style::Auto };
        let times = resolver.resolve(&doc, &Settings { published, style });
        if let (None, Some(day)) = (self.date, published) {
            println!("publication: {day}, read from the text");
        }
        if times.is_empty() {
            println!("no time named");
        }
        for time in &times {
            println!("{}", describe(&doc, &rules, time));
        }
        Outcome::Done
    }
}

fn describe(doc: &Doc, rules: &TimeRules, time: &TimeRef) -> String {
    let value = time.value.as_deref().unwrap_or("no value: the date it counts from is not known (--date)");
    let mut out = format!("\"{}\"  {}  {value}", doc.words(time.tokens), time.kind.as_str());
    if let Some(modifier) = time.modifier.as_deref().filter(|m| !m.is_empty()) {
        out.push_str(&format!("  mod {modifier}"));
    }
    if time.from.is_some() || time.to.is_some() {
        let day = |day: Option<Civil>| day.map_or_else(|| "…".to_owned(), |d| d.to_string());
        out.push_str(&format!("\n    days {} to {}", day(time.from), day(time.to)));
        if let Some(precision) = time.precision {
            out.push_str(&format!(", precision {}", precision.as_str()));
        }
    }
    if let Some(signal) = &time.signal {
        out.push_str(&format!(", after \"{signal}\""));
    }
    out.push_str(&format!("\n    rule {}", time.rule));
    if let Some(rule) = rules.rules.iter().find(|rule| rule.id == time.rule) {
        out.push_str(&format!("  (data/{}:{})", rule.file, rule.line));
    }
    out
}
