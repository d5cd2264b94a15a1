//! From coded factors and statements to those of the public record.

use crate::layers::Border;
use crate::mentions::Page;
use masudi_code::{Coded, CodedFactor, CodedStatement};
use masudi_doc::{TimePrecision, TokenIdx, TokenSpan};
use masudi_record::{Actor, Days, Evidence, Factor, Mention, Party, Statement, TextSpan};
use xxhash_rust::xxh3::xxh3_128;

/// Writes the factors of one document; `mentions` are those of its events, in the same order.
pub(crate) fn write(page: Page<'_>, coded: &Coded, mentions: &[Mention]) -> Vec<Factor> {
    let border = Border::new(&page.document.text);
    coded.factors.iter().map(|found| factor(page, found, mentions, &border)).collect()
}

fn factor(page: Page<'_>, found: &CodedFactor, mentions: &[Mention], border: &Border<'_>) -> Factor {
    let doc = &page.understood.doc;
    let sentence = doc.sentence_of(TokenIdx(found.tokens.start));
    let (text, start, end) = border.cut(doc.span(found.tokens));
    let key = format!("{}\u{1f}{}\u{1f}{start}\u{1f}{end}", page.document.id, found.kind);
    let named_by = found.speaker.map(|head| page.actors(head, border)).unwrap_or_default();
    Factor {
        id: format!("{:032x}", xxh3_128(key.as_bytes())),
        text,
        kind: found.kind.to_owned(),
        named_by: named_by.into_iter().map(party).collect(),
        countries: countries(page, doc.sentence(sentence)),
        date: found.due.map(|due| Days {
            from: None,
            to: Some(due.to_string()),
            precision: Some(TimePrecision::Day.as_str().to_owned()),
        }),
        published: page.document.published.clone(),
        evidence: Evidence {
            doc: page.document.id.clone(),
            sentence: sentence.get(),
            words: border.sentence(doc, sentence),
            mention: found.event.and_then(|i| mentions.get(i)).map(|m| m.id.clone()),
        },
    }
}

fn party(actor: Actor) -> Party {
    let Actor { text, name, id, country, sector, code, .. } = actor;
    Party { name: name.or(Some(text)), id, country, sector, code }
}

/// Countries of the actors and places of a sentence, each once, in alphabetical order.
fn countries(page: Page<'_>, sentence: TokenSpan) -> Vec<String> {
    let actors = &page.understood.actors;
    let refs = actors.refs.iter().filter(|r| sentence.has(r.head));
    let whose = refs.flat_map(|r| actors.everybody(r.entity)).filter_map(|e| actors.entity(e).country);
    let places = page.understood.places.iter().filter(|p| sentence.overlaps(p.tokens));
    let where_ = places.filter_map(|p| p.resolved.as_ref()?.country);
    let mut out: Vec<String> = whose.chain(where_).map(|c| c.to_string()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Writes the statements of one document; `mentions` are those of its events.
pub(crate) fn statements(page: Page<'_>, coded: &Coded, mentions: &[Mention]) -> Vec<Statement> {
    let border = Border::new(&page.document.text);
    coded.statements.iter().map(|found| statement(page, found, mentions, &border)).collect()
}

/// Those who speak as one: a plural has the names of its members, and of the rest what they share.
fn together(mut speakers: Vec<Actor>) -> Option<Actor> {
    if speakers.len() < 2 {
        return speakers.pop();
    }
    let first = speakers[0].clone();
    let shared = |value: fn(&Actor) -> Option<&String>| {
        value(&first).filter(|v| speakers.iter().all(|s| value(s) == Some(*v))).cloned()
    };
    let names: Vec<&str> = speakers.iter().filter_map(|s| s.name.as_deref()).collect();
    let name = Some(names.join(" and ")).filter(|name| !name.is_empty());
    let (country, sector) = (shared(|s| s.country.as_ref()), shared(|s| s.sector.as_ref()));
    Some(Actor { name, country, sector, id: None, code: None, ..first.clone() })
}

fn statement(page: Page<'_>, found: &CodedStatement, mentions: &[Mention], border: &Border<'_>) -> Statement {
    let doc = &page.understood.doc;
    let span = |tokens: TokenSpan| {
        let (text, start, end) = border.cut(doc.span(tokens));
        TextSpan { text, start, end }
    };
    let (cue, content) = (span(TokenSpan { start: found.cue.0, end: found.cue.0 + 1 }), span(found.content));
    let index = doc.sentence_of(found.cue);
    let key = format!("{}\u{1f}{}\u{1f}{}\u{1f}{}", page.document.id, cue.start, content.start, content.end);
    let within = |m: &&Mention| content.start <= m.trigger.start && m.trigger.end <= content.end;
    Statement {
        id: format!("{:032x}", xxh3_128(key.as_bytes())),
        speaker: together(page.actors(found.speaker, border)),
        kind: found.kind.to_owned(),
        mentions: mentions.iter().filter(within).map(|m| m.id.clone()).collect(),
        published: page.document.published.clone(),
        doc: page.document.id.clone(),
        sentence: index.get(),
        quote: border.sentence(doc, index),
        cue,
        content,
    }
}
