//! Mentions as a table for people: each sentence with its events beneath.

use masudi_record::{Actor, Count, Counts, Mention, Place};
use serde::Serialize;
use std::io::{self, Write};

/// Writes mentions; those of a document one after the other.
#[derive(Default)]
pub struct MentionTable {
    /// The document and the sentence that were written last.
    last: Option<(String, usize)>,
}

impl MentionTable {
    /// Writes a mention, with what stands above it where it is the first of its document or its sentence. Errors: of `out`.
    pub fn write(
        &mut self,
        out: &mut impl Write,
        published: Option<&str>,
        title: Option<&str>,
        mention: &Mention,
    ) -> io::Result<()> {
        let same = self.last.as_ref().filter(|(document, _)| *document == mention.doc);
        if same.is_none() {
            if self.last.is_some() {
                writeln!(out)?;
            }
            let day = published.map(|day| format!("{day}  ")).unwrap_or_default();
            writeln!(out, "{day}{}", title.unwrap_or(&mention.doc))?;
        }
        if same.is_none_or(|(_, sentence)| *sentence != mention.sentence.index) {
            writeln!(out)?;
            for line in wrap(&flat_words(&mention.sentence.text), 100) {
                writeln!(out, "  {line}")?;
            }
        }
        self.last = Some((mention.doc.clone(), mention.sentence.index));
        writeln!(out, "      {}", event(mention))
    }
}

/// A value as JSON names it.
pub(crate) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
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

    #[test]
    fn the_table_shows_sentence_and_event() {
        let (mut out, mut table) = (Vec::new(), MentionTable::default());
        table.write(&mut out, None, Some("Talks"), &mention()).unwrap();
        table.write(&mut out, None, Some("Talks"), &Mention { status: Status::Actual, ..mention() }).unwrap();
        table.write(&mut out, Some("2024-04-15"), None, &Mention { doc: "b".into(), ..mention() }).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("Talks\n\n  Kenya, \"the host\", will meet Somalia.\n      CONSULT"), "{text}");
        assert!(text.contains("KEN GOV, elders → SOM GOV") && text.contains("future"), "{text}");
        assert!(text.matches("will meet").count() == 2 && text.contains("\n\n2024-04-15  b\n\n"), "{text}");
    }
}
