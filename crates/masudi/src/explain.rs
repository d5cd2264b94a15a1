//! Why a text codes as it does: the parse, the predicates with their roles, the frames tried, and what came out.
//!
//! In: a text. Out: lines for a reader; no format that a script should read.

use crate::Engine;
use crate::engine::Understood;
use masudi_code::{CodedEvent, Origin, Trial};
use masudi_doc::{Civil, Doc, TokenIdx};
use masudi_nlp::Pipeline;
use std::fmt::Write;

impl Engine {
    /// Explains a text, published on `on`.
    pub fn explain(&self, pipeline: &Pipeline, text: &str, on: Option<Civil>) -> String {
        let mut understood = self.parse(pipeline, text, on);
        self.understand(std::slice::from_mut(&mut understood));
        let doc = &understood.doc;
        let layers = understood.layers();
        let Some(coder) = self.coder(pipeline.language()) else {
            return format!("no coding frames for {}\n", pipeline.language());
        };
        let mut out = String::new();
        parse(doc, &mut out);
        line(
            &mut out,
            "actors",
            understood.actors.refs.iter().map(|r| {
                let entity = understood.actors.entity(r.entity);
                let code = entity.code.as_deref().unwrap_or("no code");
                format!("{} = {} ({code}): {}", doc.words(r.tokens), entity.name, entity.because)
            }),
        );
        line(
            &mut out,
            "places",
            understood.places.iter().map(|p| {
                let meant = p.resolved.as_ref().map_or("not resolved".to_owned(), |r| {
                    format!("{}{}", r.name, r.country.map(|c| format!(", {c}")).unwrap_or_default())
                });
                format!("{} = {meant}: {}", doc.words(p.tokens), p.rule)
            }),
        );
        line(
            &mut out,
            "times",
            understood.times.iter().map(|t| {
                format!("{} = {}: {}", doc.words(t.tokens), t.value.as_deref().unwrap_or("unresolved"), t.rule)
            }),
        );
        out.push_str("predicates\n");
        for tried in coder.trials(doc, layers) {
            trial(doc, &tried, &mut out);
        }
        let coded = coder.code(doc, layers);
        line(&mut out, "events", coded.events.iter().map(|e| event(doc, e) + &circumstances(&understood, e)));
        out
    }
}

fn line(out: &mut String, name: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        let _ = writeln!(out, "{name}");
        for item in items {
            let _ = writeln!(out, "  {item}");
        }
    }
}

fn parse(doc: &Doc, out: &mut String) {
    out.push_str("parse\n");
    for at in (0..doc.len()).map(TokenIdx::from).filter(|t| !doc.word(*t).trim().is_empty()) {
        let above = if doc.is_root(at) { "-" } else { doc.word(doc.head(at)) };
        let _ = writeln!(
            out,
            "  {:<18} {:<14} {:<6} {:<6} {:<10} {above}",
            doc.word(at),
            doc.lemma(at),
            doc.pos(at).as_str(),
            doc.tag(at),
            doc.dep(at)
        );
    }
}

/// From this chance on it is told what a predicate is like.
const WORTH_TELLING: f32 = 0.2;
/// So many traits are told.
const SHARES: usize = 6;

fn trial(doc: &Doc, trial: &Trial, out: &mut String) {
    let proposition = &trial.proposition;
    let roles = |roles: &[masudi_code::Role]| {
        roles.iter().map(|r| format!("{}={}", r.name, doc.word(r.head))).collect::<Vec<_>>().join(" ")
    };
    let _ = writeln!(
        out,
        "  {} [{}] {}",
        doc.word(proposition.head),
        proposition.lemmas.join(", "),
        roles(&proposition.roles)
    );
    if !proposition.far.is_empty() {
        let _ = writeln!(out, "    further off: {}", roles(&proposition.far));
    }
    if let Some(verb) = proposition.support {
        let _ = writeln!(out, "    carried by {}", doc.word(verb));
    }
    for refusal in &trial.refusals {
        let _ = writeln!(out, "    not {}: {}", refusal.frame, refusal.reason);
    }
    if let Some(coded) = &trial.event {
        let _ = writeln!(out, "    fits {}", coded.rule);
    } else if let Some(likely) = trial.likely.as_ref().filter(|likely| likely.chance >= WORTH_TELLING) {
        let shares: Vec<String> =
            likely.shares.iter().take(SHARES).map(|(name, share)| format!("{name} {share:+.1}")).collect();
        let _ = writeln!(out, "    like {} ({:.2}): {}", likely.event_type, likely.chance, shares.join(", "));
    }
}

/// When and where an event was, and how that is known.
fn circumstances(understood: &Understood, event: &CodedEvent) -> String {
    let doc = &understood.doc;
    let when = match (event.time, event.origin) {
        (Some(time), origin) => {
            let how = match origin {
                _ if event.counted.is_some() => "counted from another day",
                Origin::Words => "its own sentence",
                Origin::Retold => "told of the same event or its whole",
                Origin::Carried | Origin::Known => "carried on from the story before",
            };
            format!("when \"{}\": {how}", doc.words(understood.times[time].tokens))
        }
        (None, Origin::Known) => format!("when known: {}", event.known.as_deref().unwrap_or_default()),
        (None, _) if event.background => "when unknown: told as background".to_owned(),
        (None, _) => "when not said: the day of publication".to_owned(),
    };
    let place = match (event.place, event.country) {
        (Some(place), _) => format!("where \"{}\"", doc.words(understood.places[place].tokens)),
        (None, Some(country)) if event.known.is_some() => format!("where known: {country}"),
        (None, Some(country)) => format!("where not said: {country} supposed"),
        (None, None) => "where unknown".to_owned(),
    };
    format!("\n    {when}; {place}")
}

fn event(doc: &Doc, event: &CodedEvent) -> String {
    let words = |heads: &[TokenIdx]| heads.iter().map(|h| doc.word(*h)).collect::<Vec<_>>().join(", ");
    format!(
        "{}{} \"{}\" by [{}] to [{}], {:?}, rule {}",
        event.event_type,
        event.mode.as_ref().map(|m| format!(".{m}")).unwrap_or_default(),
        doc.word(event.head),
        words(&event.actors),
        words(&event.recipients),
        event.status,
        event.rule
    )
}
