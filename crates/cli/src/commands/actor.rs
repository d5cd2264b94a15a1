//! `masudi actor`: whom a name means on a day, and why.

use crate::outcome::Outcome;
use masudi_doc::Civil;
use masudi_lexicon::DataFiles;
use masudi_lexicon::actors::{ActorLexicon, Explanation, Office, dates};

/// Show whom a name means on a day, and why.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  masudi actor \"Mohamed Chia al-Soudani\" --on 2024-04-15\n  masudi actor Tehran")]
pub struct Actor {
    /// The name as a text spells it
    name: String,
    /// The day, such as 2024-04-15; without it every office counts
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Civil>,
}

/// A day given as an argument.
pub(super) fn date(text: &str) -> Result<Civil, String> {
    let whole = masudi_ingest::published(text).map_err(|e| e.to_string())?;
    whole.get(..10).and_then(|day| dates::day(day, false)).ok_or_else(|| format!("no such day: {text}"))
}

impl Actor {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let lexicon = match ActorLexicon::load(&DataFiles::built_in()) {
            Ok(lexicon) => lexicon,
            Err(error) => return Outcome::nothing(error),
        };
        let found = lexicon.explain(&self.name, self.on);
        if found.is_empty() {
            return Outcome::nothing(format!("no entry is named \"{}\"", self.name));
        }
        for entry in &found {
            println!("{}", describe(entry));
        }
        Outcome::Done
    }
}

fn describe(entry: &Explanation) -> String {
    let mut out = format!("{}  {}  ({})", entry.id, entry.name, entry.rule);
    for office in &entry.offices {
        out.push_str(&format!("\n    {}", office_line(office)));
    }
    if !entry.members.is_empty() {
        out.push_str(&format!("\n    members: {}", entry.members.join(", ")));
    }
    out
}

fn office_line(office: &Office) -> String {
    let country = office.country.map_or_else(|| "international".to_owned(), |c| c.to_string());
    let day = |day: Option<Civil>| day.map_or_else(|| "…".to_owned(), |d| d.to_string());
    let role = if office.role.is_empty() { String::new() } else { format!("  {}", office.role) };
    format!("{country} {}{role}  {} to {}", office.sector, day(office.from), day(office.to))
}
