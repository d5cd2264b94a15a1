//! The forms in which mentions are printed.
//!
//! In: a document and its mentions. Out: JSON lines; CSV with the column names of POLECAT where it has one; or a table for
//! people, each sentence with its events beneath.

use masudi_record::{Actor, Count, Counts, Document, Mention, Place};
use serde::Serialize;
use std::io::{self, Write};

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum MentionFormat {
    /// One JSON object a mention, with every value and the words it came from
    Jsonl,
    /// Sentences with their events, to be read
    Table,
    /// One row a mention, with column names as in POLECAT; several values are joined with ;
    Csv,
}

/// Writes mentions in one form.
pub struct MentionWriter {
    format: MentionFormat,
}

impl MentionWriter {
    /// A writer.
    pub fn new(format: MentionFormat) -> Self {
        Self { format }
    }

    /// What stands before the first mention. Errors: of `out`.
    pub fn begin(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            MentionFormat::Csv => row(out, COLUMNS.iter().map(|(name, _)| (*name).to_owned())),
            _ => Ok(()),
        }
    }

    /// The mentions of one document. Errors: of `out`.
    pub fn write(&self, out: &mut impl Write, document: &Document, mentions: &[Mention]) -> io::Result<()> {
        match self.format {
            MentionFormat::Jsonl => mentions.iter().try_for_each(|m| writeln!(out, "{}", serde_json::to_string(m)?)),
            MentionFormat::Csv => mentions
                .iter()
                .try_for_each(|mention| row(out, COLUMNS.iter().map(|(_, value)| value(document, mention)))),
            MentionFormat::Table => table(out, document, mentions),
        }
    }
}

pub(crate) fn row(out: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells)?;
    writer.flush()
}

/// A column: its name, and what stands in it for a mention.
type Column = (&'static str, fn(&Document, &Mention) -> String);

const COLUMNS: &[Column] = &[
    ("Event ID", |_, m| m.id.clone()),
    ("Event Date", |_, m| given(m.date.as_ref().and_then(|d| d.from.as_ref()))),
    ("Event Date End", |_, m| given(m.date.as_ref().and_then(|d| d.to.as_ref()))),
    ("Event Type", |_, m| m.event_type.clone()),
    ("Event Mode", |_, m| given(m.mode.as_ref())),
    ("Intensity", |_, m| given(m.score.as_ref())),
    ("Quad Code", |_, m| m.quad.clone()),
    ("CAMEO Code", |_, m| given(m.cameo.as_ref())),
    ("Contexts", |_, m| m.contexts.join(";")),
    ("Phase", |_, m| m.phase.as_ref().map(name).unwrap_or_default()),
    ("Status", |_, m| name(&m.status)),
    ("Actor Name", |_, m| joined(&m.actors, |a| a.name.as_ref())),
    ("Actor Country", |_, m| joined(&m.actors, |a| a.country.as_ref())),
    ("Actor Sectors", |_, m| joined(&m.actors, |a| a.sector.as_ref())),
    ("Actor Code", |_, m| joined(&m.actors, |a| a.code.as_ref())),
    ("Actor Name Raw", |_, m| joined(&m.actors, |a| Some(&a.text))),
    ("Recipient Name", |_, m| joined(&m.recipients, |a| a.name.as_ref())),
    ("Recipient Country", |_, m| joined(&m.recipients, |a| a.country.as_ref())),
    ("Recipient Sectors", |_, m| joined(&m.recipients, |a| a.sector.as_ref())),
    ("Recipient Code", |_, m| joined(&m.recipients, |a| a.code.as_ref())),
    ("Recipient Name Raw", |_, m| joined(&m.recipients, |a| Some(&a.text))),
    ("Placename", |_, m| at(m, |p| p.name.clone())),
    ("Province", |_, m| at(m, |p| p.admin1.clone())),
    ("Country", |_, m| at(m, |p| p.country.clone())),
    ("Latitude", |_, m| at(m, |p| p.lat.map(|n| n.to_string()))),
    ("Longitude", |_, m| at(m, |p| p.lon.map(|n| n.to_string()))),
    ("GeoNames ID", |_, m| at(m, |p| p.geonames.map(|n| n.to_string()))),
    ("Raw Placename", |_, m| at(m, |p| p.text.clone())),
    ("Place Precision", |_, m| at(m, |p| p.precision.clone())),
    ("Killed", |_, m| count(m.counts.killed.as_ref())),
    ("Injured", |_, m| count(m.counts.injured.as_ref())),
    ("Abducted", |_, m| count(m.counts.abducted.as_ref())),
    ("Arrested", |_, m| count(m.counts.arrested.as_ref())),
    ("Troops", |_, m| count(m.counts.troops.as_ref())),
    ("Attribution", |_, m| m.attribution.iter().map(|s| flat(&s.text)).collect::<Vec<_>>().join(";")),
    ("Confidence", |_, m| m.confidence.to_string()),
    ("Trigger", |_, m| flat(&m.trigger.text)),
    ("Sentence", |_, m| flat(&m.sentence.text)),
    ("Sentence Number", |_, m| m.sentence.index.to_string()),
    ("Story ID", |_, m| m.doc.clone()),
    ("Headline", |d, _| d.title.as_deref().map(flat).unwrap_or_default()),
    ("Source", |d, _| given(d.source.as_ref())),
    ("URL", |d, _| given(d.url.as_ref())),
    ("Publication Date", |_, m| given(m.published.as_ref())),
    ("Language", |d, _| given(d.language.as_ref())),
    ("Rule", |_, m| m.rule.clone()),
    ("Version", |_, m| m.coder.version.clone()),
];

fn given(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A value as JSON names it.
pub(crate) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn at(mention: &Mention, value: impl Fn(&Place) -> Option<String>) -> String {
    mention.place.as_ref().and_then(value).unwrap_or_default()
}

/// One value for each of them, so that the lists of all columns run alike; empty when nobody has one.
pub(crate) fn joined<T>(all: &[T], value: impl Fn(&T) -> Option<&String>) -> String {
    let values: Vec<String> = all.iter().map(|a| value(a).map(|v| flat(v)).unwrap_or_default()).collect();
    if values.iter().all(String::is_empty) { String::new() } else { values.join(";") }
}

/// On one line, and without the mark that joins lists.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(';', ",")
}

fn count(count: Option<&Count>) -> String {
    let Some(Count { min, max, .. }) = count else { return String::new() };
    match (min, max) {
        (Some(min), Some(max)) if min != max => format!("{min}-{max}"),
        (Some(n), Some(_)) => n.to_string(),
        (Some(min), None) => format!("{min}+"),
        (None, Some(max)) => format!("0-{max}"),
        (None, None) => String::new(),
    }
}

fn table(out: &mut impl Write, document: &Document, mentions: &[Mention]) -> io::Result<()> {
    if mentions.is_empty() {
        return Ok(());
    }
    let title = document.title.as_deref().unwrap_or(&document.id);
    writeln!(out, "{}{title}", document.published.as_deref().map(|d| format!("{d}  ")).unwrap_or_default())?;
    let mut sentence = None;
    for mention in mentions {
        if sentence != Some(mention.sentence.index) {
            sentence = Some(mention.sentence.index);
            writeln!(out)?;
            for line in wrap(&flat_words(&mention.sentence.text), 100) {
                writeln!(out, "  {line}")?;
            }
        }
        writeln!(out, "      {}", event(mention))?;
    }
    writeln!(out)
}

pub(crate) fn flat_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is counted of an event, in order.
pub(crate) const COUNTS: [&str; 5] = ["killed", "injured", "abducted", "arrested", "troops"];

/// One event on a line: type, who to whom, when, where, and what is special about it.
fn event(mention: &Mention) -> String {
    let kind = match &mention.mode {
        Some(mode) => format!("{} {mode}", mention.event_type),
        None => mention.event_type.clone(),
    };
    let special = mention
        .phase
        .as_ref()
        .map(name)
        .into_iter()
        .chain(Some(name(&mention.status)).filter(|status| status != "actual"));
    let Counts { killed, injured, abducted, arrested, troops, .. } = &mention.counts;
    let numbers = COUNTS.iter().zip([killed, injured, abducted, arrested, troops]);
    let numbers = numbers.filter_map(|(what, n)| n.as_ref().map(|n| format!("{} {what}", count(Some(n)))));
    let days = mention.date.as_ref().map(|d| (d.from.as_deref(), d.to.as_deref()));
    let parties = (who(&mention.actors), who(&mention.recipients));
    let rest = special.chain(numbers).collect();
    event_line(&kind, (&parties.0, &parties.1), days, mention.place.as_ref(), rest)
}

/// The line: type with mode, who to whom, first and last day, place, and the rest.
pub(crate) fn event_line(
    kind: &str,
    (actors, recipients): (&str, &str),
    days: Option<(Option<&str>, Option<&str>)>,
    place: Option<&Place>,
    rest: Vec<String>,
) -> String {
    let dyad = if recipients.is_empty() { actors.to_owned() } else { format!("{actors} → {recipients}") };
    let day = days.map(|days| match days {
        (Some(from), Some(to)) if from != to => format!("{from}/{to}"),
        (Some(day), _) | (None, Some(day)) => day.to_owned(),
        (None, None) => String::new(),
    });
    let place = place.map(|p| {
        let name = p.name.as_ref().or(p.text.as_ref());
        let country = p.country.as_ref().filter(|c| Some(*c) != name);
        name.into_iter().chain(country).cloned().collect::<Vec<_>>().join(", ")
    });
    let rest: Vec<String> = place.into_iter().chain(rest).filter(|part| !part.is_empty()).collect();
    let line = format!("{kind:<24} {dyad:<34} {:<21} {}", day.unwrap_or_default(), rest.join(" · "));
    line.trim_end().to_owned()
}

fn who(actors: &[Actor]) -> String {
    let short = |a: &Actor| a.code.clone().or_else(|| a.country.clone()).unwrap_or_else(|| flat_words(&a.text));
    actors.iter().map(short).collect::<Vec<_>>().join(", ")
}

/// Lines of at most `width` characters, broken between words; a longer word stands alone.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{SentenceSpan, Status};

    fn mention() -> Mention {
        let actor = |text: &str, code: Option<&str>| Actor {
            text: text.to_owned(),
            code: code.map(str::to_owned),
            country: code.map(|c| c[..3].to_owned()),
            ..Actor::default()
        };
        Mention {
            event_type: "CONSULT".to_owned(),
            status: Status::Future,
            actors: vec![actor("Kenya; the host", Some("KEN GOV")), actor("elders", None)],
            recipients: vec![actor("Somalia", Some("SOM GOV"))],
            sentence: SentenceSpan {
                text: "Kenya, \"the host\",\nwill meet Somalia.".to_owned(),
                ..Default::default()
            },
            ..Mention::default()
        }
    }

    fn written(format: MentionFormat) -> String {
        let mut out = Vec::new();
        let writer = MentionWriter::new(format);
        writer.begin(&mut out).unwrap();
        writer
            .write(&mut out, &Document { title: Some("Talks".to_owned()), ..Document::default() }, &[mention()])
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_have_a_cell_for_each_column_and_lists_run_alike() {
        let text = written(MentionFormat::Csv);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers().unwrap().clone();
        let record = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| &record[names.iter().position(|n| n == name).unwrap()];
        assert_eq!(cell("Actor Name Raw"), "Kenya, the host;elders");
        assert_eq!(cell("Actor Country"), "KEN;");
        assert_eq!(cell("Actor Name"), "");
        assert_eq!(cell("Status"), "future");
        assert_eq!(cell("Sentence"), "Kenya, \"the host\", will meet Somalia.");
    }

    #[test]
    fn the_table_shows_sentence_and_event() {
        let text = written(MentionFormat::Table);
        assert!(text.starts_with("Talks\n\n  Kenya, \"the host\", will meet Somalia.\n"), "{text}");
        assert!(
            text.contains("CONSULT") && text.contains("KEN GOV, elders → SOM GOV") && text.contains("future"),
            "{text}"
        );
    }
}
